#include "document/rule_words.h"

#include <string.h>

static struct str counted(struct arena *a, enum lang lang, const char *one,
                          const char *many, int64_t n)
{
    struct str text = tr_n(lang, one, many, n);
    struct str number = show_int(a, lang, n);

    return tr_fill(a, lang, str_z(a, text), &number, 1);
}

/* -- pieces ---------------------------------------------------------------- */

static struct str anchor_text(enum lang lang, enum rule_anchor anchor)
{
    switch (anchor) {
    case ANCHOR_NONE:
        break;
    case ANCHOR_START:
        return tr(lang, N_("the start of the mandate"));
    case ANCHOR_MID:
        return tr(lang, N_("the mid-mandate evaluation"));
    case ANCHOR_END:
        return tr(lang, N_("the end of the mandate"));
    case ANCHOR_CLOSED:
        return tr(lang, N_("the closing of the project"));
    case ANCHOR_NEXT_PLAN:
        return tr(lang, N_("the signature of the next plan"));
    }
    return STR_NONE;
}

static struct str shift_text(struct arena *a, enum lang lang,
                             const struct rule *r)
{
    switch (r->unit) {
    case UNIT_NONE:
        break;
    case UNIT_DAY:
        return counted(a, lang, N_("{0} day"), N_("{0} days"), r->shift);
    case UNIT_WEEK:
        return counted(a, lang, N_("{0} week"), N_("{0} weeks"), r->shift);
    case UNIT_MONTH:
        return counted(a, lang, N_("{0} month"), N_("{0} months"), r->shift);
    case UNIT_YEAR:
        return counted(a, lang, N_("{0} year"), N_("{0} years"), r->shift);
    }
    return STR_NONE;
}

/* When something is due that refers to an event. */
static struct str around(struct arena *a, enum lang lang, const struct rule *r,
                         struct str event)
{
    if (r->side == SIDE_NONE)
        return TR(a, lang, N_("on this day: {0}"), event);
    if (r->side == SIDE_BEFORE && r->shift)
        return TR(a, lang, N_("at the latest {0} before {1}"),
                  shift_text(a, lang, r), event);
    if (r->side == SIDE_BEFORE)
        return TR(a, lang, N_("before {0}"), event);
    if (r->shift)
        return TR(a, lang, N_("within {0} after {1}"), shift_text(a, lang, r),
                  event);
    return TR(a, lang, N_("after {0}; how long after is not said: not dated"),
              event);
}

static struct str often_text(struct arena *a, enum lang lang,
                             const struct rule *r, bool mandate_years)
{
    int64_t n = r->n_min ? r->n_min : 1;

    switch (r->per) {
    case PER_NONE:
        break;
    case PER_MONTH:
        return counted(a, lang, N_("at least once a month"),
                       N_("at least {0} times a month"), n);
    case PER_QUARTER:
        return counted(a, lang, N_("at least once a quarter"),
                       N_("at least {0} times a quarter"), n);
    case PER_HALF:
        return counted(a, lang, N_("at least once every half-year"),
                       N_("at least {0} times every half-year"), n);
    case PER_YEAR:
        if (mandate_years)
            return counted(a, lang, N_("at least once in each mandate year"),
                           N_("at least {0} times in each mandate year"), n);
        return counted(a, lang, N_("at least once in each calendar year"),
                       N_("at least {0} times in each calendar year"), n);
    }
    return STR_NONE;
}

static struct str recurring_text(struct arena *a, enum lang lang,
                                 const struct rule *r, bool mandate_years)
{
    struct str often = often_text(a, lang, r, mandate_years);
    struct str day = show_int(a, lang, r->day);

    if (r->day == 0)
        return TR(a, lang, N_("{0}, by the last day of that period"), often);
    if (r->per == PER_MONTH)
        return TR(a, lang, N_("{0}, by day {1} of the month"), often, day);
    return TR(a, lang, N_("{0}, by day {1} of the last month of that period"),
              often, day);
}

static struct str date_said(struct arena *a, enum lang lang,
                            const struct rule *r)
{
    struct str due = show_date(a, lang, rule_date_due(r));

    if (r->precision == PRECISION_M)
        return TR(a, lang, N_("in {0}: by {1} at the latest"),
                  show_period(a, lang, period_of(r->due_on, PERIOD_MONTH)),
                  due);
    if (r->precision == PRECISION_Y)
        return TR(a, lang, N_("in {0}: by {1} at the latest"),
                  show_period(a, lang, period_of(r->due_on, PERIOD_YEAR)), due);
    return TR(a, lang, N_("by {0} at the latest"), due);
}

static struct str conditional_text(struct arena *a, enum lang lang,
                                   struct str condition)
{
    if (str_empty(condition))
        return tr(lang, N_("when the case arises: at each evaluation a result, "
                           "or “not applicable” with its reason"));
    return TR(a, lang,
              N_("when the case arises (“{0}”): at each evaluation a result, "
                 "or “not applicable” with its reason"),
              condition);
}

