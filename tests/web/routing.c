#include "web/parts.h"

#include "web/private.h"

static enum err nothing(struct req *rq)
{
    (void)rq;
    return OK;
}

static const struct page one = {.name = "one", .get = nothing, .post = nothing};
static const struct page reader = {.name = "reader", .get = nothing};

static const struct route table[] = {
    {METHOD_GET, "/", SIGNED, &one},
    {METHOD_GET, "/plans/{id}", SIGNED, &one},
    {METHOD_POST, "/plans/{id}", SIGNED, &one},
    {METHOD_GET, "/plans/new", SIGNED, &one},
    {METHOD_GET, "/plans/{id}/results/{period}", SIGNED, &one},
    {METHOD_GET, "/{any}/7/results/2025", SIGNED, &one},
    {METHOD_POST, "/sign-out", SIGNED, &one},
};
enum { ROUTES = sizeof table / sizeof *table };

static enum err find(enum method method, const char *path, struct match *out)
{
    return route_find(table, ROUTES, method, str_of(path), out);
}

START_TEST(prefers_a_literal_segment)
{
    struct match m;

    assert_ok(find(METHOD_GET, "/plans/new", &m));
    ck_assert_ptr_eq(m.route, &table[3]);
    assert_ok(find(METHOD_GET, "/plans/newer", &m));
    ck_assert_ptr_eq(m.route, &table[1]);
    assert_ok(find(METHOD_GET, "/plans/7/results/2025", &m));
    ck_assert_ptr_eq(m.route, &table[4]);
    assert_ok(find(METHOD_GET, "/x/7/results/2025", &m));
    ck_assert_ptr_eq(m.route, &table[5]);
    assert_ok(find(METHOD_POST, "/plans/new", &m));
    ck_assert_ptr_eq(m.route, &table[2]);
}
END_TEST

START_TEST(names_the_parameters)
{
    struct match m;

    assert_ok(find(METHOD_GET, "/plans/12/results/2025-Q3", &m));
    ck_assert_uint_eq(m.param_count, 2);
    assert_str(m.params[0].name, "id");
    assert_str(m.params[0].value, "12");
    assert_str(m.params[1].name, "period");
    assert_str(m.params[1].value, "2025-Q3");
    assert_ok(find(METHOD_GET, "/", &m));
    ck_assert_uint_eq(m.param_count, 0);
}
END_TEST

START_TEST(tells_no_such_path_from_no_such_method)
{
    static const char *const absent[] = {
        "/plan",
        "/plans",
        "/plans/",
        "/plans/7/",
        "//",
        "/plans//results/2025",
        "/plans/7/results/2025/x",
    };
    struct match m;

    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        ck_assert_msg(find(METHOD_GET, absent[i], &m) == ERR_NOT_FOUND, "%s",
                      absent[i]);
    ck_assert_int_eq(find(METHOD_GET, "/sign-out", &m), ERR_METHOD);
    ck_assert_int_eq(find(METHOD_POST, "/", &m), ERR_METHOD);
    ck_assert_ptr_null(m.route);
}
END_TEST

START_TEST(refuses_a_wrong_table)
{
    const struct route alike[] = {
        {METHOD_GET, "/a/{id}", SIGNED, &one},
        {METHOD_GET, "/a/{code}", SIGNED, &one},
    };
    const struct route no_slash[] = {{METHOD_GET, "a", SIGNED, &one}};
    const struct route no_post[] = {{METHOD_POST, "/a", SIGNED, &reader}};

    assert_ok(routes_check(table, ROUTES));
    ck_assert_int_eq(routes_check(alike, 2), ERR_INTERNAL);
    ck_assert_int_eq(routes_check(no_slash, 1), ERR_INTERNAL);
    ck_assert_int_eq(routes_check(no_post, 1), ERR_INTERNAL);
}
END_TEST

TCase *routing(void)
{
    TCase *tc = tcase_create("routing");

    tcase_add_test(tc, prefers_a_literal_segment);
    tcase_add_test(tc, names_the_parameters);
    tcase_add_test(tc, tells_no_such_path_from_no_such_method);
    tcase_add_test(tc, refuses_a_wrong_table);
    return tc;
}
