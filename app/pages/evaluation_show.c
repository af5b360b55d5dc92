/* GET /evaluations/{id}: the summary of a mandate for those who evaluate it:
 * per strategic and transversal objective its targets, their deadlines, what
 * was approved, and what is missing. Every reading is logged. */

#include "document/dossier.h"
#include "store/obligation.h"
#include "web/page.h"

struct step {
    struct str class;
    struct str text;
    struct date on;
};
static const struct field step_fields[] = {
    FIELD(struct step, class),
    FIELD(struct step, text),
    FIELD(struct step, on),
};
static const struct shape step_shape = SHAPE(struct step, step_fields);

struct person {
    struct str seat;
    struct str name;
};
static const struct field person_fields[] = {
    FIELD(struct person, seat),
    FIELD(struct person, name),
};
static const struct shape person_shape = SHAPE(struct person, person_fields);

struct view {
    struct str kind;
    struct said title;
    struct said function;
    struct said entity;
    struct str period_text;
    struct str grade;
    struct str holder;
    struct date evaluated_on;
    struct date effective_on;
    bool approved;
    bool in_french;
    struct dossier dossier;
    struct list steps;
    struct list people;
};
static const struct field view_fields[] = {
    FIELD(struct view, kind),
    FIELD_STRUCT(struct view, title, &said_shape),
    FIELD_STRUCT(struct view, function, &said_shape),
    FIELD_STRUCT(struct view, entity, &said_shape),
    FIELD(struct view, period_text),
    FIELD(struct view, grade),
    FIELD(struct view, holder),
    FIELD(struct view, evaluated_on),
    FIELD(struct view, effective_on),
    FIELD(struct view, approved),
    FIELD(struct view, in_french),
    FIELD_STRUCT(struct view, dossier, &dossier_shape),
    FIELD_LIST(struct view, steps, &step_shape),
    FIELD_LIST(struct view, people, &person_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct str kind_words(enum lang lang, struct str kind)
{
    if (str_is(kind, "mid"))
        return tr(lang, N_("Mid-mandate evaluation"));
    return str_is(kind, "final") ? tr(lang, N_("Final evaluation"))
                                 : tr(lang, N_("Yearly evaluation"));
}

static struct str seat_words(enum lang lang, struct str seat)
{
    if (str_is(seat, "chair"))
        return tr(lang, N_("Chair"));
    if (str_is(seat, "secretary"))
        return tr(lang, N_("Secretary"));
    if (str_is(seat, "holder"))
        return tr(lang, N_("Holder"));
    return str_is(seat, "member") ? tr(lang, N_("Member"))
                                  : tr(lang, N_("Substitute"));
}

/* The mandate's dates that are known, and where the evaluation stands. */
static struct list steps_of(struct req *rq, const struct plan_edition *e,
                            struct date evaluated_on)
{
    const struct step all[] = {
        {S("is-past"), tr(rq->lang, N_("Start of the mandate")), e->starts_on},
        {S("is-now"), tr(rq->lang, N_("Situation of this summary")),
         evaluated_on},
        {S("is-next"), tr(rq->lang, N_("Mid-mandate evaluation")),
         e->mid_evaluation_on},
        {S("is-next"), tr(rq->lang, N_("End of the mandate")), e->ends_on},
    };
    struct step *steps = NEW_N(rq->arena, struct step, 4);
    size_t count = 0;

    for (size_t i = 0; i < 4; i++)
        if (date_given(all[i].on))
            steps[count++] = all[i];
    return (struct list){steps, count, &step_shape};
}

static enum err people_of(struct req *rq, int64_t id, struct list *out)
{
    struct list seats;
    struct person *people;

    TRY(evaluation_seats(rq->db, id, rq->me.id, rq->today, &seats));
    people = NEW_N(rq->arena, struct person, seats.count);
    for (size_t i = 0; i < seats.count; i++) {
        const struct evaluation_seat_row *s =
            LIST_AT(struct evaluation_seat_row, seats, i);

        people[i] = (struct person){seat_words(rq->lang, s->seat), s->name};
    }
    *out = (struct list){people, seats.count, &person_shape};
    return OK;
}

static enum err show(struct req *rq)
{
    int64_t id;
    struct evaluation_head head;
    struct plan_head plan = {.reads_drafts = true};
    struct plan_edition e;
    struct plan_content content;
    struct list results;
    struct view v = {0};

    TRY(req_id(rq, "id", &id));
    TRY(evaluation_head(rq->db, id, rq->me.id, rq->today, &head));
    req_log_reading(rq, "evaluation", id);
    plan.id = head.plan;
    TRY(plan_edition(rq->db, &plan, head.evaluated_on, &e));
    TRY(plan_content(rq->db, head.plan, e.edition, &content));
    TRY(evaluation_results(rq->db, id, rq->me.id, rq->today, &results));
    TRY(obligations_of_evaluation(rq->db, id, rq->me.id, rq->today,
                                  &content.obligations));
    TRY(people_of(rq, id, &v.people));
    v.kind = kind_words(rq->lang, head.kind);
    v.title = said_in(rq->lang, e.title_fr, e.title_nl);
    v.function = said_in(rq->lang, e.function_fr, e.function_nl);
    v.entity = said_in(rq->lang, head.entity_fr, head.entity_nl);
    v.period_text = e.period_text;
    v.grade = e.grade;
    v.holder = str_empty(head.holder) ? e.holder : head.holder;
    v.evaluated_on = head.evaluated_on;
    v.effective_on = e.effective_on;
    v.approved = str_is(e.state, "approved");
    v.in_french = str_is(head.procedure_lang, "fr");
    v.steps = steps_of(rq, &e, head.evaluated_on);
    dossier_build(rq->arena, rq->lang, &content, results, head.evaluated_on,
                  &v.dossier);
    return res_render(rq, &v);
}

PAGE(evaluation_show, .get = show, .view = &view_shape,
     .sql = SQL(EVALUATION_STATEMENTS, PLAN_STATEMENTS,
                &obligation_sql_of_evaluation),
     .no_store = true);
