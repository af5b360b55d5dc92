#include "store/whereabouts.h"

#include <string.h>

#include "core/buf.h"
#include "store/approval.h"
#include "store/approver_sql.h"
#include "store/running.h"
#include "store/scope.h"

#define WATCHES(e) REACHES_ENTITY("'controller','auditor'", e)

static const char *const words[PLACES] = {"staff", "returned", "approver",
                                          "done"};

const char *place_word(enum place place)
{
    return words[place];
}

enum place place_parse(struct str word)
{
    for (int i = 0; i < PLACES; i++) {
        if (str_is(word, words[i]))
            return (enum place)i;
    }
    return PLACES;
}

/* -- what is read ---------------------------------------------------------- */

static const struct field plan_fields[] = {
    FIELD(struct campaign_plan, plan),
    FIELD(struct campaign_plan, entity),
    FIELD(struct campaign_plan, code),
    FIELD(struct campaign_plan, name_fr),
    FIELD(struct campaign_plan, name_nl),
    FIELD(struct campaign_plan, measures),
    FIELD(struct campaign_plan, submitted),
    FIELD(struct campaign_plan, approved),
};
static const struct shape plan_shape = SHAPE(struct campaign_plan, plan_fields);

struct stmt whereabouts_sql_plans = {
    .sql = "SELECT p.id AS plan, p.entity, p.code,"
           " COALESCE(e.section_fr, e.title_fr) AS name_fr,"
           " COALESCE(e.section_nl, e.title_nl) AS name_nl,"
           " CAST(SUM(COALESCE(s.measures, 0)) AS SIGNED) AS measures,"
           " CAST(SUM(COALESCE(s.submitted, 0)) AS SIGNED) AS submitted,"
           " CAST(SUM(COALESCE(s.approved, 0)) AS SIGNED) AS approved"
           " FROM" RUNNING_PLANS
           " LEFT JOIN summary s ON s.plan = p.id AND s.period = ?"
           " WHERE " WATCHES("p.entity") " GROUP BY p.id ORDER BY p.id",
    .params = 7,
    .row = &plan_shape,
};

/* hands: the accounts that entered or submitted it, and for whom, "1,2";
 * endorsed: who approved it below the last level, "4:0,5:3". */
struct open_row {
    int64_t plan;
    int64_t measure; /* the first one's, where they are grouped */
    bool mandate;
    int64_t levels;
    int64_t last_approver;
    bool returned;
    struct str hands;
    struct str endorsed;
    int64_t count;
    struct instant since;
};
static const struct field open_fields[] = {
    FIELD(struct open_row, plan),          FIELD(struct open_row, measure),
    FIELD(struct open_row, mandate),       FIELD(struct open_row, levels),
    FIELD(struct open_row, last_approver), FIELD(struct open_row, returned),
    FIELD(struct open_row, hands),         FIELD(struct open_row, endorsed),
    FIELD(struct open_row, count),         FIELD(struct open_row, since),
};
static const struct shape open_shape = SHAPE(struct open_row, open_fields);

/* By the index on states: what is approved is not met. Parameters: period,
 * account, day. */
#define REVISIONS_OF(r)                                                        \
    " FROM result_revision v WHERE v.plan = " r ".plan AND v.period = " r      \
    ".period AND v.measure = " r ".measure"
#define OPEN_RESULTS                                                           \
    "SELECT r.plan, r.measure, p.kind = 'mandate' AS mandate,"                 \
    " p.approval_levels AS levels, p.last_approver,"                           \
    " r.state = 'returned' AS returned,"                                       \
    " IF(r.state = 'returned', r.decided_at, r.submitted_at) AS since,"        \
    " IF(r.state = 'returned', NULL,"                                          \
    " CONCAT_WS(',', r.edited_by, r.submitted_by,"                             \
    "  (SELECT GROUP_CONCAT(DISTINCT CONCAT_WS(',', v.account, v.for_account)" \
    "   ORDER BY v.account)" REVISIONS_OF(                                     \
        "r") " AND v.act IN"                                                   \
             "   ('draft','submit','import','accept','refuse')))) AS hands,"   \
             " IF(r.approvals = 0, NULL, (SELECT GROUP_CONCAT(DISTINCT"        \
             "  CONCAT(v.account, ':', COALESCE(v.for_account, "               \
             "0)))" REVISIONS_OF(                                              \
                 "r") "  AND v.act = 'endorse' AND v.revision > (SELECT "      \
                      "MAX(w.revision)"                                        \
                      "  FROM result_revision w WHERE w.plan = r.plan AND "    \
                      "w.period = r.period"                                    \
                      "  AND w.measure = r.measure"                            \
                      "  AND w.act IN "                                        \
                      "('submit','import','accept','refuse')))) AS endorsed"   \
                      " FROM result r JOIN plan p ON p.id = r.plan"            \
                      " WHERE r.state IN ('submitted','returned') AND "        \
                      "r.period = ?"                                           \
                      " AND " WATCHES("p.entity")

