/* What is incomplete or odd in an edition, before it is submitted. Nothing of
 * it forbids: real plans are so, and who approves sees it. */
#ifndef DOCUMENT_PLAN_CHECKS_H
#define DOCUMENT_PLAN_CHECKS_H

#include "store/plan.h"
#include "view/view.h"

struct plan_check {
    int64_t item;
    struct str ref;
    struct str name;
    struct str text; /* what is wrong, in the reader's language */
};
extern const struct shape plan_check_shape;

/* Of struct plan_check, item by item in the order of the plan. */
struct list plan_checks(struct arena *a, enum lang lang,
                        const struct plan_content *content);

#endif
