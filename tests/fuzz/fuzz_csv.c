/* CSV: what is read can be written, and reads the same again. */
#include "document/csv.h"

#include "fuzz.h"

static void record_holds(struct arena *a, const struct csv_record *r)
{
    struct buf out = buf_new(a, 256);
    struct csv again;
    struct csv_record back;

    /* a header of as many commas, or the mark would be guessed from cells */
    for (size_t i = 0; i < r->count; i++)
        csv_put(&out, S("h"), i == 0);
    csv_end(&out);
    for (size_t i = 0; i < r->count; i++)
        csv_put(&out, r->cells[i], i == 0);
    csv_end(&out);
    again = csv_open(a, buf_str(&out));
    HOLDS(csv_next(&again, &back) == OK && back.count == r->count);
    if (r->count == 1 && r->cells[0].n == 0)
        return; /* an empty line */
    HOLDS(csv_next(&again, &back) == OK && back.count == r->count);
    for (size_t i = 0; i < r->count; i++)
        HOLDS(str_eq(back.cells[i], r->cells[i]));
    HOLDS(csv_next(&again, &back) == ERR_NOT_FOUND);
}

FUZZ(csv)
{
    struct arena *a = arena_new((size_t)64 << 20, NULL);
    struct str text = fuzz_text(data, size);
    struct csv csv = csv_open(a, text);
    struct csv_record r;
    size_t row = 0;
    enum err e;

    HOLDS(str_eq(csv_unguard(csv_guard(a, text)), text));
    while ((e = csv_next(&csv, &r)) == OK) {
        HOLDS(r.row > row && r.count > 0);
        row = r.row;
        if (size < 4096)
            record_holds(a, &r);
    }
    HOLDS(e == ERR_NOT_FOUND || (e == ERR_INPUT && csv.expected));
    arena_free(a);
    return 0;
}
