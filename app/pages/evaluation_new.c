/* GET, POST /evaluations/new: a secretary opens the evaluation of a mandate and
 * seats its commission, out of those whom two persons made chair or member. */

#include "store/decision.h"
#include "store/evaluation.h"
#include "store/scope.h"
#include "web/page.h"

struct mandate {
    int64_t id;
    struct str title_fr;
    struct str title_nl;
    struct said title;
    bool chosen; /* in what was sent before */
};
static const struct field mandate_fields[] = {
    FIELD(struct mandate, id),
    FIELD(struct mandate, title_fr),
    FIELD(struct mandate, title_nl),
    FIELD_STRUCT(struct mandate, title, &said_shape),
    FIELD(struct mandate, chosen),
};
static const struct shape mandate_shape = SHAPE(struct mandate, mandate_fields);

static struct stmt mandates = {
    .sql = "SELECT p.id, e.title_fr, e.title_nl, p.id = ? AS chosen"
           " FROM plan p"
           " JOIN edition e ON e.plan = p.id AND e.edition ="
           " (SELECT MAX(x.edition) FROM edition x WHERE x.plan = p.id)"
           " WHERE p.kind = 'mandate' AND " REACHES_PLAN(
               "'secretary'", "p") " ORDER BY e.title_fr, p.id",
    .params = 5,
    .row = &mandate_shape,
};

struct person {
    int64_t id;
    struct str name;
    bool chairs;
    bool sits;
    bool chosen; /* as chair, before */
};
static const struct field person_fields[] = {
    FIELD(struct person, id),     FIELD(struct person, name),
    FIELD(struct person, chairs), FIELD(struct person, sits),
    FIELD(struct person, chosen),
};
static const struct shape person_shape = SHAPE(struct person, person_fields);

/* Whoever holds the role of chair or member today, wherever. */
static struct stmt evaluators = {
    .sql = "SELECT a.id, a.name, MAX(g.role = 'chair') AS chairs,"
           " MAX(g.role = 'member') AS sits, a.id = ? AS chosen"
           " FROM assignment g JOIN account a ON a.id = g.account"
           " WHERE g.role IN ('chair', 'member') AND g.confirmed_at IS NOT NULL"
           " AND ? BETWEEN g.from_on AND g.to_on AND a.disabled_at IS NULL"
           " GROUP BY a.id, a.name ORDER BY a.name",
    .params = 2,
    .row = &person_shape,
};

struct asked {
    int64_t plan;
    struct str kind;
    struct date evaluated_on;
    struct str procedure;
    int64_t chair;
};
static const char *const kinds[] = {"mid", "final", "yearly", NULL};
static const char *const procedures[] = {"fr", "nl", NULL};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, plan, .required = true, .label = N_("Mandate")),
    FORM_FIELD(struct asked, kind, .required = true, .options = kinds,
               .label = N_("Kind of evaluation")),
    FORM_FIELD(struct asked, evaluated_on, .required = true,
               .label = N_("Date of the situation")),
    FORM_FIELD(struct asked, procedure, .required = true, .options = procedures,
               .label = N_("Language of procedure")),
    FORM_FIELD(struct asked, chair, .required = true, .label = N_("Chair")),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

struct member {
    int64_t id;
    bool member;
};
static const struct form_field member_fields[] = {
    FORM_FIELD(struct member, member, .label = N_("Members")),
};
static const struct form member_form = FORM(struct member, member_fields);

struct view {
    struct list mandates;
    struct list people;
    struct date evaluated_on;
    int64_t chair;
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, mandates, &mandate_shape),
    FIELD_LIST(struct view, people, &person_shape),
    FIELD(struct view, evaluated_on),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

/* A number as it was sent before; 0: none. */
static int64_t sent(struct req *rq, const char *name)
{
    int64_t n;

    return str_int(req_form_raw(rq, name), &n) == OK ? n : 0;
}

static enum err show(struct req *rq)
{
    struct view v = {.evaluated_on = rq->today, .chair = sent(rq, "chair")};
    struct date asked_for;

    if (date_parse(req_form_raw(rq, "evaluated_on"), &asked_for) == OK &&
        date_given(asked_for))
        v.evaluated_on = asked_for;
    TRY(db_all(rq->db, &mandates, &v.mandates, V(sent(rq, "plan")),
               V(rq->me.id), V(rq->today), V(rq->me.id), V(rq->today)));
    TRY(db_all(rq->db, &evaluators, &v.people, V(v.chair), V(rq->today)));
    for (size_t i = 0; i < v.mandates.count; i++) {
        struct mandate *m = LIST_AT(struct mandate, v.mandates, i);

        m->title = said_in(rq->lang, m->title_fr, m->title_nl);
    }
    return res_render(rq, &v);
}

static enum err take_seat(struct req *rq, int64_t id, int64_t account,
                          const char *seat, const char *field)
{
    enum err err = account == rq->me.id
                       ? ERR_FORBIDDEN
                       : evaluation_seat_take(rq->db, id, account, rq->today,
                                              str_of(seat));

    if (err != ERR_FORBIDDEN)
        return err;
    return req_refuse(
        rq, field,
        tr(rq->lang, N_("This person cannot sit here: without the role for "
                        "this mandate, its holder, or you.")));
}

static enum err seat_all(struct req *rq, int64_t id, int64_t chair,
                         struct list members)
{
    TRY(take_seat(rq, id, chair, "chair", "chair"));
    for (size_t i = 0; i < members.count; i++) {
        const struct member *m = LIST_AT(struct member, members, i);

        if (m->member && m->id != chair)
            TRY(take_seat(rq, id, m->id, "member", NULL));
    }
    return OK;
}

static enum err create(struct req *rq)
{
    struct asked asked;
    struct list members;
    int64_t id;

    TRY(req_form(rq, &asked_form, &asked));
    TRY(req_form_rows(rq, &member_form, &members));
    TRY(evaluation_open(rq->db,
                        &(struct evaluation_opening){
                            .plan = asked.plan,
                            .kind = asked.kind,
                            .evaluated_on = asked.evaluated_on,
                            .procedure_lang = asked.procedure,
                            .secretary = rq->me.id,
                            .today = rq->today,
                            .now = rq->now,
                        },
                        &id));
    TRY(seat_all(rq, id, asked.chair, members));
    TRY(decision_add(rq->db, rq->arena, rq->now,
                     &(struct decision){
                         .plan = asked.plan,
                         .act = S("open_evaluation"),
                         .account = rq->me.id,
                         .object = S("evaluation"),
                         .key = str_printf(rq->arena, "%lld", (long long)id),
                     }));
    return res_see_other(rq, PATH(rq, "/evaluations/{}", V(id)),
                         tr(rq->lang, N_("The evaluation is open.")));
}

PAGE(evaluation_new, .get = show, .post = create, .view = &view_shape,
     .sql = SQL(&mandates, &evaluators, EVALUATION_OPEN_STATEMENTS,
                DECISION_SQL),
     .no_store = true);
