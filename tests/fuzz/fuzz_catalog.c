/* Message catalogues: what opens can be searched, whatever is looked for. */
#include "core/utf8.h"
#include "view/catalog.h"

#include "fuzz.h"

FUZZ(catalog)
{
    /* A copy of exactly that size: the sanitizer sees a byte too far. */
    struct arena *a = arena_new((size_t)16 << 20, NULL);
    struct str bytes = str_copy(a, fuzz_text(data, size)), rest = bytes, part;
    struct catalog c;

    if (size < (size_t)1 << 20 && catalog_open(bytes, &c) == OK) {
        HOLDS(!str_given(catalog_find(&c, S(""), 0)));
        while (str_cut(&rest, '\0', &part))
            for (unsigned form = 0; form < 3; form++)
                HOLDS(utf8_valid(catalog_find(&c, part, form)));
    }
    arena_free(a);
    return 0;
}
