/* The rows of an export: export_rows.c finds them, export.c writes them. */
#ifndef DOCUMENT_EXPORTING_H
#define DOCUMENT_EXPORTING_H

#include "document/export.h"
#include "document/rows.h"

struct picked {
    struct str *keys;
    const struct stored **rows; /* NULL: not in its plan's latest edition */
    size_t count;
    size_t cap;
    size_t read; /* keys whose rows were read, and followed */
    struct keymap seen;
};

struct exporting {
    struct db *db;
    struct arena *a;
    size_t left_out;
    struct picked sheets[SHEET_COUNT];
};

void export_begin(struct exporting *x, struct db *db, struct arena *a);
/* A plan's own rows of one sheet. */
NODISCARD enum err export_sheet_rows(struct exporting *x, enum sheet s,
                                     int64_t plan);
/* A plan's rows of all sheets, and every row these refer to, in order. */
NODISCARD enum err export_closure(struct exporting *x, int64_t plan);

#endif
