#include "store/dashboard.h"

#include "store/scope.h"

static const struct field plan_fields[] = {
    FIELD(struct dashboard_plan, id),
    FIELD(struct dashboard_plan, kind),
    FIELD(struct dashboard_plan, closed_on),
};
static const struct shape plan_shape =
    SHAPE(struct dashboard_plan, plan_fields);

struct stmt dashboard_plans_of = {
    .sql = "SELECT p.id, p.kind, p.closed_on FROM plan p"
           " WHERE p.entity = ? AND " MAY_READ_RESULTS("p") " ORDER BY p.id",
    .params = 5,
    .row = &plan_shape,
};

static const struct field words_fields[] = {
    FIELD(struct dashboard_words, title_fr),
    FIELD(struct dashboard_words, title_nl),
    FIELD(struct dashboard_words, section_fr),
    FIELD(struct dashboard_words, section_nl),
    FIELD(struct dashboard_words, effective_on),
};
static const struct shape words_shape =
    SHAPE(struct dashboard_words, words_fields);

struct stmt dashboard_words_of = {
    .sql = "SELECT title_fr, title_nl, section_fr, section_nl, effective_on"
           " FROM edition WHERE plan = ? AND edition = ?",
    .params = 2,
    .row = &words_shape,
};

static const struct field summary_fields[] = {
    FIELD(struct dashboard_summary, plan),
    FIELD(struct dashboard_summary, period),
    FIELD(struct dashboard_summary, objectives),
    FIELD(struct dashboard_summary, measures),
    FIELD(struct dashboard_summary, achieved),
    FIELD(struct dashboard_summary, partial),
    FIELD(struct dashboard_summary, not_achieved),
    FIELD(struct dashboard_summary, no_status),
    FIELD(struct dashboard_summary, entered),
    FIELD(struct dashboard_summary, submitted),
    FIELD(struct dashboard_summary, on_time),
    FIELD(struct dashboard_summary, unexplained),
};
static const struct shape summary_shape =
    SHAPE(struct dashboard_summary, summary_fields);

/* The plans were read within the account's scope; of these rows only theirs
 * are used. */
struct stmt dashboard_summaries_of = {
    .sql = "SELECT s.plan, s.period, s.part = 'objectives' AS objectives,"
           " s.measures, s.achieved, s.partial, s.not_achieved, s.no_status,"
           " s.entered, s.submitted, s.on_time, s.unexplained"
           " FROM plan p JOIN summary s ON s.plan = p.id WHERE p.entity = ?"
           " ORDER BY s.period, s.plan, s.part",
    .params = 1,
    .row = &summary_shape,
};

static const struct field campaign_fields[] = {
    FIELD(struct dashboard_campaign, id),
    FIELD(struct dashboard_campaign, period),
    FIELD(struct dashboard_campaign, state),
    FIELD(struct dashboard_campaign, due_on),
    FIELD(struct dashboard_campaign, locks_on),
    FIELD(struct dashboard_campaign, released),
};
static const struct shape campaign_shape =
    SHAPE(struct dashboard_campaign, campaign_fields);

struct stmt dashboard_campaigns = {
    .sql = "SELECT id, period, state, due_on, locks_on,"
           " COALESCE(released_at <= ?, FALSE) AS released"
           " FROM campaign WHERE state <> 'planned' ORDER BY period",
    .params = 1,
    .row = &campaign_shape,
};

static const struct field key_fields[] = {
    FIELD(struct dashboard_key, id),
    FIELD(struct dashboard_key, other),
};
static const struct shape key_shape = SHAPE(struct dashboard_key, key_fields);

struct stmt dashboard_unexplained_of = {
    .sql = "SELECT r.measure AS id, 0 AS other FROM result r"
           " WHERE r.plan = ? AND r.period = ?"
           " AND COALESCE(r.status_chosen, r.status)"
           " IN ('partial', 'not_achieved') AND NOT EXISTS ("
           "SELECT 1 FROM result_text t WHERE t.plan = r.plan"
           " AND t.period = r.period AND t.measure = r.measure"
           " AND t.field = 'factors') ORDER BY r.measure",
    .params = 2,
    .row = &key_shape,
};

struct stmt dashboard_lineages_of = {
    .sql = "SELECT id, COALESCE(lineage, id) AS other FROM item"
           " WHERE plan = ? ORDER BY id",
    .params = 1,
    .row = &key_shape,
};

static const struct field owner_fields[] = {
    FIELD(struct dashboard_owner, id),
    FIELD(struct dashboard_owner, indicator),
    FIELD(struct dashboard_owner, name),
};
static const struct shape owner_shape =
    SHAPE(struct dashboard_owner, owner_fields);

struct stmt dashboard_owners_of = {
    .sql = "SELECT id, FALSE AS indicator, owner AS name FROM edition_item"
           " WHERE plan = ? AND edition = ? AND owner IS NOT NULL"
           " UNION ALL SELECT id, TRUE, responsible FROM edition_indicator"
           " WHERE plan = ? AND edition = ? AND responsible IS NOT NULL",
    .params = 4,
    .row = &owner_shape,
};

