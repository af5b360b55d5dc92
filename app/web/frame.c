#include "web/frame.h"

#include "core/hash.h"
#include "web/private.h"

static const struct field message_fields[] = {
    FIELD(struct message, field),
    FIELD(struct message, text),
};
const struct shape message_shape = SHAPE(struct message, message_fields);

static const struct field menu_entry_fields[] = {
    FIELD(struct menu_entry, href),
    FIELD(struct menu_entry, text),
    FIELD(struct menu_entry, here),
};
const struct shape menu_entry_shape =
    SHAPE(struct menu_entry, menu_entry_fields);

static const struct field frame_fields[] = {
    FIELD(struct frame, lang),
    FIELD(struct frame, lang_fr),
    FIELD(struct frame, lang_nl),
    FIELD(struct frame, lang_en),
    FIELD(struct frame, path),
    FIELD(struct frame, here),
    FIELD(struct frame, request_id),
    FIELD(struct frame, csrf),
    FIELD(struct frame, once),
    FIELD(struct frame, version),
    FIELD(struct frame, done),
    FIELD(struct frame, signed_in),
    FIELD(struct frame, me_name),
    FIELD(struct frame, me_initials),
    FIELD(struct frame, demonstration),
    FIELD(struct frame, today_text),
    FIELD(struct frame, refused),
    FIELD_LIST(struct frame, messages, &message_shape),
    FIELD_LIST(struct frame, menu, &menu_entry_shape),
};
const struct shape frame_shape = SHAPE(struct frame, frame_fields);

/* The menu, in its order; an entry shows to whoever its page admits, or to
 * the roles for whom it is everyday work. */
static const struct {
    const char *href;
    const char *text;
    int64_t roles; /* 0: whoever is admitted */
} entries[] = {
    {"/", N_("My work"), 0},
    {"/entities", N_("Dashboards"), 0},
    {"/plans", N_("Plans"), 0},
    {"/approvals", N_("Approvals"), ROLE_DIRECTOR | ROLE_AUTHORITY},
    {"/evaluations", N_("Evaluations"),
     ROLE_CHAIR | ROLE_MEMBER | ROLE_SECRETARY | ROLE_DIRECTOR},
    {"/campaigns", N_("Campaigns"), 0},
    {"/delegations", N_("Delegations"), 0},
    {"/exceptions", N_("Exceptions"), ROLE_CONTROLLER},
    {"/audit", N_("Decisions"), 0},
    {"/accounts", N_("Accounts"), 0},
    {"/grants", N_("Grants to confirm"), 0},
};

enum { ENTRIES = sizeof(entries) / sizeof(*entries) };

/* The section a page stands in: "/plans/7" is under "/plans". */
static bool within(struct str path, struct str href)
{
    return str_eq(path, href) ||
           (href.n > 1 && str_starts(path, href) && path.p[href.n] == '/');
}

static bool admitted(const struct req *rq, const char *href)
{
    struct match match;

    return route_find(app_routes, app_route_count, METHOD_GET, str_of(href),
                      &match) == OK &&
           (match.route->who == SIGNED || match.route->who & rq->me.roles);
}

static struct list menu_of(struct req *rq)
{
    struct menu_entry *menu = NEW_N(rq->arena, struct menu_entry, ENTRIES);
    size_t count = 0;

    for (size_t i = 0; i < ENTRIES && rq->me.id; i++) {
        struct str href = str_of(entries[i].href);
        if (!admitted(rq, entries[i].href) ||
            (entries[i].roles != 0 && !(entries[i].roles & rq->me.roles)))
            continue;
        menu[count++] = (struct menu_entry){
            .href = href,
            .text = tr(rq->lang, entries[i].text),
            .here = within(rq->path, href),
        };
    }
    return (struct list){menu, count, &menu_entry_shape};
}

/* Path and query; a POST comes back to the page it was sent from. */
static struct str here_of(struct req *rq)
{
    if (str_empty(rq->query))
        return rq->path;
    return str_printf(rq->arena, "%.*s?%.*s", STR_ARG(rq->path),
                      STR_ARG(rq->query));
}

void frame_fill(struct req *rq, struct frame *out)
{
    const struct req_private *own = rq->priv;
    bool stored_date =
        rq->config->demonstration && date_given(rq->config->today);

    *out = (struct frame){
        .lang = str_of(lang_code(rq->lang)),
        .lang_fr = rq->lang == LANG_FR,
        .lang_nl = rq->lang == LANG_NL,
        .lang_en = rq->lang == LANG_EN,
        .path = rq->path,
        .here = here_of(rq),
        .request_id = rq->id,
        .csrf = csrf_token(rq),
        .once = random_token(rq->arena),
        .version = own->app->version,
        .done = flash_take(rq),
        .signed_in = rq->me.id != 0,
        .me_name = rq->me.name,
        .me_initials = rq->me.initials,
        .demonstration = rq->config->demonstration,
        .refused = rq->messages.count > 0,
        .messages = rq->messages,
        .menu = menu_of(rq),
    };
    if (stored_date)
        out->today_text = show_date_long(rq->arena, rq->lang, rq->today);
}
