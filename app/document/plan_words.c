#include "document/plan_words.h"

struct word {
    const char *stored;
    const char *msgid;
};

static const struct word plan_kinds[] = {
    {"mandate", N_("mandate")},
    {"orientation", N_("orientation letter")},
    {"strategic", N_("strategic plan")},
    {"policy", N_("policy note")},
    {NULL, NULL},
};

static const struct word edition_states[] = {
    {"draft", N_("draft")},
    {"submitted", N_("submitted")},
    {"approved", N_("approved")},
    {NULL, NULL},
};

static const struct word item_kinds[] = {
    {"strategic", N_("strategic objective")},
    {"transversal", N_("transversal objective")},
    {"operational", N_("operational objective")},
    {"measurement_point", N_("measurement point")},
    {"target", N_("target")},
    {"process", N_("process")},
    {"project", N_("project")},
    {"action", N_("action")},
    {"bullet", N_("bullet")},
    {"chapter", N_("chapter")},
    {NULL, NULL},
};

static const struct word item_statuses[] = {
    {"planned", N_("planned")},
    {"running", N_("running")},
    {"blocked", N_("blocked")},
    {"deferred", N_("deferred")},
    {"dropped", N_("dropped")},
    {"done", N_("done")},
    {NULL, NULL},
};

static const struct word indicator_types[] = {
    {"percentage", N_("percentage")}, {"count", N_("count")},
    {"amount", N_("amount")},         {"level", N_("level")},
    {"yes_no", N_("yes or no")},      {"date", N_("date")},
    {"ratio", N_("ratio")},           {"label", N_("label")},
    {"narrative", N_("narrative")},   {NULL, NULL},
};

static const struct word deadline_kinds[] = {
    {"continuous", N_("continuous")},   {"date", N_("date")},
    {"recurring", N_("recurring")},     {"relative", N_("relative")},
    {"calendar", N_("calendar")},       {"occurrence", N_("per occurrence")},
    {"conditional", N_("conditional")}, {NULL, NULL},
};

static const struct word categories[] = {
    {"region", N_("region")},
    {"sprb", N_("regional public service")},
    {"oaa1", N_("autonomous body, first category")},
    {"oaa2", N_("autonomous body, second category")},
    {"federal", N_("federal service")},
    {"local", N_("local authority")},
    {"unit", N_("unit")},
    {NULL, NULL},
};

static const struct word *const tables[] = {
    [WORDS_PLAN_KIND] = plan_kinds,
    [WORDS_EDITION_STATE] = edition_states,
    [WORDS_ITEM_KIND] = item_kinds,
    [WORDS_ITEM_STATUS] = item_statuses,
    [WORDS_INDICATOR_TYPE] = indicator_types,
    [WORDS_DEADLINE_KIND] = deadline_kinds,
    [WORDS_CATEGORY] = categories,
};

struct str plan_word(enum lang lang, enum plan_words words, struct str stored)
{
    for (const struct word *w = tables[words]; w->stored; w++)
        if (str_is(stored, w->stored))
            return tr(lang, w->msgid);
    return STR_NONE;
}

struct str joined(struct arena *a, struct str first, const char *mark,
                  struct str second)
{
    if (str_empty(first))
        return second;
    if (str_empty(second))
        return first;
    return str_printf(a, "%.*s%s%.*s", STR_ARG(first), mark, STR_ARG(second));
}

struct str figure_text(struct arena *a, enum lang lang, enum measure_type type,
                       struct str unit, struct dec figure)
{
    if (!figure.set)
        return STR_NONE;
    if (type == TYPE_YES_NO)
        return figure.micro ? tr(lang, N_("yes")) : tr(lang, N_("no"));
    if (type == TYPE_DATE)
        return show_date(a, lang,
                         date_from_days((int64_t)(figure.micro / 1000000)));
    if (type == TYPE_PERCENTAGE && str_empty(unit))
        unit = S("%");
    return joined(a, show_dec(a, lang, figure), "\u00a0", unit);
}

struct str thresholds_text(struct arena *a, enum lang lang,
                           enum measure_type type, struct str unit,
                           const struct thresholds *t)
{
    struct str red = figure_text(a, lang, type, unit, t->red);
    struct str green = figure_text(a, lang, type, unit, t->green);

    if (str_given(red))
        red = TR(a, lang, N_("red {0} {1}"), op_sign(status_red_op(t)), red);
    if (str_given(green))
        green = TR(a, lang, N_("green {0} {1}"), op_sign(status_green_op(t)),
                   green);
    return joined(a, red, " · ", green);
}

struct str plan_name(struct arena *a, enum lang lang, struct str code,
                     const struct plan_edition *edition)
{
    struct str title = said_in(lang, edition->title_fr, edition->title_nl).text;
    struct str section =
        said_in(lang, edition->section_fr, edition->section_nl).text;

    return joined(a, str_empty(title) ? code : title, " · ", section);
}
