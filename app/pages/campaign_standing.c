/* GET, POST /campaigns/{id}/entities/{entity}: what a body owes a campaign, or
 * until when; always with a reason. */

#include "document/campaign_table.h"
#include "web/page.h"

enum { STANDINGS = 5, REASON_CHARS = 2000 };

static const char *const standings[STANDINGS + 1] = {
    "due", "late", "nothing", "not_subject", "not_delivered", NULL};

struct choice {
    struct str value;
    struct str word;
    bool chosen;
};
static const struct field choice_fields[] = {
    FIELD(struct choice, value),
    FIELD(struct choice, word),
    FIELD(struct choice, chosen),
};
static const struct shape choice_shape = SHAPE(struct choice, choice_fields);

struct view {
    int64_t campaign;
    struct period period;
    int64_t entity;
    struct said name;
    struct date campaign_due_on;
    struct date locks_on;
    struct list choices;
    struct str due_on; /* as it was sent, or is */
    struct str reason;
};
static const struct field view_fields[] = {
    FIELD(struct view, campaign),
    FIELD(struct view, period),
    FIELD(struct view, entity),
    FIELD_STRUCT(struct view, name, &said_shape),
    FIELD(struct view, campaign_due_on),
    FIELD(struct view, locks_on),
    FIELD_LIST(struct view, choices, &choice_shape),
    FIELD(struct view, due_on),
    FIELD(struct view, reason),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err find(struct req *rq, struct campaign *c,
                     struct campaign_entity *e)
{
    int64_t id, entity;

    TRY(req_id(rq, "id", &id));
    TRY(req_id(rq, "entity", &entity));
    TRY(campaign_find(rq->db, id, c));
    return campaign_entity_find(rq->db, c, entity, rq->me.id, rq->today, e);
}

static struct list choices(struct req *rq, struct str chosen)
{
    struct choice *all = NEW_N(rq->arena, struct choice, STANDINGS);

    for (size_t i = 0; i < STANDINGS; i++) {
        struct str value = str_of(standings[i]);

        all[i] = (struct choice){
            .value = value,
            .word = campaign_standing_mark(rq->lang, value).word,
            .chosen = str_eq(value, chosen),
        };
    }
    return (struct list){all, STANDINGS, &choice_shape};
}

/* What was sent wins over what is stored: nothing typed is lost. */
static struct str sent_or(struct req *rq, const char *name, struct str stored)
{
    struct str sent = req_form_raw(rq, name);

    return str_given(sent) ? sent : stored;
}

static enum err show(struct req *rq)
{
    struct campaign c;
    struct campaign_entity e;

    TRY(find(rq, &c, &e));

    struct view v = {
        .campaign = c.id,
        .period = c.period,
        .entity = e.id,
        .name = said_in(rq->lang, e.name_fr, e.name_nl),
        .campaign_due_on = c.due_on,
        .locks_on = c.locks_on,
        .choices = choices(rq, sent_or(rq, "standing", e.standing)),
        .due_on = sent_or(rq, "due_on", date_text(rq->arena, e.due_on)),
        .reason = sent_or(rq, "reason", e.reason),
    };

    if (str_empty(v.name.text))
        v.name.text = e.code;
    return res_render(rq, &v);
}

/* -- changing it ----------------------------------------------------------- */

struct asked {
    struct str standing;
    struct date due_on;
    struct str reason;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, standing, .required = true, .options = standings,
               .label = N_("Standing")),
    FORM_FIELD(struct asked, due_on, .label = N_("Extended until")),
    FORM_FIELD(struct asked, reason, .required = true,
               .max_chars = REASON_CHARS, .label = N_("Reason")),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

static enum err check(struct req *rq, const struct campaign *c,
                      const struct asked *asked)
{
    if (str_empty(str_trim(asked->reason)))
        return req_refuse(
            rq, "reason",
            tr(rq->lang, N_("Give the reason: reports print it.")));
    if (!date_given(asked->due_on))
        return OK;
    if (!campaign_expects(asked->standing))
        return req_refuse(
            rq, "due_on",
            tr(rq->lang, N_("Only a body that is due or late is given more "
                            "time.")));
    if (date_cmp(asked->due_on, c->due_on) <= 0 ||
        date_cmp(asked->due_on, c->locks_on) > 0)
        return req_refuse(
            rq, "due_on",
            TR(rq->arena, rq->lang,
               N_("An extension ends after {0}, when everybody's results are "
                  "due, and by {1}, when they are locked."),
               show_date(rq->arena, rq->lang, c->due_on),
               show_date(rq->arena, rq->lang, c->locks_on)));
    return OK;
}

static enum err change(struct req *rq)
{
    struct campaign_actor who = {rq->me.id, rq->now, rq->today};
    struct campaign c;
    struct campaign_entity e;
    struct asked asked;

    TRY(find(rq, &c, &e));
    TRY(req_form(rq, &asked_form, &asked));
    TRY(check(rq, &c, &asked));
    e.standing = asked.standing;
    e.due_on = asked.due_on;
    e.reason = asked.reason;

    enum err err = campaign_stand(rq->db, rq->arena, &c, &e, &who);

    if (err == ERR_FORBIDDEN)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("The campaign is locked: no "
                                          "exception can be granted.")));
    TRY(err);
    return res_see_other(rq, PATH(rq, "/campaigns/{}", V(c.id)),
                         tr(rq->lang, N_("The exception is recorded.")));
}

PAGE(campaign_standing, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(CAMPAIGN_READ_SQL, CAMPAIGN_WRITE_SQL, RESULT_READ_SQL,
                RESULT_WRITE_SQL));
