#include "view/parts.h"

static struct dec dec_of(const char *text)
{
    struct dec d;
    ck_assert_int_eq(dec_parse(str_of(text), &d), OK);
    return d;
}

static const struct {
    const char *plain, *belgian, *english;
} numbers[] = {
    {"1234.5", "1.234,5", "1,234.5"},
    {"0", "0", "0"},
    {"999", "999", "999"},
    {"1000", "1.000", "1,000"},
    {"-1000", "-1.000", "-1,000"},
    {"-999.00", "-999,00", "-999.00"},
    {"1234567.125", "1.234.567,125", "1,234,567.125"},
    {"0.000001", "0,000001", "0.000001"},
    {"123456789012345678.5", "123.456.789.012.345.678,5",
     "123,456,789,012,345,678.5"},
};

START_TEST(decimals)
{
    struct dec d = dec_of(numbers[_i].plain);
    ck_str(show_dec(arena, LANG_FR, d), numbers[_i].belgian);
    ck_str(show_dec(arena, LANG_NL, d), numbers[_i].belgian);
    ck_str(show_dec(arena, LANG_EN, d), numbers[_i].english);
}
END_TEST

START_TEST(integers)
{
    ck_str(show_int(arena, LANG_FR, 0), "0");
    ck_str(show_int(arena, LANG_NL, 1234), "1.234");
    ck_str(show_int(arena, LANG_EN, -123456), "-123,456");
    ck_str(show_int(arena, LANG_FR, INT64_MIN), "-9.223.372.036.854.775.808");
}
END_TEST

START_TEST(dates)
{
    struct date d = {2022, 7, 17}, first = {2024, 2, 1};
    ck_str(show_date(arena, LANG_FR, d), "17/07/2022");
    ck_str(show_date(arena, LANG_NL, d), "17/07/2022");
    ck_str(show_date(arena, LANG_EN, d), "17/07/2022");
    ck_str(show_date_long(arena, LANG_FR, d), "17 juillet 2022");
    ck_str(show_date_long(arena, LANG_NL, d), "17 juli 2022");
    ck_str(show_date_long(arena, LANG_EN, d), "17 July 2022");
    ck_str(show_date_long(arena, LANG_FR, first), "1er février 2024");
    ck_str(show_date_long(arena, LANG_NL, first), "1 februari 2024");
    ck_str(show_date_long(arena, LANG_EN, first), "1 February 2024");
}
END_TEST

/* Summer and winter in Brussels, and the day that ends two hours early. */
START_TEST(instants)
{
    struct instant summer = {1658047320}, winter = {1704067199};
    ck_str(show_instant(arena, LANG_FR, summer), "17/07/2022 10:42");
    ck_str(show_time(arena, summer), "10:42");
    ck_str(show_instant(arena, LANG_NL, winter), "01/01/2024 00:59");
}
END_TEST

static const struct {
    const char *plain, *fr, *nl, *en;
} periods[] = {
    {"2025", "2025", "2025", "2025"},
    {"2025-S1", "1er semestre 2025", "1e semester 2025", "1st half of 2025"},
    {"2025-S2", "2e semestre 2025", "2e semester 2025", "2nd half of 2025"},
    {"2025-Q1", "1er trimestre 2025", "1e kwartaal 2025",
     "1st quarter of 2025"},
    {"2025-Q3", "3e trimestre 2025", "3e kwartaal 2025", "3rd quarter of 2025"},
    {"2025-Q4", "4e trimestre 2025", "4e kwartaal 2025", "4th quarter of 2025"},
    {"2025-01", "janvier 2025", "januari 2025", "January 2025"},
    {"2025-08", "août 2025", "augustus 2025", "August 2025"},
    {"2025-12", "décembre 2025", "december 2025", "December 2025"},
};

START_TEST(period)
{
    struct period p;
    ck_assert_int_eq(period_parse(str_of(periods[_i].plain), &p), OK);
    ck_str(show_period(arena, LANG_FR, p), periods[_i].fr);
    ck_str(show_period(arena, LANG_NL, p), periods[_i].nl);
    ck_str(show_period(arena, LANG_EN, p), periods[_i].en);
}
END_TEST

START_TEST(not_given)
{
    ck_assert(!str_given(show_dec(arena, LANG_FR, DEC_NONE)));
    ck_assert(!str_given(show_date(arena, LANG_FR, DATE_NONE)));
    ck_assert(!str_given(show_date_long(arena, LANG_FR, DATE_NONE)));
    ck_assert(!str_given(show_time(arena, (struct instant){0})));
    ck_assert(!str_given(show_instant(arena, LANG_FR, (struct instant){0})));
    ck_assert(!str_given(show_period(arena, LANG_FR, (struct period){0})));
}
END_TEST

static const struct {
    enum lang lang;
    const char *fr, *nl, *text, *said;
    bool other;
} both[] = {
    {LANG_FR, "oui", "ja", "oui", "fr", false},
    {LANG_NL, "oui", "ja", "ja", "nl", false},
    {LANG_EN, "oui", "ja", "oui", "fr", true},
    {LANG_FR, NULL, "ja", "ja", "nl", true},
    {LANG_NL, "oui", "", "oui", "fr", true},
    {LANG_EN, "", "ja", "ja", "nl", true},
};

START_TEST(said)
{
    struct said s =
        said_in(both[_i].lang, str_of(both[_i].fr), str_of(both[_i].nl));
    ck_str(s.text, both[_i].text);
    ck_str(s.lang, both[_i].said);
    ck_assert_int_eq(s.other, both[_i].other);
}
END_TEST

START_TEST(said_in_none)
{
    struct said s = said_in(LANG_NL, S(""), STR_NONE);
    ck_assert(!str_given(s.text));
    ck_assert(!str_given(s.lang));
    ck_assert(!s.other);
}
END_TEST

START_TEST(languages)
{
    enum lang lang = LANG_EN;
    ck_assert_str_eq(lang_code(LANG_NL), "nl");
    ck_assert_int_eq(lang_parse(S("fr"), &lang), OK);
    ck_assert_int_eq(lang, LANG_FR);
    ck_assert_int_eq(lang_parse(S("FR"), &lang), ERR_INPUT);
    ck_assert_int_eq(lang_parse(S("de"), &lang), ERR_INPUT);
    ck_assert_int_eq(lang_parse(STR_NONE, &lang), ERR_INPUT);
}
END_TEST

TCase *formats(void)
{
    TCase *tests = tcase_create("formats");
    tcase_add_loop_test(tests, decimals, 0, sizeof(numbers) / sizeof(*numbers));
    tcase_add_test(tests, integers);
    tcase_add_test(tests, dates);
    tcase_add_test(tests, instants);
    tcase_add_loop_test(tests, period, 0, sizeof(periods) / sizeof(*periods));
    tcase_add_test(tests, not_given);
    tcase_add_loop_test(tests, said, 0, sizeof(both) / sizeof(*both));
    tcase_add_test(tests, said_in_none);
    tcase_add_test(tests, languages);
    return tests;
}