struct stmt whereabouts_sql_open = {
    .sql = "SELECT o.plan, MIN(o.measure) AS measure, o.mandate, o.levels,"
           " o.last_approver, o.returned, o.hands, o.endorsed, COUNT(*) AS "
           "count, MIN(o.since) AS since"
           " FROM (" OPEN_RESULTS ") o GROUP BY o.plan, o.mandate, o.levels,"
           " o.last_approver, o.returned, o.hands, o.endorsed ORDER BY o.plan, "
           "o.returned DESC, since",
    .params = 3,
    .row = &open_shape,
};
struct stmt whereabouts_sql_results = {
    .sql = "SELECT o.plan, o.measure, o.mandate, o.levels, o.last_approver,"
           " o.returned, o.hands, o.endorsed, 1 AS count, o.since FROM "
           "(" OPEN_RESULTS " AND p.entity = ?) o ORDER BY o.plan, o.measure",
    .params = 4,
    .row = &open_shape,
};

struct stmt whereabouts_sql_approvers = {
    .sql = APPROVERS("IN (SELECT r.plan FROM result r"
                     " WHERE r.state = 'submitted' AND r.period = ?)"),
    .params = APPROVER_PARAMS,
    .row = &approver_shape,
};

/* -- who approves ---------------------------------------------------------- */

static size_t accounts_of(struct arena *a, struct str hands, int64_t **out)
{
    struct str part;
    size_t n = 0;

    *out = NEW_N(a, int64_t, hands.n + 1);
    while (str_cut(&hands, ',', &part)) {
        if (str_int(part, &(*out)[n]) == OK)
            n++;
    }
    return n;
}

/* "4:0,5:3": account and for whom. */
static size_t endorsed_of(struct arena *a, struct str given,
                          struct endorsed **out)
{
    struct str part, account;
    size_t n = 0;

    *out = NEW_N(a, struct endorsed, given.n + 1);
    while (str_cut(&given, ',', &part)) {
        if (str_cut(&part, ':', &account) &&
            str_int(account, &(*out)[n].account) == OK &&
            str_int(part, &(*out)[n].behind) == OK)
            n++;
    }
    return n;
}

static void choose(struct arena *a, const struct approver *from, size_t count,
                   const struct open_row *row, bool *chosen)
{
    struct candidate *candidates = NEW_N(a, struct candidate, count + 1);
    struct endorsed *endorsed;
    int64_t *hands;
    struct approval_case k = {
        .mandate = row->mandate,
        .levels = row->levels,
        .last = row->last_approver,
        .entered_count = accounts_of(a, row->hands, &hands),
        .endorsed_count = endorsed_of(a, row->endorsed, &endorsed),
    };

    k.entered_by = hands;
    k.endorsed = endorsed;
    for (size_t i = 0; i < count; i++)
        candidates[i] = approver_candidate(&from[i]);
    if (workflow_turn(candidates, count, &k, chosen).route == ROUTE_NOBODY)
        memset(chosen, 0, count * sizeof(*chosen));
}

/* The names of those a submitted result waits for, and their accounts. */
static void name_approvers(struct arena *a, const struct list *approvers,
                           const struct open_row *row, struct str *who,
                           struct str *key)
{
    const struct approver *all = approvers->at;
    struct buf names = buf_new(a, 64), ids = buf_new(a, 16);
    size_t from = 0, to;

    while (from < approvers->count && all[from].plan < row->plan)
        from++;
    for (to = from; to < approvers->count && all[to].plan == row->plan;)
        to++;

    bool *chosen = NEW_N(a, bool, to - from + 1);

    choose(a, all + from, to - from, row, chosen);
    for (size_t i = from; i < to; i++) {
        if (!chosen[i - from])
            continue;
        buf_printf(&names, "%s%.*s", names.n == 0 ? "" : ", ",
                   STR_ARG(all[i].name));
        buf_printf(&ids, "%s%lld", ids.n == 0 ? "" : "-",
                   (long long)all[i].account);
    }
    *who = buf_str(&names);
    *key = buf_str(&ids);
}

