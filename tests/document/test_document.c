#include "document/parts.h"

#include <stdio.h>
#include <stdlib.h>

static Suite *suite(void)
{
    Suite *s = suite_create("document");
    TCase *samples = sample_cases();

    suite_add_tcase(s, attachments());
    suite_add_tcase(s, calendar_cases());
    suite_add_tcase(s, csv_cases());
    suite_add_tcase(s, cell_cases());
    suite_add_tcase(s, faulty_cases());
    suite_add_tcase(s, import_cases());
    suite_add_tcase(s, people_cases());
    suite_add_tcase(s, waiting_cases());
    suite_add_tcase(s, reach_cases());
    suite_add_tcase(s, export_cases());
    suite_add_tcase(s, written_cases());
    if (samples)
        suite_add_tcase(s, samples);
    else
        puts("samples: skipped, " SAMPLES " is not here");
    return s;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
