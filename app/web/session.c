#include "web/private.h"

#include "core/hash.h"
#include "core/log.h"

/* ASVS 7.2 to 7.4: the cookie holds a random token, the database its SHA-256;
 * a session ends by idleness, by age, at sign-out and with its account. */

enum { TOUCH_S = 60 };

#define SESSION_COOKIE "mandaris"

static const struct field session_fields[] = {
    FIELD(struct session, account), FIELD(struct session, login),
    FIELD(struct session, name),    FIELD(struct session, lang),
    FIELD(struct session, csrf),    FIELD(struct session, made_at),
    FIELD(struct session, seen_at), FIELD(struct session, roles),
};
static const struct shape session_shape = SHAPE(struct session, session_fields);

/* The ENUM's index counts from 1 in the order of enum role's bits. */
static struct stmt session_of_token = {
    .sql = "SELECT s.account, a.login, a.name, a.lang, s.csrf, s.made_at,"
           " s.seen_at, CAST(COALESCE((SELECT BIT_OR(1 << (r.role - 1))"
           " FROM assignment r WHERE r.account = s.account"
           " AND ? BETWEEN r.from_on AND r.to_on"
           " AND r.confirmed_at IS NOT NULL), 0) AS SIGNED) AS roles"
           " FROM session s JOIN account a ON a.id = s.account"
           " WHERE s.token = ? AND s.made_at > ? AND s.seen_at > ?"
           " AND a.disabled_at IS NULL",
    .params = 4,
    .row = &session_shape,
};

static struct stmt session_touch_token = {
    .sql = "UPDATE session SET seen_at = ? WHERE token = ?",
    .params = 2,
};

static struct stmt session_insert = {
    .sql = "INSERT INTO session (token, account, csrf, made_at, seen_at)"
           " VALUES (?, ?, ?, ?, ?)",
    .params = 5,
};

static struct stmt session_delete = {
    .sql = "DELETE FROM session WHERE token = ?",
    .params = 1,
};

static struct stmt sessions_delete_others = {
    .sql = "DELETE FROM session WHERE account = ? AND token <> ?",
    .params = 2,
};

static struct stmt sessions_delete_expired = {
    .sql = "DELETE FROM session WHERE account = ?"
           " AND (made_at <= ? OR seen_at <= ?)",
    .params = 3,
};

static struct stmt reading_insert = {
    .sql = "INSERT INTO reading (account, object, object_id, route, made_at)"
           " VALUES (?, ?, ?, ?, ?)",
    .params = 5,
};

enum err sessions_attach(struct db *db)
{
    struct stmt *const all[] = {
        &session_of_token, &session_touch_token,    &session_insert,
        &session_delete,   &sessions_delete_others, &sessions_delete_expired,
        &reading_insert,
    };

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        TRY(db_prepare(db, all[i]));
    return OK;
}

static struct str token_bytes(const struct hash *token)
{
    return (struct str){(const char *)token->bytes, sizeof(token->bytes)};
}

static struct instant minutes_ago(const struct req *rq, int64_t minutes)
{
    return (struct instant){rq->now.s - 60 * minutes};
}

static struct str initials(struct arena *a, struct str name)
{
    struct buf out = buf_new(a, 8);
    struct str word;
    size_t left = 2;

    while (left > 0 && str_cut(&name, ' ', &word)) {
        size_t n = 1;
        if (word.n == 0)
            continue;
        while (n < word.n && ((unsigned char)word.p[n] & 0xc0) == 0x80)
            n++;
        buf_put(&out, str_sub(word, 0, n));
        left--;
    }
    return buf_str(&out);
}

enum err session_read(struct req *rq)
{
    struct req_private *own = rq->priv;
    struct session *s = &own->session;
    const struct config *c = rq->config;
    struct str cookie = req_cookie(rq, SESSION_COOKIE);
    enum err err;

    *s = (struct session){0};
    if (str_empty(cookie))
        return OK;
    own->token = hash_of(cookie);
    err = db_one(rq->db, &session_of_token, s, V(rq->today),
                 V(token_bytes(&own->token)),
                 V(minutes_ago(rq, c->session_absolute_minutes)),
                 V(minutes_ago(rq, c->session_idle_minutes)));
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    rq->me = (struct account){
        .id = s->account,
        .login = s->login,
        .name = s->name,
        .initials = initials(rq->arena, s->name),
        .roles = s->roles,
    };
    return OK;
}

/* -- after the page -------------------------------------------------------- */

void req_log_reading(struct req *rq, const char *object, int64_t id)
{
    struct req_private *own = rq->priv;
    size_t max = sizeof(own->readings) / sizeof(*own->readings);

    if (own->reading_count < max)
        own->readings[own->reading_count++] = (struct reading){object, id};
}

static enum err readings_write(struct req *rq)
{
    const struct req_private *own = rq->priv;

    for (size_t i = 0; i < own->reading_count; i++)
        TRY(db_do(rq->db, &reading_insert, NULL, V(rq->me.id),
                  V(own->readings[i].object), V(own->readings[i].id),
                  V(own->match.route->pattern), V(rq->now)));
    return OK;
}

static enum err trace(struct req *rq, bool touch)
{
    TRY(db_begin_write(rq->db));
    TRY(readings_write(rq));
    if (touch)
        TRY(db_do(rq->db, &session_touch_token, NULL, V(rq->now),
                  V(token_bytes(&rq->priv->token))));
    return db_commit(rq->db);
}

enum err session_trace(struct req *rq)
{
    const struct req_private *own = rq->priv;
    bool touch = rq->me.id && rq->now.s - own->session.seen_at.s >= TOUCH_S;
    enum err err;

    if (!touch && own->reading_count == 0)
        return OK;
    err = trace(rq, touch);
    if (err == OK)
        return OK;
    db_rollback(rq->db);
    /* A missed touch costs nothing; an unlogged reading may not be shown. */
    return own->reading_count > 0 ? err : OK;
}

/* -- for pages ------------------------------------------------------------- */

enum err session_begin(struct req *rq, int64_t account)
{
    struct req_private *own = rq->priv;
    const struct config *c = rq->config;
    struct str token = random_token(rq->arena);
    struct hash hash = hash_of(token);

    TRY(db_do(rq->db, &session_delete, NULL, V(token_bytes(&own->token))));
    TRY(db_do(rq->db, &sessions_delete_expired, NULL, V(account),
              V(minutes_ago(rq, c->session_absolute_minutes)),
              V(minutes_ago(rq, c->session_idle_minutes))));
    TRY(db_do(rq->db, &session_insert, NULL, V(token_bytes(&hash)), V(account),
              V(random_token(rq->arena)), V(rq->now), V(rq->now)));
    own->token = hash;
    own->session.seen_at = rq->now;
    res_cookie(rq, SESSION_COOKIE, token, -1);
    return OK;
}

enum err session_end(struct req *rq)
{
    struct req_private *own = rq->priv;

    TRY(db_do(rq->db, &session_delete, NULL, V(token_bytes(&own->token))));
    res_cookie(rq, SESSION_COOKIE, S(""), 0);
    own->session.seen_at = rq->now;
    return OK;
}

enum err session_end_others(struct req *rq, int64_t account)
{
    return db_do(rq->db, &sessions_delete_others, NULL, V(account),
                 V(token_bytes(&rq->priv->token)));
}
