/* /plans/{id}/results/{period}/{measure}/elsewhere: staff say that another
 * entity reports a result, or that it moved into another objective. GET
 * ?entity=ID offers the objectives of that entity; POST takes the choice. */

#include "document/elsewhere_words.h"
#include "web/page.h"

struct view {
    int64_t plan;
    int64_t measure;
    int64_t version;
    struct period period;
    struct said name;
    struct str now; /* in words; none: it is reported here */
    bool silent;
    bool may; /* be changed */
    struct list entities;
    struct list items;
    int64_t entity; /* whose objectives these are */
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, measure),
    FIELD(struct view, version),
    FIELD(struct view, period),
    FIELD_STRUCT(struct view, name, &said_shape),
    FIELD(struct view, now),
    FIELD(struct view, silent),
    FIELD(struct view, may),
    FIELD_LIST(struct view, entities, &elsewhere_choice_shape),
    FIELD_LIST(struct view, items, &elsewhere_choice_shape),
    FIELD(struct view, entity),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct work {
    struct results rs;
    struct result_line *line;
    bool open; /* the campaign takes results */
};

static enum err open(struct req *rq, struct work *w)
{
    struct result_access access;
    struct result_campaign campaign;
    struct period period;
    int64_t plan, measure;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    TRY(req_id(rq, "measure", &measure));
    TRY(result_access(rq->db, rq->me.id, rq->today, plan, &access));
    if (!access.enters)
        return ERR_NOT_FOUND;
    TRY(results_open(rq->db, rq->arena, plan, period, true, &w->rs));
    w->line = results_line(&w->rs, measure);
    if (w->line == NULL)
        return ERR_NOT_FOUND;
    TRY(result_campaign(rq->db, period, w->rs.entity, rq->now, &campaign));
    w->open = str_is(campaign.state, "open");
    return OK;
}

static enum err offer(struct req *rq, const struct work *w, struct view *v)
{
    struct list entities, items;

    TRY(elsewhere_entities(rq->db, v->period, &entities));
    TRY(elsewhere_items(rq->db, v->period, v->entity, rq->me.id, rq->today,
                        &items));
    v->entities =
        elsewhere_entity_choices(rq->arena, rq->lang, &entities, v->entity);
    v->items = elsewhere_item_choices(rq->arena, rq->lang, &items,
                                      w->rs.items[w->line->item].id,
                                      w->line->content.moved_to);
    return OK;
}

static enum err show(struct req *rq)
{
    struct work w = {0};
    struct elsewhere now;

    TRY(open(rq, &w));
    struct view v = {
        .plan = w.rs.plan,
        .measure = w.line->measure,
        .version = w.line->version,
        .period = w.rs.period,
        .name = said_in(rq->lang, w.line->name_fr, w.line->name_nl),
        .may = w.open,
    };
    TRY(req_query_int(rq, "entity", &v.entity));
    if (v.entity == 0)
        v.entity = w.rs.entity;
    TRY(offer(rq, &w, &v));

    enum err err = elsewhere_of(rq->db, v.period, &w.line->content, &now);

    if (err == OK) {
        v.now = elsewhere_words(rq->arena, rq->lang, &now);
        v.silent = !now.reports;
    } else if (err != ERR_NOT_FOUND) {
        return err;
    }
    return res_render(rq, &v);
}

/* -- the choice ------------------------------------------------------------ */

struct asked {
    int64_t version;
    int64_t reported_by;
    int64_t moved_to;
    int64_t entity; /* of the objective */
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, version, .required = true),
    FORM_FIELD(struct asked, reported_by, .required = false),
    FORM_FIELD(struct asked, moved_to, .required = false),
    FORM_FIELD(struct asked, entity, .required = false),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

/* The choice leads somewhere the account may point to. */
static enum err check(struct req *rq, const struct work *w,
                      const struct asked *asked)
{
    struct list items;

    if (asked->reported_by == w->rs.entity)
        return req_refuse(rq, "reported_by",
                          tr(rq->lang, N_("This is the entity itself: choose "
                                          "another one.")));
    if (asked->moved_to == 0)
        return OK;
    TRY(elsewhere_items(rq->db, w->rs.period, asked->entity, rq->me.id,
                        rq->today, &items));
    for (size_t i = 0; i < items.count; i++) {
        if (LIST_AT(struct elsewhere_item, items, i)->id == asked->moved_to)
            return OK;
    }
    return ERR_NOT_FOUND;
}

static enum err choose(struct req *rq)
{
    struct result_actor actor = {.account = rq->me.id, .now = rq->now};
    struct work w = {0};
    struct asked asked;
    struct elsewhere target;

    TRY(open(rq, &w));
    if (!w.open)
        return ERR_FORBIDDEN;
    TRY(req_form(rq, &asked_form, &asked));
    TRY(check(rq, &w, &asked));

    struct result_content content = w.line->content;

    content.moved_to = asked.moved_to;
    content.reported_by = asked.moved_to != 0 ? 0 : asked.reported_by;
    if (content.moved_to + content.reported_by != 0)
        TRY(elsewhere_of(rq->db, w.rs.period, &content, &target));

    enum err err = result_save(&w.rs, w.line, &content, asked.version, &actor);

    if (err == ERR_CONFLICT || err == ERR_FORBIDDEN)
        return req_refuse(
            rq, NULL,
            tr(rq->lang, N_("This result was changed, submitted or approved "
                            "meanwhile: look again, or take it back first.")));
    TRY(err);
    TRY(results_close(&w.rs, &actor));
    return res_see_other(rq,
                         PATH(rq, "/plans/{}/results/{}/{}", V(w.rs.plan),
                              V(w.rs.period), V(w.line->measure)),
                         tr(rq->lang, N_("Recorded: submit the result to have "
                                         "it approved.")));
}

PAGE(result_elsewhere, .get = show, .post = choose, .view = &view_shape,
     .sql = SQL(RESULT_READ_SQL, RESULT_WRITE_SQL, ELSEWHERE_SQL));
