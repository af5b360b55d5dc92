#include "document/dossier.h"

#include "core/utf8.h"
#include "document/obligation_rows.h"
#include "document/plan_tree.h"
#include "document/plan_words.h"
#include "view/value.h"

static const struct field result_fields[] = {
    FIELD(struct dossier_result, period),
    FIELD(struct dossier_result, value),
    FIELD_STRUCT(struct dossier_result, status, &mark_shape),
    FIELD(struct dossier_result, chosen),
    FIELD(struct dossier_result, declared),
    FIELD(struct dossier_result, not_applicable),
    FIELD_STRUCT(struct dossier_result, text, &said_shape),
};
static const struct shape result_shape =
    SHAPE(struct dossier_result, result_fields);

static const struct field indicator_fields[] = {
    FIELD_STRUCT(struct dossier_indicator, description, &said_shape),
    FIELD(struct dossier_indicator, target),
    FIELD_LIST(struct dossier_indicator, results, &result_shape),
    FIELD(struct dossier_indicator, missing),
};
static const struct shape indicator_shape =
    SHAPE(struct dossier_indicator, indicator_fields);

static const struct field deadline_fields[] = {
    FIELD(struct dossier_deadline, text),
    FIELD(struct dossier_deadline, lang),
    FIELD(struct dossier_deadline, tally),
};
static const struct shape deadline_shape =
    SHAPE(struct dossier_deadline, deadline_fields);

static const struct field row_fields[] = {
    FIELD(struct dossier_row, point),
    FIELD(struct dossier_row, ref),
    FIELD_STRUCT(struct dossier_row, title, &said_shape),
    FIELD_LIST(struct dossier_row, deadlines, &deadline_shape),
    FIELD_LIST(struct dossier_row, indicators, &indicator_shape),
    FIELD(struct dossier_row, undated),
};
static const struct shape row_shape = SHAPE(struct dossier_row, row_fields);

static const struct field objective_fields[] = {
    FIELD(struct dossier_objective, id),
    FIELD(struct dossier_objective, ref),
    FIELD_STRUCT(struct dossier_objective, title, &said_shape),
    FIELD(struct dossier_objective, transversal),
    FIELD(struct dossier_objective, points),
    FIELD(struct dossier_objective, targets),
    FIELD(struct dossier_objective, answered),
    FIELD(struct dossier_objective, missing),
    FIELD(struct dossier_objective, lines),
    FIELD(struct dossier_objective, tally),
    FIELD(struct dossier_objective, statuses),
    FIELD_LIST(struct dossier_objective, rows, &row_shape),
};
static const struct shape objective_shape =
    SHAPE(struct dossier_objective, objective_fields);

static const struct field dossier_fields[] = {
    FIELD_LIST(struct dossier, objectives, &objective_shape),
    FIELD_LIST(struct dossier, unsettled, &said_shape),
    FIELD(struct dossier, targets),
    FIELD(struct dossier, answered),
    FIELD(struct dossier, missing),
    FIELD(struct dossier, undated),
};
const struct shape dossier_shape = SHAPE(struct dossier, dossier_fields);

/* What the functions below share. */
struct build {
    struct arena *arena;
    enum lang lang;
    const struct plan_content *plan;
    struct list results;
    struct date on;
    struct said *unsettled;
    size_t unsettled_count;
    int64_t latest[4]; /* by status: achieved, partial, not achieved, none */
};

static void note(struct build *b, struct str text)
{
    b->unsettled[b->unsettled_count++] =
        (struct said){.text = text, .lang = str_of(lang_code(b->lang))};
}

static void count_status(struct build *b, struct str status)
{
    if (str_is(status, "achieved"))
        b->latest[0]++;
    else if (str_is(status, "partial"))
        b->latest[1]++;
    else if (str_is(status, "not_achieved"))
        b->latest[2]++;
    else
        b->latest[3]++;
}

