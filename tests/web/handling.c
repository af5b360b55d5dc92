#include "web/parts.h"

static void arrange(void)
{
    sql_run("INSERT INTO account (id, login, name, email, lang, made_at) VALUES"
            " (1, 'ana', 'Ana Janssens', 'ana@example.org', 'en', NOW()),"
            " (2, 'bo', 'Bo Peeters', 'bo@example.org', 'nl', NOW())");
    sql_run("INSERT INTO assignment (account, role, entity, from_on,"
            " granted_at, confirmed_at) VALUES"
            " (1, 'admin', 0, '2020-01-01', NOW(), NOW())");
}

static void clean(void)
{
    sql_run("DELETE FROM session");
    sql_run("DELETE FROM account_link");
    sql_run("DELETE FROM request_once");
    sql_run("DELETE FROM mail");
    sql_run("DELETE FROM assignment");
    sql_run("DELETE FROM account");
}

static struct browser *ana(void)
{
    struct browser *b = browser_new();

    browser_sign_in(b, "ana");
    return b;
}

START_TEST(sets_the_security_headers_on_every_answer)
{
    static const char *const paths[] = {"/health", "/sign-in", "/no-such-page",
                                        "/account"};
    struct browser *b = browser_new();

    b->config.tls = true;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        browser_get(b, paths[i]);
        struct str csp = browser_header(b, "Content-Security-Policy");
        ck_assert(str_starts(csp, S("default-src 'none'")));
        ck_assert(!strstr(str_z(test_arena, csp), "unsafe"));
        ck_assert(strstr(str_z(test_arena, csp), "frame-ancestors 'none'"));
        assert_str(browser_header(b, "X-Content-Type-Options"), "nosniff");
        ck_assert(str_given(browser_header(b, "Referrer-Policy")));
        ck_assert(str_given(browser_header(b, "Strict-Transport-Security")));
    }
}
END_TEST

START_TEST(names_its_cookies_for_this_host_alone)
{
    struct browser *b = browser_new();

    b->config.tls = true;
    browser_get(b, "/sign-in");
    struct str cookie = browser_header(b, "Set-Cookie");
    ck_assert(str_starts(cookie, S("__Host-mandaris-form=")));
    ck_assert(str_ends(cookie, S("; Path=/; HttpOnly; SameSite=Lax; Secure")));
}
END_TEST

START_TEST(ends_a_session_by_idleness_and_by_age)
{
    struct browser *b = ana();

    assert_status(b, browser_get(b, "/account"), 200);
    b->now.s += 59 * 60;
    assert_status(b, browser_get(b, "/account"), 200);
    b->now.s += 59 * 60; /* seen an hour ago: kept by the last request */
    assert_status(b, browser_get(b, "/account"), 200);
    b->now.s += 61 * 60;
    assert_status(b, browser_get(b, "/account"), 303);

    browser_sign_in(b, "ana");
    for (int minutes = 0; minutes < 12 * 60; minutes += 50) {
        assert_status(b, browser_get(b, "/account"), 200);
        b->now.s += 50 * 60;
    }
    assert_status(b, browser_get(b, "/account"), 303);
}
END_TEST

START_TEST(stores_no_token)
{
    struct browser *b = ana();

    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM session"), 1);
    const char *sql =
        str_printf(test_arena,
                   "SELECT COUNT(*) AS n FROM session WHERE token ="
                   " UNHEX(SHA2('%.*s', 256))",
                   STR_ARG(b->cookies[0].value))
            .p;
    ck_assert_int_eq(sql_int(sql), 1);
}
END_TEST

START_TEST(takes_no_form_from_elsewhere)
{
    struct browser *b = ana(), *other = browser_new();

    browser_get(b, "/account");
    b->raw.fetch_site = S("cross-site");
    assert_status(
        b, browser_post(b, "/account", "act", "language", "lang", "fr", NULL),
        403);
    b->raw.origin = S("https://evil.example");
    assert_status(
        b, browser_post(b, "/account", "act", "language", "lang", "fr", NULL),
        403);
    b->raw.origin = S("http://localhost");
    assert_status(
        b, browser_post(b, "/account", "act", "language", "lang", "fr", NULL),
        303);
    /* A visitor's token is worth nothing to somebody signed in. */
    browser_get(other, "/sign-in");
    b->csrf = other->csrf;
    assert_status(
        b, browser_post(b, "/account", "act", "language", "lang", "nl", NULL),
        403);
    assert_str(sql_text("SELECT lang AS text FROM account WHERE id = 1"), "fr");
}
END_TEST

static const char invitation[] =
    "&login=eve&name=Eve&email=eve%40example.org&lang=en";

static struct str body_of(struct browser *b)
{
    return str_printf(test_arena, "csrf=%.*s&once=%.*s%s", STR_ARG(b->csrf),
                      STR_ARG(b->once), invitation);
}

START_TEST(does_a_repeated_post_once)
{
    struct browser *b = ana();

    browser_get(b, "/accounts/new");
    struct str body = body_of(b);
    assert_status(b, browser_post_raw(b, "/accounts/new", body), 303);
    struct str first = str_copy(test_arena, browser_header(b, "Location"));
    assert_status(b, browser_post_raw(b, "/accounts/new", body), 303);
    ck_assert(str_eq(browser_header(b, "Location"), first));
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"), 1);
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM account WHERE login = 'eve'"), 1);
}
END_TEST

