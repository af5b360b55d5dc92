#include "store/duty.h"

#include "store/scope.h"

static const struct field returned_fields[] = {
    FIELD(struct duty_returned, plan),    FIELD(struct duty_returned, period),
    FIELD(struct duty_returned, measure), FIELD(struct duty_returned, ref),
    FIELD(struct duty_returned, name_fr), FIELD(struct duty_returned, name_nl),
    FIELD(struct duty_returned, reason),  FIELD(struct duty_returned, by),
    FIELD(struct duty_returned, at),      FIELD(struct duty_returned, mine),
};
static const struct shape returned_shape =
    SHAPE(struct duty_returned, returned_fields);

struct stmt duty_sql_returned = {
    .sql = "SELECT r.plan, r.period, r.measure, COALESCE(i.ref, t.ref) AS ref,"
           " COALESCE(i.description_fr, t.title_fr) AS name_fr,"
           " COALESCE(i.description_nl, t.title_nl) AS name_nl,"
           " w.body AS reason, a.name AS `by`, r.decided_at AS at,"
           " COALESCE(r.submitted_by = ?, FALSE) AS mine"
           " FROM result r JOIN plan p ON p.id = r.plan"
           " JOIN measure m ON m.id = r.measure"
           " LEFT JOIN edition_indicator i ON i.plan = r.plan"
           " AND i.edition = r.edition AND i.id = r.measure"
           " LEFT JOIN edition_item t ON t.plan = r.plan"
           " AND t.edition = r.edition AND t.id = COALESCE(i.item, m.item)"
           " LEFT JOIN result_text w ON w.plan = r.plan"
           " AND w.period = r.period AND w.measure = r.measure"
           " AND w.field = 'return_reason' AND w.lang = ''"
           " LEFT JOIN account a ON a.id = r.decided_by"
           " WHERE r.state = 'returned' AND " MAY_ENTER(
               "p") " ORDER BY mine DESC, r.decided_at DESC, r.plan, r.measure "
                    "LIMIT 40",
    .params = 5,
    .row = &returned_shape,
};

/* What a statement reads of a duty. */
struct plan_row {
    int64_t plan;
    struct period period;
    struct date due_on;
    int64_t measures;
    int64_t entered;
    int64_t submitted;
};
static const struct field plan_fields[] = {
    FIELD(struct plan_row, plan),    FIELD(struct plan_row, period),
    FIELD(struct plan_row, due_on),  FIELD(struct plan_row, measures),
    FIELD(struct plan_row, entered), FIELD(struct plan_row, submitted),
};
static const struct shape plan_shape = SHAPE(struct plan_row, plan_fields);

/* Plans of entities that an open campaign still expects something of. */
#define OPEN_PLANS                                                             \
    "SELECT p.id AS plan, c.period, COALESCE(MAX(ce.due_on), c.due_on)"        \
    " AS due_on, SUM(s.measures) AS measures, SUM(s.entered) AS entered,"      \
    " SUM(s.submitted) AS submitted"                                           \
    " FROM campaign c JOIN plan p"                                             \
    " JOIN summary s ON s.plan = p.id AND s.period = c.period"                 \
    " LEFT JOIN campaign_entity ce ON ce.campaign = c.id"                      \
    " AND ce.entity = p.entity"                                                \
    " WHERE c.state = 'open'"                                                  \
    " AND COALESCE(ce.standing, 'due') IN ('due', 'late') AND "
#define BY_PLAN " GROUP BY p.id, c.id"

struct stmt duty_sql_enter = {
    .sql = OPEN_PLANS MAY_ENTER("p") BY_PLAN
    " HAVING measures > submitted ORDER BY due_on, p.id",
    .params = 4,
    .row = &plan_shape,
};

struct stmt duty_sql_translate = {
    .sql = OPEN_PLANS MAY_TRANSLATE("p") BY_PLAN
    " HAVING entered > 0 ORDER BY due_on, p.id",
    .params = 4,
    .row = &plan_shape,
};

struct name_row {
    struct str entity_fr;
    struct str entity_nl;
    struct str name_fr;
    struct str name_nl;
};
static const struct field name_fields[] = {
    FIELD(struct name_row, entity_fr),
    FIELD(struct name_row, entity_nl),
    FIELD(struct name_row, name_fr),
    FIELD(struct name_row, name_nl),
};
static const struct shape name_shape = SHAPE(struct name_row, name_fields);

/* Of a plan that one of the statements above found within scope. */
struct stmt duty_sql_name = {
    .sql = "SELECT e.name_fr AS entity_fr, e.name_nl AS entity_nl,"
           " COALESCE(x.section_fr, x.title_fr) AS name_fr,"
           " COALESCE(x.section_nl, x.title_nl) AS name_nl"
           " FROM plan p JOIN entity e ON e.id = p.entity"
           " JOIN edition x ON x.plan = p.id WHERE p.id = ?"
           " ORDER BY x.state = 'approved' DESC, x.edition DESC LIMIT 1",
    .params = 1,
    .row = &name_shape,
};

