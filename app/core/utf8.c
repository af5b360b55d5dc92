#include "core/utf8.h"

#include <string.h>

#include <utf8proc.h>

#include "core/buf.h"

static bool between(struct str s, size_t at, unsigned low, unsigned high)
{
    unsigned char c;

    if (at >= s.n)
        return false;
    c = (unsigned char)s.p[at];
    return c >= low && c <= high;
}

/* Lengths and second bytes are the table 3-7 of the Unicode standard: a
 * narrower second byte is what keeps out overlong forms, surrogates and >
 * U+10FFFF. */
size_t utf8_step(struct str s, size_t at)
{
    static const struct {
        unsigned char first, last, second_low, second_high, length;
    } forms[] = {
        {0x00, 0x7f, 0x00, 0x00, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2},
        {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
        {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4},
        {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    size_t i = 0, n;

    while (i < sizeof forms / sizeof *forms &&
           !between(s, at, forms[i].first, forms[i].last))
        i++;
    if (i == sizeof forms / sizeof *forms)
        return 0;
    n = forms[i].length;
    if (n > 1 && !between(s, at + 1, forms[i].second_low, forms[i].second_high))
        return 0;
    for (size_t k = 2; k < n; k++)
        if (!between(s, at + k, 0x80, 0xbf))
            return 0;
    return n;
}

bool utf8_valid(struct str s)
{
    for (size_t i = 0, n; i < s.n; i += n) {
        n = (unsigned char)s.p[i] < 0x80 ? 1 : utf8_step(s, i);
        if (n == 0)
            return false;
    }
    return true;
}

size_t utf8_length(struct str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.n; i++)
        count += !between(s, i, 0x80, 0xbf);
    return count;
}

ptrdiff_t utf8_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
            return (ptrdiff_t)i;
        if (c == 0xc2 && between(s, i + 1, 0x80, 0x9f)) /* C1 */
            return (ptrdiff_t)i;
    }
    return -1;
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

/* The text put through libutf8proc; s itself should it be invalid. */
static struct str mapped(struct arena *a, struct str s, utf8proc_option_t how)
{
    const utf8proc_uint8_t *in = (const utf8proc_uint8_t *)s.p;
    utf8proc_ssize_t n = (utf8proc_ssize_t)s.n, count;
    utf8proc_int32_t *points;

    count = utf8proc_decompose(in, n, NULL, 0, how);
    if (count < 0)
        return s;
    points = NEW_N(a, utf8proc_int32_t, (size_t)count + 1);
    utf8proc_decompose(in, n, points, count, how);
    n = utf8proc_reencode(points, count, how);
    return n < 0 ? s : (struct str){(const char *)points, (size_t)n};
}

struct str utf8_nfc(struct arena *a, struct str s)
{
    if (is_ascii(s))
        return s;
    return mapped(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* Letters that Unicode does not decompose, in lower case as folding comes
 * first, and the apostrophe of French typography. */
static struct str opened(struct str character)
{
    static const struct {
        const char *from, *to;
    } letters[] = {
        {"œ", "oe"}, {"æ", "ae"}, {"ø", "o"},
        {"ł", "l"},  {"đ", "d"},  {"’", "'"},
    };

    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (str_is(character, letters[i].from))
            return str_of(letters[i].to);
    return character;
}

struct str utf8_fold(struct arena *a, struct str s)
{
    struct buf out;

    if (is_ascii(s))
        return str_lower_ascii(a, s);
    s = mapped(a, s,
               UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                   UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
    out = buf_new(a, s.n);
    for (size_t i = 0, n; i < s.n; i += n) {
        n = utf8_step(s, i);
        if (n == 0)
            n = 1;
        buf_put(&out, opened(str_sub(s, i, n)));
    }
    return buf_str(&out);
}

struct str utf8_lines(struct arena *a, struct str s)
{
    size_t n = 0;
    char *p;

    if (str_find(s, '\r', 0) < 0)
        return s;
    p = arena_alloc(a, s.n + 1, 1);
    for (size_t i = 0; i < s.n; i++) {
        bool cr = s.p[i] == '\r';

        if (cr && i + 1 < s.n && s.p[i + 1] == '\n')
            i++;
        p[n++] = cr ? '\n' : s.p[i];
    }
    return (struct str){p, n};
}

struct str utf8_short(struct arena *a, struct str s, size_t max)
{
    size_t i = 0;

    if (utf8_length(s) <= max)
        return s;
    if (max == 0)
        return S("");
    for (size_t count = 0; i < s.n; i++) {
        count += !between(s, i, 0x80, 0xbf);
        if (count == max)
            break;
    }
    return str_printf(a, "%.*s…", (int)i, s.p);
}
