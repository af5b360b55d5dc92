/* What changed results owe before COMMIT: summary rows, decisions, version. */
#include "store/result_private.h"

#define ROLLUP_MEMORY ((size_t)512 << 20)

struct stmt result_sql_summary = {
    .sql = "REPLACE INTO summary SET plan = ?, period = ?, part = ?,"
           " measures = ?, achieved = ?, partial = ?, not_achieved = ?,"
           " no_status = ?, entered = ?, submitted = ?, approved = ?,"
           " on_time = ?, unexplained = ?, texts = ?, conform = ?,"
           " weighted = ?, coverage = ?, made_at = ?",
    .params = 18,
};
struct stmt result_sql_version = {
    .sql = "INSERT INTO results_version SET plan = ?, period = ?, version = 1"
           " ON DUPLICATE KEY UPDATE version = version + 1",
    .params = 2,
};

static bool submitted(const struct result_line *line)
{
    return line->state == STATE_SUBMITTED || line->state == STATE_APPROVED ||
           line->state == STATE_LOCKED;
}

/* -- roll-up --------------------------------------------------------------- */

static struct rollup_node line_node(const struct result_line *line, bool drafts)
{
    const struct result_content *c = &line->content;
    bool counts = drafts || submitted(line);

    return (struct rollup_node){
        .id = line->measure,
        .indicator = !line->item_level,
        .measured = true,
        .excluded = counts && (c->not_applicable || c->reported_by != 0 ||
                               c->moved_to != 0),
        .type = line->type,
        .direction = line->thresholds.direction,
        .value = counts ? c->value : DEC_NONE,
        .baseline = line->baseline,
        .target = line->target,
        .weight = line->weight,
    };
}

static void place_parents(const struct results *rs, struct results_rollup *r)
{
    size_t *at = NEW_N(rs->arena, size_t, rs->count + 1);

    for (size_t i = rs->item_count; i < r->count; i++)
        at[r->indicator_line[i - rs->item_count]] = i;
    for (size_t i = rs->item_count; i < r->count; i++) {
        const struct result_line *line =
            &rs->lines[r->indicator_line[i - rs->item_count]];
        const struct result_line *parent = results_line(rs, line->parent);

        r->nodes[i].parent =
            parent == NULL ? line->item : at[parent - rs->lines];
    }
}

struct results_rollup results_rollup(const struct results *rs, bool typed,
                                     bool drafts)
{
    struct results_rollup r = {
        .nodes = NEW_N(rs->arena, struct rollup_node,
                       rs->item_count + rs->count + 1),
        .count = rs->item_count,
        .indicator_line = NEW_N(rs->arena, size_t, rs->count + 1),
    };

    for (size_t i = 0; i < rs->item_count; i++)
        r.nodes[i] = (struct rollup_node){.id = rs->items[i].id,
                                          .parent = rs->items[i].up};
    for (size_t i = 0; i < rs->count; i++) {
        const struct result_line *line = &rs->lines[i];

        if (!line->item_level) {
            r.indicator_line[r.count - rs->item_count] = i;
            r.nodes[r.count++] = line_node(line, drafts);
        } else if (typed) {
            struct rollup_node *node = &r.nodes[line->item];
            size_t parent = node->parent;

            *node = line_node(line, drafts);
            node->id = rs->items[line->item].id;
            node->parent = parent;
        }
    }
    place_parents(rs, &r);
    r.rollup = rollup_compute(rs->arena, r.nodes, r.count, DEC_NONE);
    return r;
}

/* -- summary --------------------------------------------------------------- */

struct tally {
    int64_t measures;
    int64_t statuses[STATUS_ACHIEVED + 1];
    int64_t entered;
    int64_t submitted;
    int64_t approved;
    int64_t on_time;
    int64_t unexplained;
    int64_t texts;
    int64_t conform;
};

static bool on_time(const struct result_line *line, struct date due_on)
{
    int seconds;
    struct date sent_on = brussels_date(line->submitted_at, &seconds);

    return date_given(due_on) && date_cmp(sent_on, due_on) <= 0;
}

