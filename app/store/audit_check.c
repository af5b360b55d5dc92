#include "store/audit_check.h"

#include <string.h>

#include "core/hash.h"
#include "store/audit_seals.h"

enum { SCRATCH = 256 << 20 }; /* one decision and its words, at most */
#define FROM_MOST (INT64_C(1) << 52)

/* Numbers of one chain, a bit each: erased, and no decision met that says so.
 */
struct marks {
    unsigned char *bits;
    size_t bytes;
};

struct audit {
    struct arena *arena;
    struct arena *scratch; /* emptied after each decision */
    struct audit_options options;
    struct audit_report report;
    struct seals seals;
    /* the chain in hand */
    bool open;
    bool passed; /* it is not asked for */
    struct audit_chain chain;
    struct sealed_chain *sealed;
    struct marks erased;
    int64_t n;       /* the last that holds */
    int64_t covered; /* up to there by a seal */
    char head[HEX];
};

struct audit *audit_new(struct arena *a, const struct audit_options *o)
{
    struct audit *audit = NEW(a, struct audit);

    audit->arena = a;
    audit->scratch = arena_new(SCRATCH, NULL);
    audit->options = *o;
    audit->seals.arena = a;
    return audit;
}

void audit_free(struct audit *audit)
{
    arena_free(audit->scratch);
}

const struct audit_report *audit_report(const struct audit *audit)
{
    return &audit->report;
}

static enum err fault(struct audit *audit, const char *what, int64_t n)
{
    struct audit_report *r = &audit->report;

    if (r->what)
        return ERR_CONFLICT;
    r->what = what;
    r->chain = audit->chain.chain;
    r->plan = audit->chain.plan;
    r->n = n;
    return ERR_CONFLICT;
}

enum err audit_broken(struct audit *audit, const char *what)
{
    return fault(audit, what, audit->n + 1);
}

static struct str head_of(const struct audit *audit)
{
    return (struct str){audit->head, HEX};
}

static bool accounts(const struct audit *audit)
{
    return !str_given(audit->chain.plan);
}

/* -- erased words ---------------------------------------------------------- */

static void mark(struct audit *audit, int64_t n)
{
    struct marks *m = &audit->erased;
    size_t byte = (size_t)n / 8;

    if (byte >= m->bytes) {
        unsigned char *wider = arena_alloc(audit->arena, 2 * byte + 64, 1);

        if (m->bytes)
            memcpy(wider, m->bits, m->bytes);
        *m = (struct marks){wider, 2 * byte + 64};
    }
    m->bits[byte] |= (unsigned char)(1 << (n % 8));
}

static bool marked(const struct audit *audit, int64_t n)
{
    const struct marks *m = &audit->erased;

    return n > 0 && (size_t)n / 8 < m->bytes &&
           m->bits[(size_t)n / 8] & 1 << (n % 8);
}

static int64_t first_marked(const struct audit *audit)
{
    for (size_t byte = 0; byte < audit->erased.bytes; byte++)
        for (int bit = 0; bit < 8; bit++)
            if (audit->erased.bits[byte] & 1 << bit)
                return (int64_t)byte * 8 + bit;
    return 0;
}

/* The decision that erases says the number of the one erased. Two may have
 * erased the same, one after the other: the first one counts. */
static enum err erasure_check(struct audit *audit,
                              const struct decision_line *line)
{
    int64_t n;

    if (!str_is(line->act, "erase") || !str_is(line->object, "decision"))
        return OK;
    if (str_int(line->object_key, &n) != OK || n < 1 || n >= line->n)
        return fault(audit, "it erases what is not before it", line->n);
    if (audit->options.part)
        return OK;
    if (!marked(audit, n))
        return fault(audit,
                     "its words were erased by a later decision and stand", n);
    audit->erased.bits[n / 8] &= (unsigned char)~(1 << (n % 8));
    return OK;
}

static enum err words_check(struct audit *audit, const struct audit_decision *d,
                            const struct decision_line *line)
{
    struct hash salt;

    if (!str_given(d->salt) && !str_given(d->words) && audit->options.part)
        return OK; /* withheld: not of the sample */
    if (hash_from_hex(d->salt, &salt) != OK)
        return fault(audit, "its salt is missing or damaged", line->n);
    if (!str_given(d->words)) {
        if (!audit->options.part)
            mark(audit, line->n);
        return OK;
    }
    if (!str_eq(decision_digest(audit->scratch, d->salt, d->words),
                line->digest))
        return fault(audit, "its words or salt are not those it was made with",
                     line->n);
    return OK;
}

/* -- seals ----------------------------------------------------------------- */

static enum err seal_line(struct audit *audit, struct str line, int64_t n)
{
    static const char *const broken = "its heads are not as a seal writes them";
    struct seal_head head;

