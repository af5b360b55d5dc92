#include "store/rule.h"

#include "core/json.h"
#include "store/scope.h"

static const struct field row_fields[] = {
    FIELD(struct rule_row, deadline),
    FIELD(struct rule_row, part),
    FIELD(struct rule_row, item),
    FIELD(struct rule_row, code),
    FIELD(struct rule_row, text_fr),
    FIELD(struct rule_row, text_nl),
    FIELD(struct rule_row, confirmed),
    FIELD(struct rule_row, imported),
    FIELD(struct rule_row, words_changed),
    FIELD(struct rule_row, part_fr),
    FIELD(struct rule_row, part_nl),
    FIELD(struct rule_row, kind),
    FIELD(struct rule_row, due_on),
    FIELD(struct rule_row, due_precision),
    FIELD(struct rule_row, per),
    FIELD(struct rule_row, n_min),
    FIELD(struct rule_row, day),
    FIELD(struct rule_row, anchor),
    FIELD(struct rule_row, shift),
    FIELD(struct rule_row, shift_unit),
    FIELD(struct rule_row, before_after),
    FIELD(struct rule_row, calendar),
    FIELD(struct rule_row, condition_fr),
    FIELD(struct rule_row, condition_nl),
    FIELD(struct rule_row, proposed_by),
    FIELD(struct rule_row, proposer),
    FIELD(struct rule_row, confirmer),
    FIELD(struct rule_row, confirmed_at),
};
const struct shape rule_row_shape = SHAPE(struct rule_row, row_fields);

/* Of the printed text a rule was made for. */
#define WORDS                                                                  \
    "UNHEX(SHA2(CONCAT(COALESCE(d.text_fr, ''), '\n',"                         \
    " COALESCE(d.text_nl, '')), 256))"
/* A rule of people where there is one, else the edition's. */
/* clang-format off */
#define EITHER(column)                                                         \
    ", IF(r.id IS NULL, d." column ", r." column ") AS " column
#define ROWS                                                                   \
    "SELECT d.id AS deadline, COALESCE(r.part, 1) AS part, d.item, k.code,"    \
    " d.text_fr, d.text_nl, COALESCE(r.state = 'confirmed', FALSE)"            \
    " AS confirmed, r.id IS NULL AS imported,"                                 \
    " COALESCE(r.words <> " WORDS ", FALSE) AS words_changed"                  \
    EITHER("part_fr")                                                          \
    EITHER("part_nl")                                                          \
    EITHER("kind")                                                             \
    EITHER("due_on")                                                           \
    EITHER("due_precision")                                                    \
    EITHER("per")                                                              \
    EITHER("n_min")                                                            \
    EITHER("day")                                                              \
    EITHER("anchor")                                                           \
    EITHER("shift")                                                            \
    EITHER("shift_unit")                                                       \
    EITHER("before_after")                                                     \
    EITHER("calendar")                                                         \
    EITHER("condition_fr")                                                     \
    EITHER("condition_nl")                                                     \
    ", IF(r.id IS NULL, e.made_by, r.proposed_by) AS proposed_by,"             \
    " pa.name AS proposer, ca.name AS confirmer, r.confirmed_at"               \
    " FROM edition_deadline d JOIN deadline k ON k.id = d.id"                  \
    " JOIN edition e ON e.plan = d.plan AND e.edition = d.edition"             \
    " LEFT JOIN deadline_rule r ON r.deadline = d.id"                          \
    " LEFT JOIN account pa"                                                    \
    " ON pa.id = IF(r.id IS NULL, e.made_by, r.proposed_by)"                   \
    " LEFT JOIN account ca ON ca.id = r.confirmed_by"                          \
    " WHERE d.plan = ? AND d.edition = ?"
/* clang-format on */
#define ORDER " ORDER BY d.item, d.sort, k.code, part, confirmed DESC"

/* rule_rights, read first, decided that the account reaches the plan. */
struct stmt rule_sql_of_plan = {
    .sql = ROWS ORDER,
    .params = 2,
    .row = &rule_row_shape,
};
struct stmt rule_sql_of_deadline = {
    .sql = ROWS " AND d.id = ?" ORDER,
    .params = 3,
    .row = &rule_row_shape,
};

static const struct field rights_fields[] = {
    FIELD(struct rule_rights, code),
    FIELD(struct rule_rights, enters),
    FIELD(struct rule_rights, directs),
    FIELD(struct rule_rights, mandate_years),
    FIELD(struct rule_rights, next_plan_on),
};
static const struct shape rights_shape =
    SHAPE(struct rule_rights, rights_fields);

