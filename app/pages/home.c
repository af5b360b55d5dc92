/* GET /: my work: what waits for the reader today, in order of urgency, one
 * click from the cell it is done in. Nothing else. */

#include "document/obligation_rows.h"
#include "document/plan_tasks.h"
#include "document/work.h"
#include "store/comment.h"
#include "store/evaluation.h"
#include "store/grant.h"
#include "web/page.h"

/* A mention that is not answered stays so long. */
enum { CALLS_S = 14 * 24 * 3600 };

struct seat {
    int64_t id;
    struct str entity;
    struct str function;
    struct date evaluated_on;
};
static const struct field seat_fields[] = {
    FIELD(struct seat, id),
    FIELD(struct seat, entity),
    FIELD(struct seat, function),
    FIELD(struct seat, evaluated_on),
};
static const struct shape seat_shape = SHAPE(struct seat, seat_fields);

struct view {
    bool quiet; /* nothing waits */
    bool reads, administers;
    bool has_returned, has_enter, has_approve, has_translate, has_seats,
        has_campaigns;
    int64_t grants;
    struct list returned;
    struct list enter;
    struct list approve;
    struct list translate;
    struct list seats;
    struct list campaigns;
    struct list plans; /* to decide on, or returned */
    bool has_plans;
    bool has_obligations;
    struct list obligations;
    int64_t more; /* obligations */
    bool has_calls;
    struct list calls; /* mentions */
};
static const struct field view_fields[] = {
    FIELD(struct view, quiet),
    FIELD(struct view, reads),
    FIELD(struct view, administers),
    FIELD(struct view, has_returned),
    FIELD(struct view, has_enter),
    FIELD(struct view, has_approve),
    FIELD(struct view, has_translate),
    FIELD(struct view, has_seats),
    FIELD(struct view, has_campaigns),
    FIELD(struct view, grants),
    FIELD_LIST(struct view, returned, &work_returned_shape),
    FIELD_LIST(struct view, enter, &work_task_shape),
    FIELD_LIST(struct view, approve, &work_task_shape),
    FIELD_LIST(struct view, translate, &work_task_shape),
    FIELD_LIST(struct view, seats, &seat_shape),
    FIELD_LIST(struct view, campaigns, &work_task_shape),
    FIELD_LIST(struct view, plans, &plan_task_shape),
    FIELD(struct view, has_plans),
    FIELD(struct view, has_obligations),
    FIELD_LIST(struct view, obligations, &obligation_line_shape),
    FIELD(struct view, more),
    FIELD(struct view, has_calls),
    FIELD_LIST(struct view, calls, &comment_call_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

typedef enum err duties_fn(struct db *db, struct arena *a, int64_t account,
                           struct date today, struct list *out);

/* Whoever does not hold the role has nothing to look for. */
static enum err tasks(struct req *rq, int64_t role, duties_fn *read,
                      struct list *out)
{
    struct list rows = {0};

    if (rq->me.roles & role)
        TRY(read(rq->db, rq->arena, rq->me.id, rq->today, &rows));
    *out = work_tasks(rq->arena, rq->lang, rq->today, rows);
    return OK;
}

static enum err seats(struct req *rq, struct view *v)
{
    struct list rows;
    struct seat *out;

    TRY(evaluations_of(rq->db, rq->me.id, rq->today, &rows));
    out = NEW_N(rq->arena, struct seat, rows.count);
    v->seats = (struct list){out, 0, &seat_shape};
    for (size_t i = 0; i < rows.count; i++) {
        const struct evaluation_head *e =
            LIST_AT(struct evaluation_head, rows, i);
        if (!str_is(e->state, "open"))
            continue;
        out[v->seats.count++] = (struct seat){
            e->id,
            said_in(rq->lang, e->entity_fr, e->entity_nl).text,
            said_in(rq->lang, e->function_fr, e->function_nl).text,
            e->evaluated_on,
        };
    }
    return OK;
}

/* Proposed by somebody else, for somebody else. */
static enum err grants(struct req *rq, struct view *v)
{
    struct list rows;

    if (!(rq->me.roles & ROLE_CONTROLLER))
        return OK;
    TRY(grants_waiting(rq->db, rq->today, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct grant *g = LIST_AT(struct grant, rows, i);
        v->grants += g->granted_by != rq->me.id && g->account != rq->me.id;
    }
    return OK;
}

enum { OBLIGATIONS_SHOWN = 10 };

/* Overdue or due soon in the plans where the reader enters results. */
static enum err obligations(struct req *rq, struct view *v)
{
    struct list rows = {0};

    if (rq->me.roles & ROLE_STAFF)
        TRY(obligations_pressing(rq->db, rq->me.id, rq->today, &rows));
    v->obligations = obligation_pressing(rq->arena, rq->lang, rq->today, rows);
    if (v->obligations.count > OBLIGATIONS_SHOWN) {
        v->more = (int64_t)v->obligations.count - OBLIGATIONS_SHOWN;
        v->obligations.count = OBLIGATIONS_SHOWN;
    }
    v->has_obligations = v->obligations.count > 0;
    return OK;
}

static enum err show(struct req *rq)
{
    struct list returned;
    struct view v = {
        .reads = (rq->me.roles & ~(int64_t)ROLE_ADMIN) != 0,
        .administers = (rq->me.roles & ROLE_ADMIN) != 0,
    };

    TRY(duties_returned(rq->db, rq->me.id, rq->today, &returned));
    v.returned = work_returned(rq->arena, rq->lang, returned);
    TRY(tasks(rq, ROLE_STAFF, duties_to_enter, &v.enter));
    TRY(tasks(rq, ROLE_DIRECTOR | ROLE_AUTHORITY | ROLE_STAFF,
              duties_to_approve, &v.approve));
    TRY(tasks(rq, ROLE_TRANSLATOR, duties_to_translate, &v.translate));
    TRY(tasks(rq, ROLE_CONTROLLER, duties_campaigns, &v.campaigns));
    TRY(grants(rq, &v));
    TRY(obligations(rq, &v));
    TRY(seats(rq, &v));
    TRY(comment_calls(rq->db, rq->me.id, rq->today,
                      (struct instant){rq->now.s - CALLS_S}, &v.calls));
    v.has_calls = v.calls.count > 0;
    TRY(plan_tasks(rq->db, rq->arena, rq->lang, rq->me.id, rq->today,
                   &v.plans));
    v.has_plans = v.plans.count > 0;
    v.has_returned = v.returned.count > 0;
    v.has_enter = v.enter.count > 0;
    v.has_approve = v.approve.count > 0;
    v.has_translate = v.translate.count > 0;
    v.has_campaigns = v.campaigns.count > 0;
    v.has_seats = v.seats.count > 0;
    v.quiet = !v.has_returned && !v.has_obligations && !v.has_enter &&
              !v.has_approve && !v.has_translate && !v.has_campaigns &&
              !v.has_seats && !v.has_calls && !v.has_plans && v.grants == 0;
    return res_render(rq, &v);
}

PAGE(home, .get = show, .view = &view_shape,
     .sql = SQL(DUTY_SQL, &evaluations_of_account, &grant_sql_waiting,
                &comment_sql_calls, &obligation_sql_pressing, PLAN_TASKS_SQL));
