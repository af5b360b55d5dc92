#include "document/dashboard.h"

#include <stdlib.h>

#include "core/utf8.h"
#include "document/dashboard_parts.h"
#include "document/obligation_rows.h"
#include "document/plan_words.h"
#include "view/chart.h"

static const struct field row_fields[] = {
    FIELD(struct dashboard_row, id),
    FIELD(struct dashboard_row, plan),
    FIELD(struct dashboard_row, ref),
    FIELD(struct dashboard_row, title),
    FIELD(struct dashboard_row, title_lang),
    FIELD(struct dashboard_row, objectives),
    FIELD(struct dashboard_row, indicators),
    FIELD(struct dashboard_row, weighted),
    FIELD(struct dashboard_row, typed),
    FIELD(struct dashboard_row, coverage),
    FIELD(struct dashboard_row, trend),
    FIELD(struct dashboard_row, deadline),
    FIELD(struct dashboard_row, deadline_rule),
};
static const struct shape row_shape = SHAPE(struct dashboard_row, row_fields);

static const struct field section_fields[] = {
    FIELD(struct dashboard_section, plan),
    FIELD(struct dashboard_section, title),
    FIELD(struct dashboard_section, section),
    FIELD(struct dashboard_section, kind),
    FIELD(struct dashboard_section, weighted),
    FIELD(struct dashboard_section, coverage),
    FIELD(struct dashboard_section, weights_not_100),
    FIELD_LIST(struct dashboard_section, rows, &row_shape),
};
const struct shape dashboard_section_shape =
    SHAPE(struct dashboard_section, section_fields);

enum { DEADLINE_CHARS = 90 };

/* -- which item is where --------------------------------------------------- */

static int place_cmp(const void *x, const void *y)
{
    const struct item_place *a = x, *b = y;

    return (a->id > b->id) - (a->id < b->id);
}

static void places_fill(struct book_context *c)
{
    const struct results *rs = &c->book->results;
    struct item_place *places =
        NEW_N(c->ask->a, struct item_place, rs->item_count);

    for (size_t i = 0; i < rs->item_count; i++)
        places[i] = (struct item_place){rs->items[i].id, i};
    if (rs->item_count > 0)
        qsort(places, rs->item_count, sizeof *places, place_cmp);
    c->places = places;
}

size_t item_index(const struct book_context *c, int64_t id)
{
    struct item_place key = {id, 0};
    const struct item_place *found = NULL;

    if (c->book->results.item_count > 0)
        found = bsearch(&key, c->places, c->book->results.item_count,
                        sizeof key, place_cmp);
    return found ? found->index : ROLLUP_ROOT;
}

/* -- the line of an objective ---------------------------------------------- */

static struct html bar(const struct book_context *c, size_t top,
                       bool objectives)
{
    int64_t n[4] = {0};
    const struct results *rs = &c->book->results;

    for (size_t i = 0; i < rs->count; i++)
        if (rs->lines[i].item_level == objectives &&
            rs->items[rs->lines[i].item].top == top)
            n[dashboard_status(&rs->lines[i])]++;
    if (n[0] + n[1] + n[2] + n[3] == 0)
        return (struct html){STR_NONE};
    return chart_statuses(c->ask->a, c->ask->lang, n[STATUS_ACHIEVED],
                          n[STATUS_PARTIAL], n[STATUS_NOT_ACHIEVED],
                          n[STATUS_NONE]);
}

static int64_t lineage_of(struct list lineages, int64_t item)
{
    for (size_t i = 0; i < lineages.count; i++)
        if (LIST_AT(const struct dashboard_key, lineages, i)->id == item)
            return LIST_AT(const struct dashboard_key, lineages, i)->other;
    return 0;
}

/* The same objective, or in another plan the one that it continues. */
static bool is_same(const struct book_context *c,
                    const struct dashboard_past *past, int64_t now,
                    int64_t then)
{
    int64_t lineage;

    if (past->book.plan == c->book->plan)
        return now == then;
    lineage = lineage_of(c->lineages, now);
    return lineage != 0 && lineage == lineage_of(past->lineages, then);
}

static struct dec past_value(const struct book_context *c,
                             const struct dashboard_past *past, size_t top)
{
    const struct results *then = &past->book.results;
    int64_t now = c->book->results.items[top].id;

    for (size_t i = 0; i < then->item_count; i++)
        if (then->items[i].top == i && is_same(c, past, now, then->items[i].id))
            return past->book.rollup.rollup.values[i].value;
    return DEC_NONE;
}

