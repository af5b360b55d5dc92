/* GET, POST /calendars/{id}: the dates of a calendar. Its stewards change them;
 * a controller says who they are. What follows it moves at once. */

#include "store/agenda.h"
#include "web/page.h"

struct date_view {
    int64_t id;
    struct str on_date;
    struct date on;
    struct str text_fr;
    struct str text_nl;
};
static const struct field date_fields[] = {
    FIELD(struct date_view, id),      FIELD(struct date_view, on_date),
    FIELD(struct date_view, on),      FIELD(struct date_view, text_fr),
    FIELD(struct date_view, text_nl),
};
static const struct shape date_shape = SHAPE(struct date_view, date_fields);

static const struct field person_fields[] = {
    FIELD(struct agenda_person, account),
    FIELD(struct agenda_person, name),
};
static const struct shape person_shape =
    SHAPE(struct agenda_person, person_fields);

struct view {
    int64_t id;
    struct str name;
    int64_t rules;
    bool mine;
    bool controls;
    struct list dates;
    struct list stewards;
    struct list candidates;
    struct str on_date; /* as it was sent */
    struct str text_fr;
    struct str text_nl;
};
static const struct field view_fields[] = {
    FIELD(struct view, id),
    FIELD(struct view, name),
    FIELD(struct view, rules),
    FIELD(struct view, mine),
    FIELD(struct view, controls),
    FIELD_LIST(struct view, dates, &date_shape),
    FIELD_LIST(struct view, stewards, &person_shape),
    FIELD_LIST(struct view, candidates, &person_shape),
    FIELD(struct view, on_date),
    FIELD(struct view, text_fr),
    FIELD(struct view, text_nl),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err find(struct req *rq, struct agenda *out)
{
    int64_t id;

    TRY(req_id(rq, "id", &id));
    return agenda_find(rq->db, id, rq->me.id, rq->today, out);
}

static enum err dates(struct req *rq, const struct agenda *c, struct list *out)
{
    struct list rows;

    TRY(agenda_dates(rq->db, c->name, &rows));
    struct date_view *all = NEW_N(rq->arena, struct date_view, rows.count);

    for (size_t i = 0; i < rows.count; i++) {
        const struct agenda_date *d = LIST_AT(struct agenda_date, rows, i);

        all[i] = (struct date_view){d->id, date_text(rq->arena, d->on_date),
                                    d->on_date, d->text_fr, d->text_nl};
    }
    *out = (struct list){all, rows.count, &date_shape};
    return OK;
}

static enum err show(struct req *rq)
{
    struct agenda c;

    TRY(find(rq, &c));
    struct view v = {
        .id = c.id,
        .name = c.name,
        .rules = c.rules,
        .mine = c.mine,
        .controls = (rq->me.roles & ROLE_CONTROLLER) != 0,
        .on_date = req_form_raw(rq, "on_date"),
        .text_fr = req_form_raw(rq, "text_fr"),
        .text_nl = req_form_raw(rq, "text_nl"),
    };

    TRY(dates(rq, &c, &v.dates));
    TRY(agenda_stewards(rq->db, c.id, &v.stewards));
    v.stewards.shape = &person_shape;
    v.candidates.shape = &person_shape;
    if (v.controls)
        TRY(agenda_candidates(rq->db, c.id, &v.candidates));
    v.candidates.shape = &person_shape;
    return res_render(rq, &v);
}

/* -- changing -------------------------------------------------------------- */

static const char *const steps[] = {"write", "remove", "grant", "revoke", NULL};

struct asked {
    struct str step;
    int64_t date;
    struct date on_date;
    struct str text_fr;
    struct str text_nl;
    int64_t account;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, step, .required = true, .options = steps,
               .label = N_("Action")),
    FORM_FIELD(struct asked, date, .label = N_("Date")),
    FORM_FIELD(struct asked, on_date, .label = N_("Day")),
    FORM_FIELD(struct asked, text_fr, .max_chars = 1000,
               .label = N_("In French")),
    FORM_FIELD(struct asked, text_nl, .max_chars = 1000,
               .label = N_("In Dutch")),
    FORM_FIELD(struct asked, account, .label = N_("Person")),
};
static const struct form form = FORM(struct asked, asked_fields);

static struct str given(struct str s)
{
    s = str_trim(s);
    return str_empty(s) ? STR_NONE : s;
}

static enum err write_date(struct req *rq, const struct agenda *c,
                           const struct asked *asked,
                           const struct rule_actor *who)
{
    struct agenda_date date = {
        .id = asked->date,
        .on_date = asked->on_date,
        .text_fr = given(asked->text_fr),
        .text_nl = given(asked->text_nl),
    };

    if (!str_given(date.text_fr) && !str_given(date.text_nl))
        return req_refuse(rq, "text_fr",
                          tr(rq->lang, N_("Say what happens that day.")));
    return agenda_date_write(rq->db, rq->arena, c, &date, who);
}

static enum err step(struct req *rq, const struct agenda *c,
                     const struct asked *asked)
{
    struct rule_actor who = {rq->me.id, rq->now, rq->today};

    if (str_is(asked->step, "write"))
        return write_date(rq, c, asked, &who);
    if (str_is(asked->step, "remove"))
        return agenda_date_remove(rq->db, rq->arena, c, asked->date, &who);
    if (!(rq->me.roles & ROLE_CONTROLLER))
        return ERR_FORBIDDEN;
    if (str_is(asked->step, "grant"))
        return agenda_grant(rq->db, rq->arena, c, asked->account, &who);
    return agenda_revoke(rq->db, rq->arena, c, asked->account, &who);
}

static enum err change(struct req *rq)
{
    struct agenda c;
    struct asked asked;

    TRY(find(rq, &c));
    TRY(req_form(rq, &form, &asked));
    TRY(step(rq, &c, &asked));
    return res_see_other(rq, PATH(rq, "/calendars/{}", V(c.id)),
                         tr(rq->lang, N_("Saved; the dates have moved with "
                                         "it.")));
}

PAGE(agenda_show, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(AGENDA_SQL, OBLIGATION_GENERATE_SQL, DECISION_SQL));
