/* What a rule obliges to and by which day, and how an obligation stands (DOMAIN
 * section 4). Pure: civil dates in, civil dates out. */
#ifndef DOMAIN_OBLIGATION_H
#define DOMAIN_OBLIGATION_H

#include "domain/rule.h"

/* A date of the rule's calendar, an occurrence of its register, or a campaign
 * (its period from first to on). */
struct rule_event {
    struct str key; /* lasting, ASCII, without the prefix it gets here */
    struct date on; /* none: known to come, not when */
    struct date first;
};

/* What the rule is read against; a date that is not known is none. */
struct rule_terms {
    struct date starts_on; /* of what carries the deadline */
    struct date mid_on;
    struct date ends_on;
    struct date closed_on;    /* of the project */
    struct date next_plan_on; /* signature of the next plan */
    struct date until;     /* without an end, how far periods are looked at */
    bool mandate_years;    /* years run from the start, not from January */
    bool evaluated_midway; /* it has a mid-mandate evaluation */
    const struct rule_event *events;
    size_t event_count;
};

/* key is the obligation's name within its rule: the same on every generation,
 * whatever moves. */
struct obligation {
    struct str key;
    struct date first; /* window: what is done in it counts for it */
    struct date last;
    struct date due_on; /* none: not dated */
    bool partial;       /* the window is cut by the plan's start or end */
    bool continuous;    /* due for an update, never overdue */
};

/* Into the arena, in the order of their windows; the number of them. A rule
 * that lacks something (rule_check) obliges to nothing. An anchor without a
 * date, a calendar without dates, a recurrence in a plan without a start: one
 * obligation, not dated. A side without a shift: before is due the day before,
 * after is not dated, as nobody said how long. */
size_t obligations_of(struct arena *a, const struct rule *rule,
                      const struct rule_terms *terms, struct obligation **out);

/* The day of the anchor in these terms; none: not dated. */
struct date rule_anchor_date(enum rule_anchor anchor,
                             const struct rule_terms *terms);

enum obligation_state {
    OBLIGATION_NOT_DATED,
    OBLIGATION_OPEN,
    OBLIGATION_UPDATE, /* continuous: due for an update */
    OBLIGATION_DUE_SOON,
    OBLIGATION_OVERDUE,
    OBLIGATION_MET,
    OBLIGATION_MET_LATE,
    OBLIGATION_NOT_APPLICABLE, /* with its reason */
    OBLIGATION_WAIVED,         /* with its reason */
    OBLIGATION_STATES,
};

enum { OBLIGATION_SOON_DAYS = 30 };

/* What is known about it. */
struct obligation_facts {
    struct date first;
    struct date due_on;
    bool continuous;
    struct date met_on;
    bool not_applicable;
    bool waived;
};

/* Soon: the last 30 days before the due day, or the last half of a window that
 * is shorter than 60. What was met after that day is not met on it. */
enum obligation_state obligation_state(const struct obligation_facts *o,
                                       struct date today);

/* A word for it: not_dated, open, update, due_soon, overdue, met, met_late,
 * not_applicable, waived. */
struct str obligation_state_name(enum obligation_state s);
enum obligation_state obligation_state_parse(struct str s); /* else STATES */

#endif
