/* The approval queue and the page of one result. */
#include <string.h>

#include "pages/parts.h"

#define SHARE_PAGE GRID "/11"

/* The hidden hash of what the queue shows of a measure. */
static struct str shown_of(struct browser *b, const char *name)
{
    struct str mark = str_printf(test_arena, "name=\"%s\" value=\"", name);
    const char *at = memmem(b->body.p, b->body.n, mark.p, mark.n);

    ck_assert_msg(at != NULL, "no %s in:\n%.*s", name, STR_ARG(b->body));
    return str_copy(test_arena, (struct str){at + mark.n, 64});
}

START_TEST(the_queue_shows_what_waits_for_me)
{
    struct browser *b = at_ten("director"), *boss = at_ten("manager");
    struct browser *staff = at_ten("staff");

    assert_status(b, browser_get(b, "/approvals"), 200);
    assert_has(b, "Nothing waits for your decision.");
    enter_and_submit();
    assert_status(b, browser_get(b, "/approvals"), 200);
    assert_has(b, "2 results wait for you");
    assert_has(b, "Retard du marché");
    assert_has(b, "to translate");
    assert_lacks(b, "Guichet ouvert"); /* still a draft */
    assert_status(boss, browser_get(boss, "/approvals"), 200);
    assert_has(boss, "Nothing waits for your decision.");
    assert_status(staff, browser_get(staff, "/approvals"), 200);
    assert_has(staff, "Nothing waits for your decision.");
}
END_TEST

START_TEST(many_are_approved_at_once)
{
    struct browser *b = at_ten("director");

    enter_and_submit();
    browser_get(b, "/approvals");
    struct str one = shown_of(b, "shown:11"), two = shown_of(b, "shown:12");

    assert_status(b,
                  browser_post(b, "/approvals", "plan", "1", "period", "2025",
                               "shown:11", one.p, "approve:11", "1", "shown:12",
                               two.p, "approve:12", "1", "approve", "1", NULL),
                  200);
    assert_has(b, "You are about to approve exactly this");
    assert_has(b, "Approve these 2 results");
    assert_has(b, one.p);
    assert_has(b, two.p);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"
                             " WHERE state = 'approved'"),
                     0);
    assert_status(b,
                  browser_post(b, "/approvals", "plan", "1", "period", "2025",
                               "shown:11", one.p, "approve:11", "1", "shown:12",
                               two.p, "approve:12", "1", "confirmed", "1",
                               NULL),
                  303);
    browser_follow(b);
    assert_has(b, "Approved: 2.");
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT(measure, state) ORDER BY"
                        " measure) AS text FROM result"),
               "11approved,12approved,14draft");
}
END_TEST

START_TEST(what_changed_meanwhile_is_not_approved)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");

    enter_and_submit();
    browser_get(b, "/approvals");
    struct str shown = shown_of(b, "shown:12");

    browser_get(staff, GRID);
    browser_post(staff, GRID, "reopen", "12", NULL);
    browser_get(staff, GRID);
    browser_post(staff, GRID, "version:12", "3", "value:12", "44", "submit",
                 "1", NULL);
    assert_status(b,
                  browser_post(b, "/approvals", "plan", "1", "period", "2025",
                               "shown:12", shown.p, "approve:12", "1", NULL),
                  303);
    browser_follow(b);
    assert_has(b, "changed meanwhile: 1");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"
                             " WHERE state = 'approved'"),
                     0);
}
END_TEST

START_TEST(one_is_returned_and_comes_back)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");

    enter_and_submit();
    browser_get(b, "/approvals");
    struct str shown = shown_of(b, "shown:11");

    assert_status(b,
                  browser_post(b, "/approvals", "plan", "1", "period", "2025",
                               "send_back", "11", "shown:11", shown.p,
                               "reason:11", " ", NULL),
                  422);
    assert_has(b, "Say why it is returned");
    assert_status(b,
                  browser_post(b, "/approvals", "plan", "1", "period", "2025",
                               "send_back", "11", "shown:11", shown.p,
                               "reason:11", "Le chiffre est faux", NULL),
                  303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail WHERE urgent"
                             " AND address = 'staff@example.org'"
                             " AND body LIKE '%Le chiffre est faux%'"),
                     1);
    assert_status(staff, browser_get(staff, GRID "?show=returned"), 200);
    assert_has(staff, "Le chiffre est faux");
    staff->now.s += 60;
    browser_post(staff, GRID, "version:11", "3", "value:11", "79", "submit",
                 "1", NULL);
    browser_follow(staff);
    assert_has(staff, "submitted: 1.");
    browser_get(b, "/approvals");
    assert_has(b, "79");
}
END_TEST

