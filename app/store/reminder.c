#include "store/reminder.h"

enum { FACTS_FIRST = 256 };

/* A plan and period with something open, or something that waits; or a plan's
 * obligations of a day. */
struct heap_row {
    int64_t plan;
    struct period period;
    struct date opens_on;
    struct date due_on;
    int64_t count; /* of obligations */
    int64_t first;
    bool superior;
};
static const struct field heap_fields[] = {
    FIELD(struct heap_row, plan),     FIELD(struct heap_row, period),
    FIELD(struct heap_row, opens_on), FIELD(struct heap_row, due_on),
    FIELD(struct heap_row, count),    FIELD(struct heap_row, first),
    FIELD(struct heap_row, superior),
};
static const struct shape heap_shape = SHAPE(struct heap_row, heap_fields);

/* Of bodies an open campaign still expects something of, from so many days
 * before their due date. */
static struct stmt plans_open = {
    .sql = "SELECT p.id AS plan, c.period, c.opens_on,"
           " COALESCE(MAX(ce.due_on), c.due_on) AS due_on, 0 AS count,"
           " 0 AS first, FALSE AS superior FROM campaign c JOIN plan p"
           " JOIN summary s ON s.plan = p.id AND s.period = c.period"
           " LEFT JOIN campaign_entity ce ON ce.campaign = c.id"
           " AND ce.entity = p.entity WHERE c.state = 'open'"
           " AND COALESCE(ce.standing, 'due') IN ('due', 'late')"
           " GROUP BY p.id, c.id HAVING SUM(s.measures) > SUM(s.submitted)"
           " AND DATEDIFF(due_on, ?) <= ? ORDER BY p.id, c.period",
    .params = 2,
    .row = &heap_shape,
};

static struct stmt plans_waiting = {
    .sql = "SELECT DISTINCT r.plan, r.period, NULL AS opens_on, NULL AS due_on,"
           " 0 AS count, 0 AS first, FALSE AS superior FROM result r WHERE "
           "r.state = 'submitted'"
           " ORDER BY r.plan, r.period",
    .row = &heap_shape,
};

#define OBLIGATIONS(superior)                                                  \
    "SELECT o.plan, CAST(NULL AS CHAR(7)) AS period,"                          \
    " CAST(NULL AS DATE) AS opens_on, MAX(o.due_on) AS due_on,"                \
    " COUNT(*) AS count, MIN(o.id) AS first, " superior " AS superior"         \
    " FROM obligation o JOIN plan p ON p.id = o.plan AND p.closed_on IS NULL"  \
    " WHERE o.met_on IS NULL AND NOT o.waived AND NOT o.not_applicable"        \
    " AND NOT o.gone AND NOT o.continuous AND "

/* Soon due, by day; all that are overdue together, so that one more is said
 * with the others; those that are so for long, to the director. Parameters:
 * today, the last day of "soon", today, the day of "long". */
static struct stmt obligations_due = {
    .sql = OBLIGATIONS(
        "FALSE") "o.due_on BETWEEN ? AND ?"
                 " GROUP BY o.plan, o.due_on UNION ALL " OBLIGATIONS(
                     "FALSE") "o.due_on < ? GROUP BY o.plan UNION "
                              "ALL " OBLIGATIONS("TRUE") "o.due_on <= ? GROUP "
                                                         "BY o.plan"
                                                         " ORDER BY plan, "
                                                         "due_on",
    .params = 4,
    .row = &heap_shape,
};

struct name_row {
    struct str entity_fr;
    struct str entity_nl;
    struct str name_fr;
    struct str name_nl;
};
static const struct field name_fields[] = {
    FIELD(struct name_row, entity_fr),
    FIELD(struct name_row, entity_nl),
    FIELD(struct name_row, name_fr),
    FIELD(struct name_row, name_nl),
};
static const struct shape name_shape = SHAPE(struct name_row, name_fields);

static struct stmt plan_named = {
    .sql = "SELECT e.name_fr AS entity_fr, e.name_nl AS entity_nl,"
           " COALESCE(x.section_fr, x.title_fr) AS name_fr,"
           " COALESCE(x.section_nl, x.title_nl) AS name_nl"
           " FROM plan p JOIN entity e ON e.id = p.entity"
           " JOIN edition x ON x.plan = p.id WHERE p.id = ?"
           " ORDER BY x.state = 'approved' DESC, x.edition DESC LIMIT 1",
    .params = 1,
    .row = &name_shape,
};

struct owner_row {
    int64_t measure;
    struct str responsible;
};
static const struct field owner_fields[] = {
    FIELD(struct owner_row, measure),
    FIELD(struct owner_row, responsible),
};
static const struct shape owner_shape = SHAPE(struct owner_row, owner_fields);

static struct stmt plan_owners = {
    .sql = "SELECT id AS measure, responsible FROM edition_indicator"
           " WHERE plan = ? AND edition = ? AND responsible IS NOT NULL"
           " ORDER BY id",
    .params = 2,
    .row = &owner_shape,
};