static void tally_line(struct tally *t, struct arena *a,
                       const struct result_line *line, struct date due_on)
{
    enum translation translation = result_translation(a, line);
    struct entry e = result_entry(line);
    unsigned lacks = workflow_lacks(&e);
    bool sent = submitted(line);
    bool excluded = e.not_applicable || e.elsewhere;

    if (sent && e.elsewhere) /* it counts where it is reported */
        return;
    t->measures++;
    t->statuses[sent && !excluded ? workflow_status(&e) : STATUS_NONE]++;
    t->entered += line->state != STATE_NONE && (lacks & LACKS_VALUE) == 0;
    t->submitted += sent;
    t->approved += sent && line->state != STATE_SUBMITTED;
    t->unexplained += sent && (lacks & LACKS_FACTORS) != 0;
    t->on_time += sent && on_time(line, due_on);
    t->texts += translation != TRANSLATION_NOTHING;
    t->conform += translation == TRANSLATION_CONFORM;
}

/* In memory of its own: a large plan's roll-up needs much of it. */
static struct rollup_value plan_value(const struct results *rs, bool item_level)
{
    struct arena *a = arena_new(ROLLUP_MEMORY, NULL);
    struct results own = *rs;
    struct rollup_value plan;

    own.arena = a;
    plan = results_rollup(&own, item_level, false).rollup.plan;
    arena_free(a);
    return plan;
}

static enum err write_summary(struct results *rs, bool item_level,
                              struct date due_on, struct instant now)
{
    struct rollup_value plan = plan_value(rs, item_level);
    struct tally t = {0};
    int64_t matched;

    for (size_t i = 0; i < rs->count; i++) {
        if (rs->lines[i].item_level == item_level)
            tally_line(&t, rs->arena, &rs->lines[i], due_on);
    }
    return db_do(rs->db, &result_sql_summary, &matched, V(rs->plan),
                 V(rs->period), V(item_level ? "objectives" : "indicators"),
                 V(t.measures), V(t.statuses[STATUS_ACHIEVED]),
                 V(t.statuses[STATUS_PARTIAL]),
                 V(t.statuses[STATUS_NOT_ACHIEVED]), V(t.statuses[STATUS_NONE]),
                 V(t.entered), V(t.submitted), V(t.approved), V(t.on_time),
                 V(t.unexplained), V(t.texts), V(t.conform), V(plan.value),
                 V(plan.empty ? DEC_NONE : plan.coverage), V(now));
}

static enum err write_summaries(struct results *rs, struct instant now)
{
    struct result_campaign campaign = {0};
    enum err err =
        result_campaign(rs->db, rs->period, rs->entity, now, &campaign);

    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    TRY(write_summary(rs, true, campaign.due_on, now));
    return write_summary(rs, false, campaign.due_on, now);
}

static enum err bump_version(struct results *rs)
{
    int64_t matched;

    return db_do(rs->db, &result_sql_version, &matched, V(rs->plan),
                 V(rs->period));
}

static enum err write_decisions(struct results *rs, struct instant now)
{
    struct decision *all =
        NEW_N(rs->arena, struct decision, rs->pending_count + 1);
    size_t n = 0;

    for (struct pending_decision *p = rs->pending; p != NULL; p = p->next)
        all[n++] = p->decision;
    return n == 0 ? OK : decisions_add(rs->db, rs->arena, now, all, n);
}

enum err results_close(struct results *rs, const struct result_actor *actor)
{
    if (!rs->changed)
        return OK;
    TRY(write_summaries(rs, actor->now));
    TRY(write_decisions(rs, actor->now));
    return bump_version(rs);
}

enum err results_refresh(struct db *db, struct arena *a, int64_t plan,
                         struct period period, struct instant now)
{
    struct results rs;

    TRY(results_open(db, a, plan, period, true, &rs));
    TRY(write_summaries(&rs, now));
    return bump_version(&rs);
}
