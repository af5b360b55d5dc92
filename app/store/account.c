#include "store/account.h"

#include "core/hash.h"
#include "store/scope.h"

static const struct field account_fields[] = {
    FIELD(struct account_row, id),
    FIELD(struct account_row, login),
    FIELD(struct account_row, name),
    FIELD(struct account_row, email),
    FIELD(struct account_row, lang),
    FIELD(struct account_row, password_hash),
    FIELD(struct account_row, sample),
    FIELD(struct account_row, disabled),
    FIELD(struct account_row, version),
};
static const struct shape account_shape =
    SHAPE(struct account_row, account_fields);

#define ACCOUNT_COLUMNS                                                        \
    "SELECT id, login, name, email, lang, password_hash, sample,"              \
    " disabled_at IS NOT NULL AS disabled, version FROM account"

struct stmt account_sql_by_id = {
    .sql = ACCOUNT_COLUMNS " WHERE id = ?",
    .params = 1,
    .row = &account_shape,
};

struct stmt account_sql_by_login = {
    .sql = ACCOUNT_COLUMNS " WHERE login = ?",
    .params = 1,
    .row = &account_shape,
};

struct stmt account_sql_by_email = {
    .sql = ACCOUNT_COLUMNS " WHERE email = ?",
    .params = 1,
    .row = &account_shape,
};

struct number {
    int64_t n;
};
static const struct field number_fields[] = {FIELD(struct number, n)};
static const struct shape number_shape = SHAPE(struct number, number_fields);

struct stmt account_sql_roles = {
    .sql = "SELECT BIT_OR(1 << (a.role - 1)) AS n FROM assignment a"
           " WHERE " HOLDS_NOW("a"),
    .params = 2,
    .row = &number_shape,
};

struct stmt account_sql_add = {
    .sql = "INSERT INTO account (login, name, email, lang, sample, made_at)"
           " VALUES (?, ?, ?, ?, ?, ?)",
    .params = 6,
};

struct stmt account_sql_password = {
    .sql = "UPDATE account SET password_hash = ?, version = version + 1"
           " WHERE id = ?",
    .params = 2,
};

struct stmt account_sql_disable = {
    .sql = "UPDATE account SET disabled_at = ?, version = version + 1"
           " WHERE id = ?",
    .params = 2,
};

struct stmt account_sql_enable = {
    .sql = "UPDATE account SET disabled_at = NULL, version = version + 1"
           " WHERE id = ? AND disabled_at IS NOT NULL",
    .params = 1,
};

struct stmt account_sql_sessions_end = {
    .sql = "DELETE FROM session WHERE account = ?",
    .params = 1,
};

struct stmt account_sql_assign = {
    .sql = "INSERT INTO assignment (account, role, entity, plan, from_on,"
           " to_on, granted_by, granted_at, confirmed_by, confirmed_at)"
           " VALUES (?, ?, ?, ?, ?, COALESCE(?, '9999-12-31'), ?, ?, ?, ?)",
    .params = 10,
};

struct stmt account_sql_links_end = {
    .sql = "DELETE FROM account_link WHERE account = ? AND used_at IS NULL",
    .params = 1,
};

struct stmt account_sql_link_add = {
    .sql = "INSERT INTO account_link (token, account, kind, made_at,"
           " expires_at) VALUES (?, ?, ?, ?, ?)",
    .params = 5,
};

struct stmt account_sql_link_find = {
    .sql = "SELECT l.account AS n FROM account_link l"
           " JOIN account a ON a.id = l.account"
           " WHERE l.token = ? AND l.used_at IS NULL AND l.expires_at > ?"
           " AND a.disabled_at IS NULL",
    .params = 2,
    .row = &number_shape,
};

struct stmt account_sql_link_use = {
    .sql = "UPDATE account_link SET used_at = ? WHERE token = ?"
           " AND used_at IS NULL",
    .params = 2,
};

enum err account_by_id(struct db *db, int64_t id, struct account_row *out)
{
    return db_one(db, &account_sql_by_id, out, V(id));
}

enum err account_by_login(struct db *db, struct str login,
                          struct account_row *out)
{
    return db_one(db, &account_sql_by_login, out, V(login));
}

