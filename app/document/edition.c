#include "document/edition.h"

#include "document/tree.h"
#include "store/result.h"

static struct stmt draft_first = {
    .sql = "INSERT INTO edition (plan, edition, state, made_by)"
           " VALUES (?, 1, 'draft', ?)",
    .params = 2,
};

/* clang-format off */
static struct stmt copy_edition = {
    .sql = "INSERT INTO edition (plan, edition, state, made_by, section_fr,"
        " section_nl, title_fr, title_nl, function_fr, function_nl, grade,"
        " holder, period_text, starts_on, mid_evaluation_on, ends_on,"
        " authority_fr, authority_nl, legal_basis_fr, legal_basis_nl, note)"
        " SELECT plan, ?, 'draft', ?, section_fr, section_nl, title_fr,"
        " title_nl, function_fr, function_nl, grade, holder, period_text,"
        " starts_on, mid_evaluation_on, ends_on, authority_fr, authority_nl,"
        " legal_basis_fr, legal_basis_nl, note"
        " FROM edition WHERE plan = ? AND edition = ?",
    .params = 4,
};

#define ITEM_COLUMNS                                                           \
    "id, parent, position, depth, sort, kind, ref, title_fr, title_nl,"        \
    " front_title_fr, front_title_nl, owner, budget_refs, red, red_op, green," \
    " green_op, status, starts_on, ends_on, partners, tags, budget, fte,"      \
    " continues, continuity, original, note"
#define INDICATOR_COLUMNS                                                      \
    "id, item, parent, position, sort, ref, description_fr, description_nl,"   \
    " type, unit, direction, red, red_op, green, green_op, baseline,"          \
    " baseline_period, target, target_period, weight, periodicity, source_fr," \
    " source_nl, threshold_text_fr, threshold_text_nl, responsible, aggregate,"\
    " decimals, continues, continuity, original, note"
#define DEADLINE_COLUMNS                                                       \
    "id, item, sort, part_fr, part_nl, text_fr, text_nl, kind, due_on,"        \
    " due_precision, per, n_min, day, anchor, shift, shift_unit, before_after,"\
    " calendar, condition_fr, condition_nl, confirmed_by, confirmed_at"
#define COPY(table, columns)                                                   \
    {                                                                          \
        .sql = "INSERT INTO " table " (plan, edition, " columns ")"            \
               " SELECT plan, ?, " columns " FROM " table                      \
               " WHERE plan = ? AND edition = ?",                              \
        .params = 3,                                                           \
    }
/* clang-format on */

static struct stmt copies[] = {
    COPY("edition_item", ITEM_COLUMNS),
    COPY("edition_indicator", INDICATOR_COLUMNS),
    COPY("edition_deadline", DEADLINE_COLUMNS),
    COPY("edition_target", "id, measure, period, value"),
    COPY("edition_text", "item, field, lang, body, checked"),
};

static struct stmt draft_touched = {
    .sql = "UPDATE edition SET version = version + 1"
           " WHERE plan = ? AND edition = ? AND state = 'draft'",
    .params = 2,
};

static struct stmt draft_approved = {
    .sql = "UPDATE edition SET state = 'approved', effective_on = ?,"
           " recorded_at = ?, hash = UNHEX(?), version = version + 1"
           " WHERE plan = ? AND edition = ? AND state <> 'approved'",
    .params = 5,
};

enum err edition_begin(struct db *db, int64_t plan, int64_t made_by)
{
    return db_do(db, &draft_first, NULL, V(plan), value_id(made_by));
}

enum err edition_copy(struct db *db, int64_t plan, int64_t from, int64_t to,
                      int64_t made_by)
{
    TRY(db_do(db, &copy_edition, NULL, V(to), value_id(made_by), V(plan),
              V(from)));
    for (size_t i = 0; i < sizeof(copies) / sizeof(*copies); i++)
        TRY(db_do(db, &copies[i], NULL, V(to), V(plan), V(from)));
    return OK;
}

enum err edition_touch(struct db *db, int64_t plan, int64_t edition)
{
    int64_t matched = 0;

    TRY(db_do(db, &draft_touched, &matched, V(plan), V(edition)));
    return matched == 0 ? ERR_CONFLICT : OK;
}

enum err edition_approve(struct db *db, int64_t plan, int64_t edition,
                         struct date effective_on, struct instant recorded_at,
                         const struct hash *hash)
{
    struct arena *a = arena_new(4096, NULL);
    struct str hex = hash_hex(a, *hash);
    int64_t matched = 0;
    enum err e = db_do(db, &draft_approved, &matched, V(effective_on),
                       V(recorded_at), V(hex), V(plan), V(edition));

    arena_free(a);
    if (e == OK && matched == 0)
        return ERR_CONFLICT;
    return e;
}

/* -- order ----------------------------------------------------------------- */

