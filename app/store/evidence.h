/* Files on a result: who attached what, when, and whether it is public. The
 * bytes are core/keep's. Scope is the caller's, but for evidence_find. */
#ifndef STORE_EVIDENCE_H
#define STORE_EVIDENCE_H

#include "core/hash.h"
#include "db/db.h"
#include "store/decision.h"

struct evidence {
    int64_t id;
    int64_t plan;
    struct period period;
    int64_t measure;
    struct str name;
    struct str type;
    int64_t bytes;
    struct str sha256; /* 32 bytes */
    struct str file;   /* its name on disk */
    int64_t added_by;
    struct str added_name;
    struct instant added_at;
    bool released; /* marked public */
    struct str released_name;
    struct instant released_at;
    struct str withdrawn_name;
    struct instant withdrawn_at; /* not given: it stands */
    struct str withdrawn_reason;
    int64_t entity;   /* of the plan */
    struct str state; /* of the result; none: nothing entered */
};

/* Oldest first, the withdrawn ones too. */
NODISCARD enum err evidence_of(struct db *db, int64_t plan,
                               struct period period, int64_t measure,
                               struct list *out);
/* Within a plan the account may read; whether the result may be seen is
 * result_visible's to say. ERR_NOT_FOUND. */
NODISCARD enum err evidence_find(struct db *db, int64_t id, int64_t account,
                                 struct date today, struct evidence *out);

/* id is set. */
NODISCARD enum err evidence_add(struct db *db, struct evidence *e);
/* As if it had never been there: while the result is prepared. The caller
 * removes the file. */
NODISCARD enum err evidence_remove(struct db *db, const struct evidence *e);

/* Both are decisions, on the hash of the file. ERR_CONFLICT: it is withdrawn,
 * or is so already. */
NODISCARD enum err evidence_release(struct db *db, struct arena *a,
                                    const struct evidence *e, bool released,
                                    int64_t account, struct instant now);
NODISCARD enum err evidence_withdraw(struct db *db, struct arena *a,
                                     const struct evidence *e,
                                     struct str reason, int64_t account,
                                     struct instant now);

/* Every file there should be, by its name on disk. */
struct evidence_file {
    int64_t id;
    struct str file;
    int64_t bytes;
};
NODISCARD enum err evidence_files(struct db *db, struct list *out);

extern struct stmt evidence_sql_of, evidence_sql_find, evidence_sql_add,
    evidence_sql_remove, evidence_sql_release, evidence_sql_withdraw;
#define EVIDENCE_WRITE_SQL                                                     \
    &evidence_sql_add, &evidence_sql_remove, &evidence_sql_release,            \
        &evidence_sql_withdraw, DECISION_SQL

#endif
