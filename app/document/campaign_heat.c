#include "document/campaign_heat.h"

#include "document/campaign_table.h"

static const struct field late_fields[] = {
    FIELD(struct heat_late, counted),
    FIELD(struct heat_late, pct),
};
static const struct shape late_shape = SHAPE(struct heat_late, late_fields);

static const struct field cell_fields[] = {
    FIELD(struct heat_cell, counted),
    FIELD(struct heat_cell, pct),
    FIELD(struct heat_cell, n),
    FIELD(struct heat_cell, of),
    FIELD(struct heat_cell, shade),
    FIELD(struct heat_cell, href),
    FIELD(struct heat_cell, label),
    FIELD_STRUCT(struct heat_cell, timely, &late_shape),
};
static const struct shape cell_shape = SHAPE(struct heat_cell, cell_fields);

static const struct field row_fields[] = {
    FIELD(struct heat_row, id),
    FIELD_STRUCT(struct heat_row, name, &said_shape),
    FIELD_STRUCT(struct heat_row, standing, &mark_shape),
    FIELD(struct heat_row, expected),
    FIELD(struct heat_row, excepted),
    FIELD(struct heat_row, until),
    FIELD(struct heat_row, reason),
    FIELD(struct heat_row, made_by),
    FIELD_LIST(struct heat_row, cells, &cell_shape),
};
const struct shape heat_row_shape = SHAPE(struct heat_row, row_fields);

static const struct field column_fields[] = {
    FIELD(struct heat_column, id),
    FIELD(struct heat_column, period),
    FIELD(struct heat_column, label),
};
const struct shape heat_column_shape = SHAPE(struct heat_column, column_fields);

static const char *const step_words[HEAT_STEPS] = {
    N_("Entered"), N_("Submitted"), N_("Approved"),
    N_("On time"), N_("Explained"), N_("Translated"),
};
/* Where the rest of a step is: the word of ?where. */
static const char *const step_rest[HEAT_STEPS] = {
    "?where=staff", "?where=staff", "?where=approver", "", "", "",
};

static struct heat_cell cell_of(int64_t n, int64_t of)
{
    struct heat_cell cell = {.n = n, .of = of};

    if (of <= 0)
        return cell;
    cell.counted = true;
    cell.pct = 100 * n / of;
    cell.shade = n == of         ? 4
                 : cell.pct > 79 ? 3
                 : cell.pct > 49 ? 2
                 : n > 0         ? 1
                                 : 0;
    return cell;
}

static struct heat_row row_of(enum lang lang, const struct campaign_entity *e)
{
    struct heat_row row = {
        .id = e->id,
        .name = said_in(lang, e->name_fr, e->name_nl),
        .standing = campaign_standing_mark(lang, e->standing),
        .expected = !str_is(e->standing, "nothing") &&
                    !str_is(e->standing, "not_subject"),
        .excepted = str_given(e->reason),
        .until = e->due_on,
        .reason = e->reason,
        .made_by = e->made_by,
    };

    if (str_empty(row.name.text))
        row.name.text = e->code;
    return row;
}

struct list heat_steps(struct arena *a, enum lang lang)
{
    struct heat_column *columns = NEW_N(a, struct heat_column, HEAT_STEPS);

    for (size_t i = 0; i < HEAT_STEPS; i++)
        columns[i].label = tr(lang, step_words[i]);
    return (struct list){columns, HEAT_STEPS, &heat_column_shape};
}

static struct list step_cells(struct arena *a, enum lang lang,
                              const struct campaign *c,
                              const struct campaign_entity *e)
{
    const struct heat_cell steps[HEAT_STEPS] = {
        cell_of(e->entered, e->measures),
        cell_of(e->submitted, e->measures),
        cell_of(e->approved, e->measures),
        cell_of(e->on_time, e->measures),
        cell_of(e->below - e->unexplained, e->below),
        cell_of(e->conform, e->texts),
    };
    struct heat_cell *cells = NEW_N(a, struct heat_cell, HEAT_STEPS);

    for (size_t i = 0; i < HEAT_STEPS; i++) {
        cells[i] = steps[i];
        cells[i].label = tr(lang, step_words[i]);
        cells[i].href =
            str_printf(a, "/campaigns/%lld/entities/%lld/results%s",
                       (long long)c->id, (long long)e->id, step_rest[i]);
    }
    return (struct list){cells, HEAT_STEPS, &cell_shape};
}

struct list heat_by_step(struct arena *a, enum lang lang,
                         const struct campaign *c, const struct list *entities)
{
    struct heat_row *rows = NEW_N(a, struct heat_row, entities->count + 1);

    for (size_t i = 0; i < entities->count; i++) {
        const struct campaign_entity *e =
            LIST_AT(struct campaign_entity, *entities, i);

        rows[i] = row_of(lang, e);
        rows[i].cells = step_cells(a, lang, c, e);
    }
    return (struct list){rows, entities->count, &heat_row_shape};
}

static struct heat_cell campaign_cell(struct arena *a, enum lang lang,
                                      const struct campaign *c,
                                      const struct list *entities, int64_t id)
{
    struct heat_cell cell = {0};

    for (size_t i = 0; i < entities->count; i++) {
        const struct campaign_entity *e =
            LIST_AT(struct campaign_entity, *entities, i);
        struct heat_cell timely = cell_of(e->on_time, e->measures);

        if (e->id != id || !row_of(lang, e).expected)
            continue;
        cell = cell_of(e->submitted, e->measures);
        cell.timely = (struct heat_late){timely.counted, timely.pct};
    }
    cell.label = show_period(a, lang, c->period);
    cell.href = str_printf(a, "/campaigns/%lld/entities/%lld/results",
                           (long long)c->id, (long long)id);
    return cell;
}

struct list heat_by_campaign(struct arena *a, enum lang lang,
                             const struct campaign *campaigns,
                             const struct list *entities, size_t count)
{
    const struct list *last = &entities[count - 1];
    struct heat_row *rows = NEW_N(a, struct heat_row, last->count + 1);

    for (size_t i = 0; i < last->count; i++) {
        struct heat_cell *cells = NEW_N(a, struct heat_cell, count);

        rows[i] = row_of(lang, LIST_AT(struct campaign_entity, *last, i));
        for (size_t k = 0; k < count; k++)
            cells[k] =
                campaign_cell(a, lang, &campaigns[k], &entities[k], rows[i].id);
        rows[i].cells = (struct list){cells, count, &cell_shape};
    }
    return (struct list){rows, last->count, &heat_row_shape};
}
