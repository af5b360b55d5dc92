/* The decisions as a whole: read in the order an auditor does, verified,
 * sealed every day, and their words erased by a retention decision. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "db/db.h"
#include "store/audit_check.h"

/* Who is told of each chain and each of its decisions; an error ends it. */
struct audit_reader {
    enum err (*chain)(void *ctx, const struct audit_chain *chain);
    enum err (*decision)(void *ctx, const struct audit_decision *decision);
    void *ctx;
};

/* Accounts first, then the plans; of one plan: accounts and that plan. Memory
 * of one decision. In one snapshot: begin a reading transaction before. */
NODISCARD enum err audit_read(struct db *db, const struct audit_options *o,
                              const struct audit_reader *reader);

/* Verifies the chains, then the content of each decision on a result: against
 * the bytes kept in its history. OK also when something does not hold: out
 * says what. Its texts live in the arena. */
NODISCARD enum err audit_verify(struct db *db, struct arena *a,
                                const struct audit_options *o,
                                struct audit_report *out);

struct audit_seal {
    struct date day;
    int64_t n; /* in the accounts' chain */
    struct str hash;
    int64_t chains;
};
/* Seals that day, inside the current transaction, begun for it: what was
 * committed before is sealed. ERR_CONFLICT: the day has its seal; *out is it.
 */
NODISCARD enum err audit_seal_add(struct db *db, struct arena *a,
                                  struct instant now, struct date day,
                                  struct audit_seal *out);

struct audit_erasure {
    struct str plan; /* code; none: accounts and settings */
    int64_t n;
    int64_t account;
    int64_t confirmed_by;
    struct str reason; /* never what is erased */
};
/* Erases the names and reason of one decision: two decisions of two persons,
 * who must both be controllers of it (of an evaluation's: have a seat in it).
 * Needs the database account for retention. ERR_INPUT: one person, or no
 * reason; ERR_FORBIDDEN: one of the two may not; ERR_NOT_FOUND: no such words
 * (any more). */
NODISCARD enum err audit_erase(struct db *db, struct arena *a,
                               struct instant now, struct date today,
                               const struct audit_erasure *erasure);

#endif
