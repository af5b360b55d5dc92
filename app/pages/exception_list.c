/* GET, POST /exceptions: the controller grants a unit with one person a dated
 * exception; what passes under it is marked "one person". */
#include "document/letter.h"
#include "store/exception.h"
#include "web/page.h"

struct line {
    int64_t id;
    struct str entity;
    struct str account;
    struct date from_on;
    struct date to_on;
    struct str reason;
    struct str by;
    struct instant granted_at;
    struct str ended_by;
    struct instant ended_at;
    bool over;
    bool ends; /* the reader may end it */
};
static const struct field line_fields[] = {
    FIELD(struct line, id),       FIELD(struct line, entity),
    FIELD(struct line, account),  FIELD(struct line, from_on),
    FIELD(struct line, to_on),    FIELD(struct line, reason),
    FIELD(struct line, by),       FIELD(struct line, granted_at),
    FIELD(struct line, ended_by), FIELD(struct line, ended_at),
    FIELD(struct line, over),     FIELD(struct line, ends),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct option {
    struct str value;
    struct str text;
    bool chosen;
};
static const struct field option_fields[] = {
    FIELD(struct option, value),
    FIELD(struct option, text),
    FIELD(struct option, chosen),
};
static const struct shape option_shape = SHAPE(struct option, option_fields);

struct view {
    struct list lines;
    struct list people;
    bool controls;
    struct str from_on;
    struct str to_on;
    struct str reason;
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, lines, &line_shape),
    FIELD_LIST(struct view, people, &option_shape),
    FIELD(struct view, controls),
    FIELD(struct view, from_on),
    FIELD(struct view, to_on),
    FIELD(struct view, reason),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct entry {
    struct str who; /* entity and account, "2-14" */
    struct date from_on;
    struct date to_on;
    struct str reason;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, who, .required = true,
               .label = N_("Unit and person")),
    FORM_FIELD(struct entry, from_on, .required = true, .label = N_("From")),
    FORM_FIELD(struct entry, to_on, .required = true, .label = N_("Until")),
    FORM_FIELD(struct entry, reason, .required = true, .max_chars = 4000,
               .label = N_("Reason")),
};
static const struct form form = FORM(struct entry, entry_fields);

static struct str key_of(struct arena *a, const struct exception_choice *c)
{
    return str_printf(a, "%lld-%lld", (long long)c->entity,
                      (long long)c->account);
}

static struct list people(struct req *rq, struct list of)
{
    struct option *out = NEW_N(rq->arena, struct option, of.count + 1);
    struct str sent = req_form_raw(rq, "who");

    for (size_t i = 0; i < of.count; i++) {
        const struct exception_choice *c =
            LIST_AT(struct exception_choice, of, i);
        struct str value = key_of(rq->arena, c);
        struct str entity = said_in(rq->lang, c->entity_fr, c->entity_nl).text;

        out[i] = (struct option){value,
                                 str_printf(rq->arena, "%.*s · %.*s",
                                            STR_ARG(entity), STR_ARG(c->name)),
                                 str_eq(value, sent)};
    }
    return (struct list){out, of.count, &option_shape};
}

static struct list lines(struct req *rq, struct list of, bool controls)
{
    struct line *out = NEW_N(rq->arena, struct line, of.count + 1);

    for (size_t i = 0; i < of.count; i++) {
        const struct exception *x = LIST_AT(struct exception, of, i);
        bool over = x->ended_at.s != 0 || date_cmp(x->to_on, rq->today) < 0;

        out[i] = (struct line){
            x->id,
            said_in(rq->lang, x->entity_fr, x->entity_nl).text,
            x->account_name,
            x->from_on,
            x->to_on,
            x->reason,
            x->granted_by_name,
            x->granted_at,
            x->ended_by_name,
            x->ended_at,
            over,
            controls && !over,
        };
    }
    return (struct list){out, of.count, &line_shape};
}

static enum err show(struct req *rq)
{
    struct list all, choices;
    struct view v = {
        .controls = (rq->me.roles & ROLE_CONTROLLER) != 0,
        .from_on = req_form_raw(rq, "from_on"),
        .to_on = req_form_raw(rq, "to_on"),
        .reason = req_form_raw(rq, "reason"),
    };

    TRY(exceptions(rq->db, &all));
    TRY(exception_choices(rq->db, rq->today, &choices));
    v.lines = lines(rq, all, v.controls);
    v.people = people(rq, choices);
    if (!str_given(v.from_on))
        v.from_on = date_text(rq->arena, rq->today);
    return res_render(rq, &v);
}

/* Only who works in a unit that reports: as the list has it. */
static enum err who_read(struct req *rq, struct str who, struct exception *x)
{
    struct list choices;

    TRY(exception_choices(rq->db, rq->today, &choices));
    for (size_t i = 0; i < choices.count; i++) {
        const struct exception_choice *c =
            LIST_AT(struct exception_choice, choices, i);

        if (!str_eq(who, key_of(rq->arena, c)))
            continue;
        x->entity = c->entity;
        x->account = c->account;
        return OK;
    }
    return req_refuse(rq, "who",
                      tr(rq->lang, N_("Choose a unit and the person "
                                      "who works there.")));
}

static enum err grant(struct req *rq)
{
    struct exception x = {0};
    struct entry entry;

    TRY(req_form(rq, &form, &entry));
    TRY(who_read(rq, entry.who, &x));
    if (x.account == rq->me.id)
        return ERR_FORBIDDEN;
    if (date_cmp(entry.to_on, entry.from_on) < 0)
        return req_refuse(rq, "to_on",
                          tr(rq->lang, N_("It ends before it begins.")));
    x.from_on = entry.from_on;
    x.to_on = entry.to_on;
    x.reason = entry.reason;
    TRY(exception_add(rq->db, &x, rq->me.id, rq->now));
    TRY(letter_send(LETTER(rq), x.account,
                    N_("An exception for you on Mandaris"),
                    N_("Dear {0},\n\nWhere nobody else can, you may approve "
                       "what you entered yourself; it is marked “one person”. "
                       "Reason: {2}\n{1}/approvals\n"),
                    x.reason));
    TRY(exception_decide(rq->db, rq->arena, rq->now, "except", &x, rq->me.id));
    return res_see_other(rq, S("/exceptions"),
                         tr(rq->lang, N_("Granted; the person gets a mail.")));
}

PAGE(exception_list, .get = show, .post = grant, .view = &view_shape,
     .sql = SQL(&exception_sql_list, &exception_sql_choices, &exception_sql_add,
                DECISION_SQL, LETTER_SQL));
