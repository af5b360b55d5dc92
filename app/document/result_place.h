/* Where a result's files and comments are opened from: the result, and what the
 * reader is to it. */
#ifndef DOCUMENT_RESULT_PLACE_H
#define DOCUMENT_RESULT_PLACE_H

#include "store/plan.h"
#include "store/result.h"
#include "view/view.h"

struct result_place {
    struct result_access access;
    struct result_campaign campaign;
    struct plan_head head;
    struct results rs;
    struct result_line *line;
};

struct result_reader {
    struct db *db;
    struct arena *arena;
    int64_t account;
    struct date today;
    struct instant now;
};

/* ERR_NOT_FOUND: the reader has no part in the plan, or the result's content
 * is not to be seen yet. */
NODISCARD enum err result_place(const struct result_reader *reader,
                                int64_t plan, struct period period,
                                int64_t measure, struct result_place *out);

/* Enters, translates, directs, decides or controls: not a reader. */
bool result_inside(const struct result_access *access);

/* Its reference and name. */
struct str result_title(const struct result_place *place, enum lang lang);

#define RESULT_PLACE_SQL RESULT_READ_SQL, PLAN_STATEMENTS

#define RESULT_READER(rq)                                                      \
    (&(struct result_reader){(rq)->db, (rq)->arena, (rq)->me.id, (rq)->today,  \
                             (rq)->now})

#endif