    if (seal_head_parse(line, &head) != OK)
        return fault(audit, broken, n);
    if (head.chain == audit->chain.chain &&
        (head.length != n - 1 || !str_is(head.plan, "-") ||
         !str_eq(head.hash, head_of(audit))))
        return fault(audit, broken, n);
    if (seals_add(&audit->seals, &head) != OK)
        return fault(audit, "it contradicts an earlier seal", n);
    return OK;
}

static enum err heads_check(struct audit *audit, struct str heads,
                            const struct decision_line *line)
{
    struct str title, part;

    if (!str_given(heads) ||
        !str_eq(hash_hex(audit->scratch, hash_of(heads)), line->content))
        return fault(audit,
                     "its heads are missing or not those it was made with",
                     line->n);
    if (!str_cut(&heads, '\n', &title) ||
        !str_eq(title, str_printf(audit->scratch, "seal/1 %.*s",
                                  STR_ARG(line->object_key))))
        return fault(audit, "its heads are of another day", line->n);
    while (str_cut(&heads, '\n', &part))
        if (str_given(heads) || !str_empty(part))
            TRY(seal_line(audit, part, line->n));
    return OK;
}

static enum err seal_check(struct audit *audit, const struct audit_decision *d,
                           const struct decision_line *line)
{
    struct audit_report *r = &audit->report;

    if (!accounts(audit) || !str_is(line->act, "seal"))
        return !str_given(d->heads)
                   ? OK
                   : fault(audit, "it has heads and is no seal", line->n);
    TRY(heads_check(audit, d->heads, line));
    r->seal = line->n;
    r->seal_day = str_copy(audit->arena, line->object_key);
    r->seal_hash = str_copy(audit->arena, d->hash);
    audit->covered = line->n;
    return OK;
}

/* A seal of another chain says what this one's hash must be at that length. */
static enum err sealed_check(struct audit *audit, struct str hash, int64_t n)
{
    struct sealed_chain *s = audit->sealed;

    if (accounts(audit) || !s || s->next >= s->count ||
        s->at[s->next].length != n)
        return OK;
    if (memcmp(s->at[s->next].hash, hash.p, HEX) != 0)
        return fault(audit, "it is not what was sealed", n);
    s->next++;
    audit->covered = n;
    return OK;
}

/* -- one decision ---------------------------------------------------------- */

/* The column that says something else than the line; NULL: none. */
static const char *column_amiss(const struct decision_line *c,
                                const struct decision_line *l)
{
    const struct {
        const char *what;
        bool same;
    } columns[] = {
        {"its column chain is not what was hashed", c->chain == l->chain},
        {"its column n is not what was hashed", c->n == l->n},
        {"its column act is not what was hashed", str_eq(c->act, l->act)},
        {"its column account is not what was hashed", c->account == l->account},
        {"its column for_account is not what was hashed",
         c->for_account == l->for_account},
        {"its column object is not what was hashed",
         str_eq(c->object, l->object)},
        {"its column object_key is not what was hashed",
         str_eq(c->object_key, l->object_key)},
        {"its column made_at is not what was hashed",
         c->made_at.s == l->made_at.s},
    };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (!columns[i].same)
            return columns[i].what;
    return NULL;
}

static enum err line_check(struct audit *audit, const struct audit_decision *d,
                           struct decision_line *line)
{
    int64_t due = audit->n + 1;
    const char *amiss;

    if (d->columns && d->columns->n != due)
        return fault(audit, "it is missing", due);
    if (!str_eq(decision_digest(audit->scratch, head_of(audit), d->line),
                d->hash))
        return fault(
            audit, "its hash is not that of its line and the hash before", due);
    if (decision_line_parse(audit->scratch, d->line, line) != OK)
        return fault(audit, "its line is not as decisions are written", due);
    if (line->chain != audit->chain.chain || line->n != due)
        return fault(audit, "its line is of another place", due);
    amiss = d->columns ? column_amiss(d->columns, line) : NULL;
    return amiss ? fault(audit, amiss, due) : OK;
}

static void anchor_look(struct audit *audit, struct str hash, int64_t n)
{
    struct audit_report *r = &audit->report;

    if (r->anchored || !str_eq(hash, audit->options.anchor))
        return;
    r->anchored = true;
    r->anchor_chain = audit->chain.chain;
    r->anchor_n = n;
}

static enum err next(struct audit *audit, const struct audit_decision *d)
{
    struct decision_line line;

    TRY(line_check(audit, d, &line));
    TRY(words_check(audit, d, &line));
    TRY(erasure_check(audit, &line));
    TRY(seal_check(audit, d, &line));
    TRY(sealed_check(audit, d->hash, line.n));
    anchor_look(audit, d->hash, line.n);
    audit->n = line.n;
    memcpy(audit->head, d->hash.p, HEX);
    audit->report.decisions++;
    return OK;
}

