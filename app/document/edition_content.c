#include "document/edition_content.h"

#include <stdlib.h>
#include <string.h>

#include "core/json.h"
#include "document/exporting.h"

/* By their names. */
static const enum sheet bound[] = {SHEET_DEADLINES, SHEET_INDICATORS,
                                   SHEET_ITEMS, SHEET_PLANS, SHEET_TARGETS};

struct place {
    const char *name;
    size_t column;
};

static int by_name(const void *x, const void *y)
{
    return strcmp(((const struct place *)x)->name,
                  ((const struct place *)y)->name);
}

static void put_row(struct buf *out, const struct place *places, size_t width,
                    const struct stored *row)
{
    struct json j = json_open(out);

    for (size_t i = 0; i < width; i++)
        json_str(&j, places[i].name, row->cell[places[i].column]);
    json_close(&j);
}

static struct str rows_of(struct exporting *x, enum sheet s)
{
    const struct sheet_table *t = &sheet_tables[s];
    const struct picked *p = &x->sheets[s];
    struct place places[SHEET_WIDTH + 1];
    struct buf out = buf_new(x->a, 4096);
    bool first = true;

    for (size_t c = 0; c < t->width; c++)
        places[c] = (struct place){t->columns[c].name, c};
    qsort(places, t->width, sizeof(*places), by_name);
    buf_byte(&out, '[');
    for (size_t i = 0; i < p->count; i++) {
        if (!p->rows[i])
            continue;
        if (!first)
            buf_byte(&out, ',');
        first = false;
        put_row(&out, places, t->width, p->rows[i]);
    }
    buf_byte(&out, ']');
    return buf_str(&out);
}

enum err edition_content(struct db *db, struct arena *a, int64_t plan,
                         struct str *out)
{
    struct exporting *x = NEW(a, struct exporting);
    struct buf bytes = buf_new(a, 65536);
    struct json j;

    export_begin(x, db, a);
    j = json_open(&bytes);
    json_str(&j, "form", S("edition/1"));
    for (size_t i = 0; i < sizeof(bound) / sizeof(*bound); i++) {
        TRY(export_sheet_rows(x, bound[i], plan));
        json_raw(&j, sheet_tables[bound[i]].name, rows_of(x, bound[i]));
    }
    json_close(&j);
    *out = buf_str(&bytes);
    return OK;
}