struct stmt rule_sql_rights = {
    .sql = "SELECT p.code, " MAY_ENTER("p") " AS enters, " MAY_DIRECT(
        "p") " AS directs, p.mandate_years, p.next_plan_on FROM plan p"
             " WHERE p.id = ? AND " MAY_WORK_ON_PLAN("p"),
    .params = 13,
    .row = &rights_shape,
};

struct stmt rule_sql_unpropose = {
    .sql = "DELETE FROM deadline_rule WHERE deadline = ? AND part = ?"
           " AND state = 'proposed'",
    .params = 2,
};

struct stmt rule_sql_propose = {
    .sql = "INSERT INTO deadline_rule (plan, deadline, part, state, words,"
           " part_fr, part_nl, kind, due_on, due_precision, per, n_min, day,"
           " anchor, shift, shift_unit, before_after, calendar, condition_fr,"
           " condition_nl, proposed_by, proposed_at)"
           " SELECT d.plan, d.id, ?, 'proposed', " WORDS ", ?, ?, ?, ?, ?, ?,"
           " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
           " FROM edition_deadline d"
           " WHERE d.plan = ? AND d.edition = ? AND d.id = ?",
    .params = 21,
};

struct stmt rule_sql_drop = {
    .sql = "DELETE FROM deadline_rule WHERE deadline = ? AND part = ?"
           " AND state = 'confirmed'",
    .params = 2,
};

struct stmt rule_sql_confirm = {
    .sql = "UPDATE deadline_rule r JOIN edition_deadline d"
           " ON d.plan = r.plan AND d.edition = ? AND d.id = r.deadline"
           " SET r.state = 'confirmed', r.confirmed_by = ?,"
           " r.confirmed_at = ?"
           " WHERE r.plan = ? AND r.deadline = ? AND r.part = ?"
           " AND r.state = 'proposed' AND r.words = " WORDS
           " AND (r.proposed_by IS NULL OR r.proposed_by <> ?)",
    .params = 7,
};

/* The printed words are others by now: the rule is held to these. */
struct stmt rule_sql_adopt = {
    .sql = "UPDATE deadline_rule r JOIN edition_deadline d"
           " ON d.plan = r.plan AND d.edition = ? AND d.id = r.deadline"
           " SET r.words = " WORDS ", r.confirmed_by = ?, r.confirmed_at = ?"
           " WHERE r.plan = ? AND r.deadline = ? AND r.part = ?"
           " AND r.state = 'confirmed'",
    .params = 6,
};

struct stmt rule_sql_settle = {
    .sql = "UPDATE plan SET mandate_years = ?, next_plan_on = ? WHERE id = ?",
    .params = 3,
};

struct rule rule_of_row(const struct rule_row *row)
{
    struct rule r = {
        .kind = rule_kind_parse(row->kind),
        .due_on = row->due_on,
        .precision = rule_precision_parse(row->due_precision),
        .per = rule_per_parse(row->per),
        .n_min = row->n_min,
        .day = row->day,
        .anchor = rule_anchor_parse(row->anchor),
        .shift = row->shift,
        .unit = rule_unit_parse(row->shift_unit),
        .side = rule_side_parse(row->before_after),
        .calendar = row->calendar,
    };

    return rule_plain(&r);
}

enum err rules_of_plan(struct db *db, int64_t plan, int64_t edition,
                       struct list *out)
{
    return db_all(db, &rule_sql_of_plan, out, V(plan), V(edition));
}

enum err rules_of_deadline(struct db *db, int64_t plan, int64_t edition,
                           int64_t deadline, struct list *out)
{
    TRY(db_all(db, &rule_sql_of_deadline, out, V(plan), V(edition),
               V(deadline)));
    return out->count ? OK : ERR_NOT_FOUND;
}

enum err rule_rights(struct db *db, int64_t plan, int64_t account,
                     struct date today, struct rule_rights *out)
{
    return db_one(db, &rule_sql_rights, out, V(account), V(today), V(account),
                  V(today), V(account), V(today), V(account), V(today), V(plan),
                  V(account), V(today), V(account), V(today));
}

/* -- deciding -------------------------------------------------------------- */

static struct value number_or_null(int64_t n)
{
    return n ? value_int(n) : value_id(0);
}

static enum err write_proposal(struct db *db, int64_t plan, int64_t edition,
                               const struct rule_row *row, int64_t by,
                               struct instant now)
{
    struct rule r = rule_of_row(row);
    int64_t matched;

