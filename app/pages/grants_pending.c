/* GET, POST /grants: roles that approve or judge wait here for a second
 * person, who is neither the one who proposed it nor the one it is for. */
#include "document/letter.h"
#include "store/delegation.h"
#include "store/grant.h"
#include "web/role.h"

struct line {
    int64_t id;
    struct str account;
    struct str role;
    bool everything;
    struct str scope;
    struct date from_on;
    struct date to_on;
    struct str by;
    struct instant granted_at;
    bool mine; /* proposed by me or for me: another person decides */
};
static const struct field line_fields[] = {
    FIELD(struct line, id),         FIELD(struct line, account),
    FIELD(struct line, role),       FIELD(struct line, everything),
    FIELD(struct line, scope),      FIELD(struct line, from_on),
    FIELD(struct line, to_on),      FIELD(struct line, by),
    FIELD(struct line, granted_at), FIELD(struct line, mine),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct view {
    struct list grants;
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, grants, &line_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static const char *const acts[] = {"confirm", "refuse", NULL};

struct entry {
    int64_t grant;
    struct str act;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, grant, .required = true, .label = N_("Role")),
    FORM_FIELD(struct entry, act, .required = true, .options = acts,
               .label = N_("Action")),
};
static const struct form form = FORM(struct entry, entry_fields);

static void line_fill(struct req *rq, const struct grant *g, struct line *out)
{
    struct said entity = said_in(rq->lang, g->entity_fr, g->entity_nl);

    *out = (struct line){
        .id = g->id,
        .account = g->account_name,
        .role = tr(rq->lang, role_named(g->role)->label),
        .everything = g->everything,
        .scope = str_given(g->plan_code) ? g->plan_code : entity.text,
        .from_on = g->from_on,
        .to_on = g->to_on.year == 9999 ? DATE_NONE : g->to_on,
        .by = g->granted_by_name,
        .granted_at = g->granted_at,
        .mine = g->granted_by == rq->me.id || g->account == rq->me.id,
    };
}

static enum err show(struct req *rq)
{
    struct list grants;

    TRY(grants_waiting(rq->db, rq->today, &grants));
    struct line *lines = NEW_N(rq->arena, struct line, grants.count + 1);
    for (size_t i = 0; i < grants.count; i++)
        line_fill(rq, LIST_AT(struct grant, grants, i), &lines[i]);
    struct view view = {{lines, grants.count, &line_shape}};
    return res_render(rq, &view);
}

/* The account may have become an administrator's since it was proposed. */
static enum err confirm(struct req *rq, const struct grant *grant)
{
    int64_t held;

    TRY(grants_bits(rq->db, grant->account, rq->today, &held));
    if (held & ROLE_ADMIN)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("An administrator cannot approve, "
                                          "evaluate or audit as well.")));
    TRY(grant_confirm(rq->db, grant, rq->me.id, rq->now));
    TRY(delegation_spread(rq->db, grant->account, rq->today, rq->now, NULL));
    return letter_send(
        LETTER(rq), grant->account, N_("A role on Mandaris"),
        N_("Dear {0},\n\nYou now have the role “{2}” on Mandaris "
           "({1}).\n"),
        grant->role);
}

static enum err refuse(struct req *rq, const struct grant *grant)
{
    TRY(grant_refuse(rq->db, grant, rq->me.id));
    return letter_send(LETTER(rq), grant->account,
                       N_("A role on Mandaris was refused"),
                       N_("Dear {0},\n\nThe role “{2}” on Mandaris ({1}) that "
                          "was proposed for you was not confirmed.\n"),
                       grant->role);
}

static enum err decide(struct req *rq)
{
    struct entry entry;
    struct grant grant;

    TRY(req_form(rq, &form, &entry));
    TRY(grant_read(rq->db, entry.grant, &grant));
    if (grant.confirmed)
        return ERR_CONFLICT;
    TRY(str_is(entry.act, "confirm") ? confirm(rq, &grant)
                                     : refuse(rq, &grant));
    TRY(grant_decide(rq->db, rq->arena, rq->now, str_z(rq->arena, entry.act),
                     &grant, rq->me.id));
    return res_see_other(rq, S("/grants"),
                         tr(rq->lang, N_("Decided; the person gets a mail.")));
}

PAGE(grants_pending, .get = show, .post = decide, .view = &view_shape,
     .sql = SQL(GRANT_SQL, LETTER_SQL, &delegation_sql_spread),
     .no_store = true);
