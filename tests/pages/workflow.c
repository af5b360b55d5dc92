/* Suggestions, levels, delegations, declarations and exceptions: who acts on a
 * result through the pages, and who may not. */
#include <string.h>

#include "pages/parts.h"
#include "store/entity.h"
#include "support/plan.h"

#define SHARE_PAGE GRID "/11"
#define ANSWER     SHARE_PAGE "/answer"
#define SUGGEST    SHARE_PAGE "/suggest"

static void arrange(void)
{
    results_arrange();
    sql_run("DELETE FROM assignment WHERE delegation IS NOT NULL OR id > 10");
    sql_run("DELETE FROM delegation");
    sql_run("DELETE FROM approval_exception");
    sql_run("DELETE FROM holder");
    sql_run("DELETE FROM mail");
    sql_run("UPDATE assignment SET to_on = '9999-12-31'");
    sql_run("UPDATE plan SET kind = 'orientation', approval_levels = 1,"
            " last_approver = NULL");
}

static struct str shown_of(struct browser *b, const char *page)
{
    const char mark[] = "name=\"shown\" value=\"";

    browser_get(b, page);
    const char *at = memmem(b->body.p, b->body.n, mark, strlen(mark));

    ck_assert_msg(at != NULL, "nothing shown in:\n%.*s", STR_ARG(b->body));
    return str_copy(test_arena, (struct str){at + strlen(mark), 64});
}

/* The hash the queue shows of a measure; none: it does not wait. */
static struct str waits(struct browser *b, int measure)
{
    struct str mark =
        str_printf(test_arena, "name=\"shown:%d\" value=\"", measure);

    browser_get(b, "/approvals");
    const char *at = memmem(b->body.p, b->body.n, mark.p, mark.n);

    return at == NULL ? STR_NONE
                      : str_copy(test_arena, (struct str){at + mark.n, 64});
}

static void approve(struct browser *b, struct str shown)
{
    ck_assert(str_given(shown));
    assert_status(b,
                  browser_post(b, "/approvals", "plan", "1", "period", "2025",
                               "shown:11", shown.p, "approve:11", "1", NULL),
                  303);
    browser_follow(b);
    assert_has(b, "Approved: 1.");
}

static void suggest(struct browser *b, const char *value)
{
    struct str shown = shown_of(b, SUGGEST);

    assert_status(b,
                  browser_post(b, SUGGEST, "shown", shown.p, "value", value,
                               "factors", "Retard du marché", "reason",
                               "Une demande est comptée deux fois", NULL),
                  303);
}

static struct str state(void)
{
    return sql_text("SELECT state AS text FROM result WHERE measure = 11");
}

START_TEST(a_suggestion_is_accepted_in_one_click)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff2");
    struct browser *other = at_ten("outsider"), *boss = at_ten("manager");

    enter_and_submit();
    assert_status(boss, browser_get(boss, SUGGEST), 404); /* not theirs */
    assert_status(staff, browser_get(staff, SUGGEST), 404);
    struct str shown = shown_of(b, SUGGEST);

    assert_status(b,
                  browser_post(b, SUGGEST, "shown", shown.p, "value", "78",
                               "factors", "Retard du marché", NULL),
                  422);
    assert_has(b, "This is what was submitted");
    assert_status(
        b, browser_post(b, SUGGEST, "shown", shown.p, "value", "peu", NULL),
        422);
    suggest(b, "77");
    assert_str(state(), "returned");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"
                             " WHERE body LIKE '%deux fois%'"),
                     1);
    assert_status(b, browser_post(b, ANSWER, "act", "accept", NULL), 403);
    assert_status(other, browser_post(other, ANSWER, "act", "accept", NULL),
                  404);
    browser_get(staff, SHARE_PAGE);
    assert_has(staff, "Suggested correction");
    assert_has(staff, "<ins>77");
    assert_status(staff, browser_post(staff, ANSWER, "act", "accept", NULL),
                  303);
    assert_str(
        sql_text(
            "SELECT CONCAT_WS('|', state, CAST(value AS INT), submitted_by,"
            " edited_by, suggested_by) AS text FROM result"
            " WHERE measure = 11"),
        "submitted|77|2|2|4");
    /* the author's entry: who suggested it may approve it, marked */
    approve(b, waits(b, 11));
    browser_get(staff, SHARE_PAGE);
    assert_has(staff, "accepted the correction");
    assert_has(staff, "A correction suggested by Dora Chef");
    assert_str(sql_text("SELECT GROUP_CONCAT(act ORDER BY revision) AS text"
                        " FROM result_revision WHERE measure = 11"),
               "submit,suggest,accept,approve");
}
END_TEST

