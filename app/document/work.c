#include "document/work.h"

static const struct field returned_fields[] = {
    FIELD(struct work_returned, plan),    FIELD(struct work_returned, period),
    FIELD(struct work_returned, measure), FIELD(struct work_returned, ref),
    FIELD(struct work_returned, name),    FIELD(struct work_returned, reason),
    FIELD(struct work_returned, by),      FIELD(struct work_returned, at),
};
const struct shape work_returned_shape =
    SHAPE(struct work_returned, returned_fields);

static const struct field task_fields[] = {
    FIELD(struct work_task, plan),      FIELD(struct work_task, campaign),
    FIELD(struct work_task, name),      FIELD(struct work_task, entity),
    FIELD(struct work_task, period),    FIELD(struct work_task, count),
    FIELD(struct work_task, of),        FIELD(struct work_task, outdated),
    FIELD(struct work_task, due_on),    FIELD(struct work_task, days_left),
    FIELD(struct work_task, days_late), FIELD(struct work_task, oldest),
};
const struct shape work_task_shape = SHAPE(struct work_task, task_fields);

struct list work_returned(struct arena *a, enum lang lang, struct list rows)
{
    struct work_returned *out = NEW_N(a, struct work_returned, rows.count);

    for (size_t i = 0; i < rows.count; i++) {
        const struct duty_returned *r = LIST_AT(struct duty_returned, rows, i);
        out[i] = (struct work_returned){
            .plan = r->plan,
            .period = r->period,
            .measure = r->measure,
            .ref = r->ref,
            .name = said_in(lang, r->name_fr, r->name_nl).text,
            .reason = r->reason,
            .by = r->by,
            .at = r->at,
        };
    }
    return (struct list){out, rows.count, &work_returned_shape};
}

static struct work_task task_of(enum lang lang, struct date today,
                                const struct duty *d)
{
    int64_t days = date_days(d->due_on) - date_days(today);
    bool dated = date_given(d->due_on);

    return (struct work_task){
        .plan = d->plan,
        .campaign = d->campaign,
        .name = said_in(lang, d->name_fr, d->name_nl).text,
        .entity = said_in(lang, d->entity_fr, d->entity_nl).text,
        .period = d->period,
        .count = d->count,
        .of = d->of,
        .outdated = d->outdated,
        .due_on = d->due_on,
        .days_left = dated && days > 0 ? days : 0,
        .days_late = dated && days < 0 ? -days : 0,
        .oldest = d->oldest,
    };
}

struct list work_tasks(struct arena *a, enum lang lang, struct date today,
                       struct list rows)
{
    struct work_task *out = NEW_N(a, struct work_task, rows.count);

    for (size_t i = 0; i < rows.count; i++)
        out[i] = task_of(lang, today, LIST_AT(struct duty, rows, i));
    return (struct list){out, rows.count, &work_task_shape};
}
