/* People: their roles on a plan, their wishes, their last digest. */
#include "store/reminder.h"

static const struct field role_fields[] = {
    FIELD(struct reminder_role, account), FIELD(struct reminder_role, role),
    FIELD(struct reminder_role, depth),   FIELD(struct reminder_role, login),
    FIELD(struct reminder_role, email),   FIELD(struct reminder_role, name),
    FIELD(struct reminder_role, holder),
};
static const struct shape role_shape = SHAPE(struct reminder_role, role_fields);

/* A role on everything (ancestor 0) is the farthest. Parameters: plan and day,
 * three times. */
struct stmt reminder_sql_roles = {
    .sql = "SELECT c.account, c.role, MIN(c.depth) AS depth, k.login, k.email,"
           " k.name, EXISTS (SELECT 1 FROM holder h WHERE h.plan = ?"
           " AND h.account = c.account"
           " AND ? BETWEEN COALESCE(h.from_on, '1000-01-01')"
           " AND COALESCE(h.to_on, '9999-12-31')) AS holder FROM ("
           "SELECT a.account, a.role, IF(t.ancestor = 0, 1000, t.depth)"
           " AS depth FROM plan p JOIN entity_tree t ON t.entity = p.entity"
           " JOIN assignment a ON a.entity = t.ancestor WHERE p.id = ?"
           " AND a.role IN ('staff','director','controller')"
           " AND ? BETWEEN a.from_on AND a.to_on"
           " AND a.confirmed_at IS NOT NULL"
           " UNION ALL SELECT a.account, a.role, 0 FROM assignment a"
           " WHERE a.plan = ? AND a.role IN ('staff','director','controller')"
           " AND ? BETWEEN a.from_on AND a.to_on"
           " AND a.confirmed_at IS NOT NULL) c"
           " JOIN account k ON k.id = c.account AND k.disabled_at IS NULL"
           " GROUP BY c.account, c.role, k.login, k.email, k.name"
           " ORDER BY depth, k.name, c.account",
    .params = 6,
    .row = &role_shape,
};

enum err reminder_roles(struct db *db, int64_t plan, struct date today,
                        struct list *out)
{
    return db_all(db, &reminder_sql_roles, out, V(plan), V(today), V(plan),
                  V(today), V(plan), V(today));
}

struct reminder_person *reminder_role_people(struct arena *a, struct list roles,
                                             const char *role, size_t *count)
{
    struct reminder_person *out =
        NEW_N(a, struct reminder_person, roles.count + 1);

    *count = 0;
    for (size_t i = 0; i < roles.count; i++) {
        const struct reminder_role *r = LIST_AT(struct reminder_role, roles, i);
        if (str_is(r->role, role))
            out[(*count)++] = (struct reminder_person){
                r->account, r->depth, r->login, r->email, r->name, r->holder};
    }
    return out;
}

struct responsible_row {
    struct str responsible;
};
static const struct field responsible_fields[] = {
    FIELD(struct responsible_row, responsible)};
static const struct shape responsible_shape =
    SHAPE(struct responsible_row, responsible_fields);

struct stmt reminder_sql_responsible = {
    .sql = "SELECT responsible FROM edition_indicator"
           " WHERE plan = ? AND edition = ? AND id = ?",
    .params = 3,
    .row = &responsible_shape,
};

enum err reminder_responsible(struct db *db, int64_t plan, int64_t edition,
                              int64_t measure, struct str *out)
{
    struct responsible_row row = {STR_NONE};
    enum err err = db_one(db, &reminder_sql_responsible, &row, V(plan),
                          V(edition), V(measure));

    *out = row.responsible;
    return err == ERR_NOT_FOUND ? OK : err;
}

/* -- wishes ---------------------------------------------------------------- */

struct reader_row {
    int64_t account;
    struct str name;
    struct str email;
    struct str lang;
    bool wished;
    bool submitted;
    bool due;
    bool overdue;
    bool escalated;
    struct str digest;
    int64_t weekday;
    int64_t hour;
    struct date last_on;
    struct instant last_at;
};
static const struct field reader_fields[] = {
    FIELD(struct reader_row, account),   FIELD(struct reader_row, name),
    FIELD(struct reader_row, email),     FIELD(struct reader_row, lang),
    FIELD(struct reader_row, wished),    FIELD(struct reader_row, submitted),
    FIELD(struct reader_row, due),       FIELD(struct reader_row, overdue),
    FIELD(struct reader_row, escalated), FIELD(struct reader_row, digest),
    FIELD(struct reader_row, weekday),   FIELD(struct reader_row, hour),
    FIELD(struct reader_row, last_on),   FIELD(struct reader_row, last_at),
};
static const struct shape reader_shape =
    SHAPE(struct reader_row, reader_fields);

