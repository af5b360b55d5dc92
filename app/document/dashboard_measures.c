#include "core/utf8.h"
#include "document/dashboard_parts.h"
#include "document/plan_words.h"
#include "view/chart.h"

static const struct field measure_fields[] = {
    FIELD(struct dashboard_measure, plan),
    FIELD(struct dashboard_measure, measure),
    FIELD(struct dashboard_measure, period),
    FIELD(struct dashboard_measure, ref),
    FIELD(struct dashboard_measure, name),
    FIELD(struct dashboard_measure, name_lang),
    FIELD(struct dashboard_measure, objective),
    FIELD(struct dashboard_measure, owner),
    FIELD(struct dashboard_measure, value),
    FIELD(struct dashboard_measure, thresholds),
    FIELD(struct dashboard_measure, bullet),
    FIELD_STRUCT(struct dashboard_measure, status, &mark_shape),
    FIELD_STRUCT(struct dashboard_measure, state, &mark_shape),
    FIELD(struct dashboard_measure, unexplained),
};
const struct shape dashboard_measure_shape =
    SHAPE(struct dashboard_measure, measure_fields);

static const struct field owner_fields[] = {
    FIELD(struct dashboard_owner, id),
    FIELD(struct dashboard_owner, indicator),
    FIELD(struct dashboard_owner, name),
};
const struct shape dashboard_owner_shape =
    SHAPE(struct dashboard_owner, owner_fields);

enum { VALUE_CHARS = 120, BELOW_MOST = 12 };

struct measure_list measure_list_new(const struct dashboard_ask *ask,
                                     const struct dashboard_read *read)
{
    struct measure_list list = {0};
    size_t lines = 0;

    for (size_t i = 0; i < read->count; i++)
        lines += read->books[i].results.count;
    list.measures =
        (struct list){NEW_N(ask->a, struct dashboard_measure, lines), 0,
                      &dashboard_measure_shape};
    list.below =
        (struct list){NEW_N(ask->a, struct dashboard_measure, BELOW_MOST), 0,
                      &dashboard_measure_shape};
    list.owners = (struct list){NEW_N(ask->a, struct dashboard_owner, lines), 0,
                                &dashboard_owner_shape};
    return list;
}

static bool unexplained(const struct book_context *c,
                        const struct result_line *line)
{
    enum status status = dashboard_status(line);

    if (status != STATUS_PARTIAL && status != STATUS_NOT_ACHIEVED)
        return false;
    for (size_t i = 0; i < c->unexplained.count; i++)
        if (LIST_AT(const struct dashboard_key, c->unexplained, i)->id ==
            line->measure)
            return true;
    return false;
}

/* Of the indicator, else of its item. */
static struct str owner_of(const struct book_context *c,
                           const struct result_line *line)
{
    int64_t item = c->book->results.items[line->item].id;
    struct str owner = STR_NONE;

    for (size_t i = 0; i < c->owners.count; i++) {
        const struct dashboard_owner *o =
            LIST_AT(const struct dashboard_owner, c->owners, i);
        if (o->indicator && !line->item_level && o->id == line->measure)
            return o->name;
        if (!o->indicator && o->id == item)
            owner = o->name;
    }
    return owner;
}

/* The scale holds the value and both thresholds, from 0. */
static struct html bullet(const struct book_context *c,
                          const struct result_line *line)
{
    const struct thresholds *t = &line->thresholds;
    struct dec low = dec_int(0), high = dec_int(0);
    const struct dec all[] = {line->content.value, t->red, t->green};

    if (!line->content.value.set || !t->red.set || !t->green.set)
        return (struct html){STR_NONE};
    for (size_t i = 0; i < 3; i++) {
        if (dec_cmp(all[i], low) < 0)
            low = all[i];
        if (dec_cmp(all[i], high) > 0)
            high = all[i];
    }
    if (line->type == TYPE_NONE || line->type == TYPE_PERCENTAGE)
        high = dec_cmp(high, dec_int(100)) < 0 ? dec_int(100) : high;
    else
        high.micro += (high.micro - low.micro) / 8;
    return chart_bullet(
        c->ask->a, c->ask->lang, line->content.value, t->red, t->green,
        status_red_op(t) == OP_GE || status_red_op(t) == OP_GT, low, high);
}

static struct dashboard_measure measure_of(const struct book_context *c,
                                           const struct result_line *line)
{
    enum lang lang = c->ask->lang;
    struct said name = said_in(lang, line->name_fr, line->name_nl);
    enum measure_type type = line->item_level ? TYPE_PERCENTAGE : line->type;
    struct dashboard_measure m = {
        .plan = c->book->plan->id,
        .measure = line->measure,
        .period = c->read->period,
        .ref = line->ref,
        .name = name.text,
        .name_lang = name.other ? name.lang : STR_NONE,
        .objective = line->item_level,
        .owner = owner_of(c, line),
        .value =
            figure_text(c->ask->a, lang, type, line->unit, line->content.value),
        .thresholds = thresholds_text(c->ask->a, lang, line->type, STR_NONE,
                                      &line->thresholds),
        .status = mark_of_status(lang, status_word(dashboard_status(line))),
        .state = mark_of_state(lang, state_word(line->state)),
        .unexplained = unexplained(c, line),
    };

    if (str_empty(m.ref))
        m.ref = c->book->results.items[line->item].ref;
    if (type_textual(line->type))
        m.value = utf8_short(c->ask->a, line->content.value_text, VALUE_CHARS);
    if (line->content.not_applicable)
        m.value = tr(lang, N_("not applicable"));
    return m;
}

static bool passes(const struct dashboard_ask *ask,
                   const struct dashboard_measure *m)
{
    if (!str_empty(ask->part) &&
        str_is(ask->part, "objectives") != m->objective)
        return false;
    if (str_is(ask->status, "unexplained") && !m->unexplained)
        return false;
    if (!str_empty(ask->status) && !str_is(ask->status, "unexplained") &&
        !str_eq(ask->status, m->status.shape))
        return false;
    return str_empty(ask->owner) || str_eq(ask->owner, m->owner);
}

static void owner_add(struct list *owners, struct str name)
{
    if (str_empty(name))
        return;
    for (size_t i = 0; i < owners->count; i++)
        if (str_eq(LIST_AT(struct dashboard_owner, *owners, i)->name, name))
            return;
    *LIST_AT(struct dashboard_owner, *owners, owners->count++) =
        (struct dashboard_owner){.name = name};
}

void measure_list_add(struct measure_list *list, const struct book_context *c)
{
    const struct results *rs = &c->book->results;

    for (size_t i = 0; i < rs->count; i++) {
        struct dashboard_measure m = measure_of(c, &rs->lines[i]);
        owner_add(&list->owners, m.owner);
        list->unexplained[m.objective ? 0 : 1] += m.unexplained;
        if (passes(c->ask, &m))
            *LIST_AT(struct dashboard_measure, list->measures,
                     list->measures.count++) = m;
        if (!m.unexplained || list->below.count == BELOW_MOST)
            continue;
        m.bullet = bullet(c, &rs->lines[i]);
        *LIST_AT(struct dashboard_measure, list->below, list->below.count++) =
            m;
    }
}
