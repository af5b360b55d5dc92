/* GET, POST /plans/{id}/results/{period}/answers: what was asked of people
 * without an account; each answer is adopted or refused, an open link taken
 * back. */
#include "document/answer_list.h"
#include "web/page.h"

struct view {
    int64_t plan;
    struct period period;
    struct str entity_name;
    bool closed;
    struct list lines;
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, period),
    FIELD(struct view, entity_name),
    FIELD(struct view, closed),
    FIELD_LIST(struct view, lines, &answer_line_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err open(struct req *rq, struct answer_work *w)
{
    struct period period;
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    return answer_work_open(rq->db, rq->arena, rq->me.id, rq->today, rq->now,
                            plan, period, w);
}

static enum err show(struct req *rq)
{
    struct answer_work w;

    TRY(open(rq, &w));
    struct view v = {
        .plan = w.rs.plan,
        .period = w.rs.period,
        .entity_name =
            said_in(rq->lang, w.head.entity_fr, w.head.entity_nl).text,
        .closed = w.closed,
    };
    TRY(answer_lines(rq->db, &w.rs, rq->lang, rq->now, &v.lines));
    return res_render(rq, &v);
}

/* -- deciding -------------------------------------------------------------- */

static const char *const acts[] = {"adopt", "refuse", "revoke", NULL};

struct sent {
    struct str act;
    int64_t ask;
    int64_t measure;
    int64_t version;
};
static const struct form_field sent_fields[] = {
    FORM_FIELD(struct sent, act, .required = true, .options = acts,
               .label = N_("Action")),
    FORM_FIELD(struct sent, ask, .required = true),
    FORM_FIELD(struct sent, measure, .required = false),
    FORM_FIELD(struct sent, version, .required = false),
};
static const struct form form = FORM(struct sent, sent_fields);

static enum err cell_find(struct req *rq, const struct sent *s,
                          struct answer_cell *out)
{
    struct list cells;

    TRY(answer_cells(rq->db, s->ask, &cells));
    for (size_t i = 0; i < cells.count; i++) {
        *out = *LIST_AT(struct answer_cell, cells, i);
        if (out->measure == s->measure && str_is(out->state, "proposed"))
            return OK;
    }
    return ERR_CONFLICT;
}

static struct str whose(struct req *rq, const struct answer_ask *ask)
{
    return TR(rq->arena, rq->lang, N_("Answer of {0}, {1}"), ask->name,
              ask->address);
}

static enum err changed(struct req *rq)
{
    return req_refuse(rq, NULL,
                      tr(rq->lang, N_("The result changed meanwhile: look at "
                                      "it again before you adopt.")));
}

/* The one who adopts is the author: somebody else approves. */
static enum err adopt(struct req *rq, struct answer_work *w,
                      const struct answer_ask *ask,
                      const struct answer_cell *cell, int64_t version)
{
    struct result_line *line = results_line(&w->rs, cell->measure);
    struct result_actor actor = {
        .account = rq->me.id,
        .now = rq->now,
        .lang = str_is(ask->lang, "nl") ? TEXT_NL : TEXT_FR,
    };
    struct result_content content;
    struct str wrong;

    if (!line)
        return ERR_NOT_FOUND;
    content = line->content;
    enum err err = answer_content(&w->rs, line, cell, ask->lang, rq->lang,
                                  &content, &wrong);
    if (err == ERR_INPUT)
        return req_refuse(rq, NULL, wrong);
    TRY(err);
    err = result_adopt(&w->rs, line, &content, version, whose(rq, ask), &actor);
    if (err == ERR_CONFLICT || err == ERR_FORBIDDEN)
        return changed(rq);
    TRY(err);
    return results_close(&w->rs, &actor);
}

static enum err decide(struct req *rq, struct answer_work *w,
                       const struct answer_ask *ask, const struct sent *s)
{
    bool adopts = str_is(s->act, "adopt");
    struct answer_cell cell;

    TRY(cell_find(rq, s, &cell));
    if (adopts && w->closed)
        return ERR_FORBIDDEN;
    TRY(answer_decide(rq->db, rq->now, ask->id, s->measure, adopts, rq->me.id));
    return adopts ? adopt(rq, w, ask, &cell, s->version) : OK;
}

static enum err change(struct req *rq)
{
    const char *done = N_("The link is taken back.");
    struct answer_work w;
    struct answer_ask ask;
    struct sent sent;

    TRY(open(rq, &w));
    TRY(req_form(rq, &form, &sent));
    TRY(answer_ask_find(rq->db, w.rs.plan, w.rs.period, sent.ask, &ask));
    if (str_is(sent.act, "revoke")) {
        TRY(answer_revoke(rq->db, rq->now, ask.id));
    } else {
        TRY(decide(rq, &w, &ask, &sent));
        done = str_is(sent.act, "adopt")
                   ? N_("Adopted: it stands as your draft.")
                   : N_("Refused: the result is as it was.");
    }
    return res_see_other(
        rq,
        PATH(rq, "/plans/{}/results/{}/answers", V(w.rs.plan), V(w.rs.period)),
        tr(rq->lang, done));
}

PAGE(answer_review, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(ANSWER_REVIEW_SQL, ANSWER_WORK_SQL, RESULT_WRITE_SQL),
     .no_store = true);
