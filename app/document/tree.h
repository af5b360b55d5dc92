/* Rows that stand under each other, put in the order they are printed. */
#ifndef DOCUMENT_TREE_H
#define DOCUMENT_TREE_H

#include "core/num.h"

struct tree_node {
    int64_t id;
    int64_t parent;   /* id; 0, or one that is absent: a root */
    int64_t above;    /* goes before sort: of an indicator its item's place */
    struct dec sort;  /* rows without come after those with */
    int64_t position; /* as it was; new rows have later ones */
    int64_t depth;
    /* set by tree_order: */
    int64_t new_position; /* from 1, a parent before its children */
    int64_t new_depth;    /* 0 for a root */
};

/* Siblings by above, sort, position, id. Nodes may come back in another
 * order. A cycle, which import refuses, gets no place: new_position 0. */
void tree_order(struct arena *a, struct tree_node *nodes, size_t count);

#endif
