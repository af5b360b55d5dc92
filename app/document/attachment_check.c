#include "document/attachment.h"

struct str attachment_size(struct arena *a, enum lang lang, int64_t bytes)
{
    struct dec mega = {bytes, bytes % 1000000 ? 1 : 0, true};

    if (bytes < 1000)
        return TR(a, lang, N_("{0} bytes"), show_int(a, lang, bytes));
    if (bytes < 1000000)
        return TR(a, lang, N_("{0} kB"),
                  show_int(a, lang, (bytes + 500) / 1000));
    return TR(a, lang, N_("{0} MB"),
              show_dec(a, lang, dec_round(mega, mega.decimals)));
}

static enum err content_check(struct arena *a, const struct config *c,
                              struct str bytes, struct str *type,
                              const char **msgid)
{
    enum err err;

    TRY(attachment_type(a, bytes, type));
    if (!attachment_accepted(*type)) {
        *msgid = N_("“{0}” was not attached: what it holds is {1}. PDF, office "
                    "documents, images, text, CSV and mails can be attached.");
        return ERR_INPUT;
    }
    err = attachment_scan(a, c, bytes);
    if (err == OK)
        return OK;
    *msgid = err == ERR_FORBIDDEN
                 ? N_("“{0}” was not attached: a virus was found in it.")
                 : N_("“{0}” was not attached: the virus scanner does not "
                      "answer. Try again later.");
    return ERR_INPUT;
}

enum err attachment_check(struct arena *a, const struct config *c,
                          enum lang lang, struct str name, struct str bytes,
                          struct str *type, struct str *why)
{
    struct str most = attachment_size(a, lang, c->upload_limit);
    const char *msgid = "";
    enum err err;

    if (bytes.n == 0) {
        *why = TR(a, lang, N_("“{0}” is empty."), name);
        return ERR_INPUT;
    }
    if (bytes.n > (size_t)c->upload_limit) {
        *why = TR(a, lang, N_("“{0}” is larger than {1}."), name, most);
        return ERR_INPUT;
    }
    err = content_check(a, c, bytes, type, &msgid);
    if (err == ERR_INPUT)
        *why = TR(a, lang, msgid, name, *type);
    return err;
}
