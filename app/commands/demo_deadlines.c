#include "commands/demo.h"
#include "commands/demo_values.h"

#include "store/agenda.h"
#include "store/occurrence.h"

enum { WORK_MAX = 64 << 20 };

static const struct date today = {2027, 1, 19};

struct demo_plan {
    int64_t id;
    bool second; /* entered by staff2, as the grants of demo.c have it */
};
static const struct field plan_fields[] = {
    FIELD(struct demo_plan, id),
    FIELD(struct demo_plan, second),
};
static const struct shape plan_shape = SHAPE(struct demo_plan, plan_fields);

struct number {
    int64_t id;
};
static const struct field number_fields[] = {FIELD(struct number, id)};
static const struct shape number_shape = SHAPE(struct number, number_fields);

static struct stmt plans = {
    .sql = "SELECT DISTINCT p.id, p.code <> 'DEMO-CITYDEV-A5' AS second"
           " FROM plan p JOIN edition_deadline d"
           " ON d.plan = p.id WHERE p.code LIKE 'DEMO-%' ORDER BY p.id",
    .row = &plan_shape,
};
static struct stmt register_item = {
    .sql = "SELECT d.item AS id FROM edition_deadline d WHERE d.plan = ?"
           " AND d.kind = 'occurrence' ORDER BY d.id LIMIT 1",
    .params = 1,
    .row = &number_shape,
};
static struct stmt calendar_of = {
    .sql = "SELECT id FROM calendar ORDER BY id LIMIT 1",
    .row = &number_shape,
};

static struct rule_actor actor(const struct demo *d, enum demo_login login,
                               struct date on)
{
    return (struct rule_actor){
        .account = d->samples[login].id,
        .now = demo_day(on.year, on.month, on.day, 36000),
        .today = on,
    };
}

/* The import proposed them; the director of the Region confirms. One is left
 * for the visitor to confirm. */
static enum err confirm(struct demo *d, int64_t plan)
{
    struct rule_actor who = actor(d, DIRECTOR2, (struct date){2024, 9, 16});
    struct list rows;
    int64_t changed = 0;

    TRY(rules_of_plan(d->db, plan, 1, &rows));
    struct decision *decisions = NEW_N(d->arena, struct decision, rows.count);
    size_t count = 0;

    for (size_t i = 1; i < rows.count; i++) {
        const struct rule_row *row = LIST_AT(struct rule_row, rows, i);

        TRY(rule_confirm(d->db, plan, 1, row, &who));
        decisions[count++] = rule_decision(d->arena, plan, "confirm_rule", row,
                                           &who, NEW(d->arena, struct hash));
    }
    TRY(obligations_generate(d->db, d->arena, plan, today, &changed));
    return decisions_add(d->db, d->arena, who.now, decisions, count);
}

/* Most were met by their day, some after it, the last ones not all. */
static enum err tell(struct demo *d, const struct demo_plan *plan,
                     const struct obligation_row *o)
{
    struct rule_actor who =
        actor(d, plan->second ? STAFF2 : STAFF, (struct date){2027, 1, 18});
    int64_t lot = demo_draw(o->code, o->deadline * 7 + o->part, 100);
    struct obligation_said said = {.note = S("Rapport déposé.")};

    if (!date_given(o->due_on) || date_cmp(o->due_on, who.today) > 0 ||
        (lot >= 84 && lot < 94))
        return OK;
    said.met_on = date_add_days(o->due_on, lot < 72 ? -lot % 20 - 1 : lot - 70);
    if (date_cmp(said.met_on, who.today) > 0)
        return OK;
    if (lot >= 94) {
        who = actor(d, DIRECTOR2, (struct date){2027, 1, 18});
        said = (struct obligation_said){
            .waived = true,
            .note = S("Reporté par décision du Gouvernement."),
        };
    }
    return obligation_tell(d->db, d->arena, o, &said, &who);
}

static enum err tell_all(struct demo *d, const struct demo_plan *plan)
{
    struct list rows;

    TRY(obligations_of_plan(d->db, plan->id, d->samples[CONTROLLER].id, today,
                            &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(tell(d, plan, LIST_AT(struct obligation_row, rows, i)));
    return OK;
}

/* A visit that is announced without a day: not dated. */
static enum err register_visit(struct demo *d, const struct demo_plan *plan)
{
    struct rule_actor who =
        actor(d, plan->second ? STAFF2 : STAFF, (struct date){2027, 1, 11});
    struct occurrence visit = {
        .text_fr = S("Statistiques fédérales de 2026, annoncées"),
        .text_nl = S("Federale statistieken van 2026, aangekondigd"),
    };
    struct number item;
    enum err err = db_one(d->db, &register_item, &item, V(plan->id));

    if (err != OK)
        return err == ERR_NOT_FOUND ? OK : err;
    return occurrence_write(d->db, d->arena, plan->id, item.id, &visit, &who);
}

static enum err keep_calendar(struct demo *d)
{
    struct rule_actor who = actor(d, CONTROLLER, (struct date){2027, 1, 11});
    struct rule_actor steward = actor(d, STAFF, (struct date){2027, 1, 12});
    struct agenda_date date = {
        .on_date = {2027, 2, 5},
        .text_fr = S("Remise du projet de plan d'aménagement"),
        .text_nl = S("Indiening van het ontwerp van aanlegplan"),
    };
    struct number found;
    struct agenda c;

    TRY(db_one0(d->db, &calendar_of, &found));
    TRY(agenda_find(d->db, found.id, steward.account, today, &c));
    TRY(agenda_grant(d->db, d->arena, &c, steward.account, &who));
    c.mine = true;
    return agenda_date_write(d->db, d->arena, &c, &date, &steward);
}

static enum err of_plan(struct demo *d, const struct demo_plan *plan)
{
    TRY(db_begin_write(d->db));
    TRY(confirm(d, plan->id));
    TRY(register_visit(d, plan));
    TRY(tell_all(d, plan));
    return db_commit(d->db);
}

enum err demo_deadlines(struct demo *d)
{
    struct arena *process = d->arena;
    struct list all;
    enum err err = OK;

    TRY(db_all0(d->db, &plans, &all));
    d->arena = arena_new(WORK_MAX, NULL);
    db_arena_set(d->db, d->arena);
    for (size_t i = 0; err == OK && i < all.count; i++) {
        err = of_plan(d, LIST_AT(struct demo_plan, all, i));
        arena_reset(d->arena);
    }
    arena_free(d->arena);
    d->arena = process;
    db_arena_set(d->db, process);
    TRY(err);
    TRY(db_begin_write(d->db));
    TRY(keep_calendar(d));
    return db_commit(d->db);
}
