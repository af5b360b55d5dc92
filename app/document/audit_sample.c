#include "document/audit_sample.h"

#include <stdlib.h>

#include "document/ledger.h"
#include "store/audit_seals.h"
#include "store/scope.h"

enum { LINKS_MOST = 8000 }; /* lines of a file */

struct pick {
    int64_t chain;
    int64_t n;
    struct str plan; /* none: accounts */
    struct instant made_at;
    int64_t length;
    struct str head;
};
static const struct field pick_fields[] = {
    FIELD(struct pick, chain),  FIELD(struct pick, n),
    FIELD(struct pick, plan),   FIELD(struct pick, made_at),
    FIELD(struct pick, length), FIELD(struct pick, head),
};
static const struct shape pick_shape = SHAPE(struct pick, pick_fields);

#define PICKS                                                                  \
    "SELECT d.chain, d.n, p.code AS plan, d.made_at, c.length, c.head"         \
    " FROM decision d JOIN decision_chain c ON c.id = d.chain"                 \
    " LEFT JOIN plan p ON p.id = c.plan WHERE " MAY_AUDIT(                     \
        "'auditor','controller'", "d", "c", "p")

struct stmt audit_sql_drawn = {
    .sql = PICKS " AND (? = '' OR p.code = ?)"
                 " ORDER BY SHA2(CONCAT(?, ' ', d.hash), 256) LIMIT ?",
    .params = MAY_AUDIT_PARAMS + 4,
    .row = &pick_shape,
};

struct stmt audit_sql_chosen = {
    .sql = PICKS " AND d.chain = ? AND d.n = ?",
    .params = MAY_AUDIT_PARAMS + 2,
    .row = &pick_shape,
};

struct seal {
    int64_t chain;
    int64_t n;
    int64_t length; /* of the accounts' chain now */
    struct str head;
    struct str heads;
};
static const struct field seal_fields[] = {
    FIELD(struct seal, chain),  FIELD(struct seal, n),
    FIELD(struct seal, length), FIELD(struct seal, head),
    FIELD(struct seal, heads),
};
static const struct shape seal_shape = SHAPE(struct seal, seal_fields);

/* The seals that may be the first over what was decided then. */
struct stmt audit_sql_seals = {
    .sql = "SELECT d.chain, s.n, c.length, c.head, s.heads"
           " FROM decision_chain c JOIN decision d ON d.chain = c.id"
           " JOIN seal s ON s.n = d.n"
           " WHERE c.plan IS NULL AND d.act = 'seal' AND d.made_at >= ?"
           " ORDER BY s.n LIMIT 2",
    .params = 1,
    .row = &seal_shape,
};

struct hash_row {
    struct str hash;
};
static const struct field hash_fields[] = {FIELD(struct hash_row, hash)};
static const struct shape hash_shape = SHAPE(struct hash_row, hash_fields);

struct stmt audit_sql_previous = {
    .sql = "SELECT hash FROM decision WHERE chain = ? AND n = ?",
    .params = 2,
    .row = &hash_shape,
};

struct link {
    int64_t n;
    struct str line;
    struct str hash;
    struct str heads;
    struct str salt;
    struct str words;
    bool closed; /* to the reader */
};
static const struct field link_fields[] = {
    FIELD(struct link, n),      FIELD(struct link, line),
    FIELD(struct link, hash),   FIELD(struct link, heads),
    FIELD(struct link, salt),   FIELD(struct link, words),
    FIELD(struct link, closed),
};
static const struct shape link_shape = SHAPE(struct link, link_fields);

struct stmt audit_sql_links = {
    .sql = "SELECT d.n, d.line, d.hash, s.heads, w.salt, w.words,"
           " NOT " NOT_CLOSED(
               "d") " AS closed"
                    " FROM decision d LEFT JOIN decision_words w"
                    " ON w.chain = d.chain AND w.n = d.n"
                    " LEFT JOIN seal s ON s.n = d.n AND d.act = 'seal'"
                    " WHERE d.chain = ? AND d.n BETWEEN ? AND ? ORDER BY d.n "
                    "LIMIT ?",
    .params = 6,
    .row = &link_shape,
};

/* -- which lines ----------------------------------------------------------- */

/* The lines of one chain from the first decision asked for to its seal. */
struct segment {
    struct audit_chain chain;
    int64_t to;
};

struct sample {
    struct db *db;
    struct arena *arena;
    const struct audit_sample *asked;
    struct list picks;
    struct segment *segments;
    size_t count;
    int64_t room; /* lines that may still be written */
    struct buf *out;
};

static void segment_add(struct sample *s, const struct pick *p, int64_t to)
{
    s->segments[s->count++] = (struct segment){
        {p->chain, p->plan, p->length, p->head, p->n, STR_NONE}, to};
}

/* How long the chain was at the seal; 0: not in it. */
static int64_t sealed_length(struct str heads, int64_t chain)
{
    struct seal_head head;
    struct str line;

    while (str_cut(&heads, '\n', &line))
        if (seal_head_parse(line, &head) == OK && head.chain == chain)
            return head.length;
    return 0;
}

static enum err segments_of(struct sample *s, const struct pick *p)
{
    struct list seals;

