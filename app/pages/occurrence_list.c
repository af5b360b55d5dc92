/* GET, POST /plans/{id}/items/{item}/occurrences: the register of an item: what
 * happened (delegations, conventions ending, audits), each asking for what the
 * item's deadlines say; and when a project closed. */

#include "store/obligation.h"
#include "store/occurrence.h"
#include "web/page.h"

struct row_view {
    int64_t id;
    struct str on_date;
    struct date on;
    struct str text_fr;
    struct str text_nl;
    struct date ended_on;
};
static const struct field row_fields[] = {
    FIELD(struct row_view, id),      FIELD(struct row_view, on_date),
    FIELD(struct row_view, on),      FIELD(struct row_view, text_fr),
    FIELD(struct row_view, text_nl), FIELD(struct row_view, ended_on),
};
static const struct shape row_shape = SHAPE(struct row_view, row_fields);

struct view {
    int64_t plan;
    int64_t item;
    struct str ref;
    struct said title;
    bool enters;
    struct str closed_on;
    struct list rows;
    struct str on_date; /* as it was sent */
    struct str text_fr;
    struct str text_nl;
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, item),
    FIELD(struct view, ref),
    FIELD_STRUCT(struct view, title, &said_shape),
    FIELD(struct view, enters),
    FIELD(struct view, closed_on),
    FIELD_LIST(struct view, rows, &row_shape),
    FIELD(struct view, on_date),
    FIELD(struct view, text_fr),
    FIELD(struct view, text_nl),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err find(struct req *rq, int64_t *plan, struct occurrence_item *out)
{
    int64_t item;

    TRY(req_id(rq, "id", plan));
    TRY(req_id(rq, "item", &item));
    return occurrence_item(rq->db, *plan, item, rq->me.id, rq->today, out);
}

static enum err show(struct req *rq)
{
    struct occurrence_item item;
    struct list rows;
    int64_t plan;

    TRY(find(rq, &plan, &item));
    TRY(occurrences_of(rq->db, item.id, &rows));
    struct row_view *all = NEW_N(rq->arena, struct row_view, rows.count);

    for (size_t i = 0; i < rows.count; i++) {
        const struct occurrence *o = LIST_AT(struct occurrence, rows, i);

        all[i] = (struct row_view){o->id,      date_text(rq->arena, o->on_date),
                                   o->on_date, o->text_fr,
                                   o->text_nl, o->ended_on};
    }
    struct view v = {
        .plan = plan,
        .item = item.id,
        .ref = item.ref,
        .title = said_in(rq->lang, item.title_fr, item.title_nl),
        .enters = item.enters,
        .closed_on = date_text(rq->arena, item.closed_on),
        .rows = {all, rows.count, &row_shape},
        .on_date = req_form_raw(rq, "on_date"),
        .text_fr = req_form_raw(rq, "text_fr"),
        .text_nl = req_form_raw(rq, "text_nl"),
    };

    return res_render(rq, &v);
}

/* -- changing -------------------------------------------------------------- */

static const char *const steps[] = {"write", "end", "close", NULL};

struct asked {
    struct str step;
    int64_t occurrence;
    struct date on_date;
    struct str text_fr;
    struct str text_nl;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, step, .required = true, .options = steps,
               .label = N_("Action")),
    FORM_FIELD(struct asked, occurrence, .label = N_("Occurrence")),
    FORM_FIELD(struct asked, on_date, .label = N_("Day")),
    FORM_FIELD(struct asked, text_fr, .max_chars = 1000,
               .label = N_("In French")),
    FORM_FIELD(struct asked, text_nl, .max_chars = 1000,
               .label = N_("In Dutch")),
};
static const struct form form = FORM(struct asked, asked_fields);

static struct str given(struct str s)
{
    s = str_trim(s);
    return str_empty(s) ? STR_NONE : s;
}

static enum err write(struct req *rq, int64_t plan, int64_t item,
                      const struct asked *asked, const struct rule_actor *who)
{
    struct occurrence o = {
        .id = asked->occurrence,
        .on_date = asked->on_date,
        .text_fr = given(asked->text_fr),
        .text_nl = given(asked->text_nl),
    };

    if (!str_given(o.text_fr) && !str_given(o.text_nl))
        return req_refuse(rq, "text_fr",
                          tr(rq->lang, N_("Say what happens that day.")));
    return occurrence_write(rq->db, rq->arena, plan, item, &o, who);
}

static enum err change(struct req *rq)
{
    struct rule_actor who = {rq->me.id, rq->now, rq->today};
    struct occurrence_item item;
    struct asked asked;
    int64_t plan;

    TRY(find(rq, &plan, &item));
    if (!item.enters)
        return ERR_FORBIDDEN;
    TRY(req_form(rq, &form, &asked));
    if (str_is(asked.step, "write"))
        TRY(write(rq, plan, item.id, &asked, &who));
    else if (str_is(asked.step, "end"))
        TRY(occurrence_end(rq->db, rq->arena, plan, item.id, asked.occurrence,
                           &who));
    else
        TRY(occurrence_item_close(rq->db, rq->arena, plan, item.id,
                                  asked.on_date, &who));
    return res_see_other(
        rq, PATH(rq, "/plans/{}/items/{}/occurrences", V(plan), V(item.id)),
        tr(rq->lang, N_("Saved; the dates have moved with it.")));
}

PAGE(occurrence_list, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(OCCURRENCE_SQL, OBLIGATION_GENERATE_SQL, DECISION_SQL));
