/* /plans/{id}/carry-over/{period}: the unfinished promises of the period
 * before. Staff choose what becomes of each (choice:MEASURE, reason, defer_to);
 * a director approves what another person chose (approve:MEASURE). */

#include "document/promise_rows.h"
#include "document/result_place.h"
#include "web/page.h"

struct view {
    int64_t plan;
    struct period period;
    struct period before;
    bool enters;
    bool approves; /* at least one line */
    struct list lines;
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, period),
    FIELD(struct view, before),
    FIELD(struct view, enters),
    FIELD(struct view, approves),
    FIELD_LIST(struct view, lines, &promise_row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static const char *const choices[] = {"continue", "close", "drop", "defer",
                                      NULL};

struct work {
    int64_t plan;
    struct period period;
    bool enters;
    bool approves;
    struct list promises;
};

static enum err open(struct req *rq, struct work *w)
{
    struct result_access access;
    struct campaign c;

    TRY(req_id(rq, "id", &w->plan));
    TRY(req_path_period(rq, "period", &w->period));
    TRY(result_access(rq->db, rq->me.id, rq->today, w->plan, &access));
    if (!result_inside(&access))
        return ERR_NOT_FOUND;
    TRY(campaign_of_period(rq->db, w->period, &c));
    w->enters = access.enters && str_is(c.state, "open");
    w->approves = (access.directs || access.decides) && str_is(c.state, "open");
    return promises_of(rq->db, w->plan, w->period, rq->me.id, rq->today,
                       &w->promises);
}

static enum err show(struct req *rq)
{
    struct work w = {0};

    TRY(open(rq, &w));
    struct promise_row *lines =
        NEW_N(rq->arena, struct promise_row, w.promises.count + 1);
    struct view v = {
        .plan = w.plan,
        .period = w.period,
        .before = period_before(w.period),
        .enters = w.enters,
        .lines = {lines, w.promises.count, &promise_row_shape},
    };

    for (size_t i = 0; i < w.promises.count; i++) {
        lines[i] = promise_row(rq->arena, rq->lang,
                               LIST_AT(struct promise, w.promises, i),
                               w.approves ? rq->me.id : 0);
        v.approves |= lines[i].approves;
    }
    return res_render(rq, &v);
}

/* -- choices --------------------------------------------------------------- */

struct asked {
    int64_t id;
    int64_t version;
    struct str choice;
    struct str reason;
    struct date defer_to;
    bool approve;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, version, .required = false),
    FORM_FIELD(struct asked, choice, .options = choices, .label = N_("Choice")),
    FORM_FIELD(struct asked, reason, .max_chars = 2000, .label = N_("Reason")),
    FORM_FIELD(struct asked, defer_to, .required = false,
               .label = N_("Deferred until")),
    FORM_FIELD(struct asked, approve, .required = false),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

static const struct promise *promise_at(const struct work *w, int64_t measure)
{
    for (size_t i = 0; i < w->promises.count; i++) {
        const struct promise *p = LIST_AT(struct promise, w->promises, i);

        if (p->measure == measure)
            return p;
    }
    return NULL;
}

static bool differs(const struct promise *p, const struct asked *asked)
{
    return !str_eq(p->choice, asked->choice) ||
           !str_eq(p->reason, asked->reason) ||
           date_cmp(p->defer_to, asked->defer_to) != 0;
}

/* One row as sent: *done says whether *d is to be appended. */
static enum err take(struct req *rq, const struct work *w,
                     const struct asked *asked, struct decision *d, bool *done)
{
    struct campaign_actor who = {rq->me.id, rq->now, rq->today};
    const struct promise *p = promise_at(w, asked->id);

    if (p == NULL)
        return ERR_NOT_FOUND;
    *done = true;
    if (asked->approve && w->approves)
        return promise_approve(rq->db, rq->arena, w->plan, w->period, p,
                               asked->version, &who, d);
    if (w->enters && str_given(asked->choice) && differs(p, asked)) {
        struct promise next = *p;

        next.choice = asked->choice;
        next.reason = asked->reason;
        next.defer_to = asked->defer_to;
        return promise_propose(rq->db, rq->arena, w->plan, w->period, &next,
                               asked->version, &who, d);
    }
    *done = false;
    return OK;
}

static enum err refuse(struct req *rq, enum err err, int64_t id)
{
    const char *field = str_printf(rq->arena, "reason:%lld", (long long)id).p;

    if (err == ERR_INPUT)
        return req_refuse(rq, field,
                          tr(rq->lang, N_("Give a reason, and a day to come "
                                          "for what is deferred.")));
    if (err == ERR_CONFLICT)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("Somebody else changed this "
                                          "meanwhile: look again.")));
    return err;
}

static enum err change(struct req *rq)
{
    struct work w = {0};
    struct list rows;
    size_t n = 0;

    TRY(open(rq, &w));
    if (!w.enters && !w.approves)
        return ERR_FORBIDDEN;
    TRY(req_form_rows(rq, &asked_form, &rows));
    struct decision *all = NEW_N(rq->arena, struct decision, rows.count + 1);

    for (size_t i = 0; i < rows.count; i++) {
        const struct asked *asked = LIST_AT(struct asked, rows, i);
        bool done;
        enum err err = take(rq, &w, asked, &all[n], &done);

        if (err != OK)
            return refuse(rq, err, asked->id);
        n += done;
    }
    if (n > 0)
        TRY(decisions_add(rq->db, rq->arena, rq->now, all, n));
    return res_see_other(
        rq, PATH(rq, "/plans/{}/carry-over/{}", V(w.plan), V(w.period)),
        n > 0 ? tr(rq->lang, N_("Recorded."))
              : tr(rq->lang, N_("Nothing had changed.")));
}

PAGE(carry_over, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(PROMISE_SQL, CAMPAIGN_READ_SQL, RESULT_READ_SQL, DECISION_SQL));
