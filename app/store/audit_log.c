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

struct stmt audit_sql_search = {
    .sql = "SELECT d.chain, d.n, d.made_at, d.act, d.object, d.object_key,"
           " d.account, d.for_account, c.plan AS plan_id, p.code AS plan,"
           " k.name AS about, JSON_VALUE(w.words, '$.name') AS name,"
           " JSON_VALUE(w.words, '$.for') AS for_name,"
           " JSON_VALUE(w.words, '$.function') AS function,"
           " JSON_VALUE(w.words, '$.reason') AS reason,"
           " w.words IS NULL AS erased"
           " FROM decision d JOIN decision_chain c ON c.id = d.chain"
           " LEFT JOIN plan p ON p.id = c.plan"
           " LEFT JOIN decision_words w ON w.chain = d.chain AND w.n = d.n"
           " LEFT JOIN account k ON d.object = 'account'"
           " AND k.id = CAST(d.object_key AS SIGNED)"
           " WHERE (" MAY_AUDIT(
               "'auditor','controller'", "d", "c",
               "p") " OR " ADMINISTERS("d",
                                       "c") ")"
                                            " AND (? = '' OR p.code = ?) AND "
                                            "(? = '' OR d.act = ?)"
                                            " AND (? = '' OR w.words IS NOT "
                                            "NULL AND EXISTS (SELECT 1"
                                            "  FROM account o WHERE o.id IN "
                                            "(d.account, d.for_account)"
                                            "  AND (o.login = ? OR "
                                            "INSTR(o.name, ?) > 0)))"
                                            " AND d.made_at >= ? AND d.made_at "
                                            "< ? AND d.made_at <= ?"
                                            " AND (d.made_at < ? OR d.chain < "
                                            "? OR (d.chain = ? AND d.n < ?))"
                                            " ORDER BY d.made_at DESC, d.chain "
                                            "DESC, d.n DESC LIMIT 101",
    .params = MAY_AUDIT_PARAMS + 2 + 14,
    .row = &entry_shape,
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

    return db_all(db, &audit_sql_search, out, V(s->account), V(s->today),
                  V(s->account), V(s->today), V(s->account), V(s->today),
                  V(s->account), V(s->today), V(s->account), V(s->today),
                  V(s->account), V(s->today), V(text(s->plan)),
                  V(text(s->plan)), V(text(s->act)), V(text(s->act)), V(person),
                  V(person), V(person), V(s->from.s ? s->from : never),
                  V(s->until.s ? s->until : ever), V(at), V(at), V(s->chain),
                  V(s->chain), V(s->n));
}
