#include "document/importing.h"

#include <string.h>

bool import_find(const struct importing *im, enum sheet s, struct str key,
                 struct holding *out)
{
    size_t at;

    *out = (struct holding){0};
    if (str_empty(key))
        return false;
    out->row = workbook_row(im->w, s, key);
    if (out->row && !out->row->foreign)
        return true;
    out->row = NULL;
    if (!keymap_find(&im->known_by_key[s], key, &at))
        return false;
    out->known = &im->known[s][at];
    return true;
}

int64_t import_id(const struct importing *im, enum sheet s, struct str key)
{
    struct holding h;

    if (!import_find(im, s, key, &h))
        return 0;
    return h.row ? h.row->id : h.known->id;
}

struct str import_type(const struct importing *im, struct str key)
{
    struct holding h;

    if (!import_find(im, SHEET_INDICATORS, key, &h))
        return STR_NONE;
    return h.row ? h.row->cell[INDICATORS_type] : h.known->type;
}

struct plan_work *import_plan(const struct importing *im, struct str key)
{
    size_t at;

    return keymap_find(&im->plans_by_key, key, &at) ? &im->plans[at] : NULL;
}

/* -- what stands in the database ------------------------------------------- */

static void take_stored(struct importing *im, enum sheet s,
                        const struct stored *old)
{
    struct row *row = workbook_row(im->w, s, old->cell[0]);

    if (!row)
        return;
    if (!import_reaches_stored(im, s, old)) {
        row->foreign = true;
        workbook_fault(im->w, s, row, 0,
                       (struct fault){"another key: this key is already in use",
                                      STR_NONE});
        return;
    }
    row->old = old;
    row->id = old->id;
}

static enum err load_stored(struct importing *im, enum sheet s)
{
    struct rows *rows = &im->w->sheets[s];
    struct str *keys = NEW_N(im->a, struct str, rows->count + 1);
    size_t count = 0;
    struct list list;

    for (size_t i = 0; i < rows->count; i++)
        if (str_given(rows->at[i].cell[0]))
            keys[count++] = rows->at[i].cell[0];
    if (count == 0)
        return OK;
    TRY(rows_stored(im->db, im->a, s, keys, count, &list));
    for (size_t i = 0; i < list.count; i++)
        take_stored(im, s, LIST_AT(struct stored, list, i));
    return OK;
}

/* An absent column leaves the value. */
static void complete(struct importing *im, enum sheet s, struct row *row)
{
    const struct sheet_table *t = &sheet_tables[s];
    const struct rows *rows = &im->w->sheets[s];

    for (size_t c = 0; c < t->width; c++) {
        if (rows->given[c] || row->foreign)
            continue;
        if (row->old)
            row->cell[c] = row->old->cell[c];
        if (t->columns[c].required && str_empty(row->cell[c]))
            workbook_fault(im->w, s, row, c,
                           (struct fault){"a value", STR_NONE});
    }
}

/* Observations that come with one plan, and do not say whose they are, are
 * that plan's. */
static void observations_adopt(struct importing *im)
{
    const struct rows *plans = &im->w->sheets[SHEET_PLANS];
    struct rows *rows = &im->w->sheets[SHEET_OBSERVATIONS];

    if (plans->count != 1 || rows->given[OBSERVATIONS_plan])
        return;
    for (size_t i = 0; i < rows->count; i++)
        if (!rows->at[i].old)
            rows->at[i].cell[OBSERVATIONS_plan] = plans->at[0].cell[PLANS_key];
}

static enum err complete_all(struct importing *im)
{
    for (size_t s = 0; s < SHEET_COUNT; s++)
        TRY(load_stored(im, (enum sheet)s));
    for (size_t s = 0; s < SHEET_COUNT; s++)
        for (size_t i = 0; i < im->w->sheets[s].count; i++)
            complete(im, (enum sheet)s, &im->w->sheets[s].at[i]);
    observations_adopt(im);
    return OK;
}

