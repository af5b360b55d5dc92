#include "document/importing.h"

#include "document/edition.h"
#include "document/export.h"
#include "document/plan_way.h"
#include "store/decision.h"
#include "store/entity.h"
#include "store/obligation.h"

#define EACH_ROW(im, s, row)                                                   \
    for (struct row *row = (im)->w->sheets[s].at,                              \
                    *row##_end = row + (im)->w->sheets[s].count;               \
         row < row##_end; row++)

/* -- what changed ---------------------------------------------------------- */

static bool differs(enum sheet s, const struct row *row)
{
    if (!row->old || !row->old->here)
        return true;
    for (size_t c = 0; c < sheet_tables[s].width; c++)
        if (!str_eq(row->cell[c], row->old->cell[c]))
            return true;
    return false;
}

void import_mark(struct importing *im)
{
    for (size_t s = 0; s < SHEET_COUNT; s++) {
        struct import_count *count = &im->report->sheets[s];

        EACH_ROW(im, s, row)
        {
            row->changed = differs((enum sheet)s, row);
            count->rows++;
            count->created += !row->old;
            count->changed += row->old && row->changed;
        }
    }
}

static bool any_changed(const struct importing *im, enum sheet s)
{
    EACH_ROW(im, s, row)
    {
        if (row->changed)
            return true;
    }
    return false;
}

/* -- entities -------------------------------------------------------------- */

static enum err write_entities(struct importing *im)
{
    if (!any_changed(im, SHEET_ENTITIES))
        return OK;
    EACH_ROW(im, SHEET_ENTITIES, row)
    {
        if (!row->id)
            TRY(import_new_entity(im, row));
    }
    EACH_ROW(im, SHEET_ENTITIES, row)
    {
        if (row->changed)
            TRY(import_write_entity(im, row));
    }
    return entity_tree_rebuild(im->db);
}

/* -- editions -------------------------------------------------------------- */

/* Sheets whose rows are part of an edition. */
static const enum sheet in_editions[] = {
    SHEET_PLANS, SHEET_ITEMS, SHEET_INDICATORS, SHEET_DEADLINES, SHEET_TARGETS};
enum { IN_EDITIONS = sizeof(in_editions) / sizeof(*in_editions) };

/* The draft that takes a plan's changes: its own, which does not wait for
 * approval any more, or a copy of what was approved last. */
static enum err draft_of(struct importing *im, const struct row *row)
{
    struct plan_work *plan = import_plan(im, row->plan);

    if (plan->edition)
        return OK;
    plan->edition = plan->latest;
    if (plan->latest > 0 && !str_is(plan->state, "approved")) {
        TRY(plan_way_drop(im->db, im->a, plan->id, im->o->as, im->o->now));
        TRY(edition_touch(im->db, plan->id, plan->edition));
        return plan_edited(im->db, plan->id, plan->edition, im->o->as);
    }
    plan->edition = plan->latest + 1;
    im->report->drafts += plan->latest > 0;
    if (plan->latest == 0)
        return edition_begin(im->db, plan->id, im->o->as);
    return edition_copy(im->db, plan->id, plan->latest, plan->edition,
                        im->o->as);
}

static enum err write_plans(struct importing *im)
{
    EACH_ROW(im, SHEET_PLANS, row)
    {
        if (!row->old)
            TRY(import_new_plan(im, row));
    }
    for (size_t i = 0; i < IN_EDITIONS; i++)
        EACH_ROW(im, in_editions[i], row)
        {
            if (row->changed)
                TRY(draft_of(im, row));
        }
    if (im->w->problems.errors)
        return ERR_INPUT;
    EACH_ROW(im, SHEET_PLANS, row)
    {
        if (row->changed)
            TRY(import_write_plan(im, row));
    }
    return OK;
}

/* -- the rest -------------------------------------------------------------- */

static enum err write_sheet(struct importing *im, enum sheet s)
{
    EACH_ROW(im, s, row)
    {
        if (row->changed)
            TRY(import_identify(im, s, row));
    }
    EACH_ROW(im, s, row)
    {
        if (row->changed)
            TRY(import_write_row(im, s, row));
    }
    return OK;
}

/* A chain may run through plans in any order: until nothing moves, and never
 * longer than there are plans. */
static enum err settle_lineages(struct importing *im)
{
    int64_t moved = 1;

    for (size_t turn = 0; moved && turn < im->plan_count; turn++) {
        moved = 0;
        for (size_t i = 0; i < im->plan_count; i++)
            if (im->plans[i].edition)
                TRY(edition_lineage(im->db, im->plans[i].id,
                                    im->plans[i].edition, &moved));
    }
    return OK;
}

static enum err settle_plans(struct importing *im)
{
    for (size_t i = 0; i < im->plan_count; i++)
        if (im->plans[i].edition)
            TRY(edition_settle(im->db, im->a, im->plans[i].id,
                               im->plans[i].edition));
    return settle_lineages(im);
}

/* -- history --------------------------------------------------------------- */

/* Starts when the plan does; else with the first period it has results of. */
static struct date starts_on(struct importing *im, const struct plan_work *plan)
{
    const struct row *own = workbook_row(im->w, SHEET_PLANS, plan->key);
    struct date first = DATE_NONE;
    struct period p;

    if (own && date_parse(own->cell[PLANS_starts_on], &first) == OK &&
        date_given(first))
        return first;
    EACH_ROW(im, SHEET_RESULTS, row)
    {
        if (!str_eq(row->plan, plan->key) ||
            period_parse(row->cell[RESULTS_period], &p) != OK)
            continue;
        if (!date_given(first) || date_cmp(period_first(p), first) < 0)
            first = period_first(p);
    }
    return first;
}

static bool has_history(const struct importing *im,
                        const struct plan_work *plan)
{
    EACH_ROW(im, SHEET_RESULTS, row)
    {
        if (str_eq(row->plan, plan->key) &&
            (str_is(row->cell[RESULTS_state], "approved") ||
             str_is(row->cell[RESULTS_state], "locked")))
            return true;
    }
    return false;
}

static enum err record_approved(struct importing *im, struct plan_work *plan)
{
    int64_t edition = plan->edition ? plan->edition : plan->latest;
    struct hash hash;
    struct decision decision = {
        .plan = plan->id,
        .act = S("approve"),
        .account = im->o->confirmed_by,
        .object = S("plan"),
        .key = plan->key,
        .content = &hash,
    };

    TRY(export_hash(im->db, im->a, plan->id, &hash));
    TRY(edition_approve(im->db, plan->id, edition, starts_on(im, plan),
                        im->o->now, &hash));
    return decision_add(im->db, im->a, im->o->now, &decision);
}

/* A plan never approved whose results were: it was, and who confirms them says
 * so. */
static enum err record_history(struct importing *im)
{
    if (!im->o->confirmed_by)
        return OK;
    for (size_t i = 0; i < im->plan_count; i++) {
        struct plan_work *plan = &im->plans[i];

        bool open = !plan->approved && plan->made_by != im->o->confirmed_by &&
                    !str_is(plan->state, "submitted");

        if (open && has_history(im, plan))
            TRY(record_approved(im, plan));
    }
    return OK;
}

/* Calendars are shared, so every plan that runs looks at its dates again. */
static enum err follow(struct importing *im)
{
    struct list plans;
    int64_t changed = 0;

    if (!any_changed(im, SHEET_CALENDARS) &&
        !any_changed(im, SHEET_OCCURRENCES))
        return OK;
    TRY(obligation_plans(im->db, &plans));
    return obligations_follow(im->db, im->a, plans, im->o->today, &changed);
}

enum err import_write(struct importing *im)
{
    TRY(write_entities(im));
    TRY(write_plans(im));
    for (size_t s = SHEET_HOLDERS; s < SHEET_COUNT; s++)
        if (s != SHEET_RESULTS)
            TRY(write_sheet(im, (enum sheet)s));
    TRY(settle_plans(im));
    TRY(record_history(im));
    return follow(im);
}
