/* POST /plans/{id}/results/{period}/{measure}/answer: the author accepts or
 * refuses a suggested correction; another person confirms a declaration. */
#include "store/approval.h"
#include "store/plan.h"
#include "web/page.h"

static const char *const acts[] = {"accept", "refuse", "confirm", NULL};

struct answer {
    struct str act;
    struct str word;
    struct str shown;
};
static const struct form_field answer_fields[] = {
    FORM_FIELD(struct answer, act, .required = true, .options = acts),
    FORM_FIELD(struct answer, word, .max_chars = 4000),
    FORM_FIELD(struct answer, shown, .required = false),
};
static const struct form form = FORM(struct answer, answer_fields);

struct work {
    struct approvals ap;
    struct result_access access;
    struct result_campaign campaign;
    struct result_line *line;
    struct result_actor actor;
};

static enum err open(struct req *rq, struct work *w)
{
    struct period period;
    int64_t plan, measure;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    TRY(req_id(rq, "measure", &measure));
    TRY(result_access(rq->db, rq->me.id, rq->today, plan, &w->access));
    TRY(approvals_open(rq->db, rq->arena, plan, period, rq->today, &w->ap));
    TRY(result_campaign(rq->db, period, w->ap.rs.entity, rq->now,
                        &w->campaign));
    w->line = results_line(&w->ap.rs, measure);
    w->actor = (struct result_actor){
        .account = rq->me.id,
        .now = rq->now,
        .lang = rq->lang == LANG_NL ? TEXT_NL : TEXT_FR,
    };
    return w->line == NULL ? ERR_NOT_FOUND : OK;
}

static struct str grid_of(struct req *rq, const struct work *w)
{
    return PATH(rq, "/plans/{}/results/{}?row={}&open={}#r{}", V(w->ap.rs.plan),
                V(w->ap.rs.period), V(w->line->measure), V(w->line->measure),
                V(w->line->measure));
}

static struct str page_of(struct req *rq, const struct work *w)
{
    return PATH(rq, "/plans/{}/results/{}/{}", V(w->ap.rs.plan),
                V(w->ap.rs.period), V(w->line->measure));
}

static enum err see(struct req *rq, struct work *w, struct str path,
                    const char *text)
{
    TRY(results_close(&w->ap.rs, &w->actor));
    return res_see_other(rq, path, tr(rq->lang, text));
}

/* Answered by somebody else, or edited: shown again as it is now. */
static enum err gone(struct req *rq, struct work *w)
{
    return see(rq, w, page_of(rq, w),
               N_("This was answered meanwhile: it is shown as it is now."));
}

static enum err reply(struct req *rq, struct work *w, const struct answer *a)
{
    bool accepts = str_is(a->act, "accept");
    enum err err;

    if (!w->access.enters || !str_is(w->campaign.state, "open"))
        return ERR_FORBIDDEN;
    err = accepts ? result_accept(&w->ap.rs, w->line, &w->actor)
                  : result_refuse(&w->ap.rs, w->line, a->word, &w->actor);
    if (err == ERR_NOT_FOUND)
        return gone(rq, w);
    if (err == ERR_INPUT && accepts)
        return see(rq, w, grid_of(rq, w),
                   N_("The value suggested is below green: explain it first, "
                      "then accept it on the page of the result."));
    if (err == ERR_INPUT)
        return see(rq, w, page_of(rq, w),
                   N_("Say why it stays as it was: the approver reads it."));
    TRY(err);
    return see(rq, w, page_of(rq, w),
               accepts ? N_("Accepted and submitted in your name.")
                       : N_("Refused; what was submitted before is submitted "
                            "again."));
}

static enum err confirm(struct req *rq, struct work *w, const struct answer *a)
{
    struct approval_turn turn;
    struct hash shown;
    enum err err;

    if (hash_from_hex(a->shown, &shown) != OK)
        return ERR_BAD_REQUEST;
    if (!approval_confirms(&w->ap, w->line, rq->me.id, &turn))
        return w->line->confirmed_by != 0 ? gone(rq, w) : ERR_FORBIDDEN;
    w->actor.for_account = turn.for_account;
    err = result_confirm(&w->ap.rs, w->line, shown, &w->actor);
    if (err == ERR_CONFLICT)
        return gone(rq, w);
    TRY(err);
    return see(rq, w, page_of(rq, w), N_("The declaration is confirmed."));
}

static enum err post(struct req *rq)
{
    struct work w = {0};
    struct answer answer;

    TRY(open(rq, &w));
    TRY(req_form(rq, &form, &answer));
    return str_is(answer.act, "confirm") ? confirm(rq, &w, &answer)
                                         : reply(rq, &w, &answer);
}

PAGE(result_answer, .post = post,
     .sql = SQL(RESULT_READ_SQL, RESULT_WRITE_SQL, APPROVAL_SQL));
