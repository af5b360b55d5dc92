#include "core/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct str str_of(const char *text)
{
    return text ? (struct str){text, strlen(text)} : STR_NONE;
}

bool str_given(struct str s)
{
    return s.p != NULL;
}

bool str_empty(struct str s)
{
    return s.n == 0;
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str s, const char *text)
{
    return str_eq(s, str_of(text));
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;

    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n &&
           str_eq(str_sub(s, s.n - suffix.n, suffix.n), suffix);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    while (s.n && is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

struct str str_sub(struct str s, size_t from, size_t n)
{
    if (!s.p)
        return STR_NONE;
    if (from > s.n)
        from = s.n;
    if (n > s.n - from)
        n = s.n - from;
    return (struct str){s.p + from, n};
}

ptrdiff_t str_find(struct str s, char c, size_t from)
{
    const char *at;

    if (from >= s.n)
        return -1;
    at = memchr(s.p + from, c, s.n - from);
    return at ? at - s.p : -1;
}

bool str_cut(struct str *rest, char sep, struct str *part)
{
    ptrdiff_t at = str_find(*rest, sep, 0);

    if (!rest->p)
        return false;
    if (at < 0) {
        *part = *rest;
        *rest = STR_NONE;
        return true;
    }
    *part = str_sub(*rest, 0, (size_t)at);
    *rest = str_sub(*rest, (size_t)at + 1, rest->n);
    return true;
}

enum err str_int(struct str s, int64_t *out)
{
    bool negative = s.n && s.p[0] == '-';
    int64_t value = 0;
    size_t i = negative ? 1 : 0;

    *out = 0;
    if (i == s.n)
        return ERR_INPUT;
    for (; i < s.n; i++) {
        int digit = s.p[i] - '0';

        if (digit < 0 || digit > 9 ||
            __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, negative ? -digit : digit, &value))
            return ERR_INPUT;
    }
    *out = value;
    return OK;
}

struct str str_copy(struct arena *a, struct str s)
{
    char *p;

    if (!s.p)
        return STR_NONE;
    p = arena_alloc(a, s.n + 1, 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return (struct str){p, s.n};
}

struct str str_printf(struct arena *a, const char *format, ...)
{
    va_list args, again;
    char *p;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    if (n < 0) /* only a wrong format can do this */
        abort();
    p = arena_alloc(a, (size_t)n + 1, 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    return (struct str){p, (size_t)n};
}

const char *str_z(struct arena *a, struct str s)
{
    return s.p ? str_copy(a, s).p : "";
}

struct str str_lower_ascii(struct arena *a, struct str s)
{
    char *p;

    if (!s.p)
        return STR_NONE;
    p = arena_alloc(a, s.n + 1, 1);
    for (size_t i = 0; i < s.n; i++) {
        bool upper = s.p[i] >= 'A' && s.p[i] <= 'Z';

        p[i] = upper ? (char)(s.p[i] - 'A' + 'a') : s.p[i];
    }
    return (struct str){p, s.n};
}
