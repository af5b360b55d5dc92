#include "store/whereabouts.h"

#include <string.h>

#include "core/buf.h"
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

/* hands: the accounts that entered or submitted it, "1,2". */
struct open_row {
    int64_t plan;
    int64_t measure; /* the first one's, where they are grouped */
    bool mandate;
    bool returned;
    struct str hands;
    int64_t count;
    struct instant since;
};
static const struct field open_fields[] = {
    FIELD(struct open_row, plan),    FIELD(struct open_row, measure),
    FIELD(struct open_row, mandate), FIELD(struct open_row, returned),
    FIELD(struct open_row, hands),   FIELD(struct open_row, count),
    FIELD(struct open_row, since),
};
static const struct shape open_shape = SHAPE(struct open_row, open_fields);

/* By the index on states: what is approved is not met. Parameters: period,
 * account, day. */
#define OPEN_RESULTS                                                           \
    "SELECT r.plan, r.measure, p.kind = 'mandate' AS mandate,"                 \
    " r.state = 'returned' AS returned,"                                       \
    " IF(r.state = 'returned', r.decided_at, r.submitted_at) AS since,"        \
    " IF(r.state = 'returned', NULL,"                                          \
    " CONCAT_WS(',', r.edited_by, r.submitted_by,"                             \
    "  (SELECT GROUP_CONCAT(DISTINCT v.account ORDER BY v.account)"            \
    "   FROM result_revision v WHERE v.plan = r.plan"                          \
    "   AND v.period = r.period AND v.measure = r.measure"                     \
    "   AND v.act IN ('draft','submit','import')))) AS hands"                  \
    " FROM result r JOIN plan p ON p.id = r.plan"                              \
    " WHERE r.state IN ('submitted','returned') AND r.period = ?"              \
    " AND " WATCHES("p.entity")

struct stmt whereabouts_sql_open = {
    .sql = "SELECT o.plan, MIN(o.measure) AS measure, o.mandate, o.returned,"
           " o.hands, COUNT(*) AS count, MIN(o.since) AS since"
           " FROM (" OPEN_RESULTS ") o GROUP BY o.plan, o.mandate, o.returned,"
           " o.hands ORDER BY o.plan, o.returned DESC, since",
    .params = 3,
    .row = &open_shape,
};
struct stmt whereabouts_sql_results = {
    .sql = "SELECT o.plan, o.measure, o.mandate, o.returned, o.hands,"
           " 1 AS count, o.since FROM (" OPEN_RESULTS
           " AND p.entity = ?) o ORDER BY o.plan, o.measure",
    .params = 4,
    .row = &open_shape,
};

struct approver_row {
    int64_t plan;
    int64_t account;
    struct str name;
    bool authority;
    bool holder;
    int64_t depth;
};
static const struct field approver_fields[] = {
    FIELD(struct approver_row, plan),   FIELD(struct approver_row, account),
    FIELD(struct approver_row, name),   FIELD(struct approver_row, authority),
    FIELD(struct approver_row, holder), FIELD(struct approver_row, depth),
};
static const struct shape approver_shape =
    SHAPE(struct approver_row, approver_fields);

/* As store/approval reads them for one plan, here for all with something
 * submitted. Parameters: day, period, day, day. */
struct stmt whereabouts_sql_approvers = {
    .sql = "SELECT c.plan, c.account, k.name, c.role = 'authority' AS"
           " authority, EXISTS (SELECT 1 FROM holder h WHERE h.plan = c.plan"
           " AND h.account = c.account"
           " AND ? BETWEEN COALESCE(h.from_on, '1000-01-01')"
           " AND COALESCE(h.to_on, '9999-12-31')) AS holder,"
           " MIN(c.depth) AS depth"
           " FROM (SELECT w.plan, a.account, a.role, a.from_on, a.to_on,"
           "  IF(t.ancestor = 0, 1000, t.depth) AS depth"
           "  FROM (SELECT DISTINCT plan FROM result"
           "   WHERE state = 'submitted' AND period = ?) w"
           "  JOIN plan p ON p.id = w.plan"
           "  JOIN entity_tree t ON t.entity = p.entity"
           "  JOIN assignment a ON a.entity = t.ancestor"
           "  WHERE a.role IN ('director','authority')"
           "  AND ? BETWEEN a.from_on AND a.to_on"
           "  AND a.confirmed_at IS NOT NULL"
           "  UNION ALL SELECT a.plan, a.account, a.role, a.from_on, a.to_on,"
           "  0 FROM assignment a WHERE a.plan IS NOT NULL"
           "  AND a.role IN ('director','authority')"
           "  AND ? BETWEEN a.from_on AND a.to_on"
           "  AND a.confirmed_at IS NOT NULL) c"
           " JOIN account k ON k.id = c.account AND k.disabled_at IS NULL"
           " GROUP BY c.plan, c.account, k.name, c.role"
           " ORDER BY c.plan, authority, depth, k.name",
    .params = 4,
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

static void choose(struct arena *a, const struct approver_row *from,
                   size_t count, const struct open_row *row, bool *chosen)
{
    struct candidate *candidates = NEW_N(a, struct candidate, count + 1);
    int64_t *hands;
    size_t n = accounts_of(a, row->hands, &hands);

    for (size_t i = 0; i < count; i++)
        candidates[i] = (struct candidate){from[i].account, from[i].authority,
                                           from[i].depth, from[i].holder};
    if (workflow_approvers(candidates, count, hands, n, row->mandate, chosen) ==
        ROUTE_NOBODY)
        memset(chosen, 0, count * sizeof(*chosen));
}

/* The names of those a submitted result waits for, and their accounts. */
static void name_approvers(struct arena *a, const struct list *approvers,
                           const struct open_row *row, struct str *who,
                           struct str *key)
{
    const struct approver_row *all = approvers->at;
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
    return db_all(db, &whereabouts_sql_approvers, out, V(today), V(c->period),
                  V(today), V(today));
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
