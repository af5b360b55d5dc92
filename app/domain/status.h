/* The status of a value against its thresholds (DOMAIN section 3). Pure. */
#ifndef DOMAIN_STATUS_H
#define DOMAIN_STATUS_H

#include "core/num.h"

enum status {
    STATUS_NONE,
    STATUS_NOT_ACHIEVED,
    STATUS_PARTIAL,
    STATUS_ACHIEVED,
};

enum threshold_op { OP_NONE, OP_LE, OP_LT, OP_GE, OP_GT };
enum direction { DIRECTION_NONE, DIRECTION_UP, DIRECTION_DOWN, DIRECTION_KEEP };

enum measure_type {
    TYPE_NONE, /* an item's own result: a number without a declared type */
    TYPE_PERCENTAGE,
    TYPE_COUNT,
    TYPE_AMOUNT,
    TYPE_LEVEL,
    TYPE_YES_NO, /* 1 and 0 */
    TYPE_DATE,   /* days since 1970-01-01 */
    TYPE_RATIO,
    TYPE_LABEL,
    TYPE_NARRATIVE,
};

/* As stored: an absent threshold is not set, an absent operator OP_NONE. Items
 * have no direction: theirs are read as up unless both operators point down. */
struct thresholds {
    struct dec red;
    struct dec green;
    enum threshold_op red_op;
    enum threshold_op green_op;
    enum direction direction;
};

enum status_warning {
    STATUS_MIXED_OPERATORS = 1, /* the operators do not point the same way */
    STATUS_SATISFIES_BOTH = 2,  /* this value is red and green at once */
    STATUS_RED_BEYOND_GREEN = 4 /* red above green; below it for down */
};

struct judgement {
    enum status status;
    unsigned warnings; /* enum status_warning bits */
};

/* Stored operators decide; the direction supplies only absent ones (keep and
 * none read as up). No status without a value or without both thresholds. */
struct judgement status_judge(struct dec value, const struct thresholds *t);

/* The operators that judge, absent ones supplied. */
enum threshold_op status_red_op(const struct thresholds *t);
enum threshold_op status_green_op(const struct thresholds *t);

/* What can be said of the thresholds alone: never SATISFIES_BOTH. */
unsigned status_warnings(const struct thresholds *t);

bool type_textual(enum measure_type type); /* label, narrative */

/* The words of the database and of workbooks; none or unknown gives NONE. */
enum status status_parse(struct str word); /* "achieved" "partial" ... */
enum threshold_op op_parse(struct str word);
enum direction direction_parse(struct str word);
enum measure_type type_parse(struct str word);
struct str status_word(enum status s);   /* STATUS_NONE: not given */
struct str op_sign(enum threshold_op o); /* as printed: ≤ < ≥ > */

#endif
