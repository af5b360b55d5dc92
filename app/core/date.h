/* Civil dates and instants. Deadlines are civil dates in Europe/Brussels,
 * instants are UTC seconds. No libc time zone, no locale. */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include "core/str.h"

struct date {
    int16_t year; /* 0: not given */
    uint8_t month;
    uint8_t day;
};

struct instant {
    int64_t s; /* seconds since 1970-01-01T00:00:00Z; 0: not given */
};

#define DATE_NONE ((struct date){0, 0, 0})

bool date_given(struct date d);
bool date_valid(int year, int month, int day); /* years 1000 to 9999 */
int date_cmp(struct date a, struct date b);
int64_t date_days(struct date d);         /* since 1970-01-01 */
struct date date_from_days(int64_t days); /* none out of 1000 to 9999 */
struct date date_add_days(struct date d, int64_t days);
struct date date_add_months(struct date d, int months); /* day clamped */
uint8_t date_month_length(int year, int month);
int date_weekday(struct date d); /* 1 Monday to 7 Sunday */

/* YYYY-MM-DD exactly, an existing day; ERR_INPUT otherwise. Empty: OK, none. */
NODISCARD enum err date_parse(struct str s, struct date *out);
/* Also DD/MM/YYYY, as a person types it: spaces around, D and M of one digit.
 */
NODISCARD enum err date_parse_typed(struct str s, struct date *out);
struct str date_text(struct arena *a, struct date d); /* YYYY-MM-DD */

struct instant instant_now(void);
/* YYYY-MM-DDTHH:MM:SSZ, and with a space and no Z as SQL wants it. */
struct str instant_text(struct arena *a, struct instant t);
struct str instant_sql(struct arena *a, struct instant t);
/* Reads both; ERR_INPUT otherwise. Empty: OK, none. */
NODISCARD enum err instant_parse(struct str s, struct instant *out);

/* Wall clock in Brussels (EU rule: last Sundays of March and October, 01:00
 * UTC): the civil date, and seconds since its midnight. */
struct date brussels_date(struct instant t, int *seconds_of_day);
/* That civil date at the time of day the wall clock shows in Brussels. */
struct instant instant_on(struct date day, struct instant wall);
#endif
