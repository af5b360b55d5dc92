#include "document/promise_rows.h"

static const struct field option_fields[] = {
    FIELD(struct promise_option, value),
    FIELD(struct promise_option, word),
    FIELD(struct promise_option, chosen),
};
static const struct shape promise_option_shape =
    SHAPE(struct promise_option, option_fields);

static const struct field row_fields[] = {
    FIELD(struct promise_row, id),
    FIELD(struct promise_row, version),
    FIELD(struct promise_row, ref),
    FIELD_STRUCT(struct promise_row, name, &said_shape),
    FIELD_STRUCT(struct promise_row, status, &mark_shape),
    FIELD_STRUCT(struct promise_row, actions, &said_shape),
    FIELD_LIST(struct promise_row, options, &promise_option_shape),
    FIELD(struct promise_row, choice),
    FIELD(struct promise_row, reason),
    FIELD(struct promise_row, defer_to),
    FIELD(struct promise_row, proposer),
    FIELD(struct promise_row, approver),
    FIELD(struct promise_row, approves),
};
const struct shape promise_row_shape = SHAPE(struct promise_row, row_fields);

enum { CHOICES = 4 };
static const char *const choices[CHOICES] = {"continue", "close", "drop",
                                             "defer"};
static const char *const choice_words[CHOICES] = {N_("continue"), N_("close"),
                                                  N_("drop"), N_("defer")};

struct promise_row promise_row(struct arena *a, enum lang lang,
                               const struct promise *p, int64_t approver)
{
    struct promise_option *options = NEW_N(a, struct promise_option, CHOICES);
    struct promise_row row = {
        .id = p->measure,
        .version = p->version,
        .ref = p->ref,
        .name = said_in(lang, p->name_fr, p->name_nl),
        .status = mark_of_status(lang, p->status),
        .actions = said_in(lang, p->actions_fr, p->actions_nl),
        .options = {options, CHOICES, &promise_option_shape},
        .reason = p->reason,
        .defer_to = p->defer_to,
        .proposer = p->proposer,
        .approver = p->approver,
        .approves = approver != 0 && p->version > 0 && str_empty(p->approver) &&
                    p->proposed_by != approver,
    };

    for (size_t i = 0; i < CHOICES; i++) {
        options[i].value = str_of(choices[i]);
        options[i].word = tr(lang, choice_words[i]);
        options[i].chosen = str_is(p->choice, choices[i]);
        if (options[i].chosen)
            row.choice = options[i].word;
    }
    return row;
}

static const struct field left_fields[] = {
    FIELD(struct promise_left, plan),
    FIELD(struct promise_left, entity),
    FIELD(struct promise_left, name),
    FIELD(struct promise_left, count),
};
const struct shape promise_left_shape = SHAPE(struct promise_left, left_fields);

struct list promises_left(struct arena *a, enum lang lang,
                          const struct list *open)
{
    struct promise_left *out = NEW_N(a, struct promise_left, open->count + 1);

    for (size_t i = 0; i < open->count; i++) {
        const struct promise_open *p = LIST_AT(struct promise_open, *open, i);

        out[i] = (struct promise_left){
            .plan = p->plan,
            .entity = said_in(lang, p->entity_fr, p->entity_nl).text,
            .name = said_in(lang, p->name_fr, p->name_nl).text,
            .count = p->count,
        };
    }
    return (struct list){out, open->count, &promise_left_shape};
}
