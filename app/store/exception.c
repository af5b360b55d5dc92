#include "store/exception.h"

#include "core/json.h"
#include "store/scope.h"

static const struct field exception_fields[] = {
    FIELD(struct exception, id),
    FIELD(struct exception, entity),
    FIELD(struct exception, entity_fr),
    FIELD(struct exception, entity_nl),
    FIELD(struct exception, account),
    FIELD(struct exception, account_name),
    FIELD(struct exception, from_on),
    FIELD(struct exception, to_on),
    FIELD(struct exception, reason),
    FIELD(struct exception, granted_by_name),
    FIELD(struct exception, granted_at),
    FIELD(struct exception, ended_by_name),
    FIELD(struct exception, ended_at),
};
static const struct shape exception_shape =
    SHAPE(struct exception, exception_fields);

#define EXCEPTION_COLUMNS                                                      \
    "SELECT x.id, x.entity, e.name_fr AS entity_fr, e.name_nl AS entity_nl,"   \
    " x.account, k.name AS account_name, x.from_on, x.to_on, x.reason,"        \
    " g.name AS granted_by_name, x.granted_at, b.name AS ended_by_name,"       \
    " x.ended_at FROM approval_exception x JOIN entity e ON e.id = x.entity"   \
    " JOIN account k ON k.id = x.account"                                      \
    " JOIN account g ON g.id = x.granted_by"                                   \
    " LEFT JOIN account b ON b.id = x.ended_by"

struct stmt exception_sql_list = {
    .sql = EXCEPTION_COLUMNS " ORDER BY x.ended_at IS NOT NULL, x.to_on DESC,"
                             " x.id DESC LIMIT 500",
    .row = &exception_shape,
};

struct stmt exception_sql_read = {
    .sql = EXCEPTION_COLUMNS " WHERE x.id = ?",
    .params = 1,
    .row = &exception_shape,
};

static const struct field choice_fields[] = {
    FIELD(struct exception_choice, entity),
    FIELD(struct exception_choice, account),
    FIELD(struct exception_choice, name),
    FIELD(struct exception_choice, entity_fr),
    FIELD(struct exception_choice, entity_nl),
};
static const struct shape choice_shape =
    SHAPE(struct exception_choice, choice_fields);

struct stmt exception_sql_choices = {
    .sql = "SELECT DISTINCT e.id AS entity, k.id AS account, k.name,"
           " e.name_fr AS entity_fr, e.name_nl AS entity_nl FROM plan p"
           " JOIN entity e ON e.id = p.entity"
           " JOIN entity_tree t ON t.entity = e.id"
           " JOIN assignment a ON a.entity = t.ancestor"
           " JOIN account k ON k.id = a.account AND k.disabled_at IS NULL"
           " WHERE a.role IN ('staff','director') AND a.delegation IS NULL"
           " AND a.confirmed_at IS NOT NULL AND ? BETWEEN a.from_on AND a.to_on"
           " ORDER BY e.position, e.id, k.name LIMIT 2000",
    .params = 1,
    .row = &choice_shape,
};

struct stmt exception_sql_add = {
    .sql = "INSERT INTO approval_exception SET entity = ?, account = ?,"
           " from_on = ?, to_on = ?, reason = ?, granted_by = ?,"
           " granted_at = ?",
    .params = 7,
};

struct stmt exception_sql_end = {
    .sql = "UPDATE approval_exception SET to_on = LEAST(to_on, ?),"
           " ended_by = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL",
    .params = 4,
};

enum err exceptions(struct db *db, struct list *out)
{
    return db_all0(db, &exception_sql_list, out);
}

enum err exception_read(struct db *db, int64_t id, struct exception *out)
{
    return db_one(db, &exception_sql_read, out, V(id));
}

enum err exception_choices(struct db *db, struct date today, struct list *out)
{
    return db_all(db, &exception_sql_choices, out, V(today));
}

enum err exception_add(struct db *db, struct exception *x, int64_t by,
                       struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &exception_sql_add, &matched, V(x->entity), V(x->account),
              V(x->from_on), V(x->to_on), V(x->reason), V(by), V(now)));
    x->id = db_insert_id(db);
    return OK;
}

enum err exception_end(struct db *db, const struct exception *x, int64_t by,
                       struct date today, struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &exception_sql_end, &matched, V(date_add_days(today, -1)),
              V(by), V(now), V(x->id)));
    return matched == 0 ? ERR_CONFLICT : OK;
}

enum err exception_decide(struct db *db, struct arena *a, struct instant now,
                          const char *act, const struct exception *x,
                          int64_t by)
{
    struct buf text = buf_new(a, 200);
    struct json j = json_open(&text);

    json_int(&j, "account", x->account);
    json_int(&j, "entity", x->entity);
    json_str(&j, "form", S("exception/1"));
    json_date(&j, "from_on", x->from_on);
    json_date(&j, "to_on", x->to_on);
    json_close(&j);
    struct hash content = hash_of(buf_str(&text));
    struct decision decision = {
        .act = str_of(act),
        .account = by,
        .object = S("exception"),
        .key = str_printf(a, "%lld", (long long)x->id),
        .content = &content,
        .reason = x->reason,
    };

    return decision_add(db, a, now, &decision);
}
