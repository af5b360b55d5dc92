#include "parts.h"

#include "core/num.h"

#define I128_MOST ((((i128)1 << 126) - 1) * 2 + 1)

START_TEST(reads_exactly)
{
    static const struct {
        const char *in, *text, *canonical;
    } rows[] = {
        {"0", "0", "0"},
        {"-0", "0", "0"},
        {"-0,00", "0.00", "0"},
        {"-1234.50", "-1234.50", "-1234.5"},
        {"1234,50", "1234.50", "1234.5"},
        {"1.234", "1.234", "1.234"},
        {"007", "7", "7"},
        {"100", "100", "100"},
        {"0.000001", "0.000001", "0.000001"},
        {"-0.10", "-0.10", "-0.1"},
        {"999999999999999999.999999", "999999999999999999.999999",
         "999999999999999999.999999"},
        {"-999999999999999999.999999", "-999999999999999999.999999",
         "-999999999999999999.999999"},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        struct dec d;

        ck_assert_int_eq(dec_parse(str_of(rows[i].in), &d), OK);
        ck_assert(d.set);
        ck_assert_text(dec_text(memory, d), rows[i].text);
        ck_assert_text(dec_canonical(memory, d), rows[i].canonical);
    }
}
END_TEST

START_TEST(refuses)
{
    static const char *const bad[] = {
        "-",         ".",
        ",",         "5.",
        ".5",        "-.5",
        "+5",        " 5",
        "5 ",        "1 000",
        "1.000,5",   "1,000.5",
        "1.2.3",     "1e3",
        "0x1",       "NaN",
        "inf",       "--1",
        "1-",        "½",
        "\u22125",   "1000000000000000000",
        "0.0000001", "1.0000000",
    };
    struct dec d = dec_int(5);

    for (int i = 0; i < LENGTH(bad); i++) {
        ck_assert_msg(dec_parse(str_of(bad[i]), &d) == ERR_INPUT, "%s", bad[i]);
        ck_assert(!d.set);
    }
    ck_assert_int_eq(dec_parse(S("5\0"), &d), ERR_INPUT);
    ck_assert_int_eq(dec_parse(S(""), &d), OK);
    ck_assert(!d.set);
    ck_assert_int_eq(dec_parse(STR_NONE, &d), OK);
    ck_assert(!d.set);
    ck_assert(!str_given(dec_text(memory, DEC_NONE)));
    ck_assert(!str_given(dec_canonical(memory, DEC_NONE)));
}
END_TEST

START_TEST(reads_what_people_type)
{
    static const struct {
        const char *in, *text;
    } rows[] = {
        {"12", "12"},
        {" 12,5 ", "12.5"},
        {"1 234,5", "1234.5"},
        {"1\u00a0234,5", "1234.5"},
        {"1\u202f234\u202f567,25", "1234567.25"},
        {"\u00a012\u00a0", "12"},
        {"1.234,5", "1234.5"},
        {"1,234.5", "1234.5"},
        {"1.234.567", "1234567"},
        {"1,234,567", "1234567"},
        {"1 234", "1234"},
        {"-1.234.567,89", "-1234567.89"},
        {"\u22125,5", "-5.5"},
        {"1 234,567", "1234.567"},
        {"1.234,567", "1234.567"},
        {"0.125", "0.125"},
        {"1234.567", "1234.567"},
        {"1.23", "1.23"},
        {"1.2345", "1.2345"},
        {"0,000001", "0.000001"},
        {"999.999.999.999.999.999,999999", "999999999999999999.999999"},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        struct dec d, other;
        enum err e = dec_parse_typed(str_of(rows[i].in), &d, &other);

        ck_assert_msg(e == OK, "%s gives %d", rows[i].in, (int)e);
        ck_assert_text(dec_text(memory, d), rows[i].text);
        ck_assert(!other.set);
    }
}
END_TEST

START_TEST(offers_both_readings)
{
    static const struct {
        const char *in, *decimal, *thousands;
    } rows[] = {
        {"1.234", "1.234", "1234"},    {"1,234", "1.234", "1234"},
        {"12.345", "12.345", "12345"}, {"999,000", "999.000", "999000"},
        {"-1.234", "-1.234", "-1234"}, {" 1.234\u00a0", "1.234", "1234"},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        struct dec d, other;

        ck_assert_int_eq(dec_parse_typed(str_of(rows[i].in), &d, &other),
                         ERR_CONFLICT);
        ck_assert_text(dec_text(memory, d), rows[i].decimal);
        ck_assert_text(dec_text(memory, other), rows[i].thousands);
    }
}
END_TEST

