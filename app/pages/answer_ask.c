/* GET, POST /plans/{id}/results/{period}/ask: asks a person without an account
 * for some cells, by a mailed link (?cell=MEASURE chooses one). */
#include "document/answer_letter.h"
#include "document/answer_rows.h"
#include "web/page.h"

enum { ASKS_AN_HOUR = 20, HOUR_S = 3600, DAY_S = 24 * HOUR_S };

struct view {
    int64_t plan;
    struct period period;
    struct str entity_name;
    int64_t days;
    bool closed;
    struct list cells;
    struct str name, address, words; /* as they were sent */
    bool fr, nl, en;
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, period),
    FIELD(struct view, entity_name),
    FIELD(struct view, days),
    FIELD(struct view, closed),
    FIELD_LIST(struct view, cells, &answer_choice_shape),
    FIELD(struct view, name),
    FIELD(struct view, address),
    FIELD(struct view, words),
    FIELD(struct view, fr),
    FIELD(struct view, nl),
    FIELD(struct view, en),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct tick {
    int64_t id;
    bool cell;
};
static const struct form_field tick_fields[] = {
    FORM_FIELD(struct tick, cell, .required = false)};
static const struct form tick_form = FORM(struct tick, tick_fields);

static enum err open(struct req *rq, struct answer_work *w)
{
    struct period period;
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    return answer_work_open(rq->db, rq->arena, rq->me.id, rq->today, rq->now,
                            plan, period, w);
}

/* The measures ticked, and the one of the address. */
static enum err ticked(struct req *rq, int64_t **out, size_t *count)
{
    struct list ticks;

    TRY(req_form_rows(rq, &tick_form, &ticks));
    *out = NEW_N(rq->arena, int64_t, ticks.count + 1);
    *count = 0;
    for (size_t i = 0; i < ticks.count; i++)
        if (LIST_AT(struct tick, ticks, i)->cell)
            (*out)[(*count)++] = LIST_AT(struct tick, ticks, i)->id;
    if (rq->method == METHOD_GET && str_int(req_query(rq, "cell"), *out) == OK)
        *count = 1;
    return OK;
}

static enum err show(struct req *rq)
{
    struct str lang = req_form_raw(rq, "lang");
    struct answer_work w;
    int64_t *chosen;
    size_t count;

    TRY(open(rq, &w));
    TRY(ticked(rq, &chosen, &count));
    if (str_empty(lang))
        lang = str_of(lang_code(rq->lang));
    struct view v = {
        .plan = w.rs.plan,
        .period = w.rs.period,
        .entity_name =
            said_in(rq->lang, w.head.entity_fr, w.head.entity_nl).text,
        .days = rq->config->answer_days,
        .closed = w.closed,
        .cells = answer_choices(&w.rs, rq->lang, chosen, count),
        .name = req_form_raw(rq, "name"),
        .address = req_form_raw(rq, "address"),
        .words = req_form_raw(rq, "words"),
        .fr = str_is(lang, "fr"),
        .nl = str_is(lang, "nl"),
        .en = str_is(lang, "en"),
    };
    return res_render(rq, &v);
}

/* -- asking ---------------------------------------------------------------- */

struct sent {
    struct str name;
    struct str address;
    struct str lang;
    struct str words;
};
static const char *const langs[] = {"fr", "nl", "en", NULL};
static const struct form_field sent_fields[] = {
    FORM_FIELD(struct sent, name, .required = true,
               .label = N_("Name of the person")),
    FORM_FIELD(struct sent, address, .required = true, .max_chars = 254,
               .label = N_("E-mail address")),
    FORM_FIELD(struct sent, lang, .required = true, .options = langs,
               .label = N_("Language")),
    FORM_FIELD(struct sent, words, .max_chars = 2000, .label = N_("Message")),
};
static const struct form sent_form = FORM(struct sent, sent_fields);

static enum err check(struct req *rq, const struct answer_work *w,
                      const struct sent *s, const int64_t *chosen, size_t count)
{
    struct instant hour_ago = {rq->now.s - HOUR_S};
    int64_t asked;

    TRY(answer_asked_since(rq->db, rq->me.id, hour_ago, &asked));
    if (asked >= ASKS_AN_HOUR)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("You asked very often within the "
                                          "hour: wait a little.")));
    if (!mail_address(s->address))
        return req_refuse(rq, "address",
                          tr(rq->lang, N_("This is not an e-mail address.")));
    if (count == 0)
        return req_refuse(rq, "cells",
                          tr(rq->lang, N_("Tick what you ask for.")));
    for (size_t i = 0; i < count; i++)
        if (!answer_can_be_asked(results_line(&w->rs, chosen[i])))
            return ERR_NOT_FOUND;
    return OK;
}

static enum err ask(struct req *rq)
{
    struct account_row me;
    struct sent sent;
    struct answer_work w;
    struct str token;
    int64_t *chosen;
    size_t count;

    TRY(open(rq, &w));
    if (w.closed)
        return ERR_FORBIDDEN;
    TRY(req_form(rq, &sent_form, &sent));
    TRY(ticked(rq, &chosen, &count));
    TRY(check(rq, &w, &sent, chosen, count));
    TRY(account_by_id(rq->db, rq->me.id, &me));
    struct answer_ask ask = {
        .plan = w.rs.plan,
        .period = w.rs.period,
        .name = str_trim(sent.name),
        .address = sent.address,
        .lang = sent.lang,
        .words = str_trim(sent.words),
        .asked_by = me.id,
        .expires_at = {rq->now.s + rq->config->answer_days * DAY_S},
    };
    TRY(answer_ask_add(rq->db, rq->arena, rq->now, &ask, chosen, count,
                       &token));
    TRY(answer_letter_ask(LETTER(rq), &ask, &me, token));
    return res_see_other(
        rq,
        PATH(rq, "/plans/{}/results/{}/answers", V(w.rs.plan), V(w.rs.period)),
        TR(rq->arena, rq->lang, N_("{0} is asked by mail."), ask.name));
}

PAGE(answer_ask, .get = show, .post = ask, .view = &view_shape,
     .sql = SQL(ANSWER_ASK_SQL, LETTER_SQL, ANSWER_WORK_SQL), .no_store = true);
