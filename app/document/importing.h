/* What the parts of import share, and nobody else sees: import.c runs compare,
 * check and write, in this order, over one struct importing. */
#ifndef DOCUMENT_IMPORTING_H
#define DOCUMENT_IMPORTING_H

#include "document/import.h"
#include "document/rows.h"

#define IMPORT_BATCH ((size_t)512 << 20) /* bytes for one plan and period */

/* Entities an account reaches with some roles. */
struct reach {
    bool all;  /* with entities that do not exist yet */
    bool some; /* it has such a role */
    int64_t *ids;
    size_t count;
    struct keymap named; /* plans given by name */
};

/* A plan the workbook has rows of. */
struct plan_work {
    struct str key;
    int64_t id;
    int64_t entity;
    int64_t latest;   /* edition; 0: the plan is new */
    struct str state; /* of the latest edition */
    int64_t made_by;  /* account of the latest edition; 0: the operator */
    bool approved;    /* it has an approved edition */
    int64_t edition;  /* that takes the changes; 0: not asked for yet */
};

struct importing {
    struct db *db;
    struct arena *a;
    struct workbook *w;
    const struct import_options *o;
    struct import_report *report;
    struct reach enters;   /* staff, controller */
    struct reach arranges; /* controller, administrator */
    struct reach controls; /* controller */
    struct reach confirms; /* controller, director, authority: another's */
    struct keymap named;   /* plans reached by name */
    struct keymap known_by_key[SHEET_COUNT];
    struct known *known[SHEET_COUNT];
    size_t known_count[SHEET_COUNT];
    struct plan_work *plans;
    size_t plan_count;
    struct keymap plans_by_key;
};

/* Who has a key: a row of the workbook, else somebody in the database. */
struct holding {
    const struct row *row;
    const struct known *known;
};

/* False: nobody has it. */
bool import_find(const struct importing *im, enum sheet s, struct str key,
                 struct holding *out);
/* Its id, 0 while it has none. */
int64_t import_id(const struct importing *im, enum sheet s, struct str key);
/* Type of an indicator, wherever it stands. */
struct str import_type(const struct importing *im, struct str key);
struct plan_work *import_plan(const struct importing *im, struct str key);

static inline struct row *import_rows(const struct importing *im, enum sheet s,
                                      size_t *count)
{
    *count = im->w->sheets[s].count;
    return im->w->sheets[s].at;
}

/* Reads who reaches what. ERR_FORBIDDEN: an account that may not. */
NODISCARD enum err import_scope(struct importing *im);
bool import_reaches_stored(const struct importing *im, enum sheet s,
                           const struct stored *row);
bool import_reaches_plan(const struct importing *im, struct str key);
/* The operator does, and a controller within scope. */
bool import_controls(const struct importing *im, int64_t entity);
bool import_confirms_plan(const struct importing *im, struct str key);
bool import_reaches_known(const struct importing *im, enum sheet s,
                          const struct known *k);
bool import_reaches_entity(const struct importing *im,
                           const struct reach *reach, struct str key);

/* Finds what stands in the database and completes the rows with it. */
NODISCARD enum err import_compare(struct importing *im);
/* Everything that makes a workbook wrong although each cell is right. */
NODISCARD enum err import_check(struct importing *im);
NODISCARD enum err import_cycles(struct importing *im);
/* Marks what changed and counts it. */
void import_mark(struct importing *im);

/* One row into its table: first its key, where others refer to it or it lives
 * in editions, then its columns. */
NODISCARD enum err import_identify(struct importing *im, enum sheet s,
                                   struct row *row);
NODISCARD enum err import_write_row(struct importing *im, enum sheet s,
                                    struct row *row);
NODISCARD enum err import_new_entity(struct importing *im, struct row *row);
NODISCARD enum err import_write_entity(struct importing *im, struct row *row);
NODISCARD enum err import_new_plan(struct importing *im, struct row *row);
NODISCARD enum err import_write_plan(struct importing *im, struct row *row);

/* Everything but results; then results. What only shows while writing is added
 * to the problems, and the caller rolls back. */
NODISCARD enum err import_write(struct importing *im);
NODISCARD enum err import_results(struct importing *im);

#endif
