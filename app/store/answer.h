/* Cells of a plan and period that a person without an account is asked for by a
 * mailed link. An answer is a proposal beside the result until somebody who
 * enters results adopts or refuses it. Scope is the caller's: a page asks
 * result_access first, the link's page has the token. */
#ifndef STORE_ANSWER_H
#define STORE_ANSWER_H

#include "db/db.h"

struct answer_ask {
    int64_t id;
    int64_t plan;
    struct period period;
    struct str name; /* of the person asked */
    struct str address;
    struct str lang;  /* fr nl en */
    struct str words; /* may be none */
    int64_t asked_by;
    struct str asker; /* name and address of the account that asks */
    struct str asker_email;
    struct instant asked_at;
    struct instant expires_at;
    struct instant answered_at;
    struct instant revoked_at;
    int64_t cells;
    int64_t proposed; /* cells that wait to be adopted or refused */
};

struct answer_cell {
    int64_t ask;
    int64_t measure;
    struct str value; /* as typed */
    struct str body;
    struct str state; /* asked proposed adopted refused */
};

/* id, asker and the instants but expires_at are not read from ask. Only the
 * token's hash is stored. */
NODISCARD enum err answer_ask_add(struct db *db, struct arena *a,
                                  struct instant now,
                                  const struct answer_ask *ask,
                                  const int64_t *measures, size_t count,
                                  struct str *token);
/* How many the account asked since. */
NODISCARD enum err answer_asked_since(struct db *db, int64_t account,
                                      struct instant since, int64_t *out);
/* ERR_NOT_FOUND: unknown, answered, revoked or expired. */
NODISCARD enum err answer_ask_open(struct db *db, struct instant now,
                                   struct str token, struct answer_ask *out);
NODISCARD enum err answer_ask_find(struct db *db, int64_t plan,
                                   struct period period, int64_t ask,
                                   struct answer_ask *out);
/* Of struct answer_ask, the latest first, at most 100. */
NODISCARD enum err answer_asks(struct db *db, int64_t plan,
                               struct period period, struct list *out);
/* Of struct answer_cell, by measure. */
NODISCARD enum err answer_cells(struct db *db, int64_t ask, struct list *out);

/* Keeps what was typed for one cell. ERR_NOT_FOUND: it was not asked. */
NODISCARD enum err answer_keep(struct db *db, int64_t ask,
                               const struct answer_cell *cell);
/* The link ends; cells with an answer become proposals. ERR_CONFLICT: it had
 * ended. */
NODISCARD enum err answer_send(struct db *db, struct instant now, int64_t ask);
/* ERR_CONFLICT: it had ended. */
NODISCARD enum err answer_revoke(struct db *db, struct instant now,
                                 int64_t ask);
/* ERR_CONFLICT: somebody else decided. */
NODISCARD enum err answer_decide(struct db *db, struct instant now, int64_t ask,
                                 int64_t measure, bool adopted, int64_t by);

/* For PAGE's list. */
extern struct stmt answer_sql_add, answer_sql_cell_add, answer_sql_since,
    answer_sql_open, answer_sql_find, answer_sql_all, answer_sql_cells,
    answer_sql_keep, answer_sql_send, answer_sql_propose, answer_sql_revoke,
    answer_sql_decide;
#define ANSWER_ASK_SQL &answer_sql_add, &answer_sql_cell_add, &answer_sql_since
#define ANSWER_GIVE_SQL                                                        \
    &answer_sql_open, &answer_sql_cells, &answer_sql_keep, &answer_sql_send,   \
        &answer_sql_propose
#define ANSWER_REVIEW_SQL                                                      \
    &answer_sql_all, &answer_sql_find, &answer_sql_cells, &answer_sql_decide,  \
        &answer_sql_revoke

#endif
