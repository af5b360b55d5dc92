#include "store/plan.h"

#include "store/scope.h"

static const struct field head_fields[] = {
    FIELD(struct plan_head, id),        FIELD(struct plan_head, code),
    FIELD(struct plan_head, kind),      FIELD(struct plan_head, entity),
    FIELD(struct plan_head, entity_fr), FIELD(struct plan_head, entity_nl),
    FIELD(struct plan_head, closed_on), FIELD(struct plan_head, reads_drafts),
};
static const struct shape head_shape = SHAPE(struct plan_head, head_fields);

struct stmt plan_head_of = {
    .sql = "SELECT p.id, p.code, p.kind, p.entity, e.name_fr AS entity_fr,"
           " e.name_nl AS entity_nl, p.closed_on,"
           " " MAY_WORK_ON_PLAN(
               "p") " AS reads_drafts"
                    " FROM plan p JOIN entity e ON e.id = p.entity"
                    " WHERE p.id = ? AND " MAY_READ_PLAN("p"),
    .params = 9,
    .row = &head_shape,
};

#define EDITION_COLUMNS                                                        \
    " edition, state, effective_on, section_fr, section_nl, title_fr,"         \
    " title_nl, function_fr, function_nl, grade, holder, period_text,"         \
    " starts_on, mid_evaluation_on, ends_on, authority_fr, authority_nl,"      \
    " legal_basis_fr, legal_basis_nl, note"

static const struct field edition_fields[] = {
    FIELD(struct plan_edition, edition),
    FIELD(struct plan_edition, state),
    FIELD(struct plan_edition, effective_on),
    FIELD(struct plan_edition, section_fr),
    FIELD(struct plan_edition, section_nl),
    FIELD(struct plan_edition, title_fr),
    FIELD(struct plan_edition, title_nl),
    FIELD(struct plan_edition, function_fr),
    FIELD(struct plan_edition, function_nl),
    FIELD(struct plan_edition, grade),
    FIELD(struct plan_edition, holder),
    FIELD(struct plan_edition, period_text),
    FIELD(struct plan_edition, starts_on),
    FIELD(struct plan_edition, mid_evaluation_on),
    FIELD(struct plan_edition, ends_on),
    FIELD(struct plan_edition, authority_fr),
    FIELD(struct plan_edition, authority_nl),
    FIELD(struct plan_edition, legal_basis_fr),
    FIELD(struct plan_edition, legal_basis_nl),
    FIELD(struct plan_edition, note),
    FIELD(struct plan_edition, in_force),
};
static const struct shape edition_shape =
    SHAPE(struct plan_edition, edition_fields);

/* The head row, read first, decided that the account reaches the plan. */
struct stmt plan_edition_on = {
    .sql = "SELECT" EDITION_COLUMNS ", state = 'approved'"
           " AND COALESCE(effective_on, '1000-01-01') <= ? AS in_force"
           " FROM edition WHERE plan = ? AND (state = 'approved' OR ?)"
           " ORDER BY in_force DESC, state = 'approved' DESC,"
           " IF(in_force, effective_on, NULL) DESC, effective_on,"
           " edition DESC LIMIT 1",
    .params = 3,
    .row = &edition_shape,
};

struct stmt plan_draft_of = {
    .sql = "SELECT" EDITION_COLUMNS ", FALSE AS in_force FROM edition"
           " WHERE plan = ? AND state <> 'approved' AND ?"
           " ORDER BY edition DESC LIMIT 1",
    .params = 2,
    .row = &edition_shape,
};

