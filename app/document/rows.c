#include "document/rows.h"

#include <string.h>

#define SHOWN(x) "CAST(" x " AS CHAR)"
#define NOTHING  "CAST(NULL AS CHAR)"

/* What every statement below yields beside the cells: struct stored. */
#define OWNED(id, plan, entity, here, type, decimals)                          \
    "SELECT " id " AS row_id, " plan " AS owner_plan, " entity                 \
    " AS owner_entity, " here " AS row_here, " type                            \
    " AS figure_type, " decimals " AS entered_decimals, k.code AS `key`, "
#define IN_ORDER " ORDER BY k.n"

#define OWN_FIELD(name, kind, member)                                          \
    {name, kind, offsetof(struct stored, member), NULL},
#define OWN_FIELDS                                                             \
    OWN_FIELD("row_id", KIND_INT, id)                                          \
    OWN_FIELD("owner_plan", KIND_STR, plan)                                    \
    OWN_FIELD("owner_entity", KIND_INT, entity)                                \
    OWN_FIELD("row_here", KIND_INT, here)                                      \
    OWN_FIELD("figure_type", KIND_STR, type)                                   \
    OWN_FIELD("entered_decimals", KIND_INT, decimals)
#define CELL_FIELD(SHEET, name, ...)                                           \
    {#name, KIND_STR, offsetof(struct stored, cell[SHEET##_##name]), NULL},
#define SHAPED(NAME, name)                                                     \
    static const struct field name##_fields[] = {                              \
        OWN_FIELDS NAME##_COLUMNS(CELL_FIELD)};                                \
    static const struct shape name##_shape = {                                 \
        #name, sizeof(struct stored),                                          \
        sizeof(name##_fields) / sizeof(*name##_fields), name##_fields};
SHEETS(SHAPED)

/* The statements are laid out by hand: a line of SQL is a line here. */
/* clang-format off */
static struct stmt entities_stored = {
    .sql = OWNED("e.id", NOTHING, "e.id", "1", NOTHING, "0")
        " p.code AS parent, e.category, e.name_fr, e.name_nl, e.acronym, "
        SHOWN("e.valid_from") " AS valid_from, "
        SHOWN("e.valid_to") " AS valid_to, e.aliases,"
        " (SELECT GROUP_CONCAT(q.code ORDER BY w.sort SEPARATOR '|')"
        "   FROM entity_predecessor w JOIN entity q ON q.id = w.predecessor"
        "  WHERE w.entity = e.id) AS predecessors, "
        SHOWN("e.sort") " AS sort"
        KEYS_GIVEN
        " STRAIGHT_JOIN entity e ON e.code = k.code"
        " LEFT JOIN entity p ON p.id = e.parent" IN_ORDER,
    .params = 1,
    .row = &entities_shape,
};

static struct stmt plans_stored = {
    .sql = OWNED("p.id", "p.code", "p.entity", "1", NOTHING, "0")
        " e.code AS entity, p.kind, d.section_fr, d.section_nl, d.title_fr,"
        " d.title_nl, d.function_fr, d.function_nl, d.grade, d.holder,"
        " d.period_text, "
        SHOWN("d.starts_on") " AS starts_on, "
        SHOWN("d.mid_evaluation_on") " AS mid_evaluation_on, "
        SHOWN("d.ends_on") " AS ends_on, d.authority_fr, d.authority_nl,"
        " d.legal_basis_fr, d.legal_basis_nl, d.note"
        KEYS_GIVEN
        " STRAIGHT_JOIN plan p ON p.code = k.code"
        " JOIN entity e ON e.id = p.entity"
        " LEFT JOIN edition d ON d.plan = p.id AND d.edition = " LATEST("p.id")
        IN_ORDER,
    .params = 1,
    .row = &plans_shape,
};

static struct stmt holders_stored = {
    .sql = OWNED("h.id", "p.code", "p.entity", "1", NOTHING, "0")
        " p.code AS plan, h.name, h.lang AS language, "
        SHOWN("h.from_on") " AS `from`, " SHOWN("h.to_on") " AS `to`,"
        " IF(h.acting IS NULL, NULL, IF(h.acting, 'yes', 'no')) AS acting"
        KEYS_GIVEN
        " STRAIGHT_JOIN holder h ON h.code = k.code"
        " JOIN plan p ON p.id = h.plan" IN_ORDER,
    .params = 1,
    .row = &holders_shape,
};

#define INTRO(lang)                                                            \
    "(SELECT t.body FROM edition_text t WHERE t.plan = i.plan"                 \
    " AND t.edition = i.edition AND t.item = i.id AND t.field = 'intro'"       \
    " AND t.lang = '" lang "')"

static struct stmt items_stored = {
    .sql = OWNED("x.id", "p.code", "p.entity", "i.id IS NOT NULL", NOTHING, "0")
        " p.code AS plan, u.code AS parent, " SHOWN("i.sort") " AS sort,"
        " i.kind, i.ref, i.title_fr, i.title_nl, i.front_title_fr,"
        " i.front_title_nl, " INTRO("fr") " AS intro_fr, "
        INTRO("nl") " AS intro_nl, i.owner, i.budget_refs, "
        SHOWN("i.red") " AS red, i.red_op, " SHOWN("i.green") " AS green,"
        " i.green_op, i.status, " SHOWN("i.starts_on") " AS starts_on, "
        SHOWN("i.ends_on") " AS ends_on, i.partners, i.tags, "
        SHOWN("i.budget") " AS budget, " SHOWN("i.fte") " AS fte,"
        " c.code AS continues, i.continuity, i.original, i.note"
        KEYS_GIVEN
        " STRAIGHT_JOIN item x ON x.code = k.code"
        " JOIN plan p ON p.id = x.plan"
        " LEFT JOIN edition_item i ON i.plan = x.plan AND i.id = x.id"
        "  AND i.edition = " LATEST("x.plan")
        " LEFT JOIN item u ON u.id = i.parent"
        " LEFT JOIN item c ON c.id = i.continues" IN_ORDER,
    .params = 1,
    .row = &items_shape,
};

static struct stmt indicators_stored = {
    .sql = OWNED("x.id", "p.code", "p.entity", "i.id IS NOT NULL", "i.type",
                 "0")
        " o.code AS item, u.code AS parent, " SHOWN("i.sort") " AS sort,"
        " i.ref, i.description_fr, i.description_nl, i.type, i.unit,"
        " i.direction, " SHOWN("i.red") " AS red, i.red_op, "
        SHOWN("i.green") " AS green, i.green_op, "
        SHOWN("i.baseline") " AS baseline, i.baseline_period, "
        SHOWN("i.target") " AS target, i.target_period, "
        SHOWN("i.weight") " AS weight, i.periodicity, i.source_fr,"
        " i.source_nl, i.threshold_text_fr, i.threshold_text_nl,"
        " i.responsible, i.aggregate, " SHOWN("i.decimals") " AS decimals,"
        " c.code AS continues, i.continuity, i.original, i.note"
        KEYS_GIVEN
        " STRAIGHT_JOIN measure x ON x.code = k.code"
        " JOIN plan p ON p.id = x.plan"
        " LEFT JOIN edition_indicator i ON i.plan = x.plan AND i.id = x.id"
        "  AND i.edition = " LATEST("x.plan")
        " LEFT JOIN item o ON o.id = i.item"
        " LEFT JOIN measure u ON u.id = i.parent"
        " LEFT JOIN measure c ON c.id = i.continues" IN_ORDER,
    .params = 1,
    .row = &indicators_shape,
};

static struct stmt deadlines_stored = {
    .sql = OWNED("x.id", "p.code", "p.entity", "i.id IS NOT NULL", NOTHING, "0")
        " o.code AS item, " SHOWN("i.sort") " AS sort, i.part_fr, i.part_nl,"
        " i.text_fr, i.text_nl, i.kind, " SHOWN("i.due_on") " AS date,"
        " i.due_precision AS `precision`, i.per, " SHOWN("i.n_min")
        " AS n_min, " SHOWN("i.day") " AS day, i.anchor, " SHOWN("i.shift")
        " AS `offset`, i.shift_unit AS offset_unit, i.before_after, i.calendar,"
        " i.condition_fr, i.condition_nl"
        KEYS_GIVEN
        " STRAIGHT_JOIN deadline x ON x.code = k.code"
        " JOIN plan p ON p.id = x.plan"
        " LEFT JOIN edition_deadline i ON i.plan = x.plan AND i.id = x.id"
        "  AND i.edition = " LATEST("x.plan")
        " LEFT JOIN item o ON o.id = i.item" IN_ORDER,
    .params = 1,
    .row = &deadlines_shape,
};

static struct stmt amendments_stored = {
    .sql = OWNED("m.id", "p.code", "p.entity", "1", NOTHING, "0")
        " p.code AS plan, m.act_fr, m.act_nl, " SHOWN("m.act_on")
        " AS act_on, " SHOWN("m.effective_on") " AS effective_on, m.tag, m.note"
        KEYS_GIVEN
        " STRAIGHT_JOIN amendment m ON m.code = k.code"
        " JOIN plan p ON p.id = m.plan" IN_ORDER,
    .params = 1,
    .row = &amendments_shape,
};

static struct stmt changes_stored = {
    .sql = OWNED("c.id", "p.code", "p.entity", "1", NOTHING, "0")
        " m.code AS amendment, x.code AS item, c.field, c.kind, "
        SHOWN("c.occurrence") " AS occurrence, c.before_fr, c.after_fr,"
        " c.before_nl, c.after_nl"
        KEYS_GIVEN
        " STRAIGHT_JOIN amendment_change c ON c.code = k.code"
        " JOIN amendment m ON m.id = c.amendment"
        " JOIN plan p ON p.id = m.plan"
        " LEFT JOIN item x ON x.id = c.item" IN_ORDER,
    .params = 1,
    .row = &changes_shape,
};

#define RESULT_TEXT(field, lang)                                               \
    "(SELECT t.body FROM result_text t WHERE t.plan = r.plan"                  \
    " AND t.period = r.period AND t.measure = r.measure"                       \
    " AND t.field = '" field "' AND t.lang = '" lang "')"

static struct stmt results_stored = {
    .sql = OWNED("r.measure", "p.code", "p.entity", "1", "i.type", "r.decimals")
        " m.code AS indicator, x.code AS item, r.period, " SHOWN("r.value")
        " AS value, " RESULT_TEXT("value", "") " AS value_text, "
        RESULT_TEXT("description", "fr") " AS description_fr, "
        RESULT_TEXT("description", "nl") " AS description_nl, "
        RESULT_TEXT("factors", "fr") " AS factors_fr, "
        RESULT_TEXT("factors", "nl") " AS factors_nl, "
        RESULT_TEXT("actions", "fr") " AS actions_fr, "
        RESULT_TEXT("actions", "nl") " AS actions_nl, r.original, "
        RESULT_TEXT("not_applicable", "") " AS not_applicable,"
        " b.code AS reported_by, v.code AS moved_to, r.cause, r.status_chosen, "
        RESULT_TEXT("status_reason", "") " AS status_reason, r.state, "
        RESULT_TEXT("note", "") " AS note"
        KEYS_GIVEN
        " STRAIGHT_JOIN result r ON r.code = k.code"
        " JOIN plan p ON p.id = r.plan"
        " JOIN measure m ON m.id = r.measure"
        " LEFT JOIN item x ON x.id = m.item"
        " LEFT JOIN edition_indicator i ON i.plan = r.plan AND i.id = r.measure"
        "  AND i.edition = " LATEST("r.plan")
        " LEFT JOIN entity b ON b.id = r.reported_by"
        " LEFT JOIN item v ON v.id = r.moved_to" IN_ORDER,
    .params = 1,
    .row = &results_shape,
};

static struct stmt targets_stored = {
    .sql = OWNED("x.id", "p.code", "p.entity", "i.id IS NOT NULL", "w.type",
                 "0")
        " m.code AS indicator, i.period, " SHOWN("i.value") " AS value"
        KEYS_GIVEN
        " STRAIGHT_JOIN target x ON x.code = k.code"
        " JOIN plan p ON p.id = x.plan"
        " LEFT JOIN edition_target i ON i.plan = x.plan AND i.id = x.id"
        "  AND i.edition = " LATEST("x.plan")
        " LEFT JOIN measure m ON m.id = i.measure"
        " LEFT JOIN edition_indicator w ON w.plan = i.plan"
        "  AND w.edition = i.edition AND w.id = i.measure" IN_ORDER,
    .params = 1,
    .row = &targets_shape,
};

static struct stmt calendars_stored = {
    .sql = OWNED("c.id", NOTHING, "0", "1", NOTHING, "0")
        " c.calendar, " SHOWN("c.on_date") " AS `on`, c.text_fr, c.text_nl"
        KEYS_GIVEN
        " STRAIGHT_JOIN calendar_date c ON c.code = k.code" IN_ORDER,
    .params = 1,
    .row = &calendars_shape,
};

static struct stmt occurrences_stored = {
    .sql = OWNED("c.id", "p.code", "p.entity", "1", NOTHING, "0")
        " x.code AS item, " SHOWN("c.on_date") " AS `on`, c.text_fr, c.text_nl"
        KEYS_GIVEN
        " STRAIGHT_JOIN occurrence c ON c.code = k.code"
        " JOIN item x ON x.id = c.item JOIN plan p ON p.id = x.plan" IN_ORDER,
    .params = 1,
    .row = &occurrences_shape,
};

static struct stmt maturity_stored = {
    .sql = OWNED("c.id", "p.code", "p.entity", "1", NOTHING, "0")
        " x.code AS item, c.scale, " SHOWN("c.current_level")
        " AS current_level, " SHOWN("c.target_level") " AS target_level, "
        SHOWN("c.assessed_on") " AS assessed_on, " SHOWN("c.target_on")
        " AS target_on"
        KEYS_GIVEN
        " STRAIGHT_JOIN maturity c ON c.code = k.code"
        " JOIN item x ON x.id = c.item JOIN plan p ON p.id = x.plan" IN_ORDER,
    .params = 1,
    .row = &maturity_shape,
};

static struct stmt observations_stored = {
    .sql = OWNED("o.id", "p.code", "COALESCE(p.entity, o.entity)", "1", NOTHING,
                 "0")
        " o.series, o.name_fr, o.name_nl, e.code AS entity, p.code AS plan,"
        " o.unit, o.nature, o.source, o.period, o.breakdown, "
        SHOWN("o.value") " AS value, o.flag, o.note"
        KEYS_GIVEN
        " STRAIGHT_JOIN observation o ON o.code = k.code"
        " LEFT JOIN entity e ON e.id = o.entity"
        " LEFT JOIN plan p ON p.id = o.plan" IN_ORDER,
    .params = 1,
    .row = &observations_shape,
};

/* clang-format on */

static const struct field known_fields[] = {
    FIELD(struct known, id),   FIELD(struct known, key),
    FIELD(struct known, plan), FIELD(struct known, entity),
    FIELD(struct known, type),
};
static const struct shape known_shape = SHAPE(struct known, known_fields);

/* clang-format off */
static struct stmt entities_known = {
    .sql = "SELECT e.id, e.code AS `key`, " NOTHING " AS plan, e.id AS entity, "
        NOTHING " AS type"
        KEYS_GIVEN " STRAIGHT_JOIN entity e ON e.code = k.code",
    .params = 1,
    .row = &known_shape,
};

static struct stmt plans_known = {
    .sql = "SELECT p.id, p.code AS `key`, p.code AS plan, p.entity, "
        NOTHING " AS type"
        KEYS_GIVEN " STRAIGHT_JOIN plan p ON p.code = k.code",
    .params = 1,
    .row = &known_shape,
};

static struct stmt items_known = {
    .sql = "SELECT x.id, x.code AS `key`, p.code AS plan, p.entity, "
        NOTHING " AS type"
        KEYS_GIVEN " STRAIGHT_JOIN item x ON x.code = k.code"
        " JOIN plan p ON p.id = x.plan",
    .params = 1,
    .row = &known_shape,
};

static struct stmt indicators_known = {
    .sql = "SELECT x.id, x.code AS `key`, p.code AS plan, p.entity, i.type"
        KEYS_GIVEN " STRAIGHT_JOIN measure x ON x.code = k.code"
        " JOIN plan p ON p.id = x.plan"
        " LEFT JOIN edition_indicator i ON i.plan = x.plan AND i.id = x.id"
        "  AND i.edition = " LATEST("x.plan"),
    .params = 1,
    .row = &known_shape,
};

static struct stmt amendments_known = {
    .sql = "SELECT m.id, m.code AS `key`, p.code AS plan, p.entity, "
        NOTHING " AS type"
        KEYS_GIVEN " STRAIGHT_JOIN amendment m ON m.code = k.code"
        " JOIN plan p ON p.id = m.plan",
    .params = 1,
    .row = &known_shape,
};

/* clang-format on */

#define STORED(NAME, name) [SHEET_##NAME] = &name##_stored,
static struct stmt *const stored_by_sheet[SHEET_COUNT] = {SHEETS(STORED)};

static struct stmt *const known_by_sheet[SHEET_COUNT] = {
    [SHEET_ENTITIES] = &entities_known,
    [SHEET_PLANS] = &plans_known,
    [SHEET_ITEMS] = &items_known,
    [SHEET_INDICATORS] = &indicators_known,
    [SHEET_AMENDMENTS] = &amendments_known,
};

struct str keys_json(struct arena *a, const struct str *keys, size_t count)
{
    struct buf out = buf_new(a, count * 32 + 2);

    buf_byte(&out, '[');
    for (size_t i = 0; i < count; i++)
        buf_printf(&out, "%s\"%.*s\"", i ? "," : "", STR_ARG(keys[i]));
    buf_byte(&out, ']');
    return buf_str(&out);
}

/* A result's value keeps the decimals that were entered. */
static struct str value_shown(struct arena *a, enum sheet s,
                              const struct stored *row, struct str stored)
{
    enum reading reading = reading_of(row->type);
    struct dec d;

    if (s != SHEET_RESULTS || reading == READ_YES_NO || reading == READ_DATE)
        return figure_shown(a, reading, stored);
    if (str_empty(stored) || dec_parse(stored, &d) != OK)
        return STR_NONE;
    d.decimals = (uint8_t)row->decimals;
    return dec_text(a, d);
}

/* From what the database prints to what a workbook holds. */
static void show(struct arena *a, enum sheet s, struct stored *row)
{
    const struct sheet_table *t = &sheet_tables[s];

    for (size_t c = 0; c < t->width; c++) {
        struct str *cell = &row->cell[c];

        if (t->columns[c].kind == CELL_NUMBER)
            *cell = number_shown(a, *cell);
        else if (t->columns[c].kind == CELL_FIGURE)
            *cell = value_shown(a, s, row, *cell);
        if (cell->n == 0)
            *cell = STR_NONE;
    }
}

/* Runs a statement over the keys, some at a time, into one list. */
static enum err over_keys(struct db *db, struct arena *a, struct stmt *st,
                          const struct str *keys, size_t count,
                          struct list *out)
{
    size_t size = st->row->size;
    char *at = arena_alloc(a, count + 1, size);
    size_t found = 0;

    for (size_t i = 0; i < count; i += KEYS_AT_ONCE) {
        size_t n = count - i < KEYS_AT_ONCE ? count - i : KEYS_AT_ONCE;
        struct list part;

        TRY(db_all(db, st, &part, V(keys_json(a, keys + i, n))));
        if (part.count > n)
            return ERR_INTERNAL;
        if (part.count)
            memcpy(at + found * size, part.at, part.count * size);
        found += part.count;
    }
    *out = (struct list){at, found, st->row};
    return OK;
}

enum err rows_stored(struct db *db, struct arena *a, enum sheet s,
                     const struct str *keys, size_t count, struct list *out)
{
    TRY(over_keys(db, a, stored_by_sheet[s], keys, count, out));
    for (size_t i = 0; i < out->count; i++)
        show(a, s, LIST_AT(struct stored, *out, i));
    return OK;
}

enum err rows_known(struct db *db, struct arena *a, enum sheet s,
                    const struct str *keys, size_t count, struct list *out)
{
    return over_keys(db, a, known_by_sheet[s], keys, count, out);
}
