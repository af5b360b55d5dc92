#include "document/plan_tasks.h"

#include "document/plan_words.h"
#include "store/scope.h"

static const struct field task_fields[] = {
    FIELD(struct plan_task, plan),     FIELD(struct plan_task, name),
    FIELD(struct plan_task, by),       FIELD(struct plan_task, at),
    FIELD(struct plan_task, returned),
};
const struct shape plan_task_shape = SHAPE(struct plan_task, task_fields);

struct found {
    int64_t plan;
    bool returned;
};
static const struct field found_fields[] = {
    FIELD(struct found, plan),
    FIELD(struct found, returned),
};
static const struct shape found_shape = SHAPE(struct found, found_fields);

/* The youngest submission of each plan, where it is on its way within reach of
 * who decides, or came back to who enters. */
struct stmt plan_tasks_sql = {
    .sql = "SELECT p.id AS plan, s.state = 'returned' AS returned"
           " FROM submission s JOIN plan p ON p.id = s.plan"
           " JOIN edition e ON e.plan = s.plan AND e.edition = s.edition"
           " WHERE s.state IN ('open','returned') AND e.state <> 'approved'"
           " AND s.id = (SELECT MAX(y.id) FROM submission y"
           "  WHERE y.plan = s.plan)"
           " AND IF(s.state = 'open', " REACHES_PLAN(
               "'director','authority'",
               "p") ", " MAY_ENTER("p") ") ORDER BY returned, s.id LIMIT 50",
    .params = 8,
    .row = &found_shape,
};

enum err plan_tasks(struct db *db, struct arena *a, enum lang lang,
                    int64_t account, struct date today, struct list *out)
{
    struct list found;
    struct plan_task *tasks;

    TRY(db_all(db, &plan_tasks_sql, &found, V(account), V(today), V(account),
               V(today), V(account), V(today), V(account), V(today)));
    tasks = NEW_N(a, struct plan_task, found.count + 1);
    *out = (struct list){tasks, 0, &plan_task_shape};
    for (size_t i = 0; i < found.count; i++) {
        const struct found *f = LIST_AT(struct found, found, i);
        struct plan_way way;
        int64_t behind;

        TRY(plan_way_open(db, a, f->plan, account, today, &way));
        if (!f->returned && !plan_way_waits(&way, account, &behind))
            continue;
        tasks[out->count++] = (struct plan_task){
            .plan = f->plan,
            .name = plan_name(a, lang, way.head.code, &way.edition),
            .by = f->returned ? way.last.ender : way.last.submitter,
            .at = f->returned ? way.last.ended_at : way.last.submitted_at,
            .returned = f->returned,
        };
    }
    return OK;
}
