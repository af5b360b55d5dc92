#include "document/result_changes.h"

#include <string.h>

#include "document/plan_words.h"

static const struct field change_fields[] = {
    FIELD(struct result_change, label),
    FIELD(struct result_change, before),
    FIELD(struct result_change, after),
};
const struct shape result_change_shape =
    SHAPE(struct result_change, change_fields);

enum kind_of_text { PLAIN, FIGURE, YES_NO, WORD };

static const struct member {
    const char *msgid;
    size_t offset;
    enum kind_of_text kind;
} members[] = {
    {N_("Value"), offsetof(struct revision_row, value), FIGURE},
    {N_("Result in words"), offsetof(struct revision_row, value_text), PLAIN},
    {N_("Explanatory factors"), offsetof(struct revision_row, factors), PLAIN},
    {N_("Description"), offsetof(struct revision_row, description), PLAIN},
    {N_("Future actions"), offsetof(struct revision_row, actions), PLAIN},
    {N_("Cause"), offsetof(struct revision_row, cause), WORD},
    {N_("Not applicable"), offsetof(struct revision_row, not_applicable),
     YES_NO},
    {N_("Reason, if not applicable"),
     offsetof(struct revision_row, not_applicable_reason), PLAIN},
    {N_("Status"), offsetof(struct revision_row, status_chosen), WORD},
    {N_("Reason, if not as computed"),
     offsetof(struct revision_row, status_reason), PLAIN},
};

static struct str at(const struct revision_row *row, const struct member *m)
{
    struct str text = STR_NONE;

    if (row != NULL)
        memcpy(&text, (const char *)row + m->offset, sizeof(text));
    return m->kind == YES_NO && str_is(text, "0") ? STR_NONE : text;
}

struct str result_word(enum lang lang, struct str stored)
{
    static const struct {
        const char *stored;
        const char *msgid;
    } words[] = {
        {"internal", N_("internal")},
        {"external", N_("external")},
        {"unforeseeable", N_("unforeseeable")},
        {"achieved", N_("achieved")},
        {"partial", N_("partly achieved")},
        {"not_achieved", N_("not achieved")},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (str_is(stored, words[i].stored))
            return tr(lang, words[i].msgid);
    }
    return stored;
}

static struct str told(struct arena *a, enum lang lang, enum measure_type type,
                       const struct member *m, struct str stored)
{
    struct dec value;

    if (str_empty(stored))
        return STR_NONE;
    if (m->kind == FIGURE && dec_parse(stored, &value) == OK)
        return figure_text(a, lang, type, STR_NONE, value);
    if (m->kind == YES_NO)
        return tr(lang, N_("yes"));
    return m->kind == WORD ? result_word(lang, stored) : stored;
}

struct list result_changes(struct arena *a, enum lang lang,
                           enum measure_type type,
                           const struct revision_row *before,
                           const struct revision_row *after)
{
    size_t most = sizeof(members) / sizeof(*members), n = 0;
    struct result_change *out = NEW_N(a, struct result_change, most);

    for (size_t i = 0; i < most; i++) {
        const struct member *m = &members[i];
        struct str was = at(before, m), is = at(after, m);

        if (str_eq(was, is))
            continue;
        out[n++] = (struct result_change){
            .label = tr(lang, m->msgid),
            .before = told(a, lang, type, m, was),
            .after = told(a, lang, type, m, is),
        };
    }
    return (struct list){out, n, &result_change_shape};
}
