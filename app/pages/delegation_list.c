/* GET, POST /delegations: who acts for whom. The absent person, a director
 * above, or the controller with an act of designation arranges it. */
#include "document/delegation_page.h"
#include "document/letter.h"
#include "web/page.h"

struct view {
    struct list lines;
    struct list absents;
    struct list delegates;
    struct list entities;
    struct list plans;
    bool controls;
    struct str from_on;
    struct str to_on;
    struct str reason;
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, lines, &delegation_line_shape),
    FIELD_LIST(struct view, absents, &delegation_option_shape),
    FIELD_LIST(struct view, delegates, &delegation_option_shape),
    FIELD_LIST(struct view, entities, &delegation_option_shape),
    FIELD_LIST(struct view, plans, &delegation_option_shape),
    FIELD(struct view, controls),
    FIELD(struct view, from_on),
    FIELD(struct view, to_on),
    FIELD(struct view, reason),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct entry {
    int64_t account;
    int64_t delegate;
    struct str scope; /* e and an entity, p and a plan; empty: all */
    struct date from_on;
    struct date to_on;
    struct str reason;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, account, .required = true,
               .label = N_("Who is absent")),
    FORM_FIELD(struct entry, delegate, .required = true,
               .label = N_("Who acts for them")),
    FORM_FIELD(struct entry, scope, .label = N_("Scope")),
    FORM_FIELD(struct entry, from_on, .required = true, .label = N_("From")),
    FORM_FIELD(struct entry, to_on, .required = true, .label = N_("Until")),
    FORM_FIELD(struct entry, reason, .max_chars = 4000,
               .label = N_("Reason, or the act")),
};
static const struct form form = FORM(struct entry, entry_fields);

static bool controls(const struct req *rq)
{
    return (rq->me.roles & ROLE_CONTROLLER) != 0;
}

static struct list options(struct req *rq, struct list of, const char *prefix,
                           const char *field)
{
    return delegation_options(rq->arena, rq->lang, of, prefix,
                              req_form_raw(rq, field));
}

static enum err show(struct req *rq)
{
    struct list all, absents, delegates, entities, plans;
    struct view v = {
        .controls = controls(rq),
        .from_on = req_form_raw(rq, "from_on"),
        .to_on = req_form_raw(rq, "to_on"),
        .reason = req_form_raw(rq, "reason"),
    };

    TRY(delegations(rq->db, rq->me.id, v.controls, &all));
    TRY(delegation_absents(rq->db, rq->me.id, v.controls, rq->today, &absents));
    TRY(delegation_delegates(rq->db, rq->today, &delegates));
    TRY(delegation_entities(rq->db, rq->me.id, rq->today, &entities));
    TRY(delegation_plans(rq->db, rq->me.id, rq->today, &plans));
    v.lines = delegation_lines(rq->arena, rq->lang, all, rq->me.id, v.controls,
                               rq->today);
    v.absents = options(rq, absents, "", "account");
    v.delegates = options(rq, delegates, "", "delegate");
    v.entities = options(rq, entities, "e", "scope");
    v.plans = options(rq, plans, "p", "scope");
    if (!str_given(v.from_on))
        v.from_on = date_text(rq->arena, rq->today);
    return res_render(rq, &v);
}

static enum err scope_read(struct req *rq, struct str scope,
                           struct delegation *d)
{
    struct str number = str_empty(scope) ? scope : str_sub(scope, 1, scope.n);
    int64_t *to = str_starts(scope, S("p")) ? &d->plan : &d->entity;

    if (str_empty(scope))
        return OK;
    if ((scope.p[0] != 'e' && scope.p[0] != 'p') || str_int(number, to) != OK ||
        *to <= 0)
        return req_refuse(rq, "scope", tr(rq->lang, N_("Choose a scope.")));
    return OK;
}

static enum err check(struct req *rq, const struct entry *entry,
                      struct delegation *d)
{
    struct delegation_ask ask = {
        .account = entry->account,
        .delegate = entry->delegate,
        .made_by = rq->me.id,
        .controls = controls(rq),
        .reasoned = !str_empty(str_trim(entry->reason)),
        .from_on = entry->from_on,
        .to_on = entry->to_on,
        .today = rq->today,
    };
    enum delegation_fault fault;

    TRY(delegation_above(rq->db, rq->me.id, entry->account, rq->today,
                         &ask.above));
    TRY(delegation_admin(rq->db, entry->delegate, rq->today, &ask.admin));
    fault = delegation_check(&ask);
    if (fault != DELEGATION_FINE)
        return req_refuse(rq, NULL, delegation_fault_text(rq->lang, fault));
    *d = (struct delegation){
        .account = entry->account,
        .delegate = entry->delegate,
        .basis = delegation_basis_word(delegation_basis(&ask)),
        .from_on = entry->from_on,
        .to_on = entry->to_on,
        .reason = entry->reason,
        .made_by = rq->me.id,
    };
    return scope_read(rq, entry->scope, d);
}

static enum err tell(struct req *rq, const struct delegation *d)
{
    TRY(letter_send(LETTER(rq), d->delegate,
                    N_("You act for somebody on Mandaris"),
                    N_("Dear {0},\n\nYou act for {2} on Mandaris: what waits "
                       "for them waits for you too, beside your own. From "
                       "when, until when and for what:\n{1}/delegations\n"),
                    d->account_name));
    if (d->account == d->made_by)
        return OK;
    return letter_send(LETTER(rq), d->account,
                       N_("Somebody acts for you on Mandaris"),
                       N_("Dear {0},\n\n{2} acts for you on Mandaris. From "
                          "when, until when, for what and on which ground:\n"
                          "{1}/delegations\n"),
                       d->delegate_name);
}

static enum err arrange(struct req *rq)
{
    struct delegation d;
    struct entry entry;
    enum err err;

    TRY(req_form(rq, &form, &entry));
    TRY(check(rq, &entry, &d));
    err = delegation_add(rq->db, &d, rq->today, rq->now);
    if (err == ERR_INPUT)
        return req_refuse(rq, "scope",
                          tr(rq->lang, N_("They approve nothing within that "
                                          "scope in those days.")));
    TRY(err);
    TRY(delegation_read(rq->db, d.id, &d));
    TRY(tell(rq, &d));
    TRY(delegation_decide(rq->db, rq->arena, rq->now, "delegate", &d,
                          rq->me.id));
    return res_see_other(rq, S("/delegations"),
                         tr(rq->lang, N_("Arranged; those concerned get a "
                                         "mail.")));
}

PAGE(delegation_list, .get = show, .post = arrange, .view = &view_shape,
     .sql = SQL(DELEGATION_CHOICE_SQL, &delegation_sql_read,
                &delegation_sql_add, &delegation_sql_spread, DECISION_SQL,
                LETTER_SQL));
