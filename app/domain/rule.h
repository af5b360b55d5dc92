/* What a deadline was read as (DOMAIN section 4, DEADLINES): the rule's fields
 * as INTERCHANGE's sheet has them. Pure. */
#ifndef DOMAIN_RULE_H
#define DOMAIN_RULE_H

#include "core/date.h"
#include "core/str.h"

enum rule_kind {
    RULE_NONE, /* not read yet */
    RULE_CONTINUOUS,
    RULE_DATE,
    RULE_RECURRING,
    RULE_RELATIVE,
    RULE_CALENDAR,
    RULE_OCCURRENCE,
    RULE_CONDITIONAL,
};

enum rule_precision { PRECISION_NONE, PRECISION_D, PRECISION_M, PRECISION_Y };
enum rule_per { PER_NONE, PER_MONTH, PER_QUARTER, PER_HALF, PER_YEAR };

enum rule_anchor {
    ANCHOR_NONE,
    ANCHOR_START,
    ANCHOR_MID,
    ANCHOR_END,
    ANCHOR_CLOSED,
    ANCHOR_NEXT_PLAN,
};

enum rule_unit { UNIT_NONE, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };
enum rule_side { SIDE_NONE, SIDE_BEFORE, SIDE_AFTER };

struct rule {
    enum rule_kind kind;
    struct date due_on; /* of a date: any day of the year or month meant */
    enum rule_precision precision; /* none reads as D */
    enum rule_per per;
    int64_t n_min; /* times per period; 0 reads as 1 */
    int64_t day;   /* of the period's last month; 0: its last day */
    enum rule_anchor anchor;
    int64_t shift; /* so many units from the anchor or event */
    enum rule_unit unit;
    enum rule_side side;
    struct str calendar; /* whose dates count */
};

enum { RULE_N_MOST = 366, RULE_SHIFT_MOST = 9999 };

/* The stored words, as INTERCHANGE spells them; "" and what is not known give
 * the NONE of their kind, and NONE gives STR_NONE. */
enum rule_kind rule_kind_parse(struct str s);
enum rule_precision rule_precision_parse(struct str s);
enum rule_per rule_per_parse(struct str s);
enum rule_anchor rule_anchor_parse(struct str s);
enum rule_unit rule_unit_parse(struct str s); /* day or days, ... */
enum rule_side rule_side_parse(struct str s);
struct str rule_kind_name(enum rule_kind k);
struct str rule_precision_name(enum rule_precision p);
struct str rule_per_name(enum rule_per p);
struct str rule_anchor_name(enum rule_anchor a);
struct str rule_unit_name(enum rule_unit u);
struct str rule_side_name(enum rule_side s);

/* What a rule lacks to say something, the first of them. */
enum rule_fault {
    RULE_WHOLE,
    RULE_LACKS_KIND,
    RULE_LACKS_DATE,
    RULE_LACKS_PER,
    RULE_BAD_COUNT,
    RULE_BAD_DAY,
    RULE_LACKS_ANCHOR,
    RULE_BAD_SHIFT, /* without a unit or a side, or out of bounds */
    RULE_LACKS_CALENDAR,
};
enum rule_fault rule_check(const struct rule *rule);

/* Of a date: its day, or the last day of the month or year meant. */
struct date rule_date_due(const struct rule *rule);

/* Without the fields its kind has no use for. */
struct rule rule_plain(const struct rule *rule);

#endif
