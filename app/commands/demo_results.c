#include "commands/demo.h"
#include "commands/demo_values.h"

#include "store/campaign.h"

#include <string.h>

enum { WORK_MAX = 64 << 20, FIRST_YEAR = 2024, OPEN_YEAR = 2026 };

struct demo_plan {
    int64_t id;
    struct str entity;
    int64_t starts; /* year */
};
static const struct field plan_fields[] = {
    FIELD(struct demo_plan, id),
    FIELD(struct demo_plan, entity),
    FIELD(struct demo_plan, starts),
};
static const struct shape plan_shape = SHAPE(struct demo_plan, plan_fields);

static struct stmt plans = {
    .sql = "SELECT p.id, n.code AS entity, YEAR(e.starts_on) AS starts"
           " FROM plan p JOIN entity n ON n.id = p.entity"
           " JOIN edition e ON e.plan = p.id AND e.edition = 1"
           " WHERE p.code LIKE 'DEMO-%' ORDER BY p.id",
    .row = &plan_shape,
};

struct instant demo_day(int year, int month, int day, int64_t seconds)
{
    struct date d = {(int16_t)year, (uint8_t)month, (uint8_t)day};

    return (struct instant){date_days(d) * 86400 + seconds};
}

/* Who enters and who approves for an entity: as the grants of demo.c have it.
 */
struct pair {
    int64_t enters;
    int64_t approves;
    bool approves_in_dutch;
    int64_t holder; /* who declared some of 2025; 0: of no mandate */
};

static struct pair pair_of(const struct demo *d, struct str entity)
{
    bool first_group =
        str_starts(entity, S("SPRB-")) && !str_is(entity, "SPRB-FISCALITE");
    bool enters = first_group || str_is(entity, "CITYDEV");

    const struct demo_sample *director =
        &d->samples[first_group ? DIRECTOR : DIRECTOR2];

    return (struct pair){
        d->samples[enters ? STAFF : STAFF2].id,
        director->id,
        strcmp(director->lang, "nl") == 0,
        str_is(entity, "CITYDEV") ? d->samples[HOLDER].id : 0,
    };
}

/* Entered in the weeks after the year, a few after the due date. */
static struct instant entered_at(struct str code, int64_t year)
{
    bool late = year < OPEN_YEAR && demo_draw(code, year + 21, 100) < 6;
    int64_t days = demo_draw(code, year + 22, 11);
    int64_t seconds = 28800 + demo_draw(code, year + 23, 30000);

    return demo_day((int)year + 1, late ? 2 : 1, 4, days * 86400 + seconds);
}

static enum err bring_to(struct results *rs, struct result_line *line,
                         enum demo_stage stage, struct pair who)
{
    int64_t year = rs->period.year;
    struct str code = line->measure_code;
    struct result_content content = demo_content(line, year);
    struct result_actor staff = {
        .account = who.enters,
        .now = entered_at(code, year),
    };
    struct result_actor director = {
        .account = who.approves,
        .now = {staff.now.s + 1800 + demo_draw(code, 31, 5400)},
    };

    TRY(result_save(rs, line, &content, line->version, &staff));
    if (stage == DEMO_DRAFT || result_lacks(line))
        return OK;
    TRY(result_submit(rs, line, &staff));
    if (stage == DEMO_RETURNED)
        return result_return(rs, line, result_hash(rs, line),
                             demo_return_reason(code, who.approves_in_dutch),
                             &director);
    if (stage == DEMO_APPROVED && who.holder != 0 && year == 2025 &&
        demo_draw(code, 41, 6) == 0) {
        struct turn declaration = {ROUTE_DECLARATION, 1, 1, true};

        director.account = who.holder;
        return result_approve(rs, line, result_hash(rs, line), &declaration,
                              &director);
    }
    if (stage == DEMO_APPROVED)
        return result_approve(rs, line, result_hash(rs, line), NULL, &director);
    return OK;
}

