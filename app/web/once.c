#include "web/private.h"

#include "core/log.h"

/* A form's hidden "once" field: its POST is done once, however often it is
 * sent. The claim is a row of the page's own transaction, so that a second
 * POST waits for the first and a page that fails claims nothing. */

enum { ONCE_MAX = 43, KEPT_S = 24 * 3600, FORGET_ROWS = 100 };

struct once_row {
    struct str location;
};
static const struct field once_fields[] = {FIELD(struct once_row, location)};
static const struct shape once_shape = SHAPE(struct once_row, once_fields);

static struct stmt once_insert = {
    .sql = "INSERT INTO request_once (once, account, made_at, location)"
           " VALUES (?, ?, ?, '')",
    .params = 3,
};

static struct stmt once_update = {
    .sql = "UPDATE request_once SET location = ?"
           " WHERE account = ? AND once = ?",
    .params = 3,
};

static struct stmt once_delete = {
    .sql = "DELETE FROM request_once WHERE account = ? AND once = ?",
    .params = 2,
};

static struct stmt once_of_account = {
    .sql = "SELECT location FROM request_once"
           " WHERE account = ? AND once = ?",
    .params = 2,
    .row = &once_shape,
};

static struct stmt once_forget = {
    .sql = "DELETE FROM request_once WHERE account = ? AND made_at < ?"
           " LIMIT ?",
    .params = 3,
};

enum err once_attach(struct db *db)
{
    TRY(db_prepare(db, &once_insert));
    TRY(db_prepare(db, &once_update));
    TRY(db_prepare(db, &once_delete));
    TRY(db_prepare(db, &once_of_account));
    return db_prepare(db, &once_forget);
}

/* The token of this POST; STR_NONE when it has none to keep. */
static struct str once_sent(struct req *rq)
{
    struct str once = req_form_raw(rq, "once");

    return rq->me.id && once.n == ONCE_MAX ? once : STR_NONE;
}

enum err once_find(struct req *rq, struct str *location)
{
    struct once_row row;
    struct str once = once_sent(rq);

    if (!str_given(once))
        return ERR_NOT_FOUND;
    TRY(db_one(rq->db, &once_of_account, &row, V(rq->me.id), V(once)));
    *location = row.location;
    return OK;
}

enum err once_claim(struct req *rq, bool *done)
{
    struct str once = once_sent(rq), location;
    struct instant old = {rq->now.s - KEPT_S};
    enum err err;

    *done = false;
    if (!str_given(once))
        return OK;
    err = db_do(rq->db, &once_insert, NULL, V(once), V(rq->me.id), V(rq->now));
    if (err == OK)
        return db_do(rq->db, &once_forget, NULL, V(rq->me.id), V(old),
                     V((int64_t)FORGET_ROWS));
    if (err != ERR_CONFLICT)
        return err;
    err = once_find(rq, &location);
    if (err == ERR_NOT_FOUND) /* committed after our snapshot was taken */
        return ERR_RETRY;
    TRY(err);
    log_event(LOG_INFO, "repeated", LOG_S("location", location));
    *done = true;
    return res_see_other(rq, location, STR_NONE);
}

enum err once_keep(struct req *rq)
{
    struct str once = once_sent(rq), location = rq->priv->location;

    if (!str_given(once))
        return OK;
    if (!str_given(location))
        return db_do(rq->db, &once_delete, NULL, V(rq->me.id), V(once));
    return db_do(rq->db, &once_update, NULL, V(location), V(rq->me.id),
                 V(once));
}
