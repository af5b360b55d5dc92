/* GET /campaigns: every reporting campaign. */

#include "store/campaign.h"
#include "web/page.h"

struct line {
    int64_t id;
    struct period period;
    struct mark state;
    struct date opens_on;
    struct date due_on;
    struct date locks_on;
    bool released;
};
static const struct field line_fields[] = {
    FIELD(struct line, id),
    FIELD(struct line, period),
    FIELD_STRUCT(struct line, state, &mark_shape),
    FIELD(struct line, opens_on),
    FIELD(struct line, due_on),
    FIELD(struct line, locks_on),
    FIELD(struct line, released),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct view {
    struct list lines;
    bool runs; /* the reader may open one */
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, lines, &line_shape),
    FIELD(struct view, runs),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct line line_of(const struct req *rq, const struct campaign *c)
{
    return (struct line){
        .id = c->id,
        .period = c->period,
        .state = mark_of_campaign(rq->lang, c->state),
        .opens_on = c->opens_on,
        .due_on = c->due_on,
        .locks_on = c->locks_on,
        .released = c->released_at.s != 0 && c->released_at.s <= rq->now.s,
    };
}

static enum err show(struct req *rq)
{
    struct view v = {0};
    struct list all;
    struct line *lines;

    TRY(campaign_may_run(rq->db, rq->me.id, rq->today, &v.runs));
    TRY(campaigns(rq->db, &all));
    lines = NEW_N(rq->arena, struct line, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        lines[i] = line_of(rq, LIST_AT(struct campaign, all, i));
    v.lines = (struct list){lines, all.count, &line_shape};
    return res_render(rq, &v);
}

PAGE(campaign_list, .get = show, .view = &view_shape,
     .sql = SQL(CAMPAIGN_READ_SQL));
