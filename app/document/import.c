#include "document/import.h"

#include "document/importing.h"
#include "store/result.h"

/* -- weights --------------------------------------------------------------- */

struct weight {
    struct str item;
    struct str parent;
    struct str total;
};
static const struct field weight_fields[] = {
    FIELD(struct weight, item),
    FIELD(struct weight, parent),
    FIELD(struct weight, total),
};
static const struct shape weight_shape = SHAPE(struct weight, weight_fields);

static struct stmt weights_off = {
    .sql =
        "SELECT x.code AS item, u.code AS parent,"
        " CAST(SUM(i.weight) AS CHAR) AS total FROM edition_indicator i"
        " JOIN item x ON x.id = i.item LEFT JOIN measure u ON u.id = i.parent"
        " WHERE i.plan = ? AND i.edition = " LATEST(
            "i.plan") " GROUP BY x.code, u.code HAVING SUM(i.weight) <> 100",
    .params = 1,
    .row = &weight_shape,
};

/* On the first of them that the workbook has. */
static void warn_weight(struct importing *im, const struct weight *off)
{
    const struct rows *rows = &im->w->sheets[SHEET_INDICATORS];

    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows->at[i];

        if (!str_eq(row.cell[INDICATORS_item], off->item) ||
            !str_eq(row.cell[INDICATORS_parent], off->parent))
            continue;
        row.cell[INDICATORS_weight] = number_shown(im->a, off->total);
        workbook_warn(
            im->w, SHEET_INDICATORS, &row, INDICATORS_weight,
            (struct fault){"weights that do not total 100, under",
                           str_given(off->parent) ? off->parent : off->item});
        return;
    }
}

static enum err warn_weights(struct importing *im)
{
    struct list list;

    if (im->w->sheets[SHEET_INDICATORS].count == 0)
        return OK;
    for (size_t i = 0; i < im->plan_count; i++) {
        TRY(db_all(im->db, &weights_off, &list, V(im->plans[i].id)));
        for (size_t k = 0; k < list.count; k++)
            warn_weight(im, LIST_AT(struct weight, list, k));
    }
    return OK;
}

/* -- all of it ------------------------------------------------------------- */

/* Plans whose definitions changed: the summaries they have count by the new
 * ones. Those of new results are written with them. */
struct summed {
    struct period period;
};
static const struct field summed_fields[] = {FIELD(struct summed, period)};
static const struct shape summed_shape = SHAPE(struct summed, summed_fields);

static struct stmt periods_summed = {
    .sql = "SELECT DISTINCT period FROM summary WHERE plan = ?",
    .params = 1,
    .row = &summed_shape,
};

static enum err refresh_plan(struct importing *im, struct arena *a,
                             int64_t plan)
{
    struct list list;
    enum err e = OK;

    TRY(db_all(im->db, &periods_summed, &list, V(plan)));
    db_arena_set(im->db, a);
    for (size_t i = 0; i < list.count && e == OK; i++) {
        e = results_refresh(im->db, a, plan,
                            LIST_AT(struct summed, list, i)->period,
                            im->o->now);
        arena_reset(a);
    }
    db_arena_set(im->db, im->a);
    return e;
}

static enum err refresh_summaries(struct importing *im)
{
    struct arena *a = arena_new(IMPORT_BATCH, NULL);
    enum err e = OK;

    for (size_t i = 0; i < im->plan_count && e == OK; i++)
        if (im->plans[i].edition)
            e = refresh_plan(im, a, im->plans[i].id);
    arena_free(a);
    return e;
}

static enum err run(struct importing *im)
{
    TRY(import_scope(im));
    TRY(import_compare(im));
    TRY(import_check(im));
    if (im->w->problems.errors)
        return ERR_INPUT;
    TRY(import_write(im));
    TRY(refresh_summaries(im));
    TRY(import_results(im));
    if (im->w->problems.errors)
        return ERR_INPUT;
    return warn_weights(im);
}

enum err workbook_import(struct db *db, struct workbook *w,
                         const struct import_options *o,
                         struct import_report *out)
{
    struct importing *im = NEW(w->arena, struct importing);
    enum err e;

    *out = (struct import_report){0};
    *im = (struct importing){
        .db = db, .a = w->arena, .w = w, .o = o, .report = out};
    db_arena_set(db, w->arena);
    TRY(db_begin_write(db));
    e = w->broken ? ERR_INPUT : run(im);
    if (e == OK && !o->dry_run)
        e = db_commit(db);
    db_rollback(db);
    problems_sort(&w->problems);
    return e;
}
