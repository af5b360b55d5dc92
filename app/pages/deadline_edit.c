/* GET, POST /plans/{id}/deadlines/{deadline}/{part}: one rule in plain fields.
 * The fields go to the page itself, which says the rule in plain words and what
 * it would oblige to; then it is proposed. A part one past the last reads the
 * same line a further time. */

#include "document/rule_form.h"
#include "document/rule_rows.h"
#include "store/obligation.h"
#include "web/page.h"

struct view {
    int64_t plan;
    int64_t deadline;
    int64_t part;
    struct said text;
    bool further; /* a new part of the line */
    int64_t next; /* number of the part after the last */
    struct rule_input in;
    struct rule_lists lists;
    struct str sentence;
    struct str fault;
    bool whole;
    bool may_refuse;
    int64_t total;
    struct list dues; /* the first of them */
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, deadline),
    FIELD(struct view, part),
    FIELD_STRUCT(struct view, text, &said_shape),
    FIELD(struct view, further),
    FIELD(struct view, next),
    FIELD_STRUCT(struct view, in, &rule_input_shape),
    FIELD_STRUCT(struct view, lists, &rule_lists_shape),
    FIELD(struct view, sentence),
    FIELD(struct view, fault),
    FIELD(struct view, whole),
    FIELD(struct view, may_refuse),
    FIELD(struct view, total),
    FIELD_LIST(struct view, dues, &rule_due_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct loaded {
    struct plan_head head;
    struct plan_edition edition;
    struct rule_rights rights;
    struct rule_row row;
    bool further;
    int64_t next;
};

/* The proposal where there is one: it comes last of its part. */
static enum err load(struct req *rq, struct loaded *l)
{
    int64_t plan, deadline, part;
    struct list rows;

    TRY(req_id(rq, "id", &plan));
    TRY(req_id(rq, "deadline", &deadline));
    TRY(req_id(rq, "part", &part));
    TRY(rule_rights(rq->db, plan, rq->me.id, rq->today, &l->rights));
    TRY(plan_head(rq->db, plan, rq->me.id, rq->today, &l->head));
    TRY(plan_edition(rq->db, &l->head, rq->today, &l->edition));
    TRY(rules_of_deadline(rq->db, plan, l->edition.edition, deadline, &rows));
    const struct rule_row *last =
        LIST_AT(struct rule_row, rows, rows.count - 1);

    l->next = last->part + 1;
    l->further = part == l->next && part < RULE_PARTS;
    l->row = *last;
    for (size_t i = 0; !l->further && i < rows.count; i++)
        if (LIST_AT(struct rule_row, rows, i)->part == part)
            l->row = *LIST_AT(struct rule_row, rows, i);
    if (l->further)
        l->row = (struct rule_row){.deadline = deadline,
                                   .item = last->item,
                                   .code = last->code,
                                   .text_fr = last->text_fr,
                                   .text_nl = last->text_nl,
                                   .imported = true};
    if (!l->further && l->row.part != part)
        return ERR_NOT_FOUND;
    l->row.part = part;
    return l->rights.enters || l->rights.directs ? OK : ERR_FORBIDDEN;
}

/* -- showing --------------------------------------------------------------- */

static struct rule_input asked(struct req *rq)
{
    struct rule_input in = {0};

    for (size_t i = 0; i < rule_input_shape.count; i++) {
        const struct field *f = &rule_input_shape.fields[i];
        struct str sent = req_query(rq, f->name);

        if (rq->method == METHOD_POST)
            sent = req_form_raw(rq, f->name);
        *(struct str *)(void *)((char *)&in + f->offset) = sent;
    }
    return in;
}

static enum err preview(struct req *rq, const struct loaded *l,
                        const struct rule_row *row, struct view *v)
{
    struct rule rule = rule_of_row(row);
    struct obligation *rows;
    size_t count;

    TRY(obligations_preview(rq->db, rq->arena, l->head.id, row->item, &rule,
                            rq->today, &rows, &count));
    v->total = (int64_t)count;
    v->dues = rule_dues(rq->arena, rows, count);
    return OK;
}

static enum err show(struct req *rq)
{
    struct loaded l;

    TRY(load(rq, &l));
    struct rule_row row = rule_read(rq->arena, &l.row);
    struct rule_input in = asked(rq);

    if (!str_given(in.kind))
        in = rule_input_of(rq->arena, &row);
    enum rule_fault fault = rule_input_read(&in, &row);
    struct rule rule = rule_of_row(&row);
    struct view v = {
        .plan = l.head.id,
        .deadline = row.deadline,
        .part = row.part,
        .text = said_in(rq->lang, row.text_fr, row.text_nl),
        .further = l.further,
        .next = l.further ? 0 : l.next,
        .in = in,
        .lists = rule_lists(rq->arena, rq->lang, &in),
        .sentence = rule_sentence(
            rq->arena, rq->lang, &rule, l.rights.mandate_years,
            said_in(rq->lang, row.condition_fr, row.condition_nl).text),
        .fault = rule_fault_text(rq->lang, fault),
        .whole = fault == RULE_WHOLE,
        .may_refuse = !l.row.imported && !l.row.confirmed &&
                      (l.rights.directs || l.row.proposed_by == rq->me.id),
    };

    if (v.whole)
        TRY(preview(rq, &l, &row, &v));
    return res_render(rq, &v);
}

/* -- proposing ------------------------------------------------------------- */

static enum err propose(struct req *rq, struct loaded *l,
                        const struct rule_actor *who)
{
    struct rule_input in = asked(rq);
    enum rule_fault fault = rule_input_read(&in, &l->row);

    if (fault != RULE_WHOLE)
        return req_refuse(rq, rule_fault_field(fault),
                          rule_fault_text(rq->lang, fault));
    return rule_propose(rq->db, l->head.id, l->edition.edition, &l->row, who);
}

static enum err change(struct req *rq)
{
    struct rule_actor who = {rq->me.id, rq->now, rq->today};
    bool refuses = str_is(req_form_raw(rq, "step"), "refuse");
    struct loaded l;
    struct hash content;

    TRY(load(rq, &l));
    if (refuses && !l.rights.directs && l.row.proposed_by != rq->me.id)
        return ERR_FORBIDDEN;
    TRY(refuses ? rule_refuse(rq->db, &l.row) : propose(rq, &l, &who));
    struct decision decision = rule_decision(
        rq->arena, l.head.id, refuses ? "refuse_rule" : "propose_rule", &l.row,
        &who, &content);

    TRY(decision_add(rq->db, rq->arena, rq->now, &decision));
    return res_see_other(
        rq, PATH(rq, "/plans/{}/deadlines", V(l.head.id)),
        tr(rq->lang, refuses ? N_("The proposal is dropped.")
                             : N_("Proposed; another person confirms it.")));
}

PAGE(deadline_edit, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(RULE_READ_SQL, RULE_WRITE_SQL, PLAN_STATEMENTS,
                OBLIGATION_PREVIEW_SQL, DECISION_SQL));
