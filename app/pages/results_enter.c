/* /plans/{id}/results/{period}: a plan's results of a period as a grid. GET
 * shows it (?show=TAB, ?row=MEASURE, ?open=MEASURE); POST saves the rows sent,
 * and submits what is complete or takes one back when asked. A script sends
 * one row at a time and reads JSON. */

#include "document/entry_page.h"
#include "document/notice.h"
#include "document/plan_words.h"
#include "store/plan.h"
#include "web/page.h"

#define TEXT_FIELD(name)                                                       \
    FORM_FIELD(struct entry_input, name, .max_chars = ENTRY_TEXT_CHARS)

static const char *const languages[] = {"fr", "nl", NULL};
static const char *const causes[] = {"internal", "external", "unforeseeable",
                                     NULL};
static const char *const statuses[] = {"achieved", "partial", "not_achieved",
                                       NULL};
static const struct form_field row_fields[] = {
    FORM_FIELD(struct entry_input, version, .required = false),
    FORM_FIELD(struct entry_input, seen, .required = false),
    FORM_FIELD(struct entry_input, value, .max_chars = 400),
    FORM_FIELD(struct entry_input, read, .required = false),
    FORM_FIELD(struct entry_input, panel, .required = false),
    TEXT_FIELD(value_text),
    TEXT_FIELD(description_fr),
    TEXT_FIELD(description_nl),
    TEXT_FIELD(factors_fr),
    TEXT_FIELD(factors_nl),
    TEXT_FIELD(actions_fr),
    TEXT_FIELD(actions_nl),
    FORM_FIELD(struct entry_input, original, .options = languages),
    FORM_FIELD(struct entry_input, checked, .required = false),
    FORM_FIELD(struct entry_input, cause, .options = causes),
    FORM_FIELD(struct entry_input, not_applicable, .required = false),
    TEXT_FIELD(not_applicable_reason),
    FORM_FIELD(struct entry_input, status_chosen, .options = statuses),
    TEXT_FIELD(status_reason),
};
static const struct form row_form = FORM(struct entry_input, row_fields);

struct work {
    struct approvals ap;
    struct result_campaign campaign;
    struct entry_view grid;
    struct plan_head head;
    struct result_actor actor;
};

static enum err open(struct req *rq, struct work *w)
{
    struct result_access access;
    struct period period;
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    TRY(result_access(rq->db, rq->me.id, rq->today, plan, &access));
    if (!access.enters && !access.translates)
        return ERR_NOT_FOUND;
    TRY(plan_head(rq->db, plan, rq->me.id, rq->today, &w->head));
    TRY(result_campaign(rq->db, period, w->head.entity, rq->now, &w->campaign));
    TRY(approvals_open(rq->db, rq->arena, plan, period, rq->today, &w->ap));
    w->grid = (struct entry_view){
        .rs = &w->ap.rs,
        .ap = &w->ap,
        .campaign = &w->campaign,
        .entity = said_in(rq->lang, w->head.entity_fr, w->head.entity_nl).text,
        .lang = rq->lang,
        .translates = !access.enters,
        .closed = !str_is(w->campaign.state, "open"),
    };
    w->actor = (struct result_actor){
        .account = rq->me.id,
        .now = rq->now,
        .lang = rq->lang == LANG_NL ? TEXT_NL : TEXT_FR,
    };
    return OK;
}

static enum err render(struct req *rq, struct work *w)
{
    struct plan_edition edition;
    struct entry_page page;

    TRY(plan_edition(rq->db, &w->head, rq->today, &edition));
    TRY(req_query_int(rq, "row", &w->grid.only));
    TRY(req_query_int(rq, "open", &w->grid.open));
    page = entry_page(&w->grid, w->campaign.due_on, rq->today,
                      req_query(rq, "show"));
    page.plan_title = plan_name(rq->arena, rq->lang, w->head.code, &edition);
    page.entity_name = w->grid.entity;
    return res_render(rq, &page);
}

static enum err show(struct req *rq)
{
    struct work w = {0};

