/* Statuses and states as people read them: a shape (the class of the mark) and
 * its word. Templates show one with {{#status}}{{>_mark}}{{/status}}, _chip for
 * a pill, _state for the pill of a state of work. */
#ifndef VIEW_MARK_H
#define VIEW_MARK_H

#include "view/view.h"

struct mark {
    struct str shape; /* achieved partial not_achieved none, or the state */
    struct str word;  /* in the reader's language */
};
extern const struct shape mark_shape;

/* status as stored: achieved, partial, not_achieved; not given: no status. */
struct mark mark_of_status(enum lang lang, struct str status);

/* state as stored: draft, submitted, returned, approved, locked of a result;
 * not given: to enter. */
struct mark mark_of_state(enum lang lang, struct str state);
/* planned, open, closed, locked; not given: no campaign. */
struct mark mark_of_campaign(enum lang lang, struct str state);

#endif
