#include "store/campaign.h"

#include "store/running.h"
#include "store/scope.h"

static const struct field campaign_fields[] = {
    FIELD(struct campaign, id),          FIELD(struct campaign, period),
    FIELD(struct campaign, state),       FIELD(struct campaign, opens_on),
    FIELD(struct campaign, due_on),      FIELD(struct campaign, locks_on),
    FIELD(struct campaign, released_at), FIELD(struct campaign, version),
};
static const struct shape campaign_shape =
    SHAPE(struct campaign, campaign_fields);

#define CAMPAIGN                                                               \
    "SELECT id, period, state, opens_on, due_on, locks_on, released_at,"       \
    " version FROM campaign"

struct stmt campaign_sql_find = {
    .sql = CAMPAIGN " WHERE id = ?",
    .params = 1,
    .row = &campaign_shape,
};
struct stmt campaign_sql_of_period = {
    .sql = CAMPAIGN " WHERE period = ?",
    .params = 1,
    .row = &campaign_shape,
};
struct stmt campaign_sql_all = {
    .sql = CAMPAIGN " ORDER BY LEFT(period, 4) DESC, due_on DESC, id DESC",
    .row = &campaign_shape,
};

struct yes {
    bool yes;
};
static const struct field yes_fields[] = {FIELD(struct yes, yes)};
static const struct shape yes_shape = SHAPE(struct yes, yes_fields);

struct stmt campaign_sql_may_run = {
    .sql = "SELECT NOT EXISTS (SELECT 1 FROM plan p WHERE NOT " REACHES_ENTITY(
        "'controller'", "p.entity") ") AS yes",
    .params = 2,
    .row = &yes_shape,
};

static const struct field entity_fields[] = {
    FIELD(struct campaign_entity, id),
    FIELD(struct campaign_entity, code),
    FIELD(struct campaign_entity, name_fr),
    FIELD(struct campaign_entity, name_nl),
    FIELD(struct campaign_entity, standing),
    FIELD(struct campaign_entity, due_on),
    FIELD(struct campaign_entity, reason),
    FIELD(struct campaign_entity, made_by),
    FIELD(struct campaign_entity, plans),
    FIELD(struct campaign_entity, measures),
    FIELD(struct campaign_entity, entered),
    FIELD(struct campaign_entity, submitted),
    FIELD(struct campaign_entity, approved),
    FIELD(struct campaign_entity, on_time),
    FIELD(struct campaign_entity, below),
    FIELD(struct campaign_entity, unexplained),
    FIELD(struct campaign_entity, texts),
    FIELD(struct campaign_entity, conform),
};
static const struct shape entity_shape =
    SHAPE(struct campaign_entity, entity_fields);

/* clang-format off */
#define SUM_OF(column) "CAST(SUM(COALESCE(s." column ", 0)) AS SIGNED)"
#define ENTITIES(roles)                                                        \
    "SELECT n.id, n.code, n.name_fr, n.name_nl,"                               \
    " COALESCE(c.standing, 'due') AS standing, c.due_on, c.reason,"            \
    " a.name AS made_by, t.plans, t.measures, t.entered, t.submitted,"         \
    " t.approved, t.on_time, t.below, t.unexplained, t.texts, t.conform"       \
    " FROM (SELECT p.entity, COUNT(DISTINCT p.id) AS plans,"                   \
    SUM_OF("measures") " AS measures,"                                         \
    SUM_OF("entered") " AS entered,"                                           \
    SUM_OF("submitted") " AS submitted,"                                       \
    SUM_OF("approved") " AS approved,"                                         \
    SUM_OF("on_time") " AS on_time,"                                           \
    SUM_OF("partial") " + " SUM_OF("not_achieved") " AS below,"                \
    SUM_OF("unexplained") " AS unexplained,"                                   \
    " IF(SUM(s.plan IS NOT NULL AND s.texts IS NULL) > 0, -1,"                 \
    SUM_OF("texts") ") AS texts,"                                              \
    SUM_OF("conform") " AS conform"                                            \
    " FROM" RUNNING_PLANS                                                      \
    " LEFT JOIN summary s ON s.plan = p.id AND s.period = ?"                   \
    " GROUP BY p.entity) t JOIN entity n ON n.id = t.entity"                   \
    " LEFT JOIN campaign_entity c ON c.entity = n.id AND c.campaign = ?"       \
    " LEFT JOIN account a ON a.id = c.made_by WHERE "                          \
    REACHES_ENTITY(roles, "n.id")