    TRY(open(rq, &w));
    return render(rq, &w);
}

static enum err save(struct req *rq, struct work *w)
{
    struct list rows;

    TRY(req_form_rows(rq, &row_form, &rows));
    struct entry_outcome *outcomes =
        NEW_N(rq->arena, struct entry_outcome, rows.count + 1);

    w->grid.outcomes = outcomes;
    for (size_t i = 0; i < rows.count; i++) {
        struct entry_input *in = LIST_AT(struct entry_input, rows, i);
        struct result_line *line = results_line(&w->ap.rs, in->id);

        if (line == NULL)
            return ERR_NOT_FOUND;
        TRY(entry_apply(&w->ap.rs, line, in, w->grid.translates, rq->lang,
                        &w->actor, &outcomes[w->grid.outcome_count++]));
    }
    return OK;
}

/* why:MEASURE says why; what was approved asks it. */
static enum err reopen(struct req *rq, struct work *w)
{
    int64_t measure;
    enum err err;

    if (str_int(req_form_raw(rq, "reopen"), &measure) != OK)
        return ERR_BAD_REQUEST;
    const char *why = str_printf(rq->arena, "why:%lld", (long long)measure).p;

    err = notice_reopen(LETTER(rq), &w->ap.rs, results_line(&w->ap.rs, measure),
                        req_form_raw(rq, why), &w->actor);
    return err != ERR_INPUT
               ? err
               : req_refuse(rq, why,
                            tr(rq->lang, N_("Say why you take it back: who "
                                            "approved it reads it.")));
}

static struct str done_text(struct req *rq, const struct work *w,
                            int64_t submitted)
{
    struct str at = show_time(rq->arena, rq->now);

    if (submitted > 0)
        return TR(rq->arena, rq->lang, N_("Saved at {0}; submitted: {1}."), at,
                  show_int(rq->arena, rq->lang, submitted));
    return w->ap.rs.changed ? TR(rq->arena, rq->lang, N_("Saved at {0}."), at)
                            : tr(rq->lang, N_("Nothing had changed."));
}

/* Where the page is shown again: the same tab, the row asked for open. */
static struct str again(struct req *rq, const struct work *w)
{
    struct str show = req_query(rq, "show");
    int64_t row;

    if (str_int(req_form_raw(rq, "open"), &row) == OK)
        return PATH(rq, "/plans/{}/results/{}?show={}&open={}#r{}",
                    V(w->ap.rs.plan), V(w->ap.rs.period), V(show), V(row),
                    V(row));
    return PATH(rq, "/plans/{}/results/{}?show={}", V(w->ap.rs.plan),
                V(w->ap.rs.period), V(show));
}

static enum err enter(struct req *rq)
{
    struct work w = {0};
    int64_t submitted = 0, counts[TABS];
    bool troubled = false;

    TRY(open(rq, &w));
    if (w.grid.closed)
        return ERR_FORBIDDEN;
    TRY(save(rq, &w));
    if (str_given(req_form_raw(rq, "submit")) && !w.grid.translates)
        TRY(entry_submit(&w.grid, &w.ap.rs, &w.actor, &submitted));
    if (str_given(req_form_raw(rq, "reopen")) && !w.grid.translates)
        TRY(reopen(rq, &w));
    TRY(results_close(&w.ap.rs, &w.actor));
    if (rq->wants_json) {
        entry_counts(&w.grid, counts);
        return res_json(rq, 200, entry_answer(&w.grid, counts, rq->now));
    }
    for (size_t i = 0; i < w.grid.outcome_count; i++)
        troubled |= w.grid.outcomes[i].fate > ENTRY_SAVED;
    return troubled
               ? render(rq, &w)
               : res_see_other(rq, again(rq, &w), done_text(rq, &w, submitted));
}

PAGE(results_enter, .get = show, .post = enter, .view = &entry_page_shape,
     .sql = SQL(RESULT_READ_SQL, RESULT_WRITE_SQL, PLAN_STATEMENTS,
                APPROVAL_SQL, NOTICE_SQL));
