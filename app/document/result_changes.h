/* What differs between two states of a result, field by field. */
#ifndef DOCUMENT_RESULT_CHANGES_H
#define DOCUMENT_RESULT_CHANGES_H

#include "store/history.h"
#include "view/view.h"

struct result_change {
    struct str label;
    struct str before; /* not given: it was empty */
    struct str after;
};
extern const struct shape result_change_shape;

/* Both of the same form; before NULL: everything that is given. */
struct list result_changes(struct arena *a, enum lang lang,
                           enum measure_type type,
                           const struct revision_row *before,
                           const struct revision_row *after);

/* The word for a stored cause or status; another text as it is. */
struct str result_word(enum lang lang, struct str stored);

#endif
