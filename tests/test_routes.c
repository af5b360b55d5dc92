/* Every route for every role and for a visitor: what routes.def says is what
 * is answered (ASVS 8.2.1). */
#include <stdlib.h>
#include <string.h>

#include "support/browser.h"
#include "web/role.h"

enum { VISITOR = 11 }; /* the roles come before, as in role_table */

static void arrange(void)
{
    for (size_t i = 0; i < role_count; i++) {
        const char *name = role_table[i].name;
        sql_run(
            str_printf(test_arena,
                       "INSERT INTO account (id, login, name, email, lang,"
                       " made_at) VALUES (%zu, '%s', '%s', '%s@example.org',"
                       " 'en', '2024-01-01')",
                       i + 1, name, name, name)
                .p);
        sql_run(str_printf(test_arena,
                           "INSERT INTO assignment (account, role, entity,"
                           " from_on, granted_at, confirmed_at) VALUES (%zu,"
                           " '%s', 0, '2024-01-01', '2024-01-01',"
                           " '2024-01-01')",
                           i + 1, name)
                    .p);
    }
}

static void clean(void)
{
    sql_run("DELETE FROM session");
    sql_run("DELETE FROM reading");
    sql_run("DELETE FROM sign_in_failure");
    sql_run("DELETE FROM request_once");
    sql_run("DELETE FROM assignment");
    sql_run("DELETE FROM account");
}

/* A path of the route: numbers nobody has, the period of a year. */
static const char *path_of(const char *pattern)
{
    struct buf out = buf_new(test_arena, 100);
    struct str rest = str_of(pattern), part, name;

    while (str_cut(&rest, '{', &part)) {
        buf_put(&out, part);
        if (!str_given(rest) || !str_cut(&rest, '}', &name))
            break;
        buf_puts(&out, str_is(name, "period") ? "2025" : "987654");
    }
    return str_z(test_arena, buf_str(&out));
}

static struct browser *person(int who)
{
    struct browser *b = browser_new();

    if (who != VISITOR)
        browser_sign_in(b, role_table[who].name);
    return b;
}

static bool admitted(const struct route *route, int who)
{
    if (route->who == PUBLIC)
        return true;
    if (who == VISITOR)
        return false;
    return route->who == SIGNED || route->who & role_table[who].bit;
}

static bool sent_to_sign_in(const struct browser *b)
{
    return b->status == 303 &&
           str_starts(browser_header(b, "Location"), S("/sign-in"));
}

static const char *name_of(int who)
{
    return who == VISITOR ? "a visitor" : role_table[who].name;
}

START_TEST(admits_whom_the_table_names)
{
    struct browser *b = person(_i);

    for (size_t i = 0; i < app_route_count; i++) {
        const struct route *r = &app_routes[i];
        bool may = admitted(r, _i);
        const char *path = path_of(r->pattern);
        if (_i != VISITOR)
            browser_sign_in(b, role_table[_i].name);
        if (r->method == METHOD_GET)
            browser_get(b, path);
        else
            browser_post(b, path, NULL);
        bool refused = b->status == 403 || (!may && sent_to_sign_in(b));
        ck_assert_msg(refused == !may, "%s %s as %s: %d", r->page->name, path,
                      name_of(_i), b->status);
        ck_assert_msg(b->status < 500, "%s as %s: %d\n%.*s", path, name_of(_i),
                      b->status, STR_ARG(b->body));
    }
}
END_TEST

START_TEST(refuses_every_post_without_its_token)
{
    struct browser *b = person(_i);

    for (size_t i = 0; i < app_route_count; i++) {
        const struct route *r = &app_routes[i];
        if (r->method != METHOD_POST)
            continue;
        browser_post_raw(b, path_of(r->pattern), S("csrf=guessed&lang=nl"));
        ck_assert_msg(b->status == 403, "POST %s as %s: %d", r->pattern,
                      name_of(_i), b->status);
        browser_post_raw(b, path_of(r->pattern), S(""));
        ck_assert_int_eq(b->status, 403);
    }
}
END_TEST

static bool exists(const char *pattern, enum method method)
{
    for (size_t i = 0; i < app_route_count; i++)
        if (app_routes[i].method == method &&
            strcmp(app_routes[i].pattern, pattern) == 0)
            return true;
    return false;
}

START_TEST(answers_other_methods_with_405)
{
    struct browser *b = person(VISITOR - 1);

    for (size_t i = 0; i < app_route_count; i++) {
        const struct route *r = &app_routes[i];
        const char *path = path_of(r->pattern);
        if (!exists(r->pattern, METHOD_GET)) {
            ck_assert_msg(browser_get(b, path) == 405, "GET %s", path);
            assert_str(browser_header(b, "Allow"), "POST");
        }
        if (!exists(r->pattern, METHOD_POST)) {
            ck_assert_msg(browser_post(b, path, NULL) == 405, "POST %s", path);
            assert_str(browser_header(b, "Allow"), "GET, HEAD");
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("routes");
    TCase *tc = tcase_create("who");
    SRunner *runner = srunner_create(suite);

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, clean);
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, admits_whom_the_table_names, 0, VISITOR + 1);
    tcase_add_loop_test(tc, refuses_every_post_without_its_token, 0,
                        VISITOR + 1);
    tcase_add_test(tc, answers_other_methods_with_405);
    suite_add_tcase(suite, tc);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
