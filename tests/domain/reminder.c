/* Reminders: when, what, whom; both clock changes, year ends, leap day. */
#include "domain/reminder.h"

#include "parts.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

static const struct reminder_rules rules = {7, 14};

/* A year of hourly runs, asked as the job asks: how many digests each day. */
static void run_a_year(const struct reminder_wish *wish, const char *from,
                       int (*count)[366])
{
    struct date first = day(from), last = DATE_NONE;
    int64_t start = date_days(first) * DAY;

    for (int64_t s = start - DAY; s < start + 367 * DAY; s += HOUR) {
        int second;
        struct date today = brussels_date((struct instant){s}, &second);
        int64_t at = date_days(today) - date_days(first);
        if (!reminder_digest_due(wish, last, today, second))
            continue;
        last = today;
        if (at >= 0 && at < 366)
            (*count)[at]++;
    }
}

/* 2024 has a leap day; each hour, also the one that is left out on the last
 * Sunday of March and the one that comes twice on the last of October. */
START_TEST(one_digest_a_day_at_any_hour)
{
    struct reminder_wish wish = reminder_wish_default();
    int count[366] = {0};

    wish.hour = _i;
    run_a_year(&wish, "2024-01-01", &count);
    for (int i = 0; i < 366; i++)
        ck_assert_msg(count[i] == 1, "hour %d, day %d: %d", _i, i, count[i]);
}
END_TEST

START_TEST(one_digest_a_week)
{
    struct reminder_wish wish = reminder_wish_default();
    int count[366] = {0};

    wish.pace = DIGEST_WEEKLY;
    wish.weekday = _i;
    wish.hour = 2;
    run_a_year(&wish, "2026-01-01", &count);
    for (int i = 7; i < 366; i++) {
        struct date d = date_add_days(day("2026-01-01"), i);
        ck_assert_int_eq(count[i], date_weekday(d) == _i);
    }
}
END_TEST

START_TEST(the_hour_of_the_clock_change)
{
    struct reminder_wish wish = reminder_wish_default();
    int second;
    struct date today, eve = day("2026-03-28");

    wish.hour = 2; /* does not exist on that day */
    today = brussels_date((struct instant){1774745999}, &second); /* 01:59:59 */
    ck_assert(!reminder_digest_due(&wish, eve, today, second));
    today = brussels_date((struct instant){1774746000}, &second); /* 03:00 */
    ck_assert_int_eq(second, 3 * HOUR);
    ck_assert(reminder_digest_due(&wish, eve, today, second));

    eve = day("2026-10-24"); /* 02:30 comes twice */
    today = brussels_date((struct instant){1792888200}, &second);
    ck_assert_int_eq(second, 2 * HOUR + HOUR / 2);
    ck_assert(reminder_digest_due(&wish, eve, today, second));
    today = brussels_date((struct instant){1792888200 + HOUR}, &second);
    ck_assert_int_eq(second, 2 * HOUR + HOUR / 2);
    ck_assert(!reminder_digest_due(&wish, today, today, second));
}
END_TEST

START_TEST(never_and_missed)
{
    struct reminder_wish wish = reminder_wish_default();
    struct date friday = day("2026-01-02");

    ck_assert(!reminder_digest_due(&wish, DATE_NONE, friday, 7 * HOUR - 1));
    ck_assert(reminder_digest_due(&wish, DATE_NONE, friday, 7 * HOUR));
    ck_assert(reminder_digest_due(&wish, day("2025-12-30"), friday, 0));
    ck_assert(!reminder_digest_due(&wish, friday, friday, 23 * HOUR));
    wish.pace = DIGEST_WEEKLY; /* Monday's was missed */
    ck_assert(reminder_digest_due(&wish, day("2025-12-22"), friday, 0));
    ck_assert(!reminder_digest_due(&wish, day("2025-12-29"), friday, 0));
    ck_assert(!reminder_digest_due(&wish, day("2025-12-30"), friday, 0));
    wish.pace = DIGEST_NEVER;
    ck_assert(!reminder_digest_due(&wish, DATE_NONE, friday, 23 * HOUR));
}
END_TEST

enum {
    DUE = 1 << REMINDER_DUE,
    OVERDUE = 1 << REMINDER_OVERDUE,
    ESCALATED = 1 << REMINDER_ESCALATED,
};

static const struct {
    const char *opens, *due, *last, *today;
    unsigned kinds;
} terms[] = {
    {"2026-12-01", "2027-01-31", "", "2027-01-23", 0},
    {"2026-12-01", "2027-01-31", "", "2027-01-24", DUE},
    {"2026-12-01", "2027-01-31", "", "2027-01-25", 0},
    {"2026-12-01", "2027-01-31", "", "2027-01-30", 0},
    {"2026-12-01", "2027-01-31", "", "2027-01-31", DUE},
    {"2026-12-01", "2027-01-31", "", "2027-02-01", OVERDUE},
    {"2026-12-01", "2027-01-31", "", "2027-02-02", 0},
    {"2026-12-01", "2027-01-31", "", "2027-02-08", OVERDUE},
    {"2026-12-01", "2027-01-31", "", "2027-02-14", ESCALATED},
    {"2026-12-01", "2027-01-31", "", "2027-02-15", OVERDUE},
    {"2026-12-01", "2027-01-31", "", "2027-02-21", ESCALATED},
    /* between two digests a week apart */
    {"2026-12-01", "2027-01-31", "2027-01-18", "2027-01-25", DUE},
    {"2026-12-01", "2027-01-31", "2027-01-25", "2027-02-01", OVERDUE},
    {"2026-12-01", "2027-01-31", "2027-02-08", "2027-02-15",
     OVERDUE | ESCALATED},
    /* opened late: said on the first day */
    {"2027-01-28", "2027-01-31", "2027-01-27", "2027-01-28", DUE},
    {"2027-01-28", "2027-01-31", "2027-01-26", "2027-01-27", 0},
    {"2027-01-28", "2027-01-31", "2027-01-28", "2027-01-29", 0},
    /* over the year's end and the leap day */
    {"2026-12-01", "2027-01-04", "", "2026-12-28", DUE},
    {"2027-12-01", "2028-02-29", "", "2028-02-22", DUE},
    {"2027-12-01", "2028-02-29", "", "2028-02-29", DUE},
    {"2027-12-01", "2028-02-29", "", "2028-03-01", OVERDUE},
    {"2027-12-01", "2028-02-29", "", "2028-03-14", ESCALATED},
    {"2027-12-01", "2028-03-01", "", "2028-02-23", DUE},
    {"2027-12-01", "", "", "2028-02-23", 0},
};

