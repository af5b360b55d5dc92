/* Unfinished promises of the period before: results with future actions, or
 * below green, along the continues links; continued, closed, dropped or
 * deferred. Staff propose, another person approves; each is a decision. */
#ifndef STORE_PROMISE_H
#define STORE_PROMISE_H

#include "store/campaign.h"

struct promise {
    int64_t measure; /* of the result of the period before */
    int64_t from_plan;
    struct str code;
    struct str ref;
    struct str name_fr;
    struct str name_nl;
    struct str status;
    struct str actions_fr;
    struct str actions_nl;
    struct str choice; /* continue close drop defer; none yet */
    struct str reason;
    struct date defer_to;
    int64_t proposed_by;
    struct str proposer;
    struct str approver; /* none: not approved */
    int64_t version;     /* 0: no choice yet */
};

/* Those of a plan that the caller found within scope, into a period; of plans
 * the account may work on, in the order of measures. */
NODISCARD enum err promises_of(struct db *db, int64_t plan,
                               struct period period, int64_t account,
                               struct date today, struct list *out);

/* All of these in a writing transaction. next holds the new choice, reason and
 * date; seen is the version shown. ERR_INPUT: a reason or date is missing
 * (promise_lacks); ERR_CONFLICT: changed since. Fills *d, the decision that
 * the caller appends, last. */
NODISCARD enum err promise_propose(struct db *db, struct arena *a, int64_t plan,
                                   struct period period,
                                   const struct promise *next, int64_t seen,
                                   const struct campaign_actor *who,
                                   struct decision *d);
/* ERR_FORBIDDEN: nothing is proposed, or by the same person. */
NODISCARD enum err promise_approve(struct db *db, struct arena *a, int64_t plan,
                                   struct period period,
                                   const struct promise *p, int64_t seen,
                                   const struct campaign_actor *who,
                                   struct decision *d);
/* A reason, but to continue; a date to come, to defer. */
bool promise_lacks(const struct promise *p, struct date today);

/* Plans with promises that have no approved answer, or whose deferral is over;
 * within a controller's or auditor's reach. */
struct promise_open {
    int64_t plan;
    struct str entity_fr;
    struct str entity_nl;
    struct str name_fr;
    struct str name_nl;
    int64_t count;
};
NODISCARD enum err promises_open(struct db *db, struct period period,
                                 int64_t account, struct date today,
                                 struct list *out);

extern struct stmt promise_sql_of, promise_sql_add, promise_sql_change,
    promise_sql_approve, promise_sql_open;
#define PROMISE_SQL                                                            \
    &promise_sql_of, &promise_sql_add, &promise_sql_change,                    \
        &promise_sql_approve, &promise_sql_open

#endif
