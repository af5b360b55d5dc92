/* A workbook into the database: everything or nothing, by key, nothing
 * deleted. Importing the same twice changes nothing.
 *
 * Who imports: with `as`, an account, whose roles decide: staff and controllers
 * for plans and their results, controllers and administrators for entities and
 * calendars, each within its scope. Without, it is the operator on the command
 * line, who reaches everything and is nobody's second pair of eyes.
 *
 * Staff enter results of a campaign only while it is open.
 * Who confirms is a controller, director or authority of the plans concerned.
 *
 * Plans: a new one gets a draft; an approved one gets a draft edition with the
 * changes; a draft is changed. Results that were approved enter as approved
 * history when `confirmed_by`, a second account, answers for them, and as
 * submitted otherwise. A plan never approved that carries such results is then
 * recorded as approved too. */
#ifndef DOCUMENT_IMPORT_H
#define DOCUMENT_IMPORT_H

#include "db/db.h"
#include "document/workbook.h"

struct import_options {
    int64_t as;           /* account; 0: the operator */
    int64_t confirmed_by; /* account; 0: nobody. Needs as, and is another */
    bool dry_run;         /* everything but the commit */
    struct instant now;
    struct date today; /* in Brussels: which roles hold */
};

struct import_count {
    size_t rows;
    size_t created;
    size_t changed; /* the rest is as it was */
};

struct import_report {
    struct import_count sheets[SHEET_COUNT];
    size_t unconfirmed; /* approved results that entered as submitted */
    size_t drafts;      /* editions prepared for plans already approved */
};

/* Takes its own transaction. ERR_INPUT: nothing was written, w->problems says
 * why; on success it may hold warnings. ERR_FORBIDDEN: the accounts of the
 * options may not import together, or not at all. The workbook is used up. */
NODISCARD enum err workbook_import(struct db *db, struct workbook *w,
                                   const struct import_options *o,
                                   struct import_report *out);

#endif
