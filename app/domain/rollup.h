/* Achievement and its roll-up along the plan's tree: rule 1 of DOMAIN section
 * 3. Pure; exact, and rounded half away from zero once. */
#ifndef DOMAIN_ROLLUP_H
#define DOMAIN_ROLLUP_H

#include "domain/status.h"

#define ROLLUP_RULE     1 /* stored with every frozen figure */
#define ROLLUP_DECIMALS 1 /* of every mean and coverage */
#define ROLLUP_ROOT     SIZE_MAX

/* An item or an indicator; children may stand before or after their parent.
 * An indicator's parent is its item, a sub-indicator's its indicator. */
struct rollup_node {
    int64_t id;    /* the caller's */
    size_t parent; /* index, or ROLLUP_ROOT */
    bool indicator;
    bool measured; /* can be reported on: every indicator, some items */
    bool excluded; /* not applicable, reported elsewhere, moved */
    enum measure_type type;
    enum direction direction;
    struct dec value; /* an item's typed result is a percentage */
    struct dec baseline;
    struct dec target; /* of the period, else the indicator's */
    struct dec weight;
};

enum rollup_warning {
    ROLLUP_UNWEIGHTED = 1,   /* no sibling below has a weight */
    ROLLUP_SOME_WEIGHTS = 2, /* some have none and weigh 0 */
    ROLLUP_NOT_100 = 4,      /* they do not total 100 */
    ROLLUP_NEGATIVE = 8,     /* a negative weight weighs 0 */
};

struct rollup_value {
    bool empty;          /* nothing below can be reported on, or excluded */
    bool typed;          /* value is the node's own; computed stands beside */
    struct dec value;    /* what goes up, 0 to 100; not set: no mean shown */
    struct dec computed; /* from what is below; not set: none shown */
    struct dec coverage; /* percent of the weight below (100 when typed) */
    unsigned warnings;   /* enum rollup_warning bits, of what is below it */
};

enum rollup_absence {
    ROLLUP_MISSING,      /* no result yet */
    ROLLUP_NOT_AVERAGED, /* textual, keep, no target, down without baseline */
    ROLLUP_LOW_COVERAGE, /* a parent whose coverage is under the minimum */
    ROLLUP_EXCLUDED,     /* not applicable: not missing, not incomplete */
};

struct rollup_left_out {
    size_t node;
    enum rollup_absence why;
};

struct rollup {
    struct rollup_value plan;     /* of the roots together */
    struct rollup_value *values;  /* one per node */
    struct rollup_left_out *left; /* in the order of the nodes */
    size_t left_count;
};

/* minimum: percent of the weight a mean needs; not set: 50. All memory is of
 * the arena. A node whose parents form a circle is not reached. */
struct rollup rollup_compute(struct arena *a, const struct rollup_node *nodes,
                             size_t count, struct dec minimum);

/* 0 to 100 with six decimals; not set when not averaged or without value. */
struct dec achievement(struct arena *a, const struct rollup_node *node);

#endif