static enum err name_it(struct db *db, struct duty *duty)
{
    struct name_row name;

    TRY(db_one(db, &duty_sql_name, &name, V(duty->plan)));
    duty->entity_fr = name.entity_fr;
    duty->entity_nl = name.entity_nl;
    duty->name_fr = name.name_fr;
    duty->name_nl = name.name_nl;
    return OK;
}

enum err duties_returned(struct db *db, int64_t account, struct date today,
                         struct list *out)
{
    return db_all(db, &duty_sql_returned, out, V(account), V(account), V(today),
                  V(account), V(today));
}

enum err duties_to_enter(struct db *db, struct arena *a, int64_t account,
                         struct date today, struct list *out)
{
    struct list plans;
    struct duty *rows;

    TRY(db_all(db, &duty_sql_enter, &plans, V(account), V(today), V(account),
               V(today)));
    rows = NEW_N(a, struct duty, plans.count);
    *out = (struct list){rows, plans.count, NULL};
    for (size_t i = 0; i < plans.count; i++) {
        const struct plan_row *p = LIST_AT(struct plan_row, plans, i);
        rows[i] = (struct duty){
            .plan = p->plan,
            .period = p->period,
            .due_on = p->due_on,
            .count = p->measures - p->submitted,
            .of = p->measures,
        };
        TRY(name_it(db, &rows[i]));
    }
    return OK;
}

static enum err heap_count(struct db *db, struct arena *a, int64_t account,
                           struct date today, struct duty *heap)
{
    struct approvals ap;
    struct approval_turn turn;

    TRY(approvals_open(db, a, heap->plan, heap->period, today, &ap));
    for (size_t i = 0; i < ap.rs.count; i++) {
        const struct result_line *line = &ap.rs.lines[i];
        if (line->state != STATE_SUBMITTED ||
            !approval_waits(&ap, line, account, &turn))
            continue;
        heap->count++;
        if (!heap->oldest.s || line->submitted_at.s < heap->oldest.s)
            heap->oldest = line->submitted_at;
    }
    return OK;
}

enum err duties_to_approve(struct db *db, struct arena *a, int64_t account,
                           struct date today, struct list *out)
{
    struct list heaps;
    struct duty *rows;

    TRY(approval_heaps(db, account, today, &heaps));
    rows = NEW_N(a, struct duty, heaps.count);
    *out = (struct list){rows, 0, NULL};
    for (size_t i = 0; i < heaps.count; i++) {
        const struct approval_heap *h = LIST_AT(struct approval_heap, heaps, i);
        struct duty heap = {.plan = h->plan, .period = h->period};
        TRY(heap_count(db, a, account, today, &heap));
        if (heap.count == 0)
            continue;
        TRY(name_it(db, &heap));
        rows[out->count++] = heap;
    }
    return OK;
}

enum err duties_to_translate(struct db *db, struct arena *a, int64_t account,
                             struct date today, struct list *out)
{
    struct list plans;
    struct duty *rows;

    TRY(db_all(db, &duty_sql_translate, &plans, V(account), V(today),
               V(account), V(today)));
    rows = NEW_N(a, struct duty, plans.count);
    *out = (struct list){rows, 0, NULL};
    for (size_t i = 0; i < plans.count; i++) {
        const struct plan_row *p = LIST_AT(struct plan_row, plans, i);
        struct duty texts = {.plan = p->plan, .period = p->period};
        struct results rs;
        TRY(results_open(db, a, p->plan, p->period, true, &rs));
        for (size_t k = 0; k < rs.count; k++) {
            enum translation state = result_translation(a, &rs.lines[k]);
            texts.count += state == TRANSLATION_MISSING;
            texts.outdated += state == TRANSLATION_OUTDATED;
        }
        if (texts.count + texts.outdated == 0)
            continue;
        TRY(name_it(db, &texts));
        rows[out->count++] = texts;
    }
    return OK;
}

enum err duties_campaigns(struct db *db, struct arena *a, int64_t account,
                          struct date today, struct list *out)
{
    struct list all, entities;
    struct duty *rows;

    TRY(campaigns(db, &all));
    rows = NEW_N(a, struct duty, all.count);
    *out = (struct list){rows, 0, NULL};
    for (size_t i = 0; i < all.count; i++) {
        const struct campaign *c = LIST_AT(struct campaign, all, i);
        struct duty duty = {
            .campaign = c->id, .period = c->period, .due_on = c->due_on};
        if (!str_is(c->state, "open"))
            continue;
        TRY(campaign_entities(db, c, account, today, &entities));
        for (size_t k = 0; k < entities.count; k++) {
            const struct campaign_entity *e =
                LIST_AT(struct campaign_entity, entities, k);
            bool expected = campaign_expects(e->standing);
            duty.of += expected;
            duty.count += expected && e->submitted < e->measures;
        }
        rows[out->count++] = duty;
    }
    return OK;
}
