/* GET /campaigns/{id}/heat: completeness and timeliness of every body, step by
 * step and over the last campaigns, and the annex of exceptions. */

#include "document/campaign_heat.h"
#include "document/promise_rows.h"
#include "web/page.h"

struct view {
    int64_t id;
    struct period period;
    struct mark state;
    struct date due_on;
    struct list steps;
    struct list rows;
    bool compares; /* with campaigns before */
    struct list campaigns;
    struct list past;
    bool excepts;
    bool overdue; /* the due date has passed */
    struct list promises;
};
static const struct field view_fields[] = {
    FIELD(struct view, id),
    FIELD(struct view, period),
    FIELD_STRUCT(struct view, state, &mark_shape),
    FIELD(struct view, due_on),
    FIELD_LIST(struct view, steps, &heat_column_shape),
    FIELD_LIST(struct view, rows, &heat_row_shape),
    FIELD(struct view, compares),
    FIELD_LIST(struct view, campaigns, &heat_column_shape),
    FIELD_LIST(struct view, past, &heat_row_shape),
    FIELD(struct view, excepts),
    FIELD(struct view, overdue),
    FIELD_LIST(struct view, promises, &promise_left_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

/* The campaign asked for and those before it with periods of the same kind,
 * oldest first. */
static enum err last_ones(struct req *rq, const struct campaign *c,
                          struct campaign *out, size_t *count)
{
    struct list all;
    size_t n = 0;

    TRY(campaigns(rq->db, &all));
    for (size_t i = 0; i < all.count && n < HEAT_CAMPAIGNS; i++) {
        const struct campaign *x = LIST_AT(struct campaign, all, i);

        if (x->period.kind == c->period.kind &&
            period_cmp(x->period, c->period) <= 0)
            out[n++] = *x;
    }
    for (size_t i = 0; i < n / 2; i++) {
        struct campaign x = out[i];

        out[i] = out[n - 1 - i];
        out[n - 1 - i] = x;
    }
    *count = n;
    return OK;
}

static enum err compare(struct req *rq, const struct campaign *c,
                        struct view *v)
{
    struct campaign last[HEAT_CAMPAIGNS];
    struct list entities[HEAT_CAMPAIGNS];
    struct heat_column *columns =
        NEW_N(rq->arena, struct heat_column, HEAT_CAMPAIGNS);
    size_t count;

    TRY(last_ones(rq, c, last, &count));
    for (size_t i = 0; i < count; i++) {
        TRY(campaign_entities(rq->db, &last[i], rq->me.id, rq->today,
                              &entities[i]));
        columns[i] = (struct heat_column){
            .id = last[i].id,
            .period = last[i].period,
        };
    }
    v->compares = count > 1;
    v->campaigns = (struct list){columns, count, &heat_column_shape};
    v->past = heat_by_campaign(rq->arena, rq->lang, last, entities, count);
    v->rows = heat_by_step(rq->arena, rq->lang, c, &entities[count - 1]);
    return OK;
}

static enum err show(struct req *rq)
{
    struct campaign c;
    struct list left;
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(campaign_find(rq->db, id, &c));

    struct view v = {
        .id = c.id,
        .period = c.period,
        .state = mark_of_campaign(rq->lang, c.state),
        .due_on = c.due_on,
        .steps = heat_steps(rq->arena, rq->lang),
    };

    TRY(compare(rq, &c, &v));
    TRY(promises_open(rq->db, c.period, rq->me.id, rq->today, &left));
    v.promises = promises_left(rq->arena, rq->lang, &left);
    v.overdue = date_cmp(c.due_on, rq->today) < 0;
    for (size_t i = 0; i < v.rows.count; i++)
        v.excepts |= LIST_AT(struct heat_row, v.rows, i)->excepted;
    return res_render(rq, &v);
}

PAGE(campaign_heat, .get = show, .view = &view_shape,
     .sql = SQL(CAMPAIGN_READ_SQL, PROMISE_SQL));
