/* A plan's tree as a readable document: rows for templates/_plan_node. Texts
 * stand as stored, in the reader's language where they exist in it. */
#ifndef DOCUMENT_PLAN_TREE_H
#define DOCUMENT_PLAN_TREE_H

#include "store/plan.h"
#include "view/view.h"

/* A text in both languages, and as the reader gets it. */
struct plan_text {
    struct str fr;
    struct str nl;
    struct str text;
    struct str lang; /* given where text is not in the reader's language */
};

struct plan_node {
    int64_t id;
    int64_t depth;
    bool bullet;
    bool h2, h3, h4, h5, h6; /* none: a paragraph */
    struct str kind;         /* its word; none for bullets and chapters */
    struct str ref;
    struct plan_text title;
    bool fronted;           /* the front table prints another title */
    struct plan_text front; /* that one */
    struct html intro;
    struct html intro_fr;
    struct html intro_nl;
    struct str facts;  /* thresholds, owner, budget, dates ... in one line */
    struct str status; /* planned ... done: its word */
    struct str note;   /* of the importer, internal */
    struct str remark; /* why the draft was returned; set by who shows it */
    struct list deadlines;  /* of struct plan_node_line */
    struct list indicators; /* of struct plan_node_line */
};

/* A printed deadline line with what it was read as, or an indicator with its
 * type, thresholds and target. */
struct plan_node_line {
    int64_t id;
    struct str ref;
    bool named; /* an indicator's text is not its item's title */
    struct plan_text text;
    struct str facts;
    struct str tally; /* how a deadline's obligations stand */
};

struct plan_outline_row {
    int64_t id;
    int64_t depth;
    struct str ref;
    struct str title; /* cut to a line */
};

struct plan_tree {
    struct list nodes;   /* of struct plan_node */
    struct list outline; /* of struct plan_outline_row */
    int64_t titles;      /* texts, indicators included */
    int64_t other;       /* of them shown in the other language */
    int64_t proposed;    /* rules of deadlines nobody confirmed yet */
};

extern const struct shape plan_node_shape, plan_outline_shape;

/* notes: also what the importer noted. */
struct plan_tree plan_tree(struct arena *a, enum lang lang,
                           const struct plan_content *content, bool notes);

/* Sets the remarks (struct submission_remark) of items that have a node. */
void plan_tree_remarks(struct list nodes, struct list remarks);

/* The first of the rules printed as one line with the i-th of a list sorted by
 * item, i itself where that is it: the same words on the same item, keys that
 * differ only by a final letter. Rules of other lines may stand between. */
size_t plan_line_first(struct list deadlines, size_t i);

struct thresholds item_thresholds(const struct plan_item *item);
struct thresholds indicator_thresholds(const struct plan_indicator *indicator);

#endif
