#include "core/json_read.h"

#include "core/buf.h"
#include "core/utf8.h"

static void skip(struct json_in *j, size_t n)
{
    j->rest = str_sub(j->rest, n, j->rest.n);
}

static bool take(struct json_in *j, struct str wanted)
{
    if (j->bad || !str_starts(j->rest, wanted)) {
        j->bad = true;
        return false;
    }
    skip(j, wanted.n);
    return true;
}

/* Takes it when it is there; not there is not bad. */
static bool took(struct json_in *j, struct str wanted)
{
    return !j->bad && str_starts(j->rest, wanted) && take(j, wanted);
}

struct json_in json_read(struct arena *a, struct str text)
{
    struct json_in j = {.arena = a, .rest = text, .first = true};

    take(&j, S("{"));
    return j;
}

static bool key_take(struct json_in *j, const char *key)
{
    bool ok = (j->first || take(j, S(","))) && take(j, S("\"")) &&
              take(j, str_of(key)) && take(j, S("\":"));

    j->first = false;
    return ok;
}

/* \u00xx, the only one that is written. */
static bool control_put(struct buf *out, struct str digits)
{
    static const char hex[] = "0123456789abcdef";
    ptrdiff_t high, low;

    if (digits.n != 4 || !str_starts(digits, S("00")))
        return false;
    high = str_find(str_of(hex), digits.p[2], 0);
    low = str_find(str_of(hex), digits.p[3], 0);
    if (high < 0 || low < 0)
        return false;
    buf_byte(out, (char)(high * 16 + low));
    return true;
}

/* What stands behind a backslash; false: nothing that is written. */
static bool escape_put(struct json_in *j, struct buf *out)
{
    static const char plain[] = "\b\t\n\f\r\"\\";
    ptrdiff_t at;

    if (j->rest.n < 2)
        return false;
    if (j->rest.p[1] == 'u') {
        bool ok = control_put(out, str_sub(j->rest, 2, 4));
        skip(j, 6);
        return ok;
    }
    at = str_find(S("btnfr\"\\"), j->rest.p[1], 0);
    if (at < 0)
        return false;
    buf_byte(out, plain[at]);
    skip(j, 2);
    return true;
}

/* Bytes up to the next quote or backslash; as many as are left without one. */
static size_t plain_bytes(struct str s)
{
    size_t n = 0;

    while (n < s.n && s.p[n] != '"' && s.p[n] != '\\')
        n++;
    return n;
}

static struct str quoted_take(struct json_in *j)
{
    struct buf out = buf_new(j->arena, plain_bytes(j->rest) + 1);

    while (!j->bad && !str_empty(j->rest) && j->rest.p[0] != '"') {
        size_t n = plain_bytes(j->rest);

        buf_put(&out, str_sub(j->rest, 0, n));
        skip(j, n);
        if (str_starts(j->rest, S("\\")))
            j->bad = !escape_put(j, &out);
    }
    if (!take(j, S("\"")) || !utf8_valid(buf_str(&out))) {
        j->bad = true;
        return STR_NONE;
    }
    return str_empty(buf_str(&out)) ? S("") : buf_str(&out);
}

struct str json_take_str(struct json_in *j, const char *key)
{
    if (!key_take(j, key) || took(j, S("null")) || !take(j, S("\"")))
        return STR_NONE;
    return quoted_take(j);
}

int64_t json_take_int(struct json_in *j, const char *key)
{
    size_t n = 0;
    int64_t value = 0;

    if (!key_take(j, key) || took(j, S("null")))
        return 0;
    while (n < j->rest.n && str_find(S("-0123456789"), j->rest.p[n], 0) >= 0)
        n++;
    if (str_int(str_sub(j->rest, 0, n), &value) != OK)
        j->bad = true;
    skip(j, n);
    return value;
}

bool json_take_bool(struct json_in *j, const char *key)
{
    if (!key_take(j, key) || took(j, S("false")))
        return false;
    return take(j, S("true"));
}

bool json_read_end(struct json_in *j)
{
    return take(j, S("}")) && str_empty(j->rest);
}
