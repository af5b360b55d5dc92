/* Sheets: the first byte chooses one, the rest is its file. Problems can be
 * printed, and a cell that was accepted is accepted again as it is written. */
#include "core/utf8.h"
#include "document/csv.h"
#include "document/workbook.h"

#include "fuzz.h"

static struct str written(struct arena *a, const struct column *c,
                          struct str cell)
{
    bool number = c->kind == CELL_NUMBER || c->kind == CELL_WHOLE ||
                  c->kind == CELL_FIGURE;

    return number ? cell : csv_guard(a, cell);
}

static void cell_holds(struct arena *a, const struct column *c, struct str cell)
{
    struct fault fault;
    struct str again;

    if (!str_given(cell))
        return;
    HOLDS(utf8_valid(cell) && str_find(cell, '\r', 0) < 0);
    HOLDS(cell_read(a, c, written(a, c, cell), &again, &fault) == OK);
    HOLDS(str_eq(again, cell));
}

static void problems_hold(struct arena *a, const struct workbook *w)
{
    struct buf out = buf_new(a, 256);

    for (size_t i = 0; i < w->problems.count; i++) {
        size_t from = out.n;

        problem_print(&out, &w->problems.at[i]);
        HOLDS(utf8_valid(buf_str(&out)));
        HOLDS(str_find(buf_str(&out), '\n', from) == (ptrdiff_t)out.n - 1);
    }
}

FUZZ(sheet)
{
    struct arena *a = arena_new((size_t)256 << 20, NULL);
    struct workbook *w = workbook_new(a);
    enum sheet s = size ? (enum sheet)(data[0] % SHEET_COUNT) : SHEET_ITEMS;

    workbook_sheet(w, s, fuzz_text(data + (size > 0), size ? size - 1 : 0));
    problems_sort(&w->problems);
    problems_hold(a, w);
    for (size_t i = 0; i < w->sheets[s].count; i++)
        for (size_t c = 0; c < sheet_tables[s].width; c++)
            cell_holds(a, &sheet_tables[s].columns[c],
                       w->sheets[s].at[i].cell[c]);
    arena_free(a);
    return 0;
}
