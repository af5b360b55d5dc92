#include "store/decision.h"

#include "core/json.h"

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

/* What a line is made of; its columns repeat all but content and digest. */
struct entry {
    int64_t chain;
    int64_t n;
    struct str act;
    int64_t account;
    int64_t for_account;
    struct str object;
    struct str object_key;
    struct instant made_at;
    struct str content; /* hash in hex, or none */
    struct str digest;  /* of salt and words, in hex */
};

static struct str sha256_of(struct arena *a, struct str first, struct str rest)
{
    struct buf b = buf_new(a, first.n + 1 + rest.n);

    buf_put(&b, first);
    buf_byte(&b, '\n');
    buf_put(&b, rest);
    return hash_hex(a, hash_of(buf_str(&b)));
}

static void json_id(struct json *j, const char *key, int64_t id)
{
    if (id)
        json_int(j, key, id);
    else
        json_str(j, key, STR_NONE);
}

static struct str entry_line(struct arena *a, const struct entry *e)
{
    struct buf b = buf_new(a, 512);
    struct json j = json_open(&b);

    json_id(&j, "account", e->account);
    json_str(&j, "act", e->act);
    json_str(&j, "at", instant_text(a, e->made_at));
    json_int(&j, "chain", e->chain);
    json_str(&j, "content", e->content);
    json_str(&j, "digest", e->digest);
    json_id(&j, "for", e->for_account);
    json_str(&j, "form", S("decision/1"));
    json_str(&j, "key", e->object_key);
    json_int(&j, "n", e->n);
    json_str(&j, "object", e->object);
    json_close(&j);
    return buf_str(&b);
}

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
    struct entry e = {
        .chain = chain->id,
        .n = ++chain->length,
        .act = d->act,
        .account = d->account,
        .for_account = d->for_account,
        .object = d->object,
        .object_key = d->key,
        .made_at = now,
        .content = d->content ? hash_hex(a, *d->content) : STR_NONE,
        .digest = sha256_of(a, salt, words),
    };
    struct str line = entry_line(a, &e);
    chain->head = sha256_of(a, chain->head, line);
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

struct stored {
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
};
static const struct field stored_fields[] = {
    FIELD(struct stored, chain),       FIELD(struct stored, n),
    FIELD(struct stored, act),         FIELD(struct stored, account),
    FIELD(struct stored, for_account), FIELD(struct stored, object),
    FIELD(struct stored, object_key),  FIELD(struct stored, made_at),
    FIELD(struct stored, line),        FIELD(struct stored, hash),
    FIELD(struct stored, salt),        FIELD(struct stored, words),
};
static const struct shape stored_shape = SHAPE(struct stored, stored_fields);

static struct stmt chain_of_plan = {
    .sql = "SELECT id, length, head FROM decision_chain WHERE plan <=> ?",
    .params = 1,
    .row = &chain_shape,
};

static struct stmt decisions_of_chain = {
    .sql = "SELECT d.chain, d.n, d.act, d.account, d.for_account, d.object,"
           " d.object_key, d.made_at, d.line, d.hash, w.salt, w.words"
           " FROM decision d LEFT JOIN decision_words w"
           " ON w.chain = d.chain AND w.n = d.n"
           " WHERE d.chain = ? ORDER BY d.n",
    .params = 1,
    .row = &stored_shape,
};

struct check {
    struct arena *arena; /* emptied after each line */
    int64_t n;           /* lines that hold */
    char head[64];
};

static struct str check_head(const struct check *c)
{
    return (struct str){c->head, sizeof c->head};
}

static void check_head_set(struct check *c, struct str hex)
{
    for (size_t i = 0; i < sizeof c->head; i++)
        c->head[i] = i < hex.n ? hex.p[i] : '0';
}

/* The 64 digits behind a name, colon and quote; none when it says null. Within
 * a text the quotes would be escaped. */
static struct str digits_of(struct str line, struct str name)
{
    for (size_t i = 0; i + name.n <= line.n; i++)
        if (str_eq(str_sub(line, i, name.n), name))
            return str_sub(line, i + name.n, 64);
    return STR_NONE;
}

/* The line says what its columns and words say. */
static bool line_holds(struct arena *a, const struct stored *s)
{
    struct entry e = {
        .chain = s->chain,
        .n = s->n,
        .act = s->act,
        .account = s->account,
        .for_account = s->for_account,
        .object = s->object,
        .object_key = s->object_key,
        .made_at = s->made_at,
        .content = digits_of(s->line, S("\"content\":\"")),
        .digest = digits_of(s->line, S("\"digest\":\"")),
    };

    if (!str_eq(entry_line(a, &e), s->line) || !str_given(s->salt))
        return false;
    return !str_given(s->words) ||
           str_eq(sha256_of(a, s->salt, s->words), e.digest);
}

/* ERR_CONFLICT ends the reading at the first line that does not hold. */
static enum err check_line(void *ctx, const void *row)
{
    struct check *c = ctx;
    const struct stored *s = row;
    struct str hash = sha256_of(c->arena, check_head(c), s->line);
    bool holds =
        s->n == c->n + 1 && str_eq(hash, s->hash) && line_holds(c->arena, s);

    if (holds) {
        c->n++;
        check_head_set(c, hash);
    }
    arena_reset(c->arena);
    return holds ? OK : ERR_CONFLICT;
}

enum err decision_verify(struct db *db, int64_t plan, int64_t *broken)
{
    struct chain chain;
    struct check check = {.arena = arena_new(64 << 20, NULL)};

    *broken = 0;
    enum err err = db_one(db, &chain_of_plan, &chain, value_id(plan));
    if (err == OK) {
        check_head_set(&check, STR_NONE);
        err = db_each(db, &decisions_of_chain, check_line, &check, V(chain.id));
        if (err == ERR_CONFLICT || check.n != chain.length ||
            !str_eq(check_head(&check), chain.head))
            *broken = check.n + 1;
    }
    arena_free(check.arena);
    return err == ERR_NOT_FOUND || err == ERR_CONFLICT ? OK : err;
}
