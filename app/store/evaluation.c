#include "store/evaluation.h"
#include "store/scope.h"

static const struct field head_fields[] = {
    FIELD(struct evaluation_head, id),
    FIELD(struct evaluation_head, plan),
    FIELD(struct evaluation_head, kind),
    FIELD(struct evaluation_head, evaluated_on),
    FIELD(struct evaluation_head, procedure_lang),
    FIELD(struct evaluation_head, state),
    FIELD(struct evaluation_head, seat),
    FIELD(struct evaluation_head, entity_fr),
    FIELD(struct evaluation_head, entity_nl),
    FIELD(struct evaluation_head, title_fr),
    FIELD(struct evaluation_head, title_nl),
    FIELD(struct evaluation_head, function_fr),
    FIELD(struct evaluation_head, function_nl),
    FIELD(struct evaluation_head, holder),
};
static const struct shape head_shape =
    SHAPE(struct evaluation_head, head_fields);

/* The holder of the day: the last one to have begun by then. */
#define HEAD                                                                   \
    "SELECT v.id, v.plan, v.kind, v.evaluated_on, v.lang AS procedure_lang,"   \
    " v.state, s.seat, n.name_fr AS entity_fr, n.name_nl AS entity_nl,"        \
    " e.title_fr, e.title_nl, e.function_fr, e.function_nl,"                   \
    " (SELECT h.name FROM holder h WHERE h.plan = v.plan"                      \
    "   AND (h.from_on IS NULL OR h.from_on <= v.evaluated_on)"                \
    "   AND (h.to_on IS NULL OR h.to_on >= v.evaluated_on)"                    \
    "   ORDER BY h.from_on DESC LIMIT 1) AS holder"                            \
    " FROM evaluation_seat s JOIN evaluation v ON v.id = s.evaluation"         \
    " JOIN plan p ON p.id = v.plan JOIN entity n ON n.id = p.entity"           \
    " JOIN edition e ON e.plan = v.plan AND e.edition ="                       \
    "   (SELECT MAX(x.edition) FROM edition x WHERE x.plan = v.plan)"          \
    " WHERE s.account = ? AND ? BETWEEN s.from_on AND s.to_on"                 \
    " AND s.recused_at IS NULL"

struct stmt evaluations_of_account = {
    .sql = HEAD " ORDER BY v.evaluated_on DESC, v.id DESC",
    .params = 2,
    .row = &head_shape,
};

struct stmt evaluation_head_of = {
    .sql = HEAD " AND v.id = ?",
    .params = 3,
    .row = &head_shape,
};

static const struct field seat_fields[] = {
    FIELD(struct evaluation_seat_row, seat),
    FIELD(struct evaluation_seat_row, name),
};
static const struct shape seat_shape =
    SHAPE(struct evaluation_seat_row, seat_fields);

struct stmt evaluation_seats_of = {
    .sql = "SELECT o.seat, a.name FROM evaluation v"
           " JOIN evaluation_seat o ON o.evaluation = v.id"
           " JOIN account a ON a.id = o.account"
           " WHERE v.id = ? AND o.recused_at IS NULL AND " HAS_SEAT(
               "v") " ORDER BY o.seat, a.name",
    .params = 3,
    .row = &seat_shape,
};

static const struct field result_fields[] = {
    FIELD(struct evaluation_result, measure),
    FIELD(struct evaluation_result, period),
    FIELD(struct evaluation_result, value),
    FIELD(struct evaluation_result, decimals),
    FIELD(struct evaluation_result, status),
    FIELD(struct evaluation_result, chosen),
    FIELD(struct evaluation_result, declared),
    FIELD(struct evaluation_result, not_applicable),
    FIELD(struct evaluation_result, value_text),
    FIELD(struct evaluation_result, description_fr),
    FIELD(struct evaluation_result, description_nl),
};
static const struct shape result_shape =
    SHAPE(struct evaluation_result, result_fields);

#define TEXT_OF(alias, its_field, its_lang)                                    \
    " LEFT JOIN result_text " alias " ON " alias ".plan = r.plan AND " alias   \
    ".period = r.period AND " alias ".measure = r.measure AND " alias          \
    ".field = '" its_field "' AND " alias ".lang = '" its_lang "'"

