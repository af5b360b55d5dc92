/* A byte buffer that grows in an arena. Its content is buf_str(b). */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include "core/arena.h"
#include "core/str.h"

struct buf {
    struct arena *arena;
    char *p;
    size_t n;
    size_t cap;
};

struct buf buf_new(struct arena *a, size_t first_cap);
void buf_byte(struct buf *b, char c);
void buf_put(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *text);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str buf_str(const struct buf *b); /* valid until the next write */

#endif
