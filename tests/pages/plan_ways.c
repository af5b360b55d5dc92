/* A plan's way from draft to approval: steps, returns, recorded acts. */
#include <string.h>

#include "document/edition.h"
#include "document/plan_edit.h"
#include "pages/parts.h"
#include "support/plan.h"

#define WAY "/plans/1/way"

static void arrange(void)
{
    results_arrange();
    sql_run("DELETE FROM submission_remark");
    sql_run("DELETE FROM submission_act");
    sql_run("DELETE FROM submission_step");
    sql_run("DELETE FROM submission");
    sql_run("DELETE FROM plan_step");
    sql_run("DELETE FROM edition_editor");
    sql_run("DELETE FROM edition_item WHERE edition > 1");
    sql_run("DELETE FROM edition_indicator WHERE edition > 1");
    sql_run("DELETE FROM edition WHERE edition > 1");
    sql_run("DELETE FROM mail");
    sql_run("DELETE FROM session");
    sql_run("INSERT INTO edition (plan, edition, state, made_by, title_fr)"
            " VALUES (1, 2, 'draft', 2, 'Lettre d''orientation')");
    sql_run("INSERT INTO edition_item (plan, edition, id, parent, position,"
            " depth, kind, ref, title_fr, red, red_op, green, green_op)"
            " SELECT plan, 2, id, parent, position, depth, kind, ref,"
            " IF(id = 2, 'Ouvrir plus tard', title_fr), red, red_op, green,"
            " green_op FROM edition_item WHERE edition = 1 AND id <> 3");
    sql_run("INSERT INTO edition_indicator (plan, edition, id, item, position,"
            " description_fr, type, unit, direction, red, green, weight)"
            " SELECT plan, 2, id, item, position, description_fr, type, unit,"
            " direction, IF(id = 11, 75, NULL), green, 70 FROM"
            " edition_indicator WHERE edition = 1 AND item = 2");
}

static void submit(void)
{
    struct browser *b = at_ten("staff");

    browser_get(b, WAY);
    assert_status(b,
                  browser_post(b, WAY, "act", "submit", "effective_on",
                               "2026-01-01", NULL),
                  303);
}

static const char *hash(void)
{
    return str_z(test_arena, sql_text("SELECT hash AS text FROM submission"
                                      " ORDER BY id DESC LIMIT 1"));
}

static struct str states(void)
{
    return sql_text("SELECT CONCAT((SELECT state FROM edition WHERE edition ="
                    " 2), ' ', (SELECT state FROM submission ORDER BY id DESC"
                    " LIMIT 1)) AS text");
}

static int agree(struct browser *b)
{
    browser_get(b, WAY);
    return browser_post(b, WAY, "act", "agree", "shown", hash(), NULL);
}

static void steps(const char *rows)
{
    sql_run(str_printf(test_arena,
                       "INSERT INTO plan_step (plan, step, role, body_fr,"
                       " signatures, term_days) VALUES %s",
                       rows)
                .p);
}

START_TEST(the_page_says_what_is_odd_and_what_changes)
{
    struct browser *b = at_ten("staff");

    assert_status(b, browser_get(b, WAY), 200);
    assert_has(b, "the weights total 140, not 100");
    assert_has(b, "a threshold is missing");
    assert_has(b, "the Dutch text is missing");
    assert_has(b, "<ins>plus tard</ins>");
    assert_has(b, "red ≤ <del>70");
    assert_has(b, "<del>removed</del>");
    assert_has(b, "Submit for approval");
}
END_TEST

START_TEST(a_plan_is_submitted_and_approved)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");
    struct browser *other = at_ten("staff2");

    submit();
    assert_str(states(), "submitted open");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"
                             " WHERE address = 'd@example.org'"),
                     1);
    browser_get(b, "/");
    assert_has(b, "waits for your decision, submitted by Anne Staf");
    browser_get(other, "/");
    assert_lacks(other, "waits for your decision");
    browser_get(staff, WAY);
    assert_has(staff, "It waits for Dora Chef.");
    assert_lacks(staff, "Your decision");
    assert_status(other, agree(other), 403);
    assert_status(staff, agree(staff), 403);
    assert_status(b, agree(b), 303);
    browser_follow(b);
    assert_has(b, "in force from 01/01/2026");
    assert_str(states(), "approved approved");
    assert_str(sql_text("SELECT CONCAT(e.effective_on, ' ',"
                        " BINARY LOWER(HEX(e.hash)) = BINARY s.hash, ' ',"
                        " BINARY s.hash = BINARY SHA2(s.content, 256)) AS text"
                        " FROM edition e JOIN submission s ON s.edition ="
                        " e.edition WHERE e.edition = 2"),
               "2026-01-01 1 1");
    assert_str(sql_text("SELECT GROUP_CONCAT(act ORDER BY n) AS text FROM"
                        " decision WHERE object = 'plan'"
                        " AND made_at = '2026-01-15 09:00:00'"),
               "submit,approve");
    assert_status(b, browser_get(b, WAY "/content"), 200);
    assert_has(b, "\"form\":\"edition/1\"");
    /* what was approved takes no further act */
    assert_status(staff,
                  browser_post(staff, WAY, "act", "submit", "effective_on",
                               "2026-02-01", NULL),
                  422);
    assert_status(staff, browser_post(staff, WAY, "act", "withdraw", NULL),
                  422);
}
END_TEST

