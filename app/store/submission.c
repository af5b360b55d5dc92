#include "store/submission.h"

#include "store/scope.h"

/* -- rights, steps, editors ------------------------------------------------ */

static const struct field rights_fields[] = {
    FIELD(struct plan_rights, plan),
    FIELD(struct plan_rights, enters),
    FIELD(struct plan_rights, controls),
    FIELD(struct plan_rights, decides),
};
static const struct shape rights_shape =
    SHAPE(struct plan_rights, rights_fields);

struct stmt submission_sql_rights = {
    .sql = "SELECT p.id AS plan, " MAY_ENTER("p") " AS enters, " REACHES_PLAN(
        "'controller'",
        "p") " AS controls, " REACHES_PLAN("'director','authority'",
                                           "p") " AS decides FROM plan p"
                                                " WHERE p.id = ?"
                                                " AND " MAY_WORK_ON_PLAN("p"),
    .params = 17,
    .row = &rights_shape,
};

static const struct field step_fields[] = {
    FIELD(struct plan_step, step),       FIELD(struct plan_step, role),
    FIELD(struct plan_step, body_fr),    FIELD(struct plan_step, body_nl),
    FIELD(struct plan_step, signatures), FIELD(struct plan_step, term_days),
    FIELD(struct plan_step, done_on),
};
const struct shape plan_step_shape = SHAPE(struct plan_step, step_fields);

struct stmt submission_sql_plan_steps = {
    .sql = "SELECT step, role, body_fr, body_nl, signatures, term_days,"
           " CAST(NULL AS DATE) AS done_on FROM plan_step WHERE plan = ?"
           " ORDER BY step",
    .params = 1,
    .row = &plan_step_shape,
};
struct stmt submission_sql_plan_steps_drop = {
    .sql = "DELETE FROM plan_step WHERE plan = ?",
    .params = 1,
};
struct stmt submission_sql_plan_step_add = {
    .sql = "INSERT INTO plan_step (plan, step, role, body_fr, body_nl,"
           " signatures, term_days) VALUES (?, ?, ?, ?, ?, ?, ?)",
    .params = 7,
};

static const struct field editor_fields[] = {
    FIELD(struct plan_editor, account),
};
static const struct shape editor_shape =
    SHAPE(struct plan_editor, editor_fields);

struct stmt submission_sql_editors = {
    .sql = "SELECT account FROM edition_editor WHERE plan = ? AND edition = ?"
           " UNION SELECT made_by FROM edition WHERE plan = ? AND edition = ?"
           " AND made_by IS NOT NULL",
    .params = 4,
    .row = &editor_shape,
};
struct stmt submission_sql_edited = {
    .sql = "INSERT INTO edition_editor (plan, edition, account)"
           " VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE account = account",
    .params = 3,
};

enum err plan_rights(struct db *db, int64_t plan, int64_t account,
                     struct date today, struct plan_rights *out)
{
    return db_one(db, &submission_sql_rights, out, V(account), V(today),
                  V(account), V(today), V(account), V(today), V(account),
                  V(today), V(account), V(today), V(account), V(today), V(plan),
                  V(account), V(today), V(account), V(today));
}

enum err plan_steps(struct db *db, int64_t plan, struct list *out)
{
    return db_all(db, &submission_sql_plan_steps, out, V(plan));
}

enum err plan_steps_set(struct db *db, int64_t plan, struct list steps)
{
    TRY(db_do(db, &submission_sql_plan_steps_drop, NULL, V(plan)));
    for (size_t i = 0; i < steps.count; i++) {
        const struct plan_step *s = LIST_AT(struct plan_step, steps, i);

        TRY(db_do(db, &submission_sql_plan_step_add, NULL, V(plan), V(s->step),
                  V(s->role), V(s->body_fr), V(s->body_nl), V(s->signatures),
                  V(s->term_days)));
    }
    return OK;
}

enum err plan_editors(struct db *db, int64_t plan, int64_t edition,
                      struct list *out)
{
    return db_all(db, &submission_sql_editors, out, V(plan), V(edition),
                  V(plan), V(edition));
}

enum err plan_edited(struct db *db, int64_t plan, int64_t edition,
                     int64_t account)
{
    if (account == 0)
        return OK;
    return db_do(db, &submission_sql_edited, NULL, V(plan), V(edition),
                 V(account));
}

/* -- reading --------------------------------------------------------------- */

