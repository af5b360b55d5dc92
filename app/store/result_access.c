/* Who may see and do what with a plan's results, and when: access, campaign. */
#include "store/result.h"
#include "store/scope.h"

struct access_row {
    bool staff;
    bool translator;
    bool director;
    bool decides;
    bool controls;
};
static const struct field access_fields[] = {
    FIELD(struct access_row, staff),    FIELD(struct access_row, translator),
    FIELD(struct access_row, director), FIELD(struct access_row, decides),
    FIELD(struct access_row, controls),
};
static const struct shape access_shape =
    SHAPE(struct access_row, access_fields);

#define DIRECTS_HERE                                                           \
    "EXISTS (SELECT 1 FROM assignment da WHERE da.role = 'director'"           \
    " AND (da.entity = p.entity OR da.plan = p.id)"                            \
    " AND " HOLDS_NOW("da") ")"
#define MAY_DECIDE  REACHES_PLAN("'director','authority'", "p")
#define MAY_CONTROL REACHES_PLAN("'controller','auditor'", "p")

/* Parameters: account and day for each of the nine tests, the plan, account
 * and day twice. */
struct stmt result_sql_access = {
    .sql = "SELECT " MAY_ENTER("p") " AS staff," MAY_TRANSLATE(
        "p") " AS translator," DIRECTS_HERE " AS director," MAY_DECIDE
             " AS decides," MAY_CONTROL " AS controls"
             " FROM plan p WHERE p.id = ? AND " MAY_READ_RESULTS("p"),
    .params = 23,
    .row = &access_shape,
};

enum err result_access(struct db *db, int64_t account, struct date today,
                       int64_t plan, struct result_access *out)
{
    struct access_row row;
    struct value values[23];

    for (size_t i = 0; i < 23; i++) {
        bool second = i < 18 ? i % 2 == 1 : i % 2 == 0;

        values[i] = second ? V(today) : V(account);
    }
    values[18] = V(plan);
    TRY(db_one_(db, &result_sql_access, &row, values, 23));
    *out = (struct result_access){
        .plan = plan,
        .enters = row.staff,
        .translates = row.translator,
        .directs = row.director,
        .decides = row.decides,
        .controls = row.controls,
    };
    return OK;
}

bool result_visible(const struct result_access *access,
                    const struct result_line *line, bool released)
{
    if (access->enters || access->translates || access->directs)
        return true;
    if (line->state == STATE_APPROVED || line->state == STATE_LOCKED)
        return released || access->decides || access->controls;
    return line->state == STATE_SUBMITTED &&
           (access->decides || access->controls);
}

static const struct field campaign_fields[] = {
    FIELD(struct result_campaign, id),
    FIELD(struct result_campaign, state),
    FIELD(struct result_campaign, opens_on),
    FIELD(struct result_campaign, due_on),
    FIELD(struct result_campaign, locks_on),
    FIELD(struct result_campaign, released),
};
static const struct shape campaign_shape =
    SHAPE(struct result_campaign, campaign_fields);

struct stmt result_sql_campaign = {
    .sql = "SELECT c.id, c.state, c.opens_on,"
           " COALESCE(e.due_on, c.due_on) AS due_on, c.locks_on,"
           " COALESCE(c.released_at <= ?, FALSE) AS released"
           " FROM campaign c LEFT JOIN campaign_entity e"
           " ON e.campaign = c.id AND e.entity = ? WHERE c.period = ?",
    .params = 3,
    .row = &campaign_shape,
};

enum err result_campaign(struct db *db, struct period period, int64_t entity,
                         struct instant now, struct result_campaign *out)
{
    return db_one(db, &result_sql_campaign, out, V(now), V(entity), V(period));
}
