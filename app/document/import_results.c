#include "document/importing.h"

#include <stdlib.h>

#include "store/result.h"

/* The results of one plan and one period are opened, changed and closed
 * together. */
struct batch {
    int64_t plan;
    struct period period;
    struct row *row;
};

static int compare(const void *left, const void *right)
{
    const struct batch *a = left;
    const struct batch *b = right;

    if (a->plan != b->plan)
        return a->plan < b->plan ? -1 : 1;
    if (period_cmp(a->period, b->period))
        return period_cmp(a->period, b->period);
    return a->row->number < b->row->number ? -1 : 1;
}

static struct batch *sort_rows(struct importing *im, size_t *count)
{
    const struct rows *rows = &im->w->sheets[SHEET_RESULTS];
    struct batch *all = NEW_N(im->a, struct batch, rows->count + 1);

    *count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct row *row = &rows->at[i];
        struct batch *b = &all[*count];

        if (!row->changed ||
            period_parse(row->cell[RESULTS_period], &b->period) != OK)
            continue;
        b->plan = import_plan(im, row->plan)->id;
        b->row = row;
        ++*count;
    }
    qsort(all, *count, sizeof(*all), compare);
    return all;
}

static enum err measure_of(struct importing *im, const struct row *row,
                           int64_t plan, int64_t *measure)
{
    if (str_empty(row->cell[RESULTS_item])) {
        *measure =
            import_id(im, SHEET_INDICATORS, row->cell[RESULTS_indicator]);
        return OK;
    }
    return measure_of_item(im->db, plan,
                           import_id(im, SHEET_ITEMS, row->cell[RESULTS_item]),
                           measure);
}

static struct dec value_of(struct importing *im, const struct row *row)
{
    enum reading r = reading_of(import_type(im, row->cell[RESULTS_indicator]));
    struct dec d;

    if (dec_parse(figure_stored(im->a, r, row->cell[RESULTS_value]), &d) != OK)
        return DEC_NONE;
    return d;
}

static struct result_content content_of(struct importing *im,
                                        const struct row *row)
{
    const struct str *c = row->cell;

    return (struct result_content){
        .value = value_of(im, row),
        .value_text = c[RESULTS_value_text],
        .texts = {{c[RESULTS_description_fr], c[RESULTS_factors_fr],
                   c[RESULTS_actions_fr]},
                  {c[RESULTS_description_nl], c[RESULTS_factors_nl],
                   c[RESULTS_actions_nl]}},
        .original = c[RESULTS_original],
        .not_applicable = str_given(c[RESULTS_not_applicable]),
        .not_applicable_reason = c[RESULTS_not_applicable],
        .reported_by = import_id(im, SHEET_ENTITIES, c[RESULTS_reported_by]),
        .moved_to = import_id(im, SHEET_ITEMS, c[RESULTS_moved_to]),
        .cause = c[RESULTS_cause],
        .status_chosen = status_parse(c[RESULTS_status_chosen]),
        .status_reason = c[RESULTS_status_reason],
        .note = c[RESULTS_note],
    };
}

static void refuse(struct importing *im, const struct row *row, size_t c,
                   const char *expected, struct str detail)
{
    workbook_fault(im->w, SHEET_RESULTS, row, c,
                   (struct fault){expected, detail});
}

static enum err import_one(struct importing *im, struct results *rs,
                           const struct row *row,
                           const struct result_actor *actor)
{
    struct result_content content = content_of(im, row);
    struct result_line *line;
    int64_t measure;
    enum err e;

    TRY(measure_of(im, row, rs->plan, &measure));
    line = results_line(rs, measure);
    if (!line) {
        refuse(im, row, RESULTS_period,
               "a period in which the plan has what is measured", STR_NONE);
        return OK;
    }
    if (!row->old && line->state != STATE_NONE) {
        refuse(im, row, RESULTS_key,
               "the key of the result this period already has",
               str_copy(im->a, line->code));
        return OK;
    }
    e = result_import(rs, line, row->cell[0], &content,
                      state_parse(row->cell[RESULTS_state]),
                      im->o->confirmed_by, actor);
    if (e == ERR_CONFLICT || e == ERR_FORBIDDEN) {
        refuse(im, row, RESULTS_state,
               "a change its state and the persons concerned allow",
               state_word(line->state));
        return OK;
    }
    return e;
}

/* The lines of a plan appear when results are opened: an item's own result
 * needs its measure before. */
static enum err make_measures(struct importing *im, const struct batch *all,
                              size_t count)
{
    int64_t measure;

    for (size_t i = 0; i < count; i++)
        TRY(measure_of(im, all[i].row, all[i].plan, &measure));
    return OK;
}

static bool same_batch(const struct batch *a, const struct batch *b)
{
    return a->plan == b->plan && period_cmp(a->period, b->period) == 0;
}

/* Staff enter while the campaign is open, in a workbook as on a page. What
 * never had a campaign is history, and open to all. */
static enum err check_campaign(struct importing *im, const struct results *rs,
                               const struct batch *batch, size_t count)
{
    struct result_campaign campaign;
    enum err e;

    if (import_controls(im, rs->entity))
        return OK;
    e = result_campaign(im->db, rs->period, rs->entity, im->o->now, &campaign);
    if (e == ERR_NOT_FOUND)
        return OK;
    TRY(e);
    if (str_is(campaign.state, "open"))
        return OK;
    for (size_t i = 0; i < count; i++)
        refuse(im, batch[i].row, RESULTS_period,
               "a period whose campaign is open, and this one is",
               str_copy(im->a, campaign.state));
    return OK;
}

/* Memory of one batch at a time: a workbook may hold 100,000 results. */
static enum err import_batch(struct importing *im, struct arena *a,
                             const struct batch *batch, size_t count)
{
    struct result_actor actor = {.account = im->o->as, .now = im->o->now};
    struct results rs;

    TRY(results_open(im->db, a, batch->plan, batch->period, true, &rs));
    TRY(check_campaign(im, &rs, batch, count));
    for (size_t i = 0; i < count; i++)
        TRY(import_one(im, &rs, batch[i].row, &actor));
    return im->w->problems.errors ? OK : results_close(&rs, &actor);
}

enum err import_results(struct importing *im)
{
    size_t count;
    struct batch *all = sort_rows(im, &count);

    struct arena *a = arena_new(IMPORT_BATCH, NULL);
    enum err e = make_measures(im, all, count);

    db_arena_set(im->db, a);
    for (size_t i = 0, n; i < count && e == OK; i += n) {
        n = 1;
        while (i + n < count && same_batch(&all[i], &all[i + n]))
            n++;
        e = import_batch(im, a, &all[i], n);
        arena_reset(a);
    }
    db_arena_set(im->db, im->a);
    arena_free(a);
    return e;
}
