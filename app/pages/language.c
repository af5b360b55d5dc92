/* POST /language: the reader's language on this device, then back. */
#include "web/page.h"

enum { YEAR_S = 365 * 24 * 3600 };

struct entry {
    struct str lang;
    struct str next;
};
static const char *const langs[] = {"fr", "nl", "en", NULL};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct entry, lang, .required = true, .options = langs,
               .label = N_("Language")),
    FORM_FIELD(struct entry, next, .max_chars = 4000, .label = N_("Next page")),
};
static const struct form form = FORM(struct entry, entry_fields);

static enum err choose(struct req *rq)
{
    struct entry entry;

    TRY(req_form(rq, &form, &entry));
    res_cookie(rq, "lang", entry.lang, YEAR_S);
    return res_see_other(rq, path_known(rq, entry.next) ? entry.next : S("/"),
                         STR_NONE);
}

PAGE(language, .post = choose, .no_store = true);
