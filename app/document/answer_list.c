#include "document/answer_list.h"

static const struct field proposal_fields[] = {
    FIELD(struct answer_proposal, ask),
    FIELD(struct answer_proposal, measure),
    FIELD(struct answer_proposal, version),
    FIELD(struct answer_proposal, ref),
    FIELD(struct answer_proposal, name),
    FIELD(struct answer_proposal, unit),
    FIELD(struct answer_proposal, value),
    FIELD(struct answer_proposal, body),
    FIELD(struct answer_proposal, present),
    FIELD_STRUCT(struct answer_proposal, state, &mark_shape),
    FIELD(struct answer_proposal, closed),
};
static const struct shape proposal_shape =
    SHAPE(struct answer_proposal, proposal_fields);

static const struct field line_fields[] = {
    FIELD(struct answer_line, id),
    FIELD(struct answer_line, name),
    FIELD(struct answer_line, address),
    FIELD(struct answer_line, asker),
    FIELD(struct answer_line, asked_at),
    FIELD(struct answer_line, expires_at),
    FIELD(struct answer_line, answered_at),
    FIELD(struct answer_line, cells),
    FIELD(struct answer_line, open),
    FIELD(struct answer_line, answered),
    FIELD(struct answer_line, revoked),
    FIELD(struct answer_line, expired),
    FIELD_LIST(struct answer_line, proposals, &proposal_shape),
};
const struct shape answer_line_shape = SHAPE(struct answer_line, line_fields);

/* A date as people write it, yes and no as words. */
static struct str value_shown(struct arena *a, enum lang lang,
                              enum measure_type type, struct dec value)
{
    if (!value.set)
        return STR_NONE;
    if (type == TYPE_DATE)
        return show_date(a, lang,
                         date_from_days((int64_t)(value.micro / 1000000)));
    if (type == TYPE_YES_NO)
        return tr(lang, value.micro ? N_("yes") : N_("no"));
    return show_dec(a, lang, value);
}

static struct str typed_shown(struct arena *a, enum lang lang,
                              enum measure_type type, struct str typed)
{
    struct date date;

    if (type == TYPE_YES_NO && !str_empty(typed))
        return tr(lang, str_is(typed, "1") ? N_("yes") : N_("no"));
    if (type == TYPE_DATE && !str_empty(typed) &&
        date_parse_typed(typed, &date) == OK)
        return show_date(a, lang, date);
    return typed;
}

static struct answer_proposal proposal_of(const struct results *rs,
                                          enum lang lang,
                                          const struct result_line *line,
                                          const struct answer_cell *cell)
{
    struct arena *a = rs->arena;
    struct str text = line->content.value_text;

    return (struct answer_proposal){
        .ask = cell->ask,
        .measure = cell->measure,
        .version = line->version,
        .ref = line->ref,
        .name = said_in(lang, line->name_fr, line->name_nl).text,
        .unit = line->unit,
        .value = typed_shown(a, lang, line->type, cell->value),
        .body = cell->body,
        .present = str_empty(text)
                       ? value_shown(a, lang, line->type, line->content.value)
                       : text,
        .state = mark_of_state(lang, state_word(line->state)),
        .closed = !answer_can_be_asked(line),
    };
}

static enum err proposals(struct db *db, const struct results *rs,
                          enum lang lang, int64_t ask, struct list *out)
{
    struct list cells;

    TRY(answer_cells(db, ask, &cells));
    struct answer_proposal *all =
        NEW_N(rs->arena, struct answer_proposal, cells.count + 1);
    *out = (struct list){all, 0, &proposal_shape};
    for (size_t i = 0; i < cells.count; i++) {
        const struct answer_cell *cell = LIST_AT(struct answer_cell, cells, i);
        const struct result_line *line = results_line(rs, cell->measure);
        if (line && str_is(cell->state, "proposed"))
            all[out->count++] = proposal_of(rs, lang, line, cell);
    }
    return OK;
}

static struct answer_line line_of(const struct answer_ask *k,
                                  struct instant now)
{
    struct answer_line line = {
        .id = k->id,
        .name = k->name,
        .address = k->address,
        .asker = k->asker,
        .asked_at = k->asked_at,
        .expires_at = k->expires_at,
        .answered_at = k->answered_at,
        .cells = k->cells,
        .answered = k->answered_at.s != 0,
        .revoked = k->revoked_at.s != 0,
    };
    bool ended = line.answered || line.revoked;

    line.expired = !ended && k->expires_at.s <= now.s;
    line.open = !ended && !line.expired;
    return line;
}

enum err answer_lines(struct db *db, const struct results *rs, enum lang lang,
                      struct instant now, struct list *out)
{
    struct list asks;

    TRY(answer_asks(db, rs->plan, rs->period, &asks));
    struct answer_line *all =
        NEW_N(rs->arena, struct answer_line, asks.count + 1);
    for (size_t i = 0; i < asks.count; i++) {
        const struct answer_ask *k = LIST_AT(struct answer_ask, asks, i);
        all[i] = line_of(k, now);
        all[i].proposals = (struct list){NULL, 0, &proposal_shape};
        if (k->proposed > 0)
            TRY(proposals(db, rs, lang, k->id, &all[i].proposals));
    }
    *out = (struct list){all, asks.count, &answer_line_shape};
    return OK;
}
