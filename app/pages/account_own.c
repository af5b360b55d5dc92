/* GET, POST /account: my language and my password. */
#include "core/password.h"
#include "store/account.h"
#include "web/page.h"
#include "web/secret.h"

struct view {
    struct str login;
    struct str name;
    struct str email;
    bool fr, nl, en;
};
static const struct field view_fields[] = {
    FIELD(struct view, login), FIELD(struct view, name),
    FIELD(struct view, email), FIELD(struct view, fr),
    FIELD(struct view, nl),    FIELD(struct view, en),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct stmt account_lang = {
    .sql = "UPDATE account SET lang = ?, version = version + 1 WHERE id = ?",
    .params = 2,
};

static const char *const acts[] = {"language", "password", NULL};
static const char *const langs[] = {"fr", "nl", "en", NULL};

struct entry {
    struct str act;
    struct str lang;
    struct str current;
    struct str password;
    struct str again;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, act, .required = true, .options = acts,
               .label = N_("Action")),
    FORM_FIELD(struct entry, lang, .options = langs, .label = N_("Language")),
    FORM_FIELD(struct entry, current, .secret = true, .max_chars = 1000,
               .label = N_("Present password")),
    FORM_FIELD(struct entry, password, .secret = true, .max_chars = 1000,
               .label = N_("New password")),
    FORM_FIELD(struct entry, again, .secret = true, .max_chars = 1000,
               .label = N_("The same again")),
};
static const struct form form = FORM(struct entry, entry_fields);

static enum err show(struct req *rq)
{
    struct account_row account;

    TRY(account_by_id(rq->db, rq->me.id, &account));
    struct view view = {
        .login = account.login,
        .name = account.name,
        .email = account.email,
        .fr = str_is(account.lang, "fr"),
        .nl = str_is(account.lang, "nl"),
        .en = str_is(account.lang, "en"),
    };
    return res_render(rq, &view);
}

static enum err language_set(struct req *rq, const struct entry *entry)
{
    enum lang lang;

    if (lang_parse(entry->lang, &lang) != OK)
        return req_refuse(rq, "lang", tr(rq->lang, N_("Choose a language.")));
    TRY(db_do(rq->db, &account_lang, NULL, V(entry->lang), V(rq->me.id)));
    res_cookie(rq, "lang", S(""), 0);
    return res_see_other(rq, S("/account"),
                         tr(lang, N_("Your language is set.")));
}

/* ASVS 6.2.3 and 7.4.3: the present one is asked, other sessions end. */
static enum err password_set(struct req *rq, const struct entry *entry)
{
    struct account_row account;
    struct str hash;
    bool same;

    TRY(secret_check(rq, "password", entry->password, rq->me.login,
                     rq->me.name));
    TRY(secret_same(rq, "again", entry->password, entry->again));
    TRY(account_by_id(rq->db, rq->me.id, &account));
    TRY(password_check(account.password_hash, entry->current, &same));
    if (!same)
        return req_refuse(
            rq, "current",
            tr(rq->lang, N_("This is not your present password.")));
    TRY(password_hash(rq->arena, entry->password, &hash));
    TRY(account_password_set(rq->db, rq->me.id, hash));
    TRY(session_begin(rq, rq->me.id));
    return res_see_other(rq, S("/account"),
                         tr(rq->lang, N_("Your password is changed; you are "
                                         "signed out everywhere else.")));
}

static enum err change(struct req *rq)
{
    struct entry entry;

    TRY(req_form(rq, &form, &entry));
    return str_is(entry.act, "language") ? language_set(rq, &entry)
                                         : password_set(rq, &entry);
}

PAGE(account_own, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(&account_lang, &account_sql_by_id, ACCOUNT_PASSWORD_SQL),
     .no_store = true);
