/* A plan out of the database, as a workbook that imports unchanged: its latest
 * edition, its results, and every row any of these refers to. So an entity
 * travels with its ancestors and predecessors, and an item of an earlier plan
 * that is continued with its plan, its parents and nothing else. */
#ifndef DOCUMENT_EXPORT_H
#define DOCUMENT_EXPORT_H

#include "core/buf.h"
#include "core/hash.h"
#include "db/db.h"
#include "document/sheets.h"

struct export_sheet {
    struct str bytes; /* CSV: header and rows; none: no rows */
    size_t rows;
};

struct exported {
    struct export_sheet sheets[SHEET_COUNT];
    size_t left_out; /* rows that hang on an item the plan has no more */
};

/* In the caller's transaction. ERR_NOT_FOUND: no plan has that key. */
NODISCARD enum err export_plan(struct db *db, struct arena *a, struct str key,
                               struct exported *out);

/* Hash of a plan's latest edition: SHA-256 over the name and the CSV of its
 * sheets plans, items, indicators, deadlines and targets. */
NODISCARD enum err export_hash(struct db *db, struct arena *a, int64_t plan,
                               struct hash *out);

/* Writes the sheets into a folder, made when absent. ERR_INPUT: *problem says
 * what stands in the way; a folder that holds a sheet of another workbook is
 * left as it is. */
NODISCARD enum err export_folder(struct arena *a, const struct exported *x,
                                 const char *path, struct str *problem);

#endif
