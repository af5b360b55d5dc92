#include "store/history.h"

#include "store/scope.h"

static const struct field revision_fields[] = {
    FIELD(struct revision_row, measure),
    FIELD(struct revision_row, revision),
    FIELD(struct revision_row, act),
    FIELD(struct revision_row, state),
    FIELD(struct revision_row, name),
    FIELD(struct revision_row, for_name),
    FIELD(struct revision_row, made_at),
    FIELD(struct revision_row, reason),
    FIELD(struct revision_row, form),
    FIELD(struct revision_row, lang),
    FIELD(struct revision_row, value),
    FIELD(struct revision_row, value_text),
    FIELD(struct revision_row, description),
    FIELD(struct revision_row, factors),
    FIELD(struct revision_row, actions),
    FIELD(struct revision_row, cause),
    FIELD(struct revision_row, not_applicable),
    FIELD(struct revision_row, not_applicable_reason),
    FIELD(struct revision_row, status_chosen),
    FIELD(struct revision_row, status_reason),
};
static const struct shape revision_shape =
    SHAPE(struct revision_row, revision_fields);

#define REVISIONS                                                              \
    "SELECT v.measure, v.revision, v.act, v.state, k.name, f.name AS"          \
    " for_name, v.made_at, v.reason,"                                          \
    " JSON_VALUE(v.content, '$.form') AS form,"                                \
    " JSON_VALUE(v.content, '$.lang') AS lang,"                                \
    " JSON_VALUE(v.content, '$.value') AS value,"                              \
    " JSON_VALUE(v.content, '$.value_text') AS value_text,"                    \
    " JSON_VALUE(v.content, '$.description') AS description,"                  \
    " JSON_VALUE(v.content, '$.factors') AS factors,"                          \
    " JSON_VALUE(v.content, '$.actions') AS actions,"                          \
    " JSON_VALUE(v.content, '$.cause') AS cause,"                              \
    " JSON_VALUE(v.content, '$.not_applicable') AS not_applicable,"            \
    " JSON_VALUE(v.content, '$.not_applicable_reason')"                        \
    " AS not_applicable_reason,"                                               \
    " JSON_VALUE(v.content, '$.status_chosen') AS status_chosen,"              \
    " JSON_VALUE(v.content, '$.status_reason') AS status_reason"               \
    " FROM result_revision v LEFT JOIN account k ON k.id = v.account"          \
    " LEFT JOIN account f ON f.id = v.for_account"

struct stmt history_sql_of = {
    .sql = REVISIONS " WHERE v.plan = ? AND v.period = ? AND v.measure = ?"
                     " ORDER BY v.revision",
    .params = 3,
    .row = &revision_shape,
};
struct stmt history_sql_approved = {
    .sql = REVISIONS " JOIN result r ON r.plan = v.plan AND r.period ="
                     " v.period AND r.measure = v.measure"
                     " AND r.approved_revision = v.revision"
                     " WHERE r.plan = ? AND r.period = ?"
                     " AND r.state = 'submitted'",
    .params = 2,
    .row = &revision_shape,
};

static const struct field refusal_fields[] = {
    FIELD(struct refusal, measure),
    FIELD(struct refusal, word),
};
static const struct shape refusal_shape = SHAPE(struct refusal, refusal_fields);

struct stmt history_sql_refused = {
    .sql = "SELECT v.measure, v.reason AS word FROM result_revision v"
           " JOIN result r ON r.plan = v.plan AND r.period = v.period"
           " AND r.measure = v.measure WHERE v.plan = ? AND v.period = ?"
           " AND v.act = 'refuse' AND r.state = 'submitted'"
           " AND v.made_at = r.submitted_at",
    .params = 2,
    .row = &refusal_shape,
};

enum err history_refused(struct db *db, int64_t plan, struct period period,
                         struct list *out)
{
    return db_all(db, &history_sql_refused, out, V(plan), V(period));
}

static const struct field past_fields[] = {
    FIELD(struct past_result, period),   FIELD(struct past_result, value),
    FIELD(struct past_result, decimals), FIELD(struct past_result, status),
    FIELD(struct past_result, state),    FIELD(struct past_result, own),
    FIELD(struct past_result, released),
};
static const struct shape past_shape = SHAPE(struct past_result, past_fields);

struct stmt history_sql_lineage = {
    .sql = "SELECT r.period, r.value, r.decimals,"
           " COALESCE(r.status_chosen, r.status) AS status, r.state,"
           " r.plan = ? AS own,"
           " COALESCE(c.released_at <= ?, FALSE) AS released"
           " FROM measure m JOIN measure o ON o.lineage = m.lineage"
           " JOIN result r ON r.measure = o.id JOIN plan p ON p.id = r.plan"
           " LEFT JOIN campaign c ON c.period = r.period"
           " WHERE m.id = ? AND " MAY_READ_RESULTS("p") " ORDER BY r.period",
    .params = 7,
    .row = &past_shape,
};

