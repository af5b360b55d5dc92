/* The lines of "my work" in the reader's language. */
#ifndef DOCUMENT_WORK_H
#define DOCUMENT_WORK_H

#include "store/duty.h"
#include "view/view.h"

/* A result that came back. */
struct work_returned {
    int64_t plan;
    struct period period;
    int64_t measure;
    struct str ref;
    struct str name;
    struct str reason;
    struct str by;
    struct instant at;
};

/* A plan or campaign with something to do in it. */
struct work_task {
    int64_t plan;
    int64_t campaign;
    struct str name;
    struct str entity;
    struct period period;
    int64_t count; /* left to enter, to approve ... */
    int64_t of;
    int64_t outdated;
    struct date due_on;
    int64_t days_left;
    int64_t days_late;
    struct instant oldest;
};

extern const struct shape work_returned_shape, work_task_shape;

/* From lists of struct duty_returned and struct duty. */
struct list work_returned(struct arena *a, enum lang lang, struct list rows);
struct list work_tasks(struct arena *a, enum lang lang, struct date today,
                       struct list rows);

#endif