START_TEST(who_wrote_it_does_not_approve_it)
{
    struct browser *b = at_ten("director"), *boss = at_ten("manager");

    sql_run("INSERT INTO edition_editor VALUES (1, 2, 4)");
    submit();
    assert_status(b, agree(b), 403);
    browser_get(b, WAY);
    assert_has(b, "It waits for Max Haut.");
    assert_status(boss, agree(boss), 303);
    assert_str(states(), "approved approved");
}
END_TEST

START_TEST(a_mandate_is_not_approved_by_its_holder)
{
    struct browser *b = at_ten("director"), *boss = at_ten("manager");
    struct browser *minister = at_ten("authority");

    sql_run("UPDATE plan SET kind = 'mandate' WHERE id = 1");
    sql_run("INSERT INTO holder (code, plan, account) VALUES ('H', 1, 4)");
    submit();
    assert_status(b, agree(b), 403);
    assert_status(minister, agree(minister), 403); /* not yet */
    assert_status(boss, agree(boss), 303);
    assert_str(states(), "submitted open");
    assert_status(minister, agree(minister), 303);
    assert_str(states(), "approved approved");
    sql_run("DELETE FROM holder");
    sql_run("UPDATE plan SET kind = 'orientation' WHERE id = 1");
}
END_TEST

START_TEST(it_comes_back_with_reasons)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");

    submit();
    browser_get(b, WAY);
    assert_status(b,
                  browser_post(b, WAY, "act", "return", "shown", hash(),
                               "reason", " ", NULL),
                  422);
    assert_has(b, "Say why it is returned");
    assert_status(b,
                  browser_post(b, WAY, "act", "return", "shown", hash(),
                               "remark:999", "Faux", NULL),
                  404);
    browser_get(b, WAY);
    assert_status(b,
                  browser_post(b, WAY, "act", "return", "shown", hash(),
                               "reason", "Pas encore", "remark:2",
                               "Le titre est vague", NULL),
                  303);
    assert_str(states(), "draft returned");
    browser_get(staff, "/");
    assert_has(staff, "returned by Dora Chef");
    browser_get(staff, WAY);
    assert_has(staff, "Pas encore");
    browser_get(staff, "/plans/1?draft=yes");
    assert_has(staff, "Le titre est vague");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail WHERE subject ="
                             " 'A plan came back to you'"),
                     2);
    submit();
    assert_str(states(), "submitted open");
}
END_TEST

START_TEST(what_changed_is_not_approved)
{
    struct browser *b = at_ten("director");

    submit();
    browser_get(b, WAY);
    assert_status(
        b,
        browser_post(b, WAY, "act", "agree", "shown", "0123456789abcdef", NULL),
        422);
    sql_run("UPDATE edition_item SET title_fr = 'Autre' WHERE edition = 2"
            " AND id = 1");
    assert_status(b, agree(b), 422);
    assert_str(states(), "submitted open");
}
END_TEST

