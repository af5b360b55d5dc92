/* A string is a pointer and a length, never owned, not always terminated.
 * p == NULL means "not given" (SQL NULL, empty cell, absent parameter). */
#ifndef CORE_STR_H
#define CORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

struct str {
    const char *p;
    size_t n;
};

#define S(literal) ((struct str){"" literal "", sizeof(literal) - 1})
#define STR_NONE   ((struct str){NULL, 0})

/* "%.*s" arguments for a struct str. */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

struct str str_of(const char *text);     /* NULL gives STR_NONE; no copy */
bool str_given(struct str s);            /* p is not NULL */
bool str_empty(struct str s);            /* not given, or of length 0 */
bool str_eq(struct str a, struct str b); /* byte for byte */
bool str_is(struct str s, const char *text);
int str_cmp(struct str a, struct str b); /* byte order, for qsort */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_trim(struct str s); /* without ASCII space around it */
struct str str_sub(struct str s, size_t from, size_t n); /* clamped */

/* Position of the first c at or after from, or -1. */
ptrdiff_t str_find(struct str s, char c, size_t from);

/* Takes the part of *rest before sep into *part and moves *rest behind it.
 * False when *rest was used up. "a||b" has three parts. */
bool str_cut(struct str *rest, char sep, struct str *part);

/* A whole decimal integer, optional leading '-', no spaces; ERR_INPUT
 * otherwise, also on overflow. */
NODISCARD enum err str_int(struct str s, int64_t *out);

/* Copies into the arena; both results are NUL-terminated. */
struct str str_copy(struct arena *a, struct str s);
struct str str_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *str_z(struct arena *a, struct str s); /* "" when not given */
struct str str_lower_ascii(struct arena *a, struct str s);

#endif
