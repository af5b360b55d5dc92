/* One objective and its indicators as a form shows them. */
#ifndef DOCUMENT_ITEM_FORM_H
#define DOCUMENT_ITEM_FORM_H

#include "document/plan_edit.h"

struct item_form_row {
    int64_t id;
    struct str description_fr, description_nl, unit;
    struct dec red, green, target, weight;
    bool figures; /* thresholds and targets are numbers */
};
struct item_form {
    int64_t id, item;
    struct str ref, title_fr, title_nl, owner;
    struct dec red_threshold, green_threshold;
    struct str shown; /* digest of what is shown */
    struct list rows;
};
extern const struct shape item_form_shape;

/* As the draft has it, else the edition approved last. ERR_NOT_FOUND: no such
 * item, or the account does not enter the plan. */
NODISCARD enum err item_form_read(struct db *db, struct arena *a, int64_t plan,
                                  int64_t item, int64_t account,
                                  struct date today, struct item_form *out);

#endif
