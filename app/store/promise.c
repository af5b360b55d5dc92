#include "store/promise.h"

#include "store/running.h"
#include "store/scope.h"

static const struct field promise_fields[] = {
    FIELD(struct promise, measure),     FIELD(struct promise, from_plan),
    FIELD(struct promise, code),        FIELD(struct promise, ref),
    FIELD(struct promise, name_fr),     FIELD(struct promise, name_nl),
    FIELD(struct promise, status),      FIELD(struct promise, actions_fr),
    FIELD(struct promise, actions_nl),  FIELD(struct promise, choice),
    FIELD(struct promise, reason),      FIELD(struct promise, defer_to),
    FIELD(struct promise, proposed_by), FIELD(struct promise, proposer),
    FIELD(struct promise, approver),    FIELD(struct promise, version),
};
static const struct shape promise_shape = SHAPE(struct promise, promise_fields);

/* Result r, once submitted, promised something or did not reach green. */
#define UNFINISHED                                                             \
    " r.state IN ('submitted','approved','locked') AND NOT r.not_applicable"   \
    " AND r.reported_by IS NULL AND r.moved_to IS NULL"                        \
    " AND (COALESCE(r.status_chosen, r.status) IN ('partial','not_achieved')"  \
    " OR EXISTS (SELECT 1 FROM result_text y WHERE y.plan = r.plan"            \
    " AND y.period = r.period AND y.measure = r.measure"                       \
    " AND y.field = 'actions' AND y.body <> ''))"
#define ACTIONS(lang)                                                          \
    "(SELECT x.body FROM result_text x WHERE x.plan = r.plan"                  \
    " AND x.period = r.period AND x.measure = r.measure"                       \
    " AND x.field = 'actions' AND x.lang = '" lang "')"

struct stmt promise_sql_of = {
    .sql =
        "SELECT r.measure, r.plan AS from_plan, r.code,"
        " COALESCE(i.ref, t.ref) AS ref,"
        " COALESCE(i.description_fr, t.title_fr) AS name_fr,"
        " COALESCE(i.description_nl, t.title_nl) AS name_nl,"
        " COALESCE(r.status_chosen, r.status) AS "
        "status, " ACTIONS("fr") " AS actions_fr, " ACTIONS(
            "nl") " AS actions_nl,"
                  " w.choice, w.reason,"
                  " w.defer_to,"
                  " w.proposed_by,"
                  " a.name AS proposer,"
                  " b.name AS approver,"
                  " COALESCE(w.version, 0)"
                  " AS version"
                  " FROM (SELECT DISTINCT lineage FROM measure "
                  "WHERE plan = ?) l"
                  " JOIN measure m ON m.lineage = l.lineage"
                  " JOIN plan p ON p.id = m.plan"
                  " JOIN result r ON r.plan = m.plan AND "
                  "r.period = ?"
                  " AND r.measure = m.id"
                  " LEFT JOIN edition_indicator i ON i.plan = "
                  "r.plan"
                  " AND i.edition = r.edition AND i.id = "
                  "r.measure"
                  " LEFT JOIN edition_item t ON t.plan = r.plan"
                  " AND t.edition = r.edition AND t.id = m.item"
                  " LEFT JOIN promise w ON w.plan = ? AND "
                  "w.period = ?"
                  " AND w.measure = r.measure"
                  " LEFT JOIN account a ON a.id = w.proposed_by"
                  " LEFT JOIN account b ON b.id = w.approved_by"
                  " WHERE" UNFINISHED
                  " AND " MAY_WORK_ON_PLAN("p") " ORDER BY r.plan, r.measure",
    .params = 8,
    .row = &promise_shape,
};

enum err promises_of(struct db *db, int64_t plan, struct period period,
                     int64_t account, struct date today, struct list *out)
{
    return db_all(db, &promise_sql_of, out, V(plan), V(period_before(period)),
                  V(plan), V(period), V(account), V(today), V(account),
                  V(today));
}

/* -- choices --------------------------------------------------------------- */

struct stmt promise_sql_add = {
    .sql = "INSERT INTO promise SET plan = ?, period = ?, measure = ?,"
           " choice = ?, reason = ?, defer_to = ?, proposed_by = ?,"
           " proposed_at = ?",
    .params = 8,
};
struct stmt promise_sql_change = {
    .sql = "UPDATE promise SET choice = ?, reason = ?, defer_to = ?,"
           " proposed_by = ?, proposed_at = ?, approved_by = NULL,"
           " approved_at = NULL, version = version + 1"
           " WHERE plan = ? AND period = ? AND measure = ? AND version = ?",
    .params = 9,
};
struct stmt promise_sql_approve = {
    .sql = "UPDATE promise SET approved_by = ?, approved_at = ?,"
           " version = version + 1 WHERE plan = ? AND period = ?"
           " AND measure = ? AND version = ? AND proposed_by <> ?"
           " AND approved_by IS NULL",
    .params = 7,
};

