#include "parts.h"

#include <time.h>

#include "core/date.h"

static struct date day(const char *text)
{
    struct date d;

    ck_assert_msg(date_parse(str_of(text), &d) == OK, "%s", text);
    return d;
}

START_TEST(existing_days)
{
    static const char *const good[] = {
        "2024-02-29", "2000-02-29", "2023-12-31", "1000-01-01", "9999-12-31",
    };
    static const char *const bad[] = {
        "2023-02-29",  "1900-02-29",  "2100-02-29", "2024-04-31", "2024-00-10",
        "2024-13-01",  "2024-01-00",  "2024-01-32", "0999-12-31", "0000-01-01",
        "2024-1-01",   "2024-01-1",   "24-01-01",   "2024/01/01", "20240101",
        " 2024-01-01", "2024-01-01 ", "2024-01-0a", "-024-01-01", "2024-+1-01",
        "10000-01-01",
    };
    struct date d = day("2024-01-01");

    for (int i = 0; i < LENGTH(good); i++)
        ck_assert_text(date_text(memory, day(good[i])), good[i]);
    for (int i = 0; i < LENGTH(bad); i++) {
        ck_assert_msg(date_parse(str_of(bad[i]), &d) == ERR_INPUT, "%s",
                      bad[i]);
        ck_assert(!date_given(d));
    }
    ck_assert_int_eq(date_parse(S(""), &d), OK);
    ck_assert(!date_given(d));
    ck_assert(!str_given(date_text(memory, DATE_NONE)));
}
END_TEST

START_TEST(typed_days)
{
    static const char *const good[][2] = {
        {"17/07/2022", "2022-07-17"},   {"1/9/2026", "2026-09-01"},
        {" 29/02/2024 ", "2024-02-29"}, {"2024-02-29", "2024-02-29"},
        {"01/12/2025", "2025-12-01"},
    };
    static const char *const bad[] = {
        "29/02/2023", "12/31/2024", "1/9/26",     "1/9",         "/9/2026",
        "1//2026",    "1/9/2026/1", "001/9/2026", "1-9-2026",    "1 9 2026",
        "1/9/02026",  "0/1/2024",   "a/b/cdef",   "1/9/2026\n2",
    };
    struct date d;

    for (int i = 0; i < LENGTH(good); i++) {
        ck_assert_int_eq(date_parse_typed(str_of(good[i][0]), &d), OK);
        ck_assert_text(date_text(memory, d), good[i][1]);
    }
    for (int i = 0; i < LENGTH(bad); i++) {
        ck_assert_msg(date_parse_typed(str_of(bad[i]), &d) == ERR_INPUT, "%s",
                      bad[i]);
        ck_assert(!date_given(d));
    }
    ck_assert_int_eq(date_parse_typed(S("  "), &d), OK);
    ck_assert(!date_given(d));
}
END_TEST

START_TEST(every_day_of_nine_thousand_years)
{
    struct date d = day("1000-01-01");
    int64_t days = date_days(d);
    int weekday = date_weekday(d);

    ck_assert_int_eq(date_days(day("1970-01-01")), 0);
    for (; date_given(d); days++, weekday = weekday % 7 + 1) {
        struct date next = date_from_days(days + 1);

        if (date_days(d) != days || date_weekday(d) != weekday ||
            !date_valid(d.year, d.month, d.day) ||
            (date_given(next) && date_cmp(d, next) >= 0))
            ck_abort_msg("%d-%d-%d", d.year, d.month, d.day);
        d = next;
    }
    ck_assert_int_eq(date_days(day("9999-12-31")), days - 1);
    ck_assert(!date_given(date_from_days(date_days(day("1000-01-01")) - 1)));
    ck_assert(!date_given(date_from_days(INT64_MAX)));
    ck_assert(!date_given(date_from_days(INT64_MIN)));
}
END_TEST

