#include "store/evidence.h"

#include <string.h>

#include "store/scope.h"

static const struct field evidence_fields[] = {
    FIELD(struct evidence, id),
    FIELD(struct evidence, plan),
    FIELD(struct evidence, period),
    FIELD(struct evidence, measure),
    FIELD(struct evidence, name),
    FIELD(struct evidence, type),
    FIELD(struct evidence, bytes),
    FIELD(struct evidence, sha256),
    FIELD(struct evidence, file),
    FIELD(struct evidence, added_by),
    FIELD(struct evidence, added_name),
    FIELD(struct evidence, added_at),
    FIELD(struct evidence, released),
    FIELD(struct evidence, released_name),
    FIELD(struct evidence, released_at),
    FIELD(struct evidence, withdrawn_name),
    FIELD(struct evidence, withdrawn_at),
    FIELD(struct evidence, withdrawn_reason),
    FIELD(struct evidence, entity),
    FIELD(struct evidence, state),
};
static const struct shape evidence_shape =
    SHAPE(struct evidence, evidence_fields);

#define EVIDENCE                                                               \
    "SELECT e.id, e.plan, e.period, e.measure, e.name, e.type, e.bytes,"       \
    " e.sha256, e.file, e.added_by, a.name AS added_name, e.added_at,"         \
    " e.released, l.name AS released_name, e.released_at,"                     \
    " w.name AS withdrawn_name, e.withdrawn_at, e.withdrawn_reason,"           \
    " p.entity, r.state FROM evidence e JOIN plan p ON p.id = e.plan"          \
    " JOIN account a ON a.id = e.added_by"                                     \
    " LEFT JOIN account l ON l.id = e.released_by"                             \
    " LEFT JOIN account w ON w.id = e.withdrawn_by"                            \
    " LEFT JOIN result r ON r.plan = e.plan AND r.period = e.period"           \
    " AND r.measure = e.measure"

struct stmt evidence_sql_of = {
    .sql = EVIDENCE " WHERE e.plan = ? AND e.period = ? AND e.measure = ?"
                    " ORDER BY e.id",
    .params = 3,
    .row = &evidence_shape,
};
struct stmt evidence_sql_find = {
    .sql = EVIDENCE " WHERE e.id = ? AND " MAY_READ_RESULTS("p"),
    .params = 5,
    .row = &evidence_shape,
};
struct stmt evidence_sql_add = {
    .sql = "INSERT INTO evidence (plan, period, measure, name, type, bytes,"
           " sha256, file, added_by, added_at)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    .params = 10,
};
struct stmt evidence_sql_remove = {
    .sql = "DELETE FROM evidence WHERE id = ? AND withdrawn_at IS NULL",
    .params = 1,
};
struct stmt evidence_sql_release = {
    .sql = "UPDATE evidence SET released = ?, released_by = ?, released_at = ?"
           " WHERE id = ? AND released <> ? AND withdrawn_at IS NULL",
    .params = 5,
};
struct stmt evidence_sql_withdraw = {
    .sql = "UPDATE evidence SET released = FALSE, withdrawn_by = ?,"
           " withdrawn_at = ?, withdrawn_reason = ?"
           " WHERE id = ? AND withdrawn_at IS NULL",
    .params = 4,
};

enum err evidence_of(struct db *db, int64_t plan, struct period period,
                     int64_t measure, struct list *out)
{
    return db_all(db, &evidence_sql_of, out, V(plan), V(period), V(measure));
}

enum err evidence_find(struct db *db, int64_t id, int64_t account,
                       struct date today, struct evidence *out)
{
    return db_one(db, &evidence_sql_find, out, V(id), V(account), V(today),
                  V(account), V(today));
}

enum err evidence_add(struct db *db, struct evidence *e)
{
    TRY(db_do(db, &evidence_sql_add, NULL, V(e->plan), V(e->period),
              V(e->measure), V(e->name), V(e->type), V(e->bytes), V(e->sha256),
              V(e->file), V(e->added_by), V(e->added_at)));
    e->id = db_insert_id(db);
    return OK;
}

enum err evidence_remove(struct db *db, const struct evidence *e)
{
    int64_t matched;

    TRY(db_do(db, &evidence_sql_remove, &matched, V(e->id)));
    return matched == 1 ? OK : ERR_CONFLICT;
}

static enum err decide(struct db *db, struct arena *a, const char *act,
                       const struct evidence *e, struct str reason,
                       int64_t account, struct instant now)
{
    struct hash content;

    if (e->sha256.n != sizeof(content.bytes))
        return ERR_INTERNAL;
    memcpy(content.bytes, e->sha256.p, sizeof(content.bytes));
    return decision_add(db, a, now,
                        &(struct decision){
                            .plan = e->plan,
                            .act = str_of(act),
                            .account = account,
                            .object = S("evidence"),
                            .key = str_printf(a, "%lld", (long long)e->id),
                            .content = &content,
                            .reason = reason,
                        });
}

enum err evidence_release(struct db *db, struct arena *a,
                          const struct evidence *e, bool released,
                          int64_t account, struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &evidence_sql_release, &matched, V(released), V(account),
              V(now), V(e->id), V(released)));
    if (matched != 1)
        return ERR_CONFLICT;
    return decide(db, a, released ? "publish" : "unpublish", e, STR_NONE,
                  account, now);
}

enum err evidence_withdraw(struct db *db, struct arena *a,
                           const struct evidence *e, struct str reason,
                           int64_t account, struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &evidence_sql_withdraw, &matched, V(account), V(now),
              V(reason), V(e->id)));
    if (matched != 1)
        return ERR_CONFLICT;
    return decide(db, a, "withdraw", e, reason, account, now);
}

static const struct field file_fields[] = {
    FIELD(struct evidence_file, id),
    FIELD(struct evidence_file, file),
    FIELD(struct evidence_file, bytes),
};
static const struct shape file_shape = SHAPE(struct evidence_file, file_fields);

/* The operator's: scope is every plan's. */
static struct stmt files_all = {
    .sql = "SELECT id, file, bytes FROM evidence ORDER BY file",
    .row = &file_shape,
};

enum err evidence_files(struct db *db, struct list *out)
{
    return db_all0(db, &files_all, out);
}
