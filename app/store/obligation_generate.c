#include "store/obligation.h"

#include <stdlib.h>

/* -- what is read ---------------------------------------------------------- */

struct terms_row {
    int64_t edition;
    struct date starts_on;
    struct date mid_on;
    struct date ends_on;
    struct date closed_on;
    struct date next_plan_on;
    bool mandate_years;
    bool evaluated_midway;
};
static const struct field terms_fields[] = {
    FIELD(struct terms_row, edition),
    FIELD(struct terms_row, starts_on),
    FIELD(struct terms_row, mid_on),
    FIELD(struct terms_row, ends_on),
    FIELD(struct terms_row, closed_on),
    FIELD(struct terms_row, next_plan_on),
    FIELD(struct terms_row, mandate_years),
    FIELD(struct terms_row, evaluated_midway),
};
static const struct shape terms_shape = SHAPE(struct terms_row, terms_fields);

/* The edition in force, else the first that will be; drafts oblige nobody. */
struct stmt obligation_sql_terms = {
    .sql = "SELECT e.edition, e.starts_on, e.mid_evaluation_on AS mid_on,"
           " e.ends_on, p.closed_on, p.next_plan_on, p.mandate_years,"
           " p.kind = 'mandate' AS evaluated_midway"
           " FROM plan p JOIN edition e ON e.plan = p.id"
           " WHERE p.id = ? AND e.state = 'approved' ORDER BY"
           " COALESCE(e.effective_on, '1000-01-01') <= ? DESC,"
           " IF(COALESCE(e.effective_on, '1000-01-01') <= ?,"
           " COALESCE(e.effective_on, '1000-01-01'), NULL) DESC,"
           " e.effective_on, e.edition DESC LIMIT 1",
    .params = 3,
    .row = &terms_shape,
};

struct rule_line {
    int64_t deadline;
    int64_t part;
    int64_t item;
    struct date closed_on;
    struct str kind;
    struct date due_on;
    struct str due_precision;
    struct str per;
    int64_t n_min;
    int64_t day;
    struct str anchor;
    int64_t shift;
    struct str shift_unit;
    struct str before_after;
    struct str calendar;
};
static const struct field line_fields[] = {
    FIELD(struct rule_line, deadline),
    FIELD(struct rule_line, part),
    FIELD(struct rule_line, item),
    FIELD(struct rule_line, closed_on),
    FIELD(struct rule_line, kind),
    FIELD(struct rule_line, due_on),
    FIELD(struct rule_line, due_precision),
    FIELD(struct rule_line, per),
    FIELD(struct rule_line, n_min),
    FIELD(struct rule_line, day),
    FIELD(struct rule_line, anchor),
    FIELD(struct rule_line, shift),
    FIELD(struct rule_line, shift_unit),
    FIELD(struct rule_line, before_after),
    FIELD(struct rule_line, calendar),
};
static const struct shape line_shape = SHAPE(struct rule_line, line_fields);

/* Confirmed for the words as they are printed now. */
struct stmt obligation_sql_rules = {
    .sql = "SELECT r.deadline, r.part, d.item, x.closed_on, r.kind, r.due_on,"
           " r.due_precision, r.per, r.n_min, r.day, r.anchor, r.shift,"
           " r.shift_unit, r.before_after, r.calendar"
           " FROM deadline_rule r JOIN edition_deadline d ON d.plan = r.plan"
           " AND d.edition = ? AND d.id = r.deadline"
           " JOIN item x ON x.id = d.item"
           " WHERE r.plan = ? AND r.state = 'confirmed' AND r.words ="
           " UNHEX(SHA2(CONCAT(COALESCE(d.text_fr, ''), '\n',"
           " COALESCE(d.text_nl, '')), 256)) ORDER BY r.deadline, r.part",
    .params = 2,
    .row = &line_shape,
};

