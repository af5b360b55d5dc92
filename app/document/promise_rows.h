/* Unfinished promises as people read them, one row each. */
#ifndef DOCUMENT_PROMISE_ROWS_H
#define DOCUMENT_PROMISE_ROWS_H

#include "store/promise.h"
#include "view/mark.h"

struct promise_option {
    struct str value;
    struct str word;
    bool chosen;
};

struct promise_row {
    int64_t id;
    int64_t version;
    struct str ref;
    struct said name;
    struct mark status;
    struct said actions;
    struct list options;
    struct str choice; /* in words */
    struct str reason;
    struct date defer_to;
    struct str proposer;
    struct str approver;
    bool approves; /* the reader may, now */
};
extern const struct shape promise_row_shape;

/* approver: the reader, where they may approve; else 0. */
struct promise_row promise_row(struct arena *a, enum lang lang,
                               const struct promise *p, int64_t approver);

/* Plans that left promises without an answer. */
struct promise_left {
    int64_t plan;
    struct str entity;
    struct str name;
    int64_t count;
};
extern const struct shape promise_left_shape;
/* open: of promises_open. */
struct list promises_left(struct arena *a, enum lang lang,
                          const struct list *open);

#endif
