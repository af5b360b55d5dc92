/* What a plan holds, counted and said in words: the line under its title. */
#ifndef DOCUMENT_PLAN_COUNTS_H
#define DOCUMENT_PLAN_COUNTS_H

#include "store/plan.h"
#include "view/view.h"

struct plan_count {
    struct str text;   /* "38 targets" */
    struct str detail; /* "18 numbered" */
};
extern const struct shape plan_count_shape;

struct list plan_counts(struct arena *a, enum lang lang,
                        const struct plan_content *content,
                        const struct plan_results *results,
                        const struct plan_series *series);

#endif
