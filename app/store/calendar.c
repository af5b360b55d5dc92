#include "store/calendar.h"

#include "core/hash.h"
#include "store/scope.h"

struct made_row {
    struct instant made_at;
};
static const struct field made_fields[] = {FIELD(struct made_row, made_at)};
static const struct shape made_shape = SHAPE(struct made_row, made_fields);

struct stmt calendar_sql_made = {
    .sql = "SELECT made_at FROM calendar_feed WHERE account = ?",
    .params = 1,
    .row = &made_shape,
};
struct stmt calendar_sql_make = {
    .sql = "INSERT INTO calendar_feed (account, token, made_at)"
           " VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE"
           " token = VALUES(token), made_at = VALUES(made_at)",
    .params = 3,
};
struct stmt calendar_sql_end = {
    .sql = "DELETE FROM calendar_feed WHERE account = ?",
    .params = 1,
};

struct owner_row {
    int64_t account;
};
static const struct field owner_fields[] = {FIELD(struct owner_row, account)};
static const struct shape owner_shape = SHAPE(struct owner_row, owner_fields);

struct stmt calendar_sql_find = {
    .sql = "SELECT f.account FROM calendar_feed f"
           " JOIN account k ON k.id = f.account"
           " WHERE f.token = ? AND k.disabled_at IS NULL",
    .params = 1,
    .row = &owner_shape,
};

enum err calendar_feed_made(struct db *db, int64_t account, struct instant *out)
{
    struct made_row row = {{0}};
    enum err err = db_one(db, &calendar_sql_made, &row, V(account));

    *out = row.made_at;
    return err == ERR_NOT_FOUND ? OK : err;
}

static struct str bytes_of(const struct hash *h)
{
    return (struct str){(const char *)h->bytes, sizeof h->bytes};
}

enum err calendar_feed_make(struct db *db, struct arena *a, int64_t account,
                            struct instant now, struct str *token)
{
    *token = random_token(a);
    struct hash hash = hash_of(*token);
    return db_do(db, &calendar_sql_make, NULL, V(account), V(bytes_of(&hash)),
                 V(now));
}

enum err calendar_feed_end(struct db *db, int64_t account)
{
    return db_do(db, &calendar_sql_end, NULL, V(account));
}

enum err calendar_feed_find(struct db *db, struct str token, int64_t *account)
{
    struct hash hash = hash_of(token);
    struct owner_row row;

    TRY(db_one(db, &calendar_sql_find, &row, V(bytes_of(&hash))));
    *account = row.account;
    return OK;
}

static const struct field term_fields[] = {
    FIELD(struct calendar_term, campaign),
    FIELD(struct calendar_term, plan),
    FIELD(struct calendar_term, period),
    FIELD(struct calendar_term, approves),
    FIELD(struct calendar_term, on),
    FIELD(struct calendar_term, entity_fr),
    FIELD(struct calendar_term, entity_nl),
    FIELD(struct calendar_term, name_fr),
    FIELD(struct calendar_term, name_nl),
};
static const struct shape term_shape = SHAPE(struct calendar_term, term_fields);

/* Plans of bodies that a campaign expects something of, until all is there. */
#define TERMS(approves, day, done)                                             \
    "SELECT c.id AS campaign, p.id AS plan, c.period, " approves               \
    " AS approves, " day " AS `on`, e.name_fr AS entity_fr,"                   \
    " e.name_nl AS entity_nl, COALESCE(x.section_fr, x.title_fr) AS name_fr,"  \
    " COALESCE(x.section_nl, x.title_nl) AS name_nl FROM campaign c"           \
    " JOIN plan p JOIN entity e ON e.id = p.entity"                            \
    " JOIN edition x ON x.plan = p.id AND x.edition = (SELECT y.edition"       \
    " FROM edition y WHERE y.plan = p.id"                                      \
    " ORDER BY y.state = 'approved' DESC, y.edition DESC LIMIT 1)"             \
    " LEFT JOIN campaign_entity ce ON ce.campaign = c.id"                      \
    " AND ce.entity = p.entity WHERE c.state <> 'locked'"                      \
    " AND COALESCE(ce.standing, 'due') IN ('due', 'late')"                     \
    " AND NOT EXISTS (SELECT 1 FROM summary s WHERE s.plan = p.id"             \
    " AND s.period = c.period HAVING SUM(s." done ") >= SUM(s.measures)) AND "

struct stmt calendar_sql_terms = {
    .sql = TERMS("FALSE", "COALESCE(ce.due_on, c.due_on)", "submitted")
        MAY_ENTER("p") " UNION ALL " TERMS("TRUE", "c.locks_on", "approved")
            MAY_DIRECT("p") " ORDER BY `on`, plan, approves LIMIT 1000",
    .params = 8,
    .row = &term_shape,
};

enum err calendar_terms(struct db *db, int64_t account, struct date today,
                        struct list *out)
{
    return db_all(db, &calendar_sql_terms, out, V(account), V(today),
                  V(account), V(today), V(account), V(today), V(account),
                  V(today));
}
