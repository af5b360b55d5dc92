#include "store/decision.h"

#include "core/json.h"
#include "store/audit.h"

struct chain {
    int64_t id;
    int64_t length;
    struct str head; /* hash of the last line, in hex */
};
static const struct field chain_fields[] = {
    FIELD(struct chain, id),
    FIELD(struct chain, length),
    FIELD(struct chain, head),
};
static const struct shape chain_shape = SHAPE(struct chain, chain_fields);

struct stmt decision_sql_chain = {
    .sql = "SELECT id, length, head FROM decision_chain WHERE plan <=> ?"
           " FOR UPDATE",
    .params = 1,
    .row = &chain_shape,
};

struct stmt decision_sql_chain_add = {
    .sql = "INSERT INTO decision_chain (plan, length, head)"
           " VALUES (?, 0, REPEAT('0', 64))",
    .params = 1,
};

struct stmt decision_sql_head = {
    .sql = "UPDATE decision_chain SET length = ?, head = ? WHERE id = ?",
    .params = 3,
};

struct names {
    struct str name;
    struct str for_name;
};
static const struct field names_fields[] = {
    FIELD(struct names, name),
    FIELD(struct names, for_name),
};
static const struct shape names_shape = SHAPE(struct names, names_fields);

struct stmt decision_sql_names = {
    .sql = "SELECT (SELECT name FROM account WHERE id = ?) AS name,"
           " (SELECT name FROM account WHERE id = ?) AS for_name",
    .params = 2,
    .row = &names_shape,
};

struct stmt decision_sql_add = {
    .sql = "INSERT INTO decision (chain, n, act, account, for_account, object,"
           " object_key, made_at, line, hash)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    .params = 10,
};

struct stmt decision_sql_words = {
    .sql = "INSERT INTO decision_words (chain, n, salt, words)"
           " VALUES (?, ?, ?, ?)",
    .params = 4,
};

static enum err words_of(struct db *db, struct arena *a,
                         const struct decision *d, struct str *out)
{
    struct names names;
    struct buf b = buf_new(a, 256);

    TRY(db_one(db, &decision_sql_names, &names, V(d->account),
               V(d->for_account)));
    struct json j = json_open(&b);
    json_str(&j, "for", names.for_name);
    json_str(&j, "function", d->function);
    json_str(&j, "name", names.name);
    json_str(&j, "reason", d->reason);
    json_close(&j);
    *out = buf_str(&b);
    return OK;
}

static struct str salt_new(struct arena *a)
{
    struct hash salt;

    random_bytes(salt.bytes, sizeof salt.bytes);
    return hash_hex(a, salt);
}

static enum err append(struct db *db, struct arena *a, struct instant now,
                       struct chain *chain, const struct decision *d)
{
    struct str words, salt = salt_new(a);

    TRY(words_of(db, a, d, &words));
    struct decision_line e = {
        .chain = chain->id,
        .n = ++chain->length,
        .act = d->act,
        .account = d->account,
        .for_account = d->for_account,
        .object = d->object,
        .object_key = d->key,
        .made_at = now,
        .content = d->content ? hash_hex(a, *d->content) : STR_NONE,
        .digest = decision_digest(a, salt, words),
    };
    struct str line = decision_line_text(a, &e);
    chain->head = decision_digest(a, chain->head, line);
    TRY(db_do(db, &decision_sql_add, NULL, V(e.chain), V(e.n), V(e.act),
              value_id(e.account), value_id(e.for_account), V(e.object),
              V(e.object_key), V(e.made_at), V(line), V(chain->head)));
    return db_do(db, &decision_sql_words, NULL, V(e.chain), V(e.n), V(salt),
                 V(words));
}

/* Locks the chain of the plan, which its first decision makes. */
static enum err chain_lock(struct db *db, int64_t plan, struct chain *out)
{
    enum err err = db_one(db, &decision_sql_chain, out, value_id(plan));

    if (err != ERR_NOT_FOUND)
        return err;
    err = db_do(db, &decision_sql_chain_add, NULL, value_id(plan));
    if (err == ERR_CONFLICT) /* another transaction made it just now */
        return ERR_RETRY;
    TRY(err);
    return db_one(db, &decision_sql_chain, out, value_id(plan));
}

static enum err chain_close(struct db *db, const struct chain *chain)
{
    return db_do(db, &decision_sql_head, NULL, V(chain->length), V(chain->head),
                 V(chain->id));
}

enum err decisions_add(struct db *db, struct arena *a, struct instant now,
                       const struct decision *decisions, size_t count)
{
    struct chain chain = {0};

    for (size_t i = 0; i < count; i++) {
        if (i == 0 || decisions[i].plan != decisions[i - 1].plan)
            TRY(chain_lock(db, decisions[i].plan, &chain));
        TRY(append(db, a, now, &chain, &decisions[i]));
        if (i + 1 == count || decisions[i].plan != decisions[i + 1].plan)
            TRY(chain_close(db, &chain));
    }
    return OK;
}

enum err decision_add(struct db *db, struct arena *a, struct instant now,
                      const struct decision *decision)
{
    return decisions_add(db, a, now, decision, 1);
}

/* -- verifying ------------------------------------------------------------- */

struct code {
    struct str code;
};
static const struct field code_fields[] = {FIELD(struct code, code)};
static const struct shape code_shape = SHAPE(struct code, code_fields);

static struct stmt plan_of_chain = {
    .sql = "SELECT COALESCE(p.code, CONCAT('#', c.plan)) AS code"
           " FROM decision_chain c LEFT JOIN plan p ON p.id = c.plan"
           " WHERE c.plan = ?",
    .params = 1,
    .row = &code_shape,
};

enum err decision_verify(struct db *db, int64_t plan, int64_t *broken)
{
    struct code code = {STR_NONE};
    struct audit_report report;
    struct arena *a = arena_new(64 << 20, NULL);
    enum err err = OK;

    *broken = 0;
    if (plan)
        err = db_one(db, &plan_of_chain, &code, V(plan));
    if (err == OK) {
        struct audit_options o = {.one = true, .plan = code.code};

        err = audit_verify(db, a, &o, &report);
        *broken = err == OK && report.what ? report.n : 0;
    }
    arena_free(a);
    return err == ERR_NOT_FOUND ? OK : err;
}
