#include "web/private.h"

#include "core/hash.h"
#include "core/log.h"

#include <sodium.h>
#include <string.h>

/* ASVS 3.5.1: a POST carries the session's token; from a visitor without
 * session, the value of a cookie that this site signed. Browsers that say
 * where a request comes from are believed before either. */

struct key_row {
    struct str value;
};
static const struct field key_fields[] = {FIELD(struct key_row, value)};
static const struct shape key_shape = SHAPE(struct key_row, key_fields);

static struct stmt key_of_site = {
    .sql = "SELECT value FROM setting WHERE name = 'cookie_key'",
    .row = &key_shape,
};

static struct stmt key_insert = {
    .sql = "INSERT IGNORE INTO setting (name, value) VALUES ('cookie_key', ?)",
    .params = 1,
};

/* Workers start together: the first one's key counts for all. */
static enum err key_make(struct app *app, struct db *db, struct arena *a)
{
    struct key_row row;

    TRY(db_begin_write(db));
    TRY(db_do(db, &key_insert, NULL, V(random_token(a))));
    TRY(db_commit(db));
    TRY(db_begin_read(db));
    TRY(db_one0(db, &key_of_site, &row));
    app->key = str_copy(app->process, row.value);
    return db_commit(db);
}

enum err key_read(struct app *app, struct db *db)
{
    struct arena *a = arena_new(1 << 16, NULL);
    enum err err;

    db_arena_set(db, a);
    err = key_make(app, db, a);
    db_rollback(db);
    arena_free(a);
    return err;
}

static struct str signature(struct arena *a, struct str key, struct str text)
{
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state state;
    struct hash hash;

    crypto_auth_hmacsha256_init(&state, (const unsigned char *)key.p, key.n);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)text.p,
                                  text.n);
    crypto_auth_hmacsha256_final(&state, mac);
    memcpy(hash.bytes, mac, sizeof(hash.bytes));
    return hash_hex(a, hash);
}

static bool same_secret(struct str a, struct str b)
{
    return a.n == b.n && a.n > 0 && sodium_memcmp(a.p, b.p, a.n) == 0;
}

struct str text_signed(struct arena *a, struct str key, struct str text)
{
    struct str mac = signature(a, key, text);

    return str_printf(a, "%.*s.%.*s", STR_ARG(text), STR_ARG(mac));
}

struct str text_verified(struct arena *a, struct str key, struct str value)
{
    enum { MAC = 2 * crypto_auth_hmacsha256_BYTES };
    struct str text, mac;

    if (value.n < MAC + 1 || value.p[value.n - MAC - 1] != '.')
        return STR_NONE;
    text = str_sub(value, 0, value.n - MAC - 1);
    mac = str_sub(value, value.n - MAC, MAC);
    return same_secret(mac, signature(a, key, text)) ? text : STR_NONE;
}

#define FORM_COOKIE "mandaris-form"

/* The visitor's cookie when this site signed it. */
static struct str form_cookie(struct req *rq)
{
    struct str value = req_cookie(rq, FORM_COOKIE);

    return str_given(text_verified(rq->arena, rq->priv->app->key, value))
               ? value
               : STR_NONE;
}

struct str csrf_token(struct req *rq)
{
    struct req_private *own = rq->priv;

    if (str_given(own->csrf))
        return own->csrf;
    own->csrf = rq->me.id ? own->session.csrf : form_cookie(rq);
    if (!str_given(own->csrf)) {
        own->csrf =
            text_signed(rq->arena, own->app->key, random_token(rq->arena));
        res_cookie(rq, FORM_COOKIE, own->csrf, -1);
    }
    return own->csrf;
}

static enum err refuse(struct req *rq, const char *why)
{
    rq->priv->denied = why;
    return ERR_FORBIDDEN;
}

enum err csrf_check(struct req *rq)
{
    const struct raw_request *raw = rq->priv->raw;
    struct str site = raw->fetch_site;
    struct str expected = rq->me.id ? rq->priv->session.csrf : form_cookie(rq);

    if (!str_empty(site)) {
        if (!str_is(site, "same-origin") && !str_is(site, "none"))
            return refuse(rq, "cross-site");
    } else if (!str_empty(raw->origin) && !str_empty(rq->config->base_url) &&
               !str_eq(raw->origin, rq->config->base_url)) {
        return refuse(rq, "origin");
    }
    if (!same_secret(req_form_raw(rq, "csrf"), expected))
        return refuse(rq, "csrf");
    return OK;
}
