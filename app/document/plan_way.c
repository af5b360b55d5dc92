#include "document/plan_way.h"

#include "domain/way.h"

/* -- opening --------------------------------------------------------------- */

struct earliest {
    struct date on;
};
static const struct field earliest_fields[] = {FIELD(struct earliest, on)};
static const struct shape earliest_shape =
    SHAPE(struct earliest, earliest_fields);

struct stmt plan_way_sql_earliest = {
    .sql = "SELECT MAX(effective_on) AS `on` FROM edition"
           " WHERE plan = ? AND state = 'approved'",
    .params = 1,
    .row = &earliest_shape,
};

enum err plan_way_earliest(struct db *db, int64_t plan, struct date *out)
{
    struct earliest row;

    TRY(db_one(db, &plan_way_sql_earliest, &row, V(plan)));
    *out = row.on;
    return OK;
}

/* A mandate is agreed by a director who does not hold it, then by the
 * authority; anything else by a director. */
static struct list usual_steps(const struct plan_way *way)
{
    bool mandate = str_is(way->head.kind, "mandate");
    struct plan_step *steps = NEW_N(way->arena, struct plan_step, 2);

    steps[0] =
        (struct plan_step){.step = 1, .role = S("director"), .signatures = 1};
    steps[1] =
        (struct plan_step){.step = 2, .role = S("authority"), .signatures = 1};
    return (struct list){steps, mandate ? 2 : 1, &plan_step_shape};
}

static enum err read_steps(struct db *db, struct plan_way *way)
{
    bool shown = way->ever && (way->open || way->edition.edition == 0);

    if (shown)
        TRY(submission_steps(db, way->last.id, &way->steps));
    else
        TRY(plan_steps(db, way->head.id, &way->steps));
    if (way->steps.count == 0)
        way->steps = usual_steps(way);
    for (size_t i = 0; i < way->steps.count; i++)
        if (date_given(LIST_AT(struct plan_step, way->steps, i)->done_on))
            way->at = i + 1;
    return OK;
}

enum err plan_way_open(struct db *db, struct arena *a, int64_t plan,
                       int64_t account, struct date today, struct plan_way *way)
{
    struct approval_people people;
    enum err err;

    *way = (struct plan_way){.arena = a, .account = account, .today = today};
    TRY(plan_rights(db, plan, account, today, &way->rights));
    TRY(plan_head(db, plan, account, today, &way->head));
    err = plan_draft(db, &way->head, &way->edition);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    err = submission_last(db, plan, &way->last);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    way->ever = err == OK;
    way->open = way->ever && str_is(way->last.state, "open");
    TRY(read_steps(db, way));
    if (way->ever) {
        TRY(submission_acts(db, way->last.id, &way->acts));
        TRY(submission_remarks(db, way->last.id, &way->remarks));
    }
    TRY(approval_people(db, plan, today, &people));
    way->approvers = people.approvers;
    return plan_editors(db, plan, way->edition.edition, &way->editors);
}

/* -- who has it now -------------------------------------------------------- */

struct date plan_way_suspended(const struct plan_way *way)
{
    const struct plan_step *before;
    struct date until;

    if (!way->open || way->at == 0)
        return DATE_NONE;
    before = LIST_AT(struct plan_step, way->steps, way->at - 1);
    until = date_add_days(before->done_on, before->term_days);
    return before->term_days > 0 && date_cmp(way->today, until) <= 0
               ? until
               : DATE_NONE;
}

const struct plan_step *plan_way_step(const struct plan_way *way)
{
    if (!way->open || way->at >= way->steps.count ||
        date_given(plan_way_suspended(way)))
        return NULL;
    return LIST_AT(struct plan_step, way->steps, way->at);
}

/* Those who made, changed or submitted it, and those who agreed. */
static size_t barred(const struct plan_way *way, int64_t *out)
{
    size_t n = 0;

    out[n++] = way->last.submitted_by;
    for (size_t i = 0; i < way->editors.count; i++)
        out[n++] = LIST_AT(struct plan_editor, way->editors, i)->account;
    for (size_t i = 0; i < way->acts.count; i++) {
        const struct submission_act *act =
            LIST_AT(struct submission_act, way->acts, i);

        if (act->recorded)
            continue;
        out[n++] = act->account;
        if (act->behind)
            out[n++] = act->behind;
    }
    return n;
}

struct list plan_way_asked(const struct plan_way *way)
{
    size_t n = way->approvers.count;
    const struct plan_step *step = plan_way_step(way);
    struct candidate *candidates = NEW_N(way->arena, struct candidate, n + 1);
    bool *chosen = NEW_N(way->arena, bool, n + 1);
    int64_t *out = NEW_N(way->arena, int64_t,
                         way->editors.count + 2 * way->acts.count + 1);
    struct approver *asked = NEW_N(way->arena, struct approver, n + 1);
    struct list list = {asked, 0, way->approvers.shape};

    if (step == NULL)
        return list;
    for (size_t i = 0; i < n; i++) {
        const struct approver *k = LIST_AT(struct approver, way->approvers, i);

        candidates[i] = (struct candidate){k->account,  k->behind, k->authority,
                                           k->excepted, k->holder, k->depth};
    }
    (void)step_deciders(step_role_parse(step->role), step->signatures,
                        candidates, n, out, barred(way, out),
                        str_is(way->head.kind, "mandate"), chosen);
    for (size_t i = 0; i < n; i++)
        if (chosen[i])
            asked[list.count++] = *LIST_AT(struct approver, way->approvers, i);
    return list;
}

bool plan_way_waits(const struct plan_way *way, int64_t account,
                    int64_t *behind)
{
    struct list asked = plan_way_asked(way);
    bool waits = false;

    for (size_t i = 0; i < asked.count; i++) {
        const struct approver *k = LIST_AT(struct approver, asked, i);

        if (k->account != account || (waits && k->behind != 0))
            continue;
        waits = true;
        *behind = k->behind;
    }
    return waits;
}

bool plan_way_records(const struct plan_way *way)
{
    return plan_way_step(way) && (way->rights.enters || way->rights.controls);
}

bool plan_way_concludes(const struct plan_way *way)
{
    return way->open && way->at == way->steps.count &&
           !date_given(plan_way_suspended(way)) &&
           (way->rights.controls || way->rights.decides) &&
           way->last.submitted_by != way->account;
}