/* clang-format on */

struct stmt campaign_sql_entities = {
    .sql = ENTITIES("'controller','auditor'") " ORDER BY n.position, n.id",
    .params = 8,
    .row = &entity_shape,
};
struct stmt campaign_sql_entity = {
    .sql = ENTITIES("'controller'") " AND n.id = ?",
    .params = 9,
    .row = &entity_shape,
};

enum err campaign_find(struct db *db, int64_t id, struct campaign *out)
{
    return db_one(db, &campaign_sql_find, out, V(id));
}

enum err campaign_of_period(struct db *db, struct period period,
                            struct campaign *out)
{
    return db_one(db, &campaign_sql_of_period, out, V(period));
}

enum err campaigns(struct db *db, struct list *out)
{
    return db_all0(db, &campaign_sql_all, out);
}

enum err campaign_may_run(struct db *db, int64_t account, struct date today,
                          bool *out)
{
    struct yes row = {false};

    TRY(db_one(db, &campaign_sql_may_run, &row, V(account), V(today)));
    *out = row.yes;
    return OK;
}

enum err campaign_entities(struct db *db, const struct campaign *c,
                           int64_t account, struct date today, struct list *out)
{
    return db_all(db, &campaign_sql_entities, out, RUNNING_IN(c->period),
                  V(c->period), V(c->id), V(account), V(today));
}

enum err campaign_entity_find(struct db *db, const struct campaign *c,
                              int64_t entity, int64_t account,
                              struct date today, struct campaign_entity *out)
{
    return db_one(db, &campaign_sql_entity, out, RUNNING_IN(c->period),
                  V(c->period), V(c->id), V(account), V(today), V(entity));
}

/* -- opening --------------------------------------------------------------- */

struct plan_row {
    int64_t plan;
    struct str hash; /* of what is locked; not of every statement */
};
static const struct field plan_fields[] = {
    FIELD(struct plan_row, plan),
    FIELD(struct plan_row, hash),
};
static const struct shape plan_shape = SHAPE(struct plan_row, plan_fields);

struct stmt campaign_sql_add = {
    .sql = "INSERT INTO campaign (period, state, opens_on, due_on, locks_on)"
           " VALUES (?, ?, ?, ?, ?)",
    .params = 5,
};

/* Nothing is entered yet where there is no row: only what is due counts. */
struct stmt campaign_sql_summaries = {
    .sql = "INSERT IGNORE INTO summary (plan, period, part, measures, achieved,"
           " partial, not_achieved, no_status, entered, submitted, approved,"
           " on_time, unexplained, texts, conform, coverage, made_at)"
           " SELECT q.plan, ?, q.part, q.n, 0, 0, 0, q.n, 0, 0, 0, 0, 0, 0, 0,"
           " IF(q.n = 0, NULL, 0), ? FROM"
           " (SELECT p.id AS plan, 'objectives' AS part,"
           "  (SELECT COUNT(*) FROM edition_item i JOIN measure m"
           "   ON m.item = i.id WHERE i.plan = e.plan"
           "   AND i.edition = e.edition) AS n FROM" RUNNING_PLANS
           " UNION ALL SELECT p.id, 'indicators',"
           "  (SELECT COUNT(*) FROM edition_indicator i WHERE i.plan = e.plan"
           "   AND i.edition = e.edition) FROM" RUNNING_PLANS ") q",
    .params = 10,
};

/* Results imported before: on time or not by the date that is now set. */
struct stmt campaign_sql_plans_begun = {
    .sql = "SELECT s.plan, NULL AS hash FROM summary s"
           " WHERE s.period = ? AND s.submitted > 0 GROUP BY s.plan",
    .params = 1,
    .row = &plan_shape,
};

bool campaign_dates_ordered(const struct campaign *c)
{
    return date_given(c->opens_on) && date_given(c->due_on) &&
           date_given(c->locks_on) && date_cmp(c->opens_on, c->due_on) <= 0 &&
           date_cmp(c->due_on, c->locks_on) <= 0 &&
           date_cmp(c->due_on, period_first(c->period)) > 0;
}

static struct decision decision_on(struct arena *a, const struct campaign *c,
                                   const char *act, struct str reason,
                                   const struct campaign_actor *who)
{
    return (struct decision){
        .act = str_of(act),
        .account = who->account,
        .object = S("campaign"),
        .key = period_text(a, c->period),
        .reason = reason,
    };
}

