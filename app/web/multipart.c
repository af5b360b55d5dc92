#include "web/private.h"

#include "core/utf8.h"

#include <string.h>

/* multipart/form-data (RFC 7578) as browsers send it, and nothing more: no
 * preamble, no nesting, no transfer encodings. Parts are views of the body. */

enum { BOUNDARY_MAX = 70, PARTS_MAX = 200, HEADERS_MAX = 8192 };

/* Where needle begins in s at or after from; -1: nowhere. */
static ptrdiff_t find(struct str s, struct str needle, size_t from)
{
    const char *at =
        from <= s.n ? memmem(s.p + from, s.n - from, needle.p, needle.n) : NULL;

    return at ? at - s.p : -1;
}

static bool boundary_fits(struct str boundary)
{
    static const char marks[] = "'()+_,-./:=?";

    for (size_t i = 0; i < boundary.n; i++) {
        char c = boundary.p[i];
        bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                      (c >= 'a' && c <= 'z');
        if (!letter && (c == '\0' || !strchr(marks, c)))
            return false;
    }
    return boundary.n > 0 && boundary.n <= BOUNDARY_MAX;
}

static enum err boundary_read(struct str content_type, struct str *out)
{
    struct str rest = content_type, part;

    if (!str_cut(&rest, ';', &part) ||
        !str_is(str_trim(part), "multipart/form-data") || !str_given(rest))
        return ERR_BAD_REQUEST;
    rest = str_trim(rest);
    if (!str_starts(rest, S("boundary=")))
        return ERR_BAD_REQUEST;
    *out = str_sub(rest, strlen("boundary="), rest.n);
    if (out->n >= 2 && out->p[0] == '"' && out->p[out->n - 1] == '"')
        *out = str_sub(*out, 1, out->n - 2);
    return boundary_fits(*out) ? OK : ERR_BAD_REQUEST;
}

/* Browsers write these three, and only these, as %XX inside the quotes. */
static struct str unquote(struct arena *a, struct str s)
{
    static const struct {
        const char *code;
        char byte;
    } codes[] = {{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}};
    struct buf out = buf_new(a, s.n + 1);

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        for (size_t k = 0; k < sizeof(codes) / sizeof(*codes); k++) {
            if (!str_is(str_sub(s, i, 3), codes[k].code))
                continue;
            c = codes[k].byte;
            i += 2;
            break;
        }
        buf_byte(&out, c);
    }
    return buf_str(&out);
}

/* ; name="..." taken from the front of *rest. */
static enum err attribute_read(struct str *rest, struct str *key,
                               struct str *value)
{
    struct str s = *rest;

    if (!str_starts(s, S("; ")))
        return ERR_BAD_REQUEST;
    s = str_sub(s, 2, s.n);
    ptrdiff_t open = find(s, S("=\""), 0);
    ptrdiff_t close = open < 0 ? -1 : str_find(s, '"', (size_t)open + 2);
    if (close < 0)
        return ERR_BAD_REQUEST;
    *key = str_sub(s, 0, (size_t)open);
    *value = str_sub(s, (size_t)open + 2, (size_t)(close - open) - 2);
    *rest = str_sub(s, (size_t)close + 1, s.n);
    return OK;
}

static enum err disposition_read(struct arena *a, struct str line,
                                 struct multipart_part *out)
{
    struct str rest = line, key, value;

    if (!str_starts(line, S("form-data")))
        return ERR_BAD_REQUEST;
    rest = str_sub(rest, strlen("form-data"), rest.n);
    while (rest.n > 0) {
        TRY(attribute_read(&rest, &key, &value));
        value = unquote(a, value);
        if (!utf8_valid(value) || memchr(value.p, '\0', value.n))
            return ERR_BAD_REQUEST;
        if (str_is(key, "name") && !str_given(out->name))
            out->name = value;
        else if (str_is(key, "filename") && !str_given(out->filename))
            out->filename = value;
        else
            return ERR_BAD_REQUEST;
    }
    return str_given(out->name) ? OK : ERR_BAD_REQUEST;
}

/* Header lines up to the empty one; what the sender says of the content's type
 * is not believed, and not read. */
static enum err headers_read(struct arena *a, struct str lines,
                             struct multipart_part *out)
{
    struct str line, name;

    while (str_cut(&lines, '\n', &line)) {
        if (!str_ends(line, S("\r")))
            return ERR_BAD_REQUEST;
        line = str_sub(line, 0, line.n - 1);
        if (!str_cut(&line, ':', &name) || !str_given(line))
            return ERR_BAD_REQUEST;
        name = str_lower_ascii(a, name);
        if (str_is(name, "content-disposition") && !str_given(out->name))
            TRY(disposition_read(a, str_trim(line), out));
        else if (!str_is(name, "content-type"))
            return ERR_BAD_REQUEST;
    }
    return str_given(out->name) ? OK : ERR_BAD_REQUEST;
}

/* The part at the front of *rest, up to and with the delimiter behind it. */
static enum err part_read(struct arena *a, struct str delimiter,
                          struct str *rest, struct multipart_part *out)
{
    ptrdiff_t empty = find(*rest, S("\r\n\r\n"), 0);

    if (empty < 0 || empty > HEADERS_MAX)
        return ERR_BAD_REQUEST;
    *out = (struct multipart_part){0};
    TRY(headers_read(a, str_sub(*rest, 0, (size_t)empty + 1), out));
    ptrdiff_t end = find(*rest, delimiter, (size_t)empty + 2);
    if (end < empty + 4)
        return ERR_BAD_REQUEST;
    out->bytes = str_sub(*rest, (size_t)empty + 4, (size_t)(end - empty) - 4);
    *rest = str_sub(*rest, (size_t)end + delimiter.n, rest->n);
    return OK;
}

/* Behind a delimiter: another part follows, or "--" and the end. */
static enum err more(struct str *rest, bool *out)
{
    *out = str_starts(*rest, S("\r\n"));
    if (!*out)
        return str_is(*rest, "--") || str_is(*rest, "--\r\n") ? OK
                                                              : ERR_BAD_REQUEST;
    *rest = str_sub(*rest, 2, rest->n);
    return OK;
}

enum err multipart_read(struct arena *a, struct str content_type,
                        struct str body, struct multipart *out)
{
    struct str boundary, delimiter, rest = body;
    bool again;

    *out = (struct multipart){0};
    TRY(boundary_read(content_type, &boundary));
    delimiter = str_printf(a, "\r\n--%.*s", STR_ARG(boundary));
    if (!str_starts(body, str_sub(delimiter, 2, delimiter.n)))
        return ERR_BAD_REQUEST;
    rest = str_sub(rest, delimiter.n - 2, rest.n);
    out->at = NEW_N(a, struct multipart_part, PARTS_MAX);
    TRY(more(&rest, &again));
    while (again) {
        if (out->count == PARTS_MAX)
            return ERR_TOO_LARGE;
        TRY(part_read(a, delimiter, &rest, &out->at[out->count++]));
        TRY(more(&rest, &again));
    }
    return OK;
}
