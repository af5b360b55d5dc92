/* What differs between two editions of a plan, item by item. */
#ifndef DOCUMENT_PLAN_CHANGES_H
#define DOCUMENT_PLAN_CHANGES_H

#include "store/plan.h"
#include "view/view.h"

struct plan_field_change {
    struct str label;
    struct list pieces; /* of struct wording_piece */
};

struct plan_change {
    int64_t item; /* it stands at */
    struct str ref;
    struct str name;
    bool indicator;
    bool added;
    bool removed;
    struct list fields; /* of struct plan_field_change */
};
extern const struct shape plan_change_shape;

/* Of struct plan_change: what the second has new or different in its order,
 * then what it has no more. */
struct list plan_changes(struct arena *a, enum lang lang,
                         const struct plan_content *before,
                         const struct plan_content *after);

#endif
