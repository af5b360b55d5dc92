#include "web/private.h"

#include "core/utf8.h"

#include <string.h>

enum { FIELDS_MAX = 20000, TARGET_MAX = 4096 };

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The byte that %XX at s[at] stands for, or -1. */
static int percent_byte(struct str s, size_t at)
{
    if (at + 2 >= s.n)
        return -1;
    int high = hex_digit(s.p[at + 1]), low = hex_digit(s.p[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

enum err percent_decode(struct arena *a, struct str s, bool form,
                        struct str *out)
{
    char *text = NEW_N(a, char, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        int c = (unsigned char)s.p[i];
        if (c == '%') {
            c = percent_byte(s, i);
            i += 2;
        } else if (c == '+' && form) {
            c = ' ';
        }
        if (c <= 0)
            return ERR_BAD_REQUEST;
        text[n++] = (char)c;
    }
    *out = (struct str){text, n};
    return utf8_valid(*out) ? OK : ERR_BAD_REQUEST;
}

void percent_encode(struct buf *out, struct str s)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-._~";

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] && strchr(plain, s.p[i]))
            buf_byte(out, s.p[i]);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)s.p[i]);
    }
}

static size_t parts(struct str s, char sep)
{
    size_t count = 1;

    for (size_t i = 0; i < s.n; i++)
        count += s.p[i] == sep;
    return count;
}

enum err params_read(struct arena *a, struct str encoded, struct params *out)
{
    struct str rest = encoded, pair;
    size_t count = str_empty(encoded) ? 0 : parts(encoded, '&');

    *out = (struct params){0};
    if (count > FIELDS_MAX)
        return ERR_TOO_LARGE;
    out->at = NEW_N(a, struct param, count + 1);
    while (count > 0 && str_cut(&rest, '&', &pair)) {
        struct param *to = &out->at[out->count];
        struct str name;
        if (pair.n == 0)
            continue;
        if (!str_cut(&pair, '=', &name))
            return ERR_BAD_REQUEST;
        TRY(percent_decode(a, name, true, &to->name));
        TRY(percent_decode(a, pair, true, &to->value));
        out->count++;
    }
    return OK;
}

struct str params_get(const struct params *params, struct str name)
{
    for (size_t i = 0; i < params->count; i++)
        if (str_eq(params->at[i].name, name))
            return params->at[i].value;
    return STR_NONE;
}

struct str cookie_get(struct str header, struct str name)
{
    struct str rest = header, pair;

    while (str_given(header) && str_cut(&rest, ';', &pair)) {
        struct str key;
        pair = str_trim(pair);
        if (str_find(pair, '=', 0) < 0 || !str_cut(&pair, '=', &key))
            continue;
        if (str_eq(str_trim(key), name))
            return str_trim(pair);
    }
    return STR_NONE;
}

struct str req_remote(const struct req *rq)
{
    struct str remote = str_sub(rq->priv->raw->remote, 0, 64);

    return str_given(remote) ? remote : S("");
}

enum err target_read(struct arena *a, struct str target, struct str *path,
                     struct str *query)
{
    struct str rest = target, text;

    if (target.n > TARGET_MAX || !str_starts(target, S("/")) ||
        !str_cut(&rest, '?', path))
        return ERR_BAD_REQUEST;
    *query = path->n == target.n ? S("") : rest;
    TRY(percent_decode(a, *path, false, &text));
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < ' ' || text.p[i] == '\x7f')
            return ERR_BAD_REQUEST;
    return OK;
}

/* "nl-BE;q=0.8": thousandths, so that 0.85 and 0.9 compare. */
static int quality(struct str params)
{
    struct str part;

    while (str_cut(&params, ';', &part)) {
        int weight = 100, sum = 0;
        part = str_trim(part);
        if (!str_starts(part, S("q=")))
            continue;
        if (str_starts(part, S("q=1")))
            return 1000;
        for (size_t i = 4; i < part.n && weight > 0; i++, weight /= 10)
            if (part.p[i] >= '0' && part.p[i] <= '9')
                sum += weight * (part.p[i] - '0');
        return sum;
    }
    return 1000;
}

enum lang lang_accepted(struct str header)
{
    enum lang best = LANG_FR, lang;
    struct str rest = header, range, tag;
    int best_quality = 0;

    while (str_given(header) && str_cut(&rest, ',', &range)) {
        if (!str_cut(&range, ';', &tag))
            continue;
        tag = str_sub(str_trim(tag), 0, 2);
        int q = quality(range);
        if (lang_parse(tag, &lang) == OK && q > best_quality) {
            best = lang;
            best_quality = q;
        }
    }
    return best;
}
