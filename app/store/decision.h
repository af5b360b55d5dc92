/* Append-only hash chains of decisions: one per plan, one for accounts and
 * settings. A line is canonical JSON and carries no names; these stand in
 * decision_words under a salted digest and may be erased. To check one with
 * sha256sum:
 *
 *     hash   = sha256(previous hash in hex, LF, line)
 *     digest = sha256(salt in hex, LF, words)
 */
#ifndef STORE_DECISION_H
#define STORE_DECISION_H

#include "core/hash.h"
#include "db/db.h"

struct decision {
    int64_t plan;               /* whose chain; 0: accounts and settings */
    struct str act;             /* submit, approve, grant, ...: ASCII */
    int64_t account;            /* who; 0: the command line */
    int64_t for_account;        /* acting for; 0: for oneself */
    struct str object;          /* result, plan, account, ...: ASCII */
    struct str key;             /* its code or number: never a person's name */
    const struct hash *content; /* decided on; NULL: on no content */
    struct str function;        /* of that day; may be none */
    struct str reason;          /* may be none */
};

/* Appends in the order given, inside the current transaction. Call it once and
 * last: it locks the chain's head until COMMIT. Decisions of several plans
 * come sorted by plan. The names of that day are read from the accounts. */
NODISCARD enum err decisions_add(struct db *db, struct arena *a,
                                 struct instant now,
                                 const struct decision *decisions,
                                 size_t count);
NODISCARD enum err decision_add(struct db *db, struct arena *a,
                                struct instant now,
                                const struct decision *decision);

/* The plan's chain (0: accounts and settings), by audit_verify. *broken is the
 * first n that does not hold, and 0 when all do. A chain nobody wrote to
 * holds. */
NODISCARD enum err decision_verify(struct db *db, int64_t plan,
                                   int64_t *broken);

/* For PAGE's list: what decisions_add may run. */
extern struct stmt decision_sql_chain, decision_sql_chain_add,
    decision_sql_names, decision_sql_add, decision_sql_words, decision_sql_head;
#define DECISION_SQL                                                           \
    &decision_sql_chain, &decision_sql_chain_add, &decision_sql_names,         \
        &decision_sql_add, &decision_sql_words, &decision_sql_head

#endif