static enum err read_approvers(struct db *db, const struct campaign *c,
                               struct date today, struct list *out)
{
    return db_all(db, &whereabouts_sql_approvers, out,
                  APPROVER_VALUES(c->period, today));
}

static enum err read_plans(struct db *db, const struct campaign *c,
                           int64_t account, struct date today, struct list *out)
{
    return db_all(db, &whereabouts_sql_plans, out, RUNNING_IN(c->period),
                  V(c->period), V(account), V(today));
}

/* -- all bodies ------------------------------------------------------------ */

static void add(struct list *places, const struct campaign_plan *plan,
                struct whereabouts w)
{
    if (w.count <= 0)
        return;
    w.plan = plan->plan;
    w.entity = plan->entity;
    *LIST_AT(struct whereabouts, *places, places->count) = w;
    places->count++;
}

/* The same approvers for other hands are one place: *first is where the
 * plan's own begin. */
static void add_waiting(struct list *places, size_t first,
                        const struct campaign_plan *plan, struct whereabouts w)
{
    for (size_t i = first; i < places->count; i++) {
        struct whereabouts *other = LIST_AT(struct whereabouts, *places, i);

        if (other->place == PLACE_APPROVER && str_eq(other->key, w.key)) {
            other->count += w.count;
            other->since.s =
                w.since.s < other->since.s ? w.since.s : other->since.s;
            return;
        }
    }
    add(places, plan, w);
}

static void place_plan(struct arena *a, const struct campaign_plan *plan,
                       const struct list *open, size_t *at,
                       const struct list *approvers, struct list *places)
{
    const struct open_row *rows = open->at;
    size_t first = places->count;
    int64_t staff = plan->measures - plan->submitted;

    while (*at < open->count && rows[*at].plan < plan->plan)
        ++*at;
    for (; *at < open->count && rows[*at].plan == plan->plan; ++*at) {
        const struct open_row *row = &rows[*at];
        struct whereabouts w = {.count = row->count, .since = row->since};

        w.place = row->returned ? PLACE_RETURNED : PLACE_APPROVER;
        if (row->returned) {
            staff -= row->count;
            add(places, plan, w);
            continue;
        }
        name_approvers(a, approvers, row, &w.who, &w.key);
        add_waiting(places, first, plan, w);
    }
    add(places, plan,
        (struct whereabouts){.place = PLACE_STAFF, .count = staff});
    add(places, plan,
        (struct whereabouts){.place = PLACE_DONE, .count = plan->approved});
}

enum err whereabouts_of_campaign(struct db *db, struct arena *a,
                                 const struct campaign *c, int64_t account,
                                 struct date today, struct list *plans,
                                 struct list *places)
{
    struct list open, approvers;
    size_t at = 0;

    TRY(read_plans(db, c, account, today, plans));
    TRY(db_all(db, &whereabouts_sql_open, &open, V(c->period), V(account),
               V(today)));
    TRY(read_approvers(db, c, today, &approvers));
    *places = (struct list){
        NEW_N(a, struct whereabouts, 2 * plans->count + open.count + 1),
        0,
        NULL,
    };
    for (size_t i = 0; i < plans->count; i++)
        place_plan(a, LIST_AT(struct campaign_plan, *plans, i), &open, &at,
                   &approvers, places);
    return OK;
}

/* -- one body -------------------------------------------------------------- */

enum err whereabouts_of_entity(struct db *db, struct arena *a,
                               const struct campaign *c, int64_t entity,
                               int64_t account, struct date today,
                               struct list *plans, struct list *results)
{
    struct list open, approvers;

    TRY(read_plans(db, c, account, today, plans));
    TRY(db_all(db, &whereabouts_sql_results, &open, V(c->period), V(account),
               V(today), V(entity)));
    TRY(read_approvers(db, c, today, &approvers));

    struct whereabouts_result *out =
        NEW_N(a, struct whereabouts_result, open.count + 1);

    for (size_t i = 0; i < open.count; i++) {
        const struct open_row *row = LIST_AT(struct open_row, open, i);

        out[i] = (struct whereabouts_result){
            .plan = row->plan,
            .measure = row->measure,
            .place = row->returned ? PLACE_RETURNED : PLACE_APPROVER,
            .since = row->since,
        };
        if (!row->returned)
            name_approvers(a, &approvers, row, &out[i].who, &out[i].key);
    }
    *results = (struct list){out, open.count, NULL};
    return OK;
}
