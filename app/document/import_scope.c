#include "document/importing.h"

#include <stdlib.h>

#include "store/scope.h"

struct reached {
    int64_t id;
};
static const struct field reached_fields[] = {FIELD(struct reached, id)};
static const struct shape reached_shape = SHAPE(struct reached, reached_fields);

static struct stmt entities_reached = {
    .sql = "SELECT DISTINCT t.entity AS id FROM assignment a"
           " JOIN entity_tree t ON t.ancestor = a.entity"
           " WHERE " HOLDS_NOW("a") " AND a.role IN ('controller', ?, ?)"
                                    " ORDER BY id",
    .params = 4,
    .row = &reached_shape,
};

static struct stmt scopes_held = {
    .sql = "SELECT a.entity AS id FROM assignment a"
           " WHERE " HOLDS_NOW("a") " AND a.role IN ('controller', ?, ?)"
                                    " AND a.entity IS NOT NULL ORDER BY id",
    .params = 4,
    .row = &reached_shape,
};

struct named {
    struct str code;
};
static const struct field named_fields[] = {FIELD(struct named, code)};
static const struct shape named_shape = SHAPE(struct named, named_fields);

static struct stmt plans_named = {
    .sql = "SELECT DISTINCT p.code FROM assignment a"
           " JOIN plan p ON p.id = a.plan"
           " WHERE " HOLDS_NOW("a") " AND a.role IN ('controller', ?, ?)",
    .params = 4,
    .row = &named_shape,
};

static struct stmt account_stands = {
    .sql = "SELECT id FROM account WHERE id = ? AND disabled_at IS NULL",
    .params = 1,
    .row = &reached_shape,
};

static enum err reach_read(struct importing *im, int64_t account,
                           const char *role, const char *other,
                           struct reach *out)
{
    struct list held;
    struct list list;
    struct list named;

    TRY(db_all(im->db, &scopes_held, &held, V(account), V(im->o->today),
               V(role), V(other)));
    TRY(db_all(im->db, &entities_reached, &list, V(account), V(im->o->today),
               V(role), V(other)));
    TRY(db_all(im->db, &plans_named, &named, V(account), V(im->o->today),
               V(role), V(other)));
    out->named = keymap_new(im->a);
    for (size_t i = 0; i < named.count; i++)
        keymap_add(&out->named, LIST_AT(struct named, named, i)->code, &i);
    out->some = held.count > 0;
    out->all = out->some && LIST_AT(struct reached, held, 0)->id == 0;
    out->ids = list.at;
    out->count = list.count;
    return OK;
}

static enum err stands(struct importing *im, int64_t account)
{
    struct reached row;
    enum err e = db_one(im->db, &account_stands, &row, V(account));

    return e == ERR_NOT_FOUND ? ERR_FORBIDDEN : e;
}

enum err import_scope(struct importing *im)
{
    const struct import_options *o = im->o;

    if (o->confirmed_by && (!o->as || o->as == o->confirmed_by))
        return ERR_FORBIDDEN;
    if (!o->as) {
        im->enters = (struct reach){.all = true, .some = true};
        im->arranges = im->controls = im->enters;
        return OK;
    }
    TRY(stands(im, o->as));
    TRY(reach_read(im, o->as, "staff", "staff", &im->enters));
    TRY(reach_read(im, o->as, "admin", "admin", &im->arranges));
    TRY(reach_read(im, o->as, "controller", "controller", &im->controls));
    if (o->confirmed_by) {
        TRY(stands(im, o->confirmed_by));
        TRY(reach_read(im, o->confirmed_by, "director", "authority",
                       &im->confirms));
    }
    return OK;
}

static int compare_id(const void *left, const void *right)
{
    const int64_t *a = left;
    const int64_t *b = right;

    return (*a > *b) - (*a < *b);
}

static bool reaches_id(const struct reach *reach, int64_t entity)
{
    if (reach->all)
        return true;
    return entity && reach->count &&
           bsearch(&entity, reach->ids, reach->count, sizeof(*reach->ids),
                   compare_id);
}

/* An entity that is new stands where its parent does. */
bool import_reaches_entity(const struct importing *im,
                           const struct reach *reach, struct str key)
{
    struct holding h;

    for (size_t steps = im->w->sheets[SHEET_ENTITIES].count + 1; steps;
         steps--) {
        if (reach->all)
            return true;
        if (!import_find(im, SHEET_ENTITIES, key, &h))
            return false;
        if (!h.row || h.row->old)
            return reaches_id(reach, import_id(im, SHEET_ENTITIES, key));
        key = h.row->cell[ENTITIES_parent];
    }
    return false;
}

static bool names(const struct reach *reach, struct str plan)
{
    size_t at;

    return keymap_find(&reach->named, plan, &at);
}

/* A plan that is new stands where its entity does. */
static bool reaches_plan(const struct importing *im, const struct reach *reach,
                         struct str key)
{
    const struct plan_work *plan = import_plan(im, key);
    const struct row *row = workbook_row(im->w, SHEET_PLANS, key);

    if (reach->all || names(reach, key))
        return true;
    if (plan && plan->id)
        return reaches_id(reach, plan->entity);
    return row && import_reaches_entity(im, reach, row->cell[PLANS_entity]);
}

bool import_reaches_plan(const struct importing *im, struct str key)
{
    return reaches_plan(im, &im->enters, key);
}

bool import_controls(const struct importing *im, int64_t entity)
{
    return reaches_id(&im->controls, entity);
}

bool import_confirms_plan(const struct importing *im, struct str key)
{
    return reaches_plan(im, &im->confirms, key);
}

static bool reaches(const struct importing *im, enum sheet s, struct str plan,
                    int64_t entity)
{
    if (s == SHEET_ENTITIES)
        return reaches_id(&im->arranges, entity);
    if (s == SHEET_CALENDARS)
        return im->arranges.some;
    return reaches_id(&im->enters, entity) || names(&im->enters, plan);
}

bool import_reaches_stored(const struct importing *im, enum sheet s,
                           const struct stored *row)
{
    return reaches(im, s, row->plan, row->entity);
}

/* Entities are public: anybody may refer to them. */
bool import_reaches_known(const struct importing *im, enum sheet s,
                          const struct known *k)
{
    return s == SHEET_ENTITIES || reaches(im, s, k->plan, k->entity);
}
