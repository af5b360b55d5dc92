/* GET /entities/{id}?period=&part=&status=&owner=&plan=: the dashboard of a
 * body in one period. Every figure leads to its rows on this page. */

#include "document/dashboard.h"
#include "document/plan_words.h"
#include "store/entity.h"
#include "web/page.h"

struct entity_link {
    int64_t id;
    struct str name;
};
static const struct field link_fields[] = {
    FIELD(struct entity_link, id),
    FIELD(struct entity_link, name),
};
static const struct shape link_shape = SHAPE(struct entity_link, link_fields);

struct view {
    int64_t id;
    struct str name;
    struct str acronym;
    struct str category;
    struct period period;
    struct period before;
    struct str campaign; /* the word of its state */
    struct date due_on;
    bool reports;    /* there are plans in this period */
    bool unreleased; /* and the account only reads what is released */
    bool several;    /* plans */
    struct list path;
    struct list below;    /* entities under this one */
    struct list periods;  /* of struct choice */
    struct list statuses; /* of struct choice */
    struct list owners;   /* of struct choice */
    struct list plans;    /* of struct choice */
    bool part_objectives; /* the filter, kept in the form */
    bool part_indicators;
    bool filtered;
    bool has_below;
    bool has_owners;
    bool has_unexplained;
    struct list tallies;
    struct list sections;
    struct list unexplained;
    struct list measures;
};
static const struct field view_fields[] = {
    FIELD(struct view, id),
    FIELD(struct view, name),
    FIELD(struct view, acronym),
    FIELD(struct view, category),
    FIELD(struct view, period),
    FIELD(struct view, before),
    FIELD(struct view, campaign),
    FIELD(struct view, due_on),
    FIELD(struct view, reports),
    FIELD(struct view, unreleased),
    FIELD(struct view, several),
    FIELD_LIST(struct view, path, &link_shape),
    FIELD_LIST(struct view, below, &link_shape),
    FIELD_LIST(struct view, periods, &dashboard_choice_shape),
    FIELD_LIST(struct view, statuses, &dashboard_choice_shape),
    FIELD_LIST(struct view, owners, &dashboard_choice_shape),
    FIELD_LIST(struct view, plans, &dashboard_choice_shape),
    FIELD(struct view, part_objectives),
    FIELD(struct view, part_indicators),
    FIELD(struct view, filtered),
    FIELD(struct view, has_below),
    FIELD(struct view, has_owners),
    FIELD(struct view, has_unexplained),
    FIELD_LIST(struct view, tallies, &dashboard_tally_shape),
    FIELD_LIST(struct view, sections, &dashboard_section_shape),
    FIELD_LIST(struct view, unexplained, &dashboard_measure_shape),
    FIELD_LIST(struct view, measures, &dashboard_measure_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct list path_of(struct req *rq, struct list entities, int64_t id)
{
    struct entity_link *out =
        NEW_N(rq->arena, struct entity_link, entities.count);
    size_t count = 0;

    for (size_t i = 0; i < entities.count; i++) {
        const struct entity *e = LIST_AT(const struct entity, entities, i);
        if (e->id != id)
            out[count++] = (struct entity_link){
                e->id, said_in(rq->lang, e->name_fr, e->name_nl).text};
    }
    return (struct list){out, count, &link_shape};
}

static struct list below_of(struct req *rq, struct list children)
{
    struct entity_link *out =
        NEW_N(rq->arena, struct entity_link, children.count);

    for (size_t i = 0; i < children.count; i++) {
        const struct entity_child *e =
            LIST_AT(const struct entity_child, children, i);
        out[i] = (struct entity_link){
            e->id, said_in(rq->lang, e->name_fr, e->name_nl).text};
    }
    return (struct list){out, children.count, &link_shape};
}

static void describe(struct req *rq, const struct entity *entity,
                     const struct dashboard_ask *ask,
                     const struct dashboard_read *read, struct view *v)
{
    const struct dashboard_campaign *campaign =
        dashboard_campaign_of(read, read->period);

    v->id = entity->id;
    v->name = said_in(rq->lang, entity->name_fr, entity->name_nl).text;
    v->acronym = entity->acronym;
    v->category = plan_word(rq->lang, WORDS_CATEGORY, entity->category);
    v->period = read->period;
    v->before = read->before;
    v->reports = read->count > 0;
    v->unreleased = read->reader && !dashboard_released(read, read->period);
    v->several = read->plans.count > 1;
    v->periods = dashboard_periods(ask, read);
    v->statuses = dashboard_statuses(ask);
    v->part_objectives = str_is(ask->part, "objectives");
    v->part_indicators = str_is(ask->part, "indicators");
    v->filtered = !str_empty(ask->part) || !str_empty(ask->status) ||
                  !str_empty(ask->owner) || ask->plan;
    if (!campaign)
        return;
    v->campaign = mark_of_campaign(rq->lang, campaign->state).word;
    v->due_on = campaign->due_on;
}

static enum err show(struct req *rq)
{
    struct view v = {0};
    struct entity entity;
    struct list path, children;
    struct dashboard_read read;
    struct dashboard dashboard;
    struct dashboard_ask ask = {
        .a = rq->arena,
        .db = rq->db,
        .lang = rq->lang,
        .account = rq->me.id,
        .today = rq->today,
        .now = rq->now,
        .part = req_query(rq, "part"),
        .status = req_query(rq, "status"),
        .owner = req_query(rq, "owner"),
    };

    TRY(req_id(rq, "id", &ask.entity));
    TRY(req_query_period(rq, "period", &ask.period));
    TRY(req_query_int(rq, "plan", &ask.plan));
    TRY(entity_in_scope(rq->db, rq->me.id, rq->today, ask.entity, &entity));
    TRY(entity_path(rq->db, ask.entity, &path));
    TRY(entity_children(rq->db, ask.entity, &children));
    TRY(dashboard_read(&ask, &read));
    TRY(dashboard_compose(&ask, &read, &dashboard));

    describe(rq, &entity, &ask, &read, &v);
    v.path = path_of(rq, path, ask.entity);
    v.below = below_of(rq, children);
    v.owners = dashboard_owner_choices(&ask, dashboard.owners);
    v.tallies = dashboard.tallies;
    v.sections = dashboard.sections;
    v.unexplained = dashboard.below;
    v.measures = dashboard.measures;
    v.plans = dashboard_plan_choices(&ask, dashboard.sections);
    v.has_below = v.below.count > 0;
    v.has_owners = v.owners.count > 0;
    v.has_unexplained = v.unexplained.count > 0;
    return res_render(rq, &v);
}

PAGE(entity_show, .get = show, .view = &view_shape,
     .sql = SQL(&entity_sql_one, &entity_sql_path, &entity_children_of,
                DASHBOARD_READ_SQL));
