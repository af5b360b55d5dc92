#include "document/keymap.h"

struct keymap keymap_new(struct arena *a)
{
    return (struct keymap){.arena = a};
}

/* FNV-1a. The keys come from a file whose author gains nothing by collisions
 * but a slow import of their own. */
static uint64_t hash(struct str key)
{
    uint64_t h = 14695981039346656037U;

    for (size_t i = 0; i < key.n; i++)
        h = (h ^ (unsigned char)key.p[i]) * 1099511628211U;
    return h ^ h >> 32;
}

static struct key_slot *slot_of(const struct keymap *m, struct str key)
{
    size_t i = (size_t)hash(key) & (m->cap - 1);

    while (m->slots[i].key.p && !str_eq(m->slots[i].key, key))
        i = (i + 1) & (m->cap - 1);
    return &m->slots[i];
}

static void grow(struct keymap *m)
{
    struct keymap bigger = {
        .arena = m->arena, .count = m->count, .cap = m->cap ? m->cap * 2 : 64};

    bigger.slots = NEW_N(m->arena, struct key_slot, bigger.cap);
    for (size_t i = 0; i < m->cap; i++)
        if (m->slots[i].key.p)
            *slot_of(&bigger, m->slots[i].key) = m->slots[i];
    *m = bigger;
}

bool keymap_add(struct keymap *m, struct str key, size_t *value)
{
    struct key_slot *slot;

    if (m->count * 2 >= m->cap)
        grow(m);
    slot = slot_of(m, key);
    if (slot->key.p) {
        *value = slot->value;
        return false;
    }
    *slot = (struct key_slot){key, *value};
    m->count++;
    return true;
}

bool keymap_find(const struct keymap *m, struct str key, size_t *value)
{
    const struct key_slot *slot;

    if (m->cap == 0 || str_empty(key))
        return false;
    slot = slot_of(m, key);
    if (!slot->key.p)
        return false;
    *value = slot->value;
    return true;
}
