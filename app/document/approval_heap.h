/* A plan and period with what waits for an approver in it. */
#ifndef DOCUMENT_APPROVAL_HEAP_H
#define DOCUMENT_APPROVAL_HEAP_H

#include "document/approval_rows.h"
#include "store/plan.h"

struct approval_heap_view {
    int64_t plan;
    struct period period;
    struct period before;
    struct str title;
    struct str entity_name;
    bool declares;    /* one of its rows at least */
    bool one_person;  /* likewise */
    struct list rows; /* of struct approval_row */
};
extern const struct shape approval_heap_shape;

struct approval_reader {
    struct db *db;
    struct arena *arena;
    enum lang lang;
    int64_t account;
    struct date today;
};

NODISCARD enum err approval_heap_view(const struct approval_reader *reader,
                                      int64_t plan, struct period period,
                                      struct str code,
                                      struct approval_heap_view *out);

#endif
