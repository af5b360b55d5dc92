#include "document/exporting.h"

#include <string.h>

struct pick {
    struct str code;
    bool here; /* in the latest edition, with all it hangs on */
};
static const struct field pick_fields[] = {
    FIELD(struct pick, code),
    FIELD(struct pick, here),
};
static const struct shape pick_shape = SHAPE(struct pick, pick_fields);

/* clang-format off */
#define PICKED(text) {.sql = text, .params = 1, .row = &pick_shape}
#define ITEM_HERE(of, id)                                                      \
    " LEFT JOIN edition_item i ON i.plan = " of ".plan AND i.id = " id         \
    " AND i.edition = " LATEST(of ".plan")

static struct stmt picks[SHEET_COUNT] = {
    [SHEET_PLANS] = PICKED(
        "SELECT code, TRUE AS here FROM plan WHERE id = ?"),
    [SHEET_HOLDERS] = PICKED(
        "SELECT code, TRUE AS here FROM holder WHERE plan = ? ORDER BY code"),
    [SHEET_ITEMS] = PICKED(
        "SELECT x.code, i.id IS NOT NULL AS here FROM item x"
        ITEM_HERE("x", "x.id") " WHERE x.plan = ? ORDER BY i.position"),
    [SHEET_INDICATORS] = PICKED(
        "SELECT x.code, i.id IS NOT NULL AS here FROM measure x"
        " LEFT JOIN edition_indicator i ON i.plan = x.plan AND i.id = x.id"
        "  AND i.edition = " LATEST("x.plan")
        " WHERE x.plan = ? AND x.kind = 'indicator' ORDER BY i.position"),
    [SHEET_DEADLINES] = PICKED(
        "SELECT x.code, i.id IS NOT NULL AS here FROM deadline x"
        " LEFT JOIN edition_deadline d ON d.plan = x.plan AND d.id = x.id"
        "  AND d.edition = " LATEST("x.plan")
        ITEM_HERE("d", "d.item") " WHERE x.plan = ?"
        " ORDER BY i.position, d.sort IS NULL, d.sort, x.code"),
    [SHEET_AMENDMENTS] = PICKED(
        "SELECT code, TRUE AS here FROM amendment WHERE plan = ?"
        " ORDER BY code"),
    [SHEET_CHANGES] = PICKED(
        "SELECT c.code, c.item IS NULL OR i.id IS NOT NULL AS here"
        " FROM amendment m JOIN amendment_change c ON c.amendment = m.id"
        ITEM_HERE("m", "c.item") " WHERE m.plan = ? ORDER BY c.code"),
    [SHEET_RESULTS] = PICKED(
        "SELECT r.code, o.id IS NOT NULL AS here FROM result r"
        " JOIN measure m ON m.id = r.measure"
        " LEFT JOIN edition_indicator w ON w.plan = r.plan AND w.id = m.id"
        "  AND w.edition = " LATEST("r.plan")
        " LEFT JOIN edition_item o ON o.plan = r.plan"
        "  AND o.edition = " LATEST("r.plan")
        "  AND o.id = COALESCE(m.item, w.item)"
        " WHERE r.plan = ? ORDER BY o.position, m.item IS NULL, w.position,"
        " r.code"),
    [SHEET_TARGETS] = PICKED(
        "SELECT x.code, w.id IS NOT NULL AS here FROM target x"
        " LEFT JOIN edition_target t ON t.plan = x.plan AND t.id = x.id"
        "  AND t.edition = " LATEST("x.plan")
        " LEFT JOIN edition_indicator w ON w.plan = t.plan"
        "  AND w.edition = t.edition AND w.id = t.measure"
        " WHERE x.plan = ? ORDER BY w.position, x.code"),
    [SHEET_CALENDARS] = PICKED(
        "SELECT c.code, TRUE AS here FROM calendar_date c WHERE EXISTS ("
        " SELECT 1 FROM edition_deadline d WHERE d.plan = ?"
        "  AND d.edition = " LATEST("d.plan") " AND d.calendar = c.calendar)"
        " ORDER BY c.code"),
    [SHEET_OCCURRENCES] = PICKED(
        "SELECT c.code, i.id IS NOT NULL AS here FROM item x"
        " JOIN occurrence c ON c.item = x.id"
        ITEM_HERE("x", "x.id") " WHERE x.plan = ?"
        " ORDER BY i.position, c.code"),
    [SHEET_MATURITY] = PICKED(
        "SELECT c.code, i.id IS NOT NULL AS here FROM item x"
        " JOIN maturity c ON c.item = x.id"
        ITEM_HERE("x", "x.id") " WHERE x.plan = ?"
        " ORDER BY i.position, c.code"),
    [SHEET_OBSERVATIONS] = PICKED(
        "SELECT code, TRUE AS here FROM observation WHERE plan = ?"
        " ORDER BY code"),
};

