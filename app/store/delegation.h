/* Who acts for whom: arranged, ended (DOMAIN section 1). The delegate holds
 * copies of the other's own approving roles, within the scope and the days of
 * both: never of what was delegated to them. So every scope predicate holds for
 * delegates too, and they see what waits for the other. */
#ifndef STORE_DELEGATION_H
#define STORE_DELEGATION_H

#include "domain/delegation.h"
#include "store/decision.h"

struct delegation {
    int64_t id;
    int64_t account; /* who is absent */
    struct str account_name;
    int64_t delegate;
    struct str delegate_name;
    struct str basis; /* own superior designation */
    int64_t entity;   /* 0 and no plan: all they approve */
    struct str entity_fr;
    struct str entity_nl;
    int64_t plan;
    struct str plan_code;
    struct date from_on;
    struct date to_on;
    struct str reason;
    int64_t made_by;
    struct str made_by_name;
    struct instant made_at;
    struct str ended_by_name;
    struct instant ended_at; /* not given: not ended by hand */
};

/* Of the account (absent, delegate or maker), or all; the latest first. */
NODISCARD enum err delegations(struct db *db, int64_t account, bool all,
                               struct list *out);
NODISCARD enum err delegation_read(struct db *db, int64_t id,
                                   struct delegation *out);

/* A person, entity or plan to choose from. */
struct delegation_choice {
    int64_t id;
    struct str name_fr;
    struct str name_nl;
};
/* Whose absence the account may arrange; to whom; for which entities and
 * plans. all: a controller's choice. */
NODISCARD enum err delegation_absents(struct db *db, int64_t account, bool all,
                                      struct date today, struct list *out);
NODISCARD enum err delegation_delegates(struct db *db, struct date today,
                                        struct list *out);
NODISCARD enum err delegation_entities(struct db *db, int64_t account,
                                       struct date today, struct list *out);
NODISCARD enum err delegation_plans(struct db *db, int64_t account,
                                    struct date today, struct list *out);
/* Whether by directs, in their own right, an entity above one that account
 * directs; whether the account administers. */
NODISCARD enum err delegation_above(struct db *db, int64_t by, int64_t account,
                                    struct date today, bool *above);
NODISCARD enum err delegation_admin(struct db *db, int64_t account,
                                    struct date today, bool *admin);

/* What delegation_check let pass. d->id is set. ERR_INPUT: nothing that the
 * absent person approves lies within that scope. */
NODISCARD enum err delegation_add(struct db *db, struct delegation *d,
                                  struct date today, struct instant now);
/* Roles the account got since are copied too: once a grant is confirmed. */
NODISCARD enum err delegation_spread(struct db *db, int64_t account,
                                     struct date today, struct instant now,
                                     int64_t *copied);
/* At once. ERR_CONFLICT: it had ended. */
NODISCARD enum err delegation_end(struct db *db, const struct delegation *d,
                                  int64_t by, struct instant now);
/* Appends "delegate" or "undelegate" to the chain of accounts: last. */
NODISCARD enum err delegation_decide(struct db *db, struct arena *a,
                                     struct instant now, const char *act,
                                     const struct delegation *d, int64_t by);

extern struct stmt delegation_sql_list, delegation_sql_read,
    delegation_sql_absents, delegation_sql_delegates, delegation_sql_entities,
    delegation_sql_plans, delegation_sql_above, delegation_sql_admin,
    delegation_sql_add, delegation_sql_spread, delegation_sql_end,
    delegation_sql_drop;
#define DELEGATION_CHOICE_SQL                                                  \
    &delegation_sql_list, &delegation_sql_absents, &delegation_sql_delegates,  \
        &delegation_sql_entities, &delegation_sql_plans,                       \
        &delegation_sql_above, &delegation_sql_admin

#endif
