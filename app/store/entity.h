/* The tree of entities. */
#ifndef STORE_ENTITY_H
#define STORE_ENTITY_H

#include "db/db.h"

struct entity {
    int64_t id;
    struct str code;
    int64_t parent;
    int64_t depth; /* 0 for a root */
    struct str category;
    struct str name_fr;
    struct str name_nl;
    struct str acronym;
    struct date valid_from;
    struct date valid_to;
};
extern const struct shape entity_shape;

/* Entities the account may read today, in the printed order of the tree.
 * depth is the one in the whole tree. */
NODISCARD enum err entities_in_scope(struct db *db, int64_t account,
                                     struct date today, struct list *out);
/* One of them; ERR_NOT_FOUND when absent or out of scope. */
NODISCARD enum err entity_in_scope(struct db *db, int64_t account,
                                   struct date today, int64_t id,
                                   struct entity *out);
/* From its root down to the entity itself, by parents. */
NODISCARD enum err entity_path(struct db *db, int64_t id, struct list *out);

/* Computes entity_tree and the printed positions anew, inside the current
 * transaction: after an import, or a change of parents or predecessors. */
NODISCARD enum err entity_tree_rebuild(struct db *db);

/* For PAGE's list. */
extern struct stmt entity_sql_in_scope, entity_sql_one, entity_sql_path;

#endif