/* -- references ------------------------------------------------------------ */

struct wanted {
    struct str *keys;
    size_t count;
    size_t cap;
    struct keymap seen;
};

static void want(struct importing *im, struct wanted *all, enum sheet s,
                 struct str key)
{
    struct wanted *w = &all[s];
    size_t at = 0;

    if (str_empty(key) || workbook_row(im->w, s, key) ||
        !keymap_add(&w->seen, key, &at))
        return;
    if (w->count == w->cap) {
        struct str *more = NEW_N(im->a, struct str, w->cap * 2 + 64);

        if (w->count)
            memcpy(more, w->keys, w->count * sizeof(*more));
        w->keys = more;
        w->cap = w->cap * 2 + 64;
    }
    w->keys[w->count++] = key;
}

static void want_row(struct importing *im, struct wanted *all, enum sheet s,
                     const struct row *row)
{
    const struct sheet_table *t = &sheet_tables[s];

    for (size_t c = 0; c < t->width; c++) {
        struct str rest = row->cell[c];
        struct str key;

        if (t->columns[c].kind == CELL_REF)
            want(im, all, t->columns[c].refers, rest);
        else if (t->columns[c].kind == CELL_REFS && str_given(rest))
            while (str_cut(&rest, LIST_MARK, &key))
                want(im, all, t->columns[c].refers, key);
    }
}

static enum err known_read(struct importing *im, enum sheet s,
                           const struct wanted *w)
{
    struct list list;

    im->known_by_key[s] = keymap_new(im->a);
    if (w->count == 0)
        return OK;
    TRY(rows_known(im->db, im->a, s, w->keys, w->count, &list));
    im->known[s] = list.at;
    im->known_count[s] = list.count;
    for (size_t i = 0; i < list.count; i++) {
        struct known *k = LIST_AT(struct known, list, i);

        k->reached = import_reaches_known(im, s, k);
        keymap_add(&im->known_by_key[s], k->key, &i);
    }
    return OK;
}

static enum err load_known(struct importing *im)
{
    struct wanted *all = NEW_N(im->a, struct wanted, SHEET_COUNT);

    for (size_t s = 0; s < SHEET_COUNT; s++)
        all[s].seen = keymap_new(im->a);
    for (size_t s = 0; s < SHEET_COUNT; s++)
        for (size_t i = 0; i < im->w->sheets[s].count; i++)
            want_row(im, all, (enum sheet)s, &im->w->sheets[s].at[i]);
    for (size_t s = 0; s < SHEET_COUNT; s++)
        TRY(known_read(im, (enum sheet)s, &all[s]));
    return OK;
}

/* -- the plans concerned --------------------------------------------------- */

static struct str plan_of_key(const struct importing *im, enum sheet s,
                              struct str key)
{
    struct holding h;

    if (!import_find(im, s, key, &h))
        return STR_NONE;
    return h.row ? h.row->plan : h.known->plan;
}

static struct str plan_of(const struct importing *im, enum sheet s,
                          const struct row *row)
{
    switch (s) {
    case SHEET_PLANS:
        return row->cell[PLANS_key];
    case SHEET_HOLDERS:
        return row->cell[HOLDERS_plan];
    case SHEET_ITEMS:
        return row->cell[ITEMS_plan];
    case SHEET_INDICATORS:
        return plan_of_key(im, SHEET_ITEMS, row->cell[INDICATORS_item]);
    case SHEET_DEADLINES:
        return plan_of_key(im, SHEET_ITEMS, row->cell[DEADLINES_item]);
    case SHEET_AMENDMENTS:
        return row->cell[AMENDMENTS_plan];
    case SHEET_CHANGES:
        return plan_of_key(im, SHEET_AMENDMENTS, row->cell[CHANGES_amendment]);
    case SHEET_RESULTS:
        return str_given(row->cell[RESULTS_item])
                   ? plan_of_key(im, SHEET_ITEMS, row->cell[RESULTS_item])
                   : plan_of_key(im, SHEET_INDICATORS,
                                 row->cell[RESULTS_indicator]);
    case SHEET_TARGETS:
        return plan_of_key(im, SHEET_INDICATORS, row->cell[TARGETS_indicator]);
    case SHEET_OCCURRENCES:
        return plan_of_key(im, SHEET_ITEMS, row->cell[OCCURRENCES_item]);
    case SHEET_MATURITY:
        return plan_of_key(im, SHEET_ITEMS, row->cell[MATURITY_item]);
    case SHEET_OBSERVATIONS:
        return row->cell[OBSERVATIONS_plan];
    case SHEET_ENTITIES:
    case SHEET_CALENDARS:
    case SHEET_COUNT:
        break;
    }
    return STR_NONE;
}

