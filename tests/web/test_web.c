#include "web/parts.h"

#include <stdlib.h>

int main(void)
{
    Suite *suite = suite_create("web");
    SRunner *runner = srunner_create(suite);

    suite_add_tcase(suite, parsing());
    suite_add_tcase(suite, routing());
    suite_add_tcase(suite, forms());
    suite_add_tcase(suite, handling());
    suite_add_tcase(suite, multipart());
    suite_add_tcase(suite, caching());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
