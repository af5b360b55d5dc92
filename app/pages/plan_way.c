/* /plans/{id}/way: how the plan's draft is approved: what it lacks, what it
 * changes, who has it now. POST act=submit|withdraw|agree|return|conclude|
 * confirm|refuse is what each may do with it. */

#include "document/plan_way_view.h"
#include "web/page.h"

enum { REASON_CHARS = 4000 };

static enum err show(struct req *rq)
{
    struct plan_way way;
    struct plan_way_view v;
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(plan_way_open(rq->db, rq->arena, plan, rq->me.id, rq->today, &way));
    TRY(plan_way_view(rq->db, &way, rq->lang, &v));
    return res_render(rq, &v);
}

struct asked {
    struct str act;
    struct str shown; /* hash of what was read */
    struct date effective_on;
    struct str reason;
    int64_t recorded; /* the act to confirm or refuse */
};
static const char *const acts[] = {"submit",   "withdraw", "agree",  "return",
                                   "conclude", "confirm",  "refuse", NULL};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, act, .required = true, .options = acts),
    FORM_FIELD(struct asked, shown, .required = false),
    FORM_FIELD(struct asked, effective_on, .label = N_("In force from")),
    FORM_FIELD(struct asked, reason, .max_chars = REASON_CHARS,
               .label = N_("Reason")),
    FORM_FIELD(struct asked, recorded, .required = false),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

struct remark {
    int64_t id;
    struct str remark;
};
static const struct form_field remark_fields[] = {
    FORM_FIELD(struct remark, remark, .max_chars = REASON_CHARS,
               .label = N_("Reason")),
};
static const struct form remark_form = FORM(struct remark, remark_fields);

static enum err submit(struct req *rq, struct plan_way *way,
                       const struct asked *asked, struct str *said)
{
    struct date earliest, on = asked->effective_on;

    TRY(plan_way_earliest(rq->db, way->head.id, &earliest));
    if (!date_given(on))
        on = rq->today;
    if (date_given(earliest) && date_cmp(on, earliest) < 0)
        return req_refuse(
            rq, "effective_on",
            TR(rq->arena, rq->lang,
               N_("It cannot take effect before the edition in force, "
                  "which does since {0}."),
               show_date(rq->arena, rq->lang, earliest)));
    *said = tr(rq->lang, N_("Submitted for approval."));
    return plan_way_submit(LETTER(rq), way, on);
}

/* The items of the draft that were given a reason. */
static enum err remarks(struct req *rq, const struct plan_way *way,
                        struct list *out)
{
    struct list sent;
    struct plan_content content;
    struct submission_remark *rows;

    TRY(req_form_rows(rq, &remark_form, &sent));
    TRY(plan_content(rq->db, way->head.id, way->edition.edition, &content));
    rows = NEW_N(rq->arena, struct submission_remark, sent.count + 1);
    *out = (struct list){rows, 0, NULL};
    for (size_t i = 0; i < sent.count; i++) {
        const struct remark *r = LIST_AT(struct remark, sent, i);
        bool known = false;

        if (str_empty(r->remark))
            continue;
        for (size_t k = 0; k < content.items.count; k++)
            known |= LIST_AT(struct plan_item, content.items, k)->id == r->id;
        if (!known)
            return ERR_NOT_FOUND;
        rows[out->count++] = (struct submission_remark){r->id, r->remark};
    }
    return OK;
}

static enum err send_back(struct req *rq, struct plan_way *way,
                          const struct asked *asked, struct str *said)
{
    struct list rows;

    TRY(remarks(rq, way, &rows));
    if (str_empty(asked->reason) && rows.count == 0)
        return req_refuse(rq, "reason",
                          tr(rq->lang, N_("Say why it is returned, for the "
                                          "whole or at an item.")));
    *said = tr(rq->lang, N_("Returned with your reasons."));
    return plan_way_return(LETTER(rq), way, asked->shown, asked->reason, rows);
}

static enum err act(struct req *rq, struct plan_way *way,
                    const struct asked *asked, struct str *said)
{
    if (str_is(asked->act, "submit"))
        return submit(rq, way, asked, said);
    if (str_is(asked->act, "return"))
        return send_back(rq, way, asked, said);
    if (str_is(asked->act, "withdraw")) {
        *said = tr(rq->lang, N_("Taken back: it is a draft again."));
        return plan_way_withdraw(LETTER(rq), way);
    }
    if (str_is(asked->act, "agree")) {
        *said = tr(rq->lang, N_("Your approval is recorded."));
        return plan_way_agree(LETTER(rq), way, asked->shown);
    }
    if (str_is(asked->act, "conclude")) {
        *said = tr(rq->lang, N_("The plan is approved."));
        return plan_way_conclude(LETTER(rq), way);
    }
    *said = str_is(asked->act, "refuse")
                ? tr(rq->lang, N_("The recorded act is refused."))
                : tr(rq->lang, N_("The recorded act is confirmed."));
    return plan_way_confirm(LETTER(rq), way, asked->recorded,
                            str_is(asked->act, "refuse"));
}

static enum err post(struct req *rq)
{
    struct asked asked;
    struct plan_way way;
    struct str said = STR_NONE;
    int64_t plan;
    enum err err;

    TRY(req_id(rq, "id", &plan));
    TRY(req_form(rq, &asked_form, &asked));
    TRY(plan_way_open(rq->db, rq->arena, plan, rq->me.id, rq->today, &way));
    err = act(rq, &way, &asked, &said);
    if (err == ERR_CONFLICT)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("It changed meanwhile: read it again "
                                          "before you decide.")));
    TRY(err);
    return res_see_other(rq, PATH(rq, "/plans/{}/way", V(plan)), said);
}

PAGE(plan_way, .get = show, .post = post, .view = &plan_way_view_shape,
     .sql = SQL(PLAN_WAY_WRITE_SQL));
