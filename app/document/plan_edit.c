#include "document/plan_edit.h"

#include "document/edition.h"
#include "document/plan_way.h"

struct source {
    int64_t edition;
    bool approved;
};
static const struct field source_fields[] = {
    FIELD(struct source, edition),
    FIELD(struct source, approved),
};
static const struct shape source_shape = SHAPE(struct source, source_fields);

struct stmt plan_edit_sql_from = {
    .sql = "SELECT edition, state = 'approved' AS approved FROM edition"
           " WHERE plan = ? ORDER BY edition DESC LIMIT 1",
    .params = 1,
    .row = &source_shape,
};

#define OF_A_DRAFT(row)                                                        \
    " WHERE " row ".plan = ? AND " row ".edition = ? AND " row ".id = ?"       \
    " AND e.state = 'draft'"

struct stmt plan_edit_sql_item = {
    .sql = "UPDATE edition_item i JOIN edition e ON e.plan = i.plan"
           " AND e.edition = i.edition SET i.ref = ?, i.title_fr = ?,"
           " i.title_nl = ?, i.owner = ?, i.red = ?,"
           " i.green = ?" OF_A_DRAFT("i"),
    .params = 9,
};
struct stmt plan_edit_sql_indicator = {
    .sql = "UPDATE edition_indicator i JOIN edition e ON e.plan = i.plan"
           " AND e.edition = i.edition SET i.description_fr = ?,"
           " i.description_nl = ?, i.unit = ?, i.red = ?, i.green = ?,"
           " i.target = ?, i.weight = ?" OF_A_DRAFT("i"),
    .params = 10,
};

enum err plan_edit_from(struct db *db, int64_t plan, int64_t *edition)
{
    struct source from;

    TRY(db_one(db, &plan_edit_sql_from, &from, V(plan)));
    *edition = from.edition;
    return OK;
}

enum err plan_edit_begin(struct db *db, struct arena *a, int64_t plan,
                         int64_t account, struct instant now, int64_t *edition)
{
    struct source from;

    TRY(db_one(db, &plan_edit_sql_from, &from, V(plan)));
    if (from.approved) {
        *edition = from.edition + 1;
        return edition_copy(db, plan, from.edition, *edition, account);
    }
    *edition = from.edition;
    TRY(plan_way_drop(db, a, plan, account, now));
    TRY(edition_touch(db, plan, *edition));
    return plan_edited(db, plan, *edition, account);
}

static struct value text(struct str s)
{
    return V(str_empty(s) ? STR_NONE : s);
}

enum err plan_item_set(struct db *db, int64_t plan, int64_t edition,
                       const struct plan_item *i)
{
    int64_t matched = 0;

    TRY(db_do(db, &plan_edit_sql_item, &matched, text(i->ref),
              text(i->title_fr), text(i->title_nl), text(i->owner), V(i->red),
              V(i->green), V(plan), V(edition), V(i->id)));
    return matched == 0 ? ERR_CONFLICT : OK;
}

enum err plan_indicator_set(struct db *db, int64_t plan, int64_t edition,
                            const struct plan_indicator *i)
{
    int64_t matched = 0;

    TRY(db_do(db, &plan_edit_sql_indicator, &matched, text(i->description_fr),
              text(i->description_nl), text(i->unit), V(i->red), V(i->green),
              V(i->target), V(i->weight), V(plan), V(edition), V(i->id)));
    return matched == 0 ? ERR_CONFLICT : OK;
}
