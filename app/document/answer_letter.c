#include "document/answer_letter.h"

#include "view/view.h"

enum err answer_letter_ask(const struct letter *l, const struct answer_ask *ask,
                           const struct account_row *by, struct str token)
{
    struct arena *a = l->arena;
    enum lang lang;
    int second;

    TRY(lang_parse(ask->lang, &lang));
    struct str until =
        show_date(a, lang, brussels_date(ask->expires_at, &second));
    struct str link = str_printf(a, "%.*s/answer/%.*s",
                                 STR_ARG(l->config->base_url), STR_ARG(token));
    struct str words = str_empty(ask->words)
                           ? S("")
                           : str_printf(a, "%.*s\n\n", STR_ARG(ask->words));
    struct mail mail = {
        .address = ask->address,
        .lang = ask->lang,
        .subject = TR(a, lang, N_("{0} asks you for figures"), by->name),
        .body = TR(a, lang,
                   N_("Dear {0},\n\n{1} asks you for figures or texts for the "
                      "results of {2}.\n\n{3}Answer here until {4}; no "
                      "account is needed, and what you type can be kept and "
                      "sent later:\n{5}\n\nThe link is yours alone: do not "
                      "pass it on.\n\nQuestions? {1}, {6}\n"),
                   ask->name, by->name, show_period(a, lang, ask->period),
                   words, until, link, by->email),
        .urgent = true,
    };
    return mail_add(l->db, l->now, &mail);
}

enum err answer_letter_there(const struct letter *l,
                             const struct answer_ask *ask)
{
    struct str path = str_printf(
        l->arena, "/plans/%lld/results/%.*s/answers#ask%lld",
        (long long)ask->plan, STR_ARG(period_text(l->arena, ask->period)),
        (long long)ask->id);

    return letter_send(
        l, ask->asked_by, N_("The answer you asked for is there"),
        N_("Dear {0},\n\nAn answer you asked for is there. Adopt or refuse "
           "it:\n\n{1}{2}\n"),
        path);
}
