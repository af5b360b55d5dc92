/* Deadlines from printed words to what was met, through the pages. */
#include "pages/parts.h"

#include "store/decision.h"
#include "support/plan.h"

enum { NOON = 1768478400 /* 2026-01-15 12:00 UTC */ };

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") > 0)
        return;
    plan_fixture();
    sql_run("UPDATE account SET lang = 'en'");
    sql_run("UPDATE plan SET kind = 'mandate'");
    sql_run("UPDATE edition SET starts_on = '2024-09-01',"
            " mid_evaluation_on = '2027-03-01', ends_on = '2029-08-31'");
    sql_run("INSERT INTO deadline (id, plan, code) VALUES (1, 1, 'P.D1'),"
            " (2, 1, 'P.D2'), (3, 1, 'P.D3'), (4, 1, 'P.D4'), (5, 1, 'P.D5')");
    sql_run("INSERT INTO edition_deadline (plan, edition, id, item, sort,"
            " text_fr, kind, per, n_min, anchor, before_after, calendar) VALUES"
            " (1, 1, 1, 2, 1, 'annuellement', 'recurring', 'year', 1, NULL,"
            " NULL, NULL),"
            " (1, 1, 2, 2, 2, 'avant la mi-mandat', NULL, NULL, NULL, NULL,"
            " NULL, NULL),"
            " (1, 1, 3, 3, 1, 'selon le calendrier', 'calendar', NULL, NULL,"
            " NULL, NULL, 'Cour'),"
            " (1, 1, 4, 3, 2, 'avant chaque visite', 'occurrence', NULL, NULL,"
            " NULL, 'before', NULL),"
            " (1, 1, 5, 3, 3, 'en continu', NULL, NULL, NULL, NULL, NULL,"
            " NULL)");
}

static struct browser *signed_in(const char *login)
{
    struct browser *b = browser_new();

    b->now.s = NOON;
    browser_sign_in(b, login);
    return b;
}

/* The hash shown beside a rule. */
static const char *hash_of_rule(struct browser *b, const char *field)
{
    struct str name = str_printf(test_arena, "name=\"%s\" value=\"", field);
    const char *at = strstr(str_z(test_arena, b->body), name.p);

    ck_assert_msg(at != NULL, "no %s", field);
    return str_copy(test_arena, (struct str){at + name.n, 64}).p;
}

static void confirm_all(struct browser *b)
{
    assert_status(b, browser_get(b, "/plans/1/deadlines"), 200);
    assert_status(b,
                  browser_post(b, "/plans/1/deadlines", "confirm:101", "1",
                               "hash:101", hash_of_rule(b, "hash:101"),
                               "confirm:201", "1", "hash:201",
                               hash_of_rule(b, "hash:201"), "confirm:301", "1",
                               "hash:301", hash_of_rule(b, "hash:301"),
                               "confirm:401", "1", "hash:401",
                               hash_of_rule(b, "hash:401"), "confirm:501", "1",
                               "hash:501", hash_of_rule(b, "hash:501"), NULL),
                  303);
}

START_TEST(a_director_confirms_what_was_shown)
{
    struct browser *b = signed_in("director"), *staff = signed_in("staff");

    assert_status(staff, browser_get(staff, "/plans/1/deadlines"), 200);
    assert_has(staff, "at least once in each calendar year");
    assert_has(staff, "before the mid-mandate evaluation");
    assert_lacks(staff, "confirm:101");
    assert_status(staff, browser_post(staff, "/plans/1/deadlines", NULL), 403);
    browser_get(b, "/plans/1/deadlines");
    assert_status(b, browser_post(b, "/plans/1/deadlines", NULL), 422);
    assert_status(b,
                  browser_post(b, "/plans/1/deadlines", "confirm:101", "1",
                               "hash:101", hash_of_rule(b, "hash:201"), NULL),
                  422);
    assert_has(b, "changed since you looked");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM obligation"), 0);
    confirm_all(b);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "5 of 5 rules confirmed");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM obligation"), 10);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision"
                             " WHERE act = 'confirm_rule'"),
                     5);
}
END_TEST

