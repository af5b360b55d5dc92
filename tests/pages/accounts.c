#include "pages/parts.h"

#include "core/password.h"

static void arrange(void)
{
    struct str hash;

    assert_ok(password_hash(test_arena, S("correct horse battery"), &hash));
    sql_run("INSERT INTO account (id, login, name, email, lang, made_at) VALUES"
            " (1, 'ana', 'Ana Janssens', 'ana@example.org', 'en', NOW()),"
            " (2, 'bo', 'Bo Peeters', 'bo@example.org', 'nl', NOW()),"
            " (3, 'cleo', 'Cléo Dupont', 'cleo@example.org', 'fr', NOW()),"
            " (4, 'dan', 'Dan Maes', 'dan@example.org', 'en', NOW())");
    sql_run(str_printf(test_arena,
                       "UPDATE account SET password_hash = '%.*s'"
                       " WHERE id = 1",
                       STR_ARG(hash))
                .p);
    sql_run("INSERT INTO assignment (account, role, entity, from_on,"
            " granted_at, confirmed_at) VALUES"
            " (1, 'admin', 0, '2020-01-01', NOW(), NOW()),"
            " (3, 'controller', 0, '2020-01-01', NOW(), NOW())");
}

static void clean(void)
{
    sql_run("DELETE FROM session");
    sql_run("DELETE FROM account_link");
    sql_run("DELETE FROM sign_in_failure");
    sql_run("DELETE FROM request_once");
    sql_run("DELETE FROM mail");
    sql_run("DELETE FROM assignment");
    sql_run("DELETE FROM account");
}

START_TEST(signs_in_and_out)
{
    struct browser *b = browser_new();

    assert_status(b, browser_get(b, "/account?x=1"), 303);
    assert_str(browser_header(b, "Location"),
               "/sign-in?next=%2Faccount%3Fx%3D1");
    assert_status(b, browser_follow(b), 200);
    assert_status(b,
                  browser_post(b, "/sign-in", "login", "ana", "password",
                               "correct horse battery", "next", "/account?x=1",
                               NULL),
                  303);
    assert_str(browser_header(b, "Location"), "/account?x=1");
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Ana Janssens");
    assert_str(browser_header(b, "Cache-Control"), "no-store");
    assert_status(b, browser_post(b, "/sign-out", NULL), 303);
    assert_str(browser_header(b, "Clear-Site-Data"), "\"cache\"");
    assert_status(b, browser_follow(b), 200);
    assert_status(b, browser_get(b, "/account"), 303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM session"), 0);
}
END_TEST

START_TEST(refuses_a_wrong_password_and_an_unknown_login_alike)
{
    struct browser *b = browser_new();
    const char *text = "do not go together";

    b->raw.accept_language = S("en");
    assert_status(b,
                  browser_post(b, "/sign-in", "login", "ana", "password",
                               "something else", NULL),
                  422);
    b->raw.accept_language = S("en");
    assert_status(b,
                  browser_post(b, "/sign-in", "login", "nobody", "password",
                               "something else", NULL),
                  422);
    assert_has(b, text);
    assert_lacks(b, "something else");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM sign_in_failure"), 2);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM session"), 0);
}
END_TEST

START_TEST(pauses_after_many_failures)
{
    struct browser *b = browser_new();

    for (int i = 0; i < 10; i++)
        sql_run("INSERT INTO sign_in_failure (login, remote, made_at) VALUES"
                " ('ana', '10.0.0.1', UTC_TIMESTAMP())");
    b->raw.accept_language = S("en");
    assert_status(b,
                  browser_post(b, "/sign-in", "login", "ana", "password",
                               "correct horse battery", NULL),
                  422);
    assert_has(b, "Too many attempts");
    b->now.s += 3600;
    assert_status(b,
                  browser_post(b, "/sign-in", "login", "ana", "password",
                               "correct horse battery", NULL),
                  303);
}
END_TEST

START_TEST(sends_nobody_to_another_site)
{
    static const char *const elsewhere[] = {
        "https://example.org/", "//example.org/", "/\\example.org",
        "/no-such-page",        "account",
    };

    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        struct browser *b = browser_new();
        assert_status(b,
                      browser_post(b, "/language", "lang", "nl", "next",
                                   elsewhere[i], NULL),
                      303);
        assert_str(browser_header(b, "Location"), "/");
    }
}
END_TEST

/* The path of the newest mailed link. */
static const char *link_mailed(void)
{
    return str_z(test_arena,
                 sql_text("SELECT REGEXP_SUBSTR(body, '/link/[A-Za-z0-9_-]+')"
                          " AS text FROM mail ORDER BY id DESC LIMIT 1"));
}

