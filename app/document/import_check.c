#include "document/importing.h"

#include <string.h>

#include "domain/status.h"

/* -- references ------------------------------------------------------------ */

static struct fault not_a_key(struct importing *im, enum sheet refers)
{
    return (struct fault){
        "a key of the workbook or of the database, in the sheet",
        str_copy(im->a, str_of(sheet_tables[refers].name))};
}

static bool refers_well(const struct importing *im, enum sheet refers,
                        struct str key)
{
    struct holding h;

    return import_find(im, refers, key, &h) && (h.row || h.known->reached);
}

static void check_refs(struct importing *im, enum sheet s,
                       const struct row *row, size_t c)
{
    const struct column *column = &sheet_tables[s].columns[c];
    struct str rest = row->cell[c];
    struct str key;

    if (column->kind == CELL_REF) {
        if (!refers_well(im, column->refers, rest))
            workbook_fault(im->w, s, row, c, not_a_key(im, column->refers));
        return;
    }
    while (str_cut(&rest, LIST_MARK, &key))
        if (str_eq(key, row->cell[0]) ||
            !refers_well(im, column->refers, key)) {
            workbook_fault(im->w, s, row, c, not_a_key(im, column->refers));
            return;
        }
}

static bool same_as_old(const struct row *row, size_t c)
{
    return row->old && str_eq(row->old->cell[c], row->cell[c]);
}

/* -- whose it is ----------------------------------------------------------- */

/* The column that says, straight or in one step, which plan a row is of. */
static size_t owner_column(enum sheet s, const struct row *row)
{
    switch (s) {
    case SHEET_PLANS:
        return PLANS_entity;
    case SHEET_ENTITIES:
        return ENTITIES_parent;
    case SHEET_HOLDERS:
        return HOLDERS_plan;
    case SHEET_ITEMS:
        return ITEMS_plan;
    case SHEET_INDICATORS:
        return INDICATORS_item;
    case SHEET_DEADLINES:
        return DEADLINES_item;
    case SHEET_AMENDMENTS:
        return AMENDMENTS_plan;
    case SHEET_CHANGES:
        return CHANGES_amendment;
    case SHEET_RESULTS:
        return str_given(row->cell[RESULTS_item]) ? RESULTS_item
                                                  : RESULTS_indicator;
    case SHEET_TARGETS:
        return TARGETS_indicator;
    case SHEET_CALENDARS:
        return CALENDARS_key;
    case SHEET_OCCURRENCES:
        return OCCURRENCES_item;
    case SHEET_MATURITY:
        return MATURITY_item;
    case SHEET_OBSERVATIONS:
        return str_given(row->cell[OBSERVATIONS_plan]) ? OBSERVATIONS_plan
                                                       : OBSERVATIONS_entity;
    case SHEET_COUNT:
        break;
    }
    return 0;
}

/* May the importer put a row here? Its references were checked apart. */
static bool within_reach(const struct importing *im, enum sheet s,
                         const struct row *row)
{
    struct str parent = row->cell[ENTITIES_parent];
    struct holding h;

    if (s == SHEET_CALENDARS)
        return im->arranges.some;
    if (s == SHEET_ENTITIES)
        return str_empty(parent) && !row->old
                   ? im->arranges.all
                   : import_reaches_entity(im, &im->arranges,
                                           str_given(parent) ? parent
                                                             : row->cell[0]);
    if (s == SHEET_PLANS)
        return import_reaches_entity(im, &im->enters, row->cell[PLANS_entity]);
    if (str_empty(row->plan))
        return s != SHEET_OBSERVATIONS ||
               import_reaches_entity(im, &im->enters,
                                     row->cell[OBSERVATIONS_entity]);
    return !import_find(im, SHEET_PLANS, row->plan, &h) ||
           import_reaches_plan(im, row->plan);
}

static void check_owner(struct importing *im, enum sheet s,
                        const struct row *row)
{
    size_t c = owner_column(s, row);
    bool stays = s == SHEET_ITEMS || s == SHEET_INDICATORS ||
                 s == SHEET_DEADLINES || s == SHEET_TARGETS;

    if (stays && row->old && str_given(row->plan) &&
        !str_eq(row->old->plan, row->plan))
        workbook_fault(im->w, s, row, c,
                       (struct fault){"something of the plan it already is in",
                                      row->old->plan});
    if (!within_reach(im, s, row))
        workbook_fault(im->w, s, row, c,
                       (struct fault){"something within reach of the account "
                                      "that imports",
                                      STR_NONE});
}

