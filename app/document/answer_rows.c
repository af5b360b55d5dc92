#include "document/answer_rows.h"

#include "document/entry_input.h"

enum err answer_work_open(struct db *db, struct arena *a, int64_t account,
                          struct date today, struct instant now, int64_t plan,
                          struct period period, struct answer_work *out)
{
    struct result_access access;
    struct result_campaign campaign;

    TRY(result_access(db, account, today, plan, &access));
    if (!access.enters)
        return ERR_NOT_FOUND;
    TRY(plan_head(db, plan, account, today, &out->head));
    TRY(result_campaign(db, period, out->head.entity, now, &campaign));
    out->closed = !str_is(campaign.state, "open");
    return results_open(db, a, plan, period, true, &out->rs);
}

bool answer_can_be_asked(const struct result_line *line)
{
    return line && (line->state == STATE_NONE || line->state == STATE_DRAFT ||
                    line->state == STATE_RETURNED);
}

static const struct field choice_fields[] = {
    FIELD(struct answer_choice, id),
    FIELD(struct answer_choice, ref),
    FIELD(struct answer_choice, name),
    FIELD(struct answer_choice, chosen),
};
const struct shape answer_choice_shape =
    SHAPE(struct answer_choice, choice_fields);

static bool among(int64_t id, const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

struct list answer_choices(const struct results *rs, enum lang lang,
                           const int64_t *chosen, size_t count)
{
    struct answer_choice *all =
        NEW_N(rs->arena, struct answer_choice, rs->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < rs->count; i++) {
        const struct result_line *line = &rs->lines[i];
        if (answer_can_be_asked(line))
            all[n++] = (struct answer_choice){
                line->measure, line->ref,
                said_in(lang, line->name_fr, line->name_nl).text,
                among(line->measure, chosen, count)};
    }
    return (struct list){all, n, &answer_choice_shape};
}

static const struct field row_fields[] = {
    FIELD(struct answer_row, id),     FIELD(struct answer_row, ref),
    FIELD(struct answer_row, name),   FIELD(struct answer_row, name_lang),
    FIELD(struct answer_row, unit),   FIELD(struct answer_row, number),
    FIELD(struct answer_row, date),   FIELD(struct answer_row, label),
    FIELD(struct answer_row, yes_no), FIELD(struct answer_row, narrative),
    FIELD(struct answer_row, value),  FIELD(struct answer_row, yes),
    FIELD(struct answer_row, no),     FIELD(struct answer_row, body),
};
const struct shape answer_row_shape = SHAPE(struct answer_row, row_fields);

struct answer_row answer_row(const struct result_line *line, enum lang lang,
                             struct str value, struct str body)
{
    struct said name = said_in(lang, line->name_fr, line->name_nl);
    struct answer_row row = {
        .id = line->measure,
        .ref = line->ref,
        .name = name.text,
        .name_lang = name.other ? name.lang : STR_NONE,
        .unit = line->unit,
        .date = line->type == TYPE_DATE,
        .label = line->type == TYPE_LABEL,
        .yes_no = line->type == TYPE_YES_NO,
        .narrative = line->type == TYPE_NARRATIVE,
        .value = value,
        .yes = str_is(value, "1"),
        .no = str_is(value, "0"),
        .body = body,
    };

    row.number = !row.date && !row.label && !row.yes_no && !row.narrative;
    return row;
}

static struct str behind(struct arena *a, struct str present, struct str more)
{
    return str_empty(present)
               ? more
               : str_printf(a, "%.*s\n\n%.*s", STR_ARG(present), STR_ARG(more));
}

static enum err value_put(struct results *rs, const struct result_line *line,
                          struct str value, enum lang lang,
                          struct result_content *content, struct str *wrong)
{
    struct entry_input in = {.id = line->measure, .value = value};
    struct entry_outcome outcome = {.input = &in};
    enum err err = entry_value(rs, line, &in, lang, content, &outcome);

    if (err != ERR_INPUT)
        return err;
    *wrong = outcome.message;
    if (outcome.readings[1].set)
        *wrong = TR(rs->arena, lang,
                    N_("“{0}” can be read in two ways. Write thousands without "
                       "a mark (1234), or one more decimal (1,2340)."),
                    value);
    return ERR_INPUT;
}

enum err answer_content(struct results *rs, const struct result_line *line,
                        const struct answer_cell *cell, struct str asked_in,
                        enum lang lang, struct result_content *content,
                        struct str *wrong)
{
    struct str *text = line->type == TYPE_NARRATIVE ? &content->value_text
                       : str_is(asked_in, "nl")
                           ? &content->texts[TEXT_NL].description
                           : &content->texts[TEXT_FR].description;

    if (!str_empty(cell->value) && line->type != TYPE_NARRATIVE)
        TRY(value_put(rs, line, cell->value, lang, content, wrong));
    if (!str_empty(cell->body))
        *text = behind(rs->arena, *text, cell->body);
    return OK;
}
