/* A change of a plan on screen goes into its draft; an approved edition is
 * never written. */
#ifndef DOCUMENT_PLAN_EDIT_H
#define DOCUMENT_PLAN_EDIT_H

#include "store/plan.h"
#include "store/submission.h"

/* The edition a change would begin from: the draft, else the youngest approved
 * one. ERR_NOT_FOUND: none. */
NODISCARD enum err plan_edit_from(struct db *db, int64_t plan,
                                  int64_t *edition);

/* The draft that takes a change of the account's: the plan's own, which does
 * not wait for approval any more, or a copy of what was approved. Once a
 * transaction, before the first change; ends with a decision when a submission
 * was dropped. */
NODISCARD enum err plan_edit_begin(struct db *db, struct arena *a, int64_t plan,
                                   int64_t account, struct instant now,
                                   int64_t *edition);

/* Only in a draft; else ERR_CONFLICT. Empty texts are not given. */
NODISCARD enum err plan_item_set(struct db *db, int64_t plan, int64_t edition,
                                 const struct plan_item *item);
NODISCARD enum err plan_indicator_set(struct db *db, int64_t plan,
                                      int64_t edition,
                                      const struct plan_indicator *indicator);

/* For PAGE's list. */
extern struct stmt plan_edit_sql_from, plan_edit_sql_item,
    plan_edit_sql_indicator;

#endif
