#include "store/approval.h"

#include "core/buf.h"
#include "core/json.h"
#include "store/approver_sql.h"
#include "store/scope.h"

static const struct field heap_fields[] = {
    FIELD(struct approval_heap, plan),
    FIELD(struct approval_heap, period),
    FIELD(struct approval_heap, submitted),
    FIELD(struct approval_heap, code),
};
static const struct shape heap_shape = SHAPE(struct approval_heap, heap_fields);

struct stmt approval_sql_heaps = {
    .sql =
        "SELECT r.plan, r.period, COUNT(*) AS submitted, p.code"
        " FROM result r JOIN plan p ON p.id = r.plan"
        " WHERE r.state = 'submitted' AND NOT EXISTS (SELECT 1 FROM campaign c"
        "  WHERE c.period = r.period AND c.state = 'locked')"
        " AND (" REACHES_PLAN(
            "'director','authority'",
            "p") " OR EXISTS (SELECT 1 FROM"
                 " approval_exception x WHERE x.entity = p.entity"
                 " AND x.account = ? AND ? BETWEEN x.from_on AND x.to_on))"
                 " GROUP BY r.plan, r.period, p.code ORDER BY p.code, r.period",
    .params = 6,
    .row = &heap_shape,
};

struct plan_row {
    int64_t levels;
    int64_t last_approver;
};
static const struct field plan_fields[] = {
    FIELD(struct plan_row, levels),
    FIELD(struct plan_row, last_approver),
};
static const struct shape plan_shape = SHAPE(struct plan_row, plan_fields);

struct stmt approval_sql_plan = {
    .sql = "SELECT approval_levels AS levels, last_approver FROM plan"
           " WHERE id = ?",
    .params = 1,
    .row = &plan_shape,
};

static const struct field approver_fields[] = {
    FIELD(struct approver, plan),        FIELD(struct approver, account),
    FIELD(struct approver, name),        FIELD(struct approver, behind),
    FIELD(struct approver, behind_name), FIELD(struct approver, authority),
    FIELD(struct approver, excepted),    FIELD(struct approver, holder),
    FIELD(struct approver, depth),
};
const struct shape approver_shape = SHAPE(struct approver, approver_fields);

struct stmt approval_sql_approvers = {
    .sql = APPROVERS("= ?"),
    .params = APPROVER_PARAMS,
    .row = &approver_shape,
};

/* Who had a hand in a line: entered or submitted it, then or since; or
 * endorsed what is submitted now. */
struct entered_row {
    int64_t measure;
    int64_t account;
    int64_t for_account;
    bool endorsed;
};
static const struct field entered_fields[] = {
    FIELD(struct entered_row, measure),
    FIELD(struct entered_row, account),
    FIELD(struct entered_row, for_account),
    FIELD(struct entered_row, endorsed),
};
static const struct shape entered_shape =
    SHAPE(struct entered_row, entered_fields);

struct stmt approval_sql_entered = {
    .sql = "SELECT DISTINCT v.measure, v.account, v.for_account,"
           " v.act = 'endorse' AS endorsed FROM result_revision v"
           " JOIN result r ON r.plan = v.plan AND r.period = v.period"
           " AND r.measure = v.measure"
           " WHERE v.plan = ? AND v.period = ? AND v.account IS NOT NULL"
           " AND (v.act IN ('draft','submit','import','accept','refuse')"
           " OR (v.act = 'endorse' AND r.approvals > 0"
           " AND v.revision > (SELECT MAX(w.revision) FROM result_revision w"
           " WHERE w.plan = v.plan AND w.period = v.period"
           " AND w.measure = v.measure"
           " AND w.act IN ('submit','import','accept','refuse'))))",
    .params = 2,
    .row = &entered_shape,
};

enum err approval_heaps(struct db *db, int64_t account, struct date today,
                        struct list *heaps)
{
    return db_all(db, &approval_sql_heaps, heaps, V(account), V(today),
                  V(account), V(today), V(account), V(today));
}

enum err approval_people(struct db *db, int64_t plan, struct date today,
                         struct approval_people *out)
{
    struct plan_row row;

    TRY(db_one(db, &approval_sql_plan, &row, V(plan)));
    out->levels = row.levels;
    out->last_approver = row.last_approver;
    return db_all(db, &approval_sql_approvers, &out->approvers,
                  APPROVER_VALUES(plan, today));
}

enum err approvals_open(struct db *db, struct arena *a, int64_t plan,
                        struct period period, struct date today,
                        struct approvals *out)
{
    struct approval_people people;

    TRY(results_open(db, a, plan, period, true, &out->rs));
    TRY(approval_people(db, plan, today, &people));
    out->levels = people.levels;
    out->last_approver = people.last_approver;
    out->approvers = people.approvers;
    return db_all(db, &approval_sql_entered, &out->entered, V(plan), V(period));
}

/* What workflow.h asks, of one line; in the arena. */
struct question {
    struct candidate *candidates;
    size_t count;
    struct approval_case k;
};

