#include "store/comment.h"

#include "store/scope.h"

static const struct field comment_fields[] = {
    FIELD(struct comment, id),   FIELD(struct comment, account),
    FIELD(struct comment, name), FIELD(struct comment, made_at),
    FIELD(struct comment, body),
};
static const struct shape comment_shape = SHAPE(struct comment, comment_fields);

struct stmt comment_sql_of = {
    .sql = "SELECT c.id, c.account, a.name, c.made_at, c.body FROM comment c"
           " JOIN account a ON a.id = c.account"
           " WHERE c.plan = ? AND c.period = ? AND c.measure = ?"
           " ORDER BY c.id",
    .params = 3,
    .row = &comment_shape,
};
struct stmt comment_sql_add = {
    .sql = "INSERT INTO comment (plan, period, measure, account, made_at,"
           " body) VALUES (?, ?, ?, ?, ?, ?)",
    .params = 6,
};
struct stmt comment_sql_mention = {
    .sql = "INSERT IGNORE INTO comment_mention (comment, account)"
           " VALUES (?, ?)",
    .params = 2,
};
struct stmt comment_sql_delete = {
    .sql = "UPDATE comment SET body = NULL, deleted_at = ? WHERE id = ?"
           " AND plan = ? AND measure = ? AND account = ?"
           " AND body IS NOT NULL",
    .params = 5,
};
struct stmt comment_sql_unmention = {
    .sql = "DELETE FROM comment_mention WHERE comment = ?",
    .params = 1,
};

static const struct field person_fields[] = {
    FIELD(struct comment_person, id),
    FIELD(struct comment_person, login),
    FIELD(struct comment_person, name),
};
const struct shape comment_person_shape =
    SHAPE(struct comment_person, person_fields);

/* Directors above see a result from its submission. */
struct stmt comment_sql_people = {
    .sql = "SELECT a.id, a.login, a.name FROM account a JOIN plan p"
           " ON p.id = ? WHERE a.id <> ? AND a.disabled_at IS NULL AND EXISTS "
           "(SELECT 1 FROM"
           " assignment s LEFT JOIN entity_tree t ON t.ancestor = s.entity"
           " AND t.entity = p.entity WHERE s.account = a.id"
           " AND ? BETWEEN s.from_on AND s.to_on"
           " AND s.confirmed_at IS NOT NULL"
           " AND (t.entity IS NOT NULL OR s.plan = p.id)"
           " AND (s.role IN ('staff','translator') OR (s.role = 'director'"
           " AND (s.entity = p.entity OR s.plan = p.id)) OR (? AND s.role IN"
           " ('director','authority','controller','auditor'))))"
           " ORDER BY a.name, a.id",
    .params = 4,
    .row = &comment_person_shape,
};

static const struct field call_fields[] = {
    FIELD(struct comment_call, plan),    FIELD(struct comment_call, period),
    FIELD(struct comment_call, measure), FIELD(struct comment_call, code),
    FIELD(struct comment_call, name),    FIELD(struct comment_call, made_at),
};
const struct shape comment_call_shape = SHAPE(struct comment_call, call_fields);

struct stmt comment_sql_calls = {
    .sql =
        "SELECT c.plan, c.period, c.measure, m.code, a.name,"
        " MAX(c.made_at) AS made_at FROM comment_mention n"
        " JOIN comment c ON c.id = n.comment"
        " JOIN plan p ON p.id = c.plan JOIN measure m ON m.id = c.measure"
        " JOIN account a ON a.id = c.account"
        " WHERE n.account = ? AND c.made_at >= ? AND NOT EXISTS (SELECT 1"
        " FROM comment o WHERE o.plan = c.plan AND o.period = c.period"
        " AND o.measure = c.measure AND o.id > c.id"
        " AND o.account = n.account) AND " MAY_WORK_ON_PLAN(
            "p") " GROUP BY c.plan, c.period, c.measure ORDER BY made_at DESC",
    .params = 6,
    .row = &comment_call_shape,
};

enum err comments_of(struct db *db, int64_t plan, struct period period,
                     int64_t measure, struct list *out)
{
    return db_all(db, &comment_sql_of, out, V(plan), V(period), V(measure));
}

enum err comment_add(struct db *db, int64_t plan, struct period period,
                     int64_t measure, int64_t account, struct instant now,
                     struct str body, int64_t *id)
{
    TRY(db_do(db, &comment_sql_add, NULL, V(plan), V(period), V(measure),
              V(account), V(now), V(body)));
    *id = db_insert_id(db);
    return OK;
}

enum err comment_mention(struct db *db, int64_t comment, int64_t account)
{
    return db_do(db, &comment_sql_mention, NULL, V(comment), V(account));
}

enum err comment_delete(struct db *db, int64_t id, int64_t plan,
                        int64_t measure, int64_t account, struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &comment_sql_delete, &matched, V(now), V(id), V(plan),
              V(measure), V(account)));
    if (matched != 1)
        return ERR_NOT_FOUND;
    return db_do(db, &comment_sql_unmention, NULL, V(id));
}

enum err comment_people(struct db *db, int64_t plan, int64_t account,
                        bool submitted, struct date today, struct list *out)
{
    return db_all(db, &comment_sql_people, out, V(plan), V(account), V(today),
                  V(submitted));
}

enum err comment_calls(struct db *db, int64_t account, struct date today,
                       struct instant since, struct list *out)
{
    return db_all(db, &comment_sql_calls, out, V(account), V(since), V(account),
                  V(today), V(account), V(today));
}
