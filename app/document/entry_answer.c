/* The answer to a row that was saved by itself. */
#include "core/json.h"
#include "document/entry_grid.h"

static void put_readings(struct json *j, const struct entry_row *row)
{
    if (str_empty(row->reading_one))
        return;
    json_str(j, "one", row->reading_one);
    json_str(j, "one_shown", row->reading_one_shown);
    json_str(j, "two", row->reading_two);
    json_str(j, "two_shown", row->reading_two_shown);
}

/* [{"label":"Result","mine":"78","theirs":"77"},...] */
static struct str compare_text(struct arena *a, const struct list *compare)
{
    struct buf out = buf_new(a, 256);

    buf_puts(&out, "[");
    for (size_t i = 0; i < compare->count; i++) {
        const struct entry_difference *d =
            LIST_AT(struct entry_difference, *compare, i);
        if (i > 0)
            buf_puts(&out, ",");
        struct json j = json_open(&out);

        json_str(&j, "label", d->label);
        json_str(&j, "mine", d->mine);
        json_str(&j, "theirs", d->theirs);
        json_close(&j);
    }
    buf_puts(&out, "]");
    return buf_str(&out);
}

static void put_row(struct buf *out, const struct entry_view *v,
                    const struct result_line *line)
{
    static const char *const fates[] = {"same", "saved", "wrong", "conflict",
                                        "closed"};
    struct entry_row row = entry_row(v, line);
    struct json j = json_open(out);

    for (size_t i = 0; i < v->outcome_count; i++) {
        if (v->outcomes[i].input->id == row.id)
            json_str(&j, "fate", str_of(fates[v->outcomes[i].fate]));
    }
    json_raw(&j, "compare", compare_text(v->rs->arena, &row.compare));
    json_int(&j, "id", row.id);
    json_str(&j, "message", row.message);
    put_readings(&j, &row);
    json_str(&j, "shape", row.status.shape);
    json_str(&j, "shown", row.shown);
    json_str(&j, "texts", row.texts_state);
    json_bool(&j, "needs_text", row.needs_text);
    json_str(&j, "theirs", row.theirs);
    json_int(&j, "version", row.version);
    json_str(&j, "word", row.status.word);
    json_close(&j);
}

static struct str counts_text(struct arena *a, const int64_t *counts)
{
    struct buf out = buf_new(a, 64);

    for (size_t i = 0; i < TABS; i++)
        buf_printf(&out, "%s%lld", i == 0 ? "[" : ",", (long long)counts[i]);
    buf_puts(&out, "]");
    return buf_str(&out);
}

struct str entry_answer(const struct entry_view *v, const int64_t *counts,
                        struct instant now)
{
    struct arena *a = v->rs->arena;
    struct buf out = buf_new(a, 1024), rows = buf_new(a, 1024);
    struct json j = json_open(&out);

    buf_puts(&rows, "[");
    for (size_t i = 0; i < v->outcome_count; i++) {
        const struct result_line *line =
            results_line(v->rs, v->outcomes[i].input->id);

        if (i > 0)
            buf_puts(&rows, ",");
        put_row(&rows, v, line);
    }
    buf_puts(&rows, "]");
    json_int(&j, "complete", counts[TAB_COMPLETE]);
    json_raw(&j, "counts", counts_text(a, counts));
    json_raw(&j, "rows", buf_str(&rows));
    json_str(&j, "saved", show_time(a, now));
    json_close(&j);
    return buf_str(&out);
}