static enum err refresh(struct db *db, struct arena *a, struct list plans,
                        struct period period, struct instant now)
{
    for (size_t i = 0; i < plans.count; i++)
        TRY(results_refresh(db, a, LIST_AT(struct plan_row, plans, i)->plan,
                            period, now));
    return OK;
}

enum err campaign_add(struct db *db, struct arena *a, const struct campaign *c,
                      const struct campaign_actor *who, int64_t *id)
{
    bool planned = date_cmp(c->opens_on, who->today) > 0;
    struct decision d = decision_on(
        a, c, planned ? "plan_campaign" : "open_campaign", STR_NONE, who);
    struct list begun;
    int64_t matched;

    if (c->period.kind == PERIOD_NONE || !campaign_dates_ordered(c))
        return ERR_INPUT;
    TRY(db_do(db, &campaign_sql_add, &matched, V(c->period),
              V(planned ? "planned" : "open"), V(c->opens_on), V(c->due_on),
              V(c->locks_on)));
    *id = db_insert_id(db);
    TRY(db_all(db, &campaign_sql_plans_begun, &begun, V(c->period)));
    TRY(db_do(db, &campaign_sql_summaries, &matched, V(c->period), V(who->now),
              RUNNING_IN(c->period), RUNNING_IN(c->period)));
    TRY(refresh(db, a, begun, c->period, who->now));
    return decision_add(db, a, who->now, &d);
}

/* -- from state to state --------------------------------------------------- */

struct stmt campaign_sql_turn = {
    .sql = "UPDATE campaign SET state = ?, version = version + 1"
           " WHERE id = ? AND version = ?",
    .params = 3,
};

static enum err turn(struct db *db, const struct campaign *c, const char *from,
                     const char *to)
{
    int64_t matched;

    if (!str_is(c->state, from))
        return ERR_FORBIDDEN;
    TRY(db_do(db, &campaign_sql_turn, &matched, V(to), V(c->id),
              V(c->version)));
    return matched == 1 ? OK : ERR_CONFLICT;
}

static enum err turn_and_tell(struct db *db, struct arena *a,
                              const struct campaign *c, const char *from,
                              const char *to, const struct decision *d,
                              struct instant now)
{
    TRY(turn(db, c, from, to));
    return decision_add(db, a, now, d);
}

enum err campaign_open(struct db *db, struct arena *a, const struct campaign *c,
                       const struct campaign_actor *who)
{
    struct decision d = decision_on(a, c, "open_campaign", STR_NONE, who);

    return turn_and_tell(db, a, c, "planned", "open", &d, who->now);
}

enum err campaign_close(struct db *db, struct arena *a,
                        const struct campaign *c, struct str reason,
                        const struct campaign_actor *who)
{
    struct decision d = decision_on(a, c, "close_campaign", reason, who);

    return turn_and_tell(db, a, c, "open", "closed", &d, who->now);
}

enum err campaign_reopen(struct db *db, struct arena *a,
                         const struct campaign *c, struct str reason,
                         const struct campaign_actor *who)
{
    struct decision d = decision_on(a, c, "reopen_campaign", reason, who);

    return turn_and_tell(db, a, c, "closed", "open", &d, who->now);
}

/* -- locking --------------------------------------------------------------- */

/* Of all plans in turn by primary key: an index on the state would meet every
 * approved result of all years. */
#define APPROVED_RESULTS                                                       \
    " plan p STRAIGHT_JOIN result r ON r.plan = p.id AND r.period = ?"         \
    " AND r.state = 'approved'"

struct stmt campaign_sql_to_lock = {
    .sql = "SELECT r.plan, SHA2(GROUP_CONCAT(LOWER(HEX(r.approved_hash))"
           " ORDER BY r.measure SEPARATOR '\\n'), 256) AS hash"
           " FROM" APPROVED_RESULTS " GROUP BY r.plan ORDER BY r.plan",
    .params = 1,
    .row = &plan_shape,
};
struct stmt campaign_sql_lock_history = {
    .sql = "INSERT INTO result_revision (plan, period, measure, revision, act,"
           " state, account, made_at, content, hash)"
           " SELECT r.plan, r.period, r.measure, r.revision + 1, 'lock',"
           " 'locked', ?, ?, v.content, v.hash FROM" APPROVED_RESULTS
           " JOIN result_revision v ON v.plan = r.plan AND v.period = r.period"
           " AND v.measure = r.measure AND v.revision = r.approved_revision",
    .params = 3,
};
struct stmt campaign_sql_lock_versions = {
    .sql = "INSERT INTO results_version (plan, period, version)"
           " SELECT r.plan, r.period, 1 FROM" APPROVED_RESULTS
           " GROUP BY r.plan, r.period"
           " ON DUPLICATE KEY UPDATE version = results_version.version + 1",
    .params = 1,
};
struct stmt campaign_sql_lock_results = {
    .sql = "UPDATE" APPROVED_RESULTS
           " SET r.state = 'locked', r.revision = r.revision + 1,"
           " r.version = r.version + 1",
    .params = 1,
};

