#include "domain/obligation.h"

#include "core/period.h"

enum { SOON_DAYS = OBLIGATION_SOON_DAYS, MOST = 20000 };

/* -- building a list ------------------------------------------------------- */

struct builder {
    struct arena *a;
    const struct rule *rule;
    const struct rule_terms *terms;
    struct obligation *rows;
    size_t count;
    size_t room;
};

static void add(struct builder *b, struct obligation o)
{
    if (b->count == MOST)
        return;
    if (b->count == b->room) {
        struct obligation *old = b->rows;

        b->room = b->room ? 2 * b->room : 16;
        b->rows = NEW_N(b->a, struct obligation, b->room);
        for (size_t i = 0; i < b->count; i++)
            b->rows[i] = old[i];
    }
    b->rows[b->count++] = o;
}

static void add_undated(struct builder *b, struct str key)
{
    add(b, (struct obligation){
               .key = key,
               .first = b->terms->starts_on,
               .last = b->terms->ends_on,
           });
}

static struct date earlier(struct date x, struct date y)
{
    if (!date_given(x) || !date_given(y))
        return date_given(x) ? x : y;
    return date_cmp(x, y) < 0 ? x : y;
}

/* -- dates ----------------------------------------------------------------- */

struct date rule_anchor_date(enum rule_anchor anchor,
                             const struct rule_terms *t)
{
    switch (anchor) {
    case ANCHOR_NONE:
        break;
    case ANCHOR_START:
        return t->starts_on;
    case ANCHOR_MID:
        return t->mid_on;
    case ANCHOR_END:
        return t->ends_on;
    case ANCHOR_CLOSED:
        return t->closed_on;
    case ANCHOR_NEXT_PLAN:
        return t->next_plan_on;
    }
    return DATE_NONE;
}

static struct date shifted(struct date d, const struct rule *r)
{
    int n = (int)(r->side == SIDE_BEFORE ? -r->shift : r->shift);

    switch (r->unit) {
    case UNIT_NONE:
        break;
    case UNIT_DAY:
        return date_add_days(d, n);
    case UNIT_WEEK:
        return date_add_days(d, (int64_t)n * 7);
    case UNIT_MONTH:
        return date_add_months(d, n);
    case UNIT_YEAR:
        return date_add_months(d, n * 12);
    }
    return d;
}

/* When something that refers to that day is due; none: nobody said. */
static struct date due_from(struct date d, const struct rule *r)
{
    if (!date_given(d) || r->side == SIDE_NONE)
        return d;
    if (r->shift)
        return shifted(d, r);
    return r->side == SIDE_BEFORE ? date_add_days(d, -1) : DATE_NONE;
}

/* Around a day: before it the window runs from the plan's start, after it from
 * the day that follows. */
static struct obligation around(const struct builder *b, struct str key,
                                struct date d)
{
    struct date due = due_from(d, b->rule);
    bool after = b->rule->side == SIDE_AFTER;

    return (struct obligation){
        .key = key,
        .first = after ? date_add_days(d, 1) : b->terms->starts_on,
        .last = due,
        .due_on = due,
    };
}

static void add_relative(struct builder *b)
{
    struct date d = rule_anchor_date(b->rule->anchor, b->terms);
    struct str key = rule_anchor_name(b->rule->anchor);

    if (date_given(d))
        add(b, around(b, key, d));
    else
        add_undated(b, key);
}

static void add_events(struct builder *b)
{
    for (size_t i = 0; i < b->terms->event_count; i++) {
        const struct rule_event *e = &b->terms->events[i];
        struct str key = str_printf(b->a, "on:%.*s", STR_ARG(e->key));

        if (date_given(e->on))
            add(b, around(b, key, e->on));
        else
            add_undated(b, key);
    }
}

/* An empty calendar is not on time: nobody knows when. An empty register of
 * occurrences is: nothing happened yet. */
static void add_calendar(struct builder *b)
{
    if (b->terms->event_count == 0)
        add_undated(b, S("calendar"));
    add_events(b);
}

static bool runs_then(const struct rule_terms *t, const struct rule_event *e)
{
    return (!date_given(t->starts_on) || date_cmp(e->on, t->starts_on) >= 0) &&
           (!date_given(t->ends_on) || date_cmp(e->first, t->ends_on) <= 0);
}

static void add_continuous(struct builder *b)
{
    for (size_t i = 0; i < b->terms->event_count; i++) {
        const struct rule_event *e = &b->terms->events[i];

        if (runs_then(b->terms, e))
            add(b, (struct obligation){
                       .key = str_printf(b->a, "in:%.*s", STR_ARG(e->key)),
                       .first = e->first,
                       .last = e->on,
                       .continuous = true,
                   });
    }
}

static void add_evaluation(struct builder *b, struct str key, struct date on)
{
    add(b, (struct obligation){
               .key = key,
               .first = b->terms->starts_on,
               .last = on,
               .due_on = on,
           });
}

/* -- recurring ------------------------------------------------------------- */

static int months_of(enum rule_per per)
{
    switch (per) {
    case PER_NONE:
        break;
    case PER_MONTH:
        return 1;
    case PER_QUARTER:
        return 3;
    case PER_HALF:
        return 6;
    case PER_YEAR:
        return 12;
    }
    return 12;
}

static enum period_kind kind_of(enum rule_per per)
{
    switch (per) {
    case PER_MONTH:
        return PERIOD_MONTH;
    case PER_QUARTER:
        return PERIOD_QUARTER;
    case PER_HALF:
        return PERIOD_HALF;
    case PER_NONE:
    case PER_YEAR:
        break;
    }
    return PERIOD_YEAR;
}

/* A period in full, and its name. */
struct window {
    struct date first;
    struct date last;
    struct str name;
};