START_TEST(weekdays)
{
    ck_assert_int_eq(date_weekday(day("1970-01-01")), 4);
    ck_assert_int_eq(date_weekday(day("1969-12-31")), 3);
    ck_assert_int_eq(date_weekday(day("2024-02-29")), 4);
    ck_assert_int_eq(date_weekday(day("2026-11-22")), 7);
    ck_assert_int_eq(date_weekday(day("2026-11-23")), 1);
    ck_assert_int_eq(date_weekday(day("1900-01-01")), 1);
}
END_TEST

START_TEST(adds)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } rows[] = {
        {"2024-01-31", 1, "2024-02-29"},  {"2023-01-31", 1, "2023-02-28"},
        {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
        {"2024-12-15", 1, "2025-01-15"},  {"2024-01-15", -1, "2023-12-15"},
        {"2024-03-31", -1, "2024-02-29"}, {"2024-05-31", -18, "2022-11-30"},
        {"2024-05-31", 0, "2024-05-31"},
    };

    for (int i = 0; i < LENGTH(rows); i++)
        ck_assert_text(date_text(memory, date_add_months(day(rows[i].from),
                                                         rows[i].months)),
                       rows[i].to);
    ck_assert_text(date_text(memory, date_add_days(day("2024-02-28"), 2)),
                   "2024-03-01");
    ck_assert_text(date_text(memory, date_add_days(day("2025-01-01"), -1)),
                   "2024-12-31");
    ck_assert(!date_given(date_add_days(day("9999-12-31"), 1)));
    ck_assert(!date_given(date_add_days(day("2024-01-01"), INT64_MAX)));
    ck_assert(!date_given(date_add_months(day("9999-12-31"), 1)));
    ck_assert(!date_given(date_add_months(day("1000-01-01"), -1)));
    ck_assert(!date_given(date_add_months(day("2024-01-01"), INT32_MIN)));
    ck_assert(!date_given(date_add_days(DATE_NONE, 1)));
    ck_assert(!date_given(date_add_months(DATE_NONE, 24000)));
    ck_assert_int_eq(date_month_length(2024, 0), 0);
    ck_assert_int_eq(date_month_length(2024, 13), 0);
}
END_TEST

START_TEST(orders)
{
    ck_assert_int_lt(date_cmp(day("2023-12-31"), day("2024-01-01")), 0);
    ck_assert_int_gt(date_cmp(day("2024-02-01"), day("2024-01-31")), 0);
    ck_assert_int_gt(date_cmp(day("2024-02-02"), day("2024-02-01")), 0);
    ck_assert_int_eq(date_cmp(day("2024-02-02"), day("2024-02-02")), 0);
    ck_assert_int_lt(date_cmp(DATE_NONE, day("1000-01-01")), 0);
}
END_TEST

static struct instant at(const char *text)
{
    struct instant t;

    ck_assert_msg(instant_parse(str_of(text), &t) == OK, "%s", text);
    return t;
}

START_TEST(instants)
{
    static const char *const bad[] = {
        "2024-02-30T00:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29T00:60:00Z",
        "2024-02-29T00:00:60Z", "2024-02-29T00:00:00",  "2024-02-29 00:00:00Z",
        "2024-02-29",           "2024-02-29T00:00:0aZ", "2024-02-29T00-00-00Z",
        "2024-02-29T00:00:00+", "          T  :  :  Z",
    };
    struct instant t;

    ck_assert_int_eq(at("2024-02-29T12:34:56Z").s, 1709210096);
    ck_assert_int_eq(at("2024-02-29 12:34:56").s, 1709210096);
    ck_assert_int_eq(at("1969-12-31T23:59:59Z").s, -1);
    ck_assert_text(instant_text(memory, (struct instant){1709210096}),
                   "2024-02-29T12:34:56Z");
    ck_assert_text(instant_sql(memory, (struct instant){-1}),
                   "1969-12-31 23:59:59");
    ck_assert_text(instant_text(memory, at("2038-01-19T03:14:08Z")),
                   "2038-01-19T03:14:08Z");
    ck_assert(!str_given(instant_text(memory, (struct instant){0})));
    ck_assert(!str_given(instant_text(memory, (struct instant){INT64_MAX})));
    ck_assert_int_eq(instant_parse(S(""), &t), OK);
    ck_assert_int_eq(t.s, 0);
    for (int i = 0; i < LENGTH(bad); i++)
        ck_assert_msg(instant_parse(str_of(bad[i]), &t) == ERR_INPUT, "%s",
                      bad[i]);
    ck_assert_int_le(time(NULL) - instant_now().s, 1);
}
END_TEST

