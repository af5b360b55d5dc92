/* GET /plans/{id}/results/{period}/{measure}: one result: what it says, how it
 * was judged, who has it now, and how it came to be. */

#include "document/approval_rows.h"
#include "document/plan_words.h"
#include "document/result_events.h"
#include "document/result_page.h"
#include "document/result_place.h"
#include "store/account.h"
#include "store/comment.h"
#include "store/plan.h"
#include "web/page.h"

struct work {
    struct approvals ap;
    struct result_access access;
    struct result_campaign campaign;
    struct plan_head head;
    struct result_line *line;
    struct result_page page;
    struct list evidence;
};

static enum err open(struct req *rq, struct work *w)
{
    struct period period;
    int64_t plan, measure;
    enum err err;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    TRY(req_id(rq, "measure", &measure));
    TRY(result_access(rq->db, rq->me.id, rq->today, plan, &w->access));
    TRY(plan_head(rq->db, plan, rq->me.id, rq->today, &w->head));
    err =
        result_campaign(rq->db, period, w->head.entity, rq->now, &w->campaign);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    TRY(approvals_open(rq->db, rq->arena, plan, period, rq->today, &w->ap));
    w->line = results_line(&w->ap.rs, measure);
    return w->line == NULL ? ERR_NOT_FOUND : OK;
}

static enum err read_story(struct req *rq, struct work *w)
{
    const struct result_line *line = w->line;
    const struct results *rs = &w->ap.rs;
    bool drafts = w->access.enters || w->access.translates || w->access.directs;
    struct list revisions, comments;

    TRY(history_of(rq->db, rs->plan, rs->period, line->measure, &revisions));
    result_page_story(&w->page, rq->lang, rs, line, &revisions, drafts);
    TRY(comments_of(rq->db, rs->plan, rs->period, line->measure, &comments));
    w->page.comments = (int64_t)comments.count;
    w->page.story = result_events(rq->arena, rq->lang, w->page.story,
                                  w->evidence, comments);
    return OK;
}

static enum err read_definitions(struct req *rq, struct work *w)
{
    struct definition *definitions;
    struct definition_step *steps;
    size_t count;

    TRY(history_definitions(&w->ap.rs, w->line, &definitions, &count));
    count = judge_steps(rq->arena, definitions, count, w->ap.rs.period,
                        w->line->content.value, &steps);
    w->page.steps =
        definition_story(rq->arena, rq->lang, w->line, steps, count);
    return OK;
}

static enum err read_series(struct req *rq, struct work *w)
{
    struct list past;

    TRY(history_lineage(rq->db, w->ap.rs.plan, w->line->measure, rq->me.id,
                        rq->today, rq->now, &past));
    result_page_series(&w->page, rq->lang, &w->ap.rs, w->line, &past,
                       &w->access);
    return OK;
}

static enum err name_of(struct req *rq, int64_t account, struct str *out)
{
    struct account_row row;

    if (account == 0)
        return OK;
    TRY(account_by_id(rq->db, account, &row));
    *out = row.name;
    return OK;
}

/* A suggestion that waits, and who stands behind what is approved. */
static enum err read_answers(struct req *rq, struct work *w)
{
    struct result_suggestion s;
    enum err err = result_suggestion(&w->ap.rs, w->line, &s);

    TRY(name_of(rq, w->line->confirmed_by, &w->page.confirmed_by));
    TRY(name_of(rq, w->line->suggested_by, &w->page.suggested_by));
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    result_page_suggestion(&w->page, rq->lang, &w->ap.rs, w->line, &s);
    w->page.answers = w->access.enters && str_is(w->campaign.state, "open") &&
                      s.by != rq->me.id && s.for_account != rq->me.id;
    return OK;
}

static enum err read_evidence(struct req *rq, struct work *w)
{
    struct result_page *page = &w->page;
    struct list rows;

    TRY(evidence_of(rq->db, w->ap.rs.plan, w->ap.rs.period, w->line->measure,
                    &rows));
    w->evidence = rows;
    page->evidence = evidence_rows(rq->arena, rq->lang, &w->access,
                                   page->inside, w->line, rows);
    page->attaches = evidence_may_add(&w->access, w->line);
    page->has_evidence = page->attaches || page->evidence.count > 0;
    return OK;
}

static void place(struct req *rq, struct work *w)
{
    struct result_page *page = &w->page;
    struct approval_turn turn = {0};

    page->entity_name =
        said_in(rq->lang, w->head.entity_fr, w->head.entity_nl).text;
    page->enters = w->access.enters || w->access.translates;
    page->decides = approval_waits(&w->ap, w->line, rq->me.id, &turn);
    page->confirms =
        !page->decides && approval_confirms(&w->ap, w->line, rq->me.id, &turn);
    page->for_name = turn.for_name;
    page->inside = result_inside(&w->access);
    if (page->inside)
        page->holder = result_whereabouts(&w->ap, w->line, &w->campaign,
                                          rq->lang, page->entity_name);
}

static enum err show(struct req *rq)
{
    struct work w = {0};
    struct plan_edition edition;
    bool visible;

    TRY(open(rq, &w));
    visible = result_visible(&w.access, w.line, w.campaign.released);
    if (!visible && !result_inside(&w.access))
        return ERR_NOT_FOUND;
    w.page = result_page(&w.ap.rs, w.line, rq->lang, visible);
    place(rq, &w);
    TRY(plan_edition(rq->db, &w.head, rq->today, &edition));
    w.page.plan_title = plan_name(rq->arena, rq->lang, w.head.code, &edition);
    if (visible)
        TRY(read_definitions(rq, &w));
    if (visible)
        TRY(read_evidence(rq, &w));
    if (visible && w.page.inside) {
        TRY(read_story(rq, &w));
        TRY(read_answers(rq, &w));
    }
    if (rq->me.roles & ROLE_AUDITOR)
        req_log_reading(rq, "result", w.line->measure);
    if (result_inside(&w.access))
        TRY(result_page_elsewhere(&w.page, rq->lang, &w.ap.rs, w.line,
                                  visible));
    TRY(read_series(rq, &w));
    return res_render(rq, &w.page);
}

PAGE(result_show, .get = show, .view = &result_page_shape,
     .sql = SQL(RESULT_READ_SQL, APPROVAL_SQL, HISTORY_SQL, PLAN_STATEMENTS,
                ELSEWHERE_SQL, &account_sql_by_id, &evidence_sql_of,
                &comment_sql_of));
