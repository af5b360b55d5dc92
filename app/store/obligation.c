#include "store/obligation.h"

#include "core/json.h"
#include "store/scope.h"

static const struct field row_fields[] = {
    FIELD(struct obligation_row, id),
    FIELD(struct obligation_row, plan),
    FIELD(struct obligation_row, deadline),
    FIELD(struct obligation_row, part),
    FIELD(struct obligation_row, item),
    FIELD(struct obligation_row, code),
    FIELD(struct obligation_row, first_on),
    FIELD(struct obligation_row, last_on),
    FIELD(struct obligation_row, due_on),
    FIELD(struct obligation_row, partial),
    FIELD(struct obligation_row, continuous),
    FIELD(struct obligation_row, gone),
    FIELD(struct obligation_row, met_on),
    FIELD(struct obligation_row, not_applicable),
    FIELD(struct obligation_row, waived),
    FIELD(struct obligation_row, note),
    FIELD(struct obligation_row, result_period),
    FIELD(struct obligation_row, result_measure),
    FIELD(struct obligation_row, teller),
    FIELD(struct obligation_row, told_at),
    FIELD(struct obligation_row, version),
    FIELD(struct obligation_row, updated_at),
    FIELD(struct obligation_row, conditional),
    FIELD(struct obligation_row, text_fr),
    FIELD(struct obligation_row, text_nl),
    FIELD(struct obligation_row, part_fr),
    FIELD(struct obligation_row, part_nl),
    FIELD(struct obligation_row, ref),
    FIELD(struct obligation_row, title_fr),
    FIELD(struct obligation_row, title_nl),
    FIELD(struct obligation_row, entity_fr),
    FIELD(struct obligation_row, entity_nl),
};
static const struct shape row_shape = SHAPE(struct obligation_row, row_fields);

/* A continuous one of campaign P is updated by the first result of its item, or
 * of an indicator right under it, that was submitted for P. */
#define UPDATED                                                                \
    "IF(o.continuous, (SELECT MIN(s.submitted_at) FROM result s"               \
    " JOIN measure m ON m.id = s.measure"                                      \
    " LEFT JOIN edition_indicator i ON i.plan = s.plan"                        \
    " AND i.edition = s.edition AND i.id = s.measure"                          \
    " WHERE s.plan = o.plan AND s.period = SUBSTRING(o.code, 4)"               \
    " AND s.state IN ('submitted','approved','locked')"                        \
    " AND COALESCE(i.item, m.item) = o.item), NULL)"

/* Printed words of the edition approved last. */
#define ROWS                                                                   \
    "SELECT o.id, o.plan, o.deadline, o.part, o.item, o.code, o.first_on,"     \
    " o.last_on, o.due_on, o.partial, o.continuous, o.gone, o.met_on,"         \
    " o.not_applicable, o.waived, o.note, o.result_period,"                    \
    " o.result_measure, a.name AS teller, o.told_at, o.version,"               \
    " " UPDATED " AS updated_at,"                                              \
    " COALESCE(r.kind = 'conditional', FALSE) AS conditional,"                 \
    " d.text_fr, d.text_nl, r.part_fr, r.part_nl, x.ref, x.title_fr,"          \
    " x.title_nl, n.name_fr AS entity_fr, n.name_nl AS entity_nl"              \
    " FROM obligation o JOIN plan p ON p.id = o.plan"                          \
    " JOIN entity n ON n.id = p.entity"                                        \
    " JOIN edition e ON e.plan = p.id AND e.edition = (SELECT MAX(l.edition)"  \
    " FROM edition l WHERE l.plan = p.id AND l.state = 'approved')"            \
    " LEFT JOIN account a ON a.id = o.told_by"                                 \
    " LEFT JOIN edition_deadline d ON d.plan = o.plan"                         \
    " AND d.edition = e.edition AND d.id = o.deadline"                         \
    " LEFT JOIN edition_item x ON x.plan = o.plan"                             \
    " AND x.edition = e.edition AND x.id = o.item"                             \
    " LEFT JOIN deadline_rule r ON r.deadline = o.deadline"                    \
    " AND r.part = o.part AND r.state = 'confirmed'"

struct stmt obligation_sql_of_plan = {
    .sql = ROWS " WHERE o.plan = ? AND " MAY_WORK_ON_PLAN(
        "p") " ORDER BY x.position, o.deadline, o.part,"
             " COALESCE(o.due_on, o.last_on, '9999-12-31'), o.code",
    .params = 5,
    .row = &row_shape,
};

struct stmt obligation_sql_find = {
    .sql = ROWS " WHERE o.plan = ? AND o.id = ? AND " MAY_WORK_ON_PLAN("p"),
    .params = 6,
    .row = &row_shape,
};

