#include "store/answer.h"

#include "core/hash.h"

static struct str bytes_of(const struct hash *h)
{
    return (struct str){(const char *)h->bytes, sizeof h->bytes};
}

/* -- asking ---------------------------------------------------------------- */

struct stmt answer_sql_add = {
    .sql = "INSERT INTO answer_ask (token, plan, period, name, address, lang,"
           " words, asked_by, asked_at, expires_at)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    .params = 10,
};
struct stmt answer_sql_cell_add = {
    .sql = "INSERT INTO answer_cell (ask, measure, state)"
           " VALUES (?, ?, 'asked')",
    .params = 2,
};

enum err answer_ask_add(struct db *db, struct arena *a, struct instant now,
                        const struct answer_ask *ask, const int64_t *measures,
                        size_t count, struct str *token)
{
    *token = random_token(a);
    struct hash hash = hash_of(*token);
    TRY(db_do(db, &answer_sql_add, NULL, V(bytes_of(&hash)), V(ask->plan),
              V(ask->period), V(ask->name), V(ask->address), V(ask->lang),
              V(ask->words), V(ask->asked_by), V(now), V(ask->expires_at)));
    int64_t id = db_insert_id(db);
    for (size_t i = 0; i < count; i++)
        TRY(db_do(db, &answer_sql_cell_add, NULL, V(id), V(measures[i])));
    return OK;
}

struct number {
    int64_t n;
};
static const struct field number_fields[] = {FIELD(struct number, n)};
static const struct shape number_shape = SHAPE(struct number, number_fields);

struct stmt answer_sql_since = {
    .sql = "SELECT COUNT(*) AS n FROM answer_ask"
           " WHERE asked_by = ? AND asked_at > ?",
    .params = 2,
    .row = &number_shape,
};

enum err answer_asked_since(struct db *db, int64_t account,
                            struct instant since, int64_t *out)
{
    struct number number;

    TRY(db_one(db, &answer_sql_since, &number, V(account), V(since)));
    *out = number.n;
    return OK;
}

/* -- reading --------------------------------------------------------------- */

static const struct field ask_fields[] = {
    FIELD(struct answer_ask, id),
    FIELD(struct answer_ask, plan),
    FIELD(struct answer_ask, period),
    FIELD(struct answer_ask, name),
    FIELD(struct answer_ask, address),
    FIELD(struct answer_ask, lang),
    FIELD(struct answer_ask, words),
    FIELD(struct answer_ask, asked_by),
    FIELD(struct answer_ask, asker),
    FIELD(struct answer_ask, asker_email),
    FIELD(struct answer_ask, asked_at),
    FIELD(struct answer_ask, expires_at),
    FIELD(struct answer_ask, answered_at),
    FIELD(struct answer_ask, revoked_at),
    FIELD(struct answer_ask, cells),
    FIELD(struct answer_ask, proposed),
};
static const struct shape ask_shape = SHAPE(struct answer_ask, ask_fields);

#define ASKS                                                                   \
    "SELECT k.id, k.plan, k.period, k.name, k.address, k.lang, k.words,"       \
    " k.asked_by, u.name AS asker, u.email AS asker_email, k.asked_at,"        \
    " k.expires_at, k.answered_at, k.revoked_at,"                              \
    " (SELECT COUNT(*) FROM answer_cell c WHERE c.ask = k.id) AS cells,"       \
    " (SELECT COUNT(*) FROM answer_cell c WHERE c.ask = k.id"                  \
    " AND c.state = 'proposed') AS proposed"                                   \
    " FROM answer_ask k JOIN account u ON u.id = k.asked_by WHERE "

struct stmt answer_sql_open = {
    .sql = ASKS "k.token = ? AND k.expires_at > ? AND k.answered_at IS NULL"
                " AND k.revoked_at IS NULL",
    .params = 2,
    .row = &ask_shape,
};
struct stmt answer_sql_find = {
    .sql = ASKS "k.plan = ? AND k.period = ? AND k.id = ?",
    .params = 3,
    .row = &ask_shape,
};
struct stmt answer_sql_all = {
    .sql = ASKS "k.plan = ? AND k.period = ? ORDER BY k.id DESC LIMIT 100",
    .params = 2,
    .row = &ask_shape,
};