enum err account_by_email(struct db *db, struct str email,
                          struct account_row *out)
{
    return db_one(db, &account_sql_by_email, out, V(email));
}

enum err account_roles(struct db *db, int64_t account, struct date today,
                       int64_t *bits)
{
    struct number number;

    TRY(db_one(db, &account_sql_roles, &number, V(account), V(today)));
    *bits = number.n;
    return OK;
}

enum err account_add(struct db *db, struct instant now,
                     struct account_row *account)
{
    TRY(db_do(db, &account_sql_add, NULL, V(account->login), V(account->name),
              V(account->email), V(account->lang), V(account->sample), V(now)));
    account->id = db_insert_id(db);
    return OK;
}

static enum err access_end(struct db *db, int64_t id)
{
    TRY(db_do(db, &account_sql_sessions_end, NULL, V(id)));
    return db_do(db, &account_sql_links_end, NULL, V(id));
}

enum err account_password_set(struct db *db, int64_t id, struct str hash)
{
    int64_t matched;

    TRY(db_do(db, &account_sql_password, &matched, V(hash), V(id)));
    return matched ? access_end(db, id) : ERR_NOT_FOUND;
}

enum err account_disable(struct db *db, int64_t id, struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &account_sql_disable, &matched, V(now), V(id)));
    return matched ? access_end(db, id) : ERR_NOT_FOUND;
}

enum err account_enable(struct db *db, int64_t id)
{
    int64_t matched;

    TRY(db_do(db, &account_sql_enable, &matched, V(id)));
    return matched ? OK : ERR_NOT_FOUND;
}

static bool among(struct str role, const char *const *roles)
{
    while (*roles && !str_is(role, *roles))
        roles++;
    return *roles != NULL;
}

bool account_role_known(struct str role)
{
    static const char *const roles[] = {
        "staff",     "translator", "director", "authority", "chair", "member",
        "secretary", "controller", "auditor",  "reader",    "admin", NULL,
    };

    return among(role, roles);
}

bool account_role_needs_two(struct str role)
{
    static const char *const roles[] = {
        "director",  "authority", "chair", "member",
        "secretary", "auditor",   NULL,
    };

    return among(role, roles);
}

enum err account_assign(struct db *db, struct instant now,
                        const struct assignment *a)
{
    struct value entity = a->everything ? V(0) : value_id(a->entity);

    if (!account_role_known(a->role))
        return ERR_INPUT;
    return db_do(db, &account_sql_assign, NULL, V(a->account), V(a->role),
                 entity, value_id(a->plan), V(a->from_on), V(a->to_on),
                 value_id(a->granted_by), V(now), value_id(a->confirmed_by),
                 V(a->confirmed ? now : (struct instant){0}));
}

/* The hash's 32 bytes, as stored. */
static struct str bytes_of(const struct hash *h)
{
    return (struct str){(const char *)h->bytes, sizeof h->bytes};
}

enum err account_link_add(struct db *db, struct arena *a, struct instant now,
                          int64_t account, enum link_kind kind,
                          struct str *token)
{
    bool invitation = kind == LINK_INVITATION;
    struct instant expires = {now.s + (invitation ? 72 : 2) * 3600};

    *token = random_token(a);
    struct hash hash = hash_of(*token);
    TRY(db_do(db, &account_sql_links_end, NULL, V(account)));
    return db_do(db, &account_sql_link_add, NULL, V(bytes_of(&hash)),
                 V(account), V(invitation ? "invitation" : "reset"), V(now),
                 V(expires));
}

enum err account_link_find(struct db *db, struct instant now, struct str token,
                           int64_t *account)
{
    struct hash hash = hash_of(token);
    struct number number;

    TRY(db_one(db, &account_sql_link_find, &number, V(bytes_of(&hash)),
               V(now)));
    *account = number.n;
    return OK;
}

enum err account_link_use(struct db *db, struct instant now, struct str token,
                          int64_t *account)
{
    struct hash hash = hash_of(token);
    int64_t matched;

    TRY(account_link_find(db, now, token, account));
    TRY(db_do(db, &account_sql_link_use, &matched, V(now), V(bytes_of(&hash))));
    return matched ? OK : ERR_NOT_FOUND;
}