    TRY(db_all(s->db, &audit_sql_seals, &seals, V(p->made_at)));
    for (size_t i = 0; i < seals.count; i++) {
        const struct seal *seal = LIST_AT(struct seal, seals, i);
        struct pick own = {seal->chain, seal->n,      STR_NONE,
                           p->made_at,  seal->length, seal->head};
        int64_t to = p->chain == seal->chain
                         ? seal->n
                         : sealed_length(seal->heads, p->chain);

        if (to < p->n)
            continue;
        segment_add(s, p, to);
        if (p->chain != seal->chain)
            segment_add(s, &own, seal->n);
        return OK;
    }
    segment_add(s, p, p->n); /* no seal yet */
    return OK;
}

/* Accounts first, as the seals stand there. */
static int by_place(const void *x, const void *y)
{
    const struct segment *a = x, *b = y;
    bool later = str_given(a->chain.plan);

    if (later != str_given(b->chain.plan))
        return later ? 1 : -1;
    if (a->chain.chain != b->chain.chain)
        return a->chain.chain < b->chain.chain ? -1 : 1;
    return (a->chain.from > b->chain.from) - (a->chain.from < b->chain.from);
}

static void segments_merge(struct sample *s)
{
    size_t kept = 0;

    qsort(s->segments, s->count, sizeof *s->segments, by_place);
    for (size_t i = 1; i < s->count; i++) {
        struct segment *last = &s->segments[kept], *next = &s->segments[i];

        if (next->chain.chain != last->chain.chain ||
            next->chain.from > last->to + 1)
            s->segments[++kept] = *next;
        else if (next->to > last->to)
            last->to = next->to;
    }
    s->count = s->count ? kept + 1 : 0;
}

/* -- writing --------------------------------------------------------------- */

static bool picked(const struct sample *s, int64_t chain, int64_t n)
{
    for (size_t i = 0; i < s->picks.count; i++) {
        const struct pick *p = LIST_AT(struct pick, s->picks, i);

        if (p->chain == chain && p->n == n)
            return true;
    }
    return false;
}

static void chain_put(struct sample *s, const struct segment *at, int64_t from,
                      struct str previous)
{
    struct audit_chain c = at->chain;

    c.from = from;
    c.previous = previous;
    ledger_put_chain(s->out, &c);
}

static void link_put(struct sample *s, const struct link *l, bool whole)
{
    ledger_put_decision(s->out, &(struct audit_decision){
                                    .line = l->line,
                                    .hash = l->hash,
                                    .heads = l->heads,
                                    .salt = whole ? l->salt : STR_NONE,
                                    .words = whole ? l->words : STR_NONE,
                                });
}

/* Behind a closed line the next decision asked for begins anew. */
static enum err segment_put(struct sample *s, const struct segment *at)
{
    int64_t chain = at->chain.chain;
    struct hash_row before = {DECISION_START};
    struct list links;
    bool open = false;

    if (at->chain.from > 1)
        TRY(db_one(s->db, &audit_sql_previous, &before, V(chain),
                   V(at->chain.from - 1)));
    TRY(db_all(s->db, &audit_sql_links, &links, V(s->asked->account),
               V(s->asked->today), V(chain), V(at->chain.from), V(at->to),
               V(s->room)));
    for (size_t i = 0; i < links.count; i++) {
        const struct link *l = LIST_AT(struct link, links, i);
        bool whole = picked(s, chain, l->n);

        if (!open && (i == 0 || whole))
            chain_put(s, at, l->n, before.hash);
        open = (open || i == 0 || whole) && !l->closed;
        if (open)
            link_put(s, l, whole);
        before.hash = l->hash;
    }
    s->room -= (int64_t)links.count;
    return OK;
}

#define READER(s)                                                              \
    V((s)->account), V((s)->today), V((s)->account), V((s)->today),            \
        V((s)->account), V((s)->today), V((s)->account), V((s)->today),        \
        V((s)->account), V((s)->today)

static enum err picks_read(struct db *db, const struct audit_sample *a,
                           struct list *out)
{
    struct str plan = str_given(a->plan) ? a->plan : S("");

    if (a->chain)
        return db_all(db, &audit_sql_chosen, out, READER(a), V(a->chain),
                      V(a->n));
    return db_all(db, &audit_sql_drawn, out, READER(a), V(plan), V(plan),
                  V(a->seed), V(a->size < SAMPLE_MOST ? a->size : SAMPLE_MOST));
}

enum err audit_sample(struct db *db, struct arena *a,
                      const struct audit_sample *asked, struct buf *out)
{
    struct sample s = {
        .db = db,
        .arena = a,
        .asked = asked,
        .segments = NEW_N(a, struct segment, 2 * SAMPLE_MOST),
        .room = LINKS_MOST,
        .out = out,
    };
    struct hash_sum sum = hash_begin();

    TRY(picks_read(db, asked, &s.picks));
    if (!s.picks.count)
        return ERR_NOT_FOUND;
    for (size_t i = 0; i < s.picks.count; i++)
        TRY(segments_of(&s, LIST_AT(struct pick, s.picks, i)));
    segments_merge(&s);
    ledger_put_title(out, true);
    for (size_t i = 0; i < s.count; i++)
        TRY(segment_put(&s, &s.segments[i]));
    hash_add(&sum, buf_str(out));
    ledger_put_sum(out, &sum);
    return OK;
}
