/* What is wrong with a workbook, cell by cell. The messages are English msgids
 * of the interface: the command line prints them as they are, a page
 * translates them. */
#ifndef DOCUMENT_PROBLEM_H
#define DOCUMENT_PROBLEM_H

#include "core/buf.h"
#include "document/sheets.h"

struct problem {
    struct str sheet;
    size_t row;        /* 1 is the header; 0: the file as a whole */
    struct str column; /* empty: the row as a whole */
    struct str value;  /* as it stands in the file */
    struct fault fault;
    bool warning; /* worth a look, and imported all the same */
};

struct problems {
    struct arena *arena;
    struct problem *at;
    size_t count;
    size_t cap;
    size_t errors; /* those that are not warnings */
};

void problem_add(struct problems *all, struct problem p);
/* In the order of sheets, rows, columns. */
void problems_sort(struct problems *all);
/* `items row 5 kind: "goal" — expected one of: ...` and a line end. */
void problem_print(struct buf *out, const struct problem *p);

#endif