static const struct field submission_fields[] = {
    FIELD(struct submission, id),
    FIELD(struct submission, plan),
    FIELD(struct submission, code),
    FIELD(struct submission, edition),
    FIELD(struct submission, state),
    FIELD(struct submission, version),
    FIELD(struct submission, hash),
    FIELD(struct submission, effective_on),
    FIELD(struct submission, submitted_by),
    FIELD(struct submission, submitter),
    FIELD(struct submission, submitted_at),
    FIELD(struct submission, ender),
    FIELD(struct submission, ended_at),
    FIELD(struct submission, reason),
};
static const struct shape submission_shape =
    SHAPE(struct submission, submission_fields);

struct stmt submission_sql_last = {
    .sql = "SELECT s.id, s.plan, p.code, s.edition, s.state, s.version, s.hash,"
           " s.effective_on, s.submitted_by, a.name AS submitter,"
           " s.submitted_at, e.name AS ender, s.ended_at, s.reason"
           " FROM submission s JOIN plan p ON p.id = s.plan"
           " JOIN account a ON a.id = s.submitted_by"
           " LEFT JOIN account e ON e.id = s.ended_by"
           " WHERE s.plan = ? ORDER BY s.id DESC LIMIT 1",
    .params = 1,
    .row = &submission_shape,
};
struct stmt submission_sql_steps = {
    .sql = "SELECT step, role, body_fr, body_nl, signatures, term_days, done_on"
           " FROM submission_step WHERE submission = ? ORDER BY step",
    .params = 1,
    .row = &plan_step_shape,
};

static const struct field act_fields[] = {
    FIELD(struct submission_act, id),
    FIELD(struct submission_act, step),
    FIELD(struct submission_act, recorded),
    FIELD(struct submission_act, account),
    FIELD(struct submission_act, name),
    FIELD(struct submission_act, behind),
    FIELD(struct submission_act, behind_name),
    FIELD(struct submission_act, made_at),
    FIELD(struct submission_act, body),
    FIELD(struct submission_act, signers),
    FIELD(struct submission_act, act_on),
    FIELD(struct submission_act, number),
    FIELD(struct submission_act, file),
    FIELD(struct submission_act, confirmed_by),
    FIELD(struct submission_act, confirmer),
    FIELD(struct submission_act, refused),
};
static const struct shape act_shape = SHAPE(struct submission_act, act_fields);

struct stmt submission_sql_acts = {
    .sql = "SELECT t.id, t.step, t.recorded, t.account, a.name,"
           " t.for_account AS behind, b.name AS behind_name, t.made_at,"
           " t.body, t.signers, t.act_on, t.number, t.file, t.confirmed_by,"
           " c.name AS confirmer, t.refused FROM submission_act t"
           " JOIN account a ON a.id = t.account"
           " LEFT JOIN account b ON b.id = t.for_account"
           " LEFT JOIN account c ON c.id = t.confirmed_by"
           " WHERE t.submission = ? ORDER BY t.step, t.id",
    .params = 1,
    .row = &act_shape,
};

static const struct field remark_fields[] = {
    FIELD(struct submission_remark, item),
    FIELD(struct submission_remark, body),
};
static const struct shape remark_shape =
    SHAPE(struct submission_remark, remark_fields);

struct stmt submission_sql_remarks = {
    .sql = "SELECT item, body FROM submission_remark WHERE submission = ?"
           " ORDER BY item",
    .params = 1,
    .row = &remark_shape,
};

struct content_row {
    struct str content;
};
static const struct field content_fields[] = {
    FIELD(struct content_row, content),
};
static const struct shape content_shape =
    SHAPE(struct content_row, content_fields);

struct stmt submission_sql_content = {
    .sql = "SELECT content FROM submission WHERE id = ?",
    .params = 1,
    .row = &content_shape,
};

enum err submission_last(struct db *db, int64_t plan, struct submission *out)
{
    return db_one(db, &submission_sql_last, out, V(plan));
}

enum err submission_steps(struct db *db, int64_t id, struct list *out)
{
    return db_all(db, &submission_sql_steps, out, V(id));
}

enum err submission_acts(struct db *db, int64_t id, struct list *out)
{
    return db_all(db, &submission_sql_acts, out, V(id));
}

enum err submission_remarks(struct db *db, int64_t id, struct list *out)
{
    return db_all(db, &submission_sql_remarks, out, V(id));
}

enum err submission_content(struct db *db, int64_t id, struct str *out)
{
    struct content_row row;

    TRY(db_one(db, &submission_sql_content, &row, V(id)));
    *out = row.content;
    return OK;
}

/* -- writing --------------------------------------------------------------- */

