#include "document/problem.h"

#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"

#define SHOWN_LIMIT 60 /* characters of a bad value that are repeated */

void problem_add(struct problems *all, struct problem p)
{
    if (all->count == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 16;
        struct problem *more = NEW_N(all->arena, struct problem, cap);

        if (all->count)
            memcpy(more, all->at, all->count * sizeof(*more));
        all->at = more;
        all->cap = cap;
    }
    all->at[all->count++] = p;
    all->errors += !p.warning;
}

static size_t place(const struct problem *p)
{
    enum sheet s = sheet_named(p->sheet);

    return s == SHEET_COUNT ? 0 : column_named(&sheet_tables[s], p->column);
}

static int compare(const void *left, const void *right)
{
    const struct problem *a = left;
    const struct problem *b = right;
    enum sheet a_sheet = sheet_named(a->sheet);
    enum sheet b_sheet = sheet_named(b->sheet);

    if (a_sheet != b_sheet)
        return a_sheet < b_sheet ? -1 : 1;
    if (a_sheet == SHEET_COUNT)
        return str_cmp(a->sheet, b->sheet);
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (place(a) != place(b))
        return place(a) < place(b) ? -1 : 1;
    return strcmp(a->fault.expected, b->fault.expected);
}

void problems_sort(struct problems *all)
{
    if (all->count)
        qsort(all->at, all->count, sizeof(*all->at), compare);
}

/* A value on one line, whatever bytes it holds: ? for what cannot be shown. */
static struct str printable(struct arena *a, struct str s)
{
    char *p = NEW_N(a, char, s.n + 1);
    bool utf8 = utf8_valid(s);

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c == '\n' || c == '\r' || c == '\t')
            p[i] = ' ';
        else if (c < 32 || c == 127 || (!utf8 && c > 127))
            p[i] = '?';
        else
            p[i] = s.p[i];
    }
    return utf8_short(a, (struct str){p, s.n}, SHOWN_LIMIT);
}

void problem_print(struct buf *out, const struct problem *p)
{
    buf_put(out, printable(out->arena, p->sheet));
    if (p->row)
        buf_printf(out, " row %zu", p->row);
    if (!str_empty(p->column)) {
        buf_byte(out, ' ');
        buf_put(out, printable(out->arena, p->column));
    }
    buf_puts(out, ": \"");
    buf_put(out, printable(out->arena, p->value));
    buf_puts(out, p->warning ? "\" — warning: " : "\" — expected ");
    buf_puts(out, p->fault.expected);
    if (!str_empty(p->fault.detail)) {
        buf_puts(out, ": ");
        buf_put(out, p->fault.detail);
    }
    buf_byte(out, '\n');
}
