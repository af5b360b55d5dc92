/* Reads a printed deadline, French or Dutch, into the rules it may mean. What
 * comes out is a proposal: a person confirms it. Pure. */
#ifndef DOMAIN_DEADLINE_READ_H
#define DOMAIN_DEADLINE_READ_H

#include "domain/rule.h"

enum { READINGS_MOST = 6 };

struct reading {
    struct rule rule;
    struct str part;      /* of the line this rule is about; none: all of it */
    struct str condition; /* of a conditional rule, as printed */
};

/* At most READINGS_MOST rules into out; 0: it was not understood. Parts,
 * conditions and names of calendars are cut out of the text, nothing is copied.
 * year: the one the plan is about, for a month printed without one; 0: not
 * known, and such a month is not read. */
size_t deadline_read(struct arena *a, struct str text, int year,
                     struct reading out[READINGS_MOST]);

#endif
