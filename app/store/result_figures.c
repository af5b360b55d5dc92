/* Figures and texts of a period, and of the one before, into the lines. */
#include "store/result_private.h"

struct figure_row {
    int64_t measure;
    struct str code;
    struct str state;
    bool declared;
    bool one_person;
    int64_t version;
    int64_t revision;
    struct dec value;
    int64_t decimals;
    struct str status;
    struct str status_chosen;
    bool not_applicable;
    int64_t reported_by;
    int64_t moved_to;
    struct str cause;
    struct str original;
    int64_t edited_by;
    struct instant edited_at;
    int64_t submitted_by;
    struct instant submitted_at;
    int64_t decided_by;
    struct instant decided_at;
    struct str approved_hash;
    int64_t approved_revision;
    int64_t approvals;
    int64_t suggestion;
    int64_t suggested_by;
    int64_t confirmed_by;
    struct instant confirmed_at;
};
static const struct field figure_fields[] = {
    FIELD(struct figure_row, measure),
    FIELD(struct figure_row, code),
    FIELD(struct figure_row, state),
    FIELD(struct figure_row, declared),
    FIELD(struct figure_row, one_person),
    FIELD(struct figure_row, version),
    FIELD(struct figure_row, revision),
    FIELD(struct figure_row, value),
    FIELD(struct figure_row, decimals),
    FIELD(struct figure_row, status),
    FIELD(struct figure_row, status_chosen),
    FIELD(struct figure_row, not_applicable),
    FIELD(struct figure_row, reported_by),
    FIELD(struct figure_row, moved_to),
    FIELD(struct figure_row, cause),
    FIELD(struct figure_row, original),
    FIELD(struct figure_row, edited_by),
    FIELD(struct figure_row, edited_at),
    FIELD(struct figure_row, submitted_by),
    FIELD(struct figure_row, submitted_at),
    FIELD(struct figure_row, decided_by),
    FIELD(struct figure_row, decided_at),
    FIELD(struct figure_row, approved_hash),
    FIELD(struct figure_row, approved_revision),
    FIELD(struct figure_row, approvals),
    FIELD(struct figure_row, suggestion),
    FIELD(struct figure_row, suggested_by),
    FIELD(struct figure_row, confirmed_by),
    FIELD(struct figure_row, confirmed_at),
};
static const struct shape figure_shape =
    SHAPE(struct figure_row, figure_fields);

struct stmt result_sql_figures = {
    .sql = "SELECT measure, code, state, declared, one_person, version,"
           " revision, value, decimals, status, status_chosen, not_applicable,"
           " reported_by, moved_to, cause, original, edited_by, edited_at,"
           " submitted_by, submitted_at, decided_by, decided_at,"
           " approved_hash, approved_revision, approvals, suggestion,"
           " suggested_by, confirmed_by, confirmed_at"
           " FROM result WHERE plan = ? AND period = ?",
    .params = 2,
    .row = &figure_shape,
};

struct text_row {
    int64_t measure;
    struct str field;
    struct str lang;
    struct str body;
    struct str checked;
};
static const struct field text_fields[] = {
    FIELD(struct text_row, measure), FIELD(struct text_row, field),
    FIELD(struct text_row, lang),    FIELD(struct text_row, body),
    FIELD(struct text_row, checked),
};
static const struct shape text_shape = SHAPE(struct text_row, text_fields);

struct stmt result_sql_texts = {
    .sql = "SELECT measure, field, lang, body, checked FROM result_text"
           " WHERE plan = ? AND period = ?",
    .params = 2,
    .row = &text_shape,
};

struct past_row {
    int64_t measure;
    struct dec value;
    int64_t decimals;
    struct str status;
};
static const struct field past_fields[] = {
    FIELD(struct past_row, measure),
    FIELD(struct past_row, value),
    FIELD(struct past_row, decimals),
    FIELD(struct past_row, status),
};
static const struct shape past_shape = SHAPE(struct past_row, past_fields);

/* Of the measures of a plan, the results of their lineage in a period that
 * somebody submitted. */
#define PAST_OF_PLAN                                                           \
    " FROM measure m JOIN measure o ON o.lineage = m.lineage"                  \
    " JOIN result r ON r.measure = o.id AND r.period = ?"                      \
    " AND r.state IN ('submitted','approved','locked')"

struct stmt result_sql_past = {
    .sql = "SELECT m.id AS measure, r.value, r.decimals,"
           " COALESCE(r.status_chosen, r.status) AS status" PAST_OF_PLAN
           " WHERE m.plan = ?",
    .params = 2,
    .row = &past_shape,
};

struct past_text_row {
    int64_t measure;
    struct str field;
    struct str lang;
    struct str body;
};
static const struct field past_text_fields[] = {
    FIELD(struct past_text_row, measure),
    FIELD(struct past_text_row, field),
    FIELD(struct past_text_row, lang),
    FIELD(struct past_text_row, body),
};
static const struct shape past_text_shape =
    SHAPE(struct past_text_row, past_text_fields);

