/* What the files of document/dashboard share, and nobody else sees. */
#ifndef DOCUMENT_DASHBOARD_PARTS_H
#define DOCUMENT_DASHBOARD_PARTS_H

#include "document/dashboard.h"

struct item_place {
    int64_t id;
    size_t index;
};

struct book_context {
    const struct dashboard_ask *ask;
    const struct dashboard_read *read;
    const struct dashboard_book *book;
    struct list deadlines;
    struct list obligations; /* none for readers */
    struct list lineages;
    struct list owners;
    struct list unexplained;
    const struct item_place *places; /* by id */
};

/* Index of an item in the book's tree, or ROLLUP_ROOT. */
size_t item_index(const struct book_context *c, int64_t id);

/* The two rows of counts; a part that nothing belongs to is left out. */
struct list tallies_of(const struct dashboard_ask *ask,
                       const struct dashboard_read *read);

struct measure_list {
    struct list measures;
    struct list below;
    struct list owners;
    int64_t unexplained[2]; /* of objectives, of indicators */
};
struct measure_list measure_list_new(const struct dashboard_ask *ask,
                                     const struct dashboard_read *read);
void measure_list_add(struct measure_list *list, const struct book_context *c);
void tallies_unexplained(struct list *tallies, const struct measure_list *list);

#endif
