/* Two approvers on two connections. */
#include "store/approval.h"
#include "store/parts.h"
#include "support/plan.h"

static const struct period year = {2025, PERIOD_YEAR, 1};
static const struct date today = {2026, 1, 15};

static struct result_actor by(int64_t account)
{
    return (struct result_actor){.account = account, .now = {1768471200}};
}

static void submitted(void)
{
    struct result_actor staff = by(STAFF);
    struct result_content content = {.value = dec_int(95)};
    struct results rs;

    plan_fixture();
    assert_ok(db_begin_write(test_db));
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, &rs));
    struct result_line *line = results_line(&rs, SHARE);

    assert_ok(result_save(&rs, line, &content, 0, &staff));
    assert_ok(result_submit(&rs, line, &staff));
    assert_ok(results_close(&rs, &staff));
    assert_ok(db_commit(test_db));
}

START_TEST(the_second_to_decide_starts_again)
{
    struct db *second = database_connect();
    struct approvals one, two;
    struct result_actor director = by(DIRECTOR), manager = by(MANAGER);

    submitted();
    assert_ok(db_begin_write(test_db));
    assert_ok(db_begin_write(second));
    assert_ok(approvals_open(test_db, test_arena, PLAN, year, today, &one));
    assert_ok(approvals_open(second, test_arena, PLAN, year, today, &two));
    struct result_line *mine = results_line(&one.rs, SHARE);
    struct result_line *theirs = results_line(&two.rs, SHARE);
    struct result_content content = mine->content;
    struct hash shown = result_hash(&one.rs, mine);

    content.value = dec_int(94);
    assert_ok(result_suggest(&one.rs, mine, shown, &content, S("Deux fois"),
                             &director));
    assert_ok(results_close(&one.rs, &director));
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(result_approve(&two.rs, theirs, shown, NULL, &manager),
                     ERR_RETRY);
    db_rollback(second);
    assert_str(sql_text("SELECT CONCAT(state, suggestion) AS text FROM result"
                        " WHERE measure = 11"),
               "returned2");
}
END_TEST

TCase *races(void)
{
    TCase *t = tcase_create("races");

    database_fixture(t);
    tcase_add_test(t, the_second_to_decide_starts_again);
    return t;
}
