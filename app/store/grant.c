#include "store/grant.h"

#include "core/json.h"

static const struct field grant_fields[] = {
    FIELD(struct grant, id),
    FIELD(struct grant, account),
    FIELD(struct grant, account_name),
    FIELD(struct grant, role),
    FIELD(struct grant, entity),
    FIELD(struct grant, everything),
    FIELD(struct grant, entity_fr),
    FIELD(struct grant, entity_nl),
    FIELD(struct grant, plan_code),
    FIELD(struct grant, from_on),
    FIELD(struct grant, to_on),
    FIELD(struct grant, granted_by),
    FIELD(struct grant, granted_by_name),
    FIELD(struct grant, granted_at),
    FIELD(struct grant, confirmed),
};
const struct shape grant_shape = SHAPE(struct grant, grant_fields);

struct bits {
    int64_t bits;
};
static const struct field bits_fields[] = {FIELD(struct bits, bits)};
static const struct shape bits_shape = SHAPE(struct bits, bits_fields);

struct stmt grant_sql_bits = {
    .sql = "SELECT CAST(COALESCE(BIT_OR(1 << (role - 1)), 0) AS SIGNED)"
           " AS bits FROM assignment WHERE account = ? AND to_on >= ?",
    .params = 2,
    .row = &bits_shape,
};

#define GRANT_COLUMNS                                                          \
    "SELECT g.id, g.account, a.name AS account_name, g.role, g.entity,"        \
    " COALESCE(g.entity = 0, FALSE) AS everything, e.name_fr AS entity_fr,"    \
    " e.name_nl AS entity_nl, p.code AS plan_code, g.from_on, g.to_on,"        \
    " g.granted_by, b.name AS granted_by_name, g.granted_at,"                  \
    " g.confirmed_at IS NOT NULL AS confirmed"                                 \
    " FROM assignment g JOIN account a ON a.id = g.account"                    \
    " LEFT JOIN entity e ON e.id = g.entity"                                   \
    " LEFT JOIN plan p ON p.id = g.plan"                                       \
    " LEFT JOIN account b ON b.id = g.granted_by"

struct stmt grant_sql_of_account = {
    .sql = GRANT_COLUMNS " WHERE g.account = ? AND g.to_on >= ?"
                         " AND g.delegation IS NULL"
                         " ORDER BY g.role, g.id",
    .params = 2,
    .row = &grant_shape,
};

struct stmt grant_sql_waiting = {
    .sql = GRANT_COLUMNS " WHERE g.confirmed_at IS NULL AND g.to_on >= ?"
                         " ORDER BY g.granted_at, g.id",
    .params = 1,
    .row = &grant_shape,
};

struct stmt grant_sql_read = {
    .sql = GRANT_COLUMNS " WHERE g.id = ?",
    .params = 1,
    .row = &grant_shape,
};

struct stmt grant_sql_confirm = {
    .sql = "UPDATE assignment SET confirmed_by = ?, confirmed_at = ?"
           " WHERE id = ? AND confirmed_at IS NULL",
    .params = 3,
};

struct stmt grant_sql_refuse = {
    .sql = "DELETE FROM assignment WHERE id = ? AND confirmed_at IS NULL",
    .params = 1,
};

struct stmt grant_sql_end = {
    .sql = "UPDATE assignment SET to_on = ? WHERE id = ? AND from_on <= ?",
    .params = 3,
};

struct stmt grant_sql_drop = {
    .sql = "DELETE FROM assignment WHERE id = ? AND from_on > ?",
    .params = 2,
};

static const struct field scope_fields[] = {
    FIELD(struct grant_scope, id),
    FIELD(struct grant_scope, name_fr),
    FIELD(struct grant_scope, name_nl),
};
static const struct shape scope_shape = SHAPE(struct grant_scope, scope_fields);

struct stmt grant_sql_entities = {
    .sql = "SELECT id, name_fr, name_nl FROM entity ORDER BY position, id",
    .row = &scope_shape,
};

struct stmt grant_sql_plans = {
    .sql = "SELECT id, code AS name_fr, code AS name_nl FROM plan"
           " ORDER BY code",
    .row = &scope_shape,
};

