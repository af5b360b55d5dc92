/* Form bodies and query strings: what is read is text, and written again it
 * reads the same. */
#include "core/utf8.h"
#include "fuzz.h"
#include "web/private.h"

static struct str encoded(struct arena *a, const struct params *p)
{
    struct buf out = buf_new(a, 1000);

    for (size_t i = 0; i < p->count; i++) {
        if (i > 0)
            buf_byte(&out, '&');
        percent_encode(&out, p->at[i].name);
        buf_byte(&out, '=');
        percent_encode(&out, p->at[i].value);
    }
    return buf_str(&out);
}

FUZZ(params)
{
    struct arena *a = arena_new((size_t)16 << 20, NULL);
    struct params first, again;

    if (size < 100000 && params_read(a, fuzz_text(data, size), &first) == OK) {
        HOLDS(params_read(a, encoded(a, &first), &again) == OK);
        HOLDS(first.count == again.count);
        for (size_t i = 0; i < first.count; i++) {
            HOLDS(utf8_valid(first.at[i].name));
            HOLDS(utf8_valid(first.at[i].value));
            HOLDS(str_find(first.at[i].value, '\0', 0) < 0);
            HOLDS(str_eq(first.at[i].name, again.at[i].name));
            HOLDS(str_eq(first.at[i].value, again.at[i].value));
        }
    }
    arena_free(a);
    return 0;
}
