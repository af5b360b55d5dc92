#include "store/entity.h"

#include "store/scope.h"

static const struct field entity_fields[] = {
    FIELD(struct entity, id),         FIELD(struct entity, code),
    FIELD(struct entity, parent),     FIELD(struct entity, depth),
    FIELD(struct entity, category),   FIELD(struct entity, name_fr),
    FIELD(struct entity, name_nl),    FIELD(struct entity, acronym),
    FIELD(struct entity, valid_from), FIELD(struct entity, valid_to),
};
const struct shape entity_shape = SHAPE(struct entity, entity_fields);

/* Ancestor 0 reaches roots at depth 1. */
#define ENTITY_COLUMNS                                                         \
    "e.id, e.code, e.parent, w.depth - 1 AS depth, e.category, e.name_fr,"     \
    " e.name_nl, e.acronym, e.valid_from, e.valid_to FROM entity e"            \
    " JOIN entity_tree w ON w.ancestor = 0 AND w.entity = e.id"

struct stmt entity_sql_in_scope = {
    .sql = "SELECT " ENTITY_COLUMNS
           " WHERE " MAY_READ_ENTITY("e.id") " ORDER BY e.position",
    .params = 2,
    .row = &entity_shape,
};

struct stmt entity_sql_one = {
    .sql = "SELECT " ENTITY_COLUMNS " WHERE e.id = ?"
           " AND " MAY_READ_ENTITY("e.id"),
    .params = 3,
    .row = &entity_shape,
};

struct stmt entity_sql_path = {
    .sql = "WITH RECURSIVE up (id, parent) AS ("
           " SELECT id, parent FROM entity WHERE id = ?"
           " UNION SELECT p.id, p.parent FROM up"
           " JOIN entity p ON p.id = up.parent)"
           " SELECT " ENTITY_COLUMNS " JOIN up ON up.id = e.id"
           " ORDER BY w.depth",
    .params = 1,
    .row = &entity_shape,
};

static struct stmt tree_empty = {.sql = "DELETE FROM entity_tree"};

/* A successor stands above its predecessors as a parent above its children. No
 * tree is 50 deep; a circle of predecessors ends there. */
static struct stmt tree_fill = {
    .sql = "INSERT INTO entity_tree (ancestor, entity, depth)"
           " WITH RECURSIVE edge (up, down) AS ("
           "  SELECT parent, id FROM entity WHERE parent IS NOT NULL"
           "  UNION SELECT entity, predecessor FROM entity_predecessor),"
           " reach (ancestor, entity, depth) AS ("
           "  SELECT id, id, 0 FROM entity"
           "  UNION SELECT r.ancestor, edge.down, r.depth + 1 FROM reach r"
           "  JOIN edge ON edge.up = r.entity WHERE r.depth < 50)"
           " SELECT ancestor, entity, MIN(depth) FROM reach"
           " GROUP BY ancestor, entity",
};

static struct stmt tree_fill_all = {
    .sql = "INSERT INTO entity_tree (ancestor, entity, depth)"
           " WITH RECURSIVE reach (id, depth) AS ("
           "  SELECT id, 1 FROM entity WHERE parent IS NULL"
           "  UNION SELECT e.id, r.depth + 1 FROM reach r"
           "  JOIN entity e ON e.parent = r.id)"
           " SELECT 0, id, depth FROM reach",
};

/* The ranks from the root down, written with as many digits each, order the
 * whole tree as it is printed. */
static struct stmt tree_order = {
    .sql = "UPDATE entity JOIN ("
           " WITH RECURSIVE sibling AS ("
           "  SELECT id, parent, LPAD(ROW_NUMBER() OVER (PARTITION BY parent"
           "   ORDER BY sort IS NULL, sort, position = 0,"
           "   position, code), 6, '0') AS place"
           "  FROM entity),"
           " walk (id, path) AS ("
           "  SELECT id, CAST(place AS CHAR(400)) FROM sibling"
           "   WHERE parent IS NULL"
           "  UNION ALL SELECT s.id, CONCAT(w.path, s.place) FROM walk w"
           "  JOIN sibling s ON s.parent = w.id)"
           " SELECT id, ROW_NUMBER() OVER (ORDER BY path) AS n FROM walk"
           ") o ON o.id = entity.id SET entity.position = o.n",
};

enum err entities_in_scope(struct db *db, int64_t account, struct date today,
                           struct list *out)
{
    return db_all(db, &entity_sql_in_scope, out, V(account), V(today));
}

enum err entity_in_scope(struct db *db, int64_t account, struct date today,
                         int64_t id, struct entity *out)
{
    return db_one(db, &entity_sql_one, out, V(id), V(account), V(today));
}

enum err entity_path(struct db *db, int64_t id, struct list *out)
{
    return db_all(db, &entity_sql_path, out, V(id));
}

enum err entity_tree_rebuild(struct db *db)
{
    TRY(db_do0(db, &tree_empty, NULL));
    TRY(db_do0(db, &tree_fill, NULL));
    TRY(db_do0(db, &tree_fill_all, NULL));
    return db_do0(db, &tree_order, NULL);
}