START_TEST(another_reading_is_seen_first_and_confirmed_by_another)
{
    struct browser *b = signed_in("director"), *boss = signed_in("manager");
    const char *page = "/plans/1/deadlines/5/1";

    assert_status(b, browser_get(b, page), 200);
    assert_has(b, "all the time");
    assert_status(b,
                  browser_get(b, "/plans/1/deadlines/5/1?kind=recurring&per="
                                 "quarter&n_min=2&day=15"),
                  200);
    assert_has(b, "at least 2 times a quarter, by day 15 of the last month");
    assert_has(b, "30/09/2024");
    assert_status(b, browser_get(b, "/plans/1/deadlines/5/1?kind=date"), 200);
    assert_has(b, "Give the date");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM deadline_rule"
                             " WHERE state = 'proposed'"),
                     0);
    assert_status(b, browser_post(b, page, "kind", "recurring", NULL), 422);
    assert_status(b,
                  browser_post(b, page, "kind", "recurring", "per", "quarter",
                               "n_min", "2", NULL),
                  303);
    assert_status(b, browser_follow(b), 200);
    assert_lacks(b, "confirm:501");
    assert_has(b, "another person confirms it");
    assert_status(boss, browser_get(boss, "/plans/1/deadlines"), 200);
    assert_status(boss,
                  browser_post(boss, "/plans/1/deadlines", "confirm:501", "1",
                               "hash:501", hash_of_rule(boss, "hash:501"),
                               NULL),
                  303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM obligation"
                             " WHERE deadline = 5"),
                     42);
    assert_status(b,
                  browser_post(b, "/plans/1/deadlines/5/2", "kind",
                               "conditional", "condition_fr", "au besoin",
                               NULL),
                  303);
    assert_status(
        b, browser_post(b, "/plans/1/deadlines/5/2", "step", "refuse", NULL),
        303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM deadline_rule"
                             " WHERE part = 2"),
                     0);
    assert_status(b, browser_get(b, "/plans/1/deadlines/5/9"), 404);
    sql_run("DELETE FROM deadline_rule WHERE deadline = 5");
    sql_run("DELETE FROM obligation WHERE deadline = 5");
}
END_TEST

static const char *obligation_page(const char *code)
{
    struct str sql = str_printf(
        test_arena, "SELECT id AS n FROM obligation WHERE code = '%s'", code);

    return str_printf(test_arena, "/plans/1/obligations/%lld",
                      (long long)sql_int(sql.p))
        .p;
}

START_TEST(obligations_are_met_waived_and_opened_again)
{
    struct browser *b = signed_in("director"), *staff = signed_in("staff");
    const char *late = obligation_page("2024/1"),
               *next = obligation_page("2025/1");
    int64_t broken;

    assert_status(staff, browser_get(staff, "/plans/1/obligations"), 200);
    assert_has(staff, "overdue");
    assert_has(staff, "partial period");
    assert_status(
        staff, browser_get(staff, "/plans/1/obligations?show=pressing"), 200);
    assert_lacks(staff, "en continu");
    assert_status(staff, browser_get(staff, late), 200);
    assert_lacks(staff, "value=\"waive\"");
    assert_status(staff,
                  browser_post(staff, late, "step", "meet", "version", "1",
                               "met_on", "2026-02-01", "note", "x", NULL),
                  422);
    assert_has(staff, "still to come");
    assert_status(staff,
                  browser_post(staff, late, "step", "meet", "version", "1",
                               "met_on", "2025-01-10", NULL),
                  422);
    assert_status(staff,
                  browser_post(staff, late, "step", "meet", "version", "1",
                               "met_on", "2025-01-10", "note", "Déposé",
                               "result", "2025/999", NULL),
                  422);
    assert_status(staff,
                  browser_post(staff, late, "step", "meet", "version", "1",
                               "met_on", "2025-01-10", "note", "Déposé", NULL),
                  303);
    assert_status(staff, browser_follow(staff), 200);
    assert_has(staff, "met late");
    assert_has(staff, "Anne Staf");
    assert_status(staff,
                  browser_post(staff, late, "step", "reopen", "version", "1",
                               "note", "Erreur", NULL),
                  422);
    assert_status(staff,
                  browser_post(staff, next, "step", "waive", "version", "1",
                               "note", "Supprimé", NULL),
                  403);
    assert_status(staff,
                  browser_post(staff, next, "step", "excuse", "version", "1",
                               "note", "Supprimé", NULL),
                  403);
    assert_status(b,
                  browser_post(b, next, "step", "waive", "version", "1", "note",
                               "Supprimé", NULL),
                  303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "waived");
    assert_status(staff,
                  browser_post(staff, next, "step", "reopen", "version", "2",
                               "note", "Non", NULL),
                  403);
    sql_run("UPDATE deadline_rule SET kind = 'conditional'"
            " WHERE deadline = 2");
    next = obligation_page("mid_evaluation");
    assert_status(
        staff,
        browser_post(staff, next, "step", "excuse", "version", "1", NULL), 422);
    assert_status(staff,
                  browser_post(staff, next, "step", "excuse", "version", "1",
                               "note", "Aucun cas", NULL),
                  303);
    assert_status(staff, browser_follow(staff), 200);
    assert_has(staff, "not applicable");
    sql_run("UPDATE deadline_rule SET kind = 'relative' WHERE deadline = 2");
    assert_ok(decision_verify(test_db, PLAN, &broken));
    ck_assert_int_eq(broken, 0);
}
END_TEST

