/* GET /campaigns/{id}/entities/{entity}/results: the results of a body in a
 * campaign with who has each of them and for how many days; ?where=PLACE,
 * ?with=ACCOUNTS (of approvers) and ?plan=ID narrow them. */

#include "document/campaign_table.h"
#include "web/page.h"

struct line {
    int64_t plan;
    int64_t measure;
    struct period period;
    struct str ref;
    struct said name;
    struct mark place;
    struct str who;
    int64_t days;
};
static const struct field line_fields[] = {
    FIELD(struct line, plan),
    FIELD(struct line, measure),
    FIELD(struct line, period),
    FIELD(struct line, ref),
    FIELD_STRUCT(struct line, name, &said_shape),
    FIELD_STRUCT(struct line, place, &mark_shape),
    FIELD(struct line, who),
    FIELD(struct line, days),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct view {
    int64_t campaign;
    int64_t entity;
    struct period period;
    struct said name;
    struct mark where; /* none: all of them */
    bool narrowed;
    int64_t count;
    struct list lines;
};
static const struct field view_fields[] = {
    FIELD(struct view, campaign),
    FIELD(struct view, entity),
    FIELD(struct view, period),
    FIELD_STRUCT(struct view, name, &said_shape),
    FIELD_STRUCT(struct view, where, &mark_shape),
    FIELD(struct view, narrowed),
    FIELD(struct view, count),
    FIELD_LIST(struct view, lines, &line_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct work {
    struct campaign campaign;
    struct list open; /* of struct whereabouts_result */
    enum place where; /* PLACES: all */
    struct str with;
};

static struct whereabouts_result where_is(const struct work *w, int64_t plan,
                                          const struct result_line *line)
{
    for (size_t i = 0; i < w->open.count; i++) {
        const struct whereabouts_result *r =
            LIST_AT(struct whereabouts_result, w->open, i);

        if (r->plan == plan && r->measure == line->measure)
            return *r;
    }
    return (struct whereabouts_result){
        .place = line->state == STATE_APPROVED || line->state == STATE_LOCKED
                     ? PLACE_DONE
                     : PLACE_STAFF,
    };
}

static bool asked_for(const struct work *w, const struct whereabouts_result *r)
{
    if (w->where != PLACES && r->place != w->where)
        return false;
    return !str_given(w->with) || r->place != PLACE_APPROVER ||
           str_eq(r->key, w->with);
}

static struct line line_of(struct req *rq, const struct work *w,
                           const struct results *rs,
                           const struct result_line *line,
                           const struct whereabouts_result *r)
{
    struct line out = {
        .plan = rs->plan,
        .measure = line->measure,
        .period = rs->period,
        .ref = line->ref,
        .name = said_in(rq->lang, line->name_fr, line->name_nl),
        .place = campaign_place_mark(rq->lang, r->place),
        .who = r->who,
    };

    if (r->place != PLACE_DONE)
        out.days = campaign_days(&w->campaign, r->since, rq->today);
    if (r->place == PLACE_APPROVER && str_empty(r->who))
        out.who = tr(rq->lang, N_("nobody may approve it"));
    return out;
}

static enum err add_plan(struct req *rq, const struct work *w, int64_t plan,
                         struct view *v)
{
    struct results rs;
    struct line *lines;

    TRY(results_open(rq->db, rq->arena, plan, v->period, false, &rs));
    lines = NEW_N(rq->arena, struct line, v->lines.count + rs.count + 1);
    for (size_t i = 0; i < v->lines.count; i++)
        lines[i] = *LIST_AT(struct line, v->lines, i);
    v->lines.at = lines;
    for (size_t i = 0; i < rs.count; i++) {
        struct whereabouts_result r = where_is(w, plan, &rs.lines[i]);

        if (asked_for(w, &r))
            lines[v->lines.count++] = line_of(rq, w, &rs, &rs.lines[i], &r);
    }
    return OK;
}

static enum err find(struct req *rq, struct work *w, struct view *v)
{
    struct list entities;

    TRY(req_id(rq, "id", &v->campaign));
    TRY(req_id(rq, "entity", &v->entity));
    TRY(campaign_find(rq->db, v->campaign, &w->campaign));
    TRY(campaign_entities(rq->db, &w->campaign, rq->me.id, rq->today,
                          &entities));
    for (size_t i = 0; i < entities.count; i++) {
        const struct campaign_entity *e =
            LIST_AT(struct campaign_entity, entities, i);

        if (e->id != v->entity)
            continue;
        v->period = w->campaign.period;
        v->name = said_in(rq->lang, e->name_fr, e->name_nl);
        return OK;
    }
    return ERR_NOT_FOUND;
}

static enum err show(struct req *rq)
{
    struct view v = {.lines = {NULL, 0, &line_shape}};
    struct work w = {0};
    struct list plans;
    int64_t only;

    TRY(find(rq, &w, &v));
    TRY(req_query_int(rq, "plan", &only));
    w.where = place_parse(req_query(rq, "where"));
    w.with = req_query(rq, "with");
    TRY(whereabouts_of_entity(rq->db, rq->arena, &w.campaign, v.entity,
                              rq->me.id, rq->today, &plans, &w.open));
    for (size_t i = 0; i < plans.count; i++) {
        const struct campaign_plan *plan =
            LIST_AT(struct campaign_plan, plans, i);

        if (plan->entity == v.entity && (only == 0 || only == plan->plan))
            TRY(add_plan(rq, &w, plan->plan, &v));
    }
    v.narrowed = w.where != PLACES || only != 0;
    if (w.where != PLACES)
        v.where = campaign_place_mark(rq->lang, w.where);
    v.count = (int64_t)v.lines.count;
    return res_render(rq, &v);
}

PAGE(campaign_results, .get = show, .view = &view_shape,
     .sql = SQL(CAMPAIGN_READ_SQL, WHEREABOUTS_SQL, RESULT_READ_SQL));