enum err audit_next(struct audit *audit, const struct audit_decision *d)
{
    if (!audit->open)
        return fault(audit, "it stands before any chain", 1);
    if (audit->passed)
        return OK;
    enum err err = next(audit, d);
    arena_reset(audit->scratch);
    return err;
}

/* -- one chain ------------------------------------------------------------- */

static enum err whole_close(struct audit *audit)
{
    const struct sealed_chain *s = audit->sealed;
    int64_t unexplained = first_marked(audit);

    if (!accounts(audit) && s && s->next < s->count)
        return fault(audit, "it is missing: a seal knows it", audit->n + 1);
    if (audit->n != audit->chain.length ||
        !str_eq(head_of(audit), audit->chain.head))
        return fault(audit,
                     "it is missing, or one too many: the chain's"
                     " head says otherwise",
                     audit->n + 1);
    if (unexplained)
        return fault(audit, "its words are gone, no decision erased them",
                     unexplained);
    return OK;
}

static enum err close(struct audit *audit)
{
    if (!audit->open || audit->passed)
        return OK;
    audit->open = false;
    int64_t before = audit->chain.from - 1;
    audit->report.unsealed +=
        audit->n - (audit->covered > before ? audit->covered : before);
    return audit->options.part ? OK : whole_close(audit);
}

static bool asked_for(const struct audit *audit, struct str plan)
{
    const struct audit_options *o = &audit->options;

    return !o->one || !str_given(plan) || str_eq(plan, o->plan);
}

/* Against its seals, and its place among the others. */
static const char *whole_amiss(const struct audit *audit,
                               const struct audit_chain *c,
                               const struct sealed_chain *sealed)
{
    bool first = audit->report.chains == 0;

    if (c->from != 1)
        return "its chain begins later";
    if (first == str_given(c->plan) ||
        (!first && !accounts(audit) && c->chain <= audit->chain.chain))
        return "its chain is not in its place";
    if (sealed && !first && !str_eq(sealed->plan, c->plan))
        return "its chain was sealed as that of another plan";
    return NULL;
}

static const char *chain_amiss(const struct audit *audit,
                               const struct audit_chain *c,
                               const struct sealed_chain *sealed)
{
    struct hash hash;

    if (hash_from_hex(c->previous, &hash) != OK || c->from < 1 ||
        c->from > FROM_MOST)
        return "its chain does not say where it begins";
    if (c->from == 1 && !str_eq(c->previous, DECISION_START))
        return "its chain begins on another hash than that of no decision";
    return audit->options.part ? NULL : whole_amiss(audit, c, sealed);
}

/* Past the seals of what lies before a sample. */
static void seals_skip(struct sealed_chain *s, int64_t from)
{
    while (s && s->next < s->count && s->at[s->next].length < from)
        s->next++;
}

enum err audit_open(struct audit *audit, const struct audit_chain *chain)
{
    struct sealed_chain *sealed;
    const char *amiss;

    TRY(close(audit));
    sealed = seals_find(&audit->seals, chain->chain);
    amiss = chain_amiss(audit, chain, sealed);
    audit->open = true;
    audit->chain = *chain;
    audit->chain.plan =
        str_given(chain->plan) ? str_copy(audit->arena, chain->plan) : STR_NONE;
    audit->chain.head = str_copy(audit->arena, chain->head);
    audit->passed = !asked_for(audit, chain->plan);
    audit->erased = (struct marks){0};
    audit->covered = 0;
    audit->n = chain->from - 1;
    audit->sealed = sealed;
    if (amiss)
        return fault(audit, amiss, chain->from > 1 ? chain->from : 1);
    seals_skip(sealed, chain->from);
    memcpy(audit->head, chain->previous.p, HEX);
    audit->report.chains += !audit->passed;
    return OK;
}

/* A chain that seals know and that was never opened is gone as a whole. */
static enum err lost_chains(struct audit *audit)
{
    for (size_t i = 0; i < audit->seals.count; i++) {
        struct sealed_chain *s = &audit->seals.chains[i];

        if (s->next == s->count || str_is(s->plan, "-"))
            continue;
        audit->chain = (struct audit_chain){.chain = s->chain, .plan = s->plan};
        return fault(audit, "it is missing: a seal knows it", 1);
    }
    return OK;
}

enum err audit_end(struct audit *audit)
{
    TRY(close(audit));
    if (!audit->options.part && !audit->options.one)
        TRY(lost_chains(audit));
    if (!str_given(audit->options.anchor) || audit->report.anchored)
        return OK;
    audit->chain = (struct audit_chain){0};
    return fault(audit, "no decision has the hash given as anchor", 0);
}