static void check_same_plan(struct importing *im, enum sheet s,
                            const struct row *row, size_t c)
{
    enum sheet refers = sheet_tables[s].columns[c].refers;
    struct holding h;

    if (!import_find(im, refers, row->cell[c], &h) || str_empty(row->plan))
        return;
    if (!str_eq(h.row ? h.row->plan : h.known->plan, row->plan))
        workbook_fault(im->w, s, row, c,
                       (struct fault){"a key of the same plan", row->plan});
}

/* -- figures --------------------------------------------------------------- */

static void check_figure(struct importing *im, enum sheet s, struct row *row,
                         size_t c, struct str type)
{
    enum reading reading = reading_of(type);
    bool result = s == SHEET_RESULTS;
    struct fault fault;

    if (result && reading == READ_WORDS && str_given(row->cell[c])) {
        workbook_fault(
            im->w, s, row, c,
            (struct fault){"an empty cell, as the words of this type "
                           "stand in value_text",
                           type});
        return;
    }
    if (figure_read(im->a, reading, result, row->cell[c], &row->cell[c],
                    &fault) != OK)
        workbook_fault(im->w, s, row, c, fault);
}

static struct str type_of(const struct importing *im, enum sheet s,
                          const struct row *row)
{
    if (s == SHEET_INDICATORS)
        return row->cell[INDICATORS_type];
    if (s == SHEET_RESULTS)
        return import_type(im, row->cell[RESULTS_indicator]);
    return import_type(im, row->cell[TARGETS_indicator]);
}

/* -- types ----------------------------------------------------------------- */

struct figures {
    int64_t n;
};
static const struct field figures_fields[] = {FIELD(struct figures, n)};
static const struct shape figures_shape = SHAPE(struct figures, figures_fields);

static struct stmt figures_of = {
    .sql = "SELECT COUNT(*) AS n FROM result"
           " WHERE measure = ? AND value IS NOT NULL",
    .params = 1,
    .row = &figures_shape,
};

/* A number that is a percentage today would be a date tomorrow. */
static enum err check_type(struct importing *im, const struct row *row)
{
    struct figures figures;
    struct str type;

    if (row->foreign || !row->old || !row->old->here)
        return OK;
    type = row->old->cell[INDICATORS_type];
    if (reading_of(type) == reading_of(row->cell[INDICATORS_type]))
        return OK;
    TRY(db_one(im->db, &figures_of, &figures, V(row->id)));
    if (figures.n)
        workbook_fault(im->w, SHEET_INDICATORS, row, INDICATORS_type,
                       (struct fault){"a type that reads figures alike, as it "
                                      "has results as",
                                      type});
    return OK;
}

static enum err check_types(struct importing *im)
{
    struct rows *rows = &im->w->sheets[SHEET_INDICATORS];

    for (size_t i = 0; i < rows->count; i++)
        TRY(check_type(im, &rows->at[i]));
    return OK;
}

/* -- results --------------------------------------------------------------- */

static void check_result(struct importing *im, const struct row *row)
{
    static const size_t lasting[] = {RESULTS_indicator, RESULTS_item,
                                     RESULTS_period};
    bool indicator = str_given(row->cell[RESULTS_indicator]);
    bool item = str_given(row->cell[RESULTS_item]);

    if (indicator && item)
        workbook_fault(im->w, SHEET_RESULTS, row, RESULTS_item,
                       (struct fault){"an empty cell, as an indicator is given",
                                      row->cell[RESULTS_indicator]});
    if (!indicator && !item)
        workbook_fault(im->w, SHEET_RESULTS, row, RESULTS_indicator,
                       (struct fault){"a key, here or under item", STR_NONE});
    for (size_t i = 0; row->old && i < 3; i++)
        if (!same_as_old(row, lasting[i]))
            workbook_fault(im->w, SHEET_RESULTS, row, lasting[i],
                           (struct fault){"what this result is of",
                                          row->old->cell[lasting[i]]});
}

