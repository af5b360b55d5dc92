/* GET, POST /link/{token}: whoever has the mailed link chooses a password, once
 * (ASVS 6.4). */
#include "core/password.h"
#include "store/account.h"
#include "web/page.h"
#include "web/secret.h"

struct view {
    bool valid;
    bool invitation;
    struct str login;
    struct str name;
};
static const struct field view_fields[] = {
    FIELD(struct view, valid),
    FIELD(struct view, invitation),
    FIELD(struct view, login),
    FIELD(struct view, name),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct entry {
    struct str password;
    struct str again;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, password, .required = true, .secret = true,
               .max_chars = 1000, .label = N_("New password")),
    FORM_FIELD(struct entry, again, .required = true, .secret = true,
               .max_chars = 1000, .label = N_("The same again")),
};
static const struct form form = FORM(struct entry, entry_fields);

/* The account of the link; ERR_NOT_FOUND when it holds no longer. */
static enum err link_read(struct req *rq, struct account_row *out)
{
    struct str token;
    int64_t id;

    TRY(req_path(rq, "token", &token));
    TRY(account_link_find(rq->db, rq->now, token, &id));
    return account_by_id(rq->db, id, out);
}

static enum err show(struct req *rq)
{
    struct account_row account = {0};
    enum err err = link_read(rq, &account);

    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    struct view view = {
        .valid = err == OK,
        .invitation = str_empty(account.password_hash),
        .login = account.login,
        .name = account.name,
    };
    return res_render(rq, &view);
}

static enum err password_set(struct req *rq, int64_t account,
                             struct str password)
{
    struct str hash, token;

    TRY(password_hash(rq->arena, password, &hash));
    TRY(req_path(rq, "token", &token));
    TRY(account_link_use(rq->db, rq->now, token, &account));
    TRY(account_password_set(rq->db, account, hash));
    return session_begin(rq, account);
}

static enum err choose(struct req *rq)
{
    struct account_row account;
    struct entry entry;

    enum err err = link_read(rq, &account);
    if (err == ERR_NOT_FOUND)
        return show(rq);
    TRY(err);
    TRY(req_form(rq, &form, &entry));
    TRY(secret_check(rq, "password", entry.password, account.login,
                     account.name));
    TRY(secret_same(rq, "again", entry.password, entry.again));
    TRY(password_set(rq, account.id, entry.password));
    return res_see_other(rq, S("/"), tr(rq->lang, N_("Your password is set.")));
}

PAGE(link_use, .get = show, .post = choose, .view = &view_shape,
     .sql = SQL(&account_sql_by_id, ACCOUNT_LINK_USE_SQL, ACCOUNT_PASSWORD_SQL),
     .no_store = true);