static enum err fill(struct demo *d, const struct demo_plan *plan, int64_t year)
{
    struct results rs;
    struct period period = {(int16_t)year, PERIOD_YEAR, 1};
    struct pair who = pair_of(d, plan->entity);
    struct result_actor last = {
        .account = who.approves,
        .now = demo_day((int)year + 1, 1, 18, 61200),
    };

    TRY(db_begin_write(d->db));
    TRY(results_open(d->db, d->arena, plan->id, period, true, &rs));
    for (size_t i = 0; i < rs.count; i++) {
        enum demo_stage stage =
            demo_stage_of(rs.lines[i].measure_code, year, year == OPEN_YEAR);

        if (stage != DEMO_NOTHING)
            TRY(bring_to(&rs, &rs.lines[i], stage, who));
    }
    TRY(results_close(&rs, &last));
    TRY(results_refresh(d->db, d->arena, plan->id, period, last.now));
    return db_commit(d->db);
}

static enum err fill_year(struct demo *d, struct list all, int64_t year)
{
    struct arena *process = d->arena;
    enum err err = OK;

    d->arena = arena_new(WORK_MAX, NULL);
    db_arena_set(d->db, d->arena);
    for (size_t i = 0; err == OK && i < all.count; i++) {
        const struct demo_plan *plan = LIST_AT(struct demo_plan, all, i);

        if (plan->starts <= year)
            err = fill(d, plan, year);
        arena_reset(d->arena);
    }
    arena_free(d->arena);
    d->arena = process;
    db_arena_set(d->db, process);
    return err;
}

/* -- campaigns ------------------------------------------------------------- */

static struct stmt release = {
    .sql = "UPDATE campaign SET released_at = ? WHERE id = ?",
    .params = 2,
};

static struct campaign_actor controller_on(const struct demo *d, int year,
                                           int month, int of_month)
{
    return (struct campaign_actor){
        .account = d->samples[CONTROLLER].id,
        .now = demo_day(year, month, of_month, 32400),
        .today = {(int16_t)year, (uint8_t)month, (uint8_t)of_month},
    };
}

static enum err open_campaign(struct demo *d, int64_t year, int64_t *id)
{
    int16_t next = (int16_t)(year + 1);
    struct campaign c = {
        .period = {(int16_t)year, PERIOD_YEAR, 1},
        .opens_on = {next, 1, 4},
        .due_on = {next, 1, 31},
        .locks_on = {next, 3, 15},
    };
    struct campaign_actor who = controller_on(d, next, 1, 4);

    TRY(db_begin_write(d->db));
    TRY(campaign_add(d->db, d->arena, &c, &who, id));
    return db_commit(d->db);
}

/* Closed, locked and, in October, released with the yearly report. */
static enum err end_campaign(struct demo *d, int64_t year, int64_t id)
{
    int next = (int)year + 1;
    struct campaign c;
    struct campaign_actor who = controller_on(d, next, 3, 15);
    int64_t matched;

    TRY(db_begin_write(d->db));
    TRY(campaign_find(d->db, id, &c));
    TRY(campaign_close(d->db, d->arena, &c, STR_NONE, &who));
    TRY(campaign_find(d->db, id, &c));
    TRY(campaign_lock(d->db, d->arena, &c, &who));
    TRY(db_do(d->db, &release, &matched, V(demo_day(next, 10, 28, 36000)),
              V(id)));
    return db_commit(d->db);
}

enum err demo_results(struct demo *d)
{
    struct list all;
    int64_t id;

    TRY(db_all0(d->db, &plans, &all));
    for (int64_t year = FIRST_YEAR; year <= OPEN_YEAR; year++) {
        TRY(open_campaign(d, year, &id));
        TRY(fill_year(d, all, year));
        if (year < OPEN_YEAR)
            TRY(end_campaign(d, year, id));
    }
    return OK;
}
