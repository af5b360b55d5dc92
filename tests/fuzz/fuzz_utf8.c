/* UTF-8: our validation agrees with libutf8proc, and valid text stays valid
 * whatever is done to it. */
#include <utf8proc.h>

#include "core/json.h"
#include "core/utf8.h"

#include "fuzz.h"

static bool valid_to_library(struct str s)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)s.p;
    utf8proc_ssize_t left = (utf8proc_ssize_t)s.n;

    while (left > 0) {
        utf8proc_int32_t point;
        utf8proc_ssize_t n = utf8proc_iterate(at, left, &point);

        if (n <= 0)
            return false;
        at += n;
        left -= n;
    }
    return true;
}

static void valid_holds(struct arena *a, struct str s)
{
    struct str nfc = utf8_nfc(a, s), fold = utf8_fold(a, s);
    struct str lines = utf8_lines(a, s), cut = utf8_short(a, s, 5);

    HOLDS(utf8_length(s) <= s.n);
    HOLDS(utf8_valid(nfc) && str_eq(utf8_nfc(a, nfc), nfc));
    HOLDS(utf8_valid(fold));
    HOLDS(utf8_valid(lines) && str_find(lines, '\r', 0) < 0);
    HOLDS(utf8_valid(cut) && utf8_length(cut) <= 5);
    HOLDS(utf8_length(s) > 5 || str_eq(cut, s));
}

FUZZ(utf8)
{
    struct arena *a = arena_new((size_t)16 << 20, NULL);
    struct str s = fuzz_text(data, size);
    struct buf quoted = buf_new(a, 64);

    HOLDS(utf8_valid(s) == valid_to_library(s));
    HOLDS(utf8_control(s) < (ptrdiff_t)s.n);
    json_quote(&quoted, s);
    HOLDS(utf8_valid(buf_str(&quoted)));
    if (utf8_valid(s))
        valid_holds(a, s);
    arena_free(a);
    return 0;
}
