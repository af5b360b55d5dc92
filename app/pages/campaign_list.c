/* GET, POST /campaigns: every reporting campaign; who reaches all bodies opens
 * the next one. */

#include "store/campaign.h"
#include "web/page.h"

enum { YEARS_AHEAD = 1 };

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

struct asked {
    struct period period;
    struct date opens_on;
    struct date due_on;
    struct date locks_on;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, period, .required = true, .label = N_("Period")),
    FORM_FIELD(struct asked, opens_on, .required = true,
               .label = N_("Opens on")),
    FORM_FIELD(struct asked, due_on, .required = true, .label = N_("Due on")),
    FORM_FIELD(struct asked, locks_on, .required = true,
               .label = N_("Locks on")),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

struct view {
    struct list lines;
    bool runs;
    struct str period; /* as they were sent */
    struct str opens_on;
    struct str due_on;
    struct str locks_on;
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, lines, &line_shape),
    FIELD(struct view, runs),
    FIELD(struct view, period),
    FIELD(struct view, opens_on),
    FIELD(struct view, due_on),
    FIELD(struct view, locks_on),
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
    struct view v = {
        .period = req_form_raw(rq, "period"),
        .opens_on = req_form_raw(rq, "opens_on"),
        .due_on = req_form_raw(rq, "due_on"),
        .locks_on = req_form_raw(rq, "locks_on"),
    };
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
    return err;
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
    return res_see_other(rq, PATH(rq, "/campaigns/{}", V(id)),
                         date_cmp(asked.opens_on, rq->today) > 0
                             ? tr(rq->lang, N_("The campaign is planned."))
                             : tr(rq->lang, N_("The campaign is open.")));
}

PAGE(campaign_list, .get = show, .post = create, .view = &view_shape,
     .sql = SQL(CAMPAIGN_READ_SQL, CAMPAIGN_WRITE_SQL, RESULT_READ_SQL,
                RESULT_WRITE_SQL));
