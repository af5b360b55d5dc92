#include "document/dashboard.h"

static const struct field choice_fields[] = {
    FIELD(struct dashboard_choice, value),
    FIELD(struct dashboard_choice, text),
    FIELD(struct dashboard_choice, here),
};
const struct shape dashboard_choice_shape =
    SHAPE(struct dashboard_choice, choice_fields);

/* Once each, in the order of time; none that a reader would find closed. */
static void add_period(const struct dashboard_ask *ask,
                       const struct dashboard_read *read, struct period period,
                       struct list *out)
{
    struct dashboard_choice *rows = out->at;
    struct dashboard_choice choice = {
        period_text(ask->a, period),
        show_period(ask->a, ask->lang, period),
        period_cmp(period, read->period) == 0,
    };
    size_t at = out->count;

    if (read->reader && !dashboard_released(read, period))
        return;
    while (at > 0 && str_cmp(rows[at - 1].value, choice.value) > 0)
        at--;
    if (at > 0 && str_eq(rows[at - 1].value, choice.value))
        return;
    for (size_t i = out->count++; i > at; i--)
        rows[i] = rows[i - 1];
    rows[at] = choice;
}

struct list dashboard_periods(const struct dashboard_ask *ask,
                              const struct dashboard_read *read)
{
    size_t most = read->summaries.count + read->campaigns.count;
    struct list out = {NEW_N(ask->a, struct dashboard_choice, most), 0,
                       &dashboard_choice_shape};

    for (size_t i = 0; i < read->summaries.count; i++)
        add_period(
            ask, read,
            LIST_AT(struct dashboard_summary, read->summaries, i)->period,
            &out);
    for (size_t i = 0; i < read->campaigns.count; i++)
        add_period(
            ask, read,
            LIST_AT(struct dashboard_campaign, read->campaigns, i)->period,
            &out);
    return out;
}

struct list dashboard_statuses(const struct dashboard_ask *ask)
{
    static const char *const values[] = {"achieved", "partial", "not_achieved",
                                         "none"};
    struct dashboard_choice *rows = NEW_N(ask->a, struct dashboard_choice, 5);

    for (size_t i = 0; i < 4; i++)
        rows[i] = (struct dashboard_choice){
            str_of(values[i]),
            mark_of_status(ask->lang, str_of(values[i])).word,
            str_is(ask->status, values[i]),
        };
    rows[4] = (struct dashboard_choice){
        S("unexplained"),
        tr(ask->lang, N_("below green, not explained")),
        str_is(ask->status, "unexplained"),
    };
    return (struct list){rows, 5, &dashboard_choice_shape};
}

struct list dashboard_owner_choices(const struct dashboard_ask *ask,
                                    struct list owners)
{
    struct dashboard_choice *rows =
        NEW_N(ask->a, struct dashboard_choice, owners.count);

    for (size_t i = 0; i < owners.count; i++) {
        struct str name = LIST_AT(struct dashboard_owner, owners, i)->name;
        rows[i] =
            (struct dashboard_choice){name, name, str_eq(name, ask->owner)};
    }
    return (struct list){rows, owners.count, &dashboard_choice_shape};
}

struct list dashboard_plan_choices(const struct dashboard_ask *ask,
                                   struct list sections)
{
    struct dashboard_choice *rows =
        NEW_N(ask->a, struct dashboard_choice, sections.count);

    for (size_t i = 0; i < sections.count; i++) {
        const struct dashboard_section *s =
            LIST_AT(const struct dashboard_section, sections, i);
        rows[i] = (struct dashboard_choice){
            str_printf(ask->a, "%lld", (long long)s->plan),
            str_empty(s->section) ? s->title : s->section,
            s->plan == ask->plan,
        };
    }
    return (struct list){rows, sections.count, &dashboard_choice_shape};
}