START_TEST(refuses_odd_typing)
{
    static const char *const bad[] = {
        "-",
        "5.",
        ".5",
        "1 23",
        "12 34,5",
        "1 2345",
        "1.23.456",
        "1.234.56",
        "1,234,56",
        "1 234 56",
        "1.234 5",
        "1.234.567.",
        "1..234",
        "1  234",
        "- 5",
        "5 %",
        "1234 567",
        "0 123,5",
        "1 234.567,8",
        "1,234 567",
        "12a",
        "1'234",
        "1.234,567,8",
        "1e3",
        "0.0000001",
        "1 000 000 000 000 000 000",
        "1111111111111111111111111111111111111111111111111111111111111111",
        "11111111111111111111111111111111111111111111111111111111111111111",
    };
    struct dec d = dec_int(1), other = dec_int(1);

    for (int i = 0; i < LENGTH(bad); i++) {
        ck_assert_msg(dec_parse_typed(str_of(bad[i]), &d, &other) == ERR_INPUT,
                      "%s", bad[i]);
        ck_assert(!d.set && !other.set);
    }
    ck_assert_int_eq(dec_parse_typed(S("  \u00a0"), &d, &other), OK);
    ck_assert(!d.set);
}
END_TEST

START_TEST(rounds_half_away_from_zero)
{
    static const struct {
        const char *in;
        uint8_t decimals;
        const char *text;
    } rows[] = {
        {"2.5", 0, "3"},
        {"-2.5", 0, "-3"},
        {"2.4", 0, "2"},
        {"-2.4", 0, "-2"},
        {"0.5", 0, "1"},
        {"-0.5", 0, "-1"},
        {"-0.4", 0, "0"},
        {"1.005", 2, "1.01"},
        {"-1.005", 2, "-1.01"},
        {"1.0049", 2, "1.00"},
        {"1.004999", 2, "1.00"},
        {"99.995", 2, "100.00"},
        {"12", 2, "12.00"},
        {"0.000001", 6, "0.000001"},
        {"0.000001", 9, "0.000001"},
        {"999999999999999999.5", 0, "1000000000000000000"},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        struct dec d;

        ck_assert_int_eq(dec_parse(str_of(rows[i].in), &d), OK);
        ck_assert_text(dec_text(memory, dec_round(d, rows[i].decimals)),
                       rows[i].text);
    }
    ck_assert(!dec_round(DEC_NONE, 2).set);
}
END_TEST

START_TEST(divides)
{
    static const struct {
        i128 numerator, denominator;
        uint8_t decimals;
        const char *text;
    } rows[] = {
        {10 * DEC_ONE, 4, 1, "2.5"},
        {10 * DEC_ONE, 3, 2, "3.33"},
        {-10 * DEC_ONE, 3, 2, "-3.33"},
        {10 * DEC_ONE, -3, 2, "-3.33"},
        {-20 * DEC_ONE, -3, 2, "6.67"},
        {DEC_ONE, 2, 0, "1"},
        {-DEC_ONE, 2, 0, "-1"},
        {0, 7, 3, "0.000"},
        {2, 3, 6, "0.000001"},
        {1, 3, 6, "0.000000"},
        {7 * DEC_ONE, 7 * DEC_ONE, 6, "0.000001"},
    };

    for (int i = 0; i < LENGTH(rows); i++)
        ck_assert_text(
            dec_text(memory, dec_ratio(rows[i].numerator, rows[i].denominator,
                                       rows[i].decimals)),
            rows[i].text);
    ck_assert(!dec_ratio(1, 0, 2).set);
}
END_TEST

START_TEST(stays_within_128_bits)
{
    struct dec d = dec_ratio(I128_MOST, 1, 6);

    ck_assert(d.set && d.micro == I128_MOST);
    ck_assert_text(dec_text(memory, d),
                   "170141183460469231731687303715884.105727");
    d = dec_ratio(-I128_MOST - 1, 1, 6);
    ck_assert_text(dec_text(memory, d),
                   "-170141183460469231731687303715884.105728");
    ck_assert_text(dec_canonical(memory, d),
                   "-170141183460469231731687303715884.105728");
    ck_assert(!dec_ratio(-I128_MOST - 1, -1, 6).set);
    ck_assert(!dec_ratio(1, -I128_MOST - 1, 6).set);
    ck_assert(!dec_ratio(1, I128_MOST, 0).set);
    ck_assert_text(dec_text(memory, dec_ratio(I128_MOST, I128_MOST, 6)),
                   "0.000001");
    ck_assert_text(dec_text(memory, dec_ratio(-I128_MOST, I128_MOST, 6)),
                   "-0.000001");
    ck_assert_text(dec_text(memory, dec_int(INT64_MIN)),
                   "-9223372036854775808");
}
END_TEST

START_TEST(compares)
{
    struct dec a, b;

    ck_assert_int_eq(dec_parse(S("1.50"), &a), OK);
    ck_assert_int_eq(dec_parse(S("1,5"), &b), OK);
    ck_assert_int_eq(dec_cmp(a, b), 0);
    ck_assert_int_lt(dec_cmp(dec_int(-2), dec_int(1)), 0);
    ck_assert_int_gt(dec_cmp(a, dec_int(1)), 0);
}
END_TEST

TCase *num_cases(void)
{
    TCase *c = with_memory("num");

    tcase_add_test(c, reads_exactly);
    tcase_add_test(c, refuses);
    tcase_add_test(c, reads_what_people_type);
    tcase_add_test(c, offers_both_readings);
    tcase_add_test(c, refuses_odd_typing);
    tcase_add_test(c, rounds_half_away_from_zero);
    tcase_add_test(c, divides);
    tcase_add_test(c, stays_within_128_bits);
    tcase_add_test(c, compares);
    return c;
}
