/* Roles held by accounts: proposed, confirmed, ended. */
#ifndef STORE_GRANT_H
#define STORE_GRANT_H

#include "store/decision.h"

struct grant {
    int64_t id;
    int64_t account;
    struct str account_name;
    struct str role;
    int64_t entity; /* 0: everything, or by plan */
    bool everything;
    struct str entity_fr;
    struct str entity_nl;
    struct str plan_code;
    struct date from_on;
    struct date to_on;
    int64_t granted_by;
    struct str granted_by_name;
    struct instant granted_at;
    bool confirmed;
};
extern const struct shape grant_shape;

/* What a role may be granted on. */
struct grant_scope {
    int64_t id;
    struct str name_fr;
    struct str name_nl;
};
NODISCARD enum err grant_scopes(struct db *db, struct list *entities,
                                struct list *plans);

/* Not ended before today, of one account; or all that wait for a second
 * person. */
NODISCARD enum err grants_of_account(struct db *db, int64_t account,
                                     struct date today, struct list *out);
NODISCARD enum err grants_waiting(struct db *db, struct date today,
                                  struct list *out);
/* Role bits (1 << n for the n-th value of assignment.role from 0) held or
 * proposed from today on, whatever their scope. */
NODISCARD enum err grants_bits(struct db *db, int64_t account,
                               struct date today, int64_t *bits);
NODISCARD enum err grant_read(struct db *db, int64_t id, struct grant *out);

/* ERR_FORBIDDEN: proposed by or for this person. ERR_CONFLICT: somebody else
 * decided in the meantime. */
NODISCARD enum err grant_confirm(struct db *db, const struct grant *grant,
                                 int64_t by, struct instant now);
NODISCARD enum err grant_refuse(struct db *db, const struct grant *grant,
                                int64_t by);
/* Holds until yesterday; one that had not begun goes. What was delegated of it
 * goes at once. Who held a mandate goes on reading its plan, what is approved
 * and released of it, for the days of the setting former_holder_days (365). */
NODISCARD enum err grant_end(struct db *db, const struct grant *grant,
                             struct date today, struct instant now);

/* Appends "grant", "confirm", "refuse" or "end" to the chain of accounts, with
 * the digest of role, scope and dates. The last thing before COMMIT. */
NODISCARD enum err grant_decide(struct db *db, struct arena *a,
                                struct instant now, const char *act,
                                const struct grant *grant, int64_t by);

/* For PAGE's list. */
extern struct stmt grant_sql_of_account, grant_sql_waiting, grant_sql_read,
    grant_sql_confirm, grant_sql_refuse, grant_sql_end, grant_sql_drop,
    grant_sql_bits, grant_sql_entities, grant_sql_plans, grant_sql_undelegate,
    grant_sql_former;
#define GRANT_SQL                                                              \
    &grant_sql_of_account, &grant_sql_waiting, &grant_sql_read,                \
        &grant_sql_confirm, &grant_sql_refuse, &grant_sql_end,                 \
        &grant_sql_drop, &grant_sql_bits, &grant_sql_undelegate,               \
        &grant_sql_former, DECISION_SQL

#endif