static struct dossier_result result_of(const struct build *b,
                                       const struct plan_indicator *i,
                                       const struct evaluation_result *r)
{
    struct dec value = r->value;

    value.decimals = (uint8_t)r->decimals;
    return (struct dossier_result){
        .period = r->period,
        .value = value.set
                     ? show_value(b->arena, b->lang, i->type, value, i->unit)
                     : r->value_text,
        .status = mark_of_status(b->lang, r->status),
        .chosen = r->chosen,
        .declared = r->declared,
        .not_applicable = r->not_applicable,
        .text = said_in(b->lang, r->description_fr, r->description_nl),
    };
}

/* The approved results of one measure until the day of the situation. */
static struct list results_of(struct build *b, const struct plan_indicator *i)
{
    struct list out = {NULL, 0, &result_shape};
    const struct evaluation_result *last = NULL;
    struct dossier_result *rows =
        NEW_N(b->arena, struct dossier_result, b->results.count);

    for (size_t k = 0; k < b->results.count; k++) {
        const struct evaluation_result *r =
            LIST_AT(struct evaluation_result, b->results, k);

        if (r->measure != i->id || date_cmp(period_last(r->period), b->on) > 0)
            continue;
        rows[out.count++] = result_of(b, i, r);
        last = r;
    }
    count_status(b, last ? last->status : STR_NONE);
    out.at = rows;
    return out;
}

static struct list indicators_of(struct build *b, int64_t item)
{
    const struct list *all = &b->plan->indicators;
    struct list out = {NULL, 0, &indicator_shape};
    struct dossier_indicator *rows =
        NEW_N(b->arena, struct dossier_indicator, all->count);

    for (size_t k = 0; k < all->count; k++) {
        const struct plan_indicator *i =
            LIST_AT(struct plan_indicator, *all, k);
        struct dossier_indicator *row = &rows[out.count];

        if (i->item != item)
            continue;
        row->description =
            said_in(b->lang, i->description_fr, i->description_nl);
        row->target =
            show_value(b->arena, b->lang, i->type, i->target, i->unit);
        row->results = results_of(b, i);
        row->missing = row->results.count == 0;
        out.count++;
    }
    out.at = rows;
    return out;
}

static struct str tally_of(struct build *b, int64_t item, int64_t deadline)
{
    return obligation_tally(b->arena, b->lang, b->on, b->plan->obligations,
                            item, deadline);
}

/* The lines as printed: rules that were read out of one line print once. */
static struct list deadlines_of(struct build *b, int64_t item)
{
    const struct list *all = &b->plan->deadlines;
    struct list out = {NULL, 0, &deadline_shape};
    struct dossier_deadline *lines =
        NEW_N(b->arena, struct dossier_deadline, all->count);

    for (size_t k = 0; k < all->count; k++) {
        const struct plan_deadline *d = LIST_AT(struct plan_deadline, *all, k);
        struct said text = said_in(b->lang, d->text_fr, d->text_nl);

        if (d->item != item)
            continue;
        if (plan_line_first(*all, k) == k)
            lines[out.count++] =
                (struct dossier_deadline){.text = text.text, .lang = text.lang};
        lines[out.count - 1].tally =
            joined(b->arena, lines[out.count - 1].tally, " · ",
                   tally_of(b, item, d->id));
    }
    out.at = lines;
    return out;
}

/* How the obligations below an objective stood, all together. */
static struct str objective_tally(struct build *b, size_t at, size_t end)
{
    const struct list *all = &b->plan->obligations;
    struct list of = {NULL, 0, all->shape};
    struct obligation_row *rows =
        NEW_N(b->arena, struct obligation_row, all->count);

    for (size_t k = 0; k < all->count; k++) {
        const struct obligation_row *o =
            LIST_AT(struct obligation_row, *all, k);

        for (size_t i = at; i < end; i++)
            if (LIST_AT(struct plan_item, b->plan->items, i)->id == o->item)
                rows[of.count++] = *o;
    }
    of.at = rows;
    return obligation_tally(b->arena, b->lang, b->on, of, 0, 0);
}

static bool answered(struct list indicators)
{
    for (size_t k = 0; k < indicators.count; k++)
        if (!LIST_AT(struct dossier_indicator, indicators, k)->missing)
            return true;
    return false;
}

/* One item under an objective: a row when it is a point, a target, or carries
 * an indicator or a deadline of its own. */
