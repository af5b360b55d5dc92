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

/* A person who could approve: in their own right, or for another one. */
struct approver {
    int64_t plan;
    int64_t account;
    struct str name;
    int64_t behind; /* for whom they act; 0: for themselves */
    struct str behind_name;
    bool authority;
    bool excepted; /* under an exception for one person */
    bool holder;
    int64_t depth;
};

extern const struct shape approver_shape;
struct candidate approver_candidate(const struct approver *k);

/* The results of one plan and period as an approver meets them. */
struct approvals {
    struct results rs;
    struct list approvers; /* of struct approver: who could, by distance */
    int64_t levels;        /* that the plan asks */
    int64_t last_approver; /* named to decide last; 0: by distance */
    struct list entered;   /* private: who had a hand in a line */
};

/* Who could approve a plan's results, and what the plan asks. */
struct approval_people {
    int64_t levels;
    int64_t last_approver;
    struct list approvers;
};
NODISCARD enum err approval_people(struct db *db, int64_t plan,
                                   struct date today,
                                   struct approval_people *out);

/* What waits for an account, and how its approval would count. */
struct approval_turn {
    struct turn turn;
    int64_t for_account; /* acting for; 0: for oneself */
    struct str for_name;
};

/* Heaps in which something may wait for the account, by plan and period. */
NODISCARD enum err approval_heaps(struct db *db, int64_t account,
                                  struct date today, struct list *heaps);

NODISCARD enum err approvals_open(struct db *db, struct arena *a, int64_t plan,
                                  struct period period, struct date today,
                                  struct approvals *out);

/* How the line would be approved, and by whom: chosen has one mark for each of
 * approvers. */
struct turn approval_route(const struct approvals *ap,
                           const struct result_line *line, bool *chosen);
/* Whether a submitted line waits for the account, in their own right before
 * for another one. */
bool approval_waits(const struct approvals *ap, const struct result_line *line,
                    int64_t account, struct approval_turn *out);
/* Whether the account may confirm what the holder declared. */
bool approval_confirms(const struct approvals *ap,
                       const struct result_line *line, int64_t account,
                       struct approval_turn *out);
/* The names of those it waits for, ", " between them; acting is the word
 * before the name of whom a delegate acts for. None: nobody. */
struct str approval_names(const struct approvals *ap,
                          const struct result_line *line, struct str acting);

/* How many levels a plan asks, and who is named to approve last (0: nobody). A
 * decision is appended: call it last. */
NODISCARD enum err approval_setting(struct db *db, struct arena *a,
                                    int64_t plan, int64_t levels,
                                    int64_t last_approver,
                                    const struct result_actor *actor);

extern struct stmt approval_sql_heaps, approval_sql_plan,
    approval_sql_approvers, approval_sql_entered, approval_sql_set;
#define APPROVAL_SQL                                                           \
    &approval_sql_heaps, &approval_sql_plan, &approval_sql_approvers,          \
        &approval_sql_entered

#endif