bool promise_lacks(const struct promise *p, struct date today)
{
    if (str_is(p->choice, "defer") &&
        (!date_given(p->defer_to) || date_cmp(p->defer_to, today) <= 0))
        return true;
    return !str_is(p->choice, "continue") && str_empty(str_trim(p->reason));
}

static struct decision decision_on(struct arena *a, const char *act,
                                   int64_t plan, struct period period,
                                   const struct promise *p,
                                   const struct campaign_actor *who)
{
    struct str until = date_text(a, p->defer_to);

    return (struct decision){
        .plan = plan,
        .act = str_of(act),
        .account = who->account,
        .object = S("promise"),
        .key = str_printf(a, "%.*s %.*s %.*s%s%.*s",
                          STR_ARG(period_text(a, period)), STR_ARG(p->code),
                          STR_ARG(p->choice), str_empty(until) ? "" : " ",
                          STR_ARG(until)),
        .reason = p->reason,
    };
}

enum err promise_propose(struct db *db, struct arena *a, int64_t plan,
                         struct period period, const struct promise *next,
                         int64_t seen, const struct campaign_actor *who,
                         struct decision *d)
{
    int64_t matched;

    if (promise_lacks(next, who->today))
        return ERR_INPUT;
    *d = decision_on(a, "carry_over", plan, period, next, who);
    if (seen == 0)
        return db_do(db, &promise_sql_add, &matched, V(plan), V(period),
                     V(next->measure), V(next->choice), V(next->reason),
                     V(next->defer_to), V(who->account), V(who->now));
    TRY(db_do(db, &promise_sql_change, &matched, V(next->choice),
              V(next->reason), V(next->defer_to), V(who->account), V(who->now),
              V(plan), V(period), V(next->measure), V(seen)));
    return matched == 1 ? OK : ERR_CONFLICT;
}

enum err promise_approve(struct db *db, struct arena *a, int64_t plan,
                         struct period period, const struct promise *p,
                         int64_t seen, const struct campaign_actor *who,
                         struct decision *d)
{
    int64_t matched;

    if (p->version == 0 || p->proposed_by == who->account)
        return ERR_FORBIDDEN;
    *d = decision_on(a, "approve_carry_over", plan, period, p, who);
    TRY(db_do(db, &promise_sql_approve, &matched, V(who->account), V(who->now),
              V(plan), V(period), V(p->measure), V(seen), V(who->account)));
    return matched == 1 ? OK : ERR_CONFLICT;
}

/* -- what is open ---------------------------------------------------------- */

static const struct field open_fields[] = {
    FIELD(struct promise_open, plan),
    FIELD(struct promise_open, entity_fr),
    FIELD(struct promise_open, entity_nl),
    FIELD(struct promise_open, name_fr),
    FIELD(struct promise_open, name_nl),
    FIELD(struct promise_open, count),
};
static const struct shape open_shape = SHAPE(struct promise_open, open_fields);

struct stmt promise_sql_open = {
    .sql = "SELECT p.id AS plan, n.name_fr AS entity_fr,"
           " n.name_nl AS entity_nl,"
           " COALESCE(e.section_fr, e.title_fr) AS name_fr,"
           " COALESCE(e.section_nl, e.title_nl) AS name_nl,"
           " COUNT(DISTINCT r.measure) AS count FROM" RUNNING_PLANS
           " JOIN entity n ON n.id = p.entity JOIN measure m ON m.plan = p.id"
           " JOIN measure o ON o.lineage = m.lineage"
           " JOIN result r ON r.plan = o.plan AND r.period = ?"
           " AND r.measure = o.id"
           " LEFT JOIN promise w ON w.plan = p.id AND w.period = ?"
           " AND w.measure = r.measure"
           " WHERE" UNFINISHED " AND (w.approved_at IS NULL"
           " OR (w.choice = 'defer' AND w.defer_to < ?))"
           " AND " REACHES_ENTITY(
               "'controller','auditor'",
               "p.entity") " GROUP BY p.id ORDER BY n.position, p.id",
    .params = 9,
    .row = &open_shape,
};

enum err promises_open(struct db *db, struct period period, int64_t account,
                       struct date today, struct list *out)
{
    return db_all(db, &promise_sql_open, out, RUNNING_IN(period),
                  V(period_before(period)), V(period), V(today), V(account),
                  V(today));
}