START_TEST(a_suggestion_is_refused_with_a_word)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");

    enter_and_submit();
    suggest(b, "77");
    assert_status(
        staff, browser_post(staff, ANSWER, "act", "refuse", "word", " ", NULL),
        303);
    assert_str(state(), "returned");
    assert_status(staff,
                  browser_post(staff, ANSWER, "act", "refuse", "word",
                               "Le registre dit 78", NULL),
                  303);
    assert_str(
        sql_text("SELECT CONCAT(state, CAST(value AS INT)) AS text FROM result"
                 " WHERE measure = 11"),
        "submitted78");
    ck_assert(str_given(waits(b, 11)));
    assert_has(b, "Le registre dit 78");
    /* answered once */
    browser_post(staff, ANSWER, "act", "accept", NULL);
    browser_follow(staff);
    assert_has(staff, "answered meanwhile");
}
END_TEST

START_TEST(an_edit_takes_the_suggestion_away)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");

    enter_and_submit();
    suggest(b, "77");
    staff->now.s += 60;
    browser_get(staff, GRID);
    browser_post(staff, GRID, "version:11", "3", "value:11", "79", NULL);
    browser_post(staff, ANSWER, "act", "accept", NULL);
    browser_follow(staff);
    assert_has(staff, "answered meanwhile");
    assert_str(
        sql_text("SELECT CONCAT(state, CAST(value AS INT)) AS text FROM result"
                 " WHERE measure = 11"),
        "returned79");
}
END_TEST

START_TEST(two_levels_one_after_the_other)
{
    struct browser *b = at_ten("director"), *boss = at_ten("manager");
    struct browser *c = at_ten("controller");

    assert_status(c, browser_get(c, "/plans/1/approval"), 200);
    assert_status(b, browser_get(b, "/plans/1/approval"), 403);
    assert_status(c, browser_post(c, "/plans/1/approval", "levels", "6", NULL),
                  422);
    assert_status(
        c,
        browser_post(c, "/plans/1/approval", "levels", "2", "last", "1", NULL),
        422);
    assert_status(c, browser_post(c, "/plans/1/approval", "levels", "2", NULL),
                  303);
    enter_and_submit();
    ck_assert(!str_given(waits(boss, 11)));
    approve(b, waits(b, 11));
    assert_str(state(), "submitted");
    browser_get(b, SHARE_PAGE);
    assert_has(b, "Approved at level 1 of 2; it waits for Max Haut.");
    ck_assert(!str_given(waits(b, 11)));
    struct str shown = waits(boss, 11);
    assert_has(boss, "approval 2 of 2");
    approve(boss, shown);
    assert_str(state(), "approved");
}
END_TEST

static int delegate(struct browser *b, const char *account, const char *to,
                    const char *scope, const char *to_on)
{
    browser_get(b, "/delegations");
    return browser_post(b, "/delegations", "account", account, "delegate", to,
                        "scope", scope, "from_on", "2026-01-15", "to_on", to_on,
                        "reason", "", NULL);
}

