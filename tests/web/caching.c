#include "support/plan.h"
#include "web/parts.h"

/* A page without a form that is done once; its address. */
#define PAGE_KEPT "/plans/1"

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") == 0)
        plan_fixture();
}

static struct browser *staff(void)
{
    struct browser *b = browser_new();

    browser_sign_in(b, "staff");
    return b;
}

START_TEST(asks_again_and_gets_no_body)
{
    struct browser *b = staff();

    assert_status(b, browser_get(b, PAGE_KEPT), 200);
    assert_str(browser_header(b, "Cache-Control"), "private, no-cache");
    struct str etag = str_copy(test_arena, browser_header(b, "ETag"));
    b->raw.if_none_match = etag;
    assert_status(b, browser_get(b, PAGE_KEPT), 304);
    ck_assert_uint_eq(b->body.n, 0);
    ck_assert(!str_given(browser_header(b, "Content-Type")));
    ck_assert(str_eq(browser_header(b, "ETag"), etag));
    b->raw.if_none_match =
        str_printf(test_arena, "\"x\", W/%.*s", STR_ARG(etag));
    assert_status(b, browser_get(b, PAGE_KEPT), 304);
}
END_TEST

START_TEST(compares_account_language_day_and_rows)
{
    struct browser *b = staff();

    assert_status(b, browser_get(b, PAGE_KEPT), 200);
    struct str etag = str_copy(test_arena, browser_header(b, "ETag"));
    browser_sign_in(b, "director");
    b->raw.if_none_match = etag;
    assert_status(b, browser_get(b, PAGE_KEPT), 200);

    b = staff();
    assert_status(b, browser_get(b, PAGE_KEPT), 200);
    etag = str_copy(test_arena, browser_header(b, "ETag"));
    b->now.s += 24 * 3600;
    sql_run("UPDATE session SET made_at = NOW() + INTERVAL 1 DAY,"
            " seen_at = NOW() + INTERVAL 1 DAY");
    b->raw.if_none_match = etag;
    assert_status(b, browser_get(b, PAGE_KEPT), 200);

    etag = str_copy(test_arena, browser_header(b, "ETag"));
    sql_run("UPDATE edition SET title_fr = 'Autre' WHERE plan = 1");
    b->raw.if_none_match = etag;
    assert_status(b, browser_get(b, PAGE_KEPT), 200);
}
END_TEST

START_TEST(keeps_nothing_of_a_visitor_or_an_error)
{
    struct browser *b = browser_new();

    browser_get(b, "/sign-in");
    assert_str(browser_header(b, "Cache-Control"), "no-store");
    b = staff();
    assert_status(b, browser_get(b, "/plans/999"), 404);
    assert_str(browser_header(b, "Cache-Control"), "no-store");
    ck_assert(!str_given(browser_header(b, "ETag")));
}
END_TEST

TCase *caching(void)
{
    TCase *tc = tcase_create("caching");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, asks_again_and_gets_no_body);
    tcase_add_test(tc, compares_account_language_day_and_rows);
    tcase_add_test(tc, keeps_nothing_of_a_visitor_or_an_error);
    return tc;
}
