/* GET /plans/{id}?on=DATE&lang=both&draft=yes: the plan as it reads: its tree
 * with deadlines as printed, in the edition in force on a day. */

#include "document/plan_counts.h"
#include "document/plan_tree.h"
#include "document/plan_words.h"
#include "store/obligation.h"
#include "store/plan.h"
#include "store/submission.h"
#include "web/page.h"

struct view {
    int64_t id;
    int64_t entity;
    struct str entity_name;
    struct str title;
    struct str title_lang; /* given where not in the reader's language */
    struct str section;
    struct str kind;
    struct str function;
    struct str grade;
    struct str holder;
    struct str period_text;
    struct date starts_on;
    struct date mid_evaluation_on;
    struct date ends_on;
    struct str authority;
    struct str legal_basis;
    struct str note;
    struct str state; /* its word */
    bool approved, in_force, draft_asked;
    bool draft_exists; /* beside the edition shown */
    bool way;          /* who approves it is the reader's to know */
    struct str hash;   /* of what was submitted or approved */
    struct date effective_on;
    struct date on; /* the day asked for */
    bool past;      /* another day than today */
    bool both;
    bool works, controls; /* what the reader does on this plan */
    int64_t other;        /* texts shown in the other language */
    int64_t proposed;     /* rules of deadlines nobody confirmed yet */
    struct list counts;
    struct list nodes;
    struct list outline;
};
static const struct field view_fields[] = {
    FIELD(struct view, id),
    FIELD(struct view, entity),
    FIELD(struct view, entity_name),
    FIELD(struct view, title),
    FIELD(struct view, title_lang),
    FIELD(struct view, section),
    FIELD(struct view, kind),
    FIELD(struct view, function),
    FIELD(struct view, grade),
    FIELD(struct view, holder),
    FIELD(struct view, period_text),
    FIELD(struct view, starts_on),
    FIELD(struct view, mid_evaluation_on),
    FIELD(struct view, ends_on),
    FIELD(struct view, authority),
    FIELD(struct view, legal_basis),
    FIELD(struct view, note),
    FIELD(struct view, state),
    FIELD(struct view, approved),
    FIELD(struct view, in_force),
    FIELD(struct view, draft_asked),
    FIELD(struct view, draft_exists),
    FIELD(struct view, way),
    FIELD(struct view, hash),
    FIELD(struct view, effective_on),
    FIELD(struct view, on),
    FIELD(struct view, past),
    FIELD(struct view, both),
    FIELD(struct view, works),
    FIELD(struct view, controls),
    FIELD(struct view, other),
    FIELD(struct view, proposed),
    FIELD_LIST(struct view, counts, &plan_count_shape),
    FIELD_LIST(struct view, nodes, &plan_node_shape),
    FIELD_LIST(struct view, outline, &plan_outline_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static void describe(struct req *rq, const struct plan_head *head,
                     const struct plan_edition *e, struct view *v)
{
    struct said title = said_in(rq->lang, e->title_fr, e->title_nl);

    v->id = head->id;
    v->entity = head->entity;
    v->entity_name = said_in(rq->lang, head->entity_fr, head->entity_nl).text;
    v->title = str_empty(title.text) ? head->code : title.text;
    v->title_lang = title.other ? title.lang : STR_NONE;
    v->section = said_in(rq->lang, e->section_fr, e->section_nl).text;
    v->kind = plan_word(rq->lang, WORDS_PLAN_KIND, head->kind);
    v->function = said_in(rq->lang, e->function_fr, e->function_nl).text;
    v->grade = e->grade;
    v->holder = e->holder;
    v->period_text = e->period_text;
    v->starts_on = e->starts_on;
    v->mid_evaluation_on = e->mid_evaluation_on;
    v->ends_on = e->ends_on;
    v->authority = said_in(rq->lang, e->authority_fr, e->authority_nl).text;
    v->legal_basis =
        said_in(rq->lang, e->legal_basis_fr, e->legal_basis_nl).text;
    v->note = head->reads_drafts ? e->note : STR_NONE;
    v->state = plan_word(rq->lang, WORDS_EDITION_STATE, e->state);
    v->approved = str_is(e->state, "approved");
    v->in_force = e->in_force;
    v->works = head->reads_drafts;
    v->controls = (rq->me.roles & ROLE_CONTROLLER) != 0;
    v->effective_on = e->effective_on;
}

static enum err edition(struct req *rq, const struct plan_head *head,
                        struct view *v, struct plan_edition *out)
{
    struct plan_edition draft = {0};
    enum err err = plan_draft(rq->db, head, &draft);

    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    v->draft_asked = str_is(req_query(rq, "draft"), "yes");
    if (v->draft_asked) {
        *out = draft;
        return err;
    }
    TRY(plan_edition(rq->db, head, v->on, out));
    v->draft_exists = err == OK && draft.edition != out->edition;
    return OK;
}

/* What its last way to approval left on the edition shown. */
static enum err way(struct req *rq, const struct plan_head *head,
                    const struct plan_edition *e, struct view *v)
{
    struct submission last;
    struct list remarks;
    enum err err = submission_last(rq->db, head->id, &last);

    v->way = head->reads_drafts;
    if (err == ERR_NOT_FOUND || !v->way)
        return OK;
    TRY(err);
    if (last.edition != e->edition)
        return OK;
    if (str_is(last.state, "open") || v->approved)
        v->hash = last.hash;
    if (!str_is(last.state, "returned"))
        return OK;
    TRY(submission_remarks(rq->db, last.id, &remarks));
    plan_tree_remarks(v->nodes, remarks);
    return OK;
}

static enum err show(struct req *rq)
{
    struct view v = {.on = rq->today};
    struct plan_head head;
    struct plan_edition e;
    struct plan_content content;
    struct plan_results results;
    struct plan_series series = {0};
    struct plan_tree tree;
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    if (!str_empty(req_query(rq, "on")) &&
        date_parse(req_query(rq, "on"), &v.on) != OK)
        return ERR_NOT_FOUND;
    TRY(plan_head(rq->db, plan, rq->me.id, rq->today, &head));
    TRY(edition(rq, &head, &v, &e));
    TRY(plan_content(rq->db, plan, e.edition, &content));
    content.today = v.on;
    TRY(obligations_of_plan(rq->db, plan, rq->me.id, rq->today,
                            &content.obligations));
    TRY(plan_results(rq->db, &head, rq->now, &results));
    TRY(plan_series(rq->db, &head, &series));

    describe(rq, &head, &e, &v);
    v.past = date_cmp(v.on, rq->today) != 0;
    v.both = str_is(req_query(rq, "lang"), "both");
    tree = plan_tree(rq->arena, rq->lang, &content, head.reads_drafts);
    v.nodes = tree.nodes;
    v.outline = tree.outline;
    v.other = tree.other;
    v.proposed = tree.proposed;
    TRY(way(rq, &head, &e, &v));
    v.counts = plan_counts(rq->arena, rq->lang, &content, &results, &series);
    return res_render(rq, &v);
}

PAGE(plan_show, .get = show, .view = &view_shape,
     .sql = SQL(PLAN_STATEMENTS, &obligation_sql_of_plan, &submission_sql_last,
                &submission_sql_remarks));
