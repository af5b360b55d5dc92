#include "parts.h"

#include "core/shape.h"

START_TEST(given_and_empty)
{
    ck_assert(!str_given(STR_NONE) && str_empty(STR_NONE));
    ck_assert(str_given(S("")) && str_empty(S("")));
    ck_assert(!str_given(str_of(NULL)));
    ck_assert(str_eq(STR_NONE, S(""))); /* byte for byte */
    ck_assert(!str_given(str_copy(memory, STR_NONE)));
    ck_assert(str_given(str_copy(memory, S(""))));
    ck_assert_str_eq(str_z(memory, STR_NONE), "");
    ck_assert(!str_given(str_sub(STR_NONE, 0, 5)));
}
END_TEST

START_TEST(compares_bytes)
{
    ck_assert_int_eq(str_cmp(S("a"), S("a")), 0);
    ck_assert_int_lt(str_cmp(S("a"), S("ab")), 0);
    ck_assert_int_gt(str_cmp(S("b"), S("ab")), 0);
    ck_assert_int_gt(str_cmp(S("\xc3\xa9"), S("z")), 0);
    ck_assert_int_lt(str_cmp(STR_NONE, S("a")), 0);
    ck_assert(!str_eq(S("a\0b"), S("a\0c")));
    ck_assert(str_is(S("abc"), "abc") && !str_is(S("abc"), "ab"));
    ck_assert(str_starts(S("abc"), S("ab")) && str_starts(S("abc"), S("")));
    ck_assert(!str_starts(S("ab"), S("abc")));
    ck_assert(str_ends(S("abc"), S("bc")) && !str_ends(S("abc"), S("ab")));
    ck_assert(!str_ends(S("c"), S("bc")));
}
END_TEST

START_TEST(trims_and_finds)
{
    ck_assert_text(str_trim(S(" \t a b \r\n")), "a b");
    ck_assert_text(str_trim(S("   ")), "");
    ck_assert_text(str_sub(S("abcdef"), 2, 3), "cde");
    ck_assert_text(str_sub(S("abcdef"), 4, SIZE_MAX), "ef");
    ck_assert_text(str_sub(S("abcdef"), 9, 1), "");
    ck_assert_int_eq(str_find(S("abca"), 'a', 0), 0);
    ck_assert_int_eq(str_find(S("abca"), 'a', 1), 3);
    ck_assert_int_eq(str_find(S("abca"), 'a', 4), -1);
    ck_assert_int_eq(str_find(STR_NONE, 'a', 0), -1);
    ck_assert_text(str_lower_ascii(memory, S("AzÉ-Z@[")), "azÉ-z@[");
    ck_assert_text(str_printf(memory, "%d %s", 7, "x"), "7 x");
}
END_TEST

START_TEST(cuts)
{
    static const struct {
        const char *text, *joined;
        int parts;
    } rows[] = {
        {"a||b", "[a][][b]", 3}, {"a", "[a]", 1},    {"", "[]", 1},
        {"|", "[][]", 2},        {"a|", "[a][]", 2},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        struct str rest = str_of(rows[i].text), part, joined = S("");
        int parts = 0;

        for (; str_cut(&rest, '|', &part); parts++)
            joined = str_printf(memory, "%.*s[%.*s]", STR_ARG(joined),
                                STR_ARG(part));
        ck_assert_text(joined, rows[i].joined);
        ck_assert_int_eq(parts, rows[i].parts);
    }
}
END_TEST

START_TEST(whole_numbers)
{
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {
        {"0", 0},
        {"-0", 0},
        {"007", 7},
        {"-12", -12},
        {"9223372036854775807", INT64_MAX},
        {"-9223372036854775808", INT64_MIN},
    };
    static const char *const bad[] = {
        "",    "-",   "+1",   " 1",
        "1 ",  "1.0", "0x10", "9223372036854775808",
        "--1", "1e3", "١",    "-9223372036854775809",
        "1-",  "12a", "a",    "99999999999999999999999999",
    };
    int64_t n;

    for (int i = 0; i < LENGTH(good); i++) {
        ck_assert_int_eq(str_int(str_of(good[i].text), &n), OK);
        ck_assert_int_eq(n, good[i].value);
    }
    for (int i = 0; i < LENGTH(bad); i++)
        ck_assert_msg(str_int(str_of(bad[i]), &n) == ERR_INPUT, "%s", bad[i]);
    ck_assert_int_eq(str_int(STR_NONE, &n), ERR_INPUT);
}
END_TEST

struct sample {
    bool late;
    struct str title;
    struct dec value;
    struct list rows;
};

START_TEST(shapes)
{
    static const struct field fields[] = {
        FIELD(struct sample, late),
        FIELD(struct sample, title),
        FIELD(struct sample, value),
    };
    static const struct shape shape = SHAPE(struct sample, fields);
    const struct field *title = shape_field(&shape, S("title"));

    ck_assert_ptr_eq(title, &fields[1]);
    ck_assert_int_eq(title->kind, KIND_STR);
    ck_assert_uint_eq(title->offset, offsetof(struct sample, title));
    ck_assert_int_eq(shape_field(&shape, S("late"))->kind, KIND_BOOL);
    ck_assert_int_eq(shape_field(&shape, S("value"))->kind, KIND_DEC);
    ck_assert_ptr_null(shape_field(&shape, S("tit")));
    ck_assert_ptr_null(shape_field(&shape, S("titles")));
    ck_assert_ptr_null(shape_field(&shape, STR_NONE));
    ck_assert_str_eq(shape.name, "struct sample");
    ck_assert_uint_eq(shape.size, sizeof(struct sample));
}
END_TEST

TCase *str_cases(void)
{
    TCase *c = with_memory("str, shape");

    tcase_add_test(c, given_and_empty);
    tcase_add_test(c, compares_bytes);
    tcase_add_test(c, trims_and_finds);
    tcase_add_test(c, cuts);
    tcase_add_test(c, whole_numbers);
    tcase_add_test(c, shapes);
    return c;
}