static const struct field item_fields[] = {
    FIELD(struct plan_item, id),
    FIELD(struct plan_item, parent),
    FIELD(struct plan_item, depth),
    FIELD(struct plan_item, kind),
    FIELD(struct plan_item, ref),
    FIELD(struct plan_item, title_fr),
    FIELD(struct plan_item, title_nl),
    FIELD(struct plan_item, front_title_fr),
    FIELD(struct plan_item, front_title_nl),
    FIELD(struct plan_item, owner),
    FIELD(struct plan_item, budget_refs),
    FIELD(struct plan_item, red),
    FIELD(struct plan_item, red_op),
    FIELD(struct plan_item, green),
    FIELD(struct plan_item, green_op),
    FIELD(struct plan_item, status),
    FIELD(struct plan_item, starts_on),
    FIELD(struct plan_item, ends_on),
    FIELD(struct plan_item, partners),
    FIELD(struct plan_item, tags),
    FIELD(struct plan_item, note),
};
static const struct shape item_shape = SHAPE(struct plan_item, item_fields);

struct stmt plan_items_of = {
    .sql = "SELECT id, parent, depth, kind, ref, title_fr, title_nl,"
           " front_title_fr, front_title_nl, owner, budget_refs, red, red_op,"
           " green, green_op, status, starts_on, ends_on, partners, tags, note"
           " FROM edition_item WHERE plan = ? AND edition = ?"
           " ORDER BY position",
    .params = 2,
    .row = &item_shape,
};

static const struct field indicator_fields[] = {
    FIELD(struct plan_indicator, id),
    FIELD(struct plan_indicator, item),
    FIELD(struct plan_indicator, parent),
    FIELD(struct plan_indicator, ref),
    FIELD(struct plan_indicator, description_fr),
    FIELD(struct plan_indicator, description_nl),
    FIELD(struct plan_indicator, type),
    FIELD(struct plan_indicator, unit),
    FIELD(struct plan_indicator, direction),
    FIELD(struct plan_indicator, red),
    FIELD(struct plan_indicator, red_op),
    FIELD(struct plan_indicator, green),
    FIELD(struct plan_indicator, green_op),
    FIELD(struct plan_indicator, baseline),
    FIELD(struct plan_indicator, target),
    FIELD(struct plan_indicator, target_period),
    FIELD(struct plan_indicator, weight),
    FIELD(struct plan_indicator, threshold_text_fr),
    FIELD(struct plan_indicator, threshold_text_nl),
    FIELD(struct plan_indicator, responsible),
    FIELD(struct plan_indicator, note),
};
static const struct shape indicator_shape =
    SHAPE(struct plan_indicator, indicator_fields);

struct stmt plan_indicators_of = {
    .sql = "SELECT id, item, parent, ref, description_fr, description_nl, type,"
           " unit, direction, red, red_op, green, green_op, baseline, target,"
           " target_period, weight, threshold_text_fr, threshold_text_nl,"
           " responsible, note"
           " FROM edition_indicator WHERE plan = ? AND edition = ?"
           " ORDER BY item, position",
    .params = 2,
    .row = &indicator_shape,
};

static const struct field deadline_fields[] = {
    FIELD(struct plan_deadline, id),
    FIELD(struct plan_deadline, item),
    FIELD(struct plan_deadline, code),
    FIELD(struct plan_deadline, part_fr),
    FIELD(struct plan_deadline, part_nl),
    FIELD(struct plan_deadline, text_fr),
    FIELD(struct plan_deadline, text_nl),
    FIELD(struct plan_deadline, kind),
    FIELD(struct plan_deadline, due_on),
    FIELD(struct plan_deadline, due_precision),
    FIELD(struct plan_deadline, confirmed),
};
static const struct shape deadline_shape =
    SHAPE(struct plan_deadline, deadline_fields);