/* One result for a measure and a period. */
static void check_once(struct importing *im, struct keymap *seen, size_t at)
{
    const struct row *row = &im->w->sheets[SHEET_RESULTS].at[at];
    struct str item = row->cell[RESULTS_item];
    struct str indicator = row->cell[RESULTS_indicator];
    size_t first = at;

    if (str_empty(row->cell[RESULTS_period]) ||
        str_empty(item) == str_empty(indicator))
        return;
    if (!keymap_add(seen,
                    str_printf(im->a, "%.*s/%.*s/%.*s", STR_ARG(item),
                               STR_ARG(indicator),
                               STR_ARG(row->cell[RESULTS_period])),
                    &first))
        workbook_fault(
            im->w, SHEET_RESULTS, row, RESULTS_period,
            (struct fault){
                "one result for each period, and there is one in row",
                str_printf(im->a, "%zu",
                           im->w->sheets[SHEET_RESULTS].at[first].number)});
}

static bool settled(struct str state)
{
    return str_is(state, "submitted") || str_is(state, "approved") ||
           str_is(state, "locked");
}

/* The state a row asks for, given who answers for it. */
static void settle_state(struct importing *im, struct row *row)
{
    struct str *state = &row->cell[RESULTS_state];
    struct str old = row->old ? row->old->cell[RESULTS_state] : STR_NONE;
    bool approved = str_is(*state, "approved") || str_is(*state, "locked");

    if (str_empty(*state))
        *state = str_given(old) ? old : S("draft");
    if (!approved || im->o->confirmed_by || str_eq(*state, old))
        return;
    *state = S("submitted");
    im->report->unconfirmed++;
}

/* Decimals that add nothing do not make another value. */
static bool same_number(struct str a, struct str b)
{
    struct dec x;
    struct dec y;

    return str_given(a) && str_given(b) && dec_parse(a, &x) == OK &&
           dec_parse(b, &y) == OK && dec_cmp(x, y) == 0;
}

static bool may_approve(const struct row *row, struct str old)
{
    return str_is(old, "submitted") && settled(row->cell[RESULTS_state]);
}

static void check_confirmed(struct importing *im, const struct row *row)
{
    bool approves = str_is(row->cell[RESULTS_state], "approved") ||
                    str_is(row->cell[RESULTS_state], "locked");

    if (approves && !same_as_old(row, RESULTS_state) &&
        !import_confirms_plan(im, row->plan))
        workbook_fault(im->w, SHEET_RESULTS, row, RESULTS_state,
                       (struct fault){"a result within reach of the account "
                                      "that confirms",
                                      STR_NONE});
}

static void check_settled(struct importing *im, struct row *row)
{
    struct str old = row->old ? row->old->cell[RESULTS_state] : STR_NONE;

    settle_state(im, row);
    check_confirmed(im, row);
    if (row->old && str_empty(row->cell[RESULTS_original]))
        row->cell[RESULTS_original] = row->old->cell[RESULTS_original];
    if (row->old &&
        same_number(row->cell[RESULTS_value], row->old->cell[RESULTS_value]))
        row->cell[RESULTS_value] = row->old->cell[RESULTS_value];
    if (!settled(old))
        return;
    for (size_t c = RESULTS_value; c < RESULTS_WIDTH; c++) {
        if (same_as_old(row, c) ||
            (c == RESULTS_state && may_approve(row, old)))
            continue;
        workbook_fault(
            im->w, SHEET_RESULTS, row, c,
            (struct fault){"no change, as the result already is", old});
    }
}

/* -- what else a sheet asks ------------------------------------------------ */

static void check_plan(struct importing *im, const struct row *row)
{
    static const size_t lasting[] = {PLANS_entity, PLANS_kind};
    const struct plan_work *plan = import_plan(im, row->cell[PLANS_key]);

    for (size_t i = 0; plan && plan->approved && i < 2; i++)
        if (!same_as_old(row, lasting[i]))
            workbook_fault(im->w, SHEET_PLANS, row, lasting[i],
                           (struct fault){"no change, as the plan was approved "
                                          "with",
                                          row->old->cell[lasting[i]]});
}

