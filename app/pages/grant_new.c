/* GET, POST /accounts/{id}/grants/new: a role with its scope and dates. Roles
 * that approve or judge are confirmed on /grants (DOMAIN section 1). */
#include "document/letter.h"
#include "store/grant.h"
#include "web/role.h"

struct choice {
    struct str value;
    struct str text;
    bool chosen;
    bool two_persons;
};
static const struct field choice_fields[] = {
    FIELD(struct choice, value),
    FIELD(struct choice, text),
    FIELD(struct choice, chosen),
    FIELD(struct choice, two_persons),
};
static const struct shape choice_shape = SHAPE(struct choice, choice_fields);

struct view {
    struct str name;
    struct str back;
    struct list roles;
    struct list entities;
    struct list plans;
    struct str from_on;
    struct str to_on;
};
static const struct field view_fields[] = {
    FIELD(struct view, name),
    FIELD(struct view, back),
    FIELD_LIST(struct view, roles, &choice_shape),
    FIELD_LIST(struct view, entities, &choice_shape),
    FIELD_LIST(struct view, plans, &choice_shape),
    FIELD(struct view, from_on),
    FIELD(struct view, to_on),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct entry {
    struct str role;
    struct str entity; /* a number; "0": everything; empty: by plan */
    struct str plan;
    struct date from_on;
    struct date to_on;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, role, .required = true, .label = N_("Role")),
    FORM_FIELD(struct entry, entity, .label = N_("Entity")),
    FORM_FIELD(struct entry, plan, .label = N_("Plan")),
    FORM_FIELD(struct entry, from_on, .required = true, .label = N_("From")),
    FORM_FIELD(struct entry, to_on, .label = N_("Until")),
};
static const struct form form = FORM(struct entry, entry_fields);

static struct list scopes_show(struct req *rq, struct list from,
                               const char *field)
{
    struct choice *out = NEW_N(rq->arena, struct choice, from.count + 1);
    struct str sent = req_form_raw(rq, field);

    for (size_t i = 0; i < from.count; i++) {
        const struct grant_scope *n = LIST_AT(struct grant_scope, from, i);
        struct str id = str_printf(rq->arena, "%lld", (long long)n->id);
        struct said said = said_in(rq->lang, n->name_fr, n->name_nl);
        out[i] = (struct choice){id, said.text, str_eq(id, sent), false};
    }
    return (struct list){out, from.count, &choice_shape};
}

static struct list roles_show(struct req *rq)
{
    struct choice *out = NEW_N(rq->arena, struct choice, role_count);
    struct str sent = req_form_raw(rq, "role");

    for (size_t i = 0; i < role_count; i++)
        out[i] = (struct choice){
            str_of(role_table[i].name), tr(rq->lang, role_table[i].label),
            str_is(sent, role_table[i].name), role_table[i].two_persons};
    return (struct list){out, role_count, &choice_shape};
}

static enum err show(struct req *rq)
{
    struct account_row account;
    struct list entities, plans;
    struct str from_on = req_form_raw(rq, "from_on");
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(account_by_id(rq->db, id, &account));
    TRY(grant_scopes(rq->db, &entities, &plans));
    struct view view = {
        .name = account.name,
        .back = PATH(rq, "/accounts/{}", V(id)),
        .roles = roles_show(rq),
        .entities = scopes_show(rq, entities, "entity"),
        .plans = scopes_show(rq, plans, "plan"),
        .from_on =
            str_given(from_on) ? from_on : date_text(rq->arena, rq->today),
        .to_on = req_form_raw(rq, "to_on"),
    };
    return res_render(rq, &view);
}

/* An entity (0: everything) or a plan, one of the two. */
static enum err scope_read(struct req *rq, const struct entry *entry,
                           bool by_plan, struct assignment *out)
{
    bool plan = !str_empty(entry->plan), entity = !str_empty(entry->entity);
    struct str number = plan ? entry->plan : entry->entity;

    if (plan == entity || (plan && !by_plan) ||
        str_int(number, plan ? &out->plan : &out->entity) != OK)
        return req_refuse(rq, "entity",
                          tr(rq->lang, N_("Choose an entity or a plan: one of "
                                          "the two.")));
    out->everything = entity && out->entity == 0;
    return OK;
}

/* What the four eyes and the dates ask. */
static enum err check(struct req *rq, const struct role_about *role,
                      const struct assignment *new)
{
    int64_t held;

    if (date_given(new->to_on) && date_cmp(new->to_on, new->from_on) < 0)
        return req_refuse(rq, "to_on",
                          tr(rq->lang, N_("It ends before it begins.")));
    TRY(grants_bits(rq->db, new->account, rq->today, &held));
    held |= role->bit;
    if (held & ROLE_ADMIN && held & roles_of_two_persons())
        return req_refuse(rq, "role",
                          tr(rq->lang, N_("An administrator cannot approve, "
                                          "evaluate or audit as well.")));
    return OK;
}

static enum err tell(struct req *rq, const struct assignment *g)
{
    return letter_send(
        LETTER(rq), g->account,
        g->confirmed ? N_("A role on Mandaris")
                     : N_("A role on Mandaris was proposed for you"),
        g->confirmed
            ? N_("Dear {0},\n\nYou now have the role “{2}” on Mandaris "
                 "({1}).\n")
            : N_("Dear {0},\n\nThe role “{2}” on Mandaris ({1}) was proposed "
                 "for you. It holds once a second person confirms it.\n"),
        g->role);
}

static enum err entry_read(struct req *rq, struct assignment *out)
{
    struct entry entry;

    TRY(req_form(rq, &form, &entry));
    const struct role_about *role = role_named(entry.role);
    if (!role)
        return req_refuse(rq, "role", tr(rq->lang, N_("Choose a role.")));
    *out = (struct assignment){
        .role = entry.role,
        .from_on = entry.from_on,
        .to_on = entry.to_on,
        .granted_by = rq->me.id,
        .confirmed = !role->two_persons,
    };
    TRY(req_id(rq, "id", &out->account));
    TRY(scope_read(rq, &entry, role->by_plan, out));
    return check(rq, role, out);
}

static enum err propose(struct req *rq)
{
    struct assignment new;
    struct grant grant;
    int64_t account;

    TRY(req_id(rq, "id", &account));
    if (account == rq->me.id)
        return ERR_FORBIDDEN;
    TRY(entry_read(rq, &new));
    TRY(account_assign(rq->db, rq->now, &new));
    TRY(grant_read(rq->db, db_insert_id(rq->db), &grant));
    TRY(tell(rq, &new));
    TRY(grant_decide(rq->db, rq->arena, rq->now, "grant", &grant, rq->me.id));
    const char *done =
        new.confirmed ? N_("The role holds.")
                      : N_("The role is proposed; another person confirms it.");
    return res_see_other(rq, PATH(rq, "/accounts/{}", V(account)),
                         tr(rq->lang, done));
}

PAGE(grant_new, .get = show, .post = propose, .view = &view_shape,
     .sql = SQL(&grant_sql_entities, &grant_sql_plans, &account_sql_assign,
                GRANT_SQL, LETTER_SQL),
     .no_store = true);