/* The i-th from the start. Mandate years are counted from the first day each
 * time: a plan that begins on 29 February has its years begin on 28 February
 * where there is no other, and on the 29th again in a leap year. */
static struct window window_at(const struct builder *b, int i)
{
    int months = months_of(b->rule->per);
    struct date start = b->terms->starts_on;

    if (b->terms->mandate_years && b->rule->per != PER_MONTH) {
        int parts = 12 / months;
        struct window w = {
            date_add_months(start, i * months),
            date_add_days(date_add_months(start, (i + 1) * months), -1),
            str_printf(b->a, "Y%d", i / parts + 1),
        };

        if (parts > 1)
            w.name = str_printf(b->a, "Y%d-%d", i / parts + 1, i % parts + 1);
        return w;
    }
    struct period p = period_of(start, kind_of(b->rule->per));

    p = period_of(date_add_months(period_first(p), i * months),
                  kind_of(b->rule->per));
    return (struct window){period_first(p), period_last(p),
                           period_text(b->a, p)};
}

/* The day in the window's last month that the rule names, else its end. */
static struct date day_in(const struct window *w, int64_t day)
{
    struct date d = w->last;
    uint8_t length = date_month_length(d.year, d.month);

    if (day == 0)
        return d;
    d.day = day > length ? length : (uint8_t)day;
    return d;
}

static void add_window(struct builder *b, const struct window *w)
{
    const struct rule_terms *t = b->terms;
    struct date due = day_in(w, b->rule->day);
    bool early = date_cmp(w->first, t->starts_on) < 0;
    bool late = date_given(t->ends_on) && date_cmp(w->last, t->ends_on) > 0;
    int64_t n = b->rule->n_min ? b->rule->n_min : 1;

    if (date_cmp(due, t->starts_on) < 0) /* its day was over at the start */
        return;
    for (int64_t k = 1; k <= n; k++)
        add(b, (struct obligation){
                   .key = str_printf(b->a, "%.*s/%lld", STR_ARG(w->name),
                                     (long long)k),
                   .first = early ? t->starts_on : w->first,
                   .last = late ? t->ends_on : w->last,
                   .due_on = earlier(due, t->ends_on),
                   .partial = early || late,
               });
}

static void add_recurring(struct builder *b)
{
    const struct rule_terms *t = b->terms;
    struct date until = date_given(t->ends_on) ? t->ends_on : t->until;
    struct window w;

    if (!date_given(t->starts_on)) {
        add_undated(b, S("each"));
        return;
    }
    for (int i = 0; b->count < MOST; i++) {
        w = window_at(b, i);
        if (!date_given(w.last) || date_cmp(w.first, until) > 0)
            return;
        add_window(b, &w);
    }
}

size_t obligations_of(struct arena *a, const struct rule *rule,
                      const struct rule_terms *terms, struct obligation **out)
{
    struct builder b = {.a = a, .rule = rule, .terms = terms};
    enum rule_kind kind =
        rule_check(rule) == RULE_WHOLE ? rule->kind : RULE_NONE;

    switch (kind) {
    case RULE_NONE:
        break;
    case RULE_CONTINUOUS:
        add_continuous(&b);
        break;
    case RULE_DATE:
        add_evaluation(&b, S("date"), rule_date_due(rule));
        break;
    case RULE_RECURRING:
        add_recurring(&b);
        break;
    case RULE_RELATIVE:
        add_relative(&b);
        break;
    case RULE_CALENDAR:
        add_calendar(&b);
        break;
    case RULE_OCCURRENCE:
        add_events(&b);
        break;
    case RULE_CONDITIONAL:
        if (terms->evaluated_midway)
            add_evaluation(&b, S("mid_evaluation"), terms->mid_on);
        add_evaluation(&b, S("end_evaluation"), terms->ends_on);
        break;
    }
    *out = b.rows;
    return b.count;
}

/* -- state ----------------------------------------------------------------- */

static bool is_soon(const struct obligation_facts *o, struct date today)
{
    int64_t left = date_days(o->due_on) - date_days(today);
    int64_t soon = SOON_DAYS;

    if (date_given(o->first)) {
        int64_t window = date_days(o->due_on) - date_days(o->first) + 1;

        if (window < (int64_t)2 * SOON_DAYS)
            soon = window / 2;
    }
    return left <= soon;
}

enum obligation_state obligation_state(const struct obligation_facts *o,
                                       struct date today)
{
    bool dated = date_given(o->due_on);

    if (o->waived)
        return OBLIGATION_WAIVED;
    if (o->not_applicable)
        return OBLIGATION_NOT_APPLICABLE;
    if (date_given(o->met_on) && date_cmp(o->met_on, today) <= 0) {
        bool late =
            !o->continuous && dated && date_cmp(o->met_on, o->due_on) > 0;
        return late ? OBLIGATION_MET_LATE : OBLIGATION_MET;
    }
    if (o->continuous)
        return OBLIGATION_UPDATE;
    if (!dated)
        return OBLIGATION_NOT_DATED;
    if (date_cmp(today, o->due_on) > 0)
        return OBLIGATION_OVERDUE;
    return is_soon(o, today) ? OBLIGATION_DUE_SOON : OBLIGATION_OPEN;
}

static const char *const states[OBLIGATION_STATES] = {
    "not_dated", "open",     "update",         "due_soon", "overdue",
    "met",       "met_late", "not_applicable", "waived",
};

struct str obligation_state_name(enum obligation_state s)
{
    return s < OBLIGATION_STATES ? str_of(states[s]) : STR_NONE;
}

enum obligation_state obligation_state_parse(struct str s)
{
    for (unsigned i = 0; i < OBLIGATION_STATES; i++)
        if (str_is(s, states[i]))
            return (enum obligation_state)i;
    return OBLIGATION_STATES;
}
