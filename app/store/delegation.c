#include "store/delegation.h"

#include "core/json.h"
#include "store/scope.h"

static const struct field delegation_fields[] = {
    FIELD(struct delegation, id),
    FIELD(struct delegation, account),
    FIELD(struct delegation, account_name),
    FIELD(struct delegation, delegate),
    FIELD(struct delegation, delegate_name),
    FIELD(struct delegation, basis),
    FIELD(struct delegation, entity),
    FIELD(struct delegation, entity_fr),
    FIELD(struct delegation, entity_nl),
    FIELD(struct delegation, plan),
    FIELD(struct delegation, plan_code),
    FIELD(struct delegation, from_on),
    FIELD(struct delegation, to_on),
    FIELD(struct delegation, reason),
    FIELD(struct delegation, made_by),
    FIELD(struct delegation, made_by_name),
    FIELD(struct delegation, made_at),
    FIELD(struct delegation, ended_by_name),
    FIELD(struct delegation, ended_at),
};
static const struct shape delegation_shape =
    SHAPE(struct delegation, delegation_fields);

#define DELEGATION_COLUMNS                                                     \
    "SELECT d.id, d.account, a.name AS account_name, d.delegate, g.name AS"    \
    " delegate_name, d.basis, d.entity, e.name_fr AS entity_fr, e.name_nl AS"  \
    " entity_nl, d.plan, p.code AS plan_code, d.from_on, d.to_on, d.reason,"   \
    " d.made_by, m.name AS made_by_name, d.made_at, x.name AS ended_by_name,"  \
    " d.ended_at FROM delegation d JOIN account a ON a.id = d.account"         \
    " JOIN account g ON g.id = d.delegate"                                     \
    " JOIN account m ON m.id = d.made_by"                                      \
    " LEFT JOIN account x ON x.id = d.ended_by"                                \
    " LEFT JOIN entity e ON e.id = d.entity"                                   \
    " LEFT JOIN plan p ON p.id = d.plan"

struct stmt delegation_sql_list = {
    .sql = DELEGATION_COLUMNS " WHERE ? OR ? IN (d.account, d.delegate,"
                              " d.made_by) ORDER BY d.ended_at IS NOT NULL,"
                              " d.to_on DESC, d.id DESC LIMIT 200",
    .params = 2,
    .row = &delegation_shape,
};

struct stmt delegation_sql_read = {
    .sql = DELEGATION_COLUMNS " WHERE d.id = ?",
    .params = 1,
    .row = &delegation_shape,
};

enum err delegations(struct db *db, int64_t account, bool all, struct list *out)
{
    return db_all(db, &delegation_sql_list, out, V(all), V(account));
}

enum err delegation_read(struct db *db, int64_t id, struct delegation *out)
{
    return db_one(db, &delegation_sql_read, out, V(id));
}

/* -- choices --------------------------------------------------------------- */

static const struct field choice_fields[] = {
    FIELD(struct delegation_choice, id),
    FIELD(struct delegation_choice, name_fr),
    FIELD(struct delegation_choice, name_nl),
};
static const struct shape choice_shape =
    SHAPE(struct delegation_choice, choice_fields);

/* Assignment m of the person who arranges, in their own right, directs an
 * entity above that of assignment s: account, today. */
#define DIRECTS_ABOVE(s)                                                       \
    "EXISTS (SELECT 1 FROM assignment m JOIN entity_tree mt"                   \
    " ON mt.ancestor = m.entity WHERE mt.entity = " s ".entity"                \
    " AND m.entity <> " s ".entity AND m.role = 'director'"                    \
    " AND m.delegation IS NULL AND " HOLDS_NOW("m") ")"

#define APPROVES_ITSELF(s)                                                     \
    s ".role IN ('director','authority') AND " s ".delegation IS NULL AND " s  \
      ".confirmed_at IS NOT NULL"

struct stmt delegation_sql_absents = {
    .sql =
        "SELECT DISTINCT k.id, k.name AS name_fr, k.name AS name_nl"
        " FROM assignment s JOIN account k ON k.id = s.account"
        " WHERE " APPROVES_ITSELF("s") " AND s.to_on >= ?"
                                       " AND (? OR k.id = ? OR " DIRECTS_ABOVE(
                                           "s") ")"
                                                " ORDER BY k.name LIMIT 500",
    .params = 5,
    .row = &choice_shape,
};

struct stmt delegation_sql_delegates = {
    .sql = "SELECT k.id, k.name AS name_fr, k.name AS name_nl FROM account k"
           " WHERE k.disabled_at IS NULL AND EXISTS (SELECT 1"
           " FROM assignment s WHERE s.account = k.id AND s.to_on >= ?)"
           " AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.account = k.id"
           " AND s.role IN ('admin','reader') AND s.to_on >= ?)"
           " ORDER BY k.name LIMIT 500",
    .params = 2,
    .row = &choice_shape,
};

