#include "document/mention.h"

#include <string.h>

#include "view/view.h"

static bool continues(char c)
{
    return c == '-' || c == '_' || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z');
}

/* "@login", and not the beginning of a longer one. */
static bool named(struct arena *a, struct str body, struct str login)
{
    struct str mark = str_printf(a, "@%.*s", STR_ARG(login));
    const char *end = body.p + body.n, *at = body.p;

    while ((at = memmem(at, (size_t)(end - at), mark.p, mark.n))) {
        at += mark.n;
        if (at == end || !continues(*at))
            return true;
    }
    return false;
}

static bool chosen(struct list picked, int64_t account)
{
    for (size_t i = 0; i < picked.count; i++) {
        const struct mention_pick *p = LIST_AT(struct mention_pick, picked, i);
        if (p->id == account)
            return p->mention;
    }
    return false;
}

enum err mentions_send(const struct letter *l, struct list people,
                       struct list picked, struct str body, int64_t comment,
                       struct str place)
{
    for (size_t i = 0; i < people.count; i++) {
        const struct comment_person *p =
            LIST_AT(struct comment_person, people, i);

        if (!chosen(picked, p->id) && !named(l->arena, body, p->login))
            continue;
        TRY(comment_mention(l->db, comment, p->id));
        TRY(letter_send(l, p->id, N_("You are mentioned in a comment"),
                        N_("Dear {0},\n\nA comment on a result mentions you:"
                           "\n\n{2}\n\nAnswer it there.\n"),
                        place));
    }
    return OK;
}