static const struct field work_fields[] = {
    FIELD(struct plan_work, key),      FIELD(struct plan_work, id),
    FIELD(struct plan_work, entity),   FIELD(struct plan_work, latest),
    FIELD(struct plan_work, state),    FIELD(struct plan_work, made_by),
    FIELD(struct plan_work, approved),
};
static const struct shape work_shape = SHAPE(struct plan_work, work_fields);

static struct stmt plans_standing = {
    .sql =
        "SELECT p.code AS `key`, p.id, p.entity, d.edition AS latest, d.state,"
        " d.made_by,"
        " EXISTS (SELECT 1 FROM edition y WHERE y.plan = p.id"
        "  AND y.state = 'approved') AS approved" KEYS_GIVEN
        " STRAIGHT_JOIN plan p ON p.code = k.code"
        " JOIN edition d ON d.plan = p.id AND d.edition = " LATEST("p.id"),
    .params = 1,
    .row = &work_shape,
};

static void plans_collect(struct importing *im, struct keymap *seen,
                          struct str *keys, size_t *count)
{
    for (size_t s = 0; s < SHEET_COUNT; s++)
        for (size_t i = 0; i < im->w->sheets[s].count; i++) {
            struct row *row = &im->w->sheets[s].at[i];
            size_t at = *count;

            row->plan = plan_of(im, (enum sheet)s, row);
            if (str_given(row->plan) && keymap_add(seen, row->plan, &at))
                keys[(*count)++] = row->plan;
        }
}

static size_t rows_in_all(const struct importing *im)
{
    size_t n = 0;

    for (size_t s = 0; s < SHEET_COUNT; s++)
        n += im->w->sheets[s].count;
    return n;
}

static enum err load_plans(struct importing *im)
{
    struct str *keys = NEW_N(im->a, struct str, rows_in_all(im) + 1);
    struct keymap seen = keymap_new(im->a);
    size_t count = 0;
    struct list list;

    plans_collect(im, &seen, keys, &count);
    im->plans = NEW_N(im->a, struct plan_work, count + 1);
    im->plan_count = count;
    im->plans_by_key = keymap_new(im->a);
    for (size_t i = 0; i < count; i++) {
        im->plans[i].key = keys[i];
        keymap_add(&im->plans_by_key, keys[i], &i);
    }
    for (size_t i = 0; i < count; i += KEYS_AT_ONCE) {
        size_t n = count - i < KEYS_AT_ONCE ? count - i : KEYS_AT_ONCE;

        TRY(db_all(im->db, &plans_standing, &list,
                   V(keys_json(im->a, keys + i, n))));
        for (size_t k = 0; k < list.count; k++) {
            const struct plan_work *found = LIST_AT(struct plan_work, list, k);
            struct plan_work *plan = import_plan(im, found->key);

            if (plan)
                *plan = *found;
        }
    }
    return OK;
}

enum err import_compare(struct importing *im)
{
    TRY(complete_all(im));
    TRY(load_known(im));
    return load_plans(im);
}
