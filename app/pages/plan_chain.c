/* /plans/{id}/chain: the steps of a plan's approval, set by the controller. A
 * plan that is on its way keeps those it was submitted with. */

#include "document/plan_way.h"
#include "document/plan_words.h"
#include "web/page.h"

enum { STEPS_MAX = 5, SIGNATURES_MAX = 2, DAYS_MAX = 366, BODY_CHARS = 400 };

struct step {
    int64_t id; /* 1 to STEPS_MAX */
    struct str role;
    struct str body_fr;
    struct str body_nl;
    int64_t signatures;
    int64_t term_days;
};
static const char *const roles[] = {"director", "authority", "body", NULL};
static const struct form_field step_fields[] = {
    FORM_FIELD(struct step, role, .options = roles, .label = N_("Who")),
    FORM_FIELD(struct step, body_fr, .max_chars = BODY_CHARS,
               .label = N_("Name in French")),
    FORM_FIELD(struct step, body_nl, .max_chars = BODY_CHARS,
               .label = N_("Name in Dutch")),
    FORM_FIELD(struct step, signatures, .label = N_("Signatures")),
    FORM_FIELD(struct step, term_days, .label = N_("Suspension, days")),
};
static const struct form step_form = FORM(struct step, step_fields);

struct row {
    int64_t step;
    bool director, authority, body;
    struct str body_fr;
    struct str body_nl;
    bool two;
    int64_t term_days;
};
static const struct field row_fields[] = {
    FIELD(struct row, step),      FIELD(struct row, director),
    FIELD(struct row, authority), FIELD(struct row, body),
    FIELD(struct row, body_fr),   FIELD(struct row, body_nl),
    FIELD(struct row, two),       FIELD(struct row, term_days),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct view {
    int64_t id;
    struct str title;
    bool open;
    struct list steps;
};
static const struct field view_fields[] = {
    FIELD(struct view, id),
    FIELD(struct view, title),
    FIELD(struct view, open),
    FIELD_LIST(struct view, steps, &row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err open_way(struct req *rq, struct plan_way *way)
{
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(plan_way_open(rq->db, rq->arena, plan, rq->me.id, rq->today, way));
    return way->rights.controls ? OK : ERR_NOT_FOUND;
}

static enum err show(struct req *rq)
{
    struct plan_way way;
    struct plan_edition e;
    struct row *rows = NEW_N(rq->arena, struct row, STEPS_MAX);
    struct view v = {.steps = {rows, STEPS_MAX, &row_shape}};

    TRY(open_way(rq, &way));
    e = way.edition;
    if (e.edition == 0)
        TRY(plan_edition(rq->db, &way.head, rq->today, &e));
    v.id = way.head.id;
    v.title = plan_name(rq->arena, rq->lang, way.head.code, &e);
    v.open = way.open;
    for (size_t i = 0; i < STEPS_MAX; i++) {
        const struct plan_step *s;

        rows[i].step = (int64_t)i + 1;
        if (i >= way.steps.count)
            continue;
        s = LIST_AT(struct plan_step, way.steps, i);
        rows[i].director = str_is(s->role, "director");
        rows[i].authority = str_is(s->role, "authority");
        rows[i].body = str_is(s->role, "body");
        rows[i].body_fr = s->body_fr;
        rows[i].body_nl = s->body_nl;
        rows[i].two = s->signatures > 1;
        rows[i].term_days = s->term_days;
    }
    return res_render(rq, &v);
}

static enum err check(struct req *rq, const struct step *s)
{
    const char *field =
        str_printf(rq->arena, "body_fr:%lld", (long long)s->id).p;
    bool named = !str_empty(s->body_fr) || !str_empty(s->body_nl);

    if (s->id < 1 || s->id > STEPS_MAX || s->signatures < 0 ||
        s->signatures > SIGNATURES_MAX || s->term_days < 0 ||
        s->term_days > DAYS_MAX)
        return req_refuse(rq, field,
                          tr(rq->lang, N_("One or two signatures, and at most "
                                          "366 days of suspension.")));
    if (str_is(s->role, "body") && !named)
        return req_refuse(rq, field,
                          tr(rq->lang, N_("A body is called by its name.")));
    return OK;
}

static enum err save(struct req *rq)
{
    struct plan_way way;
    struct list sent;
    struct plan_step *steps = NEW_N(rq->arena, struct plan_step, STEPS_MAX);
    struct list out = {steps, 0, &plan_step_shape};

    TRY(open_way(rq, &way));
    TRY(req_form_rows(rq, &step_form, &sent));
    for (size_t i = 0; i < sent.count; i++) {
        const struct step *s = LIST_AT(struct step, sent, i);

        if (str_empty(s->role))
            continue;
        TRY(check(rq, s));
        steps[out.count] = (struct plan_step){
            .step = (int64_t)out.count + 1,
            .role = s->role,
            .body_fr = s->body_fr,
            .body_nl = s->body_nl,
            .signatures = s->signatures > 1 ? 2 : 1,
            .term_days = s->term_days,
        };
        out.count++;
    }
    TRY(plan_steps_set(rq->db, way.head.id, out));
    TRY(decision_add(rq->db, rq->arena, rq->now,
                     &(struct decision){
                         .plan = way.head.id,
                         .act = S("set_chain"),
                         .account = rq->me.id,
                         .object = S("plan"),
                         .key = way.head.code,
                     }));
    return res_see_other(rq, PATH(rq, "/plans/{}/way", V(way.head.id)),
                         tr(rq->lang, N_("The steps are set.")));
}

PAGE(plan_chain, .get = show, .post = save, .view = &view_shape,
     .sql = SQL(PLAN_WAY_SQL, &submission_sql_plan_steps_drop,
                &submission_sql_plan_step_add, DECISION_SQL));
