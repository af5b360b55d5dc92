/* Campaigns from opening to lock, on the small body of support/plan. */
#include "pages/parts.h"

#include "store/approval.h"
#include "store/campaign.h"
#include "support/plan.h"

enum { NOON = 1768478400 /* 2026-01-15 12:00 UTC */, AUDITOR = 20, PARTLY };

static const struct period year = {2025, PERIOD_YEAR, 1};

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") > 0)
        return;
    plan_fixture();
    sql_run("INSERT INTO account (id, login, name, email, made_at) VALUES"
            " (20, 'auditor', 'Aude Vue', 'au@example.org', '2024-01-01'),"
            " (21, 'partly', 'Paul Part', 'pp@example.org', '2024-01-01')");
    sql_run("INSERT INTO assignment (account, role, entity, from_on,"
            " granted_at, confirmed_at) VALUES"
            " (20, 'auditor', 0, '2024-01-01', NOW(), NOW()),"
            " (21, 'controller', 3, '2024-01-01', NOW(), NOW())");
    sql_run("UPDATE account SET lang = 'en'");
}

static struct browser *signed_in(const char *login)
{
    struct browser *b = browser_new();

    b->now.s = NOON;
    browser_sign_in(b, login);
    return b;
}

static int open_campaign(struct browser *b, const char *period,
                         const char *opens_on, const char *due_on,
                         const char *locks_on)
{
    return browser_post(b, "/campaigns/new", "period", period, "opens_on",
                        opens_on, "due_on", due_on, "locks_on", locks_on, NULL);
}

static struct str summaries(void)
{
    return sql_text(
        "SELECT GROUP_CONCAT(CONCAT_WS(',', plan, part, measures, achieved,"
        " no_status, entered, submitted, on_time, COALESCE(weighted, '-'),"
        " COALESCE(coverage, '-')) ORDER BY plan, part SEPARATOR ' ') AS text"
        " FROM summary WHERE period = '2026-Q1'");
}

START_TEST(opens_with_what_is_due)
{
    struct browser *b = signed_in("controller");

    assert_status(b, browser_get(b, "/campaigns"), 200);
    assert_has(b, "href=\"/campaigns/new\"");
    assert_status(
        b,
        open_campaign(b, "2026-Q1", "2026-01-15", "2026-04-15", "2026-05-31"),
        303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "The campaign is open.");
    assert_has(b, "Direction");
    assert_lacks(b, "Autre direction");
    assert_str(sql_text("SELECT CONCAT(act, ' ', object_key) AS text"
                        " FROM decision ORDER BY chain, n DESC LIMIT 1"),
               "open_campaign 2026-Q1");

    struct str counted = summaries();
    struct period quarter = {2026, PERIOD_QUARTER, 1};

    assert_ok(db_begin_write(test_db));
    assert_ok(
        results_refresh(test_db, test_arena, PLAN, quarter, instant_now()));
    assert_ok(db_commit(test_db));
    ck_assert_msg(str_eq(summaries(), counted), "counted: %.*s\nreckoned: %.*s",
                  STR_ARG(counted), STR_ARG(summaries()));
    ck_assert_int_eq(sql_int("SELECT SUM(measures) AS n FROM summary"
                             " WHERE period = '2026-Q1'"),
                     6);
}
END_TEST

START_TEST(a_day_to_come_is_planned_and_opened_by_hand)
{
    struct browser *b = signed_in("controller");

    assert_status(
        b, open_campaign(b, "2026", "2026-12-01", "2027-01-31", "2027-03-31"),
        303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "The campaign is planned.");
    const char *path =
        str_printf(test_arena, "/campaigns/%lld",
                   (long long)sql_int(
                       "SELECT id AS n FROM campaign WHERE period = '2026'"))
            .p;

    assert_status(
        b, browser_post(b, path, "step", "open", "version", "1", NULL), 303);
    assert_str(
        sql_text("SELECT state AS text FROM campaign WHERE period = '2026'"),
        "open");
}
END_TEST

START_TEST(refuses_dates_that_do_not_fit_and_a_second_one)
{
    struct browser *b = signed_in("controller");
    int64_t before = sql_int("SELECT COUNT(*) AS n FROM campaign");

    assert_status(
        b, open_campaign(b, "2025", "2026-01-01", "2026-01-31", "2026-03-31"),
        422);
    assert_has(b, "2025 already has a campaign");
    assert_status(
        b, open_campaign(b, "2025-Q5", "2026-01-01", "2026-01-31", ""), 422);
    assert_has(b, "2025-Q5” is not a period");
    assert_has(b, "value=\"2026-01-31\"");
    assert_status(
        b,
        open_campaign(b, "2028-01", "2026-03-01", "2026-02-01", "2026-01-01"),
        422);
    assert_has(b, "more than a year from now");
    assert_has(b, "before the period");
    assert_has(b, "before the opening");
    assert_has(b, "before the due date");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM campaign"), before);
}
END_TEST