static enum err lock_decisions(struct db *db, struct arena *a,
                               const struct campaign *c, struct list plans,
                               const struct campaign_actor *who)
{
    struct decision *all = NEW_N(a, struct decision, plans.count + 1);
    struct hash *hashes = NEW_N(a, struct hash, plans.count + 1);

    all[0] = decision_on(a, c, "lock_campaign", STR_NONE, who);
    for (size_t i = 0; i < plans.count; i++) {
        const struct plan_row *row = LIST_AT(struct plan_row, plans, i);

        TRY(hash_from_hex(row->hash, &hashes[i]));
        all[i + 1] = decision_on(a, c, "lock", STR_NONE, who);
        all[i + 1].plan = row->plan;
        all[i + 1].content = &hashes[i];
    }
    return decisions_add(db, a, who->now, all, plans.count + 1);
}

enum err campaign_lock(struct db *db, struct arena *a, const struct campaign *c,
                       const struct campaign_actor *who)
{
    struct list plans;
    int64_t matched;

    TRY(turn(db, c, "closed", "locked"));
    TRY(db_all(db, &campaign_sql_to_lock, &plans, V(c->period)));
    TRY(db_do(db, &campaign_sql_lock_history, &matched, value_id(who->account),
              V(who->now), V(c->period)));
    TRY(db_do(db, &campaign_sql_lock_versions, &matched, V(c->period)));
    TRY(db_do(db, &campaign_sql_lock_results, &matched, V(c->period)));
    return lock_decisions(db, a, c, plans, who);
}

/* -- standing of one entity ------------------------------------------------ */

struct stmt campaign_sql_stand = {
    .sql = "REPLACE INTO campaign_entity (campaign, entity, standing, due_on,"
           " reason, made_by) VALUES (?, ?, ?, ?, ?, ?)",
    .params = 6,
};
struct stmt campaign_sql_entity_plans = {
    .sql = "SELECT p.id AS plan, NULL AS hash FROM" RUNNING_PLANS
           " WHERE p.entity = ? ORDER BY p.id",
    .params = 5,
    .row = &plan_shape,
};

bool campaign_expects(struct str standing)
{
    return str_is(standing, "due") || str_is(standing, "late");
}

static bool extension_fits(const struct campaign *c,
                           const struct campaign_entity *e)
{
    return !date_given(e->due_on) || (campaign_expects(e->standing) &&
                                      date_cmp(e->due_on, c->due_on) > 0 &&
                                      date_cmp(e->due_on, c->locks_on) <= 0);
}

enum err campaign_stand(struct db *db, struct arena *a,
                        const struct campaign *c,
                        const struct campaign_entity *e,
                        const struct campaign_actor *who)
{
    struct list plans;
    int64_t matched;

    if (str_empty(str_trim(e->reason)) || !extension_fits(c, e))
        return ERR_INPUT;
    if (str_is(c->state, "locked"))
        return ERR_FORBIDDEN;
    TRY(db_do(db, &campaign_sql_stand, &matched, V(c->id), V(e->id),
              V(e->standing), V(e->due_on), V(e->reason),
              value_id(who->account)));
    TRY(db_all(db, &campaign_sql_entity_plans, &plans, RUNNING_IN(c->period),
               V(e->id)));
    TRY(refresh(db, a, plans, c->period, who->now));

    struct decision *all = NEW_N(a, struct decision, plans.count + 1);
    struct str until = date_text(a, e->due_on);

    for (size_t i = 0; i < plans.count; i++) {
        all[i] = decision_on(a, c, "exception", e->reason, who);
        all[i].plan = LIST_AT(struct plan_row, plans, i)->plan;
        all[i].key = str_printf(a, "%.*s %.*s %.*s%s%.*s", STR_ARG(all[i].key),
                                STR_ARG(e->code), STR_ARG(e->standing),
                                str_empty(until) ? "" : " ", STR_ARG(until));
    }
    return decisions_add(db, a, who->now, all, plans.count);
}