#define READERS                                                                \
    "SELECT k.id AS account, k.name, k.email, k.lang,"                         \
    " w.account IS NOT NULL AS wished,"                                        \
    " COALESCE(w.submitted, TRUE) AS submitted,"                               \
    " COALESCE(w.due, TRUE) AS due, COALESCE(w.overdue, TRUE) AS overdue,"     \
    " COALESCE(w.escalated, TRUE) AS escalated, w.digest,"                     \
    " COALESCE(w.weekday, 1) AS weekday, COALESCE(w.hour, 7) AS hour,"         \
    " d.made_on AS last_on, d.made_at AS last_at"                              \
    " FROM account k LEFT JOIN mail_wish w ON w.account = k.id"                \
    " LEFT JOIN digest d ON d.account = k.id WHERE k.disabled_at IS NULL"

static struct stmt readers = {
    .sql = READERS " ORDER BY k.id",
    .row = &reader_shape,
};
struct stmt reminder_sql_reader = {
    .sql = READERS " AND k.id = ?",
    .params = 1,
    .row = &reader_shape,
};

static const char *const paces[] = {
    [DIGEST_DAILY] = "daily",
    [DIGEST_WEEKLY] = "weekly",
    [DIGEST_NEVER] = "never",
};

static struct reminder_wish wish_of(const struct reader_row *r)
{
    struct reminder_wish wish = reminder_wish_default();

    if (!r->wished)
        return wish;
    wish = (struct reminder_wish){.weekday = r->weekday, .hour = r->hour};
    wish.wants[REMINDER_SUBMITTED] = r->submitted;
    wish.wants[REMINDER_DUE] = r->due;
    wish.wants[REMINDER_OVERDUE] = r->overdue;
    wish.wants[REMINDER_ESCALATED] = r->escalated;
    for (unsigned i = 0; i < sizeof paces / sizeof *paces; i++)
        if (str_is(r->digest, paces[i]))
            wish.pace = (enum digest_pace)i;
    return wish;
}

static struct reminder_reader reader_of(const struct reader_row *r)
{
    return (struct reminder_reader){
        .account = r->account,
        .name = r->name,
        .email = r->email,
        .lang = r->lang,
        .wish = wish_of(r),
        .last_on = r->last_on,
        .last_at = r->last_at,
    };
}

enum err reminder_readers(struct db *db, struct arena *a, struct list *out)
{
    struct list rows;

    TRY(db_all0(db, &readers, &rows));
    struct reminder_reader *all =
        NEW_N(a, struct reminder_reader, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        all[i] = reader_of(LIST_AT(struct reader_row, rows, i));
    *out = (struct list){all, rows.count, NULL};
    return OK;
}

enum err reminder_reader(struct db *db, int64_t account,
                         struct reminder_reader *out)
{
    struct reader_row row;

    TRY(db_one(db, &reminder_sql_reader, &row, V(account)));
    *out = reader_of(&row);
    return OK;
}

struct stmt reminder_sql_wish = {
    .sql = "INSERT INTO mail_wish (account, submitted, due, overdue, escalated,"
           " digest, weekday, hour) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
           " ON DUPLICATE KEY UPDATE submitted = VALUES(submitted),"
           " due = VALUES(due), overdue = VALUES(overdue),"
           " escalated = VALUES(escalated), digest = VALUES(digest),"
           " weekday = VALUES(weekday), hour = VALUES(hour)",
    .params = 8,
};

enum err reminder_wish_keep(struct db *db, int64_t account,
                            const struct reminder_wish *wish)
{
    return db_do(db, &reminder_sql_wish, NULL, V(account),
                 V(wish->wants[REMINDER_SUBMITTED]),
                 V(wish->wants[REMINDER_DUE]), V(wish->wants[REMINDER_OVERDUE]),
                 V(wish->wants[REMINDER_ESCALATED]), V(paces[wish->pace]),
                 V(wish->weekday), V(wish->hour));
}

static struct stmt digest_first = {
    .sql = "INSERT IGNORE INTO digest (account, made_on)"
           " VALUES (?, '1000-01-01')",
    .params = 1,
};
static struct stmt digest_mark = {
    .sql = "UPDATE digest SET made_on = ?, made_at = ?"
           " WHERE account = ? AND made_on < ?",
    .params = 4,
};

enum err reminder_mark(struct db *db, int64_t account, struct date today,
                       struct instant now)
{
    int64_t matched;

    TRY(db_do(db, &digest_first, NULL, V(account)));
    TRY(db_do(db, &digest_mark, &matched, V(today), V(now), V(account),
              V(today)));
    return matched ? OK : ERR_CONFLICT;
}