struct stored {
    int64_t id;
    int64_t deadline;
    int64_t part;
    struct str code;
    int64_t item;
    struct date first_on;
    struct date last_on;
    struct date due_on;
    bool partial;
    bool gone;
    bool told;
};
static const struct field stored_fields[] = {
    FIELD(struct stored, id),      FIELD(struct stored, deadline),
    FIELD(struct stored, part),    FIELD(struct stored, code),
    FIELD(struct stored, item),    FIELD(struct stored, first_on),
    FIELD(struct stored, last_on), FIELD(struct stored, due_on),
    FIELD(struct stored, partial), FIELD(struct stored, gone),
    FIELD(struct stored, told),
};
static const struct shape stored_shape = SHAPE(struct stored, stored_fields);

struct stmt obligation_sql_stored = {
    .sql = "SELECT id, deadline, part, code, item, first_on, last_on, due_on,"
           " partial, gone, (met_on IS NOT NULL OR not_applicable OR waived)"
           " AS told FROM obligation WHERE plan = ?"
           " ORDER BY deadline, part, code",
    .params = 1,
    .row = &stored_shape,
};

struct event_row {
    struct str id;
    struct date on_date;
    struct date first_on;
};
static const struct field event_fields[] = {
    FIELD(struct event_row, id),
    FIELD(struct event_row, on_date),
    FIELD(struct event_row, first_on),
};
static const struct shape event_shape = SHAPE(struct event_row, event_fields);

struct campaign_row {
    struct period period;
};
static const struct field campaign_fields[] = {
    FIELD(struct campaign_row, period),
};
static const struct shape campaign_shape =
    SHAPE(struct campaign_row, campaign_fields);

struct stmt obligation_sql_campaigns = {
    .sql = "SELECT period FROM campaign WHERE state <> 'planned'"
           " ORDER BY period",
    .row = &campaign_shape,
};
struct stmt obligation_sql_calendar = {
    .sql = "SELECT CAST(id AS CHAR) AS id, on_date, NULL AS first_on"
           " FROM calendar_date WHERE calendar = ? ORDER BY on_date, id",
    .params = 1,
    .row = &event_shape,
};
struct stmt obligation_sql_occurrences = {
    .sql = "SELECT CAST(id AS CHAR) AS id, on_date, NULL AS first_on"
           " FROM occurrence WHERE item = ? AND ended_on IS NULL"
           " ORDER BY on_date, id",
    .params = 1,
    .row = &event_shape,
};

/* -- what is written ------------------------------------------------------- */

struct stmt obligation_sql_add = {
    .sql = "INSERT INTO obligation (plan, deadline, part, code, item,"
           " first_on, last_on, due_on, partial, continuous)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    .params = 10,
};
struct stmt obligation_sql_move = {
    .sql = "UPDATE obligation SET item = ?, first_on = ?, last_on = ?,"
           " due_on = ?, partial = ?, gone = FALSE WHERE id = ?",
    .params = 6,
};
struct stmt obligation_sql_gone = {
    .sql = "UPDATE obligation SET gone = TRUE WHERE id = ?",
    .params = 1,
};
struct stmt obligation_sql_remove = {
    .sql = "DELETE FROM obligation WHERE id = ?",
    .params = 1,
};
struct stmt obligation_sql_name_calendar = {
    .sql = "INSERT INTO calendar (name) SELECT ? FROM DUAL WHERE NOT EXISTS"
           " (SELECT 1 FROM calendar WHERE name = ?)",
    .params = 2,
};

static const struct field plan_fields[] = {FIELD(struct obligation_plan, id)};
static const struct shape plan_shape =
    SHAPE(struct obligation_plan, plan_fields);

struct stmt obligation_sql_plans = {
    .sql = "SELECT DISTINCT plan AS id FROM deadline_rule"
           " WHERE state = 'confirmed' UNION SELECT plan FROM obligation"
           " ORDER BY id",
    .row = &plan_shape,
};
struct stmt obligation_sql_plans_of_calendar = {
    .sql = "SELECT DISTINCT plan AS id FROM deadline_rule"
           " WHERE state = 'confirmed' AND calendar = ? ORDER BY id",
    .params = 1,
    .row = &plan_shape,
};

/* -- generating ------------------------------------------------------------ */

struct generating {
    struct db *db;
    struct arena *a;
    int64_t plan;
    struct rule_terms terms;
    struct list rules;  /* of struct rule_line */
    struct list stored; /* of struct stored */
    bool *wanted;       /* by stored row */
    int64_t changed;
};