/* -- facts ----------------------------------------------------------------- */

struct collector {
    struct db *db;
    struct arena *keep;
    struct arena *scratch; /* of one plan and period */
    struct date today;
    struct reminder_facts *out;
    size_t room;
};

static struct reminder_fact *fact_new(struct collector *c)
{
    struct reminder_facts *f = c->out;

    if (f->count == c->room) {
        struct reminder_fact *more =
            NEW_N(c->keep, struct reminder_fact, c->room * 2);
        memcpy(more, f->at, f->count * sizeof *more);
        f->at = more;
        c->room *= 2;
    }
    return &f->at[f->count++];
}

/* The line of a person for the plan at hand, whose facts are the last ones. */
static struct reminder_fact *fact_of(struct collector *c,
                                     const struct reminder_plan *of,
                                     int64_t account, bool approves,
                                     bool superior)
{
    for (size_t i = c->out->count; i > 0; i--) {
        struct reminder_fact *f = &c->out->at[i - 1];
        if (f->of != of)
            break;
        if (f->account == account && f->superior == superior)
            return f;
    }
    struct reminder_fact *f = fact_new(c);
    *f = (struct reminder_fact){
        .of = of,
        .account = account,
        .approves = approves,
        .superior = superior,
    };
    return f;
}

static void fact_count(struct reminder_fact *f, const struct result_line *line)
{
    if (f->count++ == 0)
        f->first = line->measure;
    if (!f->approves)
        return;
    if (!f->oldest.s || line->submitted_at.s < f->oldest.s)
        f->oldest = line->submitted_at;
    if (line->submitted_at.s > f->newest.s)
        f->newest = line->submitted_at;
}

static void contact_find(struct collector *c, struct list roles,
                         struct reminder_contact *out)
{
    for (size_t i = 0; i < roles.count; i++) {
        const struct reminder_role *r = LIST_AT(struct reminder_role, roles, i);
        if (!str_is(r->role, "controller"))
            continue;
        out->name = str_copy(c->keep, r->name);
        out->email = str_copy(c->keep, r->email);
        return;
    }
}

static struct str kept(struct collector *c, struct str s)
{
    return str_given(s) ? str_copy(c->keep, s) : STR_NONE;
}

static enum err plan_find(struct collector *c, const struct heap_row *heap,
                          struct list roles, const struct reminder_plan **out)
{
    struct reminder_plan *p = NEW(c->keep, struct reminder_plan);
    struct name_row name;

    TRY(db_one(c->db, &plan_named, &name, V(heap->plan)));
    *p = (struct reminder_plan){
        .plan = heap->plan,
        .period = heap->period,
        .term = {heap->opens_on, heap->due_on},
        .entity_fr = kept(c, name.entity_fr),
        .entity_nl = kept(c, name.entity_nl),
        .name_fr = kept(c, name.name_fr),
        .name_nl = kept(c, name.name_nl),
    };
    contact_find(c, roles, &p->contact);
    *out = p;
    return OK;
}

/* -- to hand in ------------------------------------------------------------ */

static struct str owner_of(struct list owners, int64_t measure)
{
    for (size_t i = 0; i < owners.count; i++) {
        const struct owner_row *o = LIST_AT(struct owner_row, owners, i);
        if (o->measure == measure)
            return o->responsible;
    }
    return STR_NONE;
}

static bool missing(const struct result_line *line)
{
    return line->state == STATE_NONE || line->state == STATE_DRAFT ||
           line->state == STATE_RETURNED;
}

/* The people of one plan: who enters, who directs. */
struct crew {
    struct reminder_person *entrants;
    size_t entrant_count;
    struct reminder_person *superiors;
    size_t superior_count;
    struct list owners;
    bool *chosen; /* room for either */
};

static void tell(struct collector *c, const struct reminder_plan *of,
                 const struct crew *crew, const struct result_line *line)
{
    reminder_entrants(c->scratch, crew->entrants, crew->entrant_count,
                      owner_of(crew->owners, line->measure), crew->chosen);
    for (size_t i = 0; i < crew->entrant_count; i++)
        if (crew->chosen[i])
            fact_count(fact_of(c, of, crew->entrants[i].account, false, false),
                       line);
    reminder_superiors(crew->superiors, crew->superior_count, crew->chosen);
    for (size_t i = 0; i < crew->superior_count; i++)
        if (crew->chosen[i])
            fact_count(fact_of(c, of, crew->superiors[i].account, false, true),
                       line);
}

static enum err collect_open(struct collector *c, const struct heap_row *heap)
{
    const struct reminder_plan *of;
    struct results rs;
    struct list roles;
    struct crew crew;

