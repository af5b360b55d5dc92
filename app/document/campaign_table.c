#include "document/campaign_table.h"

#include "document/campaign_places.h"

static const struct field counts_fields[] = {
    FIELD(struct campaign_counts, measures),
    FIELD(struct campaign_counts, entered),
    FIELD(struct campaign_counts, submitted),
    FIELD(struct campaign_counts, approved),
    FIELD(struct campaign_counts, on_time),
    FIELD(struct campaign_counts, complete_pct),
    FIELD(struct campaign_counts, timely_pct),
};
static const struct shape counts_shape =
    SHAPE(struct campaign_counts, counts_fields);

static const struct field row_fields[] = {
    FIELD(struct campaign_row, id),
    FIELD(struct campaign_row, campaign),
    FIELD_STRUCT(struct campaign_row, name, &said_shape),
    FIELD_STRUCT(struct campaign_row, standing, &mark_shape),
    FIELD(struct campaign_row, expected),
    FIELD(struct campaign_row, overdue),
    FIELD(struct campaign_row, until),
    FIELD(struct campaign_row, reason),
    FIELD(struct campaign_row, made_by),
    FIELD_STRUCT(struct campaign_row, counts, &counts_shape),
    FIELD_LIST(struct campaign_row, places, &campaign_place_shape),
    FIELD(struct campaign_row, several),
    FIELD_LIST(struct campaign_row, units, &campaign_unit_shape),
};
const struct shape campaign_row_shape = SHAPE(struct campaign_row, row_fields);

static const struct field table_fields[] = {
    FIELD(struct campaign_table, entities),
    FIELD(struct campaign_table, expected),
    FIELD(struct campaign_table, finished),
    FIELD(struct campaign_table, overdue),
    FIELD_STRUCT(struct campaign_table, counts, &counts_shape),
    FIELD_LIST(struct campaign_table, rows, &campaign_row_shape),
};
const struct shape campaign_table_shape =
    SHAPE(struct campaign_table, table_fields);

struct mark campaign_standing_mark(enum lang lang, struct str standing)
{
    if (str_is(standing, "nothing"))
        return (struct mark){S("none"), tr(lang, N_("nothing to report"))};
    if (str_is(standing, "not_subject"))
        return (struct mark){S("none"), tr(lang, N_("not subject"))};
    if (str_is(standing, "late"))
        return (struct mark){S("returned"), tr(lang, N_("late"))};
    if (str_is(standing, "not_delivered"))
        return (struct mark){S("late"), tr(lang, N_("not delivered"))};
    return (struct mark){S("draft"), tr(lang, N_("due"))};
}

static void rate(struct campaign_counts *c)
{
    if (c->measures == 0)
        return;
    c->complete_pct = 100 * c->submitted / c->measures;
    c->timely_pct = 100 * c->on_time / c->measures;
}

static void add(struct campaign_counts *sum, const struct campaign_counts *c)
{
    sum->measures += c->measures;
    sum->entered += c->entered;
    sum->submitted += c->submitted;
    sum->approved += c->approved;
    sum->on_time += c->on_time;
}

static struct campaign_row row_of(enum lang lang, const struct campaign *c,
                                  const struct campaign_entity *e,
                                  struct date today)
{
    struct date due_on = date_given(e->due_on) ? e->due_on : c->due_on;
    struct campaign_row row = {
        .id = e->id,
        .campaign = c->id,
        .name = said_in(lang, e->name_fr, e->name_nl),
        .standing = campaign_standing_mark(lang, e->standing),
        .expected = !str_is(e->standing, "nothing") &&
                    !str_is(e->standing, "not_subject"),
        .until = e->due_on,
        .reason = e->reason,
        .made_by = e->made_by,
        .counts = {e->measures, e->entered, e->submitted, e->approved,
                   e->on_time, 0, 0},
    };

    if (str_empty(row.name.text))
        row.name.text = e->code;
    row.overdue = row.expected && date_cmp(due_on, today) < 0 &&
                  row.counts.submitted < row.counts.measures;
    rate(&row.counts);
    return row;
}

struct campaign_table campaign_table(struct arena *a, enum lang lang,
                                     const struct campaign *c,
                                     struct list entities, struct date today)
{
    struct campaign_table t = {.entities = (int64_t)entities.count};
    struct campaign_row *rows =
        NEW_N(a, struct campaign_row, entities.count + 1);

    for (size_t i = 0; i < entities.count; i++) {
        rows[i] = row_of(lang, c, LIST_AT(struct campaign_entity, entities, i),
                         today);
        if (!rows[i].expected)
            continue;
        t.expected++;
        t.finished += rows[i].counts.submitted == rows[i].counts.measures;
        t.overdue += rows[i].overdue;
        add(&t.counts, &rows[i].counts);
    }
    rate(&t.counts);
    t.rows = (struct list){rows, entities.count, &campaign_row_shape};
    return t;
}
