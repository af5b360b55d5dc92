#include "parts.h"

#include "core/utf8.h"

START_TEST(valid_forms)
{
    static const char *const good[] = {
        "",       "abc\n",  "\u00a0",     "\u07ff",     "\u0800", "\ud7ff",
        "\ue000", "\uffff", "\U00010000", "\U0010ffff", "é€𝄞",
    };

    for (int i = 0; i < LENGTH(good); i++)
        ck_assert_msg(utf8_valid(str_of(good[i])), "%d", i);
    ck_assert(utf8_valid(S("a\0b")));
    ck_assert(utf8_valid(STR_NONE));
}
END_TEST

START_TEST(invalid_forms)
{
    static const struct {
        const char *bytes, *why;
    } bad[] = {
        {"\x80", "continuation alone"},
        {"\xbf", "continuation alone"},
        {"a\xc3", "cut after 1 of 2"},
        {"\xe2\x82", "cut after 2 of 3"},
        {"\xf0\x9d\x84", "cut after 3 of 4"},
        {"\xc3(", "ASCII instead of a continuation"},
        {"\xe2(\xa1", "ASCII second"},
        {"\xe2\x82(", "ASCII third"},
        {"\xf0\x9d\x84(", "ASCII fourth"},
        {"\xc0\xaf", "overlong 2"},
        {"\xc1\xbf", "overlong 2"},
        {"\xe0\x80\xaf", "overlong 3"},
        {"\xe0\x9f\xbf", "overlong 3, last"},
        {"\xf0\x80\x80\xaf", "overlong 4"},
        {"\xf0\x8f\xbf\xbf", "overlong 4, last"},
        {"\xed\xa0\x80", "first surrogate"},
        {"\xed\xbf\xbf", "last surrogate"},
        {"\xf4\x90\x80\x80", "U+110000"},
        {"\xf5\x80\x80\x80", "lead F5"},
        {"\xf8\x88\x80\x80\x80", "five bytes"},
        {"\xfe", "FE"},
        {"\xff", "FF"},
        {"caf\xe9", "Latin-1"},
    };

    for (int i = 0; i < LENGTH(bad); i++)
        ck_assert_msg(!utf8_valid(str_of(bad[i].bytes)), "%s", bad[i].why);
}
END_TEST

START_TEST(steps)
{
    struct str s = S("aé€𝄞");

    ck_assert_uint_eq(utf8_step(s, 0), 1);
    ck_assert_uint_eq(utf8_step(s, 1), 2);
    ck_assert_uint_eq(utf8_step(s, 2), 0);
    ck_assert_uint_eq(utf8_step(s, 3), 3);
    ck_assert_uint_eq(utf8_step(s, 6), 4);
    ck_assert_uint_eq(utf8_step(s, 10), 0);
    ck_assert_uint_eq(utf8_length(s), 4);
    ck_assert_uint_eq(utf8_length(STR_NONE), 0);
}
END_TEST

START_TEST(controls)
{
    ck_assert_int_eq(utf8_control(S("a\tb\r\nc é")), -1);
    ck_assert_int_eq(utf8_control(S("ab\0c")), 2);
    ck_assert_int_eq(utf8_control(S("\x1b[0m")), 0);
    ck_assert_int_eq(utf8_control(S("é\x7f")), 2);
    ck_assert_int_eq(utf8_control(S("a\xc2\x85")), 1);
    ck_assert_int_eq(utf8_control(S("a\xc2\x9f")), 1);
    ck_assert_int_eq(utf8_control(S("\u00a0")), -1);
}
END_TEST

START_TEST(composes)
{
    ck_assert_text(utf8_nfc(memory, S("e\u0301te\u0301")), "été");
    ck_assert_text(utf8_nfc(memory, S("été")), "été");
    ck_assert_text(utf8_nfc(memory, S("\u212b")), "\u00c5"); /* angstrom */
    ck_assert_text(utf8_nfc(memory, S("a\u0323\u0307")), "\u1ea1\u0307");
    ck_assert_text(utf8_nfc(memory, S("ﬁ œ ½")), "ﬁ œ ½"); /* not NFKC */
    ck_assert_text(utf8_nfc(memory, S("plain")), "plain");
}
END_TEST

START_TEST(folds)
{
    static const char *const rows[][2] = {
        {"Œuvre d’Été", "oeuvre d'ete"},
        {"CŒUR", "coeur"},
        {"ĲSSEL ĳs", "ijssel ijs"},
        {"Æquo", "aequo"},
        {"Straße", "strasse"},
        {"ÇA ÑÜ", "ca nu"},
        {"e\u0301", "e"},
        {"Łódź", "lodz"},
        {"ABC-12", "abc-12"},
        {"1\u00a0000", "1 000"},
        {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
        {"", ""},
    };

    for (int i = 0; i < LENGTH(rows); i++)
        ck_assert_text(utf8_fold(memory, str_of(rows[i][0])), rows[i][1]);
}
END_TEST

START_TEST(line_ends)
{
    struct str plain = S("a\nb");

    ck_assert_text(utf8_lines(memory, S("a\r\nb\rc\nd\r")), "a\nb\nc\nd\n");
    ck_assert_text(utf8_lines(memory, S("\r\r\n\n")), "\n\n\n");
    ck_assert_ptr_eq(utf8_lines(memory, plain).p, plain.p);
}
END_TEST

START_TEST(shortens_by_characters)
{
    struct str s = S("été à Forêt");

    ck_assert_ptr_eq(utf8_short(memory, s, 11).p, s.p);
    ck_assert_text(utf8_short(memory, s, 10), "été à For…");
    ck_assert_text(utf8_short(memory, s, 4), "été…");
    ck_assert_text(utf8_short(memory, s, 1), "…");
    ck_assert_text(utf8_short(memory, s, 0), "");
    ck_assert_text(utf8_short(memory, S(""), 0), "");
}
END_TEST

TCase *utf8_cases(void)
{
    TCase *c = with_memory("utf8");

    tcase_add_test(c, valid_forms);
    tcase_add_test(c, invalid_forms);
    tcase_add_test(c, steps);
    tcase_add_test(c, controls);
    tcase_add_test(c, composes);
    tcase_add_test(c, folds);
    tcase_add_test(c, line_ends);
    tcase_add_test(c, shortens_by_characters);
    return c;
}
