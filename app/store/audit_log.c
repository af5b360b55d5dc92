#include "store/audit_log.h"

#include "store/scope.h"

static const struct field entry_fields[] = {
    FIELD(struct audit_entry, chain),    FIELD(struct audit_entry, n),
    FIELD(struct audit_entry, made_at),  FIELD(struct audit_entry, act),
    FIELD(struct audit_entry, object),   FIELD(struct audit_entry, object_key),
    FIELD(struct audit_entry, account),  FIELD(struct audit_entry, for_account),
    FIELD(struct audit_entry, plan_id),  FIELD(struct audit_entry, plan),
    FIELD(struct audit_entry, about),    FIELD(struct audit_entry, name),
    FIELD(struct audit_entry, for_name), FIELD(struct audit_entry, function),
    FIELD(struct audit_entry, reason),   FIELD(struct audit_entry, erased),
};
static const struct shape entry_shape = SHAPE(struct audit_entry, entry_fields);

/* What is the same however the rows are found. */
#define ENTRIES                                                                \
    "SELECT d.chain, d.n, d.made_at, d.act, d.object, d.object_key,"           \
    " d.account, d.for_account, c.plan AS plan_id, p.code AS plan,"            \
    " k.name AS about, JSON_VALUE(w.words, '$.name') AS name,"                 \
    " JSON_VALUE(w.words, '$.for') AS for_name,"                               \
    " JSON_VALUE(w.words, '$.function') AS function,"                          \
    " JSON_VALUE(w.words, '$.reason') AS reason,"                              \
    " w.words IS NULL AS erased FROM decision d"
#define ENTRIES_JOINED                                                         \
    " decision_chain c ON c.id = d.chain LEFT JOIN plan p ON p.id = c.plan"    \
    " LEFT JOIN decision_words w ON w.chain = d.chain AND w.n = d.n"           \
    " LEFT JOIN account k ON d.object = 'account'"                             \
    " AND k.id = CAST(d.object_key AS SIGNED)"                                 \
    " WHERE (" MAY_AUDIT(                                                      \
        "'auditor','controller'", "d", "c",                                    \
        "p") " OR " ADMINISTERS("d", "c") ")"                                  \
                                          " AND (? = '' OR p.code = ?) AND "   \
                                          "(? = '' OR d.act = ?)"              \
                                          " AND (? = '' OR w.words IS NOT "    \
                                          "NULL AND EXISTS (SELECT 1"          \
                                          "  FROM account o WHERE o.id IN "    \
                                          "(d.account, d.for_account)"         \
                                          "  AND (o.login = ? OR "             \
                                          "INSTR(o.name, ?) > 0)))"            \
                                          " AND d.made_at >= ? AND d.made_at " \
                                          "< ? AND d.made_at <= ?"             \
                                          " AND (d.made_at < ? OR d.chain < "  \
                                          "? OR (d.chain = ? AND d.n < ?))"
#define NEWEST " ORDER BY d.made_at DESC, d.chain DESC, d.n DESC LIMIT 101"
enum { ENTRIES_PARAMS = MAY_AUDIT_PARAMS + 2 + 14 };

/* Of all chains, for who reaches them: by date until a page is full. */
struct stmt audit_sql_all = {
    .sql = ENTRIES
    " FORCE INDEX (decision_made) STRAIGHT_JOIN" ENTRIES_JOINED NEWEST,
    .params = ENTRIES_PARAMS,
    .row = &entry_shape,
};
/* Of some chains, for who reaches these: all of them are looked at. */
struct stmt audit_sql_some = {
    .sql = ENTRIES " JOIN" ENTRIES_JOINED NEWEST,
    .params = ENTRIES_PARAMS,
    .row = &entry_shape,
};
/* Of one plan: its chain from the end. */
struct stmt audit_sql_one = {
    .sql = ENTRIES " JOIN" ENTRIES_JOINED " ORDER BY d.n DESC LIMIT 101",
    .params = ENTRIES_PARAMS,
    .row = &entry_shape,
};

struct reach {
    bool all;
};
static const struct field reach_fields[] = {FIELD(struct reach, all)};
static const struct shape reach_shape = SHAPE(struct reach, reach_fields);

struct stmt audit_sql_reach = {
    .sql = "SELECT EXISTS (SELECT 1 FROM assignment g WHERE g.entity = 0"
           " AND g.role IN ('auditor','controller') AND " HOLDS_NOW(
               "g") ") AS `all`",
    .params = 2,
    .row = &reach_shape,
};

static struct str text(struct str s)
{
    return str_given(s) ? s : S("");
}

enum err audit_search(struct db *db, const struct audit_search *s,
                      struct list *out)
{
    const struct instant ever = {INT64_C(253402300799)}; /* 9999-12-31 */
    const struct instant never = {1};
    struct instant at = s->at.s ? s->at : ever;
    struct str person = text(s->person);

    struct reach reach;
    struct stmt *found;

    TRY(db_one(db, &audit_sql_reach, &reach, V(s->account), V(s->today)));
    found = reach.all ? &audit_sql_all : &audit_sql_some;
    if (!str_empty(s->plan))
        found = &audit_sql_one;
    return db_all(db, found, out, V(s->account), V(s->today), V(s->account),
                  V(s->today), V(s->account), V(s->today), V(s->account),
                  V(s->today), V(s->account), V(s->today), V(s->account),
                  V(s->today), V(text(s->plan)), V(text(s->plan)),
                  V(text(s->act)), V(text(s->act)), V(person), V(person),
                  V(person), V(s->from.s ? s->from : never),
                  V(s->until.s ? s->until : ever), V(at), V(at), V(s->chain),
                  V(s->chain), V(s->n));
}
