/* GET /entities?period=: the bodies within reach in the printed order, with
 * the counts of one period; those above a body are the sums of what is below.
 */

#include "document/plan_words.h"
#include "store/dashboard.h"
#include "store/entity.h"
#include "web/page.h"

struct part {
    int64_t measures;
    int64_t rated;
    int64_t achieved;
    int64_t partial;
    int64_t not_achieved;
    int64_t none;
    int64_t submitted;
    struct html bar;
    struct dec complete;
};
static const struct field part_fields[] = {
    FIELD(struct part, measures),     FIELD(struct part, rated),
    FIELD(struct part, achieved),     FIELD(struct part, partial),
    FIELD(struct part, not_achieved), FIELD(struct part, none),
    FIELD(struct part, submitted),    FIELD(struct part, bar),
    FIELD(struct part, complete),
};
static const struct shape part_shape = SHAPE(struct part, part_fields);

struct row {
    int64_t id;
    int64_t depth; /* below the topmost body within reach */
    struct str name;
    int64_t plans;
    bool group; /* others stand below it */
    bool busy;  /* it has plans, or something below it has */
    struct part objectives;
    struct part indicators;
};
static const struct field row_fields[] = {
    FIELD(struct row, id),
    FIELD(struct row, depth),
    FIELD(struct row, name),
    FIELD(struct row, plans),
    FIELD(struct row, group),
    FIELD(struct row, busy),
    FIELD_STRUCT(struct row, objectives, &part_shape),
    FIELD_STRUCT(struct row, indicators, &part_shape),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct choice {
    struct period period;
    bool here;
};
static const struct field choice_fields[] = {
    FIELD(struct choice, period),
    FIELD(struct choice, here),
};
static const struct shape choice_shape = SHAPE(struct choice, choice_fields);

struct view {
    struct period period;
    bool all;     /* also bodies without a plan */
    int64_t idle; /* those that are left out */
    struct list periods;
    struct list rows;
};
static const struct field view_fields[] = {
    FIELD(struct view, period),
    FIELD(struct view, all),
    FIELD(struct view, idle),
    FIELD_LIST(struct view, periods, &choice_shape),
    FIELD_LIST(struct view, rows, &row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static void part_add(struct part *to, const struct entity_counts *c)
{
    to->measures += c->measures;
    to->achieved += c->achieved;
    to->partial += c->partial;
    to->not_achieved += c->not_achieved;
    to->none += c->no_status;
    to->rated += c->achieved + c->partial + c->not_achieved;
    to->submitted += c->submitted;
}

static void part_show(struct req *rq, struct part *p)
{
    if (p->measures == 0)
        return;
    p->bar = chart_statuses(rq->arena, rq->lang, p->achieved, p->partial,
                            p->not_achieved, p->none);
    p->complete = dec_ratio((i128)p->submitted * 100 * 1000000, p->measures, 0);
}

static size_t index_of(struct list entities, int64_t id)
{
    for (size_t i = 0; i < entities.count; i++)
        if (LIST_AT(struct entity, entities, i)->id == id)
            return i;
    return SIZE_MAX;
}

/* An entity's own counts go to itself and to everything above it. */
static void spread(struct list entities, struct row *rows,
                   const struct entity_counts *c)
{
    for (size_t i = index_of(entities, c->entity), n = 0;
         i != SIZE_MAX && n < 50; n++) {
        part_add(c->objectives ? &rows[i].objectives : &rows[i].indicators, c);
        i = index_of(entities, LIST_AT(struct entity, entities, i)->parent);
    }
}

static void rows_fill(struct req *rq, struct list entities, struct list plans,
                      struct list counts, struct row *rows)
{
    for (size_t i = 0; i < entities.count; i++) {
        const struct entity *e = LIST_AT(struct entity, entities, i);
        size_t up = index_of(entities, e->parent);
        rows[i].id = e->id;
        rows[i].name = said_in(rq->lang, e->name_fr, e->name_nl).text;
        if (up == SIZE_MAX)
            continue;
        rows[i].depth = rows[up].depth + 1;
        rows[up].group = true;
    }
    for (size_t i = 0; i < plans.count; i++) {
        const struct dashboard_key *key =
            LIST_AT(struct dashboard_key, plans, i);
        size_t at = index_of(entities, key->id);
        if (at != SIZE_MAX)
            rows[at].plans = key->other;
        for (int n = 0; at != SIZE_MAX && n < 50; n++) {
            rows[at].busy = true;
            at = index_of(entities,
                          LIST_AT(struct entity, entities, at)->parent);
        }
    }
    for (size_t i = 0; i < counts.count; i++)
        spread(entities, rows, LIST_AT(struct entity_counts, counts, i));
    for (size_t i = 0; i < entities.count; i++) {
        part_show(rq, &rows[i].objectives);
        part_show(rq, &rows[i].indicators);
    }
}

static struct list choices(struct req *rq, struct list periods,
                           struct period *period)
{
    struct choice *out = NEW_N(rq->arena, struct choice, periods.count);

    if (period->kind == PERIOD_NONE && periods.count > 0)
        *period =
            LIST_AT(struct entity_period, periods, periods.count - 1)->period;
    for (size_t i = 0; i < periods.count; i++) {
        out[i].period = LIST_AT(struct entity_period, periods, i)->period;
        out[i].here = period_cmp(out[i].period, *period) == 0;
    }
    return (struct list){out, periods.count, &choice_shape};
}

static enum err show(struct req *rq)
{
    struct view v = {0};
    struct list entities, periods, plans, counts;
    struct row *rows;
    int64_t working = rq->me.roles & ~(int64_t)ROLE_READER;

    TRY(req_query_period(rq, "period", &v.period));
    TRY(entities_in_scope(rq->db, rq->me.id, rq->today, &entities));
    TRY(entity_periods(rq->db, !working, rq->now, &periods));
    v.periods = choices(rq, periods, &v.period);
    TRY(entity_plans(rq->db, rq->me.id, rq->today, &plans));
    TRY(entity_counts(rq->db, v.period, !working, rq->now, rq->me.id, rq->today,
                      &counts));
    rows = NEW_N(rq->arena, struct row, entities.count);
    rows_fill(rq, entities, plans, counts, rows);
    v.all = str_is(req_query(rq, "all"), "yes");
    v.rows = (struct list){rows, 0, &row_shape};
    for (size_t i = 0; i < entities.count; i++) {
        if (v.all || rows[i].busy)
            rows[v.rows.count++] = rows[i];
        else
            v.idle++;
    }
    return res_render(rq, &v);
}

PAGE(entity_list, .get = show, .view = &view_shape,
     .sql = SQL(&entity_sql_in_scope, &entity_periods_of, &entity_plans_of,
                &entity_counts_of));
