#include "core/period.h"

#define PERIOD_EMPTY ((struct period){0, PERIOD_NONE, 0})

/* How many of that kind a year has; 0: not a kind. */
static int per_year(unsigned kind)
{
    static const int counts[] = {
        [PERIOD_NONE] = 0,    [PERIOD_YEAR] = 1,   [PERIOD_HALF] = 2,
        [PERIOD_QUARTER] = 4, [PERIOD_MONTH] = 12,
    };

    return kind < sizeof counts / sizeof *counts ? counts[kind] : 0;
}

/* The kind and number in what follows the year: "", "-S1", "-Q4", "-09". */
static enum err part_parse(struct str s, struct period *p)
{
    int64_t n = 1;

    p->kind = PERIOD_YEAR;
    if (s.n == 3 && s.p[0] == '-') {
        bool half = s.p[1] == 'S', quarter = s.p[1] == 'Q';

        p->kind = half ? PERIOD_HALF : quarter ? PERIOD_QUARTER : PERIOD_MONTH;
        TRY(str_int(str_sub(s, half || quarter ? 2 : 1, 2), &n));
    } else if (s.n != 0) {
        return ERR_INPUT;
    }
    if (n < 1 || n > per_year(p->kind))
        return ERR_INPUT;
    p->n = (uint8_t)n;
    return OK;
}

enum err period_parse(struct str s, struct period *out)
{
    struct period p = PERIOD_EMPTY;
    int64_t year;

    *out = PERIOD_EMPTY;
    if (str_empty(s))
        return OK;
    TRY(str_int(str_sub(s, 0, 4), &year));
    if (year < 1000)
        return ERR_INPUT;
    p.year = (int16_t)year;
    TRY(part_parse(str_sub(s, 4, s.n), &p));
    *out = p;
    return OK;
}

struct str period_text(struct arena *a, struct period p)
{
    switch ((enum period_kind)p.kind) {
    case PERIOD_YEAR:
        return str_printf(a, "%04d", p.year);
    case PERIOD_HALF:
        return str_printf(a, "%04d-S%d", p.year, p.n);
    case PERIOD_QUARTER:
        return str_printf(a, "%04d-Q%d", p.year, p.n);
    case PERIOD_MONTH:
        return str_printf(a, "%04d-%02d", p.year, p.n);
    case PERIOD_NONE:
        break;
    }
    return STR_NONE;
}

struct date period_first(struct period p)
{
    int count = per_year(p.kind);

    if (count == 0)
        return DATE_NONE;
    return (struct date){p.year, (uint8_t)((p.n - 1) * (12 / count) + 1), 1};
}

struct date period_last(struct period p)
{
    int count = per_year(p.kind), month;

    if (count == 0)
        return DATE_NONE;
    month = p.n * (12 / count);
    return (struct date){p.year, (uint8_t)month,
                         date_month_length(p.year, month)};
}

bool period_within(struct period inner, struct period outer)
{
    return inner.kind != PERIOD_NONE && outer.kind != PERIOD_NONE &&
           date_cmp(period_first(inner), period_first(outer)) >= 0 &&
           date_cmp(period_last(inner), period_last(outer)) <= 0;
}

struct period period_before(struct period p)
{
    if (p.kind == PERIOD_NONE)
        return p;
    if (p.n > 1)
        return (struct period){p.year, p.kind, (uint8_t)(p.n - 1)};
    return (struct period){(int16_t)(p.year - 1), p.kind,
                           (uint8_t)per_year(p.kind)};
}

struct period period_of(struct date d, enum period_kind kind)
{
    int count = per_year(kind);

    if (count == 0 || !date_given(d))
        return PERIOD_EMPTY;
    return (struct period){d.year, (uint8_t)kind,
                           (uint8_t)((d.month - 1) / (12 / count) + 1)};
}

int period_cmp(struct period a, struct period b)
{
    int order = date_cmp(period_last(a), period_last(b));

    return order ? order : date_cmp(period_first(a), period_first(b));
}
