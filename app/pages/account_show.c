/* GET, POST /accounts/{id}: an account and its grants; disable, enable, send a
 * link. Granting and ending have pages of their own. */
#include "document/letter.h"
#include "store/grant.h"
#include "web/role.h"

struct line {
    struct str end_href; /* where its form goes; none: it is not mine to end */
    struct str role;
    bool everything;
    struct str scope;
    struct date from_on;
    struct date to_on; /* none: without end */
    struct str by;
    bool waiting;
};
static const struct field line_fields[] = {
    FIELD(struct line, end_href),   FIELD(struct line, role),
    FIELD(struct line, everything), FIELD(struct line, scope),
    FIELD(struct line, from_on),    FIELD(struct line, to_on),
    FIELD(struct line, by),         FIELD(struct line, waiting),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct view {
    struct str action;
    struct str grant_href;
    struct str login;
    struct str name;
    struct str email;
    struct str account_lang;
    bool invited;
    bool disabled;
    bool mine;
    struct list grants;
};
static const struct field view_fields[] = {
    FIELD(struct view, action),  FIELD(struct view, grant_href),
    FIELD(struct view, login),   FIELD(struct view, name),
    FIELD(struct view, email),   FIELD(struct view, account_lang),
    FIELD(struct view, invited), FIELD(struct view, disabled),
    FIELD(struct view, mine),    FIELD_LIST(struct view, grants, &line_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static const char *const acts[] = {"disable", "enable", "link", NULL};

struct entry {
    struct str act;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, act, .required = true, .options = acts,
               .label = N_("Action")),
};
static const struct form form = FORM(struct entry, entry_fields);

static void line_fill(struct req *rq, const struct grant *g, struct line *out)
{
    struct said entity = said_in(rq->lang, g->entity_fr, g->entity_nl);

    *out = (struct line){
        .role = tr(rq->lang, role_named(g->role)->label),
        .everything = g->everything,
        .scope = str_given(g->plan_code) ? g->plan_code : entity.text,
        .from_on = g->from_on,
        .to_on = g->to_on.year == 9999 ? DATE_NONE : g->to_on,
        .by = g->granted_by_name,
        .waiting = !g->confirmed,
    };
    if (g->account != rq->me.id)
        out->end_href =
            PATH(rq, "/accounts/{}/grants/{}/end", V(g->account), V(g->id));
}

static enum err grants_show(struct req *rq, int64_t account, struct list *out)
{
    struct list grants;

    TRY(grants_of_account(rq->db, account, rq->today, &grants));
    struct line *lines = NEW_N(rq->arena, struct line, grants.count + 1);
    for (size_t i = 0; i < grants.count; i++)
        line_fill(rq, LIST_AT(struct grant, grants, i), &lines[i]);
    *out = (struct list){lines, grants.count, &line_shape};
    return OK;
}

static enum err show(struct req *rq)
{
    struct account_row account;
    struct view view;
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(account_by_id(rq->db, id, &account));
    view = (struct view){
        .action = PATH(rq, "/accounts/{}", V(id)),
        .grant_href = PATH(rq, "/accounts/{}/grants/new", V(id)),
        .login = account.login,
        .name = account.name,
        .email = account.email,
        .account_lang = account.lang,
        .invited = str_empty(account.password_hash),
        .disabled = account.disabled,
        .mine = id == rq->me.id,
    };
    TRY(grants_show(rq, id, &view.grants));
    return res_render(rq, &view);
}

static enum err decide(struct req *rq, int64_t id, struct str act)
{
    struct decision decision = {
        .act = act,
        .account = rq->me.id,
        .object = S("account"),
        .key = str_printf(rq->arena, "%lld", (long long)id),
    };

    return decision_add(rq->db, rq->arena, rq->now, &decision);
}

static enum err disable(struct req *rq, int64_t id)
{
    TRY(account_disable(rq->db, id, rq->now));
    TRY(letter_send(LETTER(rq), id, N_("Your account on Mandaris is closed"),
                    N_("Dear {0},\n\nAn administrator closed your account on "
                       "Mandaris ({1}). What you entered stays.\n"),
                    STR_NONE));
    return decide(rq, id, S("disable"));
}

static enum err enable(struct req *rq, int64_t id)
{
    TRY(account_enable(rq->db, id));
    TRY(letter_send(LETTER(rq), id,
                    N_("Your account on Mandaris is open again"),
                    N_("Dear {0},\n\nAn administrator opened your account on "
                       "Mandaris ({1}) again.\n"),
                    STR_NONE));
    return decide(rq, id, S("enable"));
}

static enum err link_send(struct req *rq, const struct account_row *account)
{
    if (account->disabled)
        return ERR_CONFLICT;
    return letter_link(LETTER(rq), account->id,
                       str_empty(account->password_hash) ? LINK_INVITATION
                                                         : LINK_RESET);
}

static enum err act(struct req *rq)
{
    struct account_row account;
    struct entry entry;
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(req_form(rq, &form, &entry));
    TRY(account_by_id(rq->db, id, &account));
    if (id == rq->me.id)
        return ERR_FORBIDDEN;
    if (str_is(entry.act, "link"))
        TRY(link_send(rq, &account));
    else if (str_is(entry.act, "disable"))
        TRY(disable(rq, id));
    else
        TRY(enable(rq, id));
    return res_see_other(rq, PATH(rq, "/accounts/{}", V(id)),
                         tr(rq->lang, N_("Done; a mail is on its way.")));
}

PAGE(account_show, .get = show, .post = act, .view = &view_shape,
     .sql = SQL(&account_sql_enable, ACCOUNT_DISABLE_SQL, GRANT_SQL,
                LETTER_LINK_SQL),
     .no_store = true);
