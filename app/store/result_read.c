/* Opening the results of a plan and period: definitions, figures, texts. */
#include "store/result_private.h"

#include <stdlib.h>

struct plan_row {
    int64_t entity;
    struct str code;
    struct str kind;
};
static const struct field plan_fields[] = {
    FIELD(struct plan_row, entity),
    FIELD(struct plan_row, code),
    FIELD(struct plan_row, kind),
};
static const struct shape plan_shape = SHAPE(struct plan_row, plan_fields);

struct stmt result_sql_plan = {
    .sql = "SELECT entity, code, kind FROM plan WHERE id = ?",
    .params = 1,
    .row = &plan_shape,
};

struct edition_row {
    int64_t edition;
    bool approved;
    struct date effective_on;
};
static const struct field edition_fields[] = {
    FIELD(struct edition_row, edition),
    FIELD(struct edition_row, approved),
    FIELD(struct edition_row, effective_on),
};
static const struct shape edition_shape =
    SHAPE(struct edition_row, edition_fields);

struct stmt result_sql_editions = {
    .sql = "SELECT edition, state = 'approved' AS approved, effective_on"
           " FROM edition WHERE plan = ? ORDER BY edition",
    .params = 1,
    .row = &edition_shape,
};

struct item_row {
    int64_t id;
    int64_t parent;
    int64_t depth;
    struct str kind;
    struct str ref;
    struct str title_fr;
    struct str title_nl;
    struct dec red;
    struct str red_op;
    struct dec green;
    struct str green_op;
};
static const struct field item_fields[] = {
    FIELD(struct item_row, id),       FIELD(struct item_row, parent),
    FIELD(struct item_row, depth),    FIELD(struct item_row, kind),
    FIELD(struct item_row, ref),      FIELD(struct item_row, title_fr),
    FIELD(struct item_row, title_nl), FIELD(struct item_row, red),
    FIELD(struct item_row, red_op),   FIELD(struct item_row, green),
    FIELD(struct item_row, green_op),
};
static const struct shape item_shape = SHAPE(struct item_row, item_fields);

struct stmt result_sql_items = {
    .sql = "SELECT id, parent, depth, kind, ref, title_fr, title_nl, red,"
           " red_op, green, green_op FROM edition_item"
           " WHERE plan = ? AND edition = ? ORDER BY position, id",
    .params = 2,
    .row = &item_shape,
};

struct indicator_row {
    int64_t id;
    int64_t item;
    int64_t parent;
    struct str ref;
    struct str description_fr;
    struct str description_nl;
    struct str type;
    struct str unit;
    struct str direction;
    struct dec red;
    struct str red_op;
    struct dec green;
    struct str green_op;
    struct dec baseline;
    struct dec target;
    struct dec weight;
    struct str threshold_text_fr;
    struct str threshold_text_nl;
};
static const struct field indicator_fields[] = {
    FIELD(struct indicator_row, id),
    FIELD(struct indicator_row, item),
    FIELD(struct indicator_row, parent),
    FIELD(struct indicator_row, ref),
    FIELD(struct indicator_row, description_fr),
    FIELD(struct indicator_row, description_nl),
    FIELD(struct indicator_row, type),
    FIELD(struct indicator_row, unit),
    FIELD(struct indicator_row, direction),
    FIELD(struct indicator_row, red),
    FIELD(struct indicator_row, red_op),
    FIELD(struct indicator_row, green),
    FIELD(struct indicator_row, green_op),
    FIELD(struct indicator_row, baseline),
    FIELD(struct indicator_row, target),
    FIELD(struct indicator_row, weight),
    FIELD(struct indicator_row, threshold_text_fr),
    FIELD(struct indicator_row, threshold_text_nl),
};
static const struct shape indicator_shape =
    SHAPE(struct indicator_row, indicator_fields);

struct stmt result_sql_indicators = {
    .sql = "SELECT id, item, parent, ref, description_fr, description_nl,"
           " type, unit, direction, red, red_op, green, green_op, baseline,"
           " target, weight, threshold_text_fr, threshold_text_nl"
           " FROM edition_indicator WHERE plan = ? AND edition = ?"
           " ORDER BY position, id",
    .params = 2,
    .row = &indicator_shape,
};

struct target_row {
    int64_t measure;
    struct dec value;
};
static const struct field target_fields[] = {
    FIELD(struct target_row, measure),
    FIELD(struct target_row, value),
};
static const struct shape target_shape =
    SHAPE(struct target_row, target_fields);