START_TEST(invites_by_a_link_that_works_once)
{
    struct browser *admin = browser_new(), *b = browser_new();

    browser_sign_in(admin, "ana");
    assert_status(admin, browser_get(admin, "/accounts/new"), 200);
    assert_status(admin,
                  browser_post(admin, "/accounts/new", "login", "eve", "name",
                               "Eve Claes", "email", "eve@example.org", "lang",
                               "en", NULL),
                  303);
    assert_status(admin, browser_follow(admin), 200);
    assert_has(admin, "Invited");
    const char *link = link_mailed();
    assert_status(b, browser_get(b, link), 200);
    assert_has(b, "eve");
    assert_status(
        b, browser_post(b, link, "password", "short", "again", "short", NULL),
        422);
    assert_status(b,
                  browser_post(b, link, "password", "my name is eveline",
                               "again", "my name is eveline", NULL),
                  303);
    assert_status(b, browser_get(b, "/account"), 200);
    assert_has(b, "Eve Claes");
    assert_status(b, browser_get(b, link), 200);
    assert_lacks(b, "new-password");
}
END_TEST

START_TEST(answers_a_forgotten_password_the_same_for_everybody)
{
    struct browser *b = browser_new();

    assert_status(
        b, browser_post(b, "/password-forgot", "login", "nobody", NULL), 303);
    struct str first = str_copy(test_arena, browser_header(b, "Location"));
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"), 0);
    assert_status(
        b, browser_post(b, "/password-forgot", "login", "bo@example.org", NULL),
        303);
    ck_assert(str_eq(first, browser_header(b, "Location")));
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"), 1);
}
END_TEST

/* role to account 2, by ana. */
static int grant(struct browser *b, const char *account, const char *role)
{
    const char *path =
        str_printf(test_arena, "/accounts/%s/grants/new", account).p;

    return browser_post(b, path, "role", role, "entity", "0", "plan", "",
                        "from_on", "2020-01-01", "to_on", "", NULL);
}

START_TEST(asks_a_second_person_for_roles_that_approve)
{
    struct browser *admin = browser_new(), *second = browser_new();

    browser_sign_in(admin, "ana");
    browser_sign_in(second, "cleo");
    assert_status(admin, grant(admin, "2", "director"), 303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM assignment WHERE"
                             " account = 2 AND confirmed_at IS NULL"),
                     1);
    const char *id =
        str_printf(test_arena, "%lld",
                   (long long)sql_int("SELECT id AS n FROM assignment WHERE"
                                      " account = 2"))
            .p;
    assert_status(admin, browser_get(admin, "/grants"), 200);
    assert_status(
        admin,
        browser_post(admin, "/grants", "grant", id, "act", "confirm", NULL),
        403);
    assert_status(second, browser_get(second, "/grants"), 200);
    assert_has(second, "Bo Peeters");
    assert_status(
        second,
        browser_post(second, "/grants", "grant", id, "act", "confirm", NULL),
        303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM assignment WHERE"
                             " account = 2 AND confirmed_by = 3"),
                     1);
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM mail WHERE account = 2"), 2);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision WHERE act IN"
                             " ('grant', 'confirm') AND object_key = '2'"),
                     2);
}
END_TEST

START_TEST(keeps_administrators_from_approving)
{
    struct browser *admin = browser_new();

    browser_sign_in(admin, "ana");
    assert_status(admin, grant(admin, "2", "admin"), 303);
    assert_status(admin, grant(admin, "2", "auditor"), 422);
    assert_status(admin, grant(admin, "1", "staff"), 403);
    assert_status(admin, grant(admin, "4", "member"), 303);
    assert_status(admin, grant(admin, "4", "admin"), 422);
}
END_TEST

START_TEST(ends_the_sessions_of_a_closed_account)
{
    struct browser *admin = browser_new(), *b = browser_new();

    browser_sign_in(admin, "ana");
    browser_sign_in(b, "bo");
    assert_status(b, browser_get(b, "/account"), 200);
    assert_status(
        admin, browser_post(admin, "/accounts/2", "act", "disable", NULL), 303);
    assert_status(b, browser_get(b, "/account"), 303);
    assert_status(
        admin, browser_post(admin, "/accounts/1", "act", "disable", NULL), 403);
}
END_TEST

START_TEST(shows_the_outbox_to_a_demonstration_only)
{
    struct browser *b = browser_new(), *demo = browser_new();

    demo->config.demonstration = true;
    assert_status(b, browser_get(b, "/outbox"), 404);
    assert_status(demo, browser_get(demo, "/outbox"), 200);
}
END_TEST

TCase *accounts(void)
{
    TCase *tc = tcase_create("accounts");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, clean);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, signs_in_and_out);
    tcase_add_test(tc, refuses_a_wrong_password_and_an_unknown_login_alike);
    tcase_add_test(tc, pauses_after_many_failures);
    tcase_add_test(tc, sends_nobody_to_another_site);
    tcase_add_test(tc, invites_by_a_link_that_works_once);
    tcase_add_test(tc, answers_a_forgotten_password_the_same_for_everybody);
    tcase_add_test(tc, asks_a_second_person_for_roles_that_approve);
    tcase_add_test(tc, keeps_administrators_from_approving);
    tcase_add_test(tc, ends_the_sessions_of_a_closed_account);
    tcase_add_test(tc, shows_the_outbox_to_a_demonstration_only);
    return tc;
}
