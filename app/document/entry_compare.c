/* Both versions side by side, for the loser of a race. */
#include "document/entry_grid.h"

enum { FIELDS_AT_MOST = 12 };

static const struct field difference_fields[] = {
    FIELD(struct entry_difference, label),
    FIELD(struct entry_difference, mine),
    FIELD(struct entry_difference, theirs),
};
const struct shape entry_difference_shape =
    SHAPE(struct entry_difference, difference_fields);

struct comparison {
    struct arena *a;
    struct entry_difference *rows;
    size_t n;
};

static void compare(struct comparison *c, struct str label, const char *tongue,
                    struct str mine, struct str theirs)
{
    if (str_eq(str_trim(mine), str_trim(theirs)))
        return;
    c->rows[c->n++] = (struct entry_difference){
        tongue == NULL ? label
                       : str_printf(c->a, "%.*s · %s", STR_ARG(label), tongue),
        mine, theirs};
}

static void compare_texts(struct comparison *c, enum lang lang,
                          const struct entry_input *in,
                          const struct result_content *now)
{
    const struct result_texts *fr = &now->texts[TEXT_FR];
    const struct result_texts *nl = &now->texts[TEXT_NL];
    struct str factors = tr(lang, N_("Explanatory factors"));
    struct str description = tr(lang, N_("Description"));
    struct str actions = tr(lang, N_("Future actions"));

    compare(c, factors, "FR", in->factors_fr, fr->factors);
    compare(c, factors, "NL", in->factors_nl, nl->factors);
    compare(c, description, "FR", in->description_fr, fr->description);
    compare(c, description, "NL", in->description_nl, nl->description);
    compare(c, actions, "FR", in->actions_fr, fr->actions);
    compare(c, actions, "NL", in->actions_nl, nl->actions);
}

struct list entry_compare(const struct entry_view *v,
                          const struct result_line *line,
                          const struct entry_outcome *o)
{
    struct arena *a = v->rs->arena;
    struct comparison c = {a, NEW_N(a, struct entry_difference, FIELDS_AT_MOST),
                           0};
    const struct result_content *now = &line->content;

    if (o == NULL || o->fate < ENTRY_CONFLICT)
        return (struct list){c.rows, 0, &entry_difference_shape};
    if (!v->translates && line->type != TYPE_NARRATIVE)
        compare(&c, tr(v->lang, N_("Result")), NULL, o->input->value,
                entry_typed(v->rs, line, v->lang));
    if (o->input->panel && line->type == TYPE_NARRATIVE)
        compare(&c, tr(v->lang, N_("Result in words")), NULL,
                o->input->value_text, now->value_text);
    if (o->input->panel) {
        compare_texts(&c, v->lang, o->input, now);
        compare(&c, tr(v->lang, N_("Reason, if not applicable")), NULL,
                o->input->not_applicable_reason, now->not_applicable_reason);
        compare(&c, tr(v->lang, N_("Reason, if not as computed")), NULL,
                o->input->status_reason, now->status_reason);
    }
    return (struct list){c.rows, c.n, &entry_difference_shape};
}
