/* GET, POST /password-forgot: mails a link; the answer does not tell whether
 * the account exists. */
#include "document/letter.h"
#include "web/page.h"

enum { MAILS_AN_HOUR = 5 };

struct view {
    struct str login;
};
static const struct field view_fields[] = {FIELD(struct view, login)};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct recent {
    int64_t links;
};
static const struct field recent_fields[] = {FIELD(struct recent, links)};
static const struct shape recent_shape = SHAPE(struct recent, recent_fields);

static struct stmt mails_since = {
    .sql = "SELECT COUNT(*) AS links FROM mail"
           " WHERE account = ? AND made_at > ?",
    .params = 2,
    .row = &recent_shape,
};

struct entry {
    struct str login;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, login, .required = true, .max_chars = 254,
               .label = N_("Login or e-mail address")),
};
static const struct form form = FORM(struct entry, entry_fields);

static enum err show(struct req *rq)
{
    struct view view = {req_form_raw(rq, "login")};

    return res_render(rq, &view);
}

static enum err account_find(struct req *rq, struct str name,
                             struct account_row *out)
{
    enum err err = account_by_login(rq->db, name, out);

    return err == ERR_NOT_FOUND ? account_by_email(rq->db, name, out) : err;
}

static enum err link_send(struct req *rq, const struct account_row *account)
{
    struct recent recent;
    struct instant hour_ago = {rq->now.s - 3600};

    TRY(db_one(rq->db, &mails_since, &recent, V(account->id), V(hour_ago)));
    if (account->disabled || recent.links >= MAILS_AN_HOUR)
        return OK;
    return letter_link(LETTER(rq), account->id, LINK_RESET);
}

static enum err ask(struct req *rq)
{
    struct entry entry;
    struct account_row account;

    TRY(req_form(rq, &form, &entry));
    enum err err = account_find(rq, entry.login, &account);
    if (err == OK)
        err = link_send(rq, &account);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    return res_see_other(
        rq, S("/sign-in"),
        tr(rq->lang, N_("If there is such an account, a mail with a link is "
                        "on its way to it.")));
}

PAGE(password_forgot, .get = show, .post = ask, .view = &view_shape,
     .sql = SQL(&mails_since, &account_sql_by_login, &account_sql_by_email,
                LETTER_LINK_SQL),
     .no_store = true);