static const struct field node_fields[] = {
    FIELD(struct tree_node, id),       FIELD(struct tree_node, parent),
    FIELD(struct tree_node, above),    FIELD(struct tree_node, sort),
    FIELD(struct tree_node, position), FIELD(struct tree_node, depth),
};
static const struct shape node_shape = SHAPE(struct tree_node, node_fields);

static struct stmt item_nodes = {
    .sql = "SELECT id, parent, 0 AS above, sort, position, depth"
           " FROM edition_item WHERE plan = ? AND edition = ?",
    .params = 2,
    .row = &node_shape,
};
static struct stmt item_placed = {
    .sql = "UPDATE edition_item SET position = ?, depth = ?"
           " WHERE plan = ? AND edition = ? AND id = ?",
    .params = 5,
};

static struct stmt indicator_nodes = {
    .sql = "SELECT i.id, i.parent, COALESCE(x.position, 0) AS above, i.sort,"
           " i.position, 0 AS depth FROM edition_indicator i"
           " LEFT JOIN edition_item x ON x.plan = i.plan"
           "  AND x.edition = i.edition AND x.id = i.item"
           " WHERE i.plan = ? AND i.edition = ?",
    .params = 2,
    .row = &node_shape,
};
static struct stmt indicator_placed = {
    .sql = "UPDATE edition_indicator SET position = ?"
           " WHERE plan = ? AND edition = ? AND id = ?",
    .params = 4,
};

static enum err order_items(struct db *db, struct arena *a, int64_t plan,
                            int64_t edition)
{
    struct list list;

    TRY(db_all(db, &item_nodes, &list, V(plan), V(edition)));
    tree_order(a, list.at, list.count);
    for (size_t i = 0; i < list.count; i++) {
        const struct tree_node *n = LIST_AT(struct tree_node, list, i);

        if (n->position != n->new_position || n->depth != n->new_depth)
            TRY(db_do(db, &item_placed, NULL, V(n->new_position),
                      V(n->new_depth), V(plan), V(edition), V(n->id)));
    }
    return OK;
}

static enum err order_indicators(struct db *db, struct arena *a, int64_t plan,
                                 int64_t edition)
{
    struct list list;

    TRY(db_all(db, &indicator_nodes, &list, V(plan), V(edition)));
    tree_order(a, list.at, list.count);
    for (size_t i = 0; i < list.count; i++) {
        const struct tree_node *n = LIST_AT(struct tree_node, list, i);

        if (n->position != n->new_position)
            TRY(db_do(db, &indicator_placed, NULL, V(n->new_position), V(plan),
                      V(edition), V(n->id)));
    }
    return OK;
}

/* -- lineage --------------------------------------------------------------- */

#define FIRST_OF_CHAIN "COALESCE(c.lineage, c.id, x.id)"

static struct stmt item_lineage = {
    .sql = "UPDATE item x JOIN edition_item i ON i.plan = x.plan"
           " AND i.id = x.id AND i.edition = ?"
           " LEFT JOIN item c ON c.id = i.continues"
           " SET x.lineage = " FIRST_OF_CHAIN
           " WHERE x.plan = ? AND NOT x.lineage <=> " FIRST_OF_CHAIN,
    .params = 2,
};
static struct stmt indicator_lineage = {
    .sql = "UPDATE measure x JOIN edition_indicator i ON i.plan = x.plan"
           " AND i.id = x.id AND i.edition = ?"
           " LEFT JOIN measure c ON c.id = i.continues"
           " SET x.lineage = " FIRST_OF_CHAIN
           " WHERE x.plan = ? AND NOT x.lineage <=> " FIRST_OF_CHAIN,
    .params = 2,
};
/* An item's own results follow the item. */
static struct stmt implicit_lineage = {
    .sql = "UPDATE measure x JOIN edition_item i ON i.plan = x.plan"
           " AND i.id = x.item AND i.edition = ?"
           " LEFT JOIN measure c ON c.item = i.continues"
           " SET x.lineage = " FIRST_OF_CHAIN
           " WHERE x.plan = ? AND NOT x.lineage <=> " FIRST_OF_CHAIN,
    .params = 2,
};

enum err edition_settle(struct db *db, struct arena *a, int64_t plan,
                        int64_t edition)
{
    TRY(order_items(db, a, plan, edition));
    TRY(order_indicators(db, a, plan, edition));
    return measures_imply(db, plan, edition);
}

enum err edition_lineage(struct db *db, int64_t plan, int64_t edition,
                         int64_t *moved)
{
    struct stmt *const all[] = {&item_lineage, &indicator_lineage,
                                &implicit_lineage};

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        int64_t matched = 0;

        TRY(db_do(db, all[i], &matched, V(edition), V(plan)));
        *moved += matched;
    }
    return OK;
}
