#include "store/approval.h"

#include "core/buf.h"
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
        " AND " REACHES_PLAN(
            "'director','authority'",
            "p") " GROUP BY r.plan, r.period, p.code ORDER BY p.code, r.period",
    .params = 4,
    .row = &heap_shape,
};

static const struct field approver_fields[] = {
    FIELD(struct approver, account),   FIELD(struct approver, name),
    FIELD(struct approver, authority), FIELD(struct approver, holder),
    FIELD(struct approver, depth),
};
static const struct shape approver_shape =
    SHAPE(struct approver, approver_fields);

/* A role on everything (ancestor 0) is the farthest. Parameters: plan and
 * day, three times. */
struct stmt approval_sql_approvers = {
    .sql = "SELECT c.account, k.name, c.role = 'authority' AS authority,"
           " EXISTS (SELECT 1 FROM holder h WHERE h.plan = ?"
           " AND h.account = c.account"
           " AND ? BETWEEN COALESCE(h.from_on, '1000-01-01')"
           " AND COALESCE(h.to_on, '9999-12-31')) AS holder,"
           " MIN(c.depth) AS depth FROM ("
           "SELECT a.account, a.role, IF(t.ancestor = 0, 1000, t.depth)"
           " AS depth FROM plan p JOIN entity_tree t ON t.entity = p.entity"
           " JOIN assignment a ON a.entity = t.ancestor WHERE p.id = ?"
           " AND a.role IN ('director','authority')"
           " AND ? BETWEEN a.from_on AND a.to_on"
           " AND a.confirmed_at IS NOT NULL"
           " UNION ALL SELECT a.account, a.role, 0 FROM assignment a"
           " WHERE a.plan = ? AND a.role IN ('director','authority')"
           " AND ? BETWEEN a.from_on AND a.to_on"
           " AND a.confirmed_at IS NOT NULL) c"
           " JOIN account k ON k.id = c.account AND k.disabled_at IS NULL"
           " GROUP BY c.account, k.name, c.role ORDER BY authority, depth,"
           " k.name",
    .params = 6,
    .row = &approver_shape,
};

struct entered_row {
    int64_t measure;
    int64_t account;
};
static const struct field entered_fields[] = {
    FIELD(struct entered_row, measure),
    FIELD(struct entered_row, account),
};
static const struct shape entered_shape =
    SHAPE(struct entered_row, entered_fields);

struct stmt approval_sql_entered = {
    .sql = "SELECT DISTINCT measure, account FROM result_revision"
           " WHERE plan = ? AND period = ? AND account IS NOT NULL"
           " AND act IN ('draft','submit','import')",
    .params = 2,
    .row = &entered_shape,
};

enum err approval_heaps(struct db *db, int64_t account, struct date today,
                        struct list *heaps)
{
    return db_all(db, &approval_sql_heaps, heaps, V(account), V(today),
                  V(account), V(today));
}

enum err approvals_open(struct db *db, struct arena *a, int64_t plan,
                        struct period period, struct date today,
                        struct approvals *out)
{
    TRY(results_open(db, a, plan, period, true, &out->rs));
    TRY(db_all(db, &approval_sql_approvers, &out->approvers, V(plan), V(today),
               V(plan), V(today), V(plan), V(today)));
    return db_all(db, &approval_sql_entered, &out->entered, V(plan), V(period));
}

static size_t entered_by(const struct approvals *ap,
                         const struct result_line *line, int64_t *out)
{
    size_t n = 0;

    out[n++] = line->edited_by;
    out[n++] = line->submitted_by;
    for (size_t i = 0; i < ap->entered.count; i++) {
        const struct entered_row *row =
            LIST_AT(struct entered_row, ap->entered, i);

        if (row->measure == line->measure)
            out[n++] = row->account;
    }
    return n;
}

enum route_taken approval_route(const struct approvals *ap,
                                const struct result_line *line, bool *chosen)
{
    struct arena *a = ap->rs.arena;
    size_t n = ap->approvers.count;
    struct candidate *candidates = NEW_N(a, struct candidate, n + 1);
    int64_t *entered = NEW_N(a, int64_t, ap->entered.count + 2);
    size_t entered_count = entered_by(ap, line, entered);

    for (size_t i = 0; i < n; i++) {
        const struct approver *k = LIST_AT(struct approver, ap->approvers, i);

        candidates[i] =
            (struct candidate){k->account, k->authority, k->depth, k->holder};
    }
    return workflow_approvers(candidates, n, entered, entered_count,
                              str_is(ap->rs.plan_kind, "mandate"), chosen);
}

bool approval_waits(const struct approvals *ap, const struct result_line *line,
                    int64_t account, bool *declares)
{
    bool *chosen = NEW_N(ap->rs.arena, bool, ap->approvers.count + 1);

    if (line->state != STATE_SUBMITTED)
        return false;
    *declares = approval_route(ap, line, chosen) == ROUTE_DECLARATION;
    for (size_t i = 0; i < ap->approvers.count; i++) {
        if (chosen[i] &&
            LIST_AT(struct approver, ap->approvers, i)->account == account)
            return true;
    }
    return false;
}

struct str approval_names(const struct approvals *ap,
                          const struct result_line *line)
{
    bool *chosen = NEW_N(ap->rs.arena, bool, ap->approvers.count + 1);
    struct buf out = buf_new(ap->rs.arena, 64);

    if (approval_route(ap, line, chosen) == ROUTE_NOBODY)
        return STR_NONE;
    for (size_t i = 0; i < ap->approvers.count; i++) {
        if (!chosen[i])
            continue;
        if (out.n > 0)
            buf_puts(&out, ", ");
        buf_put(&out, LIST_AT(struct approver, ap->approvers, i)->name);
    }
    return buf_str(&out);
}
