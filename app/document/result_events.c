#include "document/result_events.h"

#include <stdlib.h>

#include "store/comment.h"
#include "store/evidence.h"

struct events {
    struct arena *arena;
    enum lang lang;
    struct story_entry *at;
    size_t count;
};

static void put(struct events *to, struct str who, const char *msgid,
                struct str name, struct instant at, struct str reason)
{
    to->at[to->count++] = (struct story_entry){
        .who = who,
        .what = TR(to->arena, to->lang, msgid, name),
        .at = at,
        .reason = reason,
    };
}

static void put_evidence(struct events *to, const struct evidence *e)
{
    put(to, e->added_name, N_("attached “{0}”"), e->name, e->added_at,
        STR_NONE);
    if (str_given(e->released_name))
        put(to, e->released_name,
            e->released || str_given(e->withdrawn_name)
                ? N_("made “{0}” public")
                : N_("made “{0}” internal"),
            e->name, e->released_at, STR_NONE);
    if (str_given(e->withdrawn_name))
        put(to, e->withdrawn_name, N_("withdrew “{0}”"), e->name,
            e->withdrawn_at, e->withdrawn_reason);
}

static void put_comment(struct events *to, const struct comment *c)
{
    put(to, c->name,
        str_given(c->body) ? N_("commented") : N_("deleted a comment"),
        STR_NONE, c->made_at, c->body);
}

static int latest_first(const void *x, const void *y)
{
    const struct story_entry *a = x, *b = y;

    return (a->at.s < b->at.s) - (a->at.s > b->at.s);
}

struct list result_events(struct arena *a, enum lang lang, struct list story,
                          struct list evidence, struct list comments)
{
    size_t most = story.count + 3 * evidence.count + comments.count;
    struct events to = {a, lang, NEW_N(a, struct story_entry, most + 1), 0};

    for (size_t i = 0; i < story.count; i++)
        to.at[to.count++] = *LIST_AT(struct story_entry, story, i);
    for (size_t i = 0; i < evidence.count; i++)
        put_evidence(&to, LIST_AT(struct evidence, evidence, i));
    for (size_t i = 0; i < comments.count; i++)
        put_comment(&to, LIST_AT(struct comment, comments, i));
    qsort(to.at, to.count, sizeof(*to.at), latest_first); /* glibc's merges */
    return (struct list){to.at, to.count, &story_entry_shape};
}