struct stmt plan_deadlines_of = {
    .sql = "SELECT d.id, d.item, k.code, d.part_fr, d.part_nl, d.text_fr,"
           " d.text_nl, COALESCE(r.kind, d.kind) AS kind,"
           " IF(r.id IS NULL, d.due_on, r.due_on) AS due_on,"
           " IF(r.id IS NULL, d.due_precision, r.due_precision)"
           " AS due_precision, r.id IS NOT NULL AS confirmed"
           " FROM edition_deadline d JOIN deadline k ON k.id = d.id"
           " LEFT JOIN deadline_rule r ON r.deadline = d.id AND r.part = 1"
           " AND r.state = 'confirmed' AND r.words ="
           " UNHEX(SHA2(CONCAT(COALESCE(d.text_fr, ''), '\n',"
           " COALESCE(d.text_nl, '')), 256))"
           " WHERE d.plan = ? AND d.edition = ?"
           " ORDER BY d.item, d.sort, k.code",
    .params = 2,
    .row = &deadline_shape,
};

static const struct field intro_fields[] = {
    FIELD(struct plan_intro, item),
    FIELD(struct plan_intro, intro_fr),
    FIELD(struct plan_intro, intro_nl),
};
static const struct shape intro_shape = SHAPE(struct plan_intro, intro_fields);

struct stmt plan_intros_of = {
    .sql = "SELECT item, MAX(IF(lang = 'fr', body, NULL)) AS intro_fr,"
           " MAX(IF(lang = 'nl', body, NULL)) AS intro_nl"
           " FROM edition_text WHERE plan = ? AND edition = ?"
           " AND field = 'intro' GROUP BY item ORDER BY item",
    .params = 2,
    .row = &intro_shape,
};

static const struct field maturity_fields[] = {
    FIELD(struct plan_maturity, item),
    FIELD(struct plan_maturity, current_level),
    FIELD(struct plan_maturity, target_level),
};
static const struct shape maturity_shape =
    SHAPE(struct plan_maturity, maturity_fields);

struct stmt plan_maturity_of = {
    .sql = "SELECT m.item, m.current_level, m.target_level"
           " FROM item i JOIN maturity m ON m.item = i.id"
           " WHERE i.plan = ? ORDER BY m.item, m.assessed_on",
    .params = 1,
    .row = &maturity_shape,
};

static const struct field results_fields[] = {
    FIELD(struct plan_results, objectives),
    FIELD(struct plan_results, objectives_number),
    FIELD(struct plan_results, indicators),
    FIELD(struct plan_results, indicators_number),
};
static const struct shape results_shape =
    SHAPE(struct plan_results, results_fields);

/* Parameters: reads drafts, now, plan. */
struct stmt plan_results_of = {
    .sql = "SELECT COALESCE(SUM(m.kind = 'item'), 0) AS objectives,"
           " COALESCE(SUM(m.kind = 'item' AND r.value IS NOT NULL), 0)"
           " AS objectives_number,"
           " COALESCE(SUM(m.kind = 'indicator'), 0) AS indicators,"
           " COALESCE(SUM(m.kind = 'indicator' AND r.value IS NOT NULL), 0)"
           " AS indicators_number"
           " FROM result r JOIN measure m ON m.id = r.measure"
           " WHERE (? OR " RESULT_IS_PUBLIC("r") ") AND r.plan = ?",
    .params = 3,
    .row = &results_shape,
};

static const struct field series_fields[] = {
    FIELD(struct plan_series, series),
    FIELD(struct plan_series, missing),
    FIELD(struct plan_series, provisional),
};
static const struct shape series_shape =
    SHAPE(struct plan_series, series_fields);

struct stmt plan_series_of = {
    .sql = "SELECT COUNT(DISTINCT o.series) AS series,"
           " COALESCE(SUM(o.flag = 'missing'), 0) AS missing,"
           " COALESCE(SUM(o.flag = 'provisional'), 0) AS provisional"
           " FROM (SELECT series, flag FROM observation WHERE plan = ?"
           " UNION ALL SELECT x.series, x.flag FROM plan p"
           " JOIN entity_tree t ON t.ancestor = p.entity"
           " JOIN observation x ON x.entity = t.entity AND x.plan IS NULL"
           " WHERE p.id = ? AND p.kind = 'policy') o",
    .params = 2,
    .row = &series_shape,
};