START_TEST(others_read_or_see_nothing)
{
    struct browser *b = signed_in("auditor");

    assert_status(b, browser_get(b, "/campaigns/2"), 200);
    assert_has(b, "Direction");
    assert_lacks(b, "value=\"close\"");
    assert_status(
        b,
        browser_post(b, "/campaigns/2", "step", "close", "version", "1", NULL),
        403);
    assert_status(b, browser_get(b, "/campaigns/2/entities/2"), 403);
    assert_status(b, browser_get(b, "/campaigns/99"), 404);
    b = signed_in("staff");
    assert_status(b, browser_get(b, "/campaigns"), 403);
    b = signed_in("admin");
    assert_status(b, browser_get(b, "/campaigns/2"), 403);
}
END_TEST

START_TEST(a_controller_of_a_part_does_not_run_the_whole)
{
    struct browser *b = signed_in("partly");

    assert_status(b, browser_get(b, "/campaigns"), 200);
    assert_lacks(b, "href=\"/campaigns/new\"");
    assert_status(
        b,
        open_campaign(b, "2025-Q4", "2026-01-01", "2026-01-31", "2026-03-31"),
        403);
    assert_status(b, browser_get(b, "/campaigns/2"), 200);
    assert_lacks(b, "/campaigns/2/entities/");
    assert_status(b, browser_get(b, "/campaigns/2/entities/2"), 404);
    assert_status(b,
                  browser_post(b, "/campaigns/2/entities/2", "standing",
                               "not_subject", "reason", "Because", NULL),
                  404);
}
END_TEST

/* One approved result of 2025, submitted three days after the due date. */
static void deliver_late(void)
{
    struct result_actor staff = {.account = STAFF, .now = {1770120000}};
    struct result_actor director = {.account = DIRECTOR, .now = {1770130000}};
    struct results rs;

    assert_ok(db_begin_write(test_db));
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, &rs));
    struct result_line *line = results_line(&rs, SHARE);
    struct result_content content = line->content;

    content.value = dec_int(95);
    assert_ok(result_save(&rs, line, &content, 0, &staff));
    assert_ok(result_submit(&rs, line, &staff));
    assert_ok(
        result_approve(&rs, line, result_hash(&rs, line), NULL, &director));
    assert_ok(results_close(&rs, &director));
    assert_ok(db_commit(test_db));
}

static int stand(struct browser *b, const char *standing, const char *due_on,
                 const char *reason)
{
    return browser_post(b, "/campaigns/2/entities/2", "standing", standing,
                        "due_on", due_on, "reason", reason, NULL);
}

static int64_t on_time(void)
{
    return sql_int("SELECT SUM(on_time) AS n FROM summary"
                   " WHERE period = '2025'");
}

START_TEST(an_exception_has_a_reason_and_moves_the_due_date)
{
    struct browser *b = signed_in("controller");

    deliver_late();
    ck_assert_int_eq(on_time(), 0);
    assert_status(b, browser_get(b, "/campaigns/2/entities/2"), 200);
    assert_status(b, stand(b, "late", "2026-02-15", " "), 422);
    assert_has(b, "value=\"2026-02-15\"");
    assert_status(b, stand(b, "late", "2026-01-31", "Illness"), 422);
    assert_status(b, stand(b, "late", "2026-04-01", "Illness"), 422);
    assert_status(b, stand(b, "nothing", "2026-02-15", "Illness"), 422);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM campaign_entity"), 0);
    assert_status(b, stand(b, "late", "2026-02-15", "Illness"), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Illness (Carl Con)");
    assert_has(b, "15/02/2026");
    ck_assert_int_eq(on_time(), 1);
    assert_str(
        sql_text("SELECT CONCAT(d.act, ' ', d.object_key) AS text FROM decision"
                 " d JOIN decision_chain c ON c.id = d.chain"
                 " WHERE c.plan = 1 ORDER BY d.n DESC LIMIT 1"),
        "exception 2025 UNIT late 2026-02-15");
    assert_status(b, stand(b, "not_subject", "", "Abolished"), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "nothing is expected");
}
END_TEST

/* Submitted before the lock, never decided on. */
static void leave_waiting(void)
{
    struct result_actor staff = {.account = STAFF, .now = {1770120000}};
    struct results rs;

    assert_ok(db_begin_write(test_db));
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, &rs));
    struct result_line *line = results_line(&rs, VISITS);
    struct result_content content = line->content;

    content.value = dec_int(41);
    assert_ok(result_save(&rs, line, &content, 0, &staff));
    assert_ok(result_submit(&rs, line, &staff));
    assert_ok(results_close(&rs, &staff));
    assert_ok(db_commit(test_db));
}