START_TEST(a_delegate_acts_for_the_absent)
{
    struct browser *b = at_ten("director"), *other = at_ten("outsider");

    enter_and_submit();
    assert_status(other, browser_get(other, SHARE_PAGE), 404);
    assert_status(b, delegate(b, "4", "4", "", "2026-01-31"), 422);
    assert_status(b, delegate(b, "4", "10", "", "2026-01-31"), 422);
    assert_status(b, delegate(b, "5", "9", "", "2026-01-31"), 422);
    assert_status(b, delegate(b, "4", "9", "e3", "2026-01-31"), 422);
    assert_has(b, "approve nothing within that scope");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM delegation"), 0);
    assert_status(b, delegate(b, "4", "9", "p1", "2026-01-31"), 303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"
                             " WHERE account = 9"),
                     1);
    struct str shown = waits(other, 11);
    assert_has(other, "for Dora Chef");
    /* no further: the delegate has nothing of their own to give */
    assert_status(other, delegate(other, "9", "2", "", "2026-01-31"), 422);
    approve(other, shown);
    assert_str(sql_text("SELECT CONCAT(account, 'for', for_account) AS text"
                        " FROM decision WHERE act = 'approve'"
                        " ORDER BY chain, n DESC LIMIT 1"),
               "9for4");
    browser_get(b, SHARE_PAGE);
    assert_has(b, "Otto Uit</strong> for Dora Chef");
}
END_TEST

START_TEST(ending_a_delegation_is_immediate)
{
    struct browser *b = at_ten("director"), *other = at_ten("outsider");
    struct browser *staff = at_ten("staff");

    enter_and_submit();
    assert_status(b, delegate(b, "4", "9", "", "2026-01-31"), 303);
    struct str shown = waits(other, 11);
    struct str path =
        str_printf(test_arena, "/delegations/%lld/end",
                   (long long)sql_int("SELECT MAX(id) AS n FROM delegation"));

    assert_status(staff, browser_post(staff, path.p, NULL), 403);
    assert_status(b, browser_post(b, path.p, NULL), 303);
    assert_status(b, browser_post(b, path.p, NULL), 409);
    assert_status(other,
                  browser_post(other, "/approvals", "plan", "1", "period",
                               "2025", "shown:11", shown.p, "approve:11", "1",
                               NULL),
                  303);
    assert_str(state(), "submitted");
    assert_status(other, browser_get(other, SHARE_PAGE), 404);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision"
                             " WHERE act IN ('delegate','undelegate')"
                             " AND object_key = (SELECT MAX(id)"
                             " FROM delegation)"),
                     2);
}
END_TEST

START_TEST(a_delegation_lasts_its_days)
{
    struct browser *b = at_ten("director"), *other = at_ten("outsider");

    enter_and_submit();
    assert_status(b, delegate(b, "4", "9", "", "2026-01-16"), 303);
    other->now.s = TEN_O_CLOCK + 86400; /* its last day */
    browser_sign_in(other, "outsider");
    ck_assert(str_given(waits(other, 11)));
    other->now.s = TEN_O_CLOCK + 2 * 86400;
    browser_sign_in(other, "outsider");
    ck_assert(!str_given(waits(other, 11)));
}
END_TEST

START_TEST(conflicts_hold_for_who_is_behind)
{
    struct browser *b = at_ten("director"), *one = at_ten("staff");
    struct browser *two = at_ten("staff2");

    /* staff entered it: acting for the director changes nothing */
    enter_and_submit();
    assert_status(b, delegate(b, "4", "1", "", "2026-01-31"), 303);
    ck_assert(!str_given(waits(one, 11)));
    assert_status(b, delegate(b, "4", "2", "", "2026-01-31"), 303);
    ck_assert(str_given(waits(two, 11)));
    /* the director entered it too: nor may who acts for them */
    sql_run("UPDATE result SET edited_by = 4 WHERE measure = 11");
    ck_assert(!str_given(waits(two, 11)));
}
END_TEST

