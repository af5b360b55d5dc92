/* Exceptions for a unit with one person: dated, with a reason, granted by the
 * controller (DOMAIN section 1). store/approval.c applies them. */
#ifndef STORE_EXCEPTION_H
#define STORE_EXCEPTION_H

#include "store/decision.h"

struct exception {
    int64_t id;
    int64_t entity;
    struct str entity_fr;
    struct str entity_nl;
    int64_t account; /* the one person */
    struct str account_name;
    struct date from_on;
    struct date to_on;
    struct str reason;
    struct str granted_by_name;
    struct instant granted_at;
    struct str ended_by_name;
    struct instant ended_at; /* not given: not ended by hand */
};

/* The latest first. */
NODISCARD enum err exceptions(struct db *db, struct list *out);
NODISCARD enum err exception_read(struct db *db, int64_t id,
                                  struct exception *out);

/* Whom it may name: staff and directors, of the entities with a plan. name_fr
 * is the person's name, the entity's in both languages beside it. */
struct exception_choice {
    int64_t entity;
    int64_t account;
    struct str name;
    struct str entity_fr;
    struct str entity_nl;
};
NODISCARD enum err exception_choices(struct db *db, struct date today,
                                     struct list *out);

/* id is set. */
NODISCARD enum err exception_add(struct db *db, struct exception *x, int64_t by,
                                 struct instant now);
/* At once: its last day is yesterday. ERR_CONFLICT: it had ended. */
NODISCARD enum err exception_end(struct db *db, const struct exception *x,
                                 int64_t by, struct date today,
                                 struct instant now);
/* Appends "except" or "unexcept" to the chain of accounts: last. */
NODISCARD enum err exception_decide(struct db *db, struct arena *a,
                                    struct instant now, const char *act,
                                    const struct exception *x, int64_t by);

extern struct stmt exception_sql_list, exception_sql_read,
    exception_sql_choices, exception_sql_add, exception_sql_end;

#endif
