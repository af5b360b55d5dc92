/* Results that stand elsewhere: reported by another entity, or moved into
 * another objective; and the same from the other side. */
#ifndef STORE_ELSEWHERE_H
#define STORE_ELSEWHERE_H

#include "store/result.h"

/* Where a result went. */
struct elsewhere {
    struct str entity_fr;
    struct str entity_nl;
    struct str ref; /* of the objective; none: the whole entity */
    struct str title_fr;
    struct str title_nl;
    bool reports; /* else the link leads to what does not report */
};
/* Of a result's content, which the caller found within scope: of an entity, or
 * of an item. ERR_NOT_FOUND: content has no such link, or it leads nowhere. */
NODISCARD enum err elsewhere_of(struct db *db, struct period period,
                                const struct result_content *content,
                                struct elsewhere *out);

/* A result of somebody else that is reported here; once submitted only. */
struct elsewhere_here {
    int64_t plan;
    int64_t measure;
    struct str entity_fr;
    struct str entity_nl;
    struct str name_fr;
    struct str name_nl;
};
/* By an entity (0: none), or into an item (0: none), by plan and measure. Names
 * only; its figures are under the scope of its own page. */
NODISCARD enum err elsewhere_reported(struct db *db, struct period period,
                                      int64_t entity, int64_t item,
                                      struct list *out);

/* To choose from: every entity, in the printed order. */
struct elsewhere_entity {
    int64_t id;
    struct str code;
    struct str name_fr;
    struct str name_nl;
    bool reports;
};
NODISCARD enum err elsewhere_entities(struct db *db, struct period period,
                                      struct list *out);
/* The objectives of an entity, as judged in the period: of the plans the
 * account may read, and the transversal ones of all. */
struct elsewhere_item {
    int64_t id;
    int64_t plan;
    struct str ref;
    struct str title_fr;
    struct str title_nl;
};
NODISCARD enum err elsewhere_items(struct db *db, struct period period,
                                   int64_t entity, int64_t account,
                                   struct date today, struct list *out);

extern struct stmt elsewhere_sql_entity, elsewhere_sql_item,
    elsewhere_sql_reported, elsewhere_sql_entities, elsewhere_sql_items;
#define ELSEWHERE_SQL                                                          \
    &elsewhere_sql_entity, &elsewhere_sql_item, &elsewhere_sql_reported,       \
        &elsewhere_sql_entities, &elsewhere_sql_items

#endif
