/* What the demonstration's open campaign has on its way: more time for one
 * body, a result that another one reports, promises of last year. */
#include "commands/demo.h"

#include "store/elsewhere.h"
#include "store/promise.h"

static const struct period open_year = {2026, PERIOD_YEAR, 1};
static const struct date today = {2027, 1, 12};

struct found {
    int64_t id;
};
static const struct field found_fields[] = {FIELD(struct found, id)};
static const struct shape found_shape = SHAPE(struct found, found_fields);

static struct stmt plan_by_code = {
    .sql = "SELECT id FROM plan WHERE code = ?",
    .params = 1,
    .row = &found_shape,
};
static struct stmt entity_by_code = {
    .sql = "SELECT id FROM entity WHERE code = ?",
    .params = 1,
    .row = &found_shape,
};

static struct campaign_actor actor(const struct demo *d, enum demo_login who)
{
    return (struct campaign_actor){
        .account = d->samples[who].id,
        .now = demo_day(2027, 1, 12, 36000),
        .today = today,
    };
}

static enum err more_time(struct demo *d)
{
    struct campaign_actor who = actor(d, CONTROLLER);
    struct campaign c;
    struct found stib;
    struct campaign_entity e;

    TRY(campaign_of_period(d->db, open_year, &c));
    TRY(db_one(d->db, &entity_by_code, &stib, V("STIB")));
    TRY(campaign_entity_find(d->db, &c, stib.id, who.account, today, &e));
    e.standing = S("late");
    e.due_on = (struct date){2027, 2, 26};
    e.reason = S("Changement de logiciel comptable ; accord du 11 janvier");
    return campaign_stand(d->db, d->arena, &c, &e, &who);
}

/* The first result nobody entered yet. */
static enum err reported_elsewhere(struct demo *d)
{
    struct result_actor staff = {
        .account = d->samples[STAFF].id,
        .now = demo_day(2027, 1, 12, 37000),
    };
    struct found plan, talent;
    struct results rs;

    TRY(db_one(d->db, &plan_by_code, &plan, V("DEMO-MOBILITE")));
    TRY(db_one(d->db, &entity_by_code, &talent, V("TALENT")));
    TRY(results_open(d->db, d->arena, plan.id, open_year, true, &rs));
    for (size_t i = 0; i < rs.count; i++) {
        struct result_content content = rs.lines[i].content;

        if (rs.lines[i].state != STATE_NONE)
            continue;
        content.reported_by = talent.id;
        TRY(result_save(&rs, &rs.lines[i], &content, 0, &staff));
        TRY(result_submit(&rs, &rs.lines[i], &staff));
        break;
    }
    return results_close(&rs, &staff);
}

enum { PROMISES = 3, APPROVED = 2 };

/* Three answers, two of them approved. */
static enum err answers(struct demo *d)
{
    static const char *const choices[PROMISES] = {"continue", "defer", "drop"};
    static const char *const reasons[PROMISES] = {
        "",
        "Le marché public a été relancé en décembre",
        "La compétence a été transférée à une autre administration",
    };
    struct campaign_actor staff = actor(d, STAFF);
    struct campaign_actor director = actor(d, DIRECTOR);
    struct decision all[PROMISES + APPROVED];
    struct found plan;
    struct list promises;
    size_t n = 0;

    TRY(db_one(d->db, &plan_by_code, &plan, V("DEMO-MOBILITE")));
    TRY(promises_of(d->db, plan.id, open_year, staff.account, today,
                    &promises));
    for (size_t i = 0; i < promises.count && i < PROMISES; i++) {
        struct promise p = *LIST_AT(struct promise, promises, i);

        p.choice = str_of(choices[i]);
        p.reason = str_of(reasons[i]);
        if (str_is(p.choice, "defer"))
            p.defer_to = (struct date){2027, 9, 30};
        TRY(promise_propose(d->db, d->arena, plan.id, open_year, &p, 0, &staff,
                            &all[n++]));
        p.version = 1;
        p.proposed_by = staff.account;
        if (i < APPROVED)
            TRY(promise_approve(d->db, d->arena, plan.id, open_year, &p, 1,
                                &director, &all[n++]));
    }
    return n == 0 ? OK : decisions_add(d->db, d->arena, staff.now, all, n);
}

enum err demo_campaign(struct demo *d)
{
    TRY(db_begin_write(d->db));
    TRY(more_time(d));
    TRY(db_commit(d->db));
    TRY(db_begin_write(d->db));
    TRY(reported_elsewhere(d));
    TRY(db_commit(d->db));
    TRY(db_begin_write(d->db));
    TRY(answers(d));
    return db_commit(d->db);
}
