/* The register of an item: what happened, and each time asks for something. */
#ifndef STORE_OCCURRENCE_H
#define STORE_OCCURRENCE_H

#include "store/rule.h"

struct occurrence {
    int64_t id;
    struct date on_date; /* none: known to come, not when */
    struct str text_fr;
    struct str text_nl;
    struct date ended_on; /* struck out: asks for nothing any more */
};

/* The item as the edition approved last has it. */
struct occurrence_item {
    int64_t id;
    struct str ref;
    struct str title_fr;
    struct str title_nl;
    struct date closed_on; /* of a project */
    bool enters;           /* the account may change the register */
};

/* ERR_NOT_FOUND: no such item, or not in a plan the account works on. */
NODISCARD enum err occurrence_item(struct db *db, int64_t plan, int64_t item,
                                   int64_t account, struct date today,
                                   struct occurrence_item *out);
/* Of struct occurrence, those struck out last. */
NODISCARD enum err occurrences_of(struct db *db, int64_t item,
                                  struct list *out);

/* In a writing transaction, by who may enter: each generates the plan's
 * obligations anew and is a decision. The id 0 adds one. ERR_NOT_FOUND: none
 * of that item. */
NODISCARD enum err occurrence_write(struct db *db, struct arena *a,
                                    int64_t plan, int64_t item,
                                    const struct occurrence *o,
                                    const struct rule_actor *who);
NODISCARD enum err occurrence_end(struct db *db, struct arena *a, int64_t plan,
                                  int64_t item, int64_t id,
                                  const struct rule_actor *who);
/* When the project closed; none: it runs. */
NODISCARD enum err occurrence_item_close(struct db *db, struct arena *a,
                                         int64_t plan, int64_t item,
                                         struct date closed_on,
                                         const struct rule_actor *who);

extern struct stmt occurrence_sql_item, occurrence_sql_of, occurrence_sql_add,
    occurrence_sql_change, occurrence_sql_end, occurrence_sql_close;
#define OCCURRENCE_SQL                                                         \
    &occurrence_sql_item, &occurrence_sql_of, &occurrence_sql_add,             \
        &occurrence_sql_change, &occurrence_sql_end, &occurrence_sql_close

#endif