#define ARRANGING_ROLES "'director','authority','controller'"

struct stmt delegation_sql_entities = {
    .sql = "SELECT e.id, e.name_fr, e.name_nl FROM entity e"
           " WHERE " REACHES_ENTITY(
               ARRANGING_ROLES, "e.id") " ORDER BY e.position, e.id LIMIT 1000",
    .params = 2,
    .row = &choice_shape,
};

struct stmt delegation_sql_plans = {
    .sql = "SELECT p.id, p.code AS name_fr, p.code AS name_nl FROM plan p"
           " WHERE p.closed_on IS NULL AND " REACHES_PLAN(
               ARRANGING_ROLES, "p") " ORDER BY p.code LIMIT 1000",
    .params = 4,
    .row = &choice_shape,
};

struct found {
    bool found;
};
static const struct field found_fields[] = {FIELD(struct found, found)};
static const struct shape found_shape = SHAPE(struct found, found_fields);

struct stmt delegation_sql_above = {
    .sql = "SELECT EXISTS (SELECT 1 FROM assignment s WHERE s.account = ?"
           " AND " APPROVES_ITSELF("s") " AND s.to_on >= ?"
                                        " AND " DIRECTS_ABOVE("s") ") AS found",
    .params = 4,
    .row = &found_shape,
};

struct stmt delegation_sql_admin = {
    .sql = "SELECT EXISTS (SELECT 1 FROM assignment s WHERE s.account = ?"
           " AND s.role = 'admin' AND s.to_on >= ?) AS found",
    .params = 2,
    .row = &found_shape,
};

enum err delegation_absents(struct db *db, int64_t account, bool all,
                            struct date today, struct list *out)
{
    return db_all(db, &delegation_sql_absents, out, V(today), V(all),
                  V(account), V(account), V(today));
}

enum err delegation_delegates(struct db *db, struct date today,
                              struct list *out)
{
    return db_all(db, &delegation_sql_delegates, out, V(today), V(today));
}

enum err delegation_entities(struct db *db, int64_t account, struct date today,
                             struct list *out)
{
    return db_all(db, &delegation_sql_entities, out, V(account), V(today));
}

enum err delegation_plans(struct db *db, int64_t account, struct date today,
                          struct list *out)
{
    return db_all(db, &delegation_sql_plans, out, V(account), V(today),
                  V(account), V(today));
}

enum err delegation_above(struct db *db, int64_t by, int64_t account,
                          struct date today, bool *above)
{
    struct found row;

    TRY(db_one(db, &delegation_sql_above, &row, V(account), V(today), V(by),
               V(today)));
    *above = row.found;
    return OK;
}

enum err delegation_admin(struct db *db, int64_t account, struct date today,
                          bool *admin)
{
    struct found row;

    TRY(db_one(db, &delegation_sql_admin, &row, V(account), V(today)));
    *admin = row.found;
    return OK;
}

/* -- arranging ------------------------------------------------------------- */

struct stmt delegation_sql_add = {
    .sql = "INSERT INTO delegation SET account = ?, delegate = ?, basis = ?,"
           " entity = ?, plan = ?, from_on = ?, to_on = ?, reason = ?,"
           " made_by = ?, made_at = ?",
    .params = 10,
};

/* Tree t with that ancestor and entity. */
#define UNDER(above, below)                                                    \
    "EXISTS (SELECT 1 FROM entity_tree t WHERE t.ancestor = " above            \
    " AND t.entity = " below ")"
#define PLAN_UNDER(above, plan)                                                \
    "EXISTS (SELECT 1 FROM entity_tree t JOIN plan p ON p.entity = t.entity"   \
    " WHERE t.ancestor = " above " AND p.id = " plan ")"

/* The narrower of the role's scope and the delegation's; a superior gives only
 * what lies below them. */
