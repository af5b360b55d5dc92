#include "document/seal_mail.h"

#include "core/buf.h"
#include "store/mail.h"
#include "view/view.h"

/* An address of the setting has no account, and so no language: all three. */
static struct str body_of(struct arena *a, const struct config *c,
                          const struct audit_seal *seal)
{
    static const enum lang langs[] = {LANG_FR, LANG_NL, LANG_EN};
    struct buf out = buf_new(a, 2048);

    buf_printf(&out, "%.*s\n%.*s\n", STR_ARG(date_text(a, seal->day)),
               STR_ARG(seal->hash));
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        buf_puts(&out, "\n");
        buf_put(&out,
                TR(a, langs[i],
                   N_("Keep this mail. The line above is the hash of the seal "
                      "of {0} over every decision on {1}. Whoever doubts them "
                      "later runs: mandaris audit verify --anchor HASH"),
                   show_date(a, langs[i], seal->day), c->base_url));
        buf_puts(&out, "\n");
    }
    return buf_str(&out);
}

enum err seal_mail_send(struct db *db, struct arena *a, struct instant now,
                        const struct config *c, const struct audit_seal *seal)
{
    struct str rest = c->audit_mail, address;
    struct mail mail = {
        .lang = S("fr"),
        .subject =
            str_printf(a, "Mandaris: seal %.*s %.*s",
                       STR_ARG(date_text(a, seal->day)), STR_ARG(seal->hash)),
        .body = body_of(a, c, seal),
    };

    while (str_cut(&rest, ' ', &address)) {
        mail.address = address;
        if (!str_empty(address))
            TRY(mail_add(db, now, &mail));
    }
    return OK;
}
