#include "view/escape.h"

#include <string.h>
#include <strings.h>

static const char *reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void escape_html(struct buf *out, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *instead = reference(s.p[i]);
        if (!instead)
            continue;
        buf_put(out, str_sub(s, from, i - from));
        buf_puts(out, instead);
        from = i + 1;
    }
    if (from < s.n)
        buf_put(out, str_sub(s, from, s.n - from));
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

static void put_percent(struct buf *out, char c)
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned char byte = (unsigned char)c;
    buf_byte(out, '%');
    buf_byte(out, digits[byte >> 4]);
    buf_byte(out, digits[byte & 15]);
}

void escape_url_part(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_unreserved(s.p[i]))
            buf_byte(out, s.p[i]);
        else
            put_percent(out, s.p[i]);
}

/* Browsers skip white space and control characters around and inside a
 * scheme; those never match a name of the list, so such a URL is refused. */
static bool scheme_allowed(struct str s)
{
    static const char *const allowed[] = {"http", "https", "mailto"};
    size_t n = 0;
    while (n < s.n && !strchr(":/?#", s.p[n]))
        n++;
    if (n == s.n || s.p[n] != ':')
        return true;
    for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
        if (strlen(allowed[i]) == n && !strncasecmp(s.p, allowed[i], n))
            return true;
    return false;
}

void escape_url(struct buf *out, struct str s)
{
    if (!scheme_allowed(s)) {
        buf_byte(out, '#');
        return;
    }
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '&')
            buf_puts(out, "&amp;");
        else if (is_unreserved(c) || (c && strchr("!#$%()*+,/:;=?@[]", c)))
            buf_byte(out, c);
        else
            put_percent(out, c);
    }
}
