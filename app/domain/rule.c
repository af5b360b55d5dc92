#include "domain/rule.h"

static const char *const kinds[] = {
    NULL,       "continuous", "date",       "recurring",
    "relative", "calendar",   "occurrence", "conditional",
};
static const char *const precisions[] = {NULL, "D", "M", "Y"};
static const char *const pers[] = {NULL, "month", "quarter", "half_year",
                                   "year"};
static const char *const anchors[] = {
    NULL,          "mandate_start",  "mid_evaluation",
    "mandate_end", "project_closed", "next_plan_signed",
};
static const char *const units[] = {NULL, "day", "week", "month", "year"};
static const char *const sides[] = {NULL, "before", "after"};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static unsigned find(const char *const *names, size_t count, struct str s)
{
    for (size_t i = 1; i < count; i++)
        if (str_is(s, names[i]))
            return (unsigned)i;
    return 0;
}

enum rule_kind rule_kind_parse(struct str s)
{
    return (enum rule_kind)find(kinds, COUNT(kinds), s);
}

enum rule_precision rule_precision_parse(struct str s)
{
    return (enum rule_precision)find(precisions, COUNT(precisions), s);
}

enum rule_per rule_per_parse(struct str s)
{
    return (enum rule_per)find(pers, COUNT(pers), s);
}

enum rule_anchor rule_anchor_parse(struct str s)
{
    return (enum rule_anchor)find(anchors, COUNT(anchors), s);
}

enum rule_unit rule_unit_parse(struct str s)
{
    if (s.n > 1 && str_ends(s, S("s")))
        s = str_sub(s, 0, s.n - 1);
    return (enum rule_unit)find(units, COUNT(units), s);
}

enum rule_side rule_side_parse(struct str s)
{
    return (enum rule_side)find(sides, COUNT(sides), s);
}

struct str rule_kind_name(enum rule_kind k)
{
    return str_of(kinds[k]);
}

struct str rule_precision_name(enum rule_precision p)
{
    return str_of(precisions[p]);
}

struct str rule_per_name(enum rule_per p)
{
    return str_of(pers[p]);
}

struct str rule_anchor_name(enum rule_anchor a)
{
    return str_of(anchors[a]);
}

struct str rule_unit_name(enum rule_unit u)
{
    return str_of(units[u]);
}

struct str rule_side_name(enum rule_side s)
{
    return str_of(sides[s]);
}

static enum rule_fault check_shift(const struct rule *r)
{
    bool whole =
        r->shift >= 0 && r->shift <= RULE_SHIFT_MOST &&
        (r->shift == 0 || (r->unit != UNIT_NONE && r->side != SIDE_NONE));

    return whole ? RULE_WHOLE : RULE_BAD_SHIFT;
}

static enum rule_fault check_recurring(const struct rule *r)
{
    if (r->per == PER_NONE)
        return RULE_LACKS_PER;
    if (r->n_min < 0 || r->n_min > RULE_N_MOST)
        return RULE_BAD_COUNT;
    if (r->day < 0 || r->day > 31)
        return RULE_BAD_DAY;
    return RULE_WHOLE;
}

enum rule_fault rule_check(const struct rule *r)
{
    switch (r->kind) {
    case RULE_NONE:
        return RULE_LACKS_KIND;
    case RULE_CONTINUOUS:
    case RULE_CONDITIONAL:
        return RULE_WHOLE;
    case RULE_DATE:
        return date_given(r->due_on) ? RULE_WHOLE : RULE_LACKS_DATE;
    case RULE_RECURRING:
        return check_recurring(r);
    case RULE_RELATIVE:
        return r->anchor == ANCHOR_NONE ? RULE_LACKS_ANCHOR : check_shift(r);
    case RULE_CALENDAR:
        return str_empty(r->calendar) ? RULE_LACKS_CALENDAR : check_shift(r);
    case RULE_OCCURRENCE:
        return check_shift(r);
    }
    return RULE_LACKS_KIND;
}

struct rule rule_plain(const struct rule *r)
{
    struct rule out = {.kind = r->kind};

    if (r->kind == RULE_DATE) {
        out.due_on = r->due_on;
        out.precision =
            r->precision == PRECISION_NONE ? PRECISION_D : r->precision;
    }
    if (r->kind == RULE_RECURRING) {
        out.per = r->per;
        out.n_min = r->n_min ? r->n_min : 1;
        out.day = r->day;
    }
    if (r->kind == RULE_RELATIVE)
        out.anchor = r->anchor;
    if (r->kind == RULE_CALENDAR)
        out.calendar = r->calendar;
    if (r->kind == RULE_RELATIVE || r->kind == RULE_CALENDAR ||
        r->kind == RULE_OCCURRENCE) {
        out.side = r->side;
        out.shift = r->shift;
        out.unit = r->shift ? r->unit : UNIT_NONE;
    }
    return out;
}

struct date rule_date_due(const struct rule *r)
{
    struct date d = r->due_on;

    if (!date_given(d))
        return d;
    if (r->precision == PRECISION_Y)
        d.month = 12;
    if (r->precision == PRECISION_Y || r->precision == PRECISION_M)
        d.day = date_month_length(d.year, d.month);
    return d;
}
