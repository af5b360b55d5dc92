#include "jobs/parts.h"

#include <stdlib.h>

int main(void)
{
    Suite *suite = suite_create("jobs");
    SRunner *runner = srunner_create(suite);

    suite_add_tcase(suite, messages());
    suite_add_tcase(suite, reminders());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
