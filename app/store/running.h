/* Which plans run in a period, as SQL. */
#ifndef STORE_RUNNING_H
#define STORE_RUNNING_H

#include "core/period.h"

/* Plans p that run in a period, with the edition e that judges it (as
 * domain/judge has it). Parameters: last day, last, first, first. */
#define RUNNING_PLANS                                                          \
    " plan p JOIN edition e ON e.plan = p.id AND e.edition = COALESCE("        \
    "(SELECT MAX(x.edition) FROM edition x WHERE x.plan = p.id"                \
    "  AND x.state = 'approved'"                                               \
    "  AND (x.effective_on IS NULL OR x.effective_on <= ?)),"                  \
    " (SELECT MIN(x.edition) FROM edition x WHERE x.plan = p.id"               \
    "  AND x.state = 'approved'),"                                             \
    " (SELECT MIN(x.edition) FROM edition x WHERE x.plan = p.id))"             \
    " AND (e.starts_on IS NULL OR e.starts_on <= ?)"                           \
    " AND (e.ends_on IS NULL OR e.ends_on >= ?)"                               \
    " AND (p.closed_on IS NULL OR p.closed_on >= ?)"
#define RUNNING_IN(period)                                                     \
    V(period_last(period)), V(period_last(period)), V(period_first(period)),   \
        V(period_first(period))

#endif
