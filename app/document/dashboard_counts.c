#include "document/dashboard_parts.h"

static const struct field tally_fields[] = {
    FIELD(struct dashboard_tally, objectives),
    FIELD(struct dashboard_tally, part),
    FIELD(struct dashboard_tally, measures),
    FIELD(struct dashboard_tally, achieved),
    FIELD(struct dashboard_tally, partial),
    FIELD(struct dashboard_tally, not_achieved),
    FIELD(struct dashboard_tally, none),
    FIELD(struct dashboard_tally, rated),
    FIELD(struct dashboard_tally, no_result),
    FIELD(struct dashboard_tally, no_figure),
    FIELD(struct dashboard_tally, no_threshold),
    FIELD(struct dashboard_tally, not_applicable),
    FIELD(struct dashboard_tally, achieved_change),
    FIELD(struct dashboard_tally, partial_change),
    FIELD(struct dashboard_tally, not_achieved_change),
    FIELD(struct dashboard_tally, none_change),
    FIELD(struct dashboard_tally, complete),
    FIELD(struct dashboard_tally, timely),
    FIELD(struct dashboard_tally, unexplained),
};
const struct shape dashboard_tally_shape =
    SHAPE(struct dashboard_tally, tally_fields);

enum status dashboard_status(const struct result_line *line)
{
    return line->content.status_chosen != STATUS_NONE
               ? line->content.status_chosen
               : line->status;
}

static bool elsewhere(const struct result_line *line)
{
    return (line->state == STATE_SUBMITTED || line->state == STATE_APPROVED ||
            line->state == STATE_LOCKED) &&
           (line->content.reported_by != 0 || line->content.moved_to != 0);
}

static bool excluded(const struct result_line *line)
{
    return line->content.not_applicable || line->content.reported_by ||
           line->content.moved_to;
}

static void count_line(struct dashboard_tally *t,
                       const struct result_line *line)
{
    enum status status = dashboard_status(line);

    if (elsewhere(line)) /* it counts where it is reported */
        return;
    t->measures++;
    t->achieved += status == STATUS_ACHIEVED;
    t->partial += status == STATUS_PARTIAL;
    t->not_achieved += status == STATUS_NOT_ACHIEVED;
    if (status != STATUS_NONE) {
        t->rated++;
        return;
    }
    t->none++;
    if (excluded(line))
        t->not_applicable++;
    else if (line->content.value.set)
        t->no_threshold++;
    else if (line->state == STATE_NONE || line->state == STATE_DRAFT ||
             line->state == STATE_RETURNED)
        t->no_result++;
    else
        t->no_figure++;
}

static void count_book(struct dashboard_tally *t,
                       const struct dashboard_book *book)
{
    for (size_t i = 0; i < book->results.count; i++)
        if (book->results.lines[i].item_level == t->objectives)
            count_line(t, &book->results.lines[i]);
}

static bool is_shown(const struct dashboard_read *read, int64_t plan)
{
    for (size_t i = 0; i < read->plans.count; i++)
        if (LIST_AT(const struct dashboard_plan, read->plans, i)->id == plan)
            return true;
    return false;
}

/* Summary rows of one part and period, added up over the plans read. */
static struct dashboard_summary summed(const struct dashboard_ask *ask,
                                       const struct dashboard_read *read,
                                       struct period period, bool objectives)
{
    struct dashboard_summary sum = {0};

    for (size_t i = 0; i < read->summaries.count; i++) {
        const struct dashboard_summary *s =
            LIST_AT(const struct dashboard_summary, read->summaries, i);
        if (s->objectives != objectives || period_cmp(s->period, period) != 0)
            continue;
        if (ask->plan ? s->plan != ask->plan : !is_shown(read, s->plan))
            continue;
        sum.measures += s->measures;
        sum.achieved += s->achieved;
        sum.partial += s->partial;
        sum.not_achieved += s->not_achieved;
        sum.no_status += s->no_status;
        sum.submitted += s->submitted;
        sum.on_time += s->on_time;
    }
    return sum;
}

static struct dec percent(int64_t part, int64_t whole)
{
    return whole > 0 ? dec_ratio((i128)part * 100 * 1000000, whole, 0)
                     : DEC_NONE;
}

/* "▲ 4" or "▼ 2"; none when nothing changed. */
static struct str change(const struct dashboard_ask *ask, int64_t now,
                         int64_t before)
{
    int64_t by = now > before ? now - before : before - now;

    if (by == 0)
        return STR_NONE;
    return str_printf(ask->a, "%s\u00a0%.*s", now > before ? "▲" : "▼",
                      STR_ARG(show_int(ask->a, ask->lang, by)));
}

static void set_changes(const struct dashboard_ask *ask,
                        const struct dashboard_read *read,
                        struct dashboard_tally *t)
{
    struct dashboard_summary before =
        summed(ask, read, read->before, t->objectives);

    if (read->before.kind == PERIOD_NONE || before.measures == 0)
        return;
    t->achieved_change = change(ask, t->achieved, before.achieved);
    t->partial_change = change(ask, t->partial, before.partial);
    t->not_achieved_change = change(ask, t->not_achieved, before.not_achieved);
    t->none_change = change(ask, t->none, before.no_status);
}

struct list tallies_of(const struct dashboard_ask *ask,
                       const struct dashboard_read *read)
{
    struct dashboard_tally *tallies = NEW_N(ask->a, struct dashboard_tally, 2);
    size_t count = 0;

    for (int objectives = 1; objectives >= 0; objectives--) {
        struct dashboard_tally *t = &tallies[count];
        struct dashboard_summary now =
            summed(ask, read, read->period, objectives);
        *t = (struct dashboard_tally){
            .objectives = objectives,
            .part = objectives ? S("objectives") : S("indicators"),
        };
        for (size_t i = 0; i < read->count; i++)
            count_book(t, &read->books[i]);
        if (t->measures == 0)
            continue;
        t->complete = percent(now.submitted, now.measures);
        if (dashboard_campaign_of(read, read->period))
            t->timely = percent(now.on_time, now.measures);
        set_changes(ask, read, t);
        count++;
    }
    return (struct list){tallies, count, &dashboard_tally_shape};
}

void tallies_unexplained(struct list *tallies, const struct measure_list *list)
{
    for (size_t i = 0; i < tallies->count; i++) {
        struct dashboard_tally *t =
            LIST_AT(struct dashboard_tally, *tallies, i);
        t->unexplained = list->unexplained[t->objectives ? 0 : 1];
    }
}
