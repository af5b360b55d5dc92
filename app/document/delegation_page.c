#include "document/delegation_page.h"

static const struct field line_fields[] = {
    FIELD(struct delegation_line, id),
    FIELD(struct delegation_line, account),
    FIELD(struct delegation_line, delegate),
    FIELD(struct delegation_line, basis),
    FIELD(struct delegation_line, scope),
    FIELD(struct delegation_line, from_on),
    FIELD(struct delegation_line, to_on),
    FIELD(struct delegation_line, reason),
    FIELD(struct delegation_line, made_by),
    FIELD(struct delegation_line, ended_by),
    FIELD(struct delegation_line, ended_at),
    FIELD(struct delegation_line, now),
    FIELD(struct delegation_line, planned),
    FIELD(struct delegation_line, ends),
};
const struct shape delegation_line_shape =
    SHAPE(struct delegation_line, line_fields);

static const struct field option_fields[] = {
    FIELD(struct delegation_option, value),
    FIELD(struct delegation_option, text),
    FIELD(struct delegation_option, chosen),
};
const struct shape delegation_option_shape =
    SHAPE(struct delegation_option, option_fields);

static struct str basis_word(enum lang lang, struct str stored)
{
    if (str_is(stored, "own"))
        return tr(lang, N_("by the absent person"));
    if (str_is(stored, "superior"))
        return tr(lang, N_("by their superior"));
    return tr(lang, N_("by an act of designation"));
}

static bool ended(const struct delegation *d, struct date today)
{
    return d->ended_at.s != 0 || date_cmp(d->to_on, today) < 0;
}

bool delegation_ends(const struct delegation *d, int64_t reader, bool all,
                     struct date today)
{
    return !ended(d, today) && (all || d->account == reader ||
                                d->delegate == reader || d->made_by == reader);
}

struct list delegation_lines(struct arena *a, enum lang lang, struct list of,
                             int64_t reader, bool all, struct date today)
{
    struct delegation_line *lines =
        NEW_N(a, struct delegation_line, of.count + 1);

    for (size_t i = 0; i < of.count; i++) {
        const struct delegation *d = LIST_AT(struct delegation, of, i);
        bool over = ended(d, today);

        lines[i] = (struct delegation_line){
            .id = d->id,
            .account = d->account_name,
            .delegate = d->delegate_name,
            .basis = basis_word(lang, d->basis),
            .scope = d->plan != 0
                         ? d->plan_code
                         : said_in(lang, d->entity_fr, d->entity_nl).text,
            .from_on = d->from_on,
            .to_on = d->to_on,
            .reason = d->reason,
            .made_by = d->made_by_name,
            .ended_by = d->ended_by_name,
            .ended_at = d->ended_at,
            .now = !over && date_cmp(d->from_on, today) <= 0,
            .planned = !over && date_cmp(d->from_on, today) > 0,
            .ends = delegation_ends(d, reader, all, today),
        };
    }
    return (struct list){lines, of.count, &delegation_line_shape};
}

struct list delegation_options(struct arena *a, enum lang lang, struct list of,
                               const char *prefix, struct str chosen)
{
    struct delegation_option *out =
        NEW_N(a, struct delegation_option, of.count + 1);

    for (size_t i = 0; i < of.count; i++) {
        const struct delegation_choice *c =
            LIST_AT(struct delegation_choice, of, i);
        struct str value = str_printf(a, "%s%lld", prefix, (long long)c->id);

        out[i] = (struct delegation_option){
            value, said_in(lang, c->name_fr, c->name_nl).text,
            str_eq(value, chosen)};
    }
    return (struct list){out, of.count, &delegation_option_shape};
}

struct str delegation_fault_text(enum lang lang, enum delegation_fault fault)
{
    switch (fault) {
    case DELEGATION_FINE:
        break;
    case DELEGATION_TO_SELF:
        return tr(lang, N_("Nobody acts for themselves: choose another "
                           "person."));
    case DELEGATION_NOT_YOURS:
        return tr(lang, N_("You can arrange your own absence, and that of "
                           "those below you."));
    case DELEGATION_NO_ACT:
        return tr(lang, N_("Name the act of designation: the body, its date "
                           "and number."));
    case DELEGATION_TO_ADMIN:
        return tr(lang, N_("An administrator approves nothing: choose another "
                           "person."));
    case DELEGATION_ENDS_BEFORE:
        return tr(lang, N_("It ends before it begins."));
    case DELEGATION_PAST:
        return tr(lang, N_("It would be over already."));
    case DELEGATION_TOO_LONG:
        return tr(lang, N_("At most a year: for longer, somebody is "
                           "appointed."));
    }
    return STR_NONE;
}