START_TEST(what_a_date_says)
{
    struct reminder_term term = {day(terms[_i].opens), day(terms[_i].due)};

    ck_assert_uint_eq(reminder_of_term(&rules, &term, day(terms[_i].last),
                                       day(terms[_i].today)),
                      terms[_i].kinds);
}
END_TEST

/* Whatever the days of the digests, nothing is left out. */
START_TEST(nothing_is_lost_between_two_digests)
{
    struct reminder_term term = {day("2026-12-01"), day("2027-01-31")};
    struct date last = day("2026-12-01");
    unsigned said = 0;

    for (int i = 0; i < 12; i++) {
        struct date today = date_add_days(last, _i);
        said |= reminder_of_term(&rules, &term, last, today);
        last = today;
        if (date_cmp(today, day("2027-02-28")) > 0)
            break;
    }
    ck_assert_uint_eq(said & OVERDUE, _i * 12 > 62 ? OVERDUE : 0);
}
END_TEST

START_TEST(what_waits_is_said_again_weekly)
{
    ck_assert(!reminder_again(DATE_NONE, DATE_NONE, day("2027-01-08")));
    ck_assert(!reminder_again(day("2027-01-01"), DATE_NONE, day("2027-01-07")));
    ck_assert(reminder_again(day("2027-01-01"), DATE_NONE, day("2027-01-08")));
    ck_assert(!reminder_again(day("2027-01-01"), DATE_NONE, day("2027-01-09")));
    ck_assert(reminder_again(day("2027-01-01"), day("2027-01-07"),
                             day("2027-01-10")));
    ck_assert(reminder_again(day("2027-01-01"), DATE_NONE, day("2027-01-15")));
}
END_TEST

static struct reminder_person person(int64_t id, int64_t depth,
                                     const char *login, const char *name)
{
    return (struct reminder_person){
        .account = id,
        .depth = depth,
        .login = str_of(login),
        .email = str_of(id == 1 ? "anne@example.org" : "other@example.org"),
        .name = str_of(name),
    };
}

static const struct {
    const char *responsible;
    const char *chosen;
} responsibles[] = {
    {NULL, "110"},
    {"", "110"},
    {"Somebody who left", "110"},
    {"anne", "100"},
    {"ANNE@example.org", "100"},
    {" Léa dubois ", "010"},
    {"Lea Dubois", "010"},
    {"Anne Staf; Max Haut", "101"},
    {"Max Haut / nobody", "001"},
};

START_TEST(the_one_responsible_else_the_nearest)
{
    struct reminder_person people[] = {
        person(1, 0, "anne", "Anne Staf"),
        person(2, 0, "lea", "Léa Dubois"),
        person(3, 1, "max", "Max Haut"),
    };
    struct arena *a = arena_new(1 << 16, NULL);
    bool chosen[3];

    reminder_entrants(a, people, 3, str_of(responsibles[_i].responsible),
                      chosen);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(chosen[i], responsibles[_i].chosen[i] == '1');
    arena_free(a);
}
END_TEST

START_TEST(the_nearest_director_but_the_holder)
{
    struct reminder_person people[] = {
        person(1, 0, "a", "A"),
        person(2, 1, "b", "B"),
        person(3, 2, "c", "C"),
    };
    bool chosen[3];

    reminder_superiors(people, 3, chosen);
    ck_assert(chosen[0] && !chosen[1] && !chosen[2]);
    people[0].holder = true;
    reminder_superiors(people, 3, chosen);
    ck_assert(!chosen[0] && chosen[1] && !chosen[2]);
    reminder_superiors(people, 1, chosen);
    ck_assert(chosen[0]);
    reminder_superiors(people, 0, chosen);
}
END_TEST

TCase *reminder_tests(void)
{
    TCase *tc = tcase_create("reminders");

    tcase_add_loop_test(tc, one_digest_a_day_at_any_hour, 0, 24);
    tcase_add_loop_test(tc, one_digest_a_week, 1, 8);
    tcase_add_test(tc, the_hour_of_the_clock_change);
    tcase_add_test(tc, never_and_missed);
    tcase_add_loop_test(tc, what_a_date_says, 0, sizeof terms / sizeof *terms);
    tcase_add_loop_test(tc, nothing_is_lost_between_two_digests, 1, 15);
    tcase_add_test(tc, what_waits_is_said_again_weekly);
    tcase_add_loop_test(tc, the_one_responsible_else_the_nearest, 0,
                        sizeof responsibles / sizeof *responsibles);
    tcase_add_test(tc, the_nearest_director_but_the_holder);
    return tc;
}
