#include "document/importing.h"

/* Parents as they will be: the workbook's over the database's. */
struct link {
    struct str key;
    struct str parent;
    const struct row *row; /* of the workbook, or NULL */
    size_t pass;           /* in which it was met; 0: not yet */
};

struct links {
    struct arena *a;
    struct link *at;
    size_t count;
    struct keymap by_key;
};

struct pair {
    struct str code;
    struct str parent;
};
static const struct field pair_fields[] = {
    FIELD(struct pair, code),
    FIELD(struct pair, parent),
};
static const struct shape pair_shape = SHAPE(struct pair, pair_fields);

static struct stmt entity_parents = {
    .sql = "SELECT e.code, p.code AS parent FROM entity e"
           " JOIN entity p ON p.id = e.parent",
    .row = &pair_shape,
};
static struct stmt item_parents = {
    .sql = "SELECT x.code, p.code AS parent FROM edition_item i"
           " JOIN item x ON x.id = i.id JOIN item p ON p.id = i.parent"
           " WHERE i.plan = ? AND i.edition = ?",
    .params = 2,
    .row = &pair_shape,
};
static struct stmt indicator_parents = {
    .sql = "SELECT x.code, p.code AS parent FROM edition_indicator i"
           " JOIN measure x ON x.id = i.id JOIN measure p ON p.id = i.parent"
           " WHERE i.plan = ? AND i.edition = ?",
    .params = 2,
    .row = &pair_shape,
};

/* What an item continues is looked at within the workbook only: it belongs to
 * an earlier plan, whose rows need not be here. */
static enum err read_parents(struct importing *im, enum sheet s, size_t column,
                             struct list *lists, size_t *count)
{
    struct stmt *st = s == SHEET_ITEMS ? &item_parents : &indicator_parents;

    *count = 0;
    if (column != ENTITIES_parent && column != ITEMS_parent &&
        column != INDICATORS_parent)
        return OK;
    if (s == SHEET_ENTITIES)
        return db_all0(im->db, &entity_parents, &lists[(*count)++]);
    for (size_t i = 0; i < im->plan_count; i++)
        if (im->plans[i].latest)
            TRY(db_all(im->db, st, &lists[(*count)++], V(im->plans[i].id),
                       V(im->plans[i].latest)));
    return OK;
}

static void links_put(struct links *l, struct link link)
{
    size_t at = l->count;

    if (keymap_add(&l->by_key, link.key, &at))
        l->at[l->count++] = link;
}

static enum err links_read(struct importing *im, enum sheet s, size_t column,
                           struct links *out)
{
    struct list *lists = NEW_N(im->a, struct list, im->plan_count + 1);
    const struct rows *rows = &im->w->sheets[s];
    size_t n = rows->count;
    size_t count;

    TRY(read_parents(im, s, column, lists, &count));
    for (size_t i = 0; i < count; i++)
        n += lists[i].count;
    *out = (struct links){.a = im->a, .by_key = keymap_new(im->a)};
    out->at = NEW_N(im->a, struct link, n + 1);
    for (size_t i = 0; i < rows->count; i++)
        if (str_given(rows->at[i].cell[0]))
            links_put(out, (struct link){.key = rows->at[i].cell[0],
                                         .parent = rows->at[i].cell[column],
                                         .row = &rows->at[i]});
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < lists[i].count; k++) {
            const struct pair *p = LIST_AT(struct pair, lists[i], k);

            links_put(out, (struct link){.key = p->code, .parent = p->parent});
        }
    return OK;
}

static struct link *parent_of(const struct links *l, const struct link *link)
{
    size_t at;

    return keymap_find(&l->by_key, link->parent, &at) ? &l->at[at] : NULL;
}

static void report_cycle(struct importing *im, enum sheet s, size_t column,
                         const struct links *l, const struct link *first)
{
    const struct link *link = first;

    do {
        if (link->row)
            workbook_fault(im->w, s, link->row, column,
                           (struct fault){"a key that does not lead back to "
                                          "this row",
                                          STR_NONE});
        link = parent_of(l, link);
    } while (link && link != first);
}

/* Up from each row not met before: who is met twice on one way up closes a
 * cycle. */
static enum err check_cycles(struct importing *im, enum sheet s, size_t column)
{
    struct links l;

    if (im->w->sheets[s].count == 0)
        return OK;
    TRY(links_read(im, s, column, &l));
    for (size_t i = 0; i < l.count; i++) {
        struct link *link = &l.at[i];

        while (link && link->pass == 0) {
            link->pass = i + 1;
            link = parent_of(&l, link);
        }
        if (link && link->pass == i + 1)
            report_cycle(im, s, column, &l, link);
    }
    return OK;
}

enum err import_cycles(struct importing *im)
{
    TRY(check_cycles(im, SHEET_ENTITIES, ENTITIES_parent));
    TRY(check_cycles(im, SHEET_ITEMS, ITEMS_parent));
    TRY(check_cycles(im, SHEET_INDICATORS, INDICATORS_parent));
    TRY(check_cycles(im, SHEET_ITEMS, ITEMS_continues));
    return check_cycles(im, SHEET_INDICATORS, INDICATORS_continues);
}
