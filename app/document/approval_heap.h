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

/* A row as it was sent back: ticked or not, the hash it was shown with. */
struct approval_choice {
    int64_t id;
    bool approve;
    struct str shown;
    struct str reason;
};
int64_t approval_ticked(const struct list *choices);
/* Keeps the rows that are ticked and stand as they were shown; how many were
 * ticked and do not. */
int64_t approval_heap_keep(struct approval_heap_view *heap,
                           const struct list *choices);

#endif
