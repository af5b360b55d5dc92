#include "core/date.h"

#include <stdlib.h>
#include <time.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

bool date_given(struct date d)
{
    return d.year != 0;
}

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

uint8_t date_month_length(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12)
        return 0;
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool date_valid(int year, int month, int day)
{
    return year >= 1000 && year <= 9999 && day >= 1 &&
           day <= date_month_length(year, month);
}

int date_cmp(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

/* Days before the first of January of that year, counted from 0001-01-01. */
static int64_t days_before_year(int64_t year)
{
    int64_t y = year - 1;

    return 365 * y + y / 4 - y / 100 + y / 400;
}

int64_t date_days(struct date d)
{
    int64_t days;

    days = days_before_year(d.year) - days_before_year(1970) + d.day - 1;
    for (int month = 1; month < d.month; month++)
        days += date_month_length(d.year, month);
    return days;
}

struct date date_from_days(int64_t days)
{
    const int64_t epoch = days_before_year(1970);
    int year, month = 1;

    if (days < days_before_year(1000) - epoch ||
        days >= days_before_year(10000) - epoch)
        return DATE_NONE;
    days += epoch;
    year = (int)(days / 366) + 1; /* never too late, few years too early */
    while (days_before_year(year + 1) <= days)
        year++;
    days -= days_before_year(year);
    while (days >= date_month_length(year, month))
        days -= date_month_length(year, month++);
    return (struct date){(int16_t)year, (uint8_t)month, (uint8_t)(days + 1)};
}

struct date date_add_days(struct date d, int64_t days)
{
    if (!date_given(d) || __builtin_add_overflow(date_days(d), days, &days))
        return DATE_NONE;
    return date_from_days(days);
}

struct date date_add_months(struct date d, int months)
{
    int64_t index = (int64_t)d.year * 12 + d.month - 1 + months;
    int64_t year = index / 12;
    int month = (int)(index % 12) + 1;
    uint8_t length;

    if (!date_given(d) || year < 1000 || year > 9999)
        return DATE_NONE;
    length = date_month_length((int)year, month);
    return (struct date){(int16_t)year, (uint8_t)month,
                         d.day < length ? d.day : length};
}

int date_weekday(struct date d)
{
    int64_t since_monday = (date_days(d) + 3) % 7; /* 1970-01-01: Thursday */

    return (int)(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

/* A number of exactly n digits; -1: it is not. */
static int number(struct str s, size_t at, size_t n)
{
    int value = 0;

    if (at + n > s.n)
        return -1;
    for (size_t i = at; i < at + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return -1;
        value = 10 * value + (s.p[i] - '0');
    }
    return value;
}

static enum err checked(int year, int month, int day, struct date *out)
{
    *out = DATE_NONE;
    if (!date_valid(year, month, day))
        return ERR_INPUT;
    *out = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return OK;
}

enum err date_parse(struct str s, struct date *out)
{
    *out = DATE_NONE;
    if (str_empty(s))
        return OK;
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
        return ERR_INPUT;
    return checked(number(s, 0, 4), number(s, 5, 2), number(s, 8, 2), out);
}

enum err date_parse_typed(struct str s, struct date *out)
{
    struct str rest = str_trim(s), day, month;

    if (str_find(rest, '/', 0) < 0)
        return date_parse(rest, out);
    *out = DATE_NONE;
    if (!str_cut(&rest, '/', &day) || !str_cut(&rest, '/', &month) ||
        day.n > 2 || month.n > 2 || rest.n != 4)
        return ERR_INPUT;
    return checked(number(rest, 0, 4), number(month, 0, month.n),
                   number(day, 0, day.n), out);
}

struct str date_text(struct arena *a, struct date d)
{
    if (!date_given(d))
        return STR_NONE;
    return str_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct instant instant_now(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        abort();
    return (struct instant){now.tv_sec};
}

/* Whole days before t, also before 1970. */
static int64_t day_of(int64_t seconds)
{
    return seconds / DAY - (seconds % DAY < 0);
}

static struct str print(struct arena *a, struct instant t, const char *between,
                        const char *after)
{
    int64_t day = day_of(t.s);
    int second = (int)(t.s - day * DAY);
    struct date d = date_from_days(day);

    if (t.s == 0 || !date_given(d))
        return STR_NONE;
    return str_printf(a, "%04d-%02d-%02d%s%02d:%02d:%02d%s", d.year, d.month,
                      d.day, between, second / HOUR, second / 60 % 60,
                      second % 60, after);
}

struct str instant_text(struct arena *a, struct instant t)
{
    return print(a, t, "T", "Z");
}

struct str instant_sql(struct arena *a, struct instant t)
{
    return print(a, t, " ", "");
}

enum err instant_parse(struct str s, struct instant *out)
{
    int hour = number(s, 11, 2), minute = number(s, 14, 2);
    int second = number(s, 17, 2);
    struct date d;

    *out = (struct instant){0};
    if (str_empty(s))
        return OK;
    if (!(s.n == 20 && s.p[10] == 'T' && s.p[19] == 'Z') &&
        !(s.n == 19 && s.p[10] == ' '))
        return ERR_INPUT;
    if (s.p[13] != ':' || s.p[16] != ':' || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59 || second < 0 || second > 59)
        return ERR_INPUT;
    TRY(date_parse(str_sub(s, 0, 10), &d));
    out->s = date_days(d) * DAY + hour * HOUR + minute * 60 + second;
    return OK;
}

/* 01:00 UTC on the last Sunday of a month that has 31 days. */
static int64_t switch_at(int year, int month)
{
    struct date last = {(int16_t)year, (uint8_t)month, 31};

    return (date_days(last) - date_weekday(last) % 7) * DAY + HOUR;
}

struct date brussels_date(struct instant t, int *seconds_of_day)
{
    int year = date_from_days(day_of(t.s)).year;
    bool summer =
        year && t.s >= switch_at(year, 3) && t.s < switch_at(year, 10);
    int64_t wall = t.s + (summer ? 2 : 1) * HOUR;
    int64_t day = day_of(wall);

    *seconds_of_day = (int)(wall - day * DAY);
    return date_from_days(day);
}

struct instant instant_on(struct date day, struct instant wall)
{
    int wanted, shown;

    (void)brussels_date(wall, &wanted);
    struct instant winter = {DAY * date_days(day) + wanted - HOUR};
    (void)brussels_date(winter, &shown);
    return shown == wanted ? winter : (struct instant){winter.s - HOUR};
}
