/* GET, POST /accounts/new: the invitation goes by mail. */
#include "document/letter.h"
#include "store/decision.h"
#include "web/page.h"

#include <string.h>

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

static const char *const langs[] = {"fr", "nl", "en", NULL};

struct entry {
    struct str login;
    struct str name;
    struct str email;
    struct str lang;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, login, .required = true, .max_chars = 80,
               .label = N_("Login")),
    FORM_FIELD(struct entry, name, .required = true, .max_chars = 200,
               .label = N_("Name")),
    FORM_FIELD(struct entry, email, .required = true, .max_chars = 254,
               .label = N_("E-mail address")),
    FORM_FIELD(struct entry, lang, .required = true, .options = langs,
               .label = N_("Language")),
};
static const struct form form = FORM(struct entry, entry_fields);

static enum err show(struct req *rq)
{
    struct str lang = req_form_raw(rq, "lang");
    struct view view = {
        .login = req_form_raw(rq, "login"),
        .name = req_form_raw(rq, "name"),
        .email = req_form_raw(rq, "email"),
        .fr = !str_given(lang) || str_is(lang, "fr"),
        .nl = str_is(lang, "nl"),
        .en = str_is(lang, "en"),
    };

    return res_render(rq, &view);
}

/* Letters, digits, dot, dash and underscore: it is typed and read aloud. */
static bool login_plain(struct str login)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";

    for (size_t i = 0; i < login.n; i++)
        if (!strchr(plain, login.p[i]))
            return false;
    return true;
}

/* One @ with something on both sides and no space; the mail tells the rest. */
static bool email_plausible(struct str email)
{
    ptrdiff_t at = str_find(email, '@', 0);

    return at > 0 && (size_t)at + 1 < email.n &&
           str_find(email, '@', (size_t)at + 1) < 0 &&
           str_find(email, ' ', 0) < 0 && str_find(email, '\n', 0) < 0;
}

static enum err entry_check(struct req *rq, const struct entry *entry)
{
    if (!login_plain(entry->login))
        return req_refuse(rq, "login",
                          tr(rq->lang, N_("A login is made of small letters, "
                                          "digits, dots and dashes.")));
    if (!email_plausible(entry->email))
        return req_refuse(rq, "email",
                          tr(rq->lang, N_("This is not an e-mail address.")));
    return OK;
}

static enum err taken(struct req *rq)
{
    if (str_is(db_duplicate(rq->db), "account_email"))
        return req_refuse(
            rq, "email",
            tr(rq->lang, N_("Another account has this e-mail address.")));
    return req_refuse(rq, "login",
                      tr(rq->lang, N_("Another account has this login.")));
}

static enum err add(struct req *rq)
{
    struct entry entry;
    struct decision decision = {
        .act = S("account"), .account = rq->me.id, .object = S("account")};

    TRY(req_form(rq, &form, &entry));
    TRY(entry_check(rq, &entry));
    struct account_row account = {
        .login = entry.login,
        .name = entry.name,
        .email = entry.email,
        .lang = entry.lang,
    };
    enum err err = account_add(rq->db, rq->now, &account);
    if (err == ERR_CONFLICT)
        return taken(rq);
    TRY(err);
    TRY(letter_link(LETTER(rq), account.id, LINK_INVITATION));
    decision.key = str_printf(rq->arena, "%lld", (long long)account.id);
    TRY(decision_add(rq->db, rq->arena, rq->now, &decision));
    return res_see_other(
        rq, PATH(rq, "/accounts/{}", V(account.id)),
        tr(rq->lang, N_("The account exists; its invitation is on its way.")));
}

PAGE(account_new, .get = show, .post = add, .view = &view_shape,
     .sql = SQL(&account_sql_add, LETTER_LINK_SQL, DECISION_SQL),
     .no_store = true);