static void put_hands(const struct approvals *ap,
                      const struct result_line *line, struct question *q)
{
    struct arena *a = ap->rs.arena;
    int64_t *entered = NEW_N(a, int64_t, 2 * ap->entered.count + 2);
    struct endorsed *endorsed =
        NEW_N(a, struct endorsed, ap->entered.count + 1);

    entered[q->k.entered_count++] = line->edited_by;
    entered[q->k.entered_count++] = line->submitted_by;
    for (size_t i = 0; i < ap->entered.count; i++) {
        const struct entered_row *row =
            LIST_AT(struct entered_row, ap->entered, i);

        if (row->measure != line->measure)
            continue;
        if (row->endorsed) {
            endorsed[q->k.endorsed_count++] =
                (struct endorsed){row->account, row->for_account};
            continue;
        }
        entered[q->k.entered_count++] = row->account;
        entered[q->k.entered_count++] = row->for_account;
    }
    q->k.entered_by = entered;
    q->k.endorsed = endorsed;
}

struct candidate approver_candidate(const struct approver *k)
{
    return (struct candidate){k->account,  k->behind, k->authority,
                              k->excepted, k->holder, k->depth};
}

static struct question question(const struct approvals *ap,
                                const struct result_line *line)
{
    size_t n = ap->approvers.count;
    struct question q = {
        .candidates = NEW_N(ap->rs.arena, struct candidate, n + 1),
        .count = n,
        .k = {.mandate = str_is(ap->rs.plan_kind, "mandate"),
              .levels = ap->levels,
              .last = ap->last_approver},
    };

    for (size_t i = 0; i < n; i++) {
        const struct approver *k = LIST_AT(struct approver, ap->approvers, i);

        q.candidates[i] = approver_candidate(k);
    }
    put_hands(ap, line, &q);
    return q;
}

struct turn approval_route(const struct approvals *ap,
                           const struct result_line *line, bool *chosen)
{
    struct question q = question(ap, line);

    return workflow_turn(q.candidates, q.count, &q.k, chosen);
}

/* In one's own right first: the list has those before. */
static bool take(const struct approvals *ap, const bool *chosen,
                 int64_t account, struct approval_turn *out)
{
    const struct approver *mine = NULL;

    for (size_t i = 0; i < ap->approvers.count; i++) {
        const struct approver *k = LIST_AT(struct approver, ap->approvers, i);

        if (chosen[i] && k->account == account &&
            (mine == NULL || k->behind == 0))
            mine = k;
    }
    if (mine == NULL)
        return false;
    out->for_account = mine->behind;
    out->for_name = mine->behind_name;
    return true;
}

bool approval_waits(const struct approvals *ap, const struct result_line *line,
                    int64_t account, struct approval_turn *out)
{
    bool *chosen = NEW_N(ap->rs.arena, bool, ap->approvers.count + 1);

    if (line->state != STATE_SUBMITTED)
        return false;
    *out = (struct approval_turn){.turn = approval_route(ap, line, chosen)};
    return take(ap, chosen, account, out);
}

bool approval_confirms(const struct approvals *ap,
                       const struct result_line *line, int64_t account,
                       struct approval_turn *out)
{
    bool *chosen = NEW_N(ap->rs.arena, bool, ap->approvers.count + 1);
    struct question q = question(ap, line);

    *out = (struct approval_turn){0};
    return line->declared && line->confirmed_by == 0 &&
           line->decided_by != account &&
           (line->state == STATE_APPROVED || line->state == STATE_LOCKED) &&
           workflow_confirmers(q.candidates, q.count, &q.k, chosen) &&
           take(ap, chosen, account, out);
}

struct str approval_names(const struct approvals *ap,
                          const struct result_line *line, struct str acting)
{
    bool *chosen = NEW_N(ap->rs.arena, bool, ap->approvers.count + 1);
    struct buf out = buf_new(ap->rs.arena, 64);

    if (approval_route(ap, line, chosen).route == ROUTE_NOBODY)
        return STR_NONE;
    for (size_t i = 0; i < ap->approvers.count; i++) {
        const struct approver *k = LIST_AT(struct approver, ap->approvers, i);

        if (!chosen[i])
            continue;
        if (out.n > 0)
            buf_puts(&out, ", ");
        buf_put(&out, k->name);
        if (k->behind != 0)
            buf_printf(&out, " (%.*s %.*s)", STR_ARG(acting),
                       STR_ARG(k->behind_name));
    }
    return buf_str(&out);
}

/* -- setting --------------------------------------------------------------- */

struct stmt approval_sql_set = {
    .sql = "UPDATE plan SET approval_levels = ?, last_approver = ?"
           " WHERE id = ?",
    .params = 3,
};

enum err approval_setting(struct db *db, struct arena *a, int64_t plan,
                          int64_t levels, int64_t last_approver,
                          const struct result_actor *actor)
{
    struct buf text = buf_new(a, 100);
    int64_t matched;

    TRY(db_do(db, &approval_sql_set, &matched, V(levels),
              value_id(last_approver), V(plan)));
    if (matched == 0)
        return ERR_NOT_FOUND;
    struct json j = json_open(&text);

    json_str(&j, "form", S("approval/1"));
    json_int(&j, "last_approver", last_approver);
    json_int(&j, "levels", levels);
    json_close(&j);
    struct hash content = hash_of(buf_str(&text));
    struct decision decision = {
        .plan = plan,
        .act = S("chain"),
        .account = actor->account,
        .for_account = actor->for_account,
        .object = S("plan"),
        .key = str_printf(a, "%lld", (long long)plan),
        .content = &content,
    };

    return decision_add(db, a, actor->now, &decision);
}
