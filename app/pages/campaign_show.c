/* GET, POST /campaigns/{id}: every body of a campaign with what it delivered,
 * and the campaign's own steps: open, close, reopen, lock. */

#include "document/campaign_table.h"
#include "web/page.h"

struct view {
    int64_t id;
    int64_t version;
    struct period period;
    struct mark state;
    struct date opens_on;
    struct date due_on;
    struct date locks_on;
    struct instant released_at;
    struct campaign_table table;
    bool may_open; /* may: the reader, in this state */
    bool may_close;
    bool may_reopen;
    bool may_lock;
    bool may_except;
    int64_t open_results; /* would stay unapproved for good */
    struct str reason;    /* as it was sent */
};
static const struct field view_fields[] = {
    FIELD(struct view, id),
    FIELD(struct view, version),
    FIELD(struct view, period),
    FIELD_STRUCT(struct view, state, &mark_shape),
    FIELD(struct view, opens_on),
    FIELD(struct view, due_on),
    FIELD(struct view, locks_on),
    FIELD(struct view, released_at),
    FIELD_STRUCT(struct view, table, &campaign_table_shape),
    FIELD(struct view, may_open),
    FIELD(struct view, may_close),
    FIELD(struct view, may_reopen),
    FIELD(struct view, may_lock),
    FIELD(struct view, may_except),
    FIELD(struct view, open_results),
    FIELD(struct view, reason),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err permit(struct req *rq, const struct campaign *c, struct view *v)
{
    bool runs;

    TRY(campaign_may_run(rq->db, rq->me.id, rq->today, &runs));
    v->may_open = runs && str_is(c->state, "planned");
    v->may_close = runs && str_is(c->state, "open");
    v->may_reopen = v->may_lock = runs && str_is(c->state, "closed");
    v->may_except =
        (rq->me.roles & ROLE_CONTROLLER) != 0 && !str_is(c->state, "locked");
    return OK;
}

static enum err show(struct req *rq)
{
    struct campaign c;
    struct list entities, plans, places;
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(campaign_find(rq->db, id, &c));
    TRY(campaign_entities(rq->db, &c, rq->me.id, rq->today, &entities));
    TRY(whereabouts_of_campaign(rq->db, rq->arena, &c, rq->me.id, rq->today,
                                &plans, &places));

    struct view v = {
        .id = c.id,
        .version = c.version,
        .period = c.period,
        .state = mark_of_campaign(rq->lang, c.state),
        .opens_on = c.opens_on,
        .due_on = c.due_on,
        .locks_on = c.locks_on,
        .released_at = c.released_at,
        .table = campaign_table(rq->arena, rq->lang, &c, entities, rq->today),
        .reason = req_form_raw(rq, "reason"),
    };
    campaign_table_places(rq->arena, rq->lang, &v.table, &c, &plans, &places,
                          rq->today);
    v.open_results = v.table.counts.measures - v.table.counts.approved;
    TRY(permit(rq, &c, &v));
    return res_render(rq, &v);
}

/* -- steps ----------------------------------------------------------------- */

struct asked {
    struct str step;
    int64_t version;
    struct str reason;
    bool sure;
};
static const char *const steps[] = {"open", "close", "reopen", "lock", NULL};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, step, .required = true, .options = steps,
               .label = N_("Step")),
    FORM_FIELD(struct asked, version, .required = true, .label = N_("Version")),
    FORM_FIELD(struct asked, reason, .max_chars = 2000, .label = N_("Reason")),
    FORM_FIELD(struct asked, sure, .label = N_("Lock for good")),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

static enum err check(struct req *rq, const struct asked *asked)
{
    if (str_is(asked->step, "reopen") && str_empty(str_trim(asked->reason)))
        return req_refuse(
            rq, "reason",
            tr(rq->lang, N_("Say why the campaign is opened again: those "
                            "concerned will read it.")));
    if (str_is(asked->step, "lock") && !asked->sure)
        return req_refuse(
            rq, "sure",
            tr(rq->lang, N_("Tick the box to confirm: a lock cannot be taken "
                            "back here.")));
    return OK;
}

static enum err take(struct req *rq, const struct campaign *c,
                     const struct asked *asked)
{
    struct campaign_actor who = {rq->me.id, rq->now, rq->today};

    if (str_is(asked->step, "open"))
        return campaign_open(rq->db, rq->arena, c, &who);
    if (str_is(asked->step, "close"))
        return campaign_close(rq->db, rq->arena, c, asked->reason, &who);
    if (str_is(asked->step, "reopen"))
        return campaign_reopen(rq->db, rq->arena, c, asked->reason, &who);
    return campaign_lock(rq->db, rq->arena, c, &who);
}

static struct str told(enum lang lang, struct str step)
{
    if (str_is(step, "close"))
        return tr(lang, N_("The campaign is closed: nothing more is entered."));
    if (str_is(step, "lock"))
        return tr(lang, N_("The campaign and its approved results are "
                           "locked."));
    return tr(lang, N_("The campaign is open."));
}

static enum err change(struct req *rq)
{
    struct campaign c;
    struct asked asked;
    bool runs;
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(campaign_find(rq->db, id, &c));
    TRY(campaign_may_run(rq->db, rq->me.id, rq->today, &runs));
    if (!runs)
        return ERR_FORBIDDEN;
    TRY(req_form(rq, &asked_form, &asked));
    TRY(check(rq, &asked));

    c.version = asked.version; /* the one that was shown */
    enum err err = take(rq, &c, &asked);

    if (err == ERR_CONFLICT || err == ERR_FORBIDDEN)
        return req_refuse(
            rq, NULL,
            tr(rq->lang, N_("The campaign changed since this page was shown: "
                            "look again before you go on.")));
    TRY(err);
    return res_see_other(rq, PATH(rq, "/campaigns/{}", V(id)),
                         told(rq->lang, asked.step));
}

PAGE(campaign_show, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(CAMPAIGN_READ_SQL, CAMPAIGN_WRITE_SQL, WHEREABOUTS_SQL,
                DECISION_SQL));
