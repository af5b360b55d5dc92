#include "parts.h"

#include "core/period.h"

static struct period period(const char *text)
{
    struct period p;

    ck_assert_msg(period_parse(str_of(text), &p) == OK, "%s", text);
    return p;
}

START_TEST(bounds)
{
    static const struct {
        const char *period, *first, *last, *before;
    } rows[] = {
        {"2024", "2024-01-01", "2024-12-31", "2023"},
        {"2024-S1", "2024-01-01", "2024-06-30", "2023-S2"},
        {"2024-S2", "2024-07-01", "2024-12-31", "2024-S1"},
        {"2024-Q1", "2024-01-01", "2024-03-31", "2023-Q4"},
        {"2024-Q2", "2024-04-01", "2024-06-30", "2024-Q1"},
        {"2024-Q3", "2024-07-01", "2024-09-30", "2024-Q2"},
        {"2024-Q4", "2024-10-01", "2024-12-31", "2024-Q3"},
        {"2024-01", "2024-01-01", "2024-01-31", "2023-12"},
        {"2024-02", "2024-02-01", "2024-02-29", "2024-01"},
        {"2023-02", "2023-02-01", "2023-02-28", "2023-01"},
        {"2024-12", "2024-12-01", "2024-12-31", "2024-11"},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        struct period p = period(rows[i].period);

        ck_assert_text(period_text(memory, p), rows[i].period);
        ck_assert_text(date_text(memory, period_first(p)), rows[i].first);
        ck_assert_text(date_text(memory, period_last(p)), rows[i].last);
        ck_assert_text(period_text(memory, period_before(p)), rows[i].before);
    }
}
END_TEST

START_TEST(refused)
{
    static const char *const bad[] = {
        "24",      "0999",    "20245",   "2024-",    "2024-S0", "2024-S3",
        "2024-Q0", "2024-Q5", "2024-00", "2024-13",  "2024-1",  "2024-S",
        "2024-s1", "2024-q1", "2024S1",  "2024-011", " 2024",   "2024 ",
        "-024",    "2024--1", "2024-S-", "2024-T1",  "abcd",    "2024-1a",
    };
    struct period p;

    for (int i = 0; i < LENGTH(bad); i++) {
        ck_assert_msg(period_parse(str_of(bad[i]), &p) == ERR_INPUT, "%s",
                      bad[i]);
        ck_assert_int_eq(p.kind, PERIOD_NONE);
    }
}
END_TEST

START_TEST(none)
{
    struct period p, year = period("2024");

    ck_assert_int_eq(period_parse(S(""), &p), OK);
    ck_assert_int_eq(p.kind, PERIOD_NONE);
    ck_assert(!str_given(period_text(memory, p)));
    ck_assert(!date_given(period_first(p)) && !date_given(period_last(p)));
    ck_assert(!period_within(p, year) && !period_within(year, p));
    ck_assert(!period_within(p, p));
    ck_assert_int_eq(period_before(p).kind, PERIOD_NONE);
    ck_assert_int_eq(period_of(DATE_NONE, PERIOD_YEAR).kind, PERIOD_NONE);
}
END_TEST

START_TEST(contains)
{
    ck_assert(period_within(period("2024-Q2"), period("2024-S1")));
    ck_assert(!period_within(period("2024-Q2"), period("2024-S2")));
    ck_assert(period_within(period("2024-06"), period("2024-Q2")));
    ck_assert(!period_within(period("2024-07"), period("2024-Q2")));
    ck_assert(period_within(period("2024"), period("2024")));
    ck_assert(!period_within(period("2024"), period("2024-S1")));
    ck_assert(!period_within(period("2023-12"), period("2024")));
}
END_TEST

START_TEST(of_a_day)
{
    static const struct {
        struct date day;
        const char *half, *quarter, *month;
    } rows[] = {
        {{2024, 1, 1}, "2024-S1", "2024-Q1", "2024-01"},
        {{2024, 3, 31}, "2024-S1", "2024-Q1", "2024-03"},
        {{2024, 4, 1}, "2024-S1", "2024-Q2", "2024-04"},
        {{2024, 6, 30}, "2024-S1", "2024-Q2", "2024-06"},
        {{2024, 7, 1}, "2024-S2", "2024-Q3", "2024-07"},
        {{2024, 12, 31}, "2024-S2", "2024-Q4", "2024-12"},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        struct date d = rows[i].day;

        ck_assert_text(period_text(memory, period_of(d, PERIOD_YEAR)), "2024");
        ck_assert_text(period_text(memory, period_of(d, PERIOD_HALF)),
                       rows[i].half);
        ck_assert_text(period_text(memory, period_of(d, PERIOD_QUARTER)),
                       rows[i].quarter);
        ck_assert_text(period_text(memory, period_of(d, PERIOD_MONTH)),
                       rows[i].month);
        ck_assert_int_eq(period_of(d, PERIOD_NONE).kind, PERIOD_NONE);
    }
}
END_TEST

START_TEST(order)
{
    static const char *const sorted[] = {
        "2023-12", "2024-01", "2024-Q1", "2024-03", "2024",
        "2024-S2", "2024-Q4", "2024-12", "2025-01",
    };

    for (int i = 0; i < LENGTH(sorted); i++) {
        ck_assert_int_eq(period_cmp(period(sorted[i]), period(sorted[i])), 0);
        for (int k = i + 1; k < LENGTH(sorted); k++) {
            ck_assert_int_lt(period_cmp(period(sorted[i]), period(sorted[k])),
                             0);
            ck_assert_int_gt(period_cmp(period(sorted[k]), period(sorted[i])),
                             0);
        }
    }
}
END_TEST

TCase *period_cases(void)
{
    TCase *c = with_memory("period");

    tcase_add_test(c, bounds);
    tcase_add_test(c, refused);
    tcase_add_test(c, none);
    tcase_add_test(c, contains);
    tcase_add_test(c, of_a_day);
    tcase_add_test(c, order);
    return c;
}
