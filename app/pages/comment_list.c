/* GET, POST /plans/{id}/results/{period}/{measure}/comments: what people say to
 * one another about a result. Who is mentioned gets a mail. */

#include "document/mention.h"
#include "document/result_place.h"
#include "web/page.h"

enum { BODY_CHARS = 5000 };

struct said_row {
    int64_t id;
    int64_t measure;
    struct str name;
    struct instant at;
    struct str body;
    bool own;
};
static const struct field said_fields[] = {
    FIELD(struct said_row, id),   FIELD(struct said_row, measure),
    FIELD(struct said_row, name), FIELD(struct said_row, at),
    FIELD(struct said_row, body), FIELD(struct said_row, own),
};
static const struct shape said_row_shape = SHAPE(struct said_row, said_fields);

struct view {
    int64_t plan;
    struct period period;
    int64_t id;
    struct str title;
    struct str body; /* as it was sent */
    struct list comments;
    struct list people;
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, period),
    FIELD(struct view, id),
    FIELD(struct view, title),
    FIELD(struct view, body),
    FIELD_LIST(struct view, comments, &said_row_shape),
    FIELD_LIST(struct view, people, &comment_person_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err open(struct req *rq, struct result_place *place,
                     struct list *people)
{
    int64_t plan, measure;
    struct period period;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    TRY(req_id(rq, "measure", &measure));
    TRY(result_place(RESULT_READER(rq), plan, period, measure, place));

    enum state state = place->line->state;
    bool submitted = state == STATE_SUBMITTED || state == STATE_APPROVED ||
                     state == STATE_LOCKED;
    return comment_people(rq->db, plan, rq->me.id, submitted, rq->today,
                          people);
}

static struct list said(struct req *rq, int64_t measure, struct list comments)
{
    struct said_row *out =
        NEW_N(rq->arena, struct said_row, comments.count + 1);

    for (size_t i = 0; i < comments.count; i++) {
        const struct comment *c = LIST_AT(struct comment, comments, i);
        out[i] = (struct said_row){
            c->id,      measure, c->name,
            c->made_at, c->body, str_given(c->body) && c->account == rq->me.id,
        };
    }
    return (struct list){out, comments.count, &said_row_shape};
}

static enum err show(struct req *rq)
{
    struct result_place place;
    struct list comments, people;

    TRY(open(rq, &place, &people));
    TRY(comments_of(rq->db, place.rs.plan, place.rs.period, place.line->measure,
                    &comments));
    if (rq->me.roles & ROLE_AUDITOR)
        req_log_reading(rq, "result", place.line->measure);
    return res_render(rq,
                      &(struct view){
                          .plan = place.rs.plan,
                          .period = place.rs.period,
                          .id = place.line->measure,
                          .title = result_title(&place, rq->lang),
                          .body = req_form_raw(rq, "body"),
                          .comments = said(rq, place.line->measure, comments),
                          .people = people,
                      });
}

/* -- saying something ------------------------------------------------------ */

struct asked {
    struct str body;
    int64_t remove;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, body, .max_chars = BODY_CHARS,
               .label = N_("Comment")),
    FORM_FIELD(struct asked, remove, .required = false),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

static const struct form_field picked_fields[] = {
    FORM_FIELD(struct mention_pick, mention, .required = false),
};
static const struct form picked_form = FORM(struct mention_pick, picked_fields);

static enum err save(struct req *rq)
{
    struct result_place place;
    struct list people, picked;
    struct asked asked;
    int64_t id;

    TRY(open(rq, &place, &people));
    TRY(req_form(rq, &asked_form, &asked));
    TRY(req_form_rows(rq, &picked_form, &picked));
    int64_t plan = place.rs.plan, measure = place.line->measure;
    struct str path = PATH(rq, "/plans/{}/results/{}/{}/comments", V(plan),
                           V(place.rs.period), V(measure));

    if (asked.remove) {
        TRY(comment_delete(rq->db, asked.remove, plan, measure, rq->me.id,
                           rq->now));
        return res_see_other(rq, path, tr(rq->lang, N_("Saved.")));
    }
    if (str_empty(asked.body))
        return req_refuse(rq, "body", tr(rq->lang, N_("Write something.")));
    TRY(comment_add(rq->db, plan, place.rs.period, measure, rq->me.id, rq->now,
                    asked.body, &id));
    TRY(mentions_send(
        LETTER(rq), people, picked, asked.body, id,
        str_printf(rq->arena, "%.*s: %.*s%.*s", STR_ARG(rq->me.name),
                   STR_ARG(rq->config->base_url), STR_ARG(path))));
    return res_see_other(rq, path, tr(rq->lang, N_("Saved.")));
}

PAGE(comment_list, .get = show, .post = save, .view = &view_shape,
     .sql = SQL(RESULT_PLACE_SQL, COMMENT_SQL, LETTER_SQL));
