#include "document/entry_page.h"

struct tab {
    struct str show;
    struct str word;
    int64_t n;
    bool here;
};
static const struct field tab_fields[] = {
    FIELD(struct tab, show),
    FIELD(struct tab, word),
    FIELD(struct tab, n),
    FIELD(struct tab, here),
};
static const struct shape tab_shape = SHAPE(struct tab, tab_fields);

static const struct field page_fields[] = {
    FIELD(struct entry_page, plan),
    FIELD(struct entry_page, period),
    FIELD(struct entry_page, before),
    FIELD(struct entry_page, plan_title),
    FIELD(struct entry_page, entity_name),
    FIELD(struct entry_page, measures),
    FIELD(struct entry_page, complete),
    FIELD(struct entry_page, due_on),
    FIELD(struct entry_page, days_left),
    FIELD(struct entry_page, overdue),
    FIELD(struct entry_page, today_due),
    FIELD(struct entry_page, closed),
    FIELD(struct entry_page, translates),
    FIELD(struct entry_page, alone),
    FIELD(struct entry_page, troubled),
    FIELD(struct entry_page, kept),
    FIELD(struct entry_page, show),
    FIELD_LIST(struct entry_page, tabs, &tab_shape),
    FIELD_LIST(struct entry_page, groups, &entry_group_shape),
};
const struct shape entry_page_shape = SHAPE(struct entry_page, page_fields);

static const char *const shows[TABS] = {"all", "todo", "returned", "complete",
                                        "submitted"};
static const char *const words[TABS] = {N_("All"), N_("To complete"),
                                        N_("Returned"), N_("Complete"),
                                        N_("Submitted")};

void entry_counts(const struct entry_view *v, int64_t counts[TABS])
{
    for (size_t i = 0; i < TABS; i++)
        counts[i] = 0;
    for (size_t i = 0; i < v->rs->count; i++) {
        counts[entry_tab(v->rs->arena, &v->rs->lines[i], v->translates)]++;
        counts[TAB_ALL]++;
    }
}

static struct list tabs(struct entry_view *v, struct str show,
                        const int64_t *counts)
{
    struct tab *at = NEW_N(v->rs->arena, struct tab, TABS);

    for (size_t i = 0; i < TABS; i++) {
        if (str_is(show, shows[i]))
            v->tab = (enum entry_tab)i;
        at[i] = (struct tab){str_of(shows[i]), tr(v->lang, words[i]), counts[i],
                             false};
    }
    at[v->tab].here = true;
    return (struct list){at, TABS, &tab_shape};
}

struct entry_page entry_page(struct entry_view *v, struct date due_on,
                             struct date today, struct str show)
{
    int64_t counts[TABS], days = date_days(due_on) - date_days(today);

    entry_counts(v, counts);
    struct entry_page page = {
        .plan = v->rs->plan,
        .period = v->rs->period,
        .before = period_before(v->rs->period),
        .measures = counts[TAB_ALL],
        .complete = counts[TAB_COMPLETE],
        .due_on = due_on,
        .days_left = days > 0 ? days : 0,
        .overdue = days < 0,
        .today_due = days == 0,
        .closed = v->closed,
        .translates = v->translates,
        .alone = v->only != 0,
        .show = show,
        .tabs = tabs(v, show, counts),
    };

    for (size_t i = 0; i < v->outcome_count; i++) {
        enum entry_fate fate = v->outcomes[i].fate;

        page.kept += fate == ENTRY_SAVED;
        page.troubled |= fate > ENTRY_SAVED;
    }
    page.groups = entry_groups(v);
    return page;
}

static bool taken(const struct entry_view *v, int64_t measure)
{
    for (size_t i = 0; i < v->outcome_count; i++) {
        if (v->outcomes[i].input->id == measure)
            return v->outcomes[i].fate <= ENTRY_SAVED;
    }
    return true;
}

enum err entry_submit(const struct entry_view *v, struct results *rs,
                      const struct result_actor *actor, int64_t *count)
{
    for (size_t i = 0; i < rs->count; i++) {
        struct result_line *line = &rs->lines[i];

        if (entry_tab(rs->arena, line, false) != TAB_COMPLETE ||
            !taken(v, line->measure))
            continue;
        TRY(result_submit(rs, line, actor));
        ++*count;
    }
    return OK;
}
