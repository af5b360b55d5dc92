#include "view/mark.h"

static const struct field mark_fields[] = {
    FIELD(struct mark, shape),
    FIELD(struct mark, word),
};
const struct shape mark_shape = SHAPE(struct mark, mark_fields);

struct word {
    const char *stored;
    const char *msgid;
};

static const struct word statuses[] = {
    {"achieved", N_("achieved")},
    {"partial", N_("partly achieved")},
    {"not_achieved", N_("not achieved")},
    {NULL, N_("no status")},
};

static const struct word states[] = {
    {"draft", N_("draft")},       {"submitted", N_("submitted")},
    {"returned", N_("returned")}, {"approved", N_("approved")},
    {"locked", N_("locked")},     {NULL, N_("to enter")},
};

static const struct word campaign_states[] = {
    {"planned", N_("opens later")},     {"open", N_("open for entry")},
    {"closed", N_("closed for entry")}, {"locked", N_("locked for good")},
    {NULL, N_("no campaign")},
};

static struct mark mark_of(const struct word *words, enum lang lang,
                           struct str stored)
{
    while (words->stored && !str_is(stored, words->stored))
        words++;
    return (struct mark){
        words->stored ? stored : S("none"),
        tr(lang, words->msgid),
    };
}

struct mark mark_of_status(enum lang lang, struct str status)
{
    return mark_of(statuses, lang, status);
}

struct mark mark_of_state(enum lang lang, struct str state)
{
    return mark_of(states, lang, state);
}

struct mark mark_of_campaign(enum lang lang, struct str state)
{
    return mark_of(campaign_states, lang, state);
}