enum err grant_scopes(struct db *db, struct list *entities, struct list *plans)
{
    TRY(db_all0(db, &grant_sql_entities, entities));
    return db_all0(db, &grant_sql_plans, plans);
}

enum err grants_of_account(struct db *db, int64_t account, struct date today,
                           struct list *out)
{
    return db_all(db, &grant_sql_of_account, out, V(account), V(today));
}

enum err grants_waiting(struct db *db, struct date today, struct list *out)
{
    return db_all(db, &grant_sql_waiting, out, V(today));
}

enum err grants_bits(struct db *db, int64_t account, struct date today,
                     int64_t *bits)
{
    struct bits row;

    TRY(db_one(db, &grant_sql_bits, &row, V(account), V(today)));
    *bits = row.bits;
    return OK;
}

enum err grant_read(struct db *db, int64_t id, struct grant *out)
{
    return db_one(db, &grant_sql_read, out, V(id));
}

/* Four eyes: neither who proposed it nor whom it is for. */
static bool concerned(const struct grant *g, int64_t by)
{
    return g->granted_by == by || g->account == by;
}

enum err grant_confirm(struct db *db, const struct grant *g, int64_t by,
                       struct instant now)
{
    int64_t matched;

    if (concerned(g, by))
        return ERR_FORBIDDEN;
    TRY(db_do(db, &grant_sql_confirm, &matched, V(by), V(now), V(g->id)));
    return matched ? OK : ERR_CONFLICT;
}

enum err grant_refuse(struct db *db, const struct grant *g, int64_t by)
{
    int64_t matched;

    if (concerned(g, by))
        return ERR_FORBIDDEN;
    TRY(db_do(db, &grant_sql_refuse, &matched, V(g->id)));
    return matched ? OK : ERR_CONFLICT;
}

struct stmt grant_sql_undelegate = {
    .sql = "DELETE FROM assignment WHERE source = ?",
    .params = 1,
};

struct stmt grant_sql_former = {
    .sql = "INSERT INTO assignment (account, role, plan, from_on, to_on,"
           " granted_at, confirmed_at) SELECT DISTINCT h.account, 'reader',"
           " h.plan, ?, ? + INTERVAL COALESCE((SELECT CAST(s.value AS INT)"
           " FROM setting s WHERE s.name = 'former_holder_days'), 365) DAY,"
           " ?, ? FROM holder h WHERE h.account = ? AND NOT EXISTS"
           " (SELECT 1 FROM assignment a WHERE a.account = h.account"
           " AND a.plan = h.plan AND a.role = 'reader' AND a.to_on >= ?)",
    .params = 6,
};

enum err grant_end(struct db *db, const struct grant *g, struct date today,
                   struct instant now)
{
    struct date last = date_add_days(today, -1);

    TRY(db_do(db, &grant_sql_undelegate, NULL, V(g->id)));
    if (str_is(g->role, "director"))
        TRY(db_do(db, &grant_sql_former, NULL, V(today), V(today), V(now),
                  V(now), V(g->account), V(today)));
    if (date_cmp(g->from_on, today) >= 0)
        return db_do(db, &grant_sql_drop, NULL, V(g->id), V(last));
    return db_do(db, &grant_sql_end, NULL, V(last), V(g->id), V(last));
}

static struct hash content_hash(struct arena *a, const struct grant *g)
{
    struct buf text = buf_new(a, 200);

    buf_puts(&text, "grant/1");
    struct json j = json_open(&text);
    json_int(&j, "account", g->account);
    json_int(&j, "entity", g->entity);
    json_date(&j, "from_on", g->from_on);
    json_str(&j, "plan", g->plan_code);
    json_str(&j, "role", g->role);
    json_date(&j, "to_on", g->to_on);
    json_close(&j);
    return hash_of(buf_str(&text));
}

enum err grant_decide(struct db *db, struct arena *a, struct instant now,
                      const char *act, const struct grant *grant, int64_t by)
{
    struct hash content = content_hash(a, grant);
    struct decision decision = {
        .act = str_of(act),
        .account = by,
        .object = S("account"),
        .key = str_printf(a, "%lld", (long long)grant->account),
        .content = &content,
        .reason = grant->role,
    };

    return decision_add(db, a, now, &decision);
}