static bool row_of(struct build *b, const struct plan_item *item,
                   struct dossier_objective *o, struct dossier_row *row)
{
    bool target = str_is(item->kind, "target");

    *row = (struct dossier_row){
        .point = str_is(item->kind, "measurement_point"),
        .ref = item->ref,
        .title = said_in(b->lang, item->title_fr, item->title_nl),
        .deadlines = deadlines_of(b, item->id),
        .indicators = indicators_of(b, item->id),
    };
    row->undated = target && row->deadlines.count == 0;
    o->points += row->point;
    o->targets += target;
    o->lines += (int64_t)row->deadlines.count;
    if (target && answered(row->indicators))
        o->answered++;
    if (row->point && str_empty(item->ref))
        note(b, TR(b->arena, b->lang,
                   N_("{0}: a measurement point without a "
                      "number in the source"),
                   o->ref));
    return row->point || target || row->deadlines.count ||
           row->indicators.count;
}

/* A full stop, an apostrophe's shape or spaces make no other title. */
static bool other_title(struct arena *a, struct str front, struct str body)
{
    struct str x = str_trim(utf8_fold(a, front));
    struct str y = str_trim(utf8_fold(a, body));

    while (str_ends(x, S(".")))
        x.n--;
    while (str_ends(y, S(".")))
        y.n--;
    return !str_empty(x) && !str_eq(x, y);
}

static bool opens_objective(const struct plan_item *item)
{
    return str_is(item->kind, "strategic") || str_is(item->kind, "transversal");
}

static void objective_of(struct build *b, size_t at,
                         struct dossier_objective *o)
{
    const struct list *items = &b->plan->items;
    const struct plan_item *head = LIST_AT(struct plan_item, *items, at);
    struct dossier_row *rows =
        NEW_N(b->arena, struct dossier_row, items->count - at);
    size_t count = 0;

    *o = (struct dossier_objective){
        .id = head->id,
        .ref = head->ref,
        .title = said_in(b->lang, head->title_fr, head->title_nl),
        .transversal = str_is(head->kind, "transversal"),
    };
    if (other_title(b->arena, head->front_title_fr, head->title_fr))
        note(b, TR(b->arena, b->lang,
                   N_("{0}: the front table prints another title: {1}"),
                   head->ref, head->front_title_fr));
    for (size_t k = 0; k < 4; k++)
        b->latest[k] = 0;
    size_t end = at + 1;

    for (; end < items->count; end++) {
        const struct plan_item *item = LIST_AT(struct plan_item, *items, end);

        if (item->depth <= head->depth)
            break;
        count += row_of(b, item, o, &rows[count]);
    }
    o->tally = objective_tally(b, at, end);
    o->missing = o->targets - o->answered;
    o->statuses = chart_statuses(b->arena, b->lang, b->latest[0], b->latest[1],
                                 b->latest[2], b->latest[3]);
    o->rows = (struct list){rows, count, &row_shape};
}

static void add_up(struct dossier *d, const struct dossier_objective *o)
{
    d->targets += o->targets;
    d->answered += o->answered;
    d->missing += o->missing;
    for (size_t k = 0; k < o->rows.count; k++)
        d->undated += LIST_AT(struct dossier_row, o->rows, k)->undated;
}

void dossier_build(struct arena *a, enum lang lang,
                   const struct plan_content *plan, struct list results,
                   struct date on, struct dossier *out)
{
    const struct list *items = &plan->items;
    struct build b = {
        .arena = a,
        .lang = lang,
        .plan = plan,
        .results = results,
        .on = on,
        .unsettled = NEW_N(a, struct said, 2 * items->count + 1),
    };
    struct dossier_objective *rows =
        NEW_N(a, struct dossier_objective, items->count);
    size_t count = 0;

    *out = (struct dossier){0};
    for (size_t k = 0; k < items->count; k++) {
        if (!opens_objective(LIST_AT(struct plan_item, *items, k)))
            continue;
        objective_of(&b, k, &rows[count]);
        add_up(out, &rows[count++]);
    }
    out->objectives = (struct list){rows, count, &objective_shape};
    out->unsettled = (struct list){b.unsettled, b.unsettled_count, &said_shape};
}
