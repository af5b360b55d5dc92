/* GET, POST /plans/{id}/deadlines: the printed deadlines of a plan beside the
 * rules they are read as. Staff propose, a director who did not type a rule
 * confirms it, one or many at once; confirmed rules oblige. */

#include "document/rule_rows.h"
#include "store/obligation.h"
#include "web/page.h"

struct view {
    int64_t id;
    struct said title;
    bool approved; /* else nothing obliges yet */
    bool enters;
    bool directs;
    bool mandate_years;
    struct str next_plan_on;
    int64_t total;
    int64_t confirmed;
    bool confirms; /* something of it */
    struct list rules;
};
static const struct field view_fields[] = {
    FIELD(struct view, id),
    FIELD_STRUCT(struct view, title, &said_shape),
    FIELD(struct view, approved),
    FIELD(struct view, enters),
    FIELD(struct view, directs),
    FIELD(struct view, mandate_years),
    FIELD(struct view, next_plan_on),
    FIELD(struct view, total),
    FIELD(struct view, confirmed),
    FIELD(struct view, confirms),
    FIELD_LIST(struct view, rules, &rule_view_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct loaded {
    struct plan_head head;
    struct plan_edition edition;
    struct rule_rights rights;
    struct list rows;
};

static enum err load(struct req *rq, struct loaded *l)
{
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(rule_rights(rq->db, plan, rq->me.id, rq->today, &l->rights));
    TRY(plan_head(rq->db, plan, rq->me.id, rq->today, &l->head));
    TRY(plan_edition(rq->db, &l->head, rq->today, &l->edition));
    TRY(rules_of_plan(rq->db, plan, l->edition.edition, &l->rows));
    for (size_t i = 0; i < l->rows.count; i++) {
        struct rule_row *row = LIST_AT(struct rule_row, l->rows, i);

        *row = rule_read(rq->arena, row);
    }
    return OK;
}

static enum err show(struct req *rq)
{
    struct loaded l;
    struct list items;

    TRY(load(rq, &l));
    TRY(db_all(rq->db, &plan_items_of, &items, V(l.head.id),
               V(l.edition.edition)));
    struct rule_reader reader = {l.head.id, rq->me.id, l.rights.directs,
                                 l.rights.enters, l.rights.mandate_years};
    struct view v = {
        .id = l.head.id,
        .title = said_in(rq->lang, l.edition.title_fr, l.edition.title_nl),
        .approved = str_is(l.edition.state, "approved"),
        .enters = l.rights.enters,
        .directs = l.rights.directs,
        .mandate_years = l.rights.mandate_years,
        .next_plan_on = date_text(rq->arena, l.rights.next_plan_on),
        .rules = rule_views(rq->arena, rq->lang, l.rows, items, &reader),
    };

    if (str_empty(v.title.text))
        v.title.text = l.head.code;
    for (size_t i = 0; i < v.rules.count; i++) {
        const struct rule_view *r = LIST_AT(struct rule_view, v.rules, i);

        v.total++;
        v.confirmed += r->confirmed;
        v.confirms |= r->may_confirm;
    }
    return res_render(rq, &v);
}

/* -- confirming ------------------------------------------------------------ */

struct ticked {
    int64_t id;
    bool confirm;
    struct str hash; /* of what was on the screen */
};
static const struct form_field ticked_fields[] = {
    FORM_FIELD(struct ticked, confirm, .label = N_("Confirm")),
    FORM_FIELD(struct ticked, hash, .label = N_("Rule")),
};
static const struct form ticked_form = FORM(struct ticked, ticked_fields);

static const struct rule_row *row_of(const struct loaded *l, int64_t id)
{
    for (size_t i = 0; i < l->rows.count; i++) {
        const struct rule_row *row = LIST_AT(struct rule_row, l->rows, i);

        if (row->deadline * RULE_PARTS + row->part == id &&
            (!row->confirmed || row->words_changed))
            return row;
    }
    return NULL;
}

static enum err confirm_one(struct req *rq, const struct loaded *l,
                            const struct ticked *t, struct decision *out)
{
    struct rule_actor who = {rq->me.id, rq->now, rq->today};
    const struct rule_row *row = row_of(l, t->id);
    struct hash *content = NEW(rq->arena, struct hash);

    if (!row ||
        !str_eq(t->hash, hash_hex(rq->arena, rule_hash(rq->arena, row))))
        return ERR_CONFLICT;
    TRY(rule_confirm(rq->db, l->head.id, l->edition.edition, row, &who));
    *out = rule_decision(rq->arena, l->head.id, "confirm_rule", row, &who,
                         content);
    return OK;
}

static enum err confirm(struct req *rq)
{
    struct loaded loaded, *l = &loaded;
    struct list rows;
    int64_t changed = 0;
    size_t count = 0;

    TRY(load(rq, l));
    if (!l->rights.directs)
        return ERR_FORBIDDEN;
    TRY(req_form_rows(rq, &ticked_form, &rows));
    struct decision *decisions = NEW_N(rq->arena, struct decision, rows.count);

    for (size_t i = 0; i < rows.count; i++) {
        const struct ticked *t = LIST_AT(struct ticked, rows, i);
        enum err err =
            t->confirm ? confirm_one(rq, l, t, &decisions[count]) : OK;

        if (err == ERR_CONFLICT)
            return req_refuse(rq, NULL,
                              tr(rq->lang, N_("A rule changed since you looked "
                                              "at it: nothing was confirmed. "
                                              "Look again.")));
        TRY(err);
        count += t->confirm;
    }
    if (count == 0)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("Tick the rules you confirm.")));
    TRY(obligations_generate(rq->db, rq->arena, l->head.id, rq->today,
                             &changed));
    TRY(decisions_add(rq->db, rq->arena, rq->now, decisions, count));
    return res_see_other(rq, PATH(rq, "/plans/{}/deadlines", V(l->head.id)),
                         tr(rq->lang, N_("Confirmed: what they oblige to is "
                                         "generated.")));
}

PAGE(deadline_confirm, .get = show, .post = confirm, .view = &view_shape,
     .sql = SQL(RULE_READ_SQL, RULE_WRITE_SQL, PLAN_STATEMENTS,
                OBLIGATION_GENERATE_SQL, DECISION_SQL));