struct stmt evaluation_results_of = {
    .sql =
        "SELECT r.measure, r.period, r.value, r.decimals,"
        " COALESCE(r.status_chosen, r.status) AS status,"
        " r.status_chosen IS NOT NULL AS chosen, r.declared,"
        " r.not_applicable, w.body AS value_text,"
        " f.body AS description_fr, d.body AS description_nl"
        " FROM evaluation v JOIN result r ON r.plan = v.plan" TEXT_OF(
            "w", "value", "") TEXT_OF("f", "description", "fr")
            TEXT_OF("d", "description",
                    "nl") " WHERE v.id = ? AND r.state IN ('approved','locked')"
                          " AND " HAS_SEAT("v") " ORDER BY r.measure, r.period",
    .params = 3,
    .row = &result_shape,
};

enum err evaluations_of(struct db *db, int64_t account, struct date today,
                        struct list *out)
{
    return db_all(db, &evaluations_of_account, out, V(account), V(today));
}

enum err evaluation_head(struct db *db, int64_t id, int64_t account,
                         struct date today, struct evaluation_head *out)
{
    return db_one(db, &evaluation_head_of, out, V(account), V(today), V(id));
}

enum err evaluation_seats(struct db *db, int64_t id, int64_t account,
                          struct date today, struct list *out)
{
    return db_all(db, &evaluation_seats_of, out, V(id), V(account), V(today));
}

enum err evaluation_results(struct db *db, int64_t id, int64_t account,
                            struct date today, struct list *out)
{
    return db_all(db, &evaluation_results_of, out, V(id), V(account), V(today));
}

/* -- opening one ----------------------------------------------------------- */

struct stmt evaluation_sql_add = {
    .sql = "INSERT INTO evaluation (plan, kind, evaluated_on, lang, made_by,"
           " made_at) SELECT p.id, ?, ?, ?, ?, ? FROM plan p WHERE p.id = ?"
           " AND p.kind = 'mandate' AND " REACHES_PLAN("'secretary'", "p"),
    .params = 10,
};

struct stmt evaluation_sql_seat_secretary = {
    .sql = "INSERT INTO evaluation_seat (evaluation, account, seat, from_on)"
           " VALUES (?, ?, 'secretary', ?)",
    .params = 3,
};

struct stmt evaluation_sql_seat_holder = {
    .sql = "INSERT INTO evaluation_seat (evaluation, account, seat, from_on)"
           " SELECT v.id, h.account, 'holder', ? FROM evaluation v"
           " JOIN holder h ON h.plan = v.plan WHERE v.id = ?"
           " AND h.account IS NOT NULL AND h.account <> v.made_by"
           " AND (h.from_on IS NULL OR h.from_on <= v.evaluated_on)"
           " AND (h.to_on IS NULL OR h.to_on >= v.evaluated_on)"
           " GROUP BY v.id, h.account",
    .params = 2,
};

/* A role held for this mandate, or everywhere, and no mandate of one's own. */
struct stmt evaluation_sql_seat = {
    .sql = "INSERT INTO evaluation_seat (evaluation, account, seat, from_on)"
           " SELECT v.id, g.account, g.role, ? FROM evaluation v"
           " JOIN plan p ON p.id = v.plan JOIN assignment g ON g.account = ?"
           " WHERE v.id = ? AND g.role = ? AND g.confirmed_at IS NOT NULL"
           " AND ? BETWEEN g.from_on AND g.to_on"
           " AND (g.plan = p.id OR EXISTS (SELECT 1 FROM entity_tree t"
           "  WHERE t.ancestor = g.entity AND t.entity = p.entity))"
           " AND NOT EXISTS (SELECT 1 FROM holder h"
           "  WHERE h.plan = p.id AND h.account = g.account)"
           " GROUP BY v.id, g.account, g.role",
    .params = 5,
};

enum err evaluation_open(struct db *db, const struct evaluation_opening *o,
                         int64_t *id)
{
    int64_t matched;

    TRY(db_do(db, &evaluation_sql_add, &matched, V(o->kind), V(o->evaluated_on),
              V(o->procedure_lang), V(o->secretary), V(o->now), V(o->plan),
              V(o->secretary), V(o->today), V(o->secretary), V(o->today)));
    if (matched == 0)
        return ERR_NOT_FOUND;
    *id = db_insert_id(db);
    TRY(db_do(db, &evaluation_sql_seat_secretary, &matched, V(*id),
              V(o->secretary), V(o->today)));
    return db_do(db, &evaluation_sql_seat_holder, &matched, V(o->today),
                 V(*id));
}

enum err evaluation_seat_take(struct db *db, int64_t id, int64_t account,
                              struct date today, struct str seat)
{
    int64_t matched;

    TRY(db_do(db, &evaluation_sql_seat, &matched, V(today), V(account), V(id),
              V(seat), V(today)));
    return matched ? OK : ERR_FORBIDDEN;
}