struct definition_row {
    int64_t edition;
    struct date effective_on;
    struct str text_fr;
    struct str text_nl;
    struct str direction;
    struct dec red;
    struct str red_op;
    struct dec green;
    struct str green_op;
    struct dec baseline;
    struct dec target;
    struct dec weight;
};
static const struct field definition_fields[] = {
    FIELD(struct definition_row, edition),
    FIELD(struct definition_row, effective_on),
    FIELD(struct definition_row, text_fr),
    FIELD(struct definition_row, text_nl),
    FIELD(struct definition_row, direction),
    FIELD(struct definition_row, red),
    FIELD(struct definition_row, red_op),
    FIELD(struct definition_row, green),
    FIELD(struct definition_row, green_op),
    FIELD(struct definition_row, baseline),
    FIELD(struct definition_row, target),
    FIELD(struct definition_row, weight),
};
static const struct shape definition_shape =
    SHAPE(struct definition_row, definition_fields);

struct stmt history_sql_indicators = {
    .sql = "SELECT e.edition, e.effective_on,"
           " CONCAT_WS(' ', d.description_fr, d.unit) AS text_fr,"
           " CONCAT_WS(' ', d.description_nl, d.unit) AS text_nl,"
           " d.direction, d.red, d.red_op, d.green, d.green_op, d.baseline,"
           " COALESCE(t.value, d.target) AS target, d.weight"
           " FROM edition e JOIN edition_indicator d ON d.plan = e.plan"
           " AND d.edition = e.edition AND d.id = ?"
           " LEFT JOIN edition_target t ON t.plan = e.plan"
           " AND t.edition = e.edition AND t.measure = d.id AND t.period = ?"
           " WHERE e.plan = ? AND e.state = 'approved' ORDER BY e.edition",
    .params = 3,
    .row = &definition_shape,
};
struct stmt history_sql_items = {
    .sql = "SELECT e.edition, e.effective_on, d.title_fr AS text_fr,"
           " d.title_nl AS text_nl, NULL AS direction, d.red, d.red_op,"
           " d.green, d.green_op, NULL AS baseline, NULL AS target,"
           " NULL AS weight FROM edition e JOIN edition_item d"
           " ON d.plan = e.plan AND d.edition = e.edition AND d.id = ?"
           " WHERE e.plan = ? AND e.state = 'approved' ORDER BY e.edition",
    .params = 2,
    .row = &definition_shape,
};

enum err history_of(struct db *db, int64_t plan, struct period period,
                    int64_t measure, struct list *out)
{
    return db_all(db, &history_sql_of, out, V(plan), V(period), V(measure));
}

enum err history_approved(struct db *db, int64_t plan, struct period period,
                          struct list *out)
{
    return db_all(db, &history_sql_approved, out, V(plan), V(period));
}

enum err history_lineage(struct db *db, int64_t plan, int64_t measure,
                         int64_t account, struct date today, struct instant now,
                         struct list *out)
{
    return db_all(db, &history_sql_lineage, out, V(plan), V(now), V(measure),
                  V(account), V(today), V(account), V(today));
}

enum err history_definitions(struct results *rs, const struct result_line *line,
                             struct definition **out, size_t *count)
{
    struct list rows;

    if (line->item_level)
        TRY(db_all(rs->db, &history_sql_items, &rows,
                   V(rs->items[line->item].id), V(rs->plan)));
    else
        TRY(db_all(rs->db, &history_sql_indicators, &rows, V(line->measure),
                   V(rs->period), V(rs->plan)));
    *count = rows.count;
    *out = NEW_N(rs->arena, struct definition, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const struct definition_row *d =
            LIST_AT(struct definition_row, rows, i);

        (*out)[i] = (struct definition){
            .edition = d->edition,
            .effective_on = d->effective_on,
            .thresholds = {d->red, d->green, op_parse(d->red_op),
                           op_parse(d->green_op),
                           direction_parse(d->direction)},
            .baseline = d->baseline,
            .target = d->target,
            .weight = d->weight,
            .text_fr = d->text_fr,
            .text_nl = d->text_nl,
        };
    }
    return OK;
}

struct revision_row history_present(struct arena *a,
                                    const struct result_line *line)
{
    const struct result_content *c = &line->content;
    const struct result_texts *t = &c->texts[result_original(line)];

    return (struct revision_row){
        .measure = line->measure,
        .revision = line->revision,
        .state = state_word(line->state),
        .form = S("result/1"),
        .value = c->value.set ? dec_text(a, c->value) : STR_NONE,
        .value_text = c->value_text,
        .description = t->description,
        .factors = t->factors,
        .actions = t->actions,
        .cause = c->cause,
        .not_applicable = c->not_applicable ? S("1") : S("0"),
        .not_applicable_reason = c->not_applicable_reason,
        .status_chosen = status_word(c->status_chosen),
        .status_reason = c->status_reason,
    };
}
