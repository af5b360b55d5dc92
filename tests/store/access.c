/* Who sees and does what with a plan's results. */
#include "store/parts.h"
#include "store/result.h"
#include "support/plan.h"

static const struct date today = {2026, 1, 15};

static void may(int64_t account, const char *expected)
{
    struct result_access access;
    struct str marks;
    enum err err = result_access(test_db, account, today, PLAN, &access);

    if (*expected == '\0') {
        ck_assert_int_eq(err, ERR_NOT_FOUND);
        return;
    }
    assert_ok(err);
    marks = str_printf(test_arena, "%s%s%s%s%s", access.enters ? "e" : "",
                       access.translates ? "t" : "", access.directs ? "d" : "",
                       access.decides ? "a" : "", access.controls ? "c" : "");
    ck_assert_msg(str_is(marks, *expected == '-' ? "" : expected),
                  "account %d: %.*s", (int)account, STR_ARG(marks));
}

START_TEST(who_reaches_the_plan)
{
    may(STAFF, "e");
    may(TRANSLATOR, "t");
    may(DIRECTOR, "da");
    may(MANAGER, "a");
    may(AUTHORITY, "a");
    may(CONTROLLER, "c");
    may(READER, "-");
    may(OUTSIDER, "");
}
END_TEST

TCase *access_tests(void)
{
    TCase *t = tcase_create("access");

    database_fixture(t);
    tcase_add_checked_fixture(t, plan_fixture, NULL);
    tcase_add_test(t, who_reaches_the_plan);
    return t;
}