START_TEST(a_superior_or_an_act_arranges_it)
{
    struct browser *boss = at_ten("manager"), *c = at_ten("controller");
    struct browser *b = at_ten("director");

    assert_status(boss, delegate(boss, "4", "9", "", "2026-01-31"), 303);
    assert_status(c, delegate(c, "4", "2", "", "2026-01-31"), 422);
    assert_has(c, "Name the act of designation");
    assert_status(c,
                  browser_post(c, "/delegations", "account", "4", "delegate",
                               "2", "from_on", "2026-01-15", "to_on",
                               "2026-01-31", "reason", "Arrêté 12/2026", NULL),
                  303);
    assert_status(b, delegate(b, "5", "9", "", "2026-01-31"), 422);
    assert_str(sql_text("SELECT GROUP_CONCAT(basis ORDER BY id) AS text"
                        " FROM delegation"),
               "superior,designation");
    /* the absent person is told */
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"
                             " WHERE account = 4"),
                     2);
}
END_TEST

/* A mandate whose holder is the only one who could approve. */
static void holder_alone(void)
{
    sql_run("UPDATE plan SET kind = 'mandate'");
    sql_run("INSERT INTO holder (code, plan, account, from_on) VALUES"
            " ('P.H', 1, 4, '2024-01-01')");
    sql_run("UPDATE assignment SET to_on = '2025-12-31'"
            " WHERE account IN (5, 6)");
}

START_TEST(a_declaration_is_confirmed_by_another)
{
    struct browser *b = at_ten("director"), *boss = at_ten("manager");
    struct browser *staff = at_ten("staff");

    enter_and_submit();
    holder_alone();
    struct str shown = waits(b, 11);
    assert_has(b, "declared by the holder");
    approve(b, shown);
    browser_get(staff, SHARE_PAGE);
    assert_has(staff, "declared by the holder");
    assert_lacks(staff, "Confirm the declaration");
    browser_get(b, SHARE_PAGE);
    assert_lacks(b, "Confirm the declaration");
    /* somebody is appointed above, after the campaign was locked */
    sql_run("UPDATE assignment SET to_on = '9999-12-31' WHERE account = 5");
    sql_run("UPDATE campaign SET state = 'locked' WHERE period = '2025'");
    struct str stands = shown_of(boss, SHARE_PAGE);
    assert_status(
        b, browser_post(b, ANSWER, "act", "confirm", "shown", stands.p, NULL),
        403);
    assert_status(
        boss,
        browser_post(boss, ANSWER, "act", "confirm", "shown", stands.p, NULL),
        303);
    browser_get(staff, SHARE_PAGE);
    assert_has(staff, "declared by the holder");
    assert_has(staff, "confirmed by Max Haut");
}
END_TEST

START_TEST(one_person_passes_under_an_exception)
{
    struct browser *c = at_ten("controller"), *staff = at_ten("staff");

    enter_and_submit();
    sql_run("UPDATE assignment SET to_on = '2025-12-31'"
            " WHERE account IN (4, 5, 6)");
    browser_get(staff, SHARE_PAGE);
    assert_has(staff, "The controller can grant an exception");
    ck_assert(!str_given(waits(staff, 11)));
    assert_status(staff, browser_get(staff, "/exceptions"), 403);
    browser_get(c, "/exceptions");
    assert_status(c,
                  browser_post(c, "/exceptions", "who", "2-1", "from_on",
                               "2026-01-15", "to_on", "2026-01-31", NULL),
                  422);
    assert_status(c,
                  browser_post(c, "/exceptions", "who", "2-9", "from_on",
                               "2026-01-15", "to_on", "2026-01-31", "reason",
                               "Seule", NULL),
                  422);
    assert_status(c,
                  browser_post(c, "/exceptions", "who", "2-1", "from_on",
                               "2026-01-15", "to_on", "2026-01-31", "reason",
                               "Seule dans l'unité", NULL),
                  303);
    struct str shown = waits(staff, 11);
    assert_has(staff, "one person");
    approve(staff, shown);
    browser_get(staff, SHARE_PAGE);
    assert_has(staff, "one person");
    ck_assert_int_eq(sql_int("SELECT one_person AS n FROM result"
                             " WHERE measure = 11"),
                     1);
    struct str path = str_printf(
        test_arena, "/exceptions/%lld/end",
        (long long)sql_int("SELECT MAX(id) AS n FROM approval_exception"));
    assert_status(c, browser_post(c, path.p, NULL), 303);
    ck_assert(!str_given(waits(staff, 12)));
}
END_TEST

