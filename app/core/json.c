#include "core/json.h"

#include "core/utf8.h"

struct json json_open(struct buf *out)
{
    buf_byte(out, '{');
    return (struct json){out, true};
}

void json_close(struct json *j)
{
    buf_byte(j->out, '}');
}

static void key_put(struct json *j, const char *key)
{
    if (!j->first)
        buf_byte(j->out, ',');
    j->first = false;
    json_quote(j->out, str_of(key));
    buf_byte(j->out, ':');
}

void json_str(struct json *j, const char *key, struct str v)
{
    key_put(j, key);
    if (str_given(v))
        json_quote(j->out, v);
    else
        buf_puts(j->out, "null");
}

void json_int(struct json *j, const char *key, int64_t v)
{
    key_put(j, key);
    buf_printf(j->out, "%lld", (long long)v);
}

void json_bool(struct json *j, const char *key, bool v)
{
    key_put(j, key);
    buf_puts(j->out, v ? "true" : "false");
}

void json_dec(struct json *j, const char *key, struct dec v)
{
    json_str(j, key, dec_text(j->out->arena, v));
}

void json_date(struct json *j, const char *key, struct date v)
{
    json_str(j, key, date_text(j->out->arena, v));
}

void json_raw(struct json *j, const char *key, struct str json_text)
{
    key_put(j, key);
    buf_put(j->out, json_text);
}

/* The short forms of RFC 8785 (canonical JSON); other controls as \u00xx. */
static void ascii_put(struct buf *out, char c)
{
    static const char letters[] = "btnfr\"\\";
    ptrdiff_t at = str_find(S("\b\t\n\f\r\"\\"), c, 0);

    if (at >= 0) {
        buf_byte(out, '\\');
        buf_byte(out, letters[at]);
    } else if ((unsigned char)c < 0x20) {
        buf_printf(out, "\\u%04x", (unsigned)c);
    } else {
        buf_byte(out, c);
    }
}

void json_quote(struct buf *out, struct str s)
{
    buf_byte(out, '"');
    for (size_t i = 0, n; i < s.n; i += n) {
        n = utf8_step(s, i);
        if (n == 1)
            ascii_put(out, s.p[i]);
        else if (n > 1)
            buf_put(out, str_sub(s, i, n));
        else {
            buf_puts(out, "\\ufffd");
            n = 1;
        }
    }
    buf_byte(out, '"');
}
