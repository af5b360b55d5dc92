/* GET, POST /plans/{id}/obligations/{obligation}: one obligation, and what
 * people say of it: staff that it was met, or that the case did not arise; a
 * director that it is waived. Each says why. */

#include "document/obligation_rows.h"
#include "store/result.h"
#include "web/page.h"

enum { NOTE_CHARS = 2000 };

struct view {
    int64_t plan;
    int64_t version;
    struct obligation_line line;
    struct period result_period;
    int64_t result_measure;
    bool told;
    bool may_meet;
    bool may_excuse;
    bool may_waive;
    bool may_reopen;
    struct str met_on; /* as it was sent, or is */
    struct str note;
    struct str result;
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, version),
    FIELD_STRUCT(struct view, line, &obligation_line_shape),
    FIELD(struct view, result_period),
    FIELD(struct view, result_measure),
    FIELD(struct view, told),
    FIELD(struct view, may_meet),
    FIELD(struct view, may_excuse),
    FIELD(struct view, may_waive),
    FIELD(struct view, may_reopen),
    FIELD(struct view, met_on),
    FIELD(struct view, note),
    FIELD(struct view, result),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err find(struct req *rq, struct rule_rights *rights,
                     struct obligation_row *row)
{
    int64_t plan, id;

    TRY(req_id(rq, "id", &plan));
    TRY(req_id(rq, "obligation", &id));
    TRY(rule_rights(rq->db, plan, rq->me.id, rq->today, rights));
    return obligation_find(rq->db, plan, id, rq->me.id, rq->today, row);
}

static enum err show(struct req *rq)
{
    struct rule_rights rights;
    struct obligation_row row;

    TRY(find(rq, &rights, &row));
    bool told = date_given(row.met_on) || row.not_applicable || row.waived;
    struct view v = {
        .plan = row.plan,
        .version = row.version,
        .line = obligation_line(rq->lang, rq->today, &row),
        .result_period = row.result_period,
        .result_measure = row.result_measure,
        .told = told,
        .may_meet = rights.enters,
        .may_excuse = row.conditional,
        .may_waive = rights.directs,
        .may_reopen =
            told && (rights.directs || (rights.enters && !row.waived)),
        .met_on = rq->method == METHOD_POST ? req_form_raw(rq, "met_on")
                                            : date_text(rq->arena, rq->today),
        .note = req_form_raw(rq, "note"),
        .result = req_form_raw(rq, "result"),
    };

    return res_render(rq, &v);
}

static const char *const steps[] = {"meet", "excuse", "waive", "reopen", NULL};

struct asked {
    struct str step;
    int64_t version;
    struct date met_on;
    struct str note;
    struct str result; /* PERIOD/MEASURE, as in the result's address */
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, step, .required = true, .options = steps,
               .label = N_("Action")),
    FORM_FIELD(struct asked, version, .required = true, .label = N_("Version")),
    FORM_FIELD(struct asked, met_on, .label = N_("Met on")),
    FORM_FIELD(struct asked, note, .max_chars = NOTE_CHARS,
               .label = N_("Note or reason")),
    FORM_FIELD(struct asked, result, .label = N_("Result")),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

/* A result of the same plan, by the end of its address. */
static enum err read_result(struct req *rq, const struct obligation_row *row,
                            struct str text, struct obligation_said *said)
{
    struct str rest = str_trim(text), period;
    struct results rs;
    bool found = false;

    if (str_empty(rest))
        return OK;
    if (str_cut(&rest, '/', &period) &&
        period_parse(period, &said->result_period) == OK &&
        said->result_period.kind != PERIOD_NONE &&
        str_int(rest, &said->result_measure) == OK) {
        TRY(results_open(rq->db, rq->arena, row->plan, said->result_period,
                         false, &rs));
        const struct result_line *line =
            results_line(&rs, said->result_measure);
        found = line && line->version > 0;
    }
    if (!found)
        return req_refuse(rq, "result",
                          tr(rq->lang, N_("No result of this plan has that "
                                          "number: give it as 2025/123, as at "
                                          "the end of its page's address.")));
    return OK;
}

static enum err meet(struct req *rq, const struct asked *asked,
                     const struct obligation_row *row,
                     struct obligation_said *said)
{
    if (!date_given(asked->met_on))
        return req_refuse(rq, "met_on",
                          tr(rq->lang, N_("Give the day it was met.")));
    if (date_cmp(asked->met_on, rq->today) > 0)
        return req_refuse(rq, "met_on",
                          tr(rq->lang, N_("That day is still to come.")));
    said->met_on = asked->met_on;
    TRY(read_result(rq, row, asked->result, said));
    if (str_empty(said->note) && !said->result_measure)
        return req_refuse(rq, "note",
                          tr(rq->lang, N_("Say what was done, or which result "
                                          "shows it.")));
    return OK;
}

static enum err say(struct req *rq, const struct rule_rights *rights,
                    const struct asked *asked, const struct obligation_row *row,
                    struct obligation_said *said)
{
    bool meets = str_is(asked->step, "meet");
    bool waives = str_is(asked->step, "waive");

    said->note = str_trim(asked->note);
    if (waives ? !rights->directs
               : !rights->enters && (meets || !rights->directs))
        return ERR_FORBIDDEN;
    if (meets)
        return meet(rq, asked, row, said);
    said->waived = waives;
    said->not_applicable = str_is(asked->step, "excuse");
    if ((row->waived && !rights->directs) ||
        (said->not_applicable && !row->conditional))
        return ERR_FORBIDDEN;
    if (str_empty(said->note))
        return req_refuse(rq, "note", tr(rq->lang, N_("Give the reason.")));
    return OK;
}

static enum err change(struct req *rq)
{
    struct rule_actor who = {rq->me.id, rq->now, rq->today};
    struct rule_rights rights;
    struct obligation_row row;
    struct obligation_said said = {0};
    struct asked asked;

    TRY(find(rq, &rights, &row));
    TRY(req_form(rq, &asked_form, &asked));
    TRY(say(rq, &rights, &asked, &row, &said));
    row.version = asked.version;

    enum err err = obligation_tell(rq->db, rq->arena, &row, &said, &who);

    if (err == ERR_CONFLICT)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("Somebody else answered in the "
                                          "meantime: look again.")));
    TRY(err);
    return res_see_other(
        rq, PATH(rq, "/plans/{}/obligations/{}", V(row.plan), V(row.id)),
        tr(rq->lang, N_("Recorded.")));
}

PAGE(obligation_show, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(&rule_sql_rights, OBLIGATION_READ_SQL, &obligation_sql_tell,
                RESULT_READ_SQL, DECISION_SQL));