START_TEST(a_former_holder_keeps_their_own_plan_only)
{
    struct browser *a = at_ten("admin"), *b = at_ten("director");

    sql_run("INSERT INTO holder (code, plan, account, from_on) VALUES"
            " ('P.H', 1, 4, '2024-01-01')");
    sql_run("INSERT INTO plan (id, code, entity, kind) VALUES"
            " (2, 'Q', 2, 'policy')");
    sql_run("INSERT INTO edition (plan, edition, state, effective_on,"
            " recorded_at) VALUES (2, 1, 'approved', '2024-01-01',"
            " '2024-01-01')");
    assert_status(b, browser_get(b, "/plans/2"), 200);
    browser_get(a, "/accounts/4");
    assert_status(a, browser_post(a, "/accounts/4/grants/4/end", NULL), 303);
    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_status(b, browser_get(b, "/plans/2"), 404);
    assert_status(b, browser_get(b, "/approvals"), 403);
    b->now.s += (int64_t)366 * 86400; /* the term is over */
    browser_sign_in(b, "director");
    assert_status(b, browser_get(b, "/plans/1"), 404);
    sql_run("DELETE FROM edition WHERE plan = 2");
    sql_run("DELETE FROM plan WHERE id = 2");
}
END_TEST

START_TEST(a_successor_takes_over)
{
    struct browser *b = at_ten("outsider");

    enter_and_submit();
    assert_status(b, browser_get(b, SHARE_PAGE), 404);
    sql_run("INSERT INTO entity_predecessor (entity, predecessor, sort)"
            " VALUES (3, 2, 1)");
    sql_run("UPDATE assignment SET to_on = '2025-12-31' WHERE account = 4");
    sql_run("INSERT INTO assignment (account, role, entity, from_on,"
            " granted_at, confirmed_at) VALUES (9, 'director', 3,"
            " '2026-01-01', '2026-01-01', '2026-01-01')");
    assert_ok(db_begin_write(test_db));
    assert_ok(entity_tree_rebuild(test_db));
    assert_ok(db_commit(test_db));
    approve(b, waits(b, 11));
    assert_str(state(), "approved");
    sql_run("DELETE FROM entity_predecessor");
    assert_ok(db_begin_write(test_db));
    assert_ok(entity_tree_rebuild(test_db));
    assert_ok(db_commit(test_db));
}
END_TEST

TCase *workflow(void)
{
    TCase *t = tcase_create("workflow");

    database_fixture(t);
    tcase_add_checked_fixture(t, arrange, NULL);
    tcase_add_test(t, a_suggestion_is_accepted_in_one_click);
    tcase_add_test(t, a_suggestion_is_refused_with_a_word);
    tcase_add_test(t, an_edit_takes_the_suggestion_away);
    tcase_add_test(t, two_levels_one_after_the_other);
    tcase_add_test(t, a_delegate_acts_for_the_absent);
    tcase_add_test(t, ending_a_delegation_is_immediate);
    tcase_add_test(t, a_delegation_lasts_its_days);
    tcase_add_test(t, conflicts_hold_for_who_is_behind);
    tcase_add_test(t, a_superior_or_an_act_arranges_it);
    tcase_add_test(t, a_declaration_is_confirmed_by_another);
    tcase_add_test(t, one_person_passes_under_an_exception);
    tcase_add_test(t, a_former_holder_keeps_their_own_plan_only);
    tcase_add_test(t, a_successor_takes_over);
    return t;
}
