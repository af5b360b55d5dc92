#include "document/csv.h"

#include <string.h>

static const struct str byte_order_mark = {"\xEF\xBB\xBF", 3};

static bool at_end(const struct csv *c)
{
    return c->at >= c->text.n;
}

static char here(const struct csv *c)
{
    return c->text.p[c->at];
}

static char mark_of(struct str text)
{
    static const char marks[] = {',', ';', '\t'};
    size_t seen[sizeof(marks)] = {0};
    bool quoted = false;
    size_t best = 0;

    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (text.p[i] == '\n')
            break;
        for (size_t m = 0; m < sizeof(marks); m++)
            seen[m] += text.p[i] == marks[m];
    }
    for (size_t m = 1; m < sizeof(marks); m++)
        if (seen[m] > seen[best])
            best = m;
    return marks[best];
}

struct csv csv_open(struct arena *a, struct str text)
{
    struct csv c = {.arena = a, .text = text};

    if (str_starts(text, byte_order_mark))
        c.text = str_sub(text, byte_order_mark.n, text.n);
    c.mark = mark_of(c.text);
    return c;
}

static enum err fault(struct csv *c, const char *expected)
{
    c->expected = expected;
    return ERR_INPUT;
}

/* Where a cell may end: the mark, a line end, the end of the text. */
static bool cell_ends(const struct csv *c)
{
    if (at_end(c) || here(c) == c->mark || here(c) == '\n')
        return true;
    return here(c) == '\r' && c->at + 1 < c->text.n &&
           c->text.p[c->at + 1] == '\n';
}

static enum err read_bare(struct csv *c, struct str *out)
{
    size_t from = c->at;

    for (; !cell_ends(c); c->at++) {
        if (here(c) == '"')
            return fault(c, "quotes around the whole cell, and doubled in it");
        if (here(c) == '\r')
            return fault(c, "a line end of LF or CRLF");
    }
    *out = str_sub(c->text, from, c->at - from);
    return OK;
}

static struct str undouble(struct arena *a, struct str s)
{
    char *p;
    size_t n = 0;

    if (str_find(s, '"', 0) < 0)
        return s;
    p = NEW_N(a, char, s.n);
    for (size_t i = 0; i < s.n; i++) {
        p[n++] = s.p[i];
        i += s.p[i] == '"';
    }
    return (struct str){p, n};
}

static enum err read_quoted(struct csv *c, struct str *out)
{
    size_t from = ++c->at;

    while (!at_end(c)) {
        if (here(c) != '"') {
            c->at++;
        } else if (c->at + 1 < c->text.n && c->text.p[c->at + 1] == '"') {
            c->at += 2;
        } else {
            *out = undouble(c->arena, str_sub(c->text, from, c->at - from));
            c->at++;
            if (cell_ends(c))
                return OK;
            return fault(c,
                         "nothing between a closing quote and the next cell");
        }
    }
    return fault(c, "a closing quote");
}

static void record_add(struct csv *c, struct csv_record *r, struct str cell)
{
    if ((r->count & (r->count - 1)) == 0) {
        size_t cap = r->count ? r->count * 2 : 1;
        struct str *more = NEW_N(c->arena, struct str, cap);

        if (r->count)
            memcpy(more, r->cells, r->count * sizeof(*more));
        r->cells = more;
    }
    r->cells[r->count++] = cell;
}

static enum err read_record(struct csv *c, struct csv_record *out)
{
    *out = (struct csv_record){.row = ++c->row};
    for (c->column = 1;; c->column++) {
        struct str cell;

        c->cell = c->at;
        if (!at_end(c) && here(c) == '"')
            TRY(read_quoted(c, &cell));
        else
            TRY(read_bare(c, &cell));
        record_add(c, out, cell);
        if (at_end(c) || here(c) != c->mark)
            break;
        c->at++;
    }
    if (!at_end(c))
        c->at += here(c) == '\r' ? 2 : 1;
    return OK;
}

enum err csv_next(struct csv *c, struct csv_record *out)
{
    while (!at_end(c)) {
        bool quoted = here(c) == '"';

        TRY(read_record(c, out));
        if (out->count > 1 || out->cells[0].n || quoted)
            return OK;
    }
    return ERR_NOT_FOUND;
}

static bool must_quote(struct str cell)
{
    for (size_t i = 0; i < cell.n; i++)
        if (strchr(",\"\r\n", cell.p[i]))
            return true;
    return false;
}

void csv_put(struct buf *out, struct str cell, bool first)
{
    if (!first)
        buf_byte(out, ',');
    if (!must_quote(cell)) {
        buf_put(out, cell);
        return;
    }
    buf_byte(out, '"');
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == '"')
            buf_byte(out, '"');
        buf_byte(out, cell.p[i]);
    }
    buf_byte(out, '"');
}

void csv_end(struct buf *out)
{
    buf_byte(out, '\n');
}

/* How many ' stand before a character that starts a formula; -1: none does. */
static ptrdiff_t guards(struct str s)
{
    size_t n = 0;

    while (n < s.n && s.p[n] == '\'')
        n++;
    if (n == s.n || !s.p[n] || !strchr("=+-@\t\r", s.p[n]))
        return -1;
    return (ptrdiff_t)n;
}

struct str csv_guard(struct arena *a, struct str text)
{
    struct buf out;

    if (guards(text) < 0)
        return text;
    out = buf_new(a, text.n + 1);
    buf_byte(&out, '\'');
    buf_put(&out, text);
    return buf_str(&out);
}

struct str csv_unguard(struct str cell)
{
    return guards(cell) > 0 ? str_sub(cell, 1, cell.n) : cell;
}
