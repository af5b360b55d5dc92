/* Delegations as their page shows them, and the choices of its form. */
#ifndef DOCUMENT_DELEGATION_PAGE_H
#define DOCUMENT_DELEGATION_PAGE_H

#include "store/delegation.h"
#include "view/view.h"

struct delegation_line {
    int64_t id;
    struct str account;
    struct str delegate;
    struct str basis; /* in words */
    struct str scope; /* not given: all they approve */
    struct date from_on;
    struct date to_on;
    struct str reason;
    struct str made_by;
    struct str ended_by;
    struct instant ended_at;
    bool now;     /* holds today */
    bool planned; /* will hold */
    bool ends;    /* the reader may end it */
};
extern const struct shape delegation_line_shape;

/* of: struct delegation. all: the reader is a controller. */
struct list delegation_lines(struct arena *a, enum lang lang, struct list of,
                             int64_t reader, bool all, struct date today);
/* Whether the reader may end it: those concerned, and the controller. */
bool delegation_ends(const struct delegation *d, int64_t reader, bool all,
                     struct date today);

struct delegation_option {
    struct str value;
    struct str text;
    bool chosen;
};
extern const struct shape delegation_option_shape;

/* of: struct delegation_choice; a value is prefix and the id. */
struct list delegation_options(struct arena *a, enum lang lang, struct list of,
                               const char *prefix, struct str chosen);

/* What is wrong with it, in words. */
struct str delegation_fault_text(enum lang lang, enum delegation_fault fault);

#endif
