#include "pages/parts.h"

#include <stdlib.h>

int main(void)
{
    Suite *suite = suite_create("pages");
    SRunner *runner = srunner_create(suite);

    suite_add_tcase(suite, accounts());
    suite_add_tcase(suite, answers());
    campaign_cases(suite);
    deadline_cases(suite);
    campaigning_cases(suite);
    suite_add_tcase(suite, comments());
    suite_add_tcase(suite, evaluations());
    suite_add_tcase(suite, evidences());
    suite_add_tcase(suite, mails());
    suite_add_tcase(suite, plan_ways());
    suite_add_tcase(suite, reading());
    result_cases(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
