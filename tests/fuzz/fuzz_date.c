/* Dates, instants and periods: what is read exists and prints back. */
#include "core/date.h"
#include "core/period.h"

#include "fuzz.h"

static void date_holds(struct arena *a, struct date d)
{
    struct date again;

    if (!date_given(d))
        return;
    HOLDS(date_valid(d.year, d.month, d.day));
    HOLDS(date_cmp(date_from_days(date_days(d)), d) == 0);
    HOLDS(date_parse(date_text(a, d), &again) == OK);
    HOLDS(date_cmp(again, d) == 0);
    for (unsigned kind = PERIOD_YEAR; kind <= PERIOD_MONTH; kind++) {
        struct period p = period_of(d, (enum period_kind)kind);

        HOLDS(date_cmp(period_first(p), d) <= 0);
        HOLDS(date_cmp(period_last(p), d) >= 0);
    }
}

FUZZ(date)
{
    struct arena *a = arena_new((size_t)1 << 20, NULL);
    struct str s = fuzz_text(data, size);
    struct date d;
    struct instant t;
    struct period p;
    int seconds;

    if (date_parse_typed(s, &d) == OK)
        date_holds(a, d);
    if (instant_parse(s, &t) == OK && t.s) {
        bool sql = s.n == 19;

        HOLDS(str_eq(sql ? instant_sql(a, t) : instant_text(a, t), s));
        brussels_date(t, &seconds);
        HOLDS(seconds >= 0 && seconds < 86400);
    }
    if (period_parse(s, &p) == OK && p.kind) {
        HOLDS(str_eq(period_text(a, p), s));
        HOLDS(period_cmp(period_before(p), p) < 0);
        date_holds(a, period_last(p));
    }
    arena_free(a);
    return 0;
}