    TRY(db_do(db, &rule_sql_unpropose, NULL, V(row->deadline), V(row->part)));
    TRY(db_do(db, &rule_sql_propose, &matched, V(row->part), V(row->part_fr),
              V(row->part_nl), V(rule_kind_name(r.kind)), V(r.due_on),
              V(rule_precision_name(r.precision)), V(rule_per_name(r.per)),
              number_or_null(r.n_min), number_or_null(r.day),
              V(rule_anchor_name(r.anchor)), number_or_null(r.shift),
              V(rule_unit_name(r.unit)), V(rule_side_name(r.side)),
              V(r.calendar), V(row->condition_fr), V(row->condition_nl),
              value_id(by), V(now), V(plan), V(edition), V(row->deadline)));
    return matched ? OK : ERR_NOT_FOUND;
}

enum err rule_propose(struct db *db, int64_t plan, int64_t edition,
                      const struct rule_row *row, const struct rule_actor *who)
{
    struct rule r = rule_of_row(row);

    if (rule_check(&r) != RULE_WHOLE)
        return ERR_INPUT;
    return write_proposal(db, plan, edition, row, who->account, who->now);
}

enum err rule_confirm(struct db *db, int64_t plan, int64_t edition,
                      const struct rule_row *row, const struct rule_actor *who)
{
    struct rule r = rule_of_row(row);
    int64_t matched;

    if (rule_check(&r) != RULE_WHOLE)
        return ERR_INPUT;
    if (row->proposed_by && row->proposed_by == who->account)
        return ERR_FORBIDDEN;
    if (row->confirmed) {
        TRY(db_do(db, &rule_sql_adopt, &matched, V(edition), V(who->account),
                  V(who->now), V(plan), V(row->deadline), V(row->part)));
        return matched ? OK : ERR_CONFLICT;
    }
    if (row->imported)
        TRY(write_proposal(db, plan, edition, row, row->proposed_by, who->now));
    TRY(db_do(db, &rule_sql_drop, NULL, V(row->deadline), V(row->part)));
    TRY(db_do(db, &rule_sql_confirm, &matched, V(edition), V(who->account),
              V(who->now), V(plan), V(row->deadline), V(row->part),
              V(who->account)));
    return matched ? OK : ERR_CONFLICT;
}

enum err rule_refuse(struct db *db, const struct rule_row *row)
{
    int64_t matched;

    TRY(db_do(db, &rule_sql_unpropose, &matched, V(row->deadline),
              V(row->part)));
    return matched ? OK : ERR_CONFLICT;
}

enum err rule_settle(struct db *db, int64_t plan, bool mandate_years,
                     struct date next_plan_on)
{
    return db_do(db, &rule_sql_settle, NULL, V(mandate_years), V(next_plan_on),
                 V(plan));
}

struct hash rule_hash(struct arena *a, const struct rule_row *row)
{
    struct rule r = rule_of_row(row);
    struct buf text = buf_new(a, 300);

    buf_puts(&text, "rule/1");
    struct json j = json_open(&text);
    json_str(&j, "anchor", rule_anchor_name(r.anchor));
    json_str(&j, "before_after", rule_side_name(r.side));
    json_str(&j, "calendar", r.calendar);
    json_str(&j, "condition_fr", row->condition_fr);
    json_str(&j, "condition_nl", row->condition_nl);
    json_date(&j, "date", r.due_on);
    json_int(&j, "day", r.day);
    json_str(&j, "kind", rule_kind_name(r.kind));
    json_int(&j, "n_min", r.n_min);
    json_int(&j, "offset", r.shift);
    json_str(&j, "offset_unit", rule_unit_name(r.unit));
    json_str(&j, "part_fr", row->part_fr);
    json_str(&j, "part_nl", row->part_nl);
    json_str(&j, "per", rule_per_name(r.per));
    json_str(&j, "precision", rule_precision_name(r.precision));
    json_str(&j, "text_fr", row->text_fr);
    json_str(&j, "text_nl", row->text_nl);
    json_close(&j);
    return hash_of(buf_str(&text));
}

struct decision rule_decision(struct arena *a, int64_t plan, const char *act,
                              const struct rule_row *row,
                              const struct rule_actor *who,
                              struct hash *content)
{
    *content = rule_hash(a, row);
    return (struct decision){
        .plan = plan,
        .act = str_of(act),
        .account = who->account,
        .object = S("deadline"),
        .key = str_printf(a, "%.*s %lld", STR_ARG(row->code),
                          (long long)row->part),
        .content = content,
    };
}