static struct dec number(struct str text)
{
    struct dec d;

    return dec_parse(text, &d) == OK ? d : DEC_NONE;
}

static void warn_thresholds(struct importing *im, enum sheet s,
                            const struct row *row, size_t red,
                            struct thresholds t)
{
    unsigned warnings = status_warnings(&t);

    if (warnings & STATUS_RED_BEYOND_GREEN)
        workbook_warn(im->w, s, row, red,
                      (struct fault){status_red_op(&t) == OP_GE ||
                                             status_red_op(&t) == OP_GT
                                         ? "red lies below green, though less "
                                           "is better"
                                         : "red lies above green, though more "
                                           "is better",
                                     STR_NONE});
    if (warnings & STATUS_MIXED_OPERATORS)
        workbook_warn(im->w, s, row, red + 1,
                      (struct fault){"the operators do not point the same way",
                                     STR_NONE});
}

static void warn_item(struct importing *im, const struct row *row)
{
    warn_thresholds(
        im, SHEET_ITEMS, row, ITEMS_red,
        (struct thresholds){.red = number(row->cell[ITEMS_red]),
                            .green = number(row->cell[ITEMS_green]),
                            .red_op = op_parse(row->cell[ITEMS_red_op]),
                            .green_op = op_parse(row->cell[ITEMS_green_op])});
}

static void warn_indicator(struct importing *im, const struct row *row)
{
    const struct str *cell = row->cell;
    enum reading r = reading_of(cell[INDICATORS_type]);

    warn_thresholds(
        im, SHEET_INDICATORS, row, INDICATORS_red,
        (struct thresholds){
            .red = number(figure_stored(im->a, r, cell[INDICATORS_red])),
            .green = number(figure_stored(im->a, r, cell[INDICATORS_green])),
            .red_op = op_parse(cell[INDICATORS_red_op]),
            .green_op = op_parse(cell[INDICATORS_green_op]),
            .direction = direction_parse(cell[INDICATORS_direction])});
}

static void check_figures(struct importing *im, enum sheet s, struct row *row)
{
    const struct sheet_table *t = &sheet_tables[s];

    for (size_t c = 0; c < t->width; c++)
        if (t->columns[c].kind == CELL_FIGURE)
            check_figure(im, s, row, c, type_of(im, s, row));
}

static void check_row(struct importing *im, enum sheet s, struct row *row)
{
    const struct sheet_table *t = &sheet_tables[s];

    for (size_t c = 0; c < t->width; c++)
        if ((t->columns[c].kind == CELL_REF ||
             t->columns[c].kind == CELL_REFS) &&
            str_given(row->cell[c]) && !same_as_old(row, c))
            check_refs(im, s, row, c);
    check_owner(im, s, row);
    check_figures(im, s, row);
    if (s == SHEET_PLANS)
        check_plan(im, row);
    if (s == SHEET_ITEMS)
        check_same_plan(im, s, row, ITEMS_parent);
    if (s == SHEET_INDICATORS)
        check_same_plan(im, s, row, INDICATORS_parent);
    if (s == SHEET_CHANGES)
        check_same_plan(im, s, row, CHANGES_item);
    if (s == SHEET_ITEMS)
        warn_item(im, row);
    if (s == SHEET_INDICATORS)
        warn_indicator(im, row);
}

static void check_results(struct importing *im)
{
    struct rows *rows = &im->w->sheets[SHEET_RESULTS];
    struct keymap seen = keymap_new(im->a);

    for (size_t i = 0; i < rows->count; i++) {
        if (rows->at[i].foreign)
            continue;
        if (!rows->at[i].bad)
            check_result(im, &rows->at[i]);
        check_once(im, &seen, i);
        check_settled(im, &rows->at[i]);
    }
}

enum err import_check(struct importing *im)
{
    for (size_t s = 0; s < SHEET_COUNT; s++)
        for (size_t i = 0; i < im->w->sheets[s].count; i++)
            if (!im->w->sheets[s].at[i].foreign)
                check_row(im, (enum sheet)s, &im->w->sheets[s].at[i]);
    check_results(im);
    TRY(check_types(im));
    TRY(import_cycles(im));
    import_mark(im);
    return OK;
}
