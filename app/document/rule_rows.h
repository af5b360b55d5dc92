/* Rules of a plan for its page of deadlines: the printed words, and beside them
 * what they are read as. */
#ifndef DOCUMENT_RULE_ROWS_H
#define DOCUMENT_RULE_ROWS_H

#include "store/plan.h"
#include "store/rule.h"
#include "view/view.h"

enum { RULE_PARTS = 100 };

struct rule_view {
    int64_t id; /* deadline * RULE_PARTS + part */
    int64_t plan;
    int64_t deadline;
    int64_t part;
    int64_t item;
    struct str ref;   /* of the item, on its first row */
    struct str title; /* likewise */
    bool first;       /* of a printed line: print its words */
    struct said text;
    struct str about; /* the part of the line it covers */
    struct str sentence;
    bool unread; /* no whole rule yet */
    bool confirmed;
    bool words_changed;
    bool imported;
    struct str proposer;
    struct str confirmer;
    bool may_confirm; /* the reader, by four eyes */
    bool may_refuse;
    bool may_edit;
    bool waits;  /* another person confirms it */
    bool occurs; /* it has a register */
    struct str hash;
};
extern const struct shape rule_view_shape;

/* Who reads, and how a year is counted. */
struct rule_reader {
    int64_t plan;
    int64_t account;
    bool directs;
    bool enters;
    bool mandate_years;
};

/* rows of struct rule_row, items of struct plan_item. */
struct list rule_views(struct arena *a, enum lang lang, struct list rows,
                       struct list items, const struct rule_reader *reader);

/* What the program reads in the printed words of a row without a rule; the row
 * as it is where it has one, or nothing is understood. */
struct rule_row rule_read(struct arena *a, const struct rule_row *row);

#endif