/* The order of rows that came by references: by plan, then in its tree. */
static struct stmt ordered[SHEET_COUNT] = {
    [SHEET_ENTITIES] = PICKED(
        "SELECT e.code, TRUE AS here" KEYS_GIVEN
        " STRAIGHT_JOIN entity e ON e.code = k.code ORDER BY e.position"),
    [SHEET_PLANS] = PICKED(
        "SELECT p.code, TRUE AS here" KEYS_GIVEN
        " STRAIGHT_JOIN plan p ON p.code = k.code ORDER BY p.code"),
    [SHEET_ITEMS] = PICKED(
        "SELECT x.code, TRUE AS here" KEYS_GIVEN
        " STRAIGHT_JOIN item x ON x.code = k.code"
        " JOIN plan p ON p.id = x.plan"
        ITEM_HERE("x", "x.id") " ORDER BY p.code, i.position, x.code"),
    [SHEET_INDICATORS] = PICKED(
        "SELECT x.code, TRUE AS here" KEYS_GIVEN
        " STRAIGHT_JOIN measure x ON x.code = k.code"
        " JOIN plan p ON p.id = x.plan"
        " LEFT JOIN edition_indicator i ON i.plan = x.plan AND i.id = x.id"
        "  AND i.edition = " LATEST("x.plan")
        " ORDER BY p.code, i.position, x.code"),
};

/* clang-format on */

static void pick(struct exporting *x, enum sheet s, struct str key)
{
    struct picked *p = &x->sheets[s];
    size_t at = p->count;

    if (str_empty(key) || !keymap_add(&p->seen, key, &at))
        return;
    if (p->count == p->cap) {
        struct picked more = *p;

        more.cap = p->cap * 2 + 64;
        more.keys = NEW_N(x->a, struct str, more.cap);
        more.rows = NEW_N(x->a, const struct stored *, more.cap);
        if (p->count) {
            memcpy(more.keys, p->keys, p->count * sizeof(*p->keys));
            memcpy(more.rows, p->rows, p->count * sizeof(*p->rows));
        }
        *p = more;
    }
    p->keys[p->count++] = key;
}

static enum err pick_of_plan(struct exporting *x, enum sheet s, int64_t plan)
{
    struct list list;

    if (!picks[s].sql)
        return OK;
    TRY(db_all(x->db, &picks[s], &list, V(plan)));
    for (size_t i = 0; i < list.count; i++) {
        const struct pick *p = LIST_AT(struct pick, list, i);

        if (p->here)
            pick(x, s, p->code);
        else
            x->left_out++;
    }
    return OK;
}

/* -- what they refer to ---------------------------------------------------- */

static void follow(struct exporting *x, enum sheet s, const struct stored *row)
{
    const struct sheet_table *t = &sheet_tables[s];

    for (size_t c = 0; c < t->width; c++) {
        struct str rest = row->cell[c];
        struct str key;

        if (t->columns[c].kind == CELL_REF)
            pick(x, t->columns[c].refers, rest);
        else if (t->columns[c].kind == CELL_REFS && str_given(rest))
            while (str_cut(&rest, LIST_MARK, &key))
                pick(x, t->columns[c].refers, key);
    }
}

/* Reads the rows of keys not read yet, and picks what they refer to. */
static enum err read_more(struct exporting *x, enum sheet s)
{
    struct picked *p = &x->sheets[s];
    size_t from = p->read;
    size_t upto = p->count;
    struct list list;

    p->read = upto;
    if (from == upto)
        return OK;
    TRY(rows_stored(x->db, x->a, s, p->keys + from, upto - from, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct stored *row = LIST_AT(struct stored, list, i);
        size_t at = 0;

        if (!row->here || !keymap_find(&p->seen, row->cell[0], &at))
            continue;
        x->sheets[s].rows[at] = row;
        follow(x, s, row);
    }
    return OK;
}

static bool all_read(const struct exporting *x)
{
    for (size_t s = 0; s < SHEET_COUNT; s++)
        if (x->sheets[s].read < x->sheets[s].count)
            return false;
    return true;
}

static enum err order(struct exporting *x, enum sheet s)
{
    struct picked *p = &x->sheets[s];
    const struct stored **rows = NEW_N(x->a, const struct stored *, p->count);
    struct list list;
    size_t at;

    if (!ordered[s].sql || p->count == 0)
        return OK;
    TRY(db_all(x->db, &ordered[s], &list,
               V(keys_json(x->a, p->keys, p->count))));
    for (size_t i = 0; i < list.count && i < p->count; i++)
        if (keymap_find(&p->seen, LIST_AT(struct pick, list, i)->code, &at))
            rows[i] = p->rows[at];
    p->rows = rows;
    return OK;
}

void export_begin(struct exporting *x, struct db *db, struct arena *a)
{
    *x = (struct exporting){.db = db, .a = a};
    for (size_t s = 0; s < SHEET_COUNT; s++)
        x->sheets[s].seen = keymap_new(a);
}

enum err export_sheet_rows(struct exporting *x, enum sheet s, int64_t plan)
{
    TRY(pick_of_plan(x, s, plan));
    return read_more(x, s);
}

enum err export_closure(struct exporting *x, int64_t plan)
{
    for (size_t s = 0; s < SHEET_COUNT; s++)
        TRY(pick_of_plan(x, (enum sheet)s, plan));
    while (!all_read(x))
        for (size_t s = 0; s < SHEET_COUNT; s++)
            TRY(read_more(x, (enum sheet)s));
    for (size_t s = 0; s < SHEET_COUNT; s++)
        TRY(order(x, (enum sheet)s));
    return OK;
}
