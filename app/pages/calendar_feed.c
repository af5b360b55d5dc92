/* GET /calendar/{token}: a person's due dates as iCalendar, to whoever has the
 * private address (TOKEN.ics). */
#include "document/calendar.h"
#include "store/account.h"
#include "store/calendar.h"
#include "store/obligation.h"
#include "web/page.h"

enum { AHEAD_DAYS = 400 };

static struct str host(struct req *rq)
{
    struct str url = rq->config->base_url;
    ptrdiff_t at = str_find(url, '/', 0);

    return str_sub(url, (size_t)at + 2, url.n); /* behind "//" */
}

static struct calendar_event event_of(struct req *rq, enum lang lang,
                                      const struct calendar_term *t)
{
    struct arena *a = rq->arena;
    struct str period = show_period(a, lang, t->period);
    struct str path = t->approves ? S("/approvals")
                                  : PATH(rq, "/plans/{}/results/{}", V(t->plan),
                                         V(t->period));

    return (struct calendar_event){
        .uid = str_printf(
            a, "%s-%lld-%lld@%.*s", t->approves ? "approve" : "submit",
            (long long)t->campaign, (long long)t->plan, STR_ARG(host(rq))),
        .on = t->on,
        .summary = TR(a, lang,
                      t->approves ? N_("Approve the results of {0}")
                                  : N_("Submit the results of {0}"),
                      period),
        .description =
            str_printf(a, "%.*s, %.*s",
                       STR_ARG(said_in(lang, t->name_fr, t->name_nl).text),
                       STR_ARG(said_in(lang, t->entity_fr, t->entity_nl).text)),
        .url = str_printf(a, "%.*s%.*s", STR_ARG(rq->config->base_url),
                          STR_ARG(path)),
    };
}

static struct calendar_event event_due(struct req *rq, enum lang lang,
                                       const struct obligation_row *o)
{
    struct arena *a = rq->arena;
    struct str path =
        PATH(rq, "/plans/{}/obligations/{}", V(o->plan), V(o->id));
    struct str part = said_in(lang, o->part_fr, o->part_nl).text;

    return (struct calendar_event){
        .uid =
            str_printf(a, "due-%lld-%lld-%.*s@%.*s", (long long)o->deadline,
                       (long long)o->part, STR_ARG(o->code), STR_ARG(host(rq))),
        .on = o->due_on,
        .summary = str_printf(
            a, "%.*s%s%.*s", STR_ARG(o->ref), str_empty(o->ref) ? "" : " ",
            STR_ARG(said_in(lang, o->title_fr, o->title_nl).text)),
        .description =
            str_printf(a, "%.*s%s%.*s, %.*s",
                       STR_ARG(said_in(lang, o->text_fr, o->text_nl).text),
                       str_empty(part) ? "" : ", ", STR_ARG(part),
                       STR_ARG(said_in(lang, o->entity_fr, o->entity_nl).text)),
        .url = str_printf(a, "%.*s%.*s", STR_ARG(rq->config->base_url),
                          STR_ARG(path)),
    };
}

/* Campaigns, then the obligations of a year and what is still overdue. */
static enum err events_of(struct req *rq, int64_t account, enum lang lang,
                          struct calendar_event **out, size_t *count)
{
    struct date until = date_add_days(rq->today, AHEAD_DAYS);
    struct list terms, due;

    TRY(calendar_terms(rq->db, account, rq->today, &terms));
    TRY(obligations_until(rq->db, account, rq->today, until, &due));
    struct calendar_event *at =
        NEW_N(rq->arena, struct calendar_event, terms.count + due.count + 1);
    *out = at;
    *count = terms.count + due.count;
    for (size_t i = 0; i < terms.count; i++)
        *at++ = event_of(rq, lang, LIST_AT(struct calendar_term, terms, i));
    for (size_t i = 0; i < due.count; i++)
        *at++ = event_due(rq, lang, LIST_AT(struct obligation_row, due, i));
    return OK;
}

static enum err show(struct req *rq)
{
    struct account_row owner;
    struct calendar_event *events;
    struct str token;
    size_t count;
    int64_t account;
    enum lang lang;

    TRY(req_path(rq, "token", &token));
    if (!str_ends(token, S(".ics")))
        return ERR_NOT_FOUND;
    TRY(calendar_feed_find(rq->db, str_sub(token, 0, token.n - 4), &account));
    TRY(account_by_id(rq->db, account, &owner));
    TRY(lang_parse(owner.lang, &lang));
    TRY(events_of(rq, account, lang, &events, &count));
    res_header(rq, S("X-Robots-Tag"), S("noindex"));
    return res_file(rq, S("mandaris.ics"), S("text/calendar; charset=utf-8"),
                    calendar_text(rq->arena, tr(lang, N_("Due on Mandaris")),
                                  rq->now, events, count));
}

PAGE(calendar_feed, .get = show,
     .sql = SQL(&account_sql_by_id, &calendar_sql_find, &calendar_sql_terms,
                &obligation_sql_pressing),
     .no_store = true);
