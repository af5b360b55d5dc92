#include "document/tree.h"

#include <stdlib.h>

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
    const struct tree_node *a = left;
    const struct tree_node *b = right;
    int by = order(a->parent, b->parent);

    if (by == 0)
        by = order(a->above, b->above);
    if (by == 0)
        by = order(b->sort.set, a->sort.set);
    if (by == 0 && a->sort.set)
        by = dec_cmp(a->sort, b->sort);
    if (by == 0)
        by = order(a->position, b->position);
    return by ? by : order(a->id, b->id);
}

/* The first node under that parent, among nodes sorted by parent. */
static size_t first_under(const struct tree_node *nodes, size_t count,
                          int64_t parent)
{
    size_t from = 0;

    while (from < count) {
        size_t middle = from + (count - from) / 2;

        if (nodes[middle].parent < parent)
            from = middle + 1;
        else
            count = middle;
    }
    return from;
}

static int compare_id(const void *left, const void *right)
{
    return order(*(const int64_t *)left, *(const int64_t *)right);
}

static void orphans_to_roots(struct arena *a, struct tree_node *nodes,
                             size_t count)
{
    int64_t *ids = NEW_N(a, int64_t, count);

    for (size_t i = 0; i < count; i++)
        ids[i] = nodes[i].id;
    qsort(ids, count, sizeof(*ids), compare_id);
    for (size_t i = 0; i < count; i++)
        if (!bsearch(&nodes[i].parent, ids, count, sizeof(*ids), compare_id))
            nodes[i].parent = 0;
}

void tree_order(struct arena *a, struct tree_node *nodes, size_t count)
{
    /* The nodes whose children are being placed, and which comes next. */
    size_t *next;
    int64_t *parents;
    size_t depth = 0;
    int64_t place = 0;

    if (count == 0)
        return;
    orphans_to_roots(a, nodes, count);
    qsort(nodes, count, sizeof(*nodes), compare);
    next = NEW_N(a, size_t, count + 1);
    parents = NEW_N(a, int64_t, count + 1);
    for (;;) {
        struct tree_node *node = &nodes[next[depth]];

        if (next[depth] == count || node->parent != parents[depth]) {
            if (depth-- == 0)
                return;
            continue;
        }
        next[depth]++;
        node->new_position = ++place;
        node->new_depth = (int64_t)depth;
        parents[++depth] = node->id;
        next[depth] = first_under(nodes, count, node->id);
    }
}