    TRY(reminder_roles(c->db, heap->plan, c->today, &roles));
    TRY(plan_find(c, heap, roles, &of));
    TRY(results_open(c->db, c->scratch, heap->plan, heap->period, false, &rs));
    TRY(db_all(c->db, &plan_owners, &crew.owners, V(heap->plan),
               V(rs.edition)));
    crew.entrants =
        reminder_role_people(c->scratch, roles, "staff", &crew.entrant_count);
    crew.superiors = reminder_role_people(c->scratch, roles, "director",
                                          &crew.superior_count);
    crew.chosen = NEW_N(c->scratch, bool, roles.count + 1);
    for (size_t i = 0; i < rs.count; i++)
        if (missing(&rs.lines[i]))
            tell(c, of, &crew, &rs.lines[i]);
    return OK;
}

/* -- to approve ------------------------------------------------------------ */

static enum err collect_waiting(struct collector *c,
                                const struct heap_row *heap)
{
    const struct reminder_plan *of;
    struct approvals ap;
    struct list roles;

    TRY(reminder_roles(c->db, heap->plan, c->today, &roles));
    TRY(plan_find(c, heap, roles, &of));
    TRY(approvals_open(c->db, c->scratch, heap->plan, heap->period, c->today,
                       &ap));
    bool *chosen = NEW_N(c->scratch, bool, ap.approvers.count + 1);
    for (size_t i = 0; i < ap.rs.count; i++) {
        const struct result_line *line = &ap.rs.lines[i];
        if (line->state != STATE_SUBMITTED ||
            approval_route(&ap, line, chosen).route == ROUTE_NOBODY)
            continue;
        for (size_t k = 0; k < ap.approvers.count; k++)
            if (chosen[k])
                fact_count(
                    fact_of(c, of,
                            LIST_AT(struct approver, ap.approvers, k)->account,
                            true, false),
                    line);
    }
    return OK;
}

/* -- obligations ----------------------------------------------------------- */

static enum err collect_obligations(struct collector *c,
                                    const struct heap_row *heap)
{
    const struct reminder_plan *of;
    struct list roles;
    size_t count;

    TRY(reminder_roles(c->db, heap->plan, c->today, &roles));
    TRY(plan_find(c, heap, roles, &of));
    bool *chosen = NEW_N(c->scratch, bool, roles.count + 1);
    struct reminder_person *people = reminder_role_people(
        c->scratch, roles, heap->superior ? "director" : "staff", &count);
    if (heap->superior)
        reminder_superiors(people, count, chosen);
    else
        reminder_entrants(c->scratch, people, count, STR_NONE, chosen);
    for (size_t i = 0; i < count; i++) {
        if (!chosen[i])
            continue;
        *fact_new(c) = (struct reminder_fact){
            .of = of,
            .account = people[i].account,
            .obligation = true,
            .superior = heap->superior,
            .count = heap->count,
            .first = heap->first,
        };
    }
    return OK;
}

/* -------------------------------------------------------------------------- */

static enum err collect(struct collector *c, struct list heaps,
                        enum err (*one)(struct collector *,
                                        const struct heap_row *))
{
    enum err err = OK;

    for (size_t i = 0; err == OK && i < heaps.count; i++) {
        arena_reset(c->scratch);
        db_arena_set(c->db, c->scratch);
        err = one(c, LIST_AT(struct heap_row, heaps, i));
    }
    db_arena_set(c->db, c->keep);
    return err;
}

static int by_account(const void *x, const void *y)
{
    const struct reminder_fact *a = x, *b = y;

    if (a->account != b->account)
        return a->account > b->account ? 1 : -1;
    if (a->of->plan != b->of->plan)
        return a->of->plan > b->of->plan ? 1 : -1;
    if (period_cmp(a->of->period, b->of->period) != 0)
        return period_cmp(a->of->period, b->of->period);
    if (date_cmp(a->of->term.due_on, b->of->term.due_on) != 0)
        return date_cmp(a->of->term.due_on, b->of->term.due_on);
    return (a->obligation * 4 + a->approves * 2 + a->superior) -
           (b->obligation * 4 + b->approves * 2 + b->superior);
}

enum err reminder_collect(struct db *db, struct arena *keep,
                          struct arena *scratch,
                          const struct reminder_rules *rules, struct date today,
                          struct reminder_facts *out)
{
    struct collector c = {
        .db = db,
        .keep = keep,
        .scratch = scratch,
        .today = today,
        .out = out,
        .room = FACTS_FIRST,
    };
    struct list heaps;

    *out = (struct reminder_facts){
        NEW_N(keep, struct reminder_fact, FACTS_FIRST), 0};
    db_arena_set(db, keep);
    TRY(db_all(db, &plans_open, &heaps, V(today), V(rules->due_days)));
    TRY(collect(&c, heaps, collect_open));
    TRY(db_all0(db, &plans_waiting, &heaps));
    TRY(collect(&c, heaps, collect_waiting));
    TRY(db_all(db, &obligations_due, &heaps, V(today),
               V(date_add_days(today, (int)rules->due_days)), V(today),
               V(date_add_days(today, -(int)rules->escalate_days))));
    TRY(collect(&c, heaps, collect_obligations));
    qsort(out->at, out->count, sizeof *out->at, by_account);
    return OK;
}
