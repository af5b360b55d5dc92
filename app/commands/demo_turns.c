/* Who acts for whom in the demonstration, a correction that waits for its
 * author, and an exception for one person. */
#include "commands/demo.h"

#include "store/delegation.h"
#include "store/exception.h"
#include "store/result.h"

struct number {
    int64_t id;
};
static const struct field number_fields[] = {FIELD(struct number, id)};
static const struct shape number_shape = SHAPE(struct number, number_fields);

static struct stmt plan_by_code = {
    .sql = "SELECT id FROM plan WHERE code = ?",
    .params = 1,
    .row = &number_shape,
};
static struct stmt entity_by_code = {
    .sql = "SELECT id FROM entity WHERE code = ?",
    .params = 1,
    .row = &number_shape,
};

static enum err add_delegation(struct demo *d)
{
    struct date today = {2027, 1, 15};
    struct instant now = demo_day(2027, 1, 15, 57600);
    struct delegation away = {
        .account = d->samples[DIRECTOR].id,
        .delegate = d->samples[DIRECTOR2].id,
        .basis = S("own"),
        .from_on = {2027, 1, 18},
        .to_on = {2027, 1, 29},
        .reason = S("Congé annuel"),
        .made_by = d->samples[DIRECTOR].id,
    };

    TRY(delegation_add(d->db, &away, today, now));
    return delegation_decide(d->db, d->arena, now, "delegate", &away,
                             away.made_by);
}

static enum err add_exception(struct demo *d)
{
    struct instant now = demo_day(2027, 1, 11, 36000);
    int64_t controller = d->samples[CONTROLLER].id;
    struct number unit;
    struct exception x = {
        .account = d->samples[STAFF2].id,
        .from_on = {2027, 1, 11},
        .to_on = {2027, 3, 31},
        .reason = S("Une seule personne suit ce plan jusqu’au remplacement de "
                    "sa collègue."),
    };

    TRY(db_one(d->db, &entity_by_code, &unit, V("SIAMU")));
    x.entity = unit.id;
    TRY(exception_add(d->db, &x, controller, now));
    return exception_decide(d->db, d->arena, now, "except", &x, controller);
}

static bool can_be_corrected(const struct result_line *line)
{
    return line->state == STATE_SUBMITTED && !line->item_level &&
           line->content.value.set && !type_textual(line->type) &&
           line->type != TYPE_YES_NO && line->type != TYPE_DATE;
}

/* Of the first that waits for the director: one less. */
static enum err add_suggestion(struct demo *d)
{
    struct result_actor director = {
        .account = d->samples[DIRECTOR].id,
        .now = demo_day(2027, 1, 15, 54000),
    };
    struct period period = {2026, PERIOD_YEAR, 1};
    struct number plan;
    struct results rs;
    size_t i = 0;

    TRY(db_one(d->db, &plan_by_code, &plan, V("DEMO-MOBILITE")));
    TRY(results_open(d->db, d->arena, plan.id, period, true, &rs));
    while (i < rs.count && !can_be_corrected(&rs.lines[i]))
        i++;
    if (i == rs.count)
        return ERR_INTERNAL;
    struct result_content content = rs.lines[i].content;

    content.value.micro -= 1000000;
    TRY(result_suggest(
        &rs, &rs.lines[i], result_hash(&rs, &rs.lines[i]), &content,
        S("Un dossier est compté deux fois dans le registre."), &director));
    return results_close(&rs, &director);
}

enum err demo_turns(struct demo *d)
{
    TRY(db_begin_write(d->db));
    TRY(add_suggestion(d));
    TRY(add_exception(d));
    TRY(add_delegation(d));
    return db_commit(d->db);
}