struct stmt result_sql_past_texts = {
    .sql = "SELECT m.id AS measure, t.field, t.lang, t.body" PAST_OF_PLAN
           " JOIN result_text t ON t.plan = r.plan AND t.period = r.period"
           " AND t.measure = r.measure"
           " AND t.field IN ('description','factors','actions')"
           " WHERE m.plan = ?",
    .params = 2,
    .row = &past_text_shape,
};

static void take_figures(struct result_line *line, const struct figure_row *row)
{
    line->code = row->code;
    line->state = state_parse(row->state);
    line->declared = row->declared;
    line->one_person = row->one_person;
    line->version = row->version;
    line->revision = row->revision;
    line->status = status_parse(row->status);
    line->edited_by = row->edited_by;
    line->edited_at = row->edited_at;
    line->submitted_by = row->submitted_by;
    line->submitted_at = row->submitted_at;
    line->decided_by = row->decided_by;
    line->decided_at = row->decided_at;
    line->approved_hash = row->approved_hash;
    line->approved_revision = row->approved_revision;
    line->approvals = row->approvals;
    line->suggestion = row->suggestion;
    line->suggested_by = row->suggested_by;
    line->confirmed_by = row->confirmed_by;
    line->confirmed_at = row->confirmed_at;
    line->content.value = row->value;
    line->content.value.decimals = (uint8_t)row->decimals;
    line->content.status_chosen = status_parse(row->status_chosen);
    line->content.not_applicable = row->not_applicable;
    line->content.reported_by = row->reported_by;
    line->content.moved_to = row->moved_to;
    line->content.cause = row->cause;
    line->content.original = row->original;
}

static bool field_number(struct str name, size_t *out)
{
    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        if (str_is(name, result_text_fields[i])) {
            *out = i;
            return true;
        }
    }
    return false;
}

static void take_plain_text(struct result_line *line,
                            const struct text_row *row)
{
    struct result_content *c = &line->content;

    if (str_is(row->field, "value"))
        c->value_text = row->body;
    else if (str_is(row->field, "not_applicable"))
        c->not_applicable_reason = row->body;
    else if (str_is(row->field, "status_reason"))
        c->status_reason = row->body;
    else if (str_is(row->field, "note"))
        c->note = row->body;
    else if (str_is(row->field, "return_reason"))
        line->return_reason = row->body;
}

static void take_text(struct result_line *line, const struct text_row *row)
{
    size_t field;

    if (!field_number(row->field, &field)) {
        take_plain_text(line, row);
        return;
    }
    enum text_lang lang = str_is(row->lang, "nl") ? TEXT_NL : TEXT_FR;

    *result_text_at(&line->content.texts[lang], field) = row->body;
    if (lang != result_original(line))
        line->checked[field] = row->checked;
}

static enum err read_texts(struct results *rs)
{
    struct list rows;

    TRY(db_all(rs->db, &result_sql_texts, &rows, V(rs->plan), V(rs->period)));
    for (size_t i = 0; i < rows.count; i++) {
        const struct text_row *row = LIST_AT(struct text_row, rows, i);
        struct result_line *line = results_line(rs, row->measure);

        if (line != NULL)
            take_text(line, row);
    }
    return OK;
}

static enum err read_past_texts(struct results *rs, struct period before)
{
    struct list rows;

    TRY(db_all(rs->db, &result_sql_past_texts, &rows, V(before), V(rs->plan)));
    for (size_t i = 0; i < rows.count; i++) {
        const struct past_text_row *row =
            LIST_AT(struct past_text_row, rows, i);
        struct result_line *line = results_line(rs, row->measure);
        enum text_lang lang = str_is(row->lang, "nl") ? TEXT_NL : TEXT_FR;
        size_t field;

        if (line != NULL && field_number(row->field, &field))
            *result_text_at(&line->last.texts[lang], field) = row->body;
    }
    return OK;
}

static enum err read_past(struct results *rs)
{
    struct period before = period_before(rs->period);
    struct list rows;

    TRY(db_all(rs->db, &result_sql_past, &rows, V(before), V(rs->plan)));
    for (size_t i = 0; i < rows.count; i++) {
        const struct past_row *row = LIST_AT(struct past_row, rows, i);
        struct result_line *line = results_line(rs, row->measure);

        if (line == NULL)
            continue;
        line->last.value = row->value;
        line->last.value.decimals = (uint8_t)row->decimals;
        line->last.status = status_parse(row->status);
    }
    return read_past_texts(rs, before);
}

enum err result_read_figures(struct results *rs)
{
    struct list rows;

    TRY(db_all(rs->db, &result_sql_figures, &rows, V(rs->plan), V(rs->period)));
    for (size_t i = 0; i < rows.count; i++) {
        const struct figure_row *row = LIST_AT(struct figure_row, rows, i);
        struct result_line *line = results_line(rs, row->measure);

        if (line != NULL)
            take_figures(line, row);
    }
    if (!rs->texts)
        return OK;
    TRY(read_texts(rs));
    return read_past(rs);
}
