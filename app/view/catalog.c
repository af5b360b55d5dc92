#include "view/catalog.h"

#include <string.h>

#include "core/utf8.h"

static uint32_t word_at(const struct catalog *c, size_t at)
{
    uint32_t word;
    memcpy(&word, c->bytes.p + at, sizeof(word));
    return c->swapped ? __builtin_bswap32(word) : word;
}

/* Entry i of a table: its length, then where it stands. */
static struct str entry(const struct catalog *c, uint32_t table, uint32_t i)
{
    size_t at = (size_t)table + 8 * (size_t)i;
    return (struct str){c->bytes.p + word_at(c, at + 4), word_at(c, at)};
}

/* A plural's original and translation hold their forms with NUL between. */
static struct str form_of(struct str text, unsigned form)
{
    struct str part = STR_NONE;
    for (unsigned i = 0; i <= form; i++)
        if (!str_cut(&text, '\0', &part))
            return STR_NONE;
    return part;
}

static bool table_within(const struct catalog *c, uint32_t table)
{
    return table <= c->bytes.n && c->count <= (c->bytes.n - table) / 8;
}

static bool entry_valid(const struct catalog *c, uint32_t table, uint32_t i)
{
    size_t at = (size_t)table + 8 * (size_t)i;
    size_t length = word_at(c, at), offset = word_at(c, at + 4);
    return offset < c->bytes.n && length < c->bytes.n - offset &&
           c->bytes.p[offset + length] == '\0' &&
           utf8_valid(entry(c, table, i));
}

enum err catalog_open(struct str bytes, struct catalog *out)
{
    struct catalog c = {.bytes = bytes};

    *out = (struct catalog){0};
    if (bytes.n < 28)
        return ERR_INPUT;
    c.swapped = word_at(&c, 0) == 0xde120495;
    if (word_at(&c, 0) != 0x950412de || word_at(&c, 4) >> 16 != 0)
        return ERR_INPUT;
    c.count = word_at(&c, 8);
    c.ids = word_at(&c, 12);
    c.texts = word_at(&c, 16);
    if (!table_within(&c, c.ids) || !table_within(&c, c.texts))
        return ERR_INPUT;
    for (uint32_t i = 0; i < c.count; i++) {
        if (!entry_valid(&c, c.ids, i) || !entry_valid(&c, c.texts, i))
            return ERR_INPUT;
        if (i && str_cmp(form_of(entry(&c, c.ids, i - 1), 0),
                         form_of(entry(&c, c.ids, i), 0)) >= 0)
            return ERR_INPUT;
    }
    *out = c;
    return OK;
}

struct str catalog_find(const struct catalog *c, struct str msgid,
                        unsigned form)
{
    uint32_t from = 0, to = msgid.n ? c->count : 0; /* "" is the header */
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        int order = str_cmp(form_of(entry(c, c->ids, middle), 0), msgid);
        if (order == 0) {
            struct str text = form_of(entry(c, c->texts, middle), form);
            return str_empty(text) ? STR_NONE : text;
        }
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return STR_NONE;
}