static const struct field row_fields[] = {
    FIELD(struct plan_row, id),         FIELD(struct plan_row, kind),
    FIELD(struct plan_row, entity),     FIELD(struct plan_row, entity_fr),
    FIELD(struct plan_row, entity_nl),  FIELD(struct plan_row, title_fr),
    FIELD(struct plan_row, title_nl),   FIELD(struct plan_row, section_fr),
    FIELD(struct plan_row, section_nl), FIELD(struct plan_row, grade),
    FIELD(struct plan_row, holder),     FIELD(struct plan_row, period_text),
    FIELD(struct plan_row, state),      FIELD(struct plan_row, closed_on),
};
static const struct shape row_shape = SHAPE(struct plan_row, row_fields);

struct stmt plans_of_account = {
    .sql = "SELECT p.id, p.kind, p.entity, e.name_fr AS entity_fr,"
           " e.name_nl AS entity_nl, x.title_fr, x.title_nl, x.section_fr,"
           " x.section_nl, x.grade, x.holder, x.period_text, x.state,"
           " p.closed_on FROM plan p JOIN entity e ON e.id = p.entity"
           " JOIN edition x ON x.plan = p.id AND x.edition = ("
           "SELECT y.edition FROM edition y WHERE y.plan = p.id"
           " AND (y.state = 'approved' OR " MAY_WORK_ON_PLAN(
               "p") ")"
                    " ORDER BY y.state = 'approved'"
                    " AND COALESCE(y.effective_on, '1000-01-01') <= ? DESC,"
                    " y.edition DESC LIMIT 1)"
                    " WHERE " MAY_READ_PLAN("p") " ORDER BY e.position, e.id, "
                                                 "p.kind, x.title_fr, p.id",
    .params = 9,
    .row = &row_shape,
};

enum err plans_in_scope(struct db *db, int64_t account, struct date today,
                        struct list *out)
{
    return db_all(db, &plans_of_account, out, V(account), V(today), V(account),
                  V(today), V(today), V(account), V(today), V(account),
                  V(today));
}

enum err plan_head(struct db *db, int64_t plan, int64_t account,
                   struct date today, struct plan_head *out)
{
    return db_one(db, &plan_head_of, out, V(account), V(today), V(account),
                  V(today), V(plan), V(account), V(today), V(account),
                  V(today));
}

enum err plan_edition(struct db *db, const struct plan_head *head,
                      struct date on, struct plan_edition *out)
{
    return db_one(db, &plan_edition_on, out, V(on), V(head->id),
                  V(head->reads_drafts));
}

enum err plan_draft(struct db *db, const struct plan_head *head,
                    struct plan_edition *out)
{
    return db_one(db, &plan_draft_of, out, V(head->id), V(head->reads_drafts));
}

enum err plan_content(struct db *db, int64_t plan, int64_t edition,
                      struct plan_content *out)
{
    out->obligations = (struct list){0};
    out->today = DATE_NONE;
    TRY(db_all(db, &plan_items_of, &out->items, V(plan), V(edition)));
    TRY(db_all(db, &plan_indicators_of, &out->indicators, V(plan), V(edition)));
    TRY(db_all(db, &plan_deadlines_of, &out->deadlines, V(plan), V(edition)));
    TRY(db_all(db, &plan_intros_of, &out->intros, V(plan), V(edition)));
    return db_all(db, &plan_maturity_of, &out->maturity, V(plan));
}

enum err plan_results(struct db *db, const struct plan_head *head,
                      struct instant now, struct plan_results *out)
{
    return db_one(db, &plan_results_of, out, V(head->reads_drafts), V(now),
                  V(head->id));
}

enum err plan_series(struct db *db, const struct plan_head *head,
                     struct plan_series *out)
{
    return db_one(db, &plan_series_of, out, V(head->id), V(head->id));
}