/* The objective's weighted result over the periods, oldest first. */
static struct html trend(const struct book_context *c, size_t top)
{
    struct period periods[DASHBOARD_PAST + 1];
    struct dec values[DASHBOARD_PAST + 1];
    size_t at = DASHBOARD_PAST, known = 0;

    periods[at] = c->read->period;
    values[at] = c->book->rollup.rollup.values[top].value;
    for (size_t i = 0; i < c->read->past_count; i++) {
        const struct dashboard_past *past = &c->read->past[i];
        struct dec value = past_value(c, past, top);
        if (period_cmp(past->period, periods[at]) != 0) {
            periods[--at] = past->period;
            values[at] = DEC_NONE;
        }
        if (value.set)
            values[at] = value;
    }
    for (size_t i = at; i <= DASHBOARD_PAST; i++)
        known += values[i].set;
    if (known < 2)
        return (struct html){STR_NONE};
    return chart_sparkline(c->ask->a, c->ask->lang, periods + at, values + at,
                           DASHBOARD_PAST + 1 - at);
}

/* Dated ones to come first, then what comes back, then what never ends. */
static int urgency(const struct plan_deadline *d, struct date today)
{
    static const char *const order[] = {
        "relative",    "recurring", "occurrence",
        "conditional", "calendar",  "continuous",
    };

    if (str_is(d->kind, "date"))
        return date_cmp(d->due_on, today) >= 0 ? 0 : 9;
    for (int i = 0; i < 6; i++)
        if (str_is(d->kind, order[i]))
            return i + 1;
    return 8;
}

static bool sooner(const struct plan_deadline *x, const struct plan_deadline *y,
                   struct date today)
{
    int a = urgency(x, today), b = urgency(y, today);

    if (a != b)
        return a < b;
    return a == 0 && date_cmp(x->due_on, y->due_on) < 0;
}

/* Of what is still to be done and has a day, the first; overdue ones are. */
static const struct obligation_row *next_due(const struct book_context *c,
                                             size_t top)
{
    const struct obligation_row *next = NULL;

    for (size_t i = 0; i < c->obligations.count; i++) {
        const struct obligation_row *o =
            LIST_AT(const struct obligation_row, c->obligations, i);
        enum obligation_state state = obligation_stands(o, c->ask->today);
        size_t at = item_index(c, o->item);

        if (o->gone || at == ROLLUP_ROOT ||
            c->book->results.items[at].top != top ||
            (state != OBLIGATION_OPEN && state != OBLIGATION_DUE_SOON &&
             state != OBLIGATION_OVERDUE))
            continue;
        if (!next || date_cmp(o->due_on, next->due_on) < 0)
            next = o;
    }
    return next;
}

static bool set_due(const struct book_context *c, size_t top,
                    struct dashboard_row *row)
{
    const struct obligation_row *next = next_due(c, top);

    if (!next)
        return false;
    row->deadline = utf8_short(
        c->ask->a, said_in(c->ask->lang, next->text_fr, next->text_nl).text,
        DEADLINE_CHARS);
    row->deadline_rule = joined(
        c->ask->a, show_date(c->ask->a, c->ask->lang, next->due_on), " · ",
        obligation_mark(c->ask->lang, obligation_stands(next, c->ask->today))
            .word);
    return true;
}

static void set_deadline(const struct book_context *c, size_t top,
                         struct dashboard_row *row)
{
    const struct plan_deadline *next = NULL;
    struct str rule;

    for (size_t i = 0; i < c->deadlines.count; i++) {
        const struct plan_deadline *d =
            LIST_AT(const struct plan_deadline, c->deadlines, i);
        size_t at = item_index(c, d->item);
        if (at == ROLLUP_ROOT || c->book->results.items[at].top != top)
            continue;
        if (!next || sooner(d, next, c->ask->today))
            next = d;
    }
    if (!next)
        return;
    row->deadline = utf8_short(
        c->ask->a, said_in(c->ask->lang, next->text_fr, next->text_nl).text,
        DEADLINE_CHARS);
    rule = plan_word(c->ask->lang, WORDS_DEADLINE_KIND, next->kind);
    if (date_given(next->due_on))
        rule = show_date(c->ask->a, c->ask->lang, next->due_on);
    row->deadline_rule = rule;
}

