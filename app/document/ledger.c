#include "document/ledger.h"

#include "core/json.h"
#include "core/json_read.h"

enum { LINE_MOST = 256 << 20 }; /* bytes of one line, read and checked */

/* -- writing --------------------------------------------------------------- */

static void line_end(struct buf *out, struct json *j)
{
    json_close(j);
    buf_byte(out, '\n');
}

void ledger_put_title(struct buf *out, bool part)
{
    struct json j = json_open(out);

    json_str(&j, "form", S("audit/1"));
    json_bool(&j, "part", part);
    line_end(out, &j);
}

void ledger_put_chain(struct buf *out, const struct audit_chain *c)
{
    struct json j = json_open(out);

    json_int(&j, "chain", c->chain);
    json_int(&j, "from", c->from);
    json_str(&j, "head", c->head);
    json_int(&j, "length", c->length);
    json_str(&j, "plan", c->plan);
    json_str(&j, "previous", c->previous);
    line_end(out, &j);
}

void ledger_put_decision(struct buf *out, const struct audit_decision *d)
{
    struct json j = json_open(out);

    json_str(&j, "hash", d->hash);
    json_str(&j, "heads", d->heads);
    json_str(&j, "line", d->line);
    json_str(&j, "salt", d->salt);
    json_str(&j, "words", d->words);
    line_end(out, &j);
}

void ledger_put_sum(struct buf *out, const struct hash_sum *sum)
{
    struct json j = json_open(out);

    json_str(&j, "sum", hash_hex(out->arena, hash_end(sum)));
    line_end(out, &j);
}

/* -- reading --------------------------------------------------------------- */

struct ledger ledger_open(struct arena *a, const struct audit_options *o)
{
    return (struct ledger){
        .lasting = a,
        .scratch = arena_new((size_t)2 * LINE_MOST, NULL),
        .options = *o,
        .sum = hash_begin(),
    };
}

void ledger_free(struct ledger *l)
{
    if (l->audit)
        audit_free(l->audit);
    arena_free(l->scratch);
}

static enum err fault(struct ledger *l, const char *what)
{
    l->what = what;
    return ERR_CONFLICT;
}

/* Read and written again it is the same, to the byte. */
static bool same(const struct buf *again, struct str line)
{
    return str_eq(buf_str(again), line);
}

static enum err title_read(struct ledger *l, struct str line)
{
    struct json_in j = json_read(l->scratch, str_sub(line, 0, line.n - 1));
    struct buf again = buf_new(l->scratch, line.n);

    json_take_str(&j, "form");
    l->options.part = json_take_bool(&j, "part");
    ledger_put_title(&again, l->options.part);
    if (!json_read_end(&j) || !same(&again, line))
        return fault(l, "it does not begin as an export does");
    l->audit = audit_new(l->lasting, &l->options);
    return OK;
}

static enum err chain_read(struct ledger *l, struct str line)
{
    struct json_in j = json_read(l->scratch, str_sub(line, 0, line.n - 1));
    struct buf again = buf_new(l->scratch, line.n);
    struct audit_chain c = {
        .chain = json_take_int(&j, "chain"),
    };

    c.from = json_take_int(&j, "from");
    c.head = json_take_str(&j, "head");
    c.length = json_take_int(&j, "length");
    c.plan = json_take_str(&j, "plan");
    c.previous = json_take_str(&j, "previous");
    ledger_put_chain(&again, &c);
    if (!json_read_end(&j) || !same(&again, line))
        return fault(l, "the line of a chain is not as an export writes it");
    return audit_open(l->audit, &c);
}

static enum err decision_read(struct ledger *l, struct str line)
{
    struct json_in j = json_read(l->scratch, str_sub(line, 0, line.n - 1));
    struct buf again = buf_new(l->scratch, line.n);
    struct audit_decision d = {
        .hash = json_take_str(&j, "hash"),
    };

    d.heads = json_take_str(&j, "heads");
    d.line = json_take_str(&j, "line");
    d.salt = json_take_str(&j, "salt");
    d.words = json_take_str(&j, "words");
    ledger_put_decision(&again, &d);
    if (!json_read_end(&j) || !same(&again, line))
        return audit_broken(l->audit, "its line of the file is not as an export"
                                      " writes it");
    return audit_next(l->audit, &d);
}

static enum err sum_read(struct ledger *l, struct str line)
{
    struct buf again = buf_new(l->scratch, 100);

    ledger_put_sum(&again, &l->sum);
    l->summed = true;
    /* what is wrong with a chain says more than that something is */
    TRY(audit_end(l->audit));
    return same(&again, line)
               ? OK
               : fault(l, "a byte of it was changed: its sum differs");
}

static enum err line_read(struct ledger *l, struct str line)
{
    if (!str_ends(line, S("\n")) || line.n > LINE_MOST / 2)
        return fault(l, "it is cut, or a line of it too long");
    if (l->line == 1)
        return title_read(l, line);
    if (l->summed)
        return fault(l, "something follows its sum");
    if (str_starts(line, S("{\"chain\"")))
        return chain_read(l, line);
    if (str_starts(line, S("{\"sum\"")))
        return sum_read(l, line);
    return decision_read(l, line);
}

enum err ledger_line(struct ledger *l, struct str line)
{
    l->line++;
    enum err err = line_read(l, line);
    arena_reset(l->scratch);
    hash_add(&l->sum, line);
    return err;
}

enum err ledger_end(struct ledger *l)
{
    return l->summed ? OK : fault(l, "it is cut: its sum is missing");
}
