#include "document/letter.h"

#include "view/view.h"

enum err letter_send(const struct letter *l, int64_t account,
                     const char *subject, const char *body, struct str word)
{
    struct account_row to;
    enum lang lang;

    TRY(account_by_id(l->db, account, &to));
    TRY(lang_parse(to.lang, &lang));
    struct mail mail = {
        .account = account,
        .address = to.email,
        .lang = to.lang,
        .subject = tr(lang, subject),
        .body = TR(l->arena, lang, body, to.name, l->config->base_url, word),
    };
    return mail_add(l->db, l->now, &mail);
}

enum err letter_link(const struct letter *l, int64_t account,
                     enum link_kind kind)
{
    bool invited = kind == LINK_INVITATION;
    struct str token;

    TRY(account_link_add(l->db, l->arena, l->now, account, kind, &token));
    return letter_send(
        l, account,
        invited ? N_("Your account on Mandaris")
                : N_("A new password for Mandaris"),
        invited ? N_("Dear {0},\n\nAn account on Mandaris was made for you. "
                     "Choose your password within three days:\n\n"
                     "{1}/link/{2}\n")
                : N_("Dear {0},\n\nA new password was asked for your account "
                     "on Mandaris. Choose it within two hours:\n\n"
                     "{1}/link/{2}\n\nIf you did not ask for it, ignore this "
                     "mail: nothing changes.\n"),
        token);
}
