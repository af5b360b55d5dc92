/* Which edition of a plan judges a period, and what changed while it ran
 * (DOMAIN section 3). Pure. */
#ifndef DOMAIN_JUDGE_H
#define DOMAIN_JUDGE_H

#include "core/period.h"
#include "domain/status.h"

/* An edition as stored. Approved editions without effective_on are in force
 * from the beginning. */
struct edition_dates {
    int64_t edition;
    bool approved;
    struct date effective_on;
};

/* The approved edition with the highest number in force on that day; -1:
 * none. Editions may stand in any order. */
ptrdiff_t judge_in_force(const struct edition_dates *editions, size_t count,
                         struct date on);

/* Index of the edition that judges a period: in force on its last day; else
 * the first approved one, else the draft. -1: the plan has no edition. */
ptrdiff_t judge_edition(const struct edition_dates *editions, size_t count,
                        struct period period);

/* What a measure was in one edition. */
struct definition {
    int64_t edition;
    struct date effective_on;
    struct thresholds thresholds;
    struct dec baseline;
    struct dec target;
    struct dec weight;
    struct str text_fr; /* wording and unit in one, as the caller joins them */
    struct str text_nl;
};

enum definition_change {
    CHANGED_RED = 1, /* threshold or operator */
    CHANGED_GREEN = 2,
    CHANGED_TARGET = 4, /* target or baseline */
    CHANGED_WEIGHT = 8,
    CHANGED_WORDING = 16,
};

/* enum definition_change bits; 0: the same. */
unsigned definition_diff(const struct definition *x,
                         const struct definition *y);

/* One change since the period began: both definitions, the status of the value
 * under each. */
struct definition_step {
    const struct definition *old;
    const struct definition *new;
    unsigned changes;
    enum status old_status;
    enum status new_status;
};

/* Definitions of one measure, of approved editions, by ascending number.
 * Steps that took effect after the period's first day, later ones included:
 * results are entered when the next letter may already be in force. */
size_t judge_steps(struct arena *a, const struct definition *definitions,
                   size_t count, struct period period, struct dec value,
                   struct definition_step **out);

#endif