START_TEST(a_body_acts_by_a_recorded_act)
{
    struct browser *staff = at_ten("staff"), *other = at_ten("staff2");
    struct browser *b = at_ten("director");

    steps("(1, 1, 'director', NULL, 1, 0),"
          " (1, 2, 'body', 'Gouvernement', 1, 0)");
    submit();
    assert_status(b, agree(b), 303);
    assert_status(staff, browser_get(staff, "/plans/1/act"), 200);
    assert_has(staff, "Gouvernement");
    assert_status(staff,
                  browser_post(staff, "/plans/1/act", "body", "Gouvernement",
                               "signers", "A. Min", "act_on", "2026-01-15",
                               "number", "12", "file", "GRBC/12", "hash",
                               "0000000000000000", NULL),
                  422);
    assert_has(staff, "another version");
    assert_status(staff,
                  browser_post(staff, "/plans/1/act", "body", "Gouvernement",
                               "signers", "A. Min", "act_on", "2026-02-15",
                               "number", "12", "file", "GRBC/12", "hash",
                               hash(), NULL),
                  422);
    assert_status(staff,
                  browser_post(staff, "/plans/1/act", "body", "Gouvernement",
                               "signers", "A. Min", "act_on", "2026-01-15",
                               "number", "12", "file", "GRBC/12", "hash",
                               hash(), NULL),
                  303);
    const char *act = str_z(test_arena, sql_text("SELECT CAST(MAX(id) AS CHAR)"
                                                 " AS text FROM"
                                                 " submission_act"));

    assert_str(states(), "submitted open");
    browser_get(staff, WAY);
    assert_has(staff, "A second person must confirm it.");
    assert_status(
        staff,
        browser_post(staff, WAY, "act", "confirm", "recorded", act, NULL), 403);
    browser_get(other, WAY);
    assert_has(other, "Confirm the act");
    assert_status(
        other,
        browser_post(other, WAY, "act", "confirm", "recorded", act, NULL), 303);
    assert_str(states(), "approved approved");
}
END_TEST

START_TEST(two_sign_and_a_term_runs)
{
    struct browser *b = at_ten("director"), *boss = at_ten("manager");
    struct browser *later;

    steps("(1, 1, 'director', NULL, 2, 5)");
    submit();
    assert_status(b, agree(b), 303);
    assert_status(b, agree(b), 403);
    assert_status(boss, agree(boss), 303);
    assert_str(states(), "submitted open");
    browser_get(b, WAY);
    assert_has(b, "A term of suspension runs until 20/01/2026");
    assert_status(b, browser_post(b, WAY, "act", "conclude", NULL), 403);
    later = browser_new();
    later->now.s = TEN_O_CLOCK + 6 * 86400;
    browser_sign_in(later, "director");
    browser_get(later, WAY);
    assert_status(later, browser_post(later, WAY, "act", "conclude", NULL),
                  303);
    assert_str(states(), "approved approved");
}
END_TEST

START_TEST(the_controller_sets_the_steps)
{
    struct browser *b = at_ten("controller"), *staff = at_ten("staff");

    assert_status(staff, browser_get(staff, "/plans/1/chain"), 403);
    assert_status(b, browser_get(b, "/plans/1/chain"), 200);
    assert_status(b,
                  browser_post(b, "/plans/1/chain", "role:1", "body",
                               "signatures:1", "1", "term_days:1", "0", NULL),
                  422);
    assert_has(b, "A body is called by its name.");
    assert_status(b,
                  browser_post(b, "/plans/1/chain", "role:1", "authority",
                               "signatures:1", "1", "term_days:1", "0",
                               "role:3", "body", "body_fr:3", "Conseil",
                               "signatures:3", "1", "term_days:3", "15", NULL),
                  303);
    browser_follow(b);
    assert_has(b, "2. Conseil");
    assert_has(b, "then 15 days of suspension");
}
END_TEST

START_TEST(others_do_not_see_it)
{
    struct browser *outsider = at_ten("outsider"), *reader = at_ten("reader");

    submit();
    assert_status(outsider, browser_get(outsider, WAY), 404);
    assert_status(reader, browser_get(reader, WAY), 404);
    assert_status(outsider, browser_get(outsider, WAY "/content"), 404);
    assert_status(outsider, browser_get(outsider, "/plans/1/act"), 404);
    browser_get(outsider, "/");
    assert_status(outsider,
                  browser_post(outsider, WAY, "act", "withdraw", NULL), 404);
    assert_str(states(), "submitted open");
}
END_TEST

START_TEST(it_takes_no_effect_before_the_edition_in_force)
{
    struct browser *b = at_ten("staff");

    browser_get(b, WAY);
    assert_status(b,
                  browser_post(b, WAY, "act", "submit", "effective_on",
                               "2023-12-31", NULL),
                  422);
    assert_has(b, "which does since 01/01/2024");
}
END_TEST

/* The hidden digest of what a form shows. */
static const char *digest_of(struct browser *b)
{
    static const char mark[] = "name=\"shown\" value=\"";
    const char *at = memmem(b->body.p, b->body.n, mark, sizeof(mark) - 1);

    ck_assert_ptr_nonnull(at);
    return str_z(test_arena, (struct str){at + sizeof(mark) - 1, 64});
}

