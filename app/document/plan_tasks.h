/* The plans that wait for somebody, for their work page. */
#ifndef DOCUMENT_PLAN_TASKS_H
#define DOCUMENT_PLAN_TASKS_H

#include "document/plan_way.h"
#include "view/view.h"

struct plan_task {
    int64_t plan;
    struct str name;
    struct str by; /* who submitted or returned it */
    struct instant at;
    bool returned; /* to who enters it; else waits for the decision */
};
extern const struct shape plan_task_shape;

/* Of struct plan_task: waiting first, the oldest first; at most 50 are looked
 * at. */
NODISCARD enum err plan_tasks(struct db *db, struct arena *a, enum lang lang,
                              int64_t account, struct date today,
                              struct list *out);

/* For PAGE's list. */
extern struct stmt plan_tasks_sql;
#define PLAN_TASKS_SQL &plan_tasks_sql, PLAN_WAY_SQL

#endif
