/* /approvals: the results that wait for me, by plan, mine and those of whom I
 * act for. POST approves those that were ticked (plan, period, approve:MEASURE,
 * shown:MEASURE), several once they were shown again together (confirmed), or
 * returns one (send_back=MEASURE, reason:MEASURE). */

#include "document/approval_heap.h"
#include "document/notice.h"
#include "web/page.h"

/* A person decides a heap at a time; the rest is counted. */
enum { HEAPS_SHOWN = 20, REASON_CHARS = 4000 };

struct view {
    struct list heaps;
    struct list confirm; /* one heap: what was ticked, to be approved at once */
    int64_t chosen;      /* rows of it */
    int64_t changed;     /* ticked, and no longer what was shown */
    int64_t waiting;
    bool more; /* than are shown */
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, heaps, &approval_heap_shape),
    FIELD_LIST(struct view, confirm, &approval_heap_shape),
    FIELD(struct view, chosen),
    FIELD(struct view, changed),
    FIELD(struct view, waiting),
    FIELD(struct view, more),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct approval_reader reader(struct req *rq)
{
    return (struct approval_reader){rq->db, rq->arena, rq->lang, rq->me.id,
                                    rq->today};
}

static enum err show(struct req *rq)
{
    struct approval_reader r = reader(rq);
    struct approval_heap_view *heaps =
        NEW_N(rq->arena, struct approval_heap_view, HEAPS_SHOWN + 1);
    struct view v = {.heaps = {heaps, 0, &approval_heap_shape},
                     .confirm = {NULL, 0, &approval_heap_shape}};
    struct list from;

    TRY(approval_heaps(rq->db, rq->me.id, rq->today, &from));
    for (size_t i = 0; i < from.count && v.heaps.count <= HEAPS_SHOWN; i++) {
        const struct approval_heap *f = LIST_AT(struct approval_heap, from, i);
        struct approval_heap_view *heap = &heaps[v.heaps.count];

        TRY(approval_heap_view(&r, f->plan, f->period, f->code, heap));
        v.waiting += (int64_t)heap->rows.count;
        v.heaps.count += heap->rows.count > 0;
    }
    v.more = v.heaps.count > HEAPS_SHOWN;
    return res_render(rq, &v);
}

static const struct form_field choice_fields[] = {
    FORM_FIELD(struct approval_choice, approve, .required = false),
    FORM_FIELD(struct approval_choice, shown, .required = false),
    FORM_FIELD(struct approval_choice, reason, .max_chars = REASON_CHARS,
               .label = N_("Reason")),
};
static const struct form choice_form =
    FORM(struct approval_choice, choice_fields);

struct heap_form {
    int64_t plan;
    struct period period;
    int64_t send_back; /* measure; 0: approve what is ticked */
    bool confirmed;    /* shown again together */
};
static const struct form_field heap_form_fields[] = {
    FORM_FIELD(struct heap_form, plan, .required = true),
    FORM_FIELD(struct heap_form, period, .required = true),
    FORM_FIELD(struct heap_form, send_back, .required = false),
    FORM_FIELD(struct heap_form, confirmed, .required = false),
};
static const struct form heap_form = FORM(struct heap_form, heap_form_fields);

/* Exactly what is included, as it stands now; with a button that says how
 * many. */
static enum err ask(struct req *rq, const struct heap_form *form,
                    const struct approvals *ap, const struct list *choices)
{
    struct approval_reader r = reader(rq);
    struct approval_heap_view *heap = NEW(rq->arena, struct approval_heap_view);
    struct view v = {.heaps = {NULL, 0, &approval_heap_shape},
                     .confirm = {heap, 1, &approval_heap_shape}};

    TRY(approval_heap_view(&r, form->plan, form->period, ap->rs.plan_code,
                           heap));
    v.changed = approval_heap_keep(heap, choices);
    v.chosen = v.waiting = (int64_t)heap->rows.count;
    return res_render(rq, &v);
}

struct tally {
    int64_t done;
    int64_t changed; /* meanwhile, or no longer waiting */
};

static enum err decide(struct req *rq, struct approvals *ap,
                       const struct approval_choice *c, bool returns,
                       struct tally *t)
{
    struct result_actor actor = {.account = rq->me.id, .now = rq->now};
    struct result_line *line = results_line(&ap->rs, c->id);
    struct approval_turn turn;
    struct hash shown;
    enum err err;

    if (line == NULL || hash_from_hex(c->shown, &shown) != OK)
        return ERR_NOT_FOUND;
    if (!approval_waits(ap, line, rq->me.id, &turn)) {
        t->changed++;
        return OK;
    }
    actor.for_account = turn.for_account;
    err = returns ? result_return(&ap->rs, line, shown, c->reason, &actor)
                  : result_approve(&ap->rs, line, shown, &turn.turn, &actor);
    t->done += err == OK;
    t->changed += err == ERR_CONFLICT;
    if (err == OK && returns)
        return notice_returned(LETTER(rq), &ap->rs, line, c->reason, rq->me.id,
                               rq->today);
    return err == ERR_CONFLICT ? OK : err;
}

static struct str told(struct req *rq, const struct heap_form *form,
                       const struct tally *t)
{
    struct str done = show_int(rq->arena, rq->lang, t->done);

    if (t->changed > 0)
        return TR(rq->arena, rq->lang,
                  N_("Decided: {0}. Not decided because it changed meanwhile: "
                     "{1}; it is shown again as it is now."),
                  done, show_int(rq->arena, rq->lang, t->changed));
    return form->send_back != 0
               ? tr(rq->lang, N_("Returned to those who entered it."))
               : TR(rq->arena, rq->lang, N_("Approved: {0}."), done);
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
    if (form.send_back == 0 && !form.confirmed && approval_ticked(&choices) > 1)
        return ask(rq, &form, &ap, &choices);
    for (size_t i = 0; i < choices.count; i++) {
        const struct approval_choice *c =
            LIST_AT(struct approval_choice, choices, i);
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
     .sql = SQL(APPROVAL_SQL, HISTORY_SQL, RESULT_READ_SQL, RESULT_WRITE_SQL,
                PLAN_STATEMENTS, NOTICE_SQL));