static struct date first_of(struct date x, struct date y)
{
    if (!date_given(x) || !date_given(y))
        return date_given(x) ? x : y;
    return date_cmp(x, y) < 0 ? x : y;
}

static int compare(const void *x, const void *y)
{
    const struct stored *a = x, *b = y;

    if (a->deadline != b->deadline)
        return a->deadline < b->deadline ? -1 : 1;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    return str_cmp(a->code, b->code);
}

static bool moved(const struct stored *s, const struct rule_line *line,
                  const struct obligation *o)
{
    return s->gone || s->item != line->item || s->partial != o->partial ||
           date_cmp(s->first_on, o->first) != 0 ||
           date_cmp(s->last_on, o->last) != 0 ||
           date_cmp(s->due_on, o->due_on) != 0;
}

static enum err store(struct generating *g, const struct rule_line *line,
                      const struct obligation *o)
{
    struct stored key = {
        .deadline = line->deadline, .part = line->part, .code = o->key};
    struct stored *s = NULL;

    if (g->stored.count > 0)
        s = bsearch(&key, g->stored.at, g->stored.count, sizeof key, compare);
    if (!s) {
        g->changed++;
        return db_do(g->db, &obligation_sql_add, NULL, V(g->plan),
                     V(line->deadline), V(line->part), V(o->key), V(line->item),
                     V(o->first), V(o->last), V(o->due_on), V(o->partial),
                     V(o->continuous));
    }
    g->wanted[s - (struct stored *)g->stored.at] = true;
    if (!moved(s, line, o))
        return OK;
    g->changed++;
    return db_do(g->db, &obligation_sql_move, NULL, V(line->item), V(o->first),
                 V(o->last), V(o->due_on), V(o->partial), V(s->id));
}

static enum err events(struct generating *g, int64_t item,
                       const struct rule *rule, struct rule_terms *t)
{
    bool calendar = rule->kind == RULE_CALENDAR;
    struct list rows;

    if (calendar)
        TRY(db_all(g->db, &obligation_sql_calendar, &rows, V(rule->calendar)));
    else
        TRY(db_all(g->db, &obligation_sql_occurrences, &rows, V(item)));
    struct rule_event *out = NEW_N(g->a, struct rule_event, rows.count);

    for (size_t i = 0; i < rows.count; i++) {
        const struct event_row *e = LIST_AT(struct event_row, rows, i);

        out[i] = (struct rule_event){.key = e->id, .on = e->on_date};
    }
    t->events = out;
    t->event_count = rows.count;
    return OK;
}

static enum err campaigns(struct generating *g, struct rule_terms *t)
{
    struct list rows;

    TRY(db_all0(g->db, &obligation_sql_campaigns, &rows));
    struct rule_event *out = NEW_N(g->a, struct rule_event, rows.count);

    for (size_t i = 0; i < rows.count; i++) {
        struct period p = LIST_AT(struct campaign_row, rows, i)->period;

        out[i] = (struct rule_event){
            .key = period_text(g->a, p),
            .on = period_last(p),
            .first = period_first(p),
        };
    }
    t->events = out;
    t->event_count = rows.count;
    return OK;
}

static struct rule rule_of_line(const struct rule_line *line)
{
    struct rule_row row = {
        .kind = line->kind,
        .due_on = line->due_on,
        .due_precision = line->due_precision,
        .per = line->per,
        .n_min = line->n_min,
        .day = line->day,
        .anchor = line->anchor,
        .shift = line->shift,
        .shift_unit = line->shift_unit,
        .before_after = line->before_after,
        .calendar = line->calendar,
    };

    return rule_of_row(&row);
}

static enum err reckon(struct generating *g, int64_t item,
                       struct date closed_on, const struct rule *rule,
                       struct obligation **rows, size_t *count)
{
    struct rule_terms t = g->terms;

    t.closed_on = closed_on;
    if (rule->kind == RULE_CALENDAR || rule->kind == RULE_OCCURRENCE)
        TRY(events(g, item, rule, &t));
    if (rule->kind == RULE_CONTINUOUS)
        TRY(campaigns(g, &t));
    *count = obligations_of(g->a, rule, &t, rows);
    return OK;
}