struct stmt obligation_sql_pressing = {
    .sql = ROWS " WHERE o.due_on <= ? AND o.met_on IS NULL AND NOT o.waived"
                " AND NOT o.not_applicable AND NOT o.gone"
                " AND NOT o.continuous AND " MAY_ENTER(
                    "p") " ORDER BY o.due_on, x.position, o.id LIMIT 200",
    .params = 5,
    .row = &row_shape,
};

struct stmt obligation_sql_of_evaluation = {
    .sql = ROWS
    " JOIN evaluation v ON v.plan = o.plan WHERE v.id = ? AND NOT o.gone"
    " AND " HAS_SEAT("v") " ORDER BY o.item, o.due_on, o.id",
    .params = 3,
    .row = &row_shape,
};

struct stmt obligation_sql_tell = {
    .sql = "UPDATE obligation SET met_on = ?, not_applicable = ?, waived = ?,"
           " note = ?, result_period = ?, result_measure = ?, told_by = ?,"
           " told_at = ?, version = version + 1 WHERE id = ? AND version = ?",
    .params = 10,
};

struct date obligation_met_on(const struct obligation_row *row)
{
    int seconds;

    if (date_given(row->met_on) || row->updated_at.s == 0)
        return row->met_on;
    return brussels_date(row->updated_at, &seconds);
}

enum obligation_state obligation_stands(const struct obligation_row *row,
                                        struct date today)
{
    struct obligation_facts facts = {
        .first = row->first_on,
        .due_on = row->due_on,
        .continuous = row->continuous,
        .met_on = obligation_met_on(row),
        .not_applicable = row->not_applicable,
        .waived = row->waived,
    };

    return obligation_state(&facts, today);
}

enum err obligations_of_plan(struct db *db, int64_t plan, int64_t account,
                             struct date today, struct list *out)
{
    return db_all(db, &obligation_sql_of_plan, out, V(plan), V(account),
                  V(today), V(account), V(today));
}

enum err obligation_find(struct db *db, int64_t plan, int64_t id,
                         int64_t account, struct date today,
                         struct obligation_row *out)
{
    return db_one(db, &obligation_sql_find, out, V(plan), V(id), V(account),
                  V(today), V(account), V(today));
}

enum err obligations_until(struct db *db, int64_t account, struct date today,
                           struct date until, struct list *out)
{
    return db_all(db, &obligation_sql_pressing, out, V(until), V(account),
                  V(today), V(account), V(today));
}

enum err obligations_pressing(struct db *db, int64_t account, struct date today,
                              struct list *out)
{
    return obligations_until(db, account, today,
                             date_add_days(today, OBLIGATION_SOON_DAYS), out);
}

enum err obligations_of_evaluation(struct db *db, int64_t evaluation,
                                   int64_t account, struct date today,
                                   struct list *out)
{
    return db_all(db, &obligation_sql_of_evaluation, out, V(evaluation),
                  V(account), V(today));
}

/* -- facts ----------------------------------------------------------------- */

static struct hash said_hash(struct arena *a, const struct obligation_row *row,
                             const struct obligation_said *said)
{
    struct buf text = buf_new(a, 200);

    buf_puts(&text, "obligation/1");
    struct json j = json_open(&text);
    json_str(&j, "code", row->code);
    json_date(&j, "due_on", row->due_on);
    json_date(&j, "met_on", said->met_on);
    json_bool(&j, "not_applicable", said->not_applicable);
    json_int(&j, "result_measure", said->result_measure);
    json_str(&j, "result_period",
             said->result_period.kind ? period_text(a, said->result_period)
                                      : STR_NONE);
    json_bool(&j, "waived", said->waived);
    json_close(&j);
    return hash_of(buf_str(&text));
}

static const char *act_of(const struct obligation_said *said)
{
    if (said->waived)
        return "waive_obligation";
    if (said->not_applicable)
        return "excuse_obligation";
    return date_given(said->met_on) ? "meet_obligation" : "reopen_obligation";
}

enum err obligation_tell(struct db *db, struct arena *a,
                         const struct obligation_row *row,
                         const struct obligation_said *said,
                         const struct rule_actor *who)
{
    struct hash content = said_hash(a, row, said);
    struct decision decision = {
        .plan = row->plan,
        .act = str_of(act_of(said)),
        .account = who->account,
        .object = S("obligation"),
        .key =
            str_printf(a, "%lld %.*s", (long long)row->id, STR_ARG(row->code)),
        .content = &content,
        .reason = said->note,
    };
    int64_t matched;

    TRY(db_do(db, &obligation_sql_tell, &matched, V(said->met_on),
              V(said->not_applicable), V(said->waived), V(said->note),
              V(said->result_period), value_id(said->result_measure),
              value_id(who->account), V(who->now), V(row->id),
              V(row->version)));
    if (!matched)
        return ERR_CONFLICT;
    return decision_add(db, a, who->now, &decision);
}
