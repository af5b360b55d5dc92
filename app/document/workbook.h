/* A workbook as it was read: the rows of each sheet, their cells checked one
 * by one and canonical, not yet compared with anything. */
#ifndef DOCUMENT_WORKBOOK_H
#define DOCUMENT_WORKBOOK_H

#include "document/keymap.h"
#include "document/problem.h"

/* A row that stands in the database, its cells written as a workbook has them.
 * Filled by rows.c; member order is its shapes' business. */
struct stored {
    int64_t id;
    struct str plan;  /* key of the plan it belongs to, or none */
    int64_t entity;   /* it belongs to, or its plan does; 0: none */
    int64_t here;     /* 0: known, but absent from the latest edition */
    struct str type;  /* of the indicator of FIGURE cells */
    int64_t decimals; /* of a result's value */
    struct str cell[SHEET_WIDTH];
};

struct row {
    size_t number; /* in the file, 1 being the header */
    struct str cell[SHEET_WIDTH];
    const struct stored *old; /* NULL: a new key */
    int64_t id;               /* once known */
    struct str plan;          /* key of the plan it belongs to, or none */
    bool bad;                 /* a cell could not be read: it is empty */
    bool foreign;             /* its key is another's: looked at no further */
    bool changed;             /* from old */
};

struct rows {
    bool present;              /* the workbook has this sheet */
    bool given[SHEET_WIDTH];   /* and it has this column */
    size_t place[SHEET_WIDTH]; /* n-th cell of a record: which column */
    size_t width;              /* cells of a record */
    struct row *at;
    size_t count;
    size_t cap;
    struct keymap by_key; /* to positions in at */
};

struct workbook {
    struct arena *arena;
    struct rows sheets[SHEET_COUNT];
    struct problems problems;
    bool broken; /* rows are missing: what refers to them cannot be judged */
};

struct workbook *workbook_new(struct arena *a);

/* Reads one sheet from the bytes of its CSV file, which must outlive the
 * workbook. What is wrong is added to the problems. */
void workbook_sheet(struct workbook *w, enum sheet s, struct str bytes);

/* Reads every sheet of a folder. Files that are not .csv are left alone, a
 * .csv that is no sheet is a problem. ERR_INPUT: the folder or a file cannot
 * be read, or holds no sheet; a problem says so. */
NODISCARD enum err workbook_folder(struct workbook *w, const char *path);

/* Reports a cell: c is its column, or the sheet's width for the whole row. */
void workbook_fault(struct workbook *w, enum sheet s, const struct row *row,
                    size_t c, struct fault fault);
void workbook_warn(struct workbook *w, enum sheet s, const struct row *row,
                   size_t c, struct fault fault);

/* The row with that key, or NULL. */
struct row *workbook_row(struct workbook *w, enum sheet s, struct str key);

#endif
