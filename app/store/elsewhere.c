#include "store/elsewhere.h"

#include "store/running.h"
#include "store/scope.h"

static const struct field elsewhere_fields[] = {
    FIELD(struct elsewhere, entity_fr), FIELD(struct elsewhere, entity_nl),
    FIELD(struct elsewhere, ref),       FIELD(struct elsewhere, title_fr),
    FIELD(struct elsewhere, title_nl),  FIELD(struct elsewhere, reports),
};
static const struct shape elsewhere_shape =
    SHAPE(struct elsewhere, elsewhere_fields);

/* Something is expected of entity n in the campaign of the period. */
#define EXPECTED(n)                                                            \
    "NOT EXISTS (SELECT 1 FROM campaign k JOIN campaign_entity ke"             \
    " ON ke.campaign = k.id WHERE k.period = ? AND ke.entity = " n             \
    " AND ke.standing IN ('nothing','not_subject'))"

/* Parameters: the running period, the period. */
#define REPORTS(n)                                                             \
    "EXISTS (SELECT 1 FROM" RUNNING_PLANS " WHERE p.entity = " n               \
    ") AND " EXPECTED(n)

struct stmt elsewhere_sql_entity = {
    .sql = "SELECT n.name_fr AS entity_fr, n.name_nl AS entity_nl,"
           " NULL AS ref, NULL AS title_fr, NULL AS title_nl, " REPORTS(
               "n.id") " AS reports FROM entity n WHERE n.id = ?",
    .params = 6,
    .row = &elsewhere_shape,
};
/* Of the edition that judges, else the last that had it: an objective that
 * ended does not report. */
struct stmt elsewhere_sql_item = {
    .sql = "SELECT n.name_fr AS entity_fr, n.name_nl AS entity_nl, t.ref,"
           " t.title_fr, t.title_nl, EXISTS (SELECT 1 FROM" RUNNING_PLANS
           " JOIN edition_item j ON j.plan = e.plan AND j.edition = e.edition"
           " WHERE j.id = m.id AND p.id = m.plan) AND " EXPECTED(
               "n.id") " AS reports"
                       " FROM item m JOIN plan o ON o.id = m.plan"
                       " JOIN entity n ON n.id = o.entity"
                       " JOIN edition_item t ON t.plan = m.plan"
                       " AND t.id = m.id WHERE m.id = ?"
                       " ORDER BY t.edition DESC LIMIT 1",
    .params = 6,
    .row = &elsewhere_shape,
};

enum err elsewhere_of(struct db *db, struct period period,
                      const struct result_content *content,
                      struct elsewhere *out)
{
    if (content->moved_to != 0)
        return db_one(db, &elsewhere_sql_item, out, RUNNING_IN(period),
                      V(period), V(content->moved_to));
    if (content->reported_by != 0)
        return db_one(db, &elsewhere_sql_entity, out, RUNNING_IN(period),
                      V(period), V(content->reported_by));
    return ERR_NOT_FOUND;
}

static const struct field here_fields[] = {
    FIELD(struct elsewhere_here, plan),
    FIELD(struct elsewhere_here, measure),
    FIELD(struct elsewhere_here, entity_fr),
    FIELD(struct elsewhere_here, entity_nl),
    FIELD(struct elsewhere_here, name_fr),
    FIELD(struct elsewhere_here, name_nl),
};
static const struct shape here_shape =
    SHAPE(struct elsewhere_here, here_fields);

#define HERE                                                                   \
    "SELECT r.plan, r.measure, n.name_fr AS entity_fr,"                        \
    " n.name_nl AS entity_nl,"                                                 \
    " COALESCE(i.description_fr, t.title_fr) AS name_fr,"                      \
    " COALESCE(i.description_nl, t.title_nl) AS name_nl"                       \
    " FROM result r JOIN plan p ON p.id = r.plan"                              \
    " JOIN entity n ON n.id = p.entity JOIN measure m ON m.id = r.measure"     \
    " LEFT JOIN edition_indicator i ON i.plan = r.plan"                        \
    " AND i.edition = r.edition AND i.id = r.measure"                          \
    " LEFT JOIN edition_item t ON t.plan = r.plan AND t.edition = r.edition"   \
    " AND t.id = m.item"                                                       \
    " WHERE r.state IN ('submitted','approved','locked') AND r.period = ? "    \
    "AND "

struct stmt elsewhere_sql_reported = {
    .sql = HERE "r.reported_by = ? UNION ALL " HERE
                "r.moved_to = ? ORDER BY plan, measure",
    .params = 4,
    .row = &here_shape,
};

enum err elsewhere_reported(struct db *db, struct period period, int64_t entity,
                            int64_t item, struct list *out)
{
    return db_all(db, &elsewhere_sql_reported, out, V(period), V(entity),
                  V(period), V(item));
}

static const struct field entity_fields[] = {
    FIELD(struct elsewhere_entity, id),
    FIELD(struct elsewhere_entity, code),
    FIELD(struct elsewhere_entity, name_fr),
    FIELD(struct elsewhere_entity, name_nl),
    FIELD(struct elsewhere_entity, reports),
};
static const struct shape entity_shape =
    SHAPE(struct elsewhere_entity, entity_fields);

struct stmt elsewhere_sql_entities = {
    .sql = "SELECT n.id, n.code, n.name_fr, n.name_nl, " REPORTS(
        "n.id") " AS reports FROM entity n ORDER BY n.position, n.id",
    .params = 5,
    .row = &entity_shape,
};

enum err elsewhere_entities(struct db *db, struct period period,
                            struct list *out)
{
    return db_all(db, &elsewhere_sql_entities, out, RUNNING_IN(period),
                  V(period));
}

static const struct field item_fields[] = {
    FIELD(struct elsewhere_item, id),
    FIELD(struct elsewhere_item, plan),
    FIELD(struct elsewhere_item, ref),
    FIELD(struct elsewhere_item, title_fr),
    FIELD(struct elsewhere_item, title_nl),
};
static const struct shape item_shape =
    SHAPE(struct elsewhere_item, item_fields);

struct stmt elsewhere_sql_items = {
    .sql = "SELECT i.id, p.id AS plan, i.ref, i.title_fr, i.title_nl"
           " FROM" RUNNING_PLANS
           " JOIN edition_item i ON i.plan = e.plan AND i.edition = e.edition"
           " WHERE p.entity = ? AND i.kind IN ('strategic','transversal',"
           " 'operational','project','process','action')"
           " AND (i.kind = 'transversal' OR " MAY_READ_PLAN(
               "p") ") ORDER BY p.id, i.position",
    .params = 9,
    .row = &item_shape,
};

enum err elsewhere_items(struct db *db, struct period period, int64_t entity,
                         int64_t account, struct date today, struct list *out)
{
    return db_all(db, &elsewhere_sql_items, out, RUNNING_IN(period), V(entity),
                  V(account), V(today), V(account), V(today));
}