START_TEST(the_difference_with_what_was_approved)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");

    enter_and_submit();
    browser_get(b, "/approvals");
    struct str shown = shown_of(b, "shown:12");

    browser_post(b, "/approvals", "plan", "1", "period", "2025", "shown:12",
                 shown.p, "approve:12", "1", NULL);
    browser_get(staff, GRID);
    assert_status(staff, browser_post(staff, GRID, "reopen", "12", NULL), 422);
    assert_has(staff, "Say why you take it back");
    browser_post(staff, GRID, "reopen", "12", "why:12", "Erreur", NULL);
    browser_post(staff, GRID, "version:12", "4", "value:12", "41", "panel:12",
                 "1", "description_fr:12", "pa", "submit", "1", NULL);
    browser_get(b, "/approvals");
    assert_has(b, "Changed since it was approved");
    assert_has(b, "<del>45</del> <ins>41</ins>");
    assert_has(b, "says nothing");
}
END_TEST

START_TEST(a_result_tells_its_story)
{
    struct browser *b = at_ten("director"), *staff = at_ten("staff");
    struct browser *boss = at_ten("manager"), *reader = at_ten("reader");
    struct browser *outsider = at_ten("outsider");

    enter_and_submit();
    assert_status(staff, browser_get(staff, SHARE_PAGE), 200);
    assert_has(staff, "It waits for Dora Chef.");
    assert_has(staff, "submitted it");
    assert_has(staff, "Retard du marché");
    assert_has(staff, "red ≤");
    assert_status(b, browser_get(b, SHARE_PAGE), 200);
    assert_has(b, "Decide on it");
    assert_status(boss, browser_get(boss, SHARE_PAGE), 200);
    assert_has(boss, "Retard du marché");
    assert_status(boss, browser_get(boss, GRID "/14"), 200); /* a draft */
    assert_has(boss, "seen in its own entity only");
    assert_status(reader, browser_get(reader, SHARE_PAGE), 404);
    assert_status(outsider, browser_get(outsider, SHARE_PAGE), 404);
    assert_status(staff, browser_get(staff, GRID "/999"), 404);
}
END_TEST

START_TEST(a_reader_sees_what_is_released)
{
    struct browser *b = at_ten("director"), *reader = at_ten("reader");

    enter_and_submit();
    browser_get(b, "/approvals");
    struct str shown = shown_of(b, "shown:11");

    browser_post(b, "/approvals", "plan", "1", "period", "2025", "shown:11",
                 shown.p, "approve:11", "1", NULL);
    assert_status(reader, browser_get(reader, SHARE_PAGE), 404);
    sql_run("UPDATE campaign SET released_at = '2026-01-01'"
            " WHERE period = '2025'");
    assert_status(reader, browser_get(reader, SHARE_PAGE), 200);
    assert_has(reader, "78");
    assert_lacks(reader, "Dora Chef");
    assert_lacks(reader, "History");
    sql_run("UPDATE campaign SET released_at = NULL WHERE period = '2025'");
}
END_TEST

START_TEST(thresholds_that_changed_show_both)
{
    struct browser *b = at_ten("staff");

    enter_and_submit();
    sql_run("INSERT INTO edition (plan, edition, state, effective_on,"
            " recorded_at) VALUES (1, 2, 'approved', '2025-07-01',"
            " '2025-06-01')");
    sql_run("INSERT INTO edition_item (plan, edition, id, parent, position,"
            " depth, kind) SELECT plan, 2, id, parent, position, depth, kind"
            " FROM edition_item WHERE edition = 1");
    sql_run("INSERT INTO edition_indicator (plan, edition, id, item, position,"
            " description_fr, description_nl, type, unit, direction, red,"
            " green, weight) SELECT plan, 2, id, item, position,"
            " description_fr, description_nl, type, unit, direction, red, 75,"
            " weight FROM edition_indicator WHERE edition = 1 AND id = 11");
    assert_status(b, browser_get(b, SHARE_PAGE), 200);
    assert_has(b, "Changed since the period began");
    assert_has(b, "green threshold");
    assert_has(b, "mark is-partial");
    assert_has(b, "mark is-achieved");
    sql_run("DELETE FROM edition_indicator WHERE edition = 2");
    sql_run("DELETE FROM edition_item WHERE edition = 2");
    sql_run("DELETE FROM edition WHERE edition = 2");
}
END_TEST

TCase *approvals(void)
{
    TCase *t = tcase_create("approvals");

    database_fixture(t);
    tcase_add_checked_fixture(t, results_arrange, NULL);
    tcase_add_test(t, the_queue_shows_what_waits_for_me);
    tcase_add_test(t, many_are_approved_at_once);
    tcase_add_test(t, what_changed_meanwhile_is_not_approved);
    tcase_add_test(t, one_is_returned_and_comes_back);
    tcase_add_test(t, the_difference_with_what_was_approved);
    tcase_add_test(t, a_result_tells_its_story);
    tcase_add_test(t, a_reader_sees_what_is_released);
    tcase_add_test(t, thresholds_that_changed_show_both);
    return t;
}
