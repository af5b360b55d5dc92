#include "document/dashboard.h"

const struct dashboard_campaign *
dashboard_campaign_of(const struct dashboard_read *read, struct period period)
{
    for (size_t i = 0; i < read->campaigns.count; i++) {
        const struct dashboard_campaign *c =
            LIST_AT(const struct dashboard_campaign, read->campaigns, i);
        if (period_cmp(c->period, period) == 0)
            return c;
    }
    return NULL;
}

bool dashboard_released(const struct dashboard_read *read, struct period period)
{
    const struct dashboard_campaign *c = dashboard_campaign_of(read, period);

    return !c || c->released;
}

static bool shows(const struct dashboard_read *read, struct period period)
{
    return !read->reader || dashboard_released(read, period);
}

static void latest(struct period candidate, struct period *best)
{
    if (best->kind == PERIOD_NONE || period_cmp(candidate, *best) > 0)
        *best = candidate;
}

static struct period default_period(const struct dashboard_read *read)
{
    struct period best = {0};

    for (size_t i = 0; i < read->summaries.count; i++) {
        const struct dashboard_summary *s =
            LIST_AT(const struct dashboard_summary, read->summaries, i);
        if (s->entered > 0 && shows(read, s->period))
            latest(s->period, &best);
    }
    for (size_t i = 0; i < read->campaigns.count; i++) {
        const struct dashboard_campaign *c =
            LIST_AT(const struct dashboard_campaign, read->campaigns, i);
        if (str_is(c->state, "open") && !read->reader)
            latest(c->period, &best);
    }
    return best;
}

/* The period before this one, of the same kind, that has counts. */
static struct period period_preceding(const struct dashboard_read *read,
                                      struct period period)
{
    struct period best = {0};

    for (size_t i = 0; i < read->summaries.count; i++) {
        const struct dashboard_summary *s =
            LIST_AT(const struct dashboard_summary, read->summaries, i);
        if (s->period.kind == period.kind && s->entered > 0 &&
            period_cmp(s->period, period) < 0 && shows(read, s->period))
            latest(s->period, &best);
    }
    return best;
}

static bool reports_in(const struct dashboard_read *read, int64_t plan,
                       struct period period)
{
    for (size_t i = 0; i < read->summaries.count; i++) {
        const struct dashboard_summary *s =
            LIST_AT(const struct dashboard_summary, read->summaries, i);
        if ((plan == 0 || s->plan == plan) &&
            period_cmp(s->period, period) == 0)
            return true;
    }
    return false;
}

/* What the account may not see is taken out before anything is counted. */
static void hide(struct results *rs, const struct result_access *access,
                 bool reader, bool is_released)
{
    for (size_t i = 0; i < rs->count; i++) {
        struct result_line *line = &rs->lines[i];
        if (line->state == STATE_NONE ||
            result_visible(access, line, is_released))
            continue;
        line->content = (struct result_content){0};
        line->status = STATUS_NONE;
        if (reader)
            line->state = STATE_NONE;
    }
}

static bool is_reader(const struct result_access *a)
{
    return !a->enters && !a->translates && !a->directs && !a->decides &&
           !a->controls;
}

static enum err book_read(const struct dashboard_ask *ask,
                          const struct dashboard_read *read, size_t n,
                          struct period period, struct dashboard_book *out)
{
    const struct result_access *access = &read->access[n];

    out->plan = LIST_AT(const struct dashboard_plan, read->plans, n);
    TRY(results_open(ask->db, ask->a, out->plan->id, period, false,
                     &out->results));
    hide(&out->results, access, is_reader(access),
         dashboard_released(read, period));
    out->rollup = results_rollup(&out->results, true, true);
    return OK;
}

static enum err books_read(const struct dashboard_ask *ask,
                           struct dashboard_read *read)
{
    bool any = reports_in(read, 0, read->period);

    read->books = NEW_N(ask->a, struct dashboard_book, read->plans.count);
    for (size_t i = 0; i < read->plans.count; i++) {
        const struct dashboard_plan *plan =
            LIST_AT(const struct dashboard_plan, read->plans, i);
        bool reports = any ? reports_in(read, plan->id, read->period)
                           : !date_given(plan->closed_on);
        if (!reports || (ask->plan && plan->id != ask->plan))
            continue;
        TRY(book_read(ask, read, i, read->period, &read->books[read->count]));
        read->count++;
    }
    return OK;
}

static enum err past_read(const struct dashboard_ask *ask,
                          struct dashboard_read *read)
{
    struct period period = read->period;
    size_t most = DASHBOARD_PAST * read->plans.count;

    read->past = NEW_N(ask->a, struct dashboard_past, most);
    for (int n = 0; n < DASHBOARD_PAST; n++) {
        period = period_preceding(read, period);
        if (period.kind == PERIOD_NONE)
            return OK;
        for (size_t i = 0; i < read->plans.count; i++) {
            const struct dashboard_plan *plan =
                LIST_AT(const struct dashboard_plan, read->plans, i);
            struct dashboard_past *past = &read->past[read->past_count];
            if (!reports_in(read, plan->id, period))
                continue;
            past->period = period;
            TRY(book_read(ask, read, i, period, &past->book));
            if (read->plans.count > 1)
                TRY(dashboard_lineages(ask->db, plan->id, &past->lineages));
            read->past_count++;
        }
    }
    return OK;
}

static enum err access_read(const struct dashboard_ask *ask,
                            struct dashboard_read *read)
{
    read->access = NEW_N(ask->a, struct result_access, read->plans.count);
    read->reader = true;
    for (size_t i = 0; i < read->plans.count; i++) {
        const struct dashboard_plan *plan =
            LIST_AT(const struct dashboard_plan, read->plans, i);
        TRY(result_access(ask->db, ask->account, ask->today, plan->id,
                          &read->access[i]));
        read->reader = read->reader && is_reader(&read->access[i]);
    }
    return OK;
}

enum err dashboard_read(const struct dashboard_ask *ask,
                        struct dashboard_read *out)
{
    *out = (struct dashboard_read){0};
    TRY(dashboard_plans(ask->db, ask->entity, ask->account, ask->today,
                        &out->plans));
    if (out->plans.count == 0)
        return OK;
    TRY(dashboard_summaries(ask->db, ask->entity, &out->summaries));
    TRY(dashboard_campaign_list(ask->db, ask->now, &out->campaigns));
    TRY(access_read(ask, out));
    out->period =
        ask->period.kind == PERIOD_NONE ? default_period(out) : ask->period;
    if (out->period.kind == PERIOD_NONE || !shows(out, out->period))
        return OK;
    out->before = period_preceding(out, out->period);
    TRY(books_read(ask, out));
    return past_read(ask, out);
}
