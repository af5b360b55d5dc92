#include "document/importing.h"

/* What a write statement takes before the row's own columns. */
enum prefix {
    BY_CODE,      /* code */
    BY_CODE_PLAN, /* code, plan */
    BY_EDITION,   /* plan, edition, id */
    BY_PLACE,     /* plan, edition, id, position of a new row */
};

struct writing {
    enum prefix prefix;
    struct stmt *identify; /* a new key: plan, code; NULL: write makes it */
    struct stmt *write;    /* prefix, then every column that is not apart */
};

/* clang-format off */
static struct stmt entity_new = {
    .sql = "INSERT INTO entity (code, position) VALUES (?, ?)",
    .params = 2,
};
static struct stmt entity_write = {
    .sql = "INSERT INTO entity (code, parent, category, name_fr, name_nl,"
        " acronym, valid_from, valid_to, aliases, sort)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
        " parent = VALUES(parent), category = VALUES(category),"
        " name_fr = VALUES(name_fr), name_nl = VALUES(name_nl),"
        " acronym = VALUES(acronym), valid_from = VALUES(valid_from),"
        " valid_to = VALUES(valid_to), aliases = VALUES(aliases),"
        " sort = VALUES(sort)",
    .params = 10,
};
static struct stmt predecessors_drop = {
    .sql = "DELETE FROM entity_predecessor WHERE entity = ?",
    .params = 1,
};
static struct stmt predecessor_add = {
    .sql = "INSERT INTO entity_predecessor (entity, predecessor, sort)"
        " VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE sort = sort",
    .params = 3,
};

static struct stmt plan_new = {
    .sql = "INSERT INTO plan (code, entity, kind) VALUES (?, ?, ?)",
    .params = 3,
};
static struct stmt plan_own = {
    .sql = "UPDATE plan SET entity = ?, kind = ? WHERE id = ?",
    .params = 3,
};

static struct stmt plan_write = {
    .sql = "UPDATE edition SET section_fr = ?, section_nl = ?, title_fr = ?,"
        " title_nl = ?, function_fr = ?, function_nl = ?, grade = ?,"
        " holder = ?, period_text = ?, starts_on = ?, mid_evaluation_on = ?,"
        " ends_on = ?, authority_fr = ?, authority_nl = ?, legal_basis_fr = ?,"
        " legal_basis_nl = ?, note = ? WHERE plan = ? AND edition = ?",
    .params = 19,
};

static struct stmt holder_write = {
    .sql = "INSERT INTO holder (code, plan, name, lang, from_on, to_on, acting)"
        " VALUES (?, ?, ?, ?, ?, ?, ? = 'yes') ON DUPLICATE KEY UPDATE"
        " plan = VALUES(plan), name = VALUES(name), lang = VALUES(lang),"
        " from_on = VALUES(from_on), to_on = VALUES(to_on),"
        " acting = VALUES(acting)",
    .params = 7,
};

static struct stmt item_new = {
    .sql = "INSERT INTO item (plan, code) VALUES (?, ?)",
    .params = 2,
};
static struct stmt item_write = {
    .sql = "INSERT INTO edition_item (plan, edition, id, position, depth,"
        " parent, sort, kind, ref, title_fr, title_nl, front_title_fr,"
        " front_title_nl, owner, budget_refs, red, red_op, green, green_op,"
        " status, starts_on, ends_on, partners, tags, budget, fte, continues,"
        " continuity, original, note) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON DUPLICATE KEY UPDATE parent = VALUES(parent),"
        " sort = VALUES(sort), kind = VALUES(kind), ref = VALUES(ref),"
        " title_fr = VALUES(title_fr), title_nl = VALUES(title_nl),"
        " front_title_fr = VALUES(front_title_fr),"
        " front_title_nl = VALUES(front_title_nl), owner = VALUES(owner),"
        " budget_refs = VALUES(budget_refs), red = VALUES(red),"
        " red_op = VALUES(red_op), green = VALUES(green),"
        " green_op = VALUES(green_op), status = VALUES(status),"
        " starts_on = VALUES(starts_on), ends_on = VALUES(ends_on),"
        " partners = VALUES(partners), tags = VALUES(tags),"
        " budget = VALUES(budget), fte = VALUES(fte),"
        " continues = VALUES(continues), continuity = VALUES(continuity),"
        " original = VALUES(original), note = VALUES(note)",
    .params = 29,
};
static struct stmt intro_drop = {
    .sql = "DELETE FROM edition_text WHERE plan = ? AND edition = ?"
        " AND item = ? AND field = 'intro' AND lang = ?",
    .params = 4,
};
static struct stmt intro_write = {
    .sql = "INSERT INTO edition_text (plan, edition, item, field, lang, body)"
        " VALUES (?, ?, ?, 'intro', ?, ?)"
        " ON DUPLICATE KEY UPDATE body = VALUES(body)",
    .params = 5,
};