/* Both switches of a year, a second before and at; midnights on either side. */
START_TEST(brussels)
{
    static const struct {
        const char *utc, *date;
        int hour, minute, second;
    } rows[] = {
        {"2024-03-31T00:59:59Z", "2024-03-31", 1, 59, 59},
        {"2024-03-31T01:00:00Z", "2024-03-31", 3, 0, 0},
        {"2024-10-27T00:59:59Z", "2024-10-27", 2, 59, 59},
        {"2024-10-27T01:00:00Z", "2024-10-27", 2, 0, 0},
        {"2025-03-30T00:59:59Z", "2025-03-30", 1, 59, 59},
        {"2025-03-30T01:00:00Z", "2025-03-30", 3, 0, 0},
        {"2025-10-26T01:00:00Z", "2025-10-26", 2, 0, 0},
        {"2027-10-31T00:59:59Z", "2027-10-31", 2, 59, 59}, /* on the 31st */
        {"2027-10-31T01:00:00Z", "2027-10-31", 2, 0, 0},
        {"2024-07-15T21:59:59Z", "2024-07-15", 23, 59, 59},
        {"2024-07-15T22:00:00Z", "2024-07-16", 0, 0, 0},
        {"2024-01-15T22:59:59Z", "2024-01-15", 23, 59, 59},
        {"2024-01-15T23:00:00Z", "2024-01-16", 0, 0, 0},
        {"2024-12-31T23:00:00Z", "2025-01-01", 0, 0, 0},
        {"2024-12-31T22:59:59Z", "2024-12-31", 23, 59, 59},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        int seconds;
        struct date d = brussels_date(at(rows[i].utc), &seconds);

        ck_assert_text(date_text(memory, d), rows[i].date);
        ck_assert_int_eq(seconds, rows[i].hour * 3600 + rows[i].minute * 60 +
                                      rows[i].second);
    }
}
END_TEST

START_TEST(a_day_at_the_wall_clocks_time)
{
    static const struct {
        struct date day;
        const char *wall, *wanted;
    } rows[] = {
        {{2027, 1, 19}, "2026-11-22T00:20:00Z", "2027-01-19T00:20:00Z"},
        {{2027, 1, 19}, "2026-07-22T08:42:11Z", "2027-01-19T09:42:11Z"},
        {{2027, 7, 19}, "2026-11-22T08:42:11Z", "2027-07-19T07:42:11Z"},
        {{2027, 1, 19}, "2026-11-22T23:30:00Z", "2027-01-18T23:30:00Z"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        ck_assert_text(
            instant_text(memory, instant_on(rows[i].day, at(rows[i].wall))),
            rows[i].wanted);
}
END_TEST

TCase *date_cases(void)
{
    TCase *c = with_memory("date");

    tcase_set_timeout(c, 60);
    tcase_add_test(c, existing_days);
    tcase_add_test(c, typed_days);
    tcase_add_test(c, every_day_of_nine_thousand_years);
    tcase_add_test(c, weekdays);
    tcase_add_test(c, adds);
    tcase_add_test(c, orders);
    tcase_add_test(c, instants);
    tcase_add_test(c, brussels);
    tcase_add_test(c, a_day_at_the_wall_clocks_time);
    return c;
}