START_TEST(states_show_beside_the_printed_words)
{
    struct browser *staff = signed_in("staff"), *reader = signed_in("reader");

    assert_status(staff, browser_get(staff, "/plans/1"), 200);
    assert_has(staff, "met late\u00a0(1)");
    assert_has(staff, "not dated\u00a0(1)");
    assert_status(reader, browser_get(reader, "/plans/1"), 200);
    assert_has(reader, "annuellement");
    assert_lacks(reader, "met late\u00a0(1)");
    assert_lacks(reader, "/plans/1/obligations");
    sql_run("UPDATE obligation SET met_on = NULL WHERE code = '2024/1'");
    assert_status(staff, browser_get(staff, "/"), 200);
    assert_has(staff, obligation_page("2024/1"));
    assert_has(staff, "380 days late");
    assert_status(staff, browser_get(staff, "/entities/2"), 200);
    assert_has(staff, "31/12/2024 · overdue");
    sql_run("UPDATE obligation SET met_on = '2025-01-10'"
            " WHERE code = '2024/1'");
}
END_TEST

START_TEST(registers_and_calendars_are_kept)
{
    struct browser *staff = signed_in("staff"), *c = signed_in("controller");
    const char *path = str_printf(test_arena, "/calendars/%lld",
                                  (long long)sql_int("SELECT id AS n FROM"
                                                     " calendar"))
                           .p;

    assert_status(staff, browser_get(staff, "/calendars"), 200);
    assert_has(staff, "Cour");
    assert_has(staff, "nobody");
    assert_status(staff,
                  browser_post(staff, path, "step", "write", "on_date",
                               "2026-03-01", "text_fr", "Mémoire", NULL),
                  403);
    assert_status(
        staff, browser_post(staff, path, "step", "grant", "account", "1", NULL),
        403);
    assert_status(
        c, browser_post(c, path, "step", "grant", "account", "1", NULL), 303);
    assert_status(staff,
                  browser_post(staff, path, "step", "write", "on_date",
                               "2026-03-01", NULL),
                  422);
    assert_status(staff,
                  browser_post(staff, path, "step", "write", "on_date",
                               "2026-03-01", "text_fr", "Mémoire", NULL),
                  303);
    assert_status(staff, browser_follow(staff), 200);
    assert_has(staff, "Mémoire");
    assert_str(sql_text("SELECT GROUP_CONCAT(due_on) AS text FROM obligation"
                        " WHERE deadline = 3"),
               "2026-03-01");
    path = "/plans/1/items/3/occurrences";
    assert_status(staff, browser_get(staff, path), 200);
    assert_status(staff,
                  browser_post(staff, path, "step", "write", "on_date",
                               "2028-03-01", "text_fr", "Délégation", NULL),
                  303);
    assert_status(staff, browser_follow(staff), 200);
    assert_has(staff, "Délégation");
    assert_str(sql_text("SELECT GROUP_CONCAT(due_on) AS text FROM obligation"
                        " WHERE deadline = 4"),
               "2028-02-29");
    assert_status(staff,
                  browser_post(staff, path, "step", "close", "on_date",
                               "2027-01-01", NULL),
                  303);
    assert_status(c, browser_get(c, path), 200);
    assert_lacks(c, "name=\"on_date\"");
    assert_status(c, browser_post(c, path, "step", "end", NULL), 403);
}
END_TEST

START_TEST(a_year_may_begin_with_the_mandate)
{
    struct browser *b = signed_in("director");

    browser_get(b, "/plans/1/deadlines");
    assert_status(b,
                  browser_post(b, "/plans/1/deadlines/settings",
                               "mandate_years", "1", NULL),
                  303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "at least once in each mandate year");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM obligation"
                             " WHERE code LIKE 'Y_/1' AND NOT gone"),
                     5);
}
END_TEST

START_TEST(others_find_nothing)
{
    static const char *const paths[] = {
        "/plans/1/deadlines", "/plans/1/obligations",
        "/plans/1/items/3/occurrences", "/plans/1/deadlines/1/1"};
    struct browser *b = signed_in("outsider"), *reader = signed_in("reader");

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_status(b, browser_get(b, paths[i]), 404);
        assert_status(reader, browser_get(reader, paths[i]), 403);
    }
    assert_status(b, browser_get(b, obligation_page("2024/1")), 404);
}
END_TEST

void deadline_cases(Suite *suite)
{
    TCase *tc = tcase_create("deadlines");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, a_director_confirms_what_was_shown);
    tcase_add_test(tc, another_reading_is_seen_first_and_confirmed_by_another);
    tcase_add_test(tc, obligations_are_met_waived_and_opened_again);
    tcase_add_test(tc, states_show_beside_the_printed_words);
    tcase_add_test(tc, registers_and_calendars_are_kept);
    tcase_add_test(tc, a_year_may_begin_with_the_mandate);
    tcase_add_test(tc, others_find_nothing);
    suite_add_tcase(suite, tc);
}