enum err answer_ask_open(struct db *db, struct instant now, struct str token,
                         struct answer_ask *out)
{
    struct hash hash = hash_of(token);

    return db_one(db, &answer_sql_open, out, V(bytes_of(&hash)), V(now));
}

enum err answer_ask_find(struct db *db, int64_t plan, struct period period,
                         int64_t ask, struct answer_ask *out)
{
    return db_one(db, &answer_sql_find, out, V(plan), V(period), V(ask));
}

enum err answer_asks(struct db *db, int64_t plan, struct period period,
                     struct list *out)
{
    return db_all(db, &answer_sql_all, out, V(plan), V(period));
}

static const struct field cell_fields[] = {
    FIELD(struct answer_cell, ask),   FIELD(struct answer_cell, measure),
    FIELD(struct answer_cell, value), FIELD(struct answer_cell, body),
    FIELD(struct answer_cell, state),
};
static const struct shape cell_shape = SHAPE(struct answer_cell, cell_fields);

struct stmt answer_sql_cells = {
    .sql = "SELECT ask, measure, value, body, state FROM answer_cell"
           " WHERE ask = ? ORDER BY measure",
    .params = 1,
    .row = &cell_shape,
};

enum err answer_cells(struct db *db, int64_t ask, struct list *out)
{
    return db_all(db, &answer_sql_cells, out, V(ask));
}

/* -- answering ------------------------------------------------------------- */

struct stmt answer_sql_keep = {
    .sql = "UPDATE answer_cell SET value = NULLIF(?, ''), body = NULLIF(?, '')"
           " WHERE ask = ? AND measure = ? AND state = 'asked'",
    .params = 4,
};
struct stmt answer_sql_send = {
    .sql = "UPDATE answer_ask SET answered_at = ? WHERE id = ?"
           " AND answered_at IS NULL AND revoked_at IS NULL",
    .params = 2,
};
struct stmt answer_sql_propose = {
    .sql = "UPDATE answer_cell SET state = 'proposed' WHERE ask = ?"
           " AND state = 'asked' AND (value IS NOT NULL OR body IS NOT NULL)",
    .params = 1,
};
struct stmt answer_sql_revoke = {
    .sql = "UPDATE answer_ask SET revoked_at = ? WHERE id = ?"
           " AND answered_at IS NULL AND revoked_at IS NULL",
    .params = 2,
};
struct stmt answer_sql_decide = {
    .sql = "UPDATE answer_cell SET state = ?, decided_by = ?, decided_at = ?"
           " WHERE ask = ? AND measure = ? AND state = 'proposed'",
    .params = 5,
};

enum err answer_keep(struct db *db, int64_t ask, const struct answer_cell *cell)
{
    int64_t matched;

    TRY(db_do(db, &answer_sql_keep, &matched, V(cell->value), V(cell->body),
              V(ask), V(cell->measure)));
    return matched ? OK : ERR_NOT_FOUND;
}

enum err answer_send(struct db *db, struct instant now, int64_t ask)
{
    int64_t matched;

    TRY(db_do(db, &answer_sql_send, &matched, V(now), V(ask)));
    return matched ? db_do(db, &answer_sql_propose, NULL, V(ask))
                   : ERR_CONFLICT;
}

enum err answer_revoke(struct db *db, struct instant now, int64_t ask)
{
    int64_t matched;

    TRY(db_do(db, &answer_sql_revoke, &matched, V(now), V(ask)));
    return matched ? OK : ERR_CONFLICT;
}

enum err answer_decide(struct db *db, struct instant now, int64_t ask,
                       int64_t measure, bool adopted, int64_t by)
{
    int64_t matched;

    TRY(db_do(db, &answer_sql_decide, &matched,
              V(adopted ? "adopted" : "refused"), V(by), V(now), V(ask),
              V(measure)));
    return matched ? OK : ERR_CONFLICT;
}