static const struct field counts_fields[] = {
    FIELD(struct entity_counts, entity),
    FIELD(struct entity_counts, objectives),
    FIELD(struct entity_counts, measures),
    FIELD(struct entity_counts, achieved),
    FIELD(struct entity_counts, partial),
    FIELD(struct entity_counts, not_achieved),
    FIELD(struct entity_counts, no_status),
    FIELD(struct entity_counts, submitted),
    FIELD(struct entity_counts, on_time),
    FIELD(struct entity_counts, made_at),
};
static const struct shape counts_shape =
    SHAPE(struct entity_counts, counts_fields);

struct stmt entity_counts_of = {
    .sql = "SELECT p.entity, s.part = 'objectives' AS objectives,"
           " SUM(s.measures) AS measures, SUM(s.achieved) AS achieved,"
           " SUM(s.partial) AS partial, SUM(s.not_achieved) AS not_achieved,"
           " SUM(s.no_status) AS no_status, SUM(s.submitted) AS submitted,"
           " SUM(s.on_time) AS on_time, MIN(s.made_at) AS made_at"
           " FROM plan p JOIN summary s ON s.plan = p.id AND s.period = ?"
           " WHERE " MAY_READ_RESULTS(
               "p") " AND (NOT ? OR (s.entered = s.approved AND NOT EXISTS ("
                    "SELECT 1 FROM campaign c WHERE c.period = s.period"
                    " AND (c.released_at IS NULL OR c.released_at > ?))))"
                    " GROUP BY p.entity, s.part",
    .params = 7,
    .row = &counts_shape,
};

static const struct field period_fields[] = {
    FIELD(struct entity_period, period),
};
static const struct shape period_shape =
    SHAPE(struct entity_period, period_fields);

struct stmt entity_periods_of = {
    .sql = "SELECT p.period FROM (SELECT period FROM campaign"
           " WHERE state <> 'planned' UNION SELECT period FROM summary"
           " WHERE entered > 0) p WHERE NOT ? OR NOT EXISTS ("
           "SELECT 1 FROM campaign c WHERE c.period = p.period"
           " AND (c.released_at IS NULL OR c.released_at > ?))"
           " ORDER BY p.period",
    .params = 2,
    .row = &period_shape,
};

struct stmt entity_plans_of = {
    .sql = "SELECT p.entity AS id, COUNT(*) AS other FROM plan p"
           " WHERE " MAY_READ_PLAN("p") " GROUP BY p.entity",
    .params = 4,
    .row = &key_shape,
};

static const struct field child_fields[] = {
    FIELD(struct entity_child, id),
    FIELD(struct entity_child, name_fr),
    FIELD(struct entity_child, name_nl),
};
static const struct shape child_shape =
    SHAPE(struct entity_child, child_fields);

struct stmt entity_children_of = {
    .sql = "SELECT id, name_fr, name_nl FROM entity WHERE parent = ?"
           " ORDER BY position",
    .params = 1,
    .row = &child_shape,
};

enum err entity_children(struct db *db, int64_t entity, struct list *out)
{
    return db_all(db, &entity_children_of, out, V(entity));
}

enum err entity_counts(struct db *db, struct period period, bool reader,
                       struct instant now, int64_t account, struct date today,
                       struct list *out)
{
    return db_all(db, &entity_counts_of, out, V(period), V(account), V(today),
                  V(account), V(today), V(reader), V(now));
}

enum err entity_periods(struct db *db, bool reader, struct instant now,
                        struct list *out)
{
    return db_all(db, &entity_periods_of, out, V(reader), V(now));
}

enum err entity_plans(struct db *db, int64_t account, struct date today,
                      struct list *out)
{
    return db_all(db, &entity_plans_of, out, V(account), V(today), V(account),
                  V(today));
}

enum err dashboard_plans(struct db *db, int64_t entity, int64_t account,
                         struct date today, struct list *out)
{
    return db_all(db, &dashboard_plans_of, out, V(entity), V(account), V(today),
                  V(account), V(today));
}

enum err dashboard_words(struct db *db, int64_t plan, int64_t edition,
                         struct dashboard_words *out)
{
    return db_one(db, &dashboard_words_of, out, V(plan), V(edition));
}

enum err dashboard_summaries(struct db *db, int64_t entity, struct list *out)
{
    return db_all(db, &dashboard_summaries_of, out, V(entity));
}

enum err dashboard_campaign_list(struct db *db, struct instant now,
                                 struct list *out)
{
    return db_all(db, &dashboard_campaigns, out, V(now));
}

enum err dashboard_unexplained(struct db *db, int64_t plan,
                               struct period period, struct list *out)
{
    return db_all(db, &dashboard_unexplained_of, out, V(plan), V(period));
}

enum err dashboard_lineages(struct db *db, int64_t plan, struct list *out)
{
    return db_all(db, &dashboard_lineages_of, out, V(plan));
}

enum err dashboard_owners(struct db *db, int64_t plan, int64_t edition,
                          struct list *out)
{
    return db_all(db, &dashboard_owners_of, out, V(plan), V(edition), V(plan),
                  V(edition));
}