struct str rule_sentence(struct arena *a, enum lang lang, const struct rule *r,
                         bool mandate_years, struct str condition)
{
    enum rule_kind kind = rule_check(r) == RULE_WHOLE ? r->kind : RULE_NONE;

    switch (kind) {
    case RULE_NONE:
        break;
    case RULE_CONTINUOUS:
        return tr(lang, N_("all the time: due for an update in every campaign, "
                           "never overdue"));
    case RULE_DATE:
        return date_said(a, lang, r);
    case RULE_RECURRING:
        return recurring_text(a, lang, r, mandate_years);
    case RULE_RELATIVE:
        return around(a, lang, r, anchor_text(lang, r->anchor));
    case RULE_CALENDAR:
        return around(
            a, lang, r,
            TR(a, lang, N_("each date of the calendar “{0}”"), r->calendar));
    case RULE_OCCURRENCE:
        return around(a, lang, r,
                      tr(lang, N_("each occurrence in the register")));
    case RULE_CONDITIONAL:
        return conditional_text(a, lang, condition);
    }
    return tr(lang, N_("not read yet"));
}

/* -- faults ---------------------------------------------------------------- */

static const struct {
    const char *text;
    const char *field;
} faults[] = {
    [RULE_WHOLE] = {NULL, NULL},
    [RULE_LACKS_KIND] = {N_("Choose the kind of rule."), "kind"},
    [RULE_LACKS_DATE] = {N_("Give the date, or any day of the month or year "
                            "meant."),
                         "date"},
    [RULE_LACKS_PER] = {N_("Say how often: per month, quarter, half-year or "
                           "year."),
                        "per"},
    [RULE_BAD_COUNT] = {N_("Times per period: 1 to 366."), "n_min"},
    [RULE_BAD_DAY] = {N_("Day of the month: 1 to 31, or empty for the last "
                         "day."),
                      "day"},
    [RULE_LACKS_ANCHOR] = {N_("Choose the moment it refers to."), "anchor"},
    [RULE_BAD_SHIFT] = {N_("A term is a number with its unit, before or "
                           "after."),
                        "offset"},
    [RULE_LACKS_CALENDAR] = {N_("Name the calendar."), "calendar"},
};

struct str rule_fault_text(enum lang lang, enum rule_fault fault)
{
    return faults[fault].text ? tr(lang, faults[fault].text) : STR_NONE;
}

const char *rule_fault_field(enum rule_fault fault)
{
    return faults[fault].field;
}

/* -- states ---------------------------------------------------------------- */

static const struct {
    const char *shape; /* a chip's */
    const char *word;
} states[OBLIGATION_STATES] = {
    [OBLIGATION_NOT_DATED] = {"none", N_("not dated")},
    [OBLIGATION_OPEN] = {"open", N_("open")},
    [OBLIGATION_UPDATE] = {"open", N_("due for an update")},
    [OBLIGATION_DUE_SOON] = {"partial", N_("due soon")},
    [OBLIGATION_OVERDUE] = {"late", N_("overdue")},
    [OBLIGATION_MET] = {"achieved", N_("met")},
    [OBLIGATION_MET_LATE] = {"partial", N_("met late")},
    [OBLIGATION_NOT_APPLICABLE] = {"none", N_("not applicable")},
    [OBLIGATION_WAIVED] = {"none", N_("waived")},
};

struct mark obligation_mark(enum lang lang, enum obligation_state state)
{
    return (struct mark){str_of(states[state].shape),
                         tr(lang, states[state].word)};
}

/* -- choices --------------------------------------------------------------- */

static const struct field choice_fields[] = {
    FIELD(struct rule_choice, value),
    FIELD(struct rule_choice, word),
    FIELD(struct rule_choice, chosen),
};
const struct shape rule_choice_shape = SHAPE(struct rule_choice, choice_fields);

static const struct {
    const char *field;
    const char *value;
    const char *word;
} choices[] = {
    {"kind", "continuous", N_("continuous")},
    {"kind", "date", N_("date")},
    {"kind", "recurring", N_("recurring")},
    {"kind", "relative", N_("relative")},
    {"kind", "calendar", N_("calendar")},
    {"kind", "occurrence", N_("per occurrence")},
    {"kind", "conditional", N_("conditional")},
    {"precision", "D", N_("that day")},
    {"precision", "M", N_("that month")},
    {"precision", "Y", N_("that year")},
    {"per", "month", N_("month")},
    {"per", "quarter", N_("quarter")},
    {"per", "half_year", N_("half-year")},
    {"per", "year", N_("year")},
    {"anchor", "mandate_start", N_("the start of the mandate")},
    {"anchor", "mid_evaluation", N_("the mid-mandate evaluation")},
    {"anchor", "mandate_end", N_("the end of the mandate")},
    {"anchor", "project_closed", N_("the closing of the project")},
    {"anchor", "next_plan_signed", N_("the signature of the next plan")},
    {"offset_unit", "day", N_("days")},
    {"offset_unit", "week", N_("weeks")},
    {"offset_unit", "month", N_("months")},
    {"offset_unit", "year", N_("years")},
    {"before_after", "before", N_("before")},
    {"before_after", "after", N_("after")},
};

struct list rule_choices(struct arena *a, enum lang lang, const char *field,
                         struct str chosen)
{
    enum { ALL = sizeof choices / sizeof *choices };
    struct rule_choice *rows = NEW_N(a, struct rule_choice, ALL);
    struct list out = {rows, 0, &rule_choice_shape};

    for (size_t i = 0; i < ALL; i++)
        if (strcmp(choices[i].field, field) == 0)
            rows[out.count++] = (struct rule_choice){
                str_of(choices[i].value),
                tr(lang, choices[i].word),
                str_is(chosen, choices[i].value),
            };
    return out;
}
