/* GET, POST /sign-in. One clear error whatever was wrong, the same time for
 * logins that do not exist, and a pause after too many failures (ASVS 6.3.1).
 */
#include "core/password.h"
#include "store/account.h"
#include "web/page.h"

enum { PAUSE_S = 15 * 60, LOGIN_FAILURES = 10, REMOTE_FAILURES = 60 };

struct sample {
    struct str login;
    struct str name;
};
static const struct field sample_fields[] = {
    FIELD(struct sample, login),
    FIELD(struct sample, name),
};
static const struct shape sample_shape = SHAPE(struct sample, sample_fields);

struct view {
    struct str login;
    struct str password; /* of a sample account, demonstration only */
    struct str next;
    struct list samples;
};
static const struct field view_fields[] = {
    FIELD(struct view, login),
    FIELD(struct view, password),
    FIELD(struct view, next),
    FIELD_LIST(struct view, samples, &sample_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct failures {
    int64_t of_login;
    int64_t of_remote;
};
static const struct field failures_fields[] = {
    FIELD(struct failures, of_login),
    FIELD(struct failures, of_remote),
};
static const struct shape failures_shape =
    SHAPE(struct failures, failures_fields);

struct setting {
    struct str value;
};
static const struct field setting_fields[] = {FIELD(struct setting, value)};
static const struct shape setting_shape = SHAPE(struct setting, setting_fields);

static struct stmt failures_since = {
    .sql = "SELECT (SELECT COUNT(*) FROM sign_in_failure"
           " WHERE login = ? AND made_at > ?) AS of_login,"
           " (SELECT COUNT(*) FROM sign_in_failure"
           " WHERE remote = ? AND made_at > ?) AS of_remote",
    .params = 4,
    .row = &failures_shape,
};

static struct stmt failure_add = {
    .sql = "INSERT INTO sign_in_failure (login, remote, made_at)"
           " VALUES (?, ?, ?)",
    .params = 3,
};

static struct stmt failures_forget = {
    .sql = "DELETE FROM sign_in_failure WHERE login = ? OR made_at < ?",
    .params = 2,
};

static struct stmt samples_all = {
    .sql = "SELECT login, name FROM account"
           " WHERE sample AND disabled_at IS NULL ORDER BY id",
    .row = &sample_shape,
};

static struct stmt demo_password = {
    .sql = "SELECT value FROM setting WHERE name = 'demo_password'",
    .row = &setting_shape,
};

struct entry {
    struct str login;
    struct str password;
    struct str next;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, login, .required = true, .max_chars = 80,
               .label = N_("Login")),
    FORM_FIELD(struct entry, password, .required = true, .secret = true,
               .max_chars = 1000, .label = N_("Password")),
    FORM_FIELD(struct entry, next, .max_chars = 2000, .label = N_("Next page")),
};
static const struct form form = FORM(struct entry, entry_fields);

/* ?sample=LOGIN fills the form. */
static enum err samples_show(struct req *rq, struct view *view)
{
    struct setting password = {STR_NONE};
    struct str wanted = req_query(rq, "sample");

    if (!rq->config->demonstration)
        return OK;
    TRY(db_all0(rq->db, &samples_all, &view->samples));
    enum err err = db_one0(rq->db, &demo_password, &password);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    for (size_t i = 0; i < view->samples.count; i++) {
        const struct sample *s = LIST_AT(struct sample, view->samples, i);
        if (!str_given(wanted) || !str_eq(s->login, wanted))
            continue;
        view->login = s->login;
        view->password = password.value;
    }
    return OK;
}

static enum err show(struct req *rq)
{
    struct view view = {
        .login = req_form_raw(rq, "login"),
        .next = req_query(rq, "next"),
    };

    if (rq->method == METHOD_POST)
        view.next = req_form_raw(rq, "next");
    TRY(samples_show(rq, &view));
    return res_render(rq, &view);
}

static enum err paused(struct req *rq, struct str login, bool *out)
{
    struct failures failures;
    struct instant since = {rq->now.s - PAUSE_S};

    TRY(db_one(rq->db, &failures_since, &failures, V(login), V(since),
               V(req_remote(rq)), V(since)));
    *out = failures.of_login >= LOGIN_FAILURES ||
           failures.of_remote >= REMOTE_FAILURES;
    return OK;
}

/* The failure is committed: the answer is a page, not an error. */
static enum err refuse(struct req *rq, struct str login, struct str text)
{
    TRY(db_do(rq->db, &failure_add, NULL, V(login), V(req_remote(rq)),
              V(rq->now)));
    (void)req_refuse(rq, "login", text);
    return show(rq);
}

static enum err enter(struct req *rq)
{
    struct entry entry;
    struct account_row known = {0};
    bool wait, same;

    TRY(req_form(rq, &form, &entry));
    TRY(paused(rq, entry.login, &wait));
    if (wait)
        return req_refuse(rq, "login",
                          tr(rq->lang, N_("Too many attempts failed. Wait a "
                                          "quarter of an hour, or ask for a "
                                          "new password.")));
    enum err err = account_by_login(rq->db, entry.login, &known);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    TRY(password_check(known.password_hash, entry.password, &same));
    if (!same || known.disabled)
        return refuse(rq, entry.login,
                      tr(rq->lang, N_("This login and password do not go "
                                      "together. Nothing else is wrong.")));
    TRY(db_do(rq->db, &failures_forget, NULL, V(entry.login),
              V((struct instant){rq->now.s - 2 * PAUSE_S})));
    TRY(session_begin(rq, known.id));
    return res_see_other(rq, path_known(rq, entry.next) ? entry.next : S("/"),
                         STR_NONE);
}

PAGE(sign_in, .get = show, .post = enter, .view = &view_shape,
     .sql = SQL(&account_sql_by_login, &failures_since, &failure_add,
                &failures_forget, &samples_all, &demo_password),
     .no_store = true);
