/* Keys to numbers, for the keys of one sheet: open addressing in an arena. */
#ifndef DOCUMENT_KEYMAP_H
#define DOCUMENT_KEYMAP_H

#include "core/str.h"

struct keymap {
    struct arena *arena;
    struct key_slot {
        struct str key;
        size_t value;
    } * slots;
    size_t count;
    size_t cap; /* a power of two, or 0 */
};

struct keymap keymap_new(struct arena *a);
/* False, and *value as it was stored first, when the key is already there. */
bool keymap_add(struct keymap *m, struct str key, size_t *value);
bool keymap_find(const struct keymap *m, struct str key, size_t *value);

#endif