struct stmt result_sql_targets = {
    .sql = "SELECT measure, value FROM edition_target"
           " WHERE plan = ? AND edition = ? AND period = ?",
    .params = 3,
    .row = &target_shape,
};

struct measure_row {
    int64_t id;
    int64_t item; /* of an implicit measure */
    struct str code;
};
static const struct field measure_fields[] = {
    FIELD(struct measure_row, id),
    FIELD(struct measure_row, item),
    FIELD(struct measure_row, code),
};
static const struct shape measure_shape =
    SHAPE(struct measure_row, measure_fields);

struct stmt result_sql_measures = {
    .sql = "SELECT m.id, m.item, COALESCE(m.code, i.code) AS code"
           " FROM measure m LEFT JOIN item i ON i.id = m.item"
           " WHERE m.plan = ?",
    .params = 1,
    .row = &measure_shape,
};

struct definitions {
    struct list items;
    struct list indicators;
    struct list targets;
    struct list measures;
};

static enum err read_definitions(struct results *rs, struct definitions *d)
{
    TRY(db_all(rs->db, &result_sql_items, &d->items, V(rs->plan),
               V(rs->edition)));
    TRY(db_all(rs->db, &result_sql_indicators, &d->indicators, V(rs->plan),
               V(rs->edition)));
    TRY(db_all(rs->db, &result_sql_targets, &d->targets, V(rs->plan),
               V(rs->edition), V(rs->period)));
    return db_all(rs->db, &result_sql_measures, &d->measures, V(rs->plan));
}

static bool heads_a_group(struct str kind)
{
    return str_is(kind, "strategic") || str_is(kind, "transversal");
}

static int entry_cmp(const void *x, const void *y)
{
    const struct index_entry *a = x, *b = y;

    return (a->id > b->id) - (a->id < b->id);
}

static void index_sort(struct index *index)
{
    qsort(index->entries, index->count, sizeof(*index->entries), entry_cmp);
}

static struct index index_new(struct arena *a, size_t room)
{
    return (struct index){NEW_N(a, struct index_entry, room + 1), 0};
}

static void index_add(struct index *index, int64_t id, size_t at)
{
    index->entries[index->count++] = (struct index_entry){id, at};
}

static size_t index_find(const struct index *index, int64_t id)
{
    struct index_entry key = {id, 0};
    const struct index_entry *found =
        bsearch(&key, index->entries, index->count, sizeof(key), entry_cmp);

    return found == NULL ? ROLLUP_ROOT : found->at;
}

static void place_items(struct results *rs, const struct list *rows)
{
    rs->items = NEW_N(rs->arena, struct result_item, rows->count + 1);
    rs->item_count = rows->count;
    rs->item_index = index_new(rs->arena, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const struct item_row *row = LIST_AT(struct item_row, *rows, i);

        index_add(&rs->item_index, row->id, i);
        rs->items[i] = (struct result_item){
            .id = row->id,
            .parent = row->parent,
            .up = ROLLUP_ROOT,
            .top = i,
            .depth = row->depth,
            .kind = row->kind,
            .ref = row->ref,
            .title_fr = row->title_fr,
            .title_nl = row->title_nl,
        };
    }
    index_sort(&rs->item_index);
    for (size_t i = 0; i < rs->item_count; i++) {
        struct result_item *item = &rs->items[i];

        item->up = index_find(&rs->item_index, item->parent);
        if (item->up != ROLLUP_ROOT && !heads_a_group(item->kind))
            item->top = rs->items[item->up].top;
    }
}

static void place_own(struct results *rs, size_t i, const struct item_row *row,
                      const struct measure_row *m)
{
    rs->lines[rs->count++] = (struct result_line){
        .measure = m->id,
        .item_level = true,
        .item = i,
        .ref = row->ref,
        .name_fr = row->title_fr,
        .name_nl = row->title_nl,
        .thresholds = {row->red, row->green, op_parse(row->red_op),
                       op_parse(row->green_op), DIRECTION_NONE},
    };
}

static void place_indicator(struct results *rs, size_t i,
                            const struct indicator_row *row)
{
    rs->lines[rs->count++] = (struct result_line){
        .measure = row->id,
        .item = i,
        .parent = row->parent,
        .ref = row->ref,
        .name_fr = row->description_fr,
        .name_nl = row->description_nl,
        .unit = row->unit,
        .type = type_parse(row->type),
        .thresholds = {row->red, row->green, op_parse(row->red_op),
                       op_parse(row->green_op),
                       direction_parse(row->direction)},
        .threshold_text_fr = row->threshold_text_fr,
        .threshold_text_nl = row->threshold_text_nl,
        .baseline = row->baseline,
        .target = row->target,
        .weight = row->weight,
    };
}

