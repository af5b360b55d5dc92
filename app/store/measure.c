/* Implicit measures: items with thresholds or a result of their own. */
#include "store/result.h"

struct stmt measure_sql_imply = {
    .sql = "INSERT INTO measure (plan, kind, item)"
           " SELECT e.plan, 'item', e.id FROM edition_item e"
           " LEFT JOIN measure m ON m.item = e.id"
           " WHERE e.plan = ? AND e.edition = ? AND m.id IS NULL"
           " AND (e.red IS NOT NULL OR e.green IS NOT NULL)"
           " ORDER BY e.position",
    .params = 2,
};
/* The lineage of an implicit measure is that of its item's. */
struct stmt measure_sql_lineage = {
    .sql = "UPDATE measure m JOIN item i ON i.id = m.item"
           " LEFT JOIN measure f ON f.item = i.lineage"
           " SET m.lineage = COALESCE(f.id, m.id)"
           " WHERE m.plan = ? AND m.lineage IS NULL",
    .params = 1,
};
struct stmt measure_sql_add = {
    .sql = "INSERT INTO measure (plan, kind, item)"
           " SELECT plan, 'item', id FROM item WHERE plan = ? AND id = ?",
    .params = 2,
};

struct id_row {
    int64_t id;
};
static const struct field id_fields[] = {FIELD(struct id_row, id)};
static const struct shape id_shape = SHAPE(struct id_row, id_fields);

struct stmt measure_sql_of_item = {
    .sql = "SELECT id FROM measure WHERE item = ?",
    .params = 1,
    .row = &id_shape,
};

enum err measures_imply(struct db *db, int64_t plan, int64_t edition)
{
    int64_t matched;

    TRY(db_do(db, &measure_sql_imply, &matched, V(plan), V(edition)));
    return db_do(db, &measure_sql_lineage, &matched, V(plan));
}

enum err measure_of_item(struct db *db, int64_t plan, int64_t item,
                         int64_t *measure)
{
    struct id_row row;
    int64_t matched;
    enum err err = db_one(db, &measure_sql_of_item, &row, V(item));

    if (err == OK)
        *measure = row.id;
    if (err != ERR_NOT_FOUND)
        return err;
    TRY(db_do(db, &measure_sql_add, &matched, V(plan), V(item)));
    if (matched == 0)
        return ERR_NOT_FOUND;
    *measure = db_insert_id(db);
    return db_do(db, &measure_sql_lineage, &matched, V(plan));
}