static struct stmt indicator_new = {
    .sql = "INSERT INTO measure (plan, kind, code) VALUES (?, 'indicator', ?)",
    .params = 2,
};
static struct stmt indicator_write = {
    .sql = "INSERT INTO edition_indicator (plan, edition, id, position, item,"
        " parent, sort, ref, description_fr, description_nl, type, unit,"
        " direction, red, red_op, green, green_op, baseline, baseline_period,"
        " target, target_period, weight, periodicity, source_fr, source_nl,"
        " threshold_text_fr, threshold_text_nl, responsible, aggregate,"
        " decimals, continues, continuity, original, note) VALUES (?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE item = VALUES(item),"
        " parent = VALUES(parent), sort = VALUES(sort), ref = VALUES(ref),"
        " description_fr = VALUES(description_fr),"
        " description_nl = VALUES(description_nl), type = VALUES(type),"
        " unit = VALUES(unit), direction = VALUES(direction),"
        " red = VALUES(red), red_op = VALUES(red_op), green = VALUES(green),"
        " green_op = VALUES(green_op), baseline = VALUES(baseline),"
        " baseline_period = VALUES(baseline_period), target = VALUES(target),"
        " target_period = VALUES(target_period), weight = VALUES(weight),"
        " periodicity = VALUES(periodicity), source_fr = VALUES(source_fr),"
        " source_nl = VALUES(source_nl),"
        " threshold_text_fr = VALUES(threshold_text_fr),"
        " threshold_text_nl = VALUES(threshold_text_nl),"
        " responsible = VALUES(responsible), aggregate = VALUES(aggregate),"
        " decimals = VALUES(decimals), continues = VALUES(continues),"
        " continuity = VALUES(continuity), original = VALUES(original),"
        " note = VALUES(note)",
    .params = 34,
};

/* A rule that changed is proposed again: nobody has confirmed the new one. */
static struct stmt deadline_new = {
    .sql = "INSERT INTO deadline (plan, code) VALUES (?, ?)",
    .params = 2,
};
static struct stmt deadline_write = {
    .sql = "INSERT INTO edition_deadline (plan, edition, id, item, sort,"
        " part_fr, part_nl, text_fr, text_nl, kind, due_on, due_precision, per,"
        " n_min, day, anchor, shift, shift_unit, before_after, calendar,"
        " condition_fr, condition_nl) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
        " item = VALUES(item), sort = VALUES(sort), part_fr = VALUES(part_fr),"
        " part_nl = VALUES(part_nl), text_fr = VALUES(text_fr),"
        " text_nl = VALUES(text_nl), kind = VALUES(kind),"
        " due_on = VALUES(due_on), due_precision = VALUES(due_precision),"
        " per = VALUES(per), n_min = VALUES(n_min), day = VALUES(day),"
        " anchor = VALUES(anchor), shift = VALUES(shift),"
        " shift_unit = VALUES(shift_unit),"
        " before_after = VALUES(before_after), calendar = VALUES(calendar),"
        " condition_fr = VALUES(condition_fr),"
        " condition_nl = VALUES(condition_nl), confirmed_by = NULL,"
        " confirmed_at = NULL",
    .params = 22,
};

static struct stmt target_new = {
    .sql = "INSERT INTO target (plan, code) VALUES (?, ?)",
    .params = 2,
};
static struct stmt target_write = {
    .sql = "INSERT INTO edition_target (plan, edition, id, measure, period,"
        " value) VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
        " measure = VALUES(measure), period = VALUES(period),"
        " value = VALUES(value)",
    .params = 6,
};

