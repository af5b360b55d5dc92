/* Status, roll-up, judging, workflow and deadlines: the rules, on every
 * boundary. */
#include "parts.h"

int main(void)
{
    Suite *s = suite_create("domain");

    suite_add_tcase(s, status_tests());
    suite_add_tcase(s, rollup_tests());
    suite_add_tcase(s, judge_tests());
    suite_add_tcase(s, workflow_tests());
    suite_add_tcase(s, approvers_tests());
    suite_add_tcase(s, delegation_tests());
    suite_add_tcase(s, printed_tests());
    suite_add_tcase(s, deadline_tests());
    suite_add_tcase(s, reminder_tests());
    suite_add_tcase(s, obligation_tests());
    suite_add_tcase(s, way_tests());
    SRunner *r = srunner_create(s);

    srunner_run_all(r, CK_ENV);
    int failed = srunner_ntests_failed(r);

    srunner_free(r);
    return failed != 0;
}