/* Neither what is locked nor what was left behind. */
static void nothing_changes_any_more(void)
{
    struct result_actor director = {.account = DIRECTOR, .now = {1770140000}};
    struct results rs;
    struct list heaps;

    assert_ok(db_begin_write(test_db));
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, &rs));
    struct result_line *line = results_line(&rs, VISITS);
    struct result_content content = results_line(&rs, DONE)->content;

    ck_assert_int_eq(
        result_approve(&rs, line, result_hash(&rs, line), false, &director),
        ERR_FORBIDDEN);
    ck_assert_int_eq(result_reopen(&rs, line, S("Late"), &director),
                     ERR_FORBIDDEN);
    content.value = dec_int(1);
    ck_assert_int_eq(
        result_save(&rs, results_line(&rs, DONE), &content, 0, &director),
        ERR_FORBIDDEN);
    assert_ok(
        approval_heaps(test_db, DIRECTOR, (struct date){2026, 2, 10}, &heaps));
    ck_assert_uint_eq(heaps.count, 0);
    db_rollback(test_db);
}

static int step(struct browser *b, const char *step, const char *version)
{
    return browser_post(b, "/campaigns/2", "step", step, "version", version,
                        "reason", "", NULL);
}

START_TEST(closes_reopens_and_locks_for_good)
{
    struct browser *b = signed_in("controller");
    int64_t broken;

    deliver_late();
    leave_waiting();
    assert_status(b, browser_get(b, "/campaigns/2"), 200);
    assert_status(b, step(b, "lock", "1"), 422);
    assert_status(b, step(b, "close", "1"), 303);
    assert_status(b, step(b, "close", "1"), 422);
    assert_has(b, "changed since");
    assert_status(b, step(b, "reopen", "2"), 422);
    assert_has(b, "Say why");
    assert_status(b,
                  browser_post(b, "/campaigns/2", "step", "reopen", "version",
                               "2", "reason", "Two figures were wrong", NULL),
                  303);
    assert_status(b, step(b, "close", "3"), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "5 results are not approved");
    assert_status(b, step(b, "lock", "4"), 422);
    assert_has(b, "Tick the box");
    assert_status(b,
                  browser_post(b, "/campaigns/2", "step", "lock", "version",
                               "4", "sure", "1", NULL),
                  303);
    assert_status(b, browser_follow(b), 200);
    assert_lacks(b, "value=\"reopen\"");
    assert_str(sql_text("SELECT CONCAT_WS(' ', r.state, v.act, v.state,"
                        " v.account, v.hash = r.approved_hash) AS text"
                        " FROM result r JOIN result_revision v"
                        " ON v.plan = r.plan AND v.period = r.period"
                        " AND v.measure = r.measure AND v.revision = r.revision"
                        " WHERE r.period = '2025' AND r.measure = 11"),
               "locked lock locked 7 1");
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM decision d JOIN result r"
                " ON r.period = '2025' AND r.measure = 11 WHERE d.act = 'lock' "
                "AND d.line LIKE"
                " CONCAT('%', SHA2(LOWER(HEX(r.approved_hash)), 256), '%')"),
        1);
    for (int64_t plan = 0; plan <= PLAN; plan++) {
        assert_ok(decision_verify(test_db, plan, &broken));
        ck_assert_int_eq(broken, 0);
    }
    assert_status(b, stand(b, "late", "", "Afterwards"), 422);
    nothing_changes_any_more();
}
END_TEST

static TCase *on_a_database(Suite *suite, const char *name)
{
    TCase *tc = tcase_create(name);

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_set_timeout(tc, 60);
    suite_add_tcase(suite, tc);
    return tc;
}

void campaign_cases(Suite *suite)
{
    TCase *openings = on_a_database(suite, "campaigns");

    tcase_add_test(openings, opens_with_what_is_due);
    tcase_add_test(openings, a_day_to_come_is_planned_and_opened_by_hand);
    tcase_add_test(openings, refuses_dates_that_do_not_fit_and_a_second_one);
    tcase_add_test(openings, others_read_or_see_nothing);
    tcase_add_test(openings, a_controller_of_a_part_does_not_run_the_whole);
    tcase_add_test(on_a_database(suite, "exceptions"),
                   an_exception_has_a_reason_and_moves_the_due_date);
    tcase_add_test(on_a_database(suite, "locks"),
                   closes_reopens_and_locks_for_good);
}
