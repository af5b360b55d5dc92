/* POST /plans/{id}/deadlines/settings: how a year is counted, and when the next
 * plan was signed; every date that follows moves. */

#include "store/obligation.h"
#include "web/page.h"

struct settings {
    bool mandate_years;
    struct date next_plan_on;
};
static const struct form_field settings_fields[] = {
    FORM_FIELD(struct settings, mandate_years, .label = N_("Mandate year")),
    FORM_FIELD(struct settings, next_plan_on,
               .label = N_("Signature of the next plan")),
};
static const struct form form = FORM(struct settings, settings_fields);

static enum err settle(struct req *rq)
{
    struct rule_rights rights;
    struct settings s;
    int64_t plan, changed = 0;

    TRY(req_id(rq, "id", &plan));
    TRY(rule_rights(rq->db, plan, rq->me.id, rq->today, &rights));
    if (!rights.directs)
        return ERR_FORBIDDEN;
    TRY(req_form(rq, &form, &s));
    TRY(rule_settle(rq->db, plan, s.mandate_years, s.next_plan_on));
    TRY(obligations_generate(rq->db, rq->arena, plan, rq->today, &changed));
    struct decision decision = {
        .plan = plan,
        .act = S("settle_deadlines"),
        .account = rq->me.id,
        .object = S("plan"),
        .key = rights.code,
        .reason = str_printf(rq->arena, "%s %.*s",
                             s.mandate_years ? "mandate" : "calendar",
                             STR_ARG(date_text(rq->arena, s.next_plan_on))),
    };

    TRY(decision_add(rq->db, rq->arena, rq->now, &decision));
    return res_see_other(rq, PATH(rq, "/plans/{}/deadlines", V(plan)),
                         tr(rq->lang, N_("Saved; the dates have moved with "
                                         "it.")));
}

PAGE(deadline_settle, .post = settle,
     .sql = SQL(&rule_sql_rights, &rule_sql_settle, OBLIGATION_GENERATE_SQL,
                DECISION_SQL));
