/* GET /calendar/{token}: a person's due dates as iCalendar, to whoever has the
 * private address (TOKEN.ics). */
#include "document/calendar.h"
#include "store/account.h"
#include "store/calendar.h"
#include "web/page.h"

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

static enum err show(struct req *rq)
{
    struct account_row owner;
    struct str token;
    struct list terms;
    int64_t account;
    enum lang lang;

    TRY(req_path(rq, "token", &token));
    if (!str_ends(token, S(".ics")))
        return ERR_NOT_FOUND;
    TRY(calendar_feed_find(rq->db, str_sub(token, 0, token.n - 4), &account));
    TRY(account_by_id(rq->db, account, &owner));
    TRY(lang_parse(owner.lang, &lang));
    TRY(calendar_terms(rq->db, account, rq->today, &terms));
    struct calendar_event *events =
        NEW_N(rq->arena, struct calendar_event, terms.count + 1);
    for (size_t i = 0; i < terms.count; i++)
        events[i] = event_of(rq, lang, LIST_AT(struct calendar_term, terms, i));
    res_header(rq, S("X-Robots-Tag"), S("noindex"));
    return res_file(rq, S("mandaris.ics"), S("text/calendar; charset=utf-8"),
                    calendar_text(rq->arena, tr(lang, N_("Due on Mandaris")),
                                  rq->now, events, terms.count));
}

PAGE(calendar_feed, .get = show,
     .sql = SQL(&account_sql_by_id, &calendar_sql_find, &calendar_sql_terms),
     .no_store = true);
