/* /approvals: the results that wait for me, by plan. POST approves those that
 * were ticked (plan, period, approve:MEASURE, shown:MEASURE), or returns one
 * (return=MEASURE, reason:MEASURE). */

#include "document/approval_rows.h"
#include "document/notice.h"
#include "document/plan_words.h"
#include "store/plan.h"
#include "web/page.h"

/* A person decides a heap at a time; the rest is counted. */
enum { HEAPS_SHOWN = 20, REASON_CHARS = 4000 };

struct heap {
    int64_t plan;
    struct period period;
    struct period before;
    struct str title;
    struct str entity_name;
    bool declares;
    struct list rows;
};
static const struct field heap_fields[] = {
    FIELD(struct heap, plan),
    FIELD(struct heap, period),
    FIELD(struct heap, before),
    FIELD(struct heap, title),
    FIELD(struct heap, entity_name),
    FIELD(struct heap, declares),
    FIELD_LIST(struct heap, rows, &approval_row_shape),
};
static const struct shape heap_shape = SHAPE(struct heap, heap_fields);

struct view {
    struct list heaps;
    int64_t waiting;
    bool more; /* than are shown */
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, heaps, &heap_shape),
    FIELD(struct view, waiting),
    FIELD(struct view, more),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err read_heap(struct req *rq, const struct approval_heap *from,
                          struct heap *out)
{
    struct approvals ap;
    struct list approved;
    struct plan_head head;
    struct plan_edition edition;

    TRY(approvals_open(rq->db, rq->arena, from->plan, from->period, rq->today,
                       &ap));
    TRY(history_approved(rq->db, from->plan, from->period, &approved));
    TRY(plan_head(rq->db, from->plan, rq->me.id, rq->today, &head));
    TRY(plan_edition(rq->db, &head, rq->today, &edition));
    *out = (struct heap){
        .plan = from->plan,
        .period = from->period,
        .before = period_before(from->period),
        .title = plan_name(rq->arena, rq->lang, from->code, &edition),
        .entity_name = said_in(rq->lang, head.entity_fr, head.entity_nl).text,
        .rows = approval_rows(&ap, rq->me.id, rq->lang, &approved),
    };
    for (size_t i = 0; i < out->rows.count; i++)
        out->declares |= LIST_AT(struct approval_row, out->rows, i)->declares;
    return OK;
}

static enum err show(struct req *rq)
{
    struct heap *heaps = NEW_N(rq->arena, struct heap, HEAPS_SHOWN + 1);
    struct view v = {.heaps = {heaps, 0, &heap_shape}};
    struct list from;

    TRY(approval_heaps(rq->db, rq->me.id, rq->today, &from));
    for (size_t i = 0; i < from.count && v.heaps.count <= HEAPS_SHOWN; i++) {
        struct heap *heap = &heaps[v.heaps.count];

        TRY(read_heap(rq, LIST_AT(struct approval_heap, from, i), heap));
        v.waiting += (int64_t)heap->rows.count;
        v.heaps.count += heap->rows.count > 0;
    }
    v.more = v.heaps.count > HEAPS_SHOWN;
    return res_render(rq, &v);
}

struct choice {
    int64_t id;
    bool approve;
    struct str shown;
    struct str reason;
};
static const struct form_field choice_fields[] = {
    FORM_FIELD(struct choice, approve, .required = false),
    FORM_FIELD(struct choice, shown, .required = false),
    FORM_FIELD(struct choice, reason, .max_chars = REASON_CHARS,
               .label = N_("Reason")),
};
static const struct form choice_form = FORM(struct choice, choice_fields);

struct heap_form {
    int64_t plan;
    struct period period;
    int64_t send_back; /* measure; 0: approve what is ticked */
};
static const struct form_field heap_form_fields[] = {
    FORM_FIELD(struct heap_form, plan, .required = true),
    FORM_FIELD(struct heap_form, period, .required = true),
    FORM_FIELD(struct heap_form, send_back, .required = false),
};
static const struct form heap_form = FORM(struct heap_form, heap_form_fields);

struct tally {
    int64_t done;
    int64_t changed; /* meanwhile, or no longer waiting */
};

static enum err decide(struct req *rq, struct approvals *ap,
                       const struct choice *c, bool returns, struct tally *t)
{
    struct result_actor actor = {.account = rq->me.id, .now = rq->now};
    struct result_line *line = results_line(&ap->rs, c->id);
    struct hash shown;
    bool declares;
    enum err err;

    if (line == NULL || hash_from_hex(c->shown, &shown) != OK)
        return ERR_NOT_FOUND;
    if (!approval_waits(ap, line, rq->me.id, &declares)) {
        t->changed++;
        return OK;
    }
    err = returns ? result_return(&ap->rs, line, shown, c->reason, &actor)
                  : result_approve(&ap->rs, line, shown, declares, &actor);
    if (returns && err == OK)
        TRY(notice_returned(LETTER(rq), &ap->rs, line, c->reason, rq->me.id,
                            rq->today));
    t->done += err == OK;
    t->changed += err == ERR_CONFLICT;
    return err == ERR_CONFLICT ? OK : err;
}

static struct str told(struct req *rq, const struct heap_form *form,
                       const struct tally *t)
{
    struct str done = show_int(rq->arena, rq->lang, t->done);
    struct str text =
        form->send_back != 0
            ? tr(rq->lang, N_("Returned to those who entered it."))
            : TR(rq->arena, rq->lang, N_("Approved: {0}."), done);

    if (t->changed == 0)
        return text;
    return TR(rq->arena, rq->lang,
              N_("Decided: {0}. Not decided because it changed meanwhile: {1}; "
                 "it is shown again as it is now."),
              done, show_int(rq->arena, rq->lang, t->changed));
}

static enum err post(struct req *rq)
{
    struct result_actor actor = {.account = rq->me.id, .now = rq->now};
    struct heap_form form;
    struct approvals ap;
    struct list choices;
    struct tally t = {0};

    TRY(req_form(rq, &heap_form, &form));
    TRY(req_form_rows(rq, &choice_form, &choices));
    TRY(approvals_open(rq->db, rq->arena, form.plan, form.period, rq->today,
                       &ap));
    for (size_t i = 0; i < choices.count; i++) {
        const struct choice *c = LIST_AT(struct choice, choices, i);
        bool returns = form.send_back != 0;
        const char *field =
            str_printf(rq->arena, "reason:%lld", (long long)c->id).p;

        if (returns ? c->id != form.send_back : !c->approve)
            continue;
        if (returns && str_empty(c->reason))
            return req_refuse(rq, field,
                              tr(rq->lang, N_("Say why it is returned: those "
                                              "who entered it read it.")));
        TRY(decide(rq, &ap, c, returns, &t));
    }
    TRY(results_close(&ap.rs, &actor));
    if (t.done + t.changed == 0)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("Tick what you approve first.")));
    return res_see_other(rq, S("/approvals"), told(rq, &form, &t));
}

PAGE(approval_queue, .get = show, .post = post, .view = &view_shape,
     .sql = SQL(NOTICE_SQL, APPROVAL_SQL, HISTORY_SQL, RESULT_READ_SQL,
                RESULT_WRITE_SQL, PLAN_STATEMENTS));