START_TEST(claims_nothing_for_a_refused_post)
{
    struct browser *b = ana();

    sql_run("INSERT INTO account (login, name, email, made_at) VALUES"
            " ('eve', 'Eve', 'other@example.org', NOW())");
    browser_get(b, "/accounts/new");
    struct str body = body_of(b);
    assert_status(b, browser_post_raw(b, "/accounts/new", body), 422);
    assert_has(b, "Another account has this login");
    assert_has(b, "eve@example.org"); /* what was typed is still there */
    sql_run("DELETE FROM account WHERE login = 'eve'");
    assert_status(b, browser_post_raw(b, "/accounts/new", body), 303);
}
END_TEST

START_TEST(shows_what_was_done_once)
{
    struct browser *b = ana();

    assert_status(
        b, browser_post(b, "/account", "act", "language", "lang", "en", NULL),
        303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Your language is set.");
    assert_status(b, browser_get(b, "/account"), 200);
    assert_lacks(b, "Your language is set.");
}
END_TEST

START_TEST(speaks_the_language_of_cookie_account_and_browser)
{
    struct browser *b = browser_new();

    b->raw.accept_language = S("nl");
    browser_get(b, "/sign-in");
    assert_has(b, "<html lang=\"nl\">");
    browser_sign_in(b, "ana");
    b->raw.accept_language = S("nl");
    browser_get(b, "/account");
    assert_has(b, "<html lang=\"en\">");
    browser_post(b, "/language", "lang", "fr", "next", "/account", NULL);
    assert_str(browser_header(b, "Location"), "/account");
    browser_get(b, "/account");
    assert_has(b, "<html lang=\"fr\">");
}
END_TEST

START_TEST(refuses_what_it_cannot_read)
{
    struct browser *b = ana();

    assert_status(b, browser_get(b, "/account?x=%FF"), 400);
    assert_status(b, browser_get(b, "/%0A"), 400);
    b->raw.content_type = S("text/plain");
    assert_status(b, browser_post_raw(b, "/account", S("csrf=1")), 400);
    b->raw.too_large = true;
    assert_status(b, browser_post_raw(b, "/account", STR_NONE), 413);
    ck_assert(str_given(browser_header(b, "Content-Type")));
}
END_TEST

START_TEST(answers_errors_as_json_to_who_asks_for_it)
{
    struct browser *b = browser_new();

    b->raw.accept = S("application/json");
    assert_status(b, browser_get(b, "/account"), 403);
    assert_has(b, "\"sign_in\":true");
    assert_str(browser_header(b, "Content-Type"), "application/json");
    b = ana();
    browser_get(b, "/accounts/new");
    b->raw.accept = S("application/json");
    assert_status(b, browser_post(b, "/accounts/new", "login", "x", NULL), 422);
    assert_has(b, "\"messages\":[{\"field\":\"name\"");
}
END_TEST

static void connection_kill(void)
{
    struct db *killer = database_connect();
    struct str id = sql_text("SELECT CAST(CONNECTION_ID() AS CHAR) AS text");
    struct stmt kill = {.sql =
                            str_printf(test_arena, "KILL %.*s", STR_ARG(id)).p};

    assert_ok(db_do0(killer, &kill, NULL));
    db_close(killer);
}

START_TEST(comes_back_after_the_database_did)
{
    struct browser *b = ana();

    assert_status(b, browser_get(b, "/accounts/new"), 200);
    struct str body = body_of(b);
    connection_kill();
    assert_status(b, browser_get(b, "/account"), 200);
    assert_has(b, "Ana Janssens");
    connection_kill();
    assert_status(b, browser_post_raw(b, "/accounts/new", body), 303);
}
END_TEST

START_TEST(never_reruns_a_post_on_a_lost_connection)
{
    struct browser *b = ana();

    browser_get(b, "/accounts/new");
    struct str body = body_of(b);
    sql_run("CREATE TRIGGER breaks BEFORE INSERT ON account"
            " FOR EACH ROW KILL CONNECTION_ID()");
    b->raw.accept_language = S("en");
    assert_status(b, browser_post_raw(b, "/accounts/new", body), 503);
    assert_has(b, "Nothing was changed");
    assert_ok(db_reopen(test_db));
    sql_run("DROP TRIGGER breaks");
    assert_status(b, browser_post_raw(b, "/accounts/new", body), 303);
}
END_TEST

TCase *handling(void)
{
    TCase *tc = tcase_create("handling");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, clean);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, sets_the_security_headers_on_every_answer);
    tcase_add_test(tc, names_its_cookies_for_this_host_alone);
    tcase_add_test(tc, ends_a_session_by_idleness_and_by_age);
    tcase_add_test(tc, stores_no_token);
    tcase_add_test(tc, takes_no_form_from_elsewhere);
    tcase_add_test(tc, does_a_repeated_post_once);
    tcase_add_test(tc, claims_nothing_for_a_refused_post);
    tcase_add_test(tc, shows_what_was_done_once);
    tcase_add_test(tc, speaks_the_language_of_cookie_account_and_browser);
    tcase_add_test(tc, refuses_what_it_cannot_read);
    tcase_add_test(tc, answers_errors_as_json_to_who_asks_for_it);
    tcase_add_test(tc, comes_back_after_the_database_did);
    tcase_add_test(tc, never_reruns_a_post_on_a_lost_connection);
    return tc;
}
