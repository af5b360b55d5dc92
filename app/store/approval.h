/* Who approves a plan's results, and what waits for whom (DOMAIN section 1). */
#ifndef STORE_APPROVAL_H
#define STORE_APPROVAL_H

#include "store/result.h"

/* A plan and period with submitted results within an approver's reach. */
struct approval_heap {
    int64_t plan;
    struct period period;
    int64_t submitted; /* all of them, whoever they wait for */
    struct str code;
};

struct approver {
    int64_t account;
    struct str name;
    bool authority;
    bool holder;
    int64_t depth;
};

/* The results of one plan and period as an approver meets them. */
struct approvals {
    struct results rs;
    struct list approvers; /* of struct approver: who could, by distance */
    struct list entered;   /* private */
};

/* Heaps in which something may wait for the account, by plan and period. */
NODISCARD enum err approval_heaps(struct db *db, int64_t account,
                                  struct date today, struct list *heaps);

NODISCARD enum err approvals_open(struct db *db, struct arena *a, int64_t plan,
                                  struct period period, struct date today,
                                  struct approvals *out);

/* How the line would be approved, and by whom: chosen has one mark for each of
 * approvers. */
enum route_taken approval_route(const struct approvals *ap,
                                const struct result_line *line, bool *chosen);
/* Whether a submitted line waits for the account; *declares: as holder. */
bool approval_waits(const struct approvals *ap, const struct result_line *line,
                    int64_t account, bool *declares);
/* The names of those it waits for, ", " between them; none: nobody. */
struct str approval_names(const struct approvals *ap,
                          const struct result_line *line);

extern struct stmt approval_sql_heaps, approval_sql_approvers,
    approval_sql_entered;
#define APPROVAL_SQL                                                           \
    &approval_sql_heaps, &approval_sql_approvers, &approval_sql_entered

#endif