static struct dashboard_row row_of(const struct book_context *c, size_t top)
{
    const struct result_item *item = &c->book->results.items[top];
    const struct rollup_value *value = &c->book->rollup.rollup.values[top];
    struct said title = said_in(c->ask->lang, item->title_fr, item->title_nl);
    struct dashboard_row row = {
        .id = item->id,
        .plan = c->book->plan->id,
        .ref = item->ref,
        .title = title.text,
        .title_lang = title.other ? title.lang : STR_NONE,
        .objectives = bar(c, top, true),
        .indicators = bar(c, top, false),
        .weighted = value->value,
        .typed = value->typed,
        .coverage = value->empty ? DEC_NONE : value->coverage,
        .trend = trend(c, top),
    };

    if (!set_due(c, top, &row))
        set_deadline(c, top, &row);
    return row;
}

/* Objectives always; a chapter only when something below it is measured. */
static bool shown(const struct results *rs, size_t top)
{
    if (str_is(rs->items[top].kind, "strategic") ||
        str_is(rs->items[top].kind, "transversal"))
        return true;
    for (size_t i = 0; i < rs->count; i++)
        if (rs->items[rs->lines[i].item].top == top)
            return true;
    return false;
}

static enum err section_of(struct book_context *c,
                           struct dashboard_section *out)
{
    const struct results *rs = &c->book->results;
    const struct rollup_value *value = &c->book->rollup.rollup.plan;
    struct dashboard_row *rows =
        NEW_N(c->ask->a, struct dashboard_row, rs->item_count);
    struct dashboard_words words;
    size_t count = 0;

    TRY(dashboard_words(c->ask->db, rs->plan, rs->edition, &words));
    for (size_t i = 0; i < rs->item_count; i++)
        if (rs->items[i].top == i && shown(rs, i))
            rows[count++] = row_of(c, i);
    *out = (struct dashboard_section){
        .plan = rs->plan,
        .title = said_in(c->ask->lang, words.title_fr, words.title_nl).text,
        .section =
            said_in(c->ask->lang, words.section_fr, words.section_nl).text,
        .kind = plan_word(c->ask->lang, WORDS_PLAN_KIND, rs->plan_kind),
        .weighted = value->value,
        .coverage = value->empty ? DEC_NONE : value->coverage,
        .rows = {rows, count, &row_shape},
    };
    if (str_empty(out->title))
        out->title = rs->plan_code;
    for (size_t i = 0; i < rs->item_count; i++)
        if (c->book->rollup.rollup.values[i].warnings &
            (ROLLUP_NOT_100 | ROLLUP_SOME_WEIGHTS))
            out->weights_not_100 = true;
    return OK;
}

/* -- everything ------------------------------------------------------------ */

enum err dashboard_compose(const struct dashboard_ask *ask,
                           const struct dashboard_read *read,
                           struct dashboard *out)
{
    struct dashboard_section *sections =
        NEW_N(ask->a, struct dashboard_section, read->count);
    struct measure_list list = measure_list_new(ask, read);

    *out = (struct dashboard){0};
    out->tallies = tallies_of(ask, read);
    for (size_t i = 0; i < read->count; i++) {
        struct book_context c = {ask, read, &read->books[i], .places = NULL};
        int64_t plan = c.book->plan->id, edition = c.book->results.edition;
        places_fill(&c);
        TRY(db_all(ask->db, &plan_deadlines_of, &c.deadlines, V(plan),
                   V(edition)));
        TRY(obligations_of_plan(ask->db, plan, ask->account, ask->today,
                                &c.obligations));
        if (read->plans.count > 1)
            TRY(dashboard_lineages(ask->db, plan, &c.lineages));
        TRY(dashboard_owners(ask->db, plan, edition, &c.owners));
        TRY(dashboard_unexplained(ask->db, plan, read->period, &c.unexplained));
        TRY(section_of(&c, &sections[i]));
        measure_list_add(&list, &c);
    }
    out->sections =
        (struct list){sections, read->count, &dashboard_section_shape};
    out->below = list.below;
    out->measures = list.measures;
    out->owners = list.owners;
    tallies_unexplained(&out->tallies, &list);
    return OK;
}