struct stmt submission_sql_edition_submit = {
    .sql = "UPDATE edition SET state = 'submitted', version = version + 1"
           " WHERE plan = ? AND edition = ? AND state = 'draft'",
    .params = 2,
};
struct stmt submission_sql_add = {
    .sql = "INSERT INTO submission (plan, edition, state, hash, content,"
           " effective_on, submitted_by, submitted_at)"
           " VALUES (?, ?, 'open', ?, ?, ?, ?, ?)",
    .params = 7,
};
struct stmt submission_sql_step_add = {
    .sql = "INSERT INTO submission_step (submission, step, role, body_fr,"
           " body_nl, signatures, term_days) VALUES (?, ?, ?, ?, ?, ?, ?)",
    .params = 7,
};
struct stmt submission_sql_claim = {
    .sql = "UPDATE submission SET version = version + 1"
           " WHERE id = ? AND version = ? AND state = 'open'",
    .params = 2,
};
struct stmt submission_sql_act_add = {
    .sql = "INSERT INTO submission_act (submission, step, recorded, account,"
           " for_account, made_at, body, signers, act_on, number, file)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    .params = 11,
};
struct stmt submission_sql_act_close = {
    .sql = "UPDATE submission_act SET confirmed_by = ?, confirmed_at = ?,"
           " refused = ? WHERE id = ? AND recorded AND account <> ?"
           " AND confirmed_by IS NULL",
    .params = 5,
};
struct stmt submission_sql_step_done = {
    .sql = "UPDATE submission_step SET done_on = ?"
           " WHERE submission = ? AND step = ? AND done_on IS NULL",
    .params = 3,
};
struct stmt submission_sql_remark_add = {
    .sql = "INSERT INTO submission_remark (submission, item, body)"
           " VALUES (?, ?, ?)",
    .params = 3,
};
struct stmt submission_sql_end = {
    .sql = "UPDATE submission SET state = ?, ended_by = ?, ended_at = ?,"
           " reason = ? WHERE id = ? AND state = 'open'",
    .params = 5,
};
struct stmt submission_sql_edition_reopen = {
    .sql = "UPDATE edition SET state = 'draft', version = version + 1"
           " WHERE plan = ? AND edition = ? AND state = 'submitted'",
    .params = 2,
};

/* One row, or somebody was faster. */
#define DO_ONCE(db, st, ...)                                                   \
    do {                                                                       \
        int64_t matched_ = 0;                                                  \
        TRY(db_do((db), (st), &matched_, __VA_ARGS__));                        \
        if (matched_ == 0)                                                     \
            return ERR_CONFLICT;                                               \
    } while (0)

enum err submission_add(struct db *db, struct submission *s, struct str content,
                        struct list steps)
{
    DO_ONCE(db, &submission_sql_edition_submit, V(s->plan), V(s->edition));
    TRY(db_do(db, &submission_sql_add, NULL, V(s->plan), V(s->edition),
              V(s->hash), V(content), V(s->effective_on), V(s->submitted_by),
              V(s->submitted_at)));
    s->id = db_insert_id(db);
    for (size_t i = 0; i < steps.count; i++) {
        const struct plan_step *t = LIST_AT(struct plan_step, steps, i);

        TRY(db_do(db, &submission_sql_step_add, NULL, V(s->id), V(t->step),
                  V(t->role), V(t->body_fr), V(t->body_nl), V(t->signatures),
                  V(t->term_days)));
    }
    return OK;
}

enum err submission_claim(struct db *db, const struct submission *s)
{
    DO_ONCE(db, &submission_sql_claim, V(s->id), V(s->version));
    return OK;
}

enum err submission_act_add(struct db *db, int64_t submission,
                            const struct submission_act *act)
{
    return db_do(db, &submission_sql_act_add, NULL, V(submission), V(act->step),
                 V(act->recorded), V(act->account), value_id(act->behind),
                 V(act->made_at), V(act->body), V(act->signers), V(act->act_on),
                 V(act->number), V(act->file));
}

enum err submission_act_close(struct db *db, int64_t id, int64_t by,
                              struct instant now, bool refused)
{
    DO_ONCE(db, &submission_sql_act_close, V(by), V(now), V(refused), V(id),
            V(by));
    return OK;
}

enum err submission_step_done(struct db *db, int64_t submission, int64_t step,
                              struct date on)
{
    DO_ONCE(db, &submission_sql_step_done, V(on), V(submission), V(step));
    return OK;
}

enum err submission_remark_add(struct db *db, int64_t submission, int64_t item,
                               struct str body)
{
    return db_do(db, &submission_sql_remark_add, NULL, V(submission), V(item),
                 V(body));
}

enum err submission_end(struct db *db, const struct submission *s,
                        const char *state, int64_t by, struct instant now,
                        struct str reason)
{
    DO_ONCE(db, &submission_sql_end, V(state), value_id(by), V(now), V(reason),
            V(s->id));
    if (str_is(str_of(state), "approved"))
        return OK;
    DO_ONCE(db, &submission_sql_edition_reopen, V(s->plan), V(s->edition));
    return OK;
}