struct stmt delegation_sql_spread = {
    .sql =
        "INSERT INTO assignment (account, role, entity, plan, from_on,"
        " to_on, granted_by, granted_at, confirmed_by, confirmed_at,"
        " delegation, source) SELECT d.delegate, s.role,"
        " CASE WHEN d.plan IS NOT NULL THEN NULL WHEN " UNDER(
            "s.entity",
            "d.entity") " THEN d.entity ELSE s.entity END,"
                        " COALESCE(d.plan, s.plan), "
                        "GREATEST(d.from_on, s.from_on),"
                        " LEAST(d.to_on, s.to_on), d.made_by, ?, "
                        "d.made_by, ?, d.id, s.id"
                        " FROM delegation d JOIN assignment s ON "
                        "s.account = d.account"
                        " AND " APPROVES_ITSELF(
                            "s") " AND s.from_on <= d.to_on AND "
                                 "s.to_on >= d.from_on"
                                 " WHERE d.account = ? AND "
                                 "d.ended_at IS NULL AND d.to_on "
                                 ">= ?"
                                 " AND ((d.plan IS NULL AND "
                                 "d.entity IS NULL)"
                                 " OR s.plan = d.plan "
                                 "OR " PLAN_UNDER(
                                     "s.entity",
                                     "d."
                                     "pla"
                                     "n") " OR " UNDER("s.entity",
                                                       "d.entity") " OR " UNDER("d.entity",
                                                                                "s.entity") " OR " PLAN_UNDER("d.entity",
                                                                                                              "s.plan") ")"
                                                                                                                        " AND (d.basis <> "
                                                                                                                        "'superior' OR "
                                                                                                                        "EXISTS (SELECT 1"
                                                                                                                        " FROM assignment m "
                                                                                                                        "JOIN entity_tree "
                                                                                                                        "mt ON mt.ancestor "
                                                                                                                        "= m.entity"
                                                                                                                        " WHERE mt.entity = "
                                                                                                                        "s.entity AND "
                                                                                                                        "m.entity <> "
                                                                                                                        "s.entity"
                                                                                                                        " AND m.role = "
                                                                                                                        "'director' AND "
                                                                                                                        "m.delegation IS "
                                                                                                                        "NULL"
                                                                                                                        " AND m.account = "
                                                                                                                        "d.made_by AND "
                                                                                                                        "m.confirmed_at IS "
                                                                                                                        "NOT NULL"
                                                                                                                        " AND ? BETWEEN "
                                                                                                                        "m.from_on AND "
                                                                                                                        "m.to_on))"
                                                                                                                        " AND NOT EXISTS "
                                                                                                                        "(SELECT 1 FROM "
                                                                                                                        "assignment c"
                                                                                                                        " WHERE "
                                                                                                                        "c.delegation = "
                                                                                                                        "d.id AND c.source "
                                                                                                                        "= s.id)",
    .params = 5,
};

struct stmt delegation_sql_end = {
    .sql = "UPDATE delegation SET ended_by = ?, ended_at = ? WHERE id = ?"
           " AND ended_at IS NULL",
    .params = 3,
};

struct stmt delegation_sql_drop = {
    .sql = "DELETE FROM assignment WHERE delegation = ?",
    .params = 1,
};

enum err delegation_spread(struct db *db, int64_t account, struct date today,
                           struct instant now, int64_t *copied)
{
    return db_do(db, &delegation_sql_spread, copied, V(now), V(now), V(account),
                 V(today), V(today));
}

enum err delegation_add(struct db *db, struct delegation *d, struct date today,
                        struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &delegation_sql_add, &matched, V(d->account), V(d->delegate),
              V(d->basis), value_id(d->entity), value_id(d->plan),
              V(d->from_on), V(d->to_on), V(d->reason), V(d->made_by), V(now)));
    d->id = db_insert_id(db);
    d->made_at = now;
    TRY(delegation_spread(db, d->account, today, now, &matched));
    return matched > 0 ? OK : ERR_INPUT;
}

enum err delegation_end(struct db *db, const struct delegation *d, int64_t by,
                        struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &delegation_sql_end, &matched, V(by), V(now), V(d->id)));
    if (matched == 0)
        return ERR_CONFLICT;
    return db_do(db, &delegation_sql_drop, &matched, V(d->id));
}

static struct hash content_hash(struct arena *a, const struct delegation *d)
{
    struct buf text = buf_new(a, 200);
    struct json j = json_open(&text);

    json_int(&j, "account", d->account);
    json_str(&j, "basis", d->basis);
    json_int(&j, "delegate", d->delegate);
    json_int(&j, "entity", d->entity);
    json_str(&j, "form", S("delegation/1"));
    json_date(&j, "from_on", d->from_on);
    json_int(&j, "plan", d->plan);
    json_date(&j, "to_on", d->to_on);
    json_close(&j);
    return hash_of(buf_str(&text));
}

enum err delegation_decide(struct db *db, struct arena *a, struct instant now,
                           const char *act, const struct delegation *d,
                           int64_t by)
{
    struct hash content = content_hash(a, d);
    struct decision decision = {
        .act = str_of(act),
        .account = by,
        .object = S("delegation"),
        .key = str_printf(a, "%lld", (long long)d->id),
        .content = &content,
        .reason = d->reason,
    };

    return decision_add(db, a, now, &decision);
}
