/* GET, POST /campaigns/new: opens a reporting campaign, or plans it; for every
 * body with a plan that runs in the period, or those ticked. */

#include "document/campaign_table.h"
#include "web/page.h"

enum { YEARS_AHEAD = 1 };

struct asked {
    struct period period;
    struct date opens_on;
    struct date due_on;
    struct date locks_on;
    bool only; /* the bodies ticked */
    struct str others;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, period, .required = true, .label = N_("Period")),
    FORM_FIELD(struct asked, opens_on, .required = true,
               .label = N_("Opens on")),
    FORM_FIELD(struct asked, due_on, .required = true, .label = N_("Due on")),
    FORM_FIELD(struct asked, locks_on, .required = true,
               .label = N_("Locks on")),
    FORM_FIELD(struct asked, only, .required = false),
    FORM_FIELD(struct asked, others, .max_chars = 2000,
               .label = N_("Why not the others")),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

struct tick {
    int64_t id;
    bool body;
};
static const struct form_field tick_fields[] = {
    FORM_FIELD(struct tick, body, .required = false),
};
static const struct form tick_form = FORM(struct tick, tick_fields);

struct view {
    bool only;
    struct list bodies;
    struct str period; /* as they were sent */
    struct str opens_on;
    struct str due_on;
    struct str locks_on;
    struct str others;
};
static const struct field view_fields[] = {
    FIELD(struct view, only),
    FIELD_LIST(struct view, bodies, &campaign_tick_shape),
    FIELD(struct view, period),
    FIELD(struct view, opens_on),
    FIELD(struct view, due_on),
    FIELD(struct view, locks_on),
    FIELD(struct view, others),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

/* The ids that were ticked, ascending. */
static enum err ticked(struct req *rq, int64_t **ids, size_t *count)
{
    struct list rows;

    TRY(req_form_rows(rq, &tick_form, &rows));
    *ids = NEW_N(rq->arena, int64_t, rows.count + 1);
    *count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        if (LIST_AT(struct tick, rows, i)->body)
            (*ids)[(*count)++] = LIST_AT(struct tick, rows, i)->id;
    }
    return OK;
}

static enum err offer_bodies(struct req *rq, struct view *v)
{
    int64_t *ids = NULL;
    struct list bodies;
    size_t count = 0;

    v->only = str_given(req_form_raw(rq, "only"));
    v->others = req_form_raw(rq, "others");
    if (v->only)
        TRY(ticked(rq, &ids, &count));
    TRY(campaign_bodies(rq->db, rq->me.id, rq->today, &bodies));
    v->bodies = campaign_ticks(rq->arena, rq->lang, &bodies, ids, count);
    return OK;
}

static enum err show(struct req *rq)
{
    struct view v = {
        .period = req_form_raw(rq, "period"),
        .opens_on = req_form_raw(rq, "opens_on"),
        .due_on = req_form_raw(rq, "due_on"),
        .locks_on = req_form_raw(rq, "locks_on"),
    };
    bool runs;

    TRY(campaign_may_run(rq->db, rq->me.id, rq->today, &runs));
    if (!runs)
        return ERR_FORBIDDEN;
    TRY(offer_bodies(rq, &v));
    return res_render(rq, &v);
}

/* Every date that does not fit is named. */
static enum err check(struct req *rq, const struct asked *asked)
{
    struct date ahead = date_add_months(rq->today, 12 * YEARS_AHEAD);
    enum err err = OK;

    if (date_cmp(period_first(asked->period), ahead) > 0)
        err = req_refuse(
            rq, "period",
            tr(rq->lang, N_("This period begins more than a year from now.")));
    if (date_cmp(asked->due_on, period_first(asked->period)) <= 0)
        err = req_refuse(
            rq, "due_on",
            tr(rq->lang, N_("Results cannot be due before the period they "
                            "measure has begun.")));
    if (date_cmp(asked->due_on, asked->opens_on) < 0)
        err = req_refuse(
            rq, "due_on",
            tr(rq->lang, N_("The due date comes before the opening.")));
    if (date_cmp(asked->locks_on, asked->due_on) < 0)
        err = req_refuse(
            rq, "locks_on",
            tr(rq->lang, N_("The lock date comes before the due date.")));
    if (asked->only && str_empty(str_trim(asked->others)))
        err = req_refuse(rq, "others",
                         tr(rq->lang, N_("Say why the other bodies are not "
                                         "asked: reports print it.")));
    return err;
}

static enum err restrict_to_ticked(struct req *rq, int64_t id,
                                   struct str reason,
                                   const struct campaign_actor *who)
{
    struct campaign c;
    int64_t *ids;
    size_t count;

    TRY(ticked(rq, &ids, &count));
    TRY(campaign_find(rq->db, id, &c));
    enum err err =
        campaign_restrict(rq->db, rq->arena, &c, ids, count, reason, who);

    if (err != ERR_INPUT)
        return err;
    return req_refuse(rq, "only",
                      tr(rq->lang, N_("Tick at least one body with a plan that "
                                      "runs in this period.")));
}

static enum err create(struct req *rq)
{
    struct campaign_actor who = {rq->me.id, rq->now, rq->today};
    struct asked asked;
    bool runs;
    int64_t id;

    TRY(campaign_may_run(rq->db, rq->me.id, rq->today, &runs));
    if (!runs)
        return ERR_FORBIDDEN;
    TRY(req_form(rq, &asked_form, &asked));
    TRY(check(rq, &asked));

    struct campaign c = {
        .period = asked.period,
        .opens_on = asked.opens_on,
        .due_on = asked.due_on,
        .locks_on = asked.locks_on,
    };
    enum err err = campaign_add(rq->db, rq->arena, &c, &who, &id);

    if (err == ERR_CONFLICT)
        return req_refuse(
            rq, "period",
            TR(rq->arena, rq->lang,
               N_("{0} already has a campaign: each period has one."),
               show_period(rq->arena, rq->lang, asked.period)));
    TRY(err);
    if (asked.only)
        TRY(restrict_to_ticked(rq, id, asked.others, &who));
    return res_see_other(rq, PATH(rq, "/campaigns/{}", V(id)),
                         date_cmp(asked.opens_on, rq->today) > 0
                             ? tr(rq->lang, N_("The campaign is planned."))
                             : tr(rq->lang, N_("The campaign is open.")));
}

PAGE(campaign_new, .get = show, .post = create, .view = &view_shape,
     .sql = SQL(CAMPAIGN_READ_SQL, CAMPAIGN_WRITE_SQL, RESULT_READ_SQL,
                RESULT_WRITE_SQL));
