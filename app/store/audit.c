#include "store/audit.h"

#include "core/buf.h"
#include "core/hash.h"
#include "store/decision.h"
#include "store/scope.h"

/* The plan of chain c: its code, or its number when it is gone. */
#define PLAN_CODE                                                              \
    "IF(c.plan IS NULL, NULL, COALESCE(p.code, CONCAT('#', c.plan)))"

/* -- reading --------------------------------------------------------------- */

struct chain_row {
    int64_t chain;
    struct str plan;
    int64_t length;
    struct str head;
};
static const struct field chain_fields[] = {
    FIELD(struct chain_row, chain),
    FIELD(struct chain_row, plan),
    FIELD(struct chain_row, length),
    FIELD(struct chain_row, head),
};
static const struct shape chain_shape = SHAPE(struct chain_row, chain_fields);

static struct stmt chains = {
    .sql = "SELECT c.id AS chain, " PLAN_CODE " AS plan, c.length, c.head"
           " FROM decision_chain c LEFT JOIN plan p ON p.id = c.plan"
           " WHERE ? = 0 OR c.plan IS NULL OR " PLAN_CODE " = ?"
           " ORDER BY c.plan IS NOT NULL, c.id",
    .params = 2,
    .row = &chain_shape,
};

struct row {
    int64_t chain;
    int64_t n;
    struct str act;
    int64_t account;
    int64_t for_account;
    struct str object;
    struct str object_key;
    struct instant made_at;
    struct str line;
    struct str hash;
    struct str salt;
    struct str words;
    struct str heads;
};
static const struct field row_fields[] = {
    FIELD(struct row, chain),       FIELD(struct row, n),
    FIELD(struct row, act),         FIELD(struct row, account),
    FIELD(struct row, for_account), FIELD(struct row, object),
    FIELD(struct row, object_key),  FIELD(struct row, made_at),
    FIELD(struct row, line),        FIELD(struct row, hash),
    FIELD(struct row, salt),        FIELD(struct row, words),
    FIELD(struct row, heads),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

static struct stmt decisions_of_chain = {
    .sql = "SELECT d.chain, d.n, d.act, d.account, d.for_account, d.object,"
           " d.object_key, d.made_at, d.line, d.hash, w.salt, w.words, s.heads"
           " FROM decision d LEFT JOIN decision_words w"
           " ON w.chain = d.chain AND w.n = d.n"
           " LEFT JOIN seal s ON s.n = d.n AND d.act = 'seal'"
           " WHERE d.chain = ? ORDER BY d.n",
    .params = 1,
    .row = &row_shape,
};

static enum err pass_on(void *ctx, const void *at)
{
    const struct audit_reader *reader = ctx;
    const struct row *row = at;
    struct decision_line columns = {
        .chain = row->chain,
        .n = row->n,
        .act = row->act,
        .account = row->account,
        .for_account = row->for_account,
        .object = row->object,
        .object_key = row->object_key,
        .made_at = row->made_at,
    };

    return reader->decision(reader->ctx, &(struct audit_decision){
                                             .line = row->line,
                                             .hash = row->hash,
                                             .salt = row->salt,
                                             .words = row->words,
                                             .heads = row->heads,
                                             .columns = &columns,
                                         });
}

enum err audit_read(struct db *db, const struct audit_options *o,
                    const struct audit_reader *reader)
{
    struct audit_reader copy = *reader;
    struct list list;

    TRY(db_all(db, &chains, &list, V(o->one), V(o->plan)));
    for (size_t i = 0; i < list.count; i++) {
        const struct chain_row *c = LIST_AT(struct chain_row, list, i);

        TRY(reader->chain(reader->ctx, &(struct audit_chain){
                                           .chain = c->chain,
                                           .plan = c->plan,
                                           .length = c->length,
                                           .head = c->head,
                                           .from = 1,
                                           .previous = DECISION_START,
                                       }));
        TRY(db_each(db, &decisions_of_chain, pass_on, &copy, V(c->chain)));
    }
    return OK;
}

/* -- verifying ------------------------------------------------------------- */

struct odd {
    int64_t chain;
    int64_t n;
    struct str plan;
};
static const struct field odd_fields[] = {
    FIELD(struct odd, chain),
    FIELD(struct odd, n),
    FIELD(struct odd, plan),
};
static const struct shape odd_shape = SHAPE(struct odd, odd_fields);

/* The first decision on a result whose history has not, byte for byte, what
 * was decided on. */
static struct stmt results_amiss = {
    .sql = "SELECT d.chain, d.n, " PLAN_CODE " AS plan"
           " FROM decision d JOIN decision_chain c ON c.id = d.chain"
           " LEFT JOIN plan p ON p.id = c.plan"
           " LEFT JOIN result r ON r.plan = c.plan AND r.code = d.object_key"
           " WHERE d.object = 'result' AND (? = 0 OR p.code = ?)"
           " AND JSON_VALUE(d.line, '$.content') IS NOT NULL"
           " AND NOT EXISTS (SELECT 1 FROM result_revision v"
           "  WHERE v.plan = r.plan AND v.period = r.period"
           "  AND v.measure = r.measure AND v.account <=> d.account"
           "  AND v.hash = UNHEX(JSON_VALUE(d.line, '$.content'))"
           "  AND v.hash = UNHEX(SHA2(v.content, 256)))"
           " ORDER BY d.chain, d.n LIMIT 1",
    .params = 2,
    .row = &odd_shape,
};

/* Also what no decision was taken on: drafts, imports, translations. */
static struct stmt history_amiss = {
    .sql = "SELECT c.id AS chain, v.revision AS n,"
           " CONCAT(p.code, ', result ', r.code) AS plan"
           " FROM result_revision v JOIN result r ON r.plan = v.plan"
           " AND r.period = v.period AND r.measure = v.measure"
           " JOIN plan p ON p.id = v.plan"
           " LEFT JOIN decision_chain c ON c.plan = v.plan"
           " WHERE (? = 0 OR p.code = ?)"
           " AND v.hash <> UNHEX(SHA2(v.content, 256)) LIMIT 1",
    .params = 2,
    .row = &odd_shape,
};

static enum err look(struct db *db, struct arena *a, struct stmt *st,
                     const struct audit_options *o, const char *what,
                     struct audit_report *out)
{
    struct odd odd;
    enum err err;

    if (out->what)
        return OK;
    err = db_one(db, st, &odd, V(o->one), V(o->plan));
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    out->what = what;
    out->chain = odd.chain;
    out->n = odd.n;
    out->plan = str_copy(a, odd.plan);
    return OK;
}

static enum err chain_told(void *ctx, const struct audit_chain *chain)
{
    return audit_open(ctx, chain);
}

static enum err decision_told(void *ctx, const struct audit_decision *decision)
{
    return audit_next(ctx, decision);
}

enum err audit_verify(struct db *db, struct arena *a,
                      const struct audit_options *o, struct audit_report *out)
{
    struct audit *audit = audit_new(a, o);
    enum err err = audit_read(
        db, o, &(struct audit_reader){chain_told, decision_told, audit});

    if (err == OK)
        err = audit_end(audit);
    *out = *audit_report(audit);
    audit_free(audit);
    if (err == ERR_CONFLICT && out->what)
        return OK;
    TRY(err);
    TRY(look(db, a, &results_amiss, o,
             "the history has not the content it was taken on", out));
    return look(db, a, &history_amiss, o,
                "this revision of the history is not what was kept", out);
}

/* -- sealing --------------------------------------------------------------- */

static struct stmt heads_now = {
    .sql = "SELECT c.id AS chain, " PLAN_CODE " AS plan, c.length, c.head"
           " FROM decision_chain c LEFT JOIN plan p ON p.id = c.plan"
           " WHERE c.length > 0 OR c.plan IS NULL ORDER BY c.id",
    .row = &chain_shape,
};

struct seal_row {
    int64_t n;
    struct str hash;
};
static const struct field seal_fields[] = {
    FIELD(struct seal_row, n),
    FIELD(struct seal_row, hash),
};
static const struct shape seal_shape = SHAPE(struct seal_row, seal_fields);

static struct stmt seal_of_day = {
    .sql = "SELECT s.n, d.hash FROM seal s JOIN decision_chain c"
           " ON c.plan IS NULL JOIN decision d ON d.chain = c.id AND d.n = s.n"
           " WHERE s.day = ?",
    .params = 1,
    .row = &seal_shape,
};

static struct stmt seal_keep = {
    .sql = "INSERT INTO seal (day, n, heads) VALUES (?, ?, ?)",
    .params = 3,
};

static struct str heads_text(struct arena *a, struct date day,
                             struct list heads)
{
    struct buf out = buf_new(a, 100 + 100 * heads.count);

    buf_printf(&out, "seal/1 %.*s\n", STR_ARG(date_text(a, day)));
    for (size_t i = 0; i < heads.count; i++) {
        const struct chain_row *c = LIST_AT(struct chain_row, heads, i);
        struct str plan = str_given(c->plan) ? c->plan : S("-");

        buf_printf(&out, "%lld %lld %.*s %.*s\n", (long long)c->chain,
                   (long long)c->length, STR_ARG(c->head), STR_ARG(plan));
    }
    return buf_str(&out);
}

static int64_t accounts_length(struct list heads)
{
    for (size_t i = 0; i < heads.count; i++) {
        const struct chain_row *c = LIST_AT(struct chain_row, heads, i);

        if (!str_given(c->plan))
            return c->length;
    }
    return 0;
}

static enum err seal_found(struct db *db, struct date day,
                           struct audit_seal *out)
{
    struct seal_row row;

    TRY(db_one(db, &seal_of_day, &row, V(day)));
    out->n = row.n;
    out->hash = row.hash;
    return OK;
}

enum err audit_seal_add(struct db *db, struct arena *a, struct instant now,
                        struct date day, struct audit_seal *out)
{
    struct list heads;
    enum err err;

    *out = (struct audit_seal){.day = day};
    err = seal_found(db, day, out);
    if (err != ERR_NOT_FOUND)
        return err == OK ? ERR_CONFLICT : err;
    TRY(db_all0(db, &heads_now, &heads));
    struct str text = heads_text(a, day, heads);
    struct hash content = hash_of(text);
    TRY(db_do(db, &seal_keep, NULL, V(day), V(accounts_length(heads) + 1),
              V(text)));
    TRY(decision_add(db, a, now,
                     &(struct decision){
                         .act = S("seal"),
                         .object = S("seal"),
                         .key = date_text(a, day),
                         .content = &content,
                     }));
    out->chains = (int64_t)heads.count;
    return seal_found(db, day, out);
}

/* -- erasing --------------------------------------------------------------- */

struct target {
    int64_t plan;
    int64_t may; /* how many of the two may erase it */
};
static const struct field target_fields[] = {
    FIELD(struct target, plan),
    FIELD(struct target, may),
};
static const struct shape target_shape = SHAPE(struct target, target_fields);

static struct stmt erasable = {
    .sql = "SELECT c.plan, " MAY_AUDIT(
        "'controller'", "d", "c",
        "p") " + " MAY_AUDIT("'controller'", "d", "c",
                             "p") " AS may"
                                  " FROM decision d JOIN decision_chain c ON "
                                  "c.id = d.chain"
                                  " LEFT JOIN plan p ON p.id = c.plan"
                                  " WHERE p.code <=> ? AND (c.plan IS NULL) = "
                                  "? AND d.n = ?",
    .params = 2 * MAY_AUDIT_PARAMS + 3,
    .row = &target_shape,
};

static struct stmt words_erase = {
    .sql = "UPDATE decision_words SET words = NULL WHERE n = ?"
           " AND words IS NOT NULL AND chain ="
           " (SELECT id FROM decision_chain WHERE plan <=> ?)",
    .params = 2,
};

#define MAY(account, today)                                                    \
    V(account), V(today), V(account), V(today), V(account), V(today),          \
        V(account), V(today), V(account), V(today)

static enum err target_find(struct db *db, struct date today,
                            const struct audit_erasure *e, struct target *out)
{
    TRY(db_one(db, &erasable, out, MAY(e->account, today),
               MAY(e->confirmed_by, today), V(e->plan), V(!str_given(e->plan)),
               V(e->n)));
    return out->may == 2 ? OK : ERR_FORBIDDEN;
}

enum err audit_erase(struct db *db, struct arena *a, struct instant now,
                     struct date today, const struct audit_erasure *e)
{
    struct target target;
    int64_t matched;

    if (e->account == e->confirmed_by || str_empty(str_trim(e->reason)))
        return ERR_INPUT;
    TRY(target_find(db, today, e, &target));
    TRY(db_do(db, &words_erase, &matched, V(e->n), value_id(target.plan)));
    if (matched != 1)
        return ERR_NOT_FOUND;
    struct decision erase = {
        .plan = target.plan,
        .act = S("erase"),
        .account = e->account,
        .object = S("decision"),
        .key = str_printf(a, "%lld", (long long)e->n),
        .reason = e->reason,
    };
    struct decision both[] = {erase, erase};

    both[1].act = S("confirm_erase");
    both[1].account = e->confirmed_by;
    return decisions_add(db, a, now, both, 2);
}