/* Of each item, the chain of its indicators in their order. */
struct chains {
    size_t *first;
    size_t *next;
};

static struct chains chain_indicators(struct results *rs,
                                      const struct list *indicators)
{
    struct chains c = {NEW_N(rs->arena, size_t, rs->item_count + 1),
                       NEW_N(rs->arena, size_t, indicators->count + 1)};

    for (size_t i = 0; i < rs->item_count; i++)
        c.first[i] = ROLLUP_ROOT;
    for (size_t k = indicators->count; k-- > 0;) {
        size_t item =
            index_find(&rs->item_index,
                       LIST_AT(struct indicator_row, *indicators, k)->item);

        if (item == ROLLUP_ROOT)
            continue;
        c.next[k] = c.first[item];
        c.first[item] = k;
    }
    return c;
}

static struct index index_implicit(struct results *rs,
                                   const struct list *measures)
{
    struct index index = index_new(rs->arena, measures->count);

    for (size_t i = 0; i < measures->count; i++) {
        int64_t item = LIST_AT(struct measure_row, *measures, i)->item;

        if (item != 0)
            index_add(&index, item, i);
    }
    index_sort(&index);
    return index;
}

static void name_lines(struct results *rs, const struct list *measures)
{
    rs->line_index = index_new(rs->arena, rs->count);
    for (size_t i = 0; i < rs->count; i++)
        index_add(&rs->line_index, rs->lines[i].measure, i);
    index_sort(&rs->line_index);
    for (size_t i = 0; i < measures->count; i++) {
        const struct measure_row *m = LIST_AT(struct measure_row, *measures, i);
        struct result_line *line = results_line(rs, m->id);

        if (line != NULL)
            line->measure_code = m->code;
    }
}

static void place_lines(struct results *rs, const struct definitions *d)
{
    struct index implicit = index_implicit(rs, &d->measures);
    struct chains c = chain_indicators(rs, &d->indicators);

    rs->lines = NEW_N(rs->arena, struct result_line,
                      rs->item_count + d->indicators.count + 1);
    for (size_t i = 0; i < rs->item_count; i++) {
        size_t own = index_find(&implicit, rs->items[i].id);

        if (own != ROLLUP_ROOT)
            place_own(rs, i, LIST_AT(struct item_row, d->items, i),
                      LIST_AT(struct measure_row, d->measures, own));
        for (size_t k = c.first[i]; k != ROLLUP_ROOT; k = c.next[k])
            place_indicator(rs, i,
                            LIST_AT(struct indicator_row, d->indicators, k));
    }
    name_lines(rs, &d->measures);
    for (size_t i = 0; i < d->targets.count; i++) {
        const struct target_row *t = LIST_AT(struct target_row, d->targets, i);
        struct result_line *line = results_line(rs, t->measure);

        if (line != NULL && t->value.set)
            line->target = t->value;
    }
}

struct result_line *results_line(const struct results *rs, int64_t measure)
{
    size_t at = index_find(&rs->line_index, measure);

    return at == ROLLUP_ROOT ? NULL : &rs->lines[at];
}

static enum err choose_edition(struct results *rs)
{
    struct list rows;

    TRY(db_all(rs->db, &result_sql_editions, &rows, V(rs->plan)));
    struct edition_dates *dates =
        NEW_N(rs->arena, struct edition_dates, rows.count + 1);

    for (size_t i = 0; i < rows.count; i++) {
        const struct edition_row *e = LIST_AT(struct edition_row, rows, i);

        dates[i] =
            (struct edition_dates){e->edition, e->approved, e->effective_on};
    }
    ptrdiff_t at = judge_edition(dates, rows.count, rs->period);

    if (at < 0)
        return ERR_NOT_FOUND;
    rs->edition = dates[at].edition;
    return OK;
}

enum err results_open(struct db *db, struct arena *a, int64_t plan,
                      struct period period, bool texts, struct results *out)
{
    struct plan_row row;
    struct definitions d;

    *out = (struct results){
        .db = db, .arena = a, .plan = plan, .period = period, .texts = texts};
    out->pending_end = &out->pending;
    TRY(db_one(db, &result_sql_plan, &row, V(plan)));
    out->entity = row.entity;
    out->plan_code = row.code;
    out->plan_kind = row.kind;
    TRY(choose_edition(out));
    TRY(read_definitions(out, &d));
    place_items(out, &d.items);
    place_lines(out, &d);
    return result_read_figures(out);
}