START_TEST(a_change_on_screen_drops_the_submission)
{
    struct browser *b = at_ten("staff"), *outsider = at_ten("outsider");
    const char *shown;

    submit();
    assert_status(outsider, browser_get(outsider, "/plans/1/items/2"), 404);
    assert_status(b, browser_get(b, "/plans/1/items/99"), 404);
    assert_status(b, browser_get(b, "/plans/1/items/2"), 200);
    shown = digest_of(b);
    assert_status(b,
                  browser_post(b, "/plans/1/items/2", "shown", shown, "ref",
                               "OO 1.1", "title_fr", "Ouvrir", "title_nl",
                               "Openen", "description_fr:11", "Part", "red:11",
                               "65,5", "green:11", "90", "weight:11", "60",
                               "description_fr:12", "Visites", "weight:12",
                               "40", NULL),
                  303);
    assert_str(states(), "draft dropped");
    assert_str(sql_text("SELECT CONCAT_WS(' ', i.title_nl, k.red, k.weight) AS"
                        " text FROM edition_item i JOIN edition_indicator k"
                        " ON k.edition = i.edition AND k.item = i.id"
                        " WHERE i.edition = 2 AND k.id = 11"),
               "Openen 65.500000 60.000000");
    browser_follow(b);
    assert_has(b, "does not count any more");
    assert_lacks(b, "the weights total");
    /* what another one read is not what is there */
    assert_status(b,
                  browser_post(b, "/plans/1/items/2", "shown", shown,
                               "title_fr", "Fermer", NULL),
                  422);
    assert_has(b, "Somebody changed it meanwhile");
}
END_TEST

START_TEST(an_approved_edition_is_never_written)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");
    static const char *const content =
        "SELECT MD5(GROUP_CONCAT(CONCAT_WS(',', i.id, i.position, i.ref,"
        " i.title_fr, i.title_nl, i.red, i.green, k.description_fr, k.red,"
        " k.weight, e.state, e.version) ORDER BY i.id, k.id)) AS text"
        " FROM edition e JOIN edition_item i ON i.edition = e.edition"
        " LEFT JOIN edition_indicator k ON k.edition = i.edition"
        " AND k.item = i.id WHERE e.edition = 2";
    struct plan_item item = {.id = 2, .title_fr = S("Autre")};
    struct plan_indicator indicator = {.id = 11};
    struct str before;

    submit();
    assert_status(b, agree(b), 303);
    before = sql_text(content);
    browser_get(staff, "/plans/1/items/2");
    assert_status(staff,
                  browser_post(staff, "/plans/1/items/2", "shown",
                               digest_of(staff), "title_fr", "Autre", NULL),
                  303);
    assert_str(sql_text("SELECT CONCAT(e.state, ' ', i.title_fr) AS text FROM"
                        " edition e JOIN edition_item i ON i.edition ="
                        " e.edition WHERE e.edition = 3 AND i.id = 2"),
               "draft Autre");
    assert_ok(db_begin_write(test_db));
    ck_assert_int_eq(plan_item_set(test_db, 1, 2, &item), ERR_CONFLICT);
    ck_assert_int_eq(plan_indicator_set(test_db, 1, 2, &indicator),
                     ERR_CONFLICT);
    ck_assert_int_eq(edition_touch(test_db, 1, 2), ERR_CONFLICT);
    ck_assert_int_eq(edition_approve(test_db, 1, 2, DATE_NONE,
                                     (struct instant){1}, &(struct hash){{0}}),
                     ERR_CONFLICT);
    db_rollback(test_db);
    assert_str(sql_text(content), str_z(test_arena, before));
}
END_TEST

TCase *plan_ways(void)
{
    TCase *t = tcase_create("plan ways");

    database_fixture(t);
    tcase_add_checked_fixture(t, arrange, NULL);
    tcase_add_test(t, the_page_says_what_is_odd_and_what_changes);
    tcase_add_test(t, a_plan_is_submitted_and_approved);
    tcase_add_test(t, who_wrote_it_does_not_approve_it);
    tcase_add_test(t, a_mandate_is_not_approved_by_its_holder);
    tcase_add_test(t, it_comes_back_with_reasons);
    tcase_add_test(t, what_changed_is_not_approved);
    tcase_add_test(t, a_body_acts_by_a_recorded_act);
    tcase_add_test(t, two_sign_and_a_term_runs);
    tcase_add_test(t, the_controller_sets_the_steps);
    tcase_add_test(t, others_do_not_see_it);
    tcase_add_test(t, a_change_on_screen_drops_the_submission);
    tcase_add_test(t, an_approved_edition_is_never_written);
    tcase_add_test(t, it_takes_no_effect_before_the_edition_in_force);
    return t;
}