static struct stmt amendment_write = {
    .sql = "INSERT INTO amendment (code, plan, act_fr, act_nl, act_on,"
        " effective_on, tag, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON DUPLICATE KEY UPDATE plan = VALUES(plan),"
        " act_fr = VALUES(act_fr), act_nl = VALUES(act_nl),"
        " act_on = VALUES(act_on), effective_on = VALUES(effective_on),"
        " tag = VALUES(tag), note = VALUES(note)",
    .params = 8,
};
static struct stmt change_write = {
    .sql = "INSERT INTO amendment_change (code, amendment, item, field, kind,"
        " occurrence, before_fr, after_fr, before_nl, after_nl)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
        " amendment = VALUES(amendment), item = VALUES(item),"
        " field = VALUES(field), kind = VALUES(kind),"
        " occurrence = VALUES(occurrence), before_fr = VALUES(before_fr),"
        " after_fr = VALUES(after_fr), before_nl = VALUES(before_nl),"
        " after_nl = VALUES(after_nl)",
    .params = 10,
};
static struct stmt calendar_write = {
    .sql = "INSERT INTO calendar_date (code, calendar, on_date, text_fr,"
        " text_nl) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
        " calendar = VALUES(calendar), on_date = VALUES(on_date),"
        " text_fr = VALUES(text_fr), text_nl = VALUES(text_nl)",
    .params = 5,
};
static struct stmt occurrence_write = {
    .sql = "INSERT INTO occurrence (code, item, on_date, text_fr, text_nl)"
        " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE item = VALUES(item),"
        " on_date = VALUES(on_date), text_fr = VALUES(text_fr),"
        " text_nl = VALUES(text_nl)",
    .params = 5,
};
static struct stmt maturity_write = {
    .sql = "INSERT INTO maturity (code, item, scale, current_level,"
        " target_level, assessed_on, target_on) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON DUPLICATE KEY UPDATE item = VALUES(item), scale = VALUES(scale),"
        " current_level = VALUES(current_level),"
        " target_level = VALUES(target_level),"
        " assessed_on = VALUES(assessed_on), target_on = VALUES(target_on)",
    .params = 7,
};
static struct stmt observation_write = {
    .sql = "INSERT INTO observation (code, series, name_fr, name_nl, entity,"
        " plan, unit, nature, source, period, breakdown, value, flag, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON DUPLICATE KEY UPDATE series = VALUES(series),"
        " name_fr = VALUES(name_fr), name_nl = VALUES(name_nl),"
        " entity = VALUES(entity), plan = VALUES(plan), unit = VALUES(unit),"
        " nature = VALUES(nature), source = VALUES(source),"
        " period = VALUES(period), breakdown = VALUES(breakdown),"
        " value = VALUES(value), flag = VALUES(flag), note = VALUES(note)",
    .params = 14,
};
/* clang-format on */

static const struct writing writings[SHEET_COUNT] = {
    [SHEET_ENTITIES] = {BY_CODE, NULL, &entity_write},
    [SHEET_HOLDERS] = {BY_CODE_PLAN, NULL, &holder_write},
    [SHEET_ITEMS] = {BY_PLACE, &item_new, &item_write},
    [SHEET_INDICATORS] = {BY_PLACE, &indicator_new, &indicator_write},
    [SHEET_DEADLINES] = {BY_EDITION, &deadline_new, &deadline_write},
    [SHEET_AMENDMENTS] = {BY_CODE_PLAN, NULL, &amendment_write},
    [SHEET_CHANGES] = {BY_CODE, NULL, &change_write},
    [SHEET_TARGETS] = {BY_EDITION, &target_new, &target_write},
    [SHEET_CALENDARS] = {BY_CODE, NULL, &calendar_write},
    [SHEET_OCCURRENCES] = {BY_CODE, NULL, &occurrence_write},
    [SHEET_MATURITY] = {BY_CODE, NULL, &maturity_write},
    [SHEET_OBSERVATIONS] = {BY_CODE, NULL, &observation_write},
};

/* New rows stand behind those that have a place, as the file has them. */
#define PLACE_OF_NEW INT64_C(1000000000)

static int64_t place_of(const struct row *row)
{
    return PLACE_OF_NEW + (int64_t)row->number;
}

struct binding {
    struct value values[SHEET_WIDTH + 8];
    size_t count;
};

static void bind(struct binding *b, struct value v)
{
    b->values[b->count++] = v;
}

static void bind_prefix(struct importing *im, struct binding *b, enum sheet s,
                        const struct row *row)
{
    const struct plan_work *plan = import_plan(im, row->plan);
    enum prefix prefix = writings[s].prefix;

    if (prefix == BY_CODE || prefix == BY_CODE_PLAN)
        bind(b, V(row->cell[0]));
    if (prefix == BY_CODE)
        return;
    bind(b, value_id(plan->id));
    if (prefix == BY_CODE_PLAN)
        return;
    bind(b, V(plan->edition));
    bind(b, V(row->id));
    if (prefix == BY_PLACE)
        bind(b, V(place_of(row)));
}

