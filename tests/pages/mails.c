/* What is mailed to a person, and the person's calendar. */
#include "pages/parts.h"

#include <string.h>

#include "support/plan.h"

enum { NOON = 1768478400 /* 2026-01-15 12:00 UTC */ };

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") == 0)
        plan_fixture();
    sql_run("UPDATE account SET lang = 'en', disabled_at = NULL");
}

static struct browser *signed_in(const char *login)
{
    struct browser *b = browser_new();

    b->now.s = NOON;
    browser_sign_in(b, login);
    return b;
}

START_TEST(keeps_what_a_person_wishes)
{
    struct browser *b = signed_in("staff");

    assert_status(b, browser_get(b, "/account"), 200);
    assert_has(b, "href=\"/account/mails\"");
    assert_status(b, browser_get(b, "/account/mails"), 200);
    assert_has(b, "name=\"due\" value=\"1\" checked");
    assert_has(b, "<option value=\"daily\" selected>");
    assert_has(b, "<option value=\"7\" selected>7:00</option>");
    assert_status(b,
                  browser_post(b, "/account/mails", "act", "wishes", "overdue",
                               "1", "digest", "weekly", "weekday", "5", "hour",
                               "16", NULL),
                  303);
    assert_str(sql_text("SELECT CONCAT_WS(' ', account, submitted, due,"
                        " overdue, escalated, digest, weekday, hour) AS text"
                        " FROM mail_wish"),
               "1 0 0 1 0 weekly 5 16");
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Your choice is kept.");
    assert_has(b, "<option value=\"5\" selected>Friday</option>");
    assert_has(b, "name=\"due\" value=\"1\">");
}
END_TEST

static const char *const wrong[][3] = {
    {"hourly", "1", "7"}, {"", "1", "7"},       {"weekly", "0", "7"},
    {"weekly", "8", "7"}, {"daily", "1", "24"}, {"daily", "1", "-1"},
};

START_TEST(refuses_what_is_no_time)
{
    struct browser *b = signed_in("staff2");

    assert_status(b,
                  browser_post(b, "/account/mails", "act", "wishes", "digest",
                               wrong[_i][0], "weekday", wrong[_i][1], "hour",
                               wrong[_i][2], NULL),
                  422);
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM mail_wish WHERE account = 2"), 0);
}
END_TEST

/* The path of the address that the page shows, once. */
static const char *address_made(struct browser *b)
{
    const char *from = "http://localhost/calendar/";

    browser_get(b, "/account/mails");
    assert_status(b, browser_post(b, "/account/mails", "act", "calendar", NULL),
                  200);
    assert_str(browser_header(b, "Cache-Control"), "no-store");
    const char *at = memmem(b->body.p, b->body.n, from, strlen(from));
    ck_assert_ptr_nonnull(at);
    return str_printf(test_arena, "%.*s", 57, at + strlen("http://localhost"))
        .p;
}

START_TEST(a_calendar_of_ones_own)
{
    struct browser *b = signed_in("staff"), *anybody = browser_new();
    const char *path = address_made(b);

    anybody->now.s = NOON;
    ck_assert(str_ends(str_of(path), S(".ics")));
    assert_status(b, browser_get(b, "/account/mails"), 200);
    assert_lacks(b, path);
    assert_status(anybody, browser_get(anybody, path), 200);
    assert_str(browser_header(anybody, "Content-Type"),
               "text/calendar; charset=utf-8");
    assert_str(browser_header(anybody, "Cache-Control"), "no-store");
    assert_str(browser_header(anybody, "X-Robots-Tag"), "noindex");
    assert_has(anybody, "UID:submit-2-1@localhost\r\n");
    assert_has(anybody, "DTSTART;VALUE=DATE:20260131\r\n");
    assert_has(anybody, "SUMMARY:Submit the results of 2025\r\n");
    assert_has(anybody, "URL:http://localhost/plans/1/results/2025\r\n");
    assert_lacks(anybody, "approve-");
    assert_lacks(anybody, "UID:due-");
    sql_run("INSERT IGNORE INTO deadline (id, plan, code) VALUES (1, 1, 'D')");
    sql_run("INSERT INTO obligation (id, plan, deadline, part, code, item,"
            " due_on, partial, continuous) VALUES"
            " (7, 1, 1, 1, 'y2026', 2, '2026-03-01', 0, 0)");
    assert_status(anybody, browser_get(anybody, path), 200);
    assert_has(anybody, "UID:due-1-1-y2026@localhost\r\n");
    assert_has(anybody, "DTSTART;VALUE=DATE:20260301\r\n");
    assert_has(anybody, "SUMMARY:OO 1.1 Ouvrir\r\n");
    assert_has(anybody, "URL:http://localhost/plans/1/obligations/7\r\n");
    sql_run("UPDATE obligation SET met_on = '2026-01-10'");
    assert_status(anybody, browser_get(anybody, path), 200);
    assert_lacks(anybody, "UID:due-");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM calendar_feed"
                             " WHERE LENGTH(token) = 32"),
                     1);
}
END_TEST

START_TEST(a_director_s_calendar_has_the_approvals)
{
    struct browser *b = signed_in("director");
    const char *path = address_made(b);

    sql_run("UPDATE account SET lang = 'nl' WHERE id = 4");
    assert_status(b, browser_get(b, path), 200);
    assert_has(b, "UID:approve-2-1@localhost\r\n");
    assert_has(b, "DTSTART;VALUE=DATE:20260331\r\n");
    assert_lacks(b, "Approve the results");
    b = signed_in("outsider");
    path = address_made(b);
    assert_status(b, browser_get(b, path), 200);
    assert_lacks(b, "BEGIN:VEVENT");
}
END_TEST

START_TEST(an_address_ends)
{
    struct browser *b = signed_in("staff");
    const char *first = address_made(b), *second = address_made(b);

    assert_status(b, browser_get(b, first), 404);
    assert_status(b, browser_get(b, second), 200);
    sql_run("UPDATE account SET disabled_at = '2026-01-01' WHERE id = 1");
    assert_status(b, browser_get(b, second), 404);
    sql_run("UPDATE account SET disabled_at = NULL WHERE id = 1");
    browser_sign_in(b, "staff");
    browser_get(b, "/account/mails");
    assert_status(b, browser_post(b, "/account/mails", "act", "end", NULL),
                  303);
    assert_status(b, browser_get(b, second), 404);
    assert_status(b, browser_get(b, "/calendar/x.ics"), 404);
    assert_status(b, browser_get(b, "/calendar/x"), 404);
}
END_TEST

TCase *mails(void)
{
    TCase *tc = tcase_create("mails");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_add_test(tc, keeps_what_a_person_wishes);
    tcase_add_loop_test(tc, refuses_what_is_no_time, 0,
                        sizeof wrong / sizeof *wrong);
    tcase_add_test(tc, a_calendar_of_ones_own);
    tcase_add_test(tc, a_director_s_calendar_has_the_approvals);
    tcase_add_test(tc, an_address_ends);
    return tc;
}