static enum err generate_line(struct generating *g,
                              const struct rule_line *line)
{
    struct rule rule = rule_of_line(line);
    struct obligation *rows;
    size_t count;

    if (rule.kind == RULE_CALENDAR)
        TRY(db_do(g->db, &obligation_sql_name_calendar, NULL, V(rule.calendar),
                  V(rule.calendar)));
    TRY(reckon(g, line->item, line->closed_on, &rule, &rows, &count));
    for (size_t i = 0; i < count; i++)
        TRY(store(g, line, &rows[i]));
    return OK;
}

/* What nobody said anything about goes; the rest is kept for what was said. */
static enum err clear(struct generating *g)
{
    for (size_t i = 0; i < g->stored.count; i++) {
        const struct stored *s = LIST_AT(struct stored, g->stored, i);

        if (g->wanted[i] || (s->told && s->gone))
            continue;
        g->changed++;
        TRY(db_do(g->db,
                  s->told ? &obligation_sql_gone : &obligation_sql_remove, NULL,
                  V(s->id)));
    }
    return OK;
}

static enum err read_terms(struct generating *g, struct date today)
{
    struct terms_row row;
    enum err err = db_one(g->db, &obligation_sql_terms, &row, V(g->plan),
                          V(today), V(today));

    if (err != OK) /* ERR_NOT_FOUND: never approved, no rule to follow */
        return err == ERR_NOT_FOUND ? OK : err;
    g->terms = (struct rule_terms){
        .starts_on = row.starts_on,
        .mid_on = row.mid_on,
        .ends_on = first_of(row.ends_on, row.closed_on),
        .next_plan_on = row.next_plan_on,
        .until = {(int16_t)(today.year + 1), 12, 31},
        .mandate_years = row.mandate_years,
        .evaluated_midway = row.evaluated_midway,
    };
    return db_all(g->db, &obligation_sql_rules, &g->rules, V(row.edition),
                  V(g->plan));
}

enum err obligations_generate(struct db *db, struct arena *a, int64_t plan,
                              struct date today, int64_t *changed)
{
    struct generating g = {.db = db, .a = a, .plan = plan};

    TRY(read_terms(&g, today));
    TRY(db_all(db, &obligation_sql_stored, &g.stored, V(plan)));
    g.wanted = NEW_N(a, bool, g.stored.count);
    for (size_t i = 0; i < g.rules.count; i++)
        TRY(generate_line(&g, LIST_AT(struct rule_line, g.rules, i)));
    TRY(clear(&g));
    *changed += g.changed;
    return OK;
}

struct closing {
    struct date closed_on;
};
static const struct field closing_fields[] = {FIELD(struct closing, closed_on)};
static const struct shape closing_shape = SHAPE(struct closing, closing_fields);

struct stmt obligation_sql_closing = {
    .sql = "SELECT closed_on FROM item WHERE id = ? AND plan = ?",
    .params = 2,
    .row = &closing_shape,
};

enum err obligations_preview(struct db *db, struct arena *a, int64_t plan,
                             int64_t item, const struct rule *rule,
                             struct date today, struct obligation **rows,
                             size_t *count)
{
    struct generating g = {.db = db, .a = a, .plan = plan};
    struct closing closing;

    TRY(db_one(db, &obligation_sql_closing, &closing, V(item), V(plan)));
    TRY(read_terms(&g, today));
    return reckon(&g, item, closing.closed_on, rule, rows, count);
}

enum err obligation_plans(struct db *db, struct list *out)
{
    return db_all0(db, &obligation_sql_plans, out);
}

enum err obligation_plans_of_calendar(struct db *db, struct str name,
                                      struct list *out)
{
    return db_all(db, &obligation_sql_plans_of_calendar, out, V(name));
}

enum err obligations_follow(struct db *db, struct arena *a, struct list plans,
                            struct date today, int64_t *changed)
{
    for (size_t i = 0; i < plans.count; i++)
        TRY(obligations_generate(db, a,
                                 LIST_AT(struct obligation_plan, plans, i)->id,
                                 today, changed));
    return OK;
}