static struct str figure_of(struct importing *im, enum sheet s,
                            const struct row *row, size_t c)
{
    struct str type = s == SHEET_INDICATORS
                          ? row->cell[INDICATORS_type]
                          : import_type(im, row->cell[TARGETS_indicator]);

    return figure_stored(im->a, reading_of(type), row->cell[c]);
}

static void bind_cell(struct importing *im, struct binding *b, enum sheet s,
                      const struct row *row, size_t c)
{
    const struct column *column = &sheet_tables[s].columns[c];

    if (column->kind == CELL_REF)
        bind(b, value_id(import_id(im, column->refers, row->cell[c])));
    else if (column->kind == CELL_FIGURE)
        bind(b, V(figure_of(im, s, row, c)));
    else
        bind(b, V(row->cell[c]));
}

static void bind_cells(struct importing *im, struct binding *b, enum sheet s,
                       const struct row *row)
{
    const struct sheet_table *t = &sheet_tables[s];

    for (size_t c = 0; c < t->width; c++)
        if (!t->columns[c].apart)
            bind_cell(im, b, s, row, c);
}

enum err import_identify(struct importing *im, enum sheet s, struct row *row)
{
    struct stmt *st = writings[s].identify;

    if (row->id || !st)
        return OK;
    TRY(db_do(im->db, st, NULL, value_id(import_plan(im, row->plan)->id),
              V(row->cell[0])));
    row->id = db_insert_id(im->db);
    return OK;
}

static enum err write_intro(struct importing *im, const struct row *row,
                            size_t c, const char *lang)
{
    const struct plan_work *plan = import_plan(im, row->plan);

    if (str_empty(row->cell[c]))
        return db_do(im->db, &intro_drop, NULL, V(plan->id), V(plan->edition),
                     V(row->id), V(lang));
    return db_do(im->db, &intro_write, NULL, V(plan->id), V(plan->edition),
                 V(row->id), V(lang), V(row->cell[c]));
}

enum err import_write_row(struct importing *im, enum sheet s, struct row *row)
{
    struct binding b = {.count = 0};

    bind_prefix(im, &b, s, row);
    bind_cells(im, &b, s, row);
    TRY(db_do_(im->db, writings[s].write, NULL, b.values, b.count));
    if (row->id == 0)
        row->id = db_insert_id(im->db);
    if (s != SHEET_ITEMS)
        return OK;
    TRY(write_intro(im, row, ITEMS_intro_fr, "fr"));
    return write_intro(im, row, ITEMS_intro_nl, "nl");
}

/* -- entities -------------------------------------------------------------- */

static enum err write_predecessors(struct importing *im, const struct row *row)
{
    struct str rest = row->cell[ENTITIES_predecessors];
    struct str key;
    int64_t sort = 0;

    TRY(db_do(im->db, &predecessors_drop, NULL, V(row->id)));
    while (str_given(rest) && str_cut(&rest, LIST_MARK, &key))
        TRY(db_do(im->db, &predecessor_add, NULL, V(row->id),
                  V(import_id(im, SHEET_ENTITIES, key)), V(++sort)));
    return OK;
}

enum err import_new_entity(struct importing *im, struct row *row)
{
    TRY(db_do(im->db, &entity_new, NULL, V(row->cell[0]), V(place_of(row))));
    row->id = db_insert_id(im->db);
    return OK;
}

enum err import_write_entity(struct importing *im, struct row *row)
{
    TRY(import_write_row(im, SHEET_ENTITIES, row));
    return write_predecessors(im, row);
}

/* -- plans ----------------------------------------------------------------- */

enum err import_write_plan(struct importing *im, struct row *row)
{
    struct plan_work *plan = import_plan(im, row->cell[0]);
    int64_t entity = import_id(im, SHEET_ENTITIES, row->cell[PLANS_entity]);
    struct binding b = {.count = 0};

    TRY(db_do(im->db, &plan_own, NULL, V(entity), V(row->cell[PLANS_kind]),
              V(plan->id)));
    bind_cells(im, &b, SHEET_PLANS, row);
    bind(&b, V(plan->id));
    bind(&b, V(plan->edition));
    return db_do_(im->db, &plan_write, NULL, b.values, b.count);
}

enum err import_new_plan(struct importing *im, struct row *row)
{
    struct plan_work *plan = import_plan(im, row->cell[0]);

    TRY(db_do(im->db, &plan_new, NULL, V(row->cell[0]),
              V(import_id(im, SHEET_ENTITIES, row->cell[PLANS_entity])),
              V(row->cell[PLANS_kind])));
    row->id = plan->id = db_insert_id(im->db);
    return OK;
}
