#include "core/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct buf buf_new(struct arena *a, size_t first_cap)
{
    size_t cap = first_cap ? first_cap : 16;

    return (struct buf){.arena = a, .p = arena_alloc(a, cap, 1), .cap = cap};
}

/* Room for more bytes. A size past SIZE_MAX is the arena's "full". */
static void grow(struct buf *b, size_t more)
{
    size_t need, cap = b->cap;
    char *p;

    if (more <= b->cap - b->n)
        return;
    if (__builtin_add_overflow(b->n, more, &need))
        need = SIZE_MAX;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? SIZE_MAX : 2 * cap;
    p = arena_alloc(b->arena, cap, 1);
    memcpy(p, b->p, b->n);
    b->p = p;
    b->cap = cap;
}

void buf_byte(struct buf *b, char c)
{
    grow(b, 1);
    b->p[b->n++] = c;
}

void buf_put(struct buf *b, struct str s)
{
    if (s.n == 0)
        return;
    grow(b, s.n);
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void buf_puts(struct buf *b, const char *text)
{
    buf_put(b, str_of(text));
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(b->p + b->n, b->cap - b->n, format, args);
    if (n < 0) /* only a wrong format can do this */
        abort();
    if ((size_t)n >= b->cap - b->n) {
        grow(b, (size_t)n + 1);
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
    }
    b->n += (size_t)n;
    va_end(again);
    va_end(args);
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->p, b->n};
}
