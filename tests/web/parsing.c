#include "web/parts.h"

#include "web/private.h"

static struct arena *arena;

static void open_arena(void)
{
    arena = arena_new(8 << 20, NULL);
}

static void close_arena(void)
{
    arena_free(arena);
}

START_TEST(reads_urlencoded_pairs)
{
    struct params p;

    assert_ok(params_read(arena, S("a=1&b=x+y%20z&c=&%C3%A9=%E2%82%AC"), &p));
    ck_assert_uint_eq(p.count, 4);
    assert_str(params_get(&p, S("a")), "1");
    assert_str(params_get(&p, S("b")), "x y z");
    assert_str(params_get(&p, S("c")), "");
    assert_str(params_get(&p, S("é")), "€");
    ck_assert(!str_given(params_get(&p, S("d"))));
    assert_ok(params_read(arena, S(""), &p));
    ck_assert_uint_eq(p.count, 0);
    assert_ok(params_read(arena, S("&&a=1&"), &p));
    ck_assert_uint_eq(p.count, 1);
}
END_TEST

START_TEST(refuses_malformed_pairs)
{
    static const char *const wrong[] = {
        "a=%",      "a=%4",   "a=%zz",    "a=%00",         "a=%FF",
        "a=%C3",    "%=1",    "a=%C0%AF", "a=%ED%A0%80",   "a=%F4%90%80%80",
        "a=b&c=%e", "a=1&%f", "a=%-1",    "a=x%2\nb=3%0g",
    };
    struct params p;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(params_read(arena, str_of(wrong[i]), &p) ==
                          ERR_BAD_REQUEST,
                      "%s", wrong[i]);
}
END_TEST

START_TEST(refuses_too_many_fields)
{
    struct buf body = buf_new(arena, 80000);
    struct params p;

    for (int i = 0; i < 20001; i++)
        buf_puts(&body, i ? "&a=" : "a=");
    ck_assert_int_eq(params_read(arena, buf_str(&body), &p), ERR_TOO_LARGE);
}
END_TEST

START_TEST(encodes_what_it_decodes)
{
    struct buf out = buf_new(arena, 100);
    struct str back, text = S("a/b?c=d&é %2F~");

    percent_encode(&out, text);
    assert_str(buf_str(&out), "a%2Fb%3Fc%3Dd%26%C3%A9%20%252F~");
    assert_ok(percent_decode(arena, buf_str(&out), false, &back));
    ck_assert(str_eq(back, text));
}
END_TEST

START_TEST(finds_cookies)
{
    struct str header = S("a=1; mandaris=tok=en ;b=; mandaris=second;c");

    assert_str(cookie_get(header, S("mandaris")), "tok=en");
    assert_str(cookie_get(header, S("b")), "");
    ck_assert(!str_given(cookie_get(header, S("c"))));
    ck_assert(!str_given(cookie_get(header, S("andaris"))));
    ck_assert(!str_given(cookie_get(STR_NONE, S("a"))));
}
END_TEST

START_TEST(splits_targets)
{
    struct str path, query;

    assert_ok(target_read(arena, S("/plans/7?on=2025&x"), &path, &query));
    assert_str(path, "/plans/7");
    assert_str(query, "on=2025&x");
    assert_ok(target_read(arena, S("/"), &path, &query));
    assert_str(query, "");
    assert_ok(target_read(arena, S("/a%2Fb?"), &path, &query));
    assert_str(path, "/a%2Fb");
    ck_assert_int_ne(target_read(arena, STR_NONE, &path, &query), OK);
    ck_assert_int_ne(target_read(arena, S("plans"), &path, &query), OK);
    ck_assert_int_ne(target_read(arena, S("/a%0Ab"), &path, &query), OK);
    ck_assert_int_ne(target_read(arena, S("/a%00"), &path, &query), OK);
    ck_assert_int_ne(target_read(arena, S("/%FF"), &path, &query), OK);
    ck_assert_int_ne(
        target_read(arena, S("http://example.org/"), &path, &query), OK);
}
END_TEST

START_TEST(chooses_the_language_asked_for)
{
    ck_assert_int_eq(lang_accepted(S("nl-BE,nl;q=0.9,fr;q=0.8")), LANG_NL);
    ck_assert_int_eq(lang_accepted(S("de,en;q=0.7,nl;q=0.75")), LANG_NL);
    ck_assert_int_eq(lang_accepted(S("de;q=1, en ; q=0.2")), LANG_EN);
    ck_assert_int_eq(lang_accepted(S("nl;q=0, en;q=0.001")), LANG_EN);
    ck_assert_int_eq(lang_accepted(S("de,*")), LANG_FR);
    ck_assert_int_eq(lang_accepted(STR_NONE), LANG_FR);
}
END_TEST

START_TEST(believes_only_its_own_signature)
{
    struct str mine = text_signed(arena, S("key"), S("text.more"));

    assert_str(text_verified(arena, S("key"), mine), "text.more");
    ck_assert(!str_given(text_verified(arena, S("other"), mine)));
    ck_assert(
        !str_given(text_verified(arena, S("key"), str_sub(mine, 1, mine.n))));
    ck_assert(!str_given(text_verified(arena, S("key"), S("text"))));
    ck_assert(!str_given(text_verified(arena, S("key"), STR_NONE)));
}
END_TEST

START_TEST(fills_paths)
{
    struct period q3 = {2025, PERIOD_QUARTER, 3};

    assert_str(path_fill(arena, "/a/{}/b/{}?next={}",
                         DB_VALUES(V((int64_t)7), V(q3), V("/x?y=1"))),
               "/a/7/b/2025-Q3?next=%2Fx%3Fy%3D1");
    assert_str(path_fill(arena, "/plain", NULL, 0), "/plain");
}
END_TEST

TCase *parsing(void)
{
    TCase *tc = tcase_create("parsing");

    tcase_add_checked_fixture(tc, open_arena, close_arena);
    tcase_add_test(tc, reads_urlencoded_pairs);
    tcase_add_test(tc, refuses_malformed_pairs);
    tcase_add_test(tc, refuses_too_many_fields);
    tcase_add_test(tc, encodes_what_it_decodes);
    tcase_add_test(tc, finds_cookies);
    tcase_add_test(tc, splits_targets);
    tcase_add_test(tc, chooses_the_language_asked_for);
    tcase_add_test(tc, believes_only_its_own_signature);
    tcase_add_test(tc, fills_paths);
    return tc;
}
