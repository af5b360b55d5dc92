#include "document/result_story.h"

#include "document/plan_words.h"

static const struct field entry_fields[] = {
    FIELD(struct story_entry, what),
    FIELD(struct story_entry, who),
    FIELD(struct story_entry, for_whom),
    FIELD(struct story_entry, at),
    FIELD(struct story_entry, reason),
    FIELD(struct story_entry, tongue),
    FIELD_LIST(struct story_entry, changes, &result_change_shape),
};
const struct shape story_entry_shape = SHAPE(struct story_entry, entry_fields);

static const struct {
    const char *act;
    const char *msgid;
} acts[] = {
    {"draft", N_("kept a draft")},
    {"submit", N_("submitted it")},
    {"return", N_("returned it")},
    {"approve", N_("approved it")},
    {"declare", N_("declared it")},
    {"import", N_("imported it")},
    {"lock", N_("locked it")},
    {"unlock", N_("unlocked it")},
    {"translate", N_("translated it")},
    {"endorse", N_("approved it, below the last level")},
    {"suggest", N_("suggested a correction")},
    {"accept", N_("accepted the correction and submitted it")},
    {"refuse", N_("refused the correction and submitted it again")},
    {"confirm", N_("confirmed what the holder declared")},
};

static struct str act_word(enum lang lang, struct str act)
{
    for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
        if (str_is(act, acts[i].act))
            return tr(lang, acts[i].msgid);
    }
    return act;
}

/* The youngest before it that can be compared with it. What was suggested did
 * not stand: what was accepted is compared with what had. */
static const struct revision_row *before(const struct list *revisions, size_t i)
{
    const struct revision_row *row =
        LIST_AT(struct revision_row, *revisions, i);

    while (i-- > 0) {
        const struct revision_row *other =
            LIST_AT(struct revision_row, *revisions, i);

        if (str_eq(other->form, row->form) && str_eq(other->lang, row->lang) &&
            !str_is(other->act, "suggest"))
            return other;
    }
    return NULL;
}

struct list result_story(struct arena *a, enum lang lang,
                         enum measure_type type, const struct list *revisions)
{
    size_t n = revisions->count;
    struct story_entry *out = NEW_N(a, struct story_entry, n + 1);

    for (size_t i = 0; i < n; i++) {
        const struct revision_row *row =
            LIST_AT(struct revision_row, *revisions, i);

        out[n - 1 - i] = (struct story_entry){
            .what = act_word(lang, row->act),
            .who = str_given(row->name) ? row->name
                                        : tr(lang, N_("the command line")),
            .for_whom = row->for_name,
            .at = row->made_at,
            .reason = row->reason,
            .tongue = str_is(row->lang, "nl")   ? S("NL")
                      : str_is(row->lang, "fr") ? S("FR")
                                                : STR_NONE,
            .changes = result_changes(a, lang, type, before(revisions, i), row),
        };
    }
    return (struct list){out, n, &story_entry_shape};
}

static const struct field step_fields[] = {
    FIELD(struct story_step, effective_on),
    FIELD(struct story_step, what),
    FIELD(struct story_step, old_limits),
    FIELD(struct story_step, new_limits),
    FIELD_STRUCT(struct story_step, old_status, &mark_shape),
    FIELD_STRUCT(struct story_step, new_status, &mark_shape),
};
const struct shape story_step_shape = SHAPE(struct story_step, step_fields);

static struct str change_words(struct arena *a, enum lang lang,
                               unsigned changes)
{
    static const struct {
        unsigned bit;
        const char *msgid;
    } words[] = {
        {CHANGED_RED, N_("red threshold")},
        {CHANGED_GREEN, N_("green threshold")},
        {CHANGED_TARGET, N_("target")},
        {CHANGED_WEIGHT, N_("weight")},
        {CHANGED_WORDING, N_("wording")},
    };
    struct str text = STR_NONE;

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (changes & words[i].bit)
            text = joined(a, text, ", ", tr(lang, words[i].msgid));
    }
    return text;
}

static struct str limits_of(struct arena *a, enum lang lang,
                            const struct result_line *line,
                            const struct definition *d)
{
    struct str target = figure_text(a, lang, line->type, line->unit, d->target);
    struct str weight = show_dec(a, lang, d->weight);
    struct str text =
        thresholds_text(a, lang, line->type, STR_NONE, &d->thresholds);

    if (d->target.set)
        text = joined(a, text, " · ", TR(a, lang, N_("target {0}"), target));
    if (d->weight.set)
        text = joined(a, text, " · ", TR(a, lang, N_("weight {0}"), weight));
    return text;
}

struct list definition_story(struct arena *a, enum lang lang,
                             const struct result_line *line,
                             const struct definition_step *steps, size_t count)
{
    struct story_step *out = NEW_N(a, struct story_step, count + 1);

    for (size_t i = 0; i < count; i++) {
        const struct definition_step *s = &steps[i];

        out[i] = (struct story_step){
            .effective_on = s->new->effective_on,
            .what = change_words(a, lang, s->changes),
            .old_limits = limits_of(a, lang, line, s->old),
            .new_limits = limits_of(a, lang, line, s->new),
            .old_status = mark_of_status(lang, status_word(s->old_status)),
            .new_status = mark_of_status(lang, status_word(s->new_status)),
        };
    }
    return (struct list){out, count, &story_step_shape};
}
