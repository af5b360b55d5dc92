#include "store/audit_seals.h"

#include <string.h>

#include "core/hash.h"

/* Where the chain is, or would be. */
static size_t place(const struct seals *s, int64_t chain)
{
    size_t low = 0, high = s->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (s->chains[middle].chain < chain)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct sealed_chain *seals_find(const struct seals *s, int64_t chain)
{
    size_t at = place(s, chain);

    return at < s->count && s->chains[at].chain == chain ? &s->chains[at]
                                                         : NULL;
}

enum err seal_head_parse(struct str line, struct seal_head *out)
{
    struct str chain, length, hash;
    struct hash bytes;

    if (!str_cut(&line, ' ', &chain) || !str_cut(&line, ' ', &length) ||
        !str_cut(&line, ' ', &hash) || str_empty(line))
        return ERR_INPUT;
    TRY(str_int(chain, &out->chain));
    TRY(str_int(length, &out->length));
    TRY(hash_from_hex(hash, &bytes));
    out->hash = hash;
    out->plan = line;
    return OK;
}

/* Twice the room; the old one stays with the arena. */
static void *grown(struct arena *a, const void *old, size_t *cap, size_t size)
{
    size_t had = *cap;
    void *fresh = arena_alloc(a, had ? 2 * had : 8, size);

    if (had)
        memcpy(fresh, old, had * size);
    *cap = had ? 2 * had : 8;
    return fresh;
}

static struct sealed_chain *insert(struct seals *s, const struct seal_head *h)
{
    size_t at = place(s, h->chain);

    if (s->count == s->cap)
        s->chains = grown(s->arena, s->chains, &s->cap, sizeof *s->chains);
    memmove(s->chains + at + 1, s->chains + at,
            (s->count - at) * sizeof *s->chains);
    s->count++;
    s->chains[at] = (struct sealed_chain){
        .chain = h->chain,
        .plan = str_copy(s->arena, h->plan),
    };
    return &s->chains[at];
}

enum err seals_add(struct seals *s, const struct seal_head *h)
{
    struct sealed_chain *c = seals_find(s, h->chain);

    if (!c)
        c = insert(s, h);
    const struct sealed_head *last = c->count ? &c->at[c->count - 1] : NULL;
    if (!str_eq(c->plan, h->plan) || (last && last->length > h->length))
        return ERR_CONFLICT;
    if (last && last->length == h->length)
        return memcmp(last->hash, h->hash.p, HEX) == 0 ? OK : ERR_CONFLICT;
    if (c->count == c->cap)
        c->at = grown(s->arena, c->at, &c->cap, sizeof *c->at);
    c->at[c->count].length = h->length;
    memcpy(c->at[c->count++].hash, h->hash.p, HEX);
    return OK;
}
