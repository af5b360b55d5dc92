#include "document/plan_counts.h"

#include <string.h>

#include "document/plan_tree.h"
#include "document/plan_words.h"

static const struct field count_fields[] = {
    FIELD(struct plan_count, text),
    FIELD(struct plan_count, detail),
};
const struct shape plan_count_shape = SHAPE(struct plan_count, count_fields);

enum { MOST_LINES = 40 };

struct writer {
    struct arena *a;
    enum lang lang;
    struct plan_count *rows;
    size_t count;
};

struct nouns {
    const char *stored;
    const char *one;
    const char *many;
};

static const struct nouns item_nouns[] = {
    {"strategic", N_("{0} strategic objective"),
     N_("{0} strategic objectives")},
    {"transversal", N_("{0} transversal objective"),
     N_("{0} transversal objectives")},
    {"operational", N_("{0} operational objective"),
     N_("{0} operational objectives")},
    {"measurement_point", N_("{0} measurement point"),
     N_("{0} measurement points")},
    {"target", N_("{0} target"), N_("{0} targets")},
    {"process", N_("{0} process"), N_("{0} processes")},
    {"project", N_("{0} project"), N_("{0} projects")},
    {"action", N_("{0} action"), N_("{0} actions")},
    {"bullet", N_("{0} bullet"), N_("{0} bullets")},
    {"chapter", N_("{0} chapter heading"), N_("{0} chapter headings")},
};

static const char *const types[] = {"narrative",  "count",  "yes_no",
                                    "percentage", "amount", "level",
                                    "date",       "ratio",  "label"};
static const char *const kinds[] = {"continuous",  "calendar", "recurring",
                                    "conditional", "date",     "relative",
                                    "occurrence"};

static struct str number(struct writer *w, size_t n)
{
    return show_int(w->a, w->lang, (int64_t)n);
}

static struct str counted(struct writer *w, const char *one, const char *many,
                          size_t n)
{
    struct str text = tr_n(w->lang, one, many, (int64_t)n);

    return TR(w->a, w->lang, str_z(w->a, text), number(w, n));
}

static void say(struct writer *w, struct str text, struct str detail)
{
    if (w->count < MOST_LINES)
        w->rows[w->count++] = (struct plan_count){text, detail};
}

/* "18 continuous, 7 calendar": how often each word stands at that offset. */
static struct str by_word(struct writer *w, struct list list, size_t at,
                          const char *const *words, size_t word_count,
                          enum plan_words table)
{
    struct str out = STR_NONE;

    for (size_t k = 0; k < word_count; k++) {
        size_t n = 0;
        for (size_t i = 0; i < list.count; i++) {
            const char *row = (const char *)list.at + i * list.shape->size;
            n +=
                str_is(*(const struct str *)(const void *)(row + at), words[k]);
        }
        if (n == 0)
            continue;
        out = joined(w->a, out, ", ",
                     joined(w->a, number(w, n), " ",
                            plan_word(w->lang, table, str_of(words[k]))));
    }
    return out;
}

/* -- items ----------------------------------------------------------------- */

struct headings {
    size_t roots, roman, arabic, letters;
};

/* "a)", "C." */
static bool letter(struct str ref)
{
    char c = str_empty(ref) ? ' ' : (char)(ref.p[0] | 32);

    return c >= 'a' && c <= 'z' &&
           (ref.n == 1 || strchr(".) -", ref.p[1]) != NULL);
}

static bool roman(struct str ref)
{
    size_t n = 0;

    while (n < ref.n && strchr("IVX", ref.p[n]))
        n++;
    return n > 0 && (n == ref.n || ref.p[n] == '.');
}

static void heading_count(struct headings *h, const struct plan_item *item)
{
    char first = str_empty(item->ref) ? ' ' : item->ref.p[0];

    if (item->depth == 0)
        h->roots++;
    else if (roman(item->ref))
        h->roman++;
    else if (first >= '0' && first <= '9')
        h->arabic++;
    else
        h->letters += letter(item->ref);
}

static struct str heading_detail(struct writer *w, const struct headings *h)
{
    struct str out =
        counted(w, N_("{0} chapter"), N_("{0} chapters"), h->roots);

    if (h->roman)
        out = joined(w->a, out, ", ",
                     TR(w->a, w->lang, N_("{0} roman"), number(w, h->roman)));
    if (h->arabic)
        out = joined(w->a, out, ", ",
                     TR(w->a, w->lang, N_("{0} arabic"), number(w, h->arabic)));
    if (h->letters)
        out =
            joined(w->a, out, ", ",
                   counted(w, N_("{0} letter"), N_("{0} letters"), h->letters));
    return out;
}

static void say_kind(struct writer *w, struct list items,
                     const struct nouns *nouns)
{
    size_t n = 0, numbered = 0;
    struct headings headings = {0};
    struct str detail = STR_NONE;

    for (size_t i = 0; i < items.count; i++) {
        const struct plan_item *item =
            LIST_AT(const struct plan_item, items, i);
        if (!str_is(item->kind, nouns->stored))
            continue;
        n++;
        numbered += !str_empty(item->ref);
        heading_count(&headings, item);
    }
    if (n == 0)
        return;
    if (str_is(str_of(nouns->stored), "chapter"))
        detail = heading_detail(w, &headings);
    else if (numbered > 0 && numbered < n)
        detail = counted(w, N_("{0} numbered"), N_("{0} numbered"), numbered);
    say(w, counted(w, nouns->one, nouns->many, n), detail);
}

/* -- thresholds ------------------------------------------------------------ */

/* Pairs of thresholds are told one by one as long as they are few. */
enum { MOST_PAIRS = 6 };

struct pairs {
    struct str text[MOST_PAIRS];
    size_t times[MOST_PAIRS];
    size_t count; /* more than MOST_PAIRS: too many to tell */
    size_t total;
};

/* Like a figure on its own, without the unit, which differs. */
static struct str figure(struct writer *w, enum measure_type type, struct dec d)
{
    if (type == TYPE_YES_NO || type == TYPE_DATE)
        return figure_text(w->a, w->lang, type, STR_NONE, d);
    return show_dec(w->a, w->lang, d);
}

static void pairs_add(struct writer *w, struct pairs *p, enum measure_type type,
                      struct thresholds t)
{
    struct str text;
    size_t i = 0;

    if (!t.red.set || !t.green.set)
        return;
    p->total++;
    if (p->count > MOST_PAIRS)
        return;
    text = joined(w->a, figure(w, type, t.red), type == TYPE_DATE ? " / " : "/",
                  figure(w, type, t.green));
    while (i < p->count && !str_eq(p->text[i], text))
        i++;
    if (i == p->count && p->count++ == MOST_PAIRS)
        return;
    p->text[i] = text;
    p->times[i]++;
}

/* "17 x 0/100, 13 x 70/90", when there are few. */
static struct str pairs_text(struct writer *w, const struct pairs *p)
{
    struct str out = STR_NONE;

    for (size_t i = 0; i < p->count && p->count <= MOST_PAIRS; i++)
        out = joined(
            w->a, out, ", ",
            str_printf(w->a, "%zu × %.*s", p->times[i], STR_ARG(p->text[i])));
    return out;
}

static void say_item_thresholds(struct writer *w, struct list items)
{
    struct pairs pairs = {.count = 0};

    for (size_t i = 0; i < items.count; i++) {
        const struct plan_item *item =
            LIST_AT(const struct plan_item, items, i);
        pairs_add(w, &pairs, TYPE_NONE, item_thresholds(item));
    }
    if (pairs.total > 0)
        say(w,
            counted(w, N_("{0} objective with thresholds"),
                    N_("{0} objectives with thresholds"), pairs.total),
            pairs_text(w, &pairs));
}

static void say_indicators(struct writer *w, struct list indicators)
{
    struct pairs pairs = {.count = 0};

    if (indicators.count == 0)
        return;
    say(w,
        counted(w, N_("{0} indicator"), N_("{0} indicators"), indicators.count),
        by_word(w, indicators, offsetof(struct plan_indicator, type), types,
                sizeof types / sizeof *types, WORDS_INDICATOR_TYPE));
    for (size_t i = 0; i < indicators.count; i++) {
        const struct plan_indicator *one =
            LIST_AT(const struct plan_indicator, indicators, i);
        pairs_add(w, &pairs, type_parse(one->type), indicator_thresholds(one));
    }
    if (pairs.total > 0)
        say(w,
            counted(w, N_("{0} indicator with thresholds"),
                    N_("{0} indicators with thresholds"), pairs.total),
            pairs_text(w, &pairs));
}

/* -- deadlines, maturity, results, series ---------------------------------- */

static void say_deadlines(struct writer *w, struct list deadlines)
{
    size_t printed = 0;
    struct str lines;

    for (size_t i = 0; i < deadlines.count; i++)
        printed += plan_line_first(deadlines, i) == i;
    if (printed == 0)
        return;
    lines = counted(w, N_("{0} printed deadline line"),
                    N_("{0} printed deadline lines"), printed);
    if (printed != deadlines.count)
        lines = TR(w->a, w->lang, N_("{0} read as {1} rules"), lines,
                   number(w, deadlines.count));
    say(w, lines,
        by_word(w, deadlines, offsetof(struct plan_deadline, kind), kinds,
                sizeof kinds / sizeof *kinds, WORDS_DEADLINE_KIND));
}

/* The sum, with as many decimals as the finest of its parts. */
static void add_level(struct dec *sum, struct dec level)
{
    sum->micro += level.micro;
    if (level.decimals > sum->decimals)
        sum->decimals = level.decimals;
}

static struct str gaps_text(struct writer *w, const size_t *gaps, size_t count)
{
    struct str out = STR_NONE;

    for (size_t gap = 0; gap < count; gap++)
        if (gaps[gap] > 0)
            out = joined(w->a, out, ", ",
                         str_printf(w->a, "%zu × %zu", gaps[gap], gap));
    return str_empty(out) ? out : TR(w->a, w->lang, N_("gaps {0}"), out);
}

static void say_maturity(struct writer *w, struct list maturity)
{
    enum { MOST_GAPS = 6 };
    struct dec now = dec_int(0), aim = dec_int(0);
    size_t gaps[MOST_GAPS] = {0};

    for (size_t i = 0; i < maturity.count; i++) {
        const struct plan_maturity *m =
            LIST_AT(const struct plan_maturity, maturity, i);
        i128 gap = m->target_level.micro - m->current_level.micro;

        add_level(&now, m->current_level);
        add_level(&aim, m->target_level);
        if (m->target_level.set && m->current_level.set && gap >= 0 &&
            gap % DEC_ONE == 0 && gap < MOST_GAPS * DEC_ONE)
            gaps[(size_t)(gap / DEC_ONE)]++;
    }
    if (maturity.count > 0)
        say(w,
            TR(w->a, w->lang, N_("maturity {0} now, {1} aimed at"),
               show_dec(w->a, w->lang, now), show_dec(w->a, w->lang, aim)),
            gaps_text(w, gaps, MOST_GAPS));
}

static void say_results(struct writer *w, const char *one, const char *many,
                        int64_t n, int64_t with_number)
{
    if (n > 0)
        say(w, counted(w, one, many, (size_t)n),
            TR(w->a, w->lang, N_("{0} with a number"),
               number(w, (size_t)with_number)));
}

static void say_series(struct writer *w, const struct plan_series *s)
{
    if (s->series == 0)
        return;
    say(w, counted(w, N_("{0} series"), N_("{0} series"), (size_t)s->series),
        TR(w->a, w->lang, N_("{0} values missing, {1} provisional"),
           number(w, (size_t)s->missing), number(w, (size_t)s->provisional)));
}

struct list plan_counts(struct arena *a, enum lang lang,
                        const struct plan_content *content,
                        const struct plan_results *results,
                        const struct plan_series *series)
{
    struct writer w = {a, lang, NEW_N(a, struct plan_count, MOST_LINES), 0};

    for (size_t i = 0; i < sizeof item_nouns / sizeof *item_nouns; i++)
        say_kind(&w, content->items, &item_nouns[i]);
    say_item_thresholds(&w, content->items);
    say_results(&w, N_("{0} result of objectives"),
                N_("{0} results of objectives"), results->objectives,
                results->objectives_number);
    say_indicators(&w, content->indicators);
    say_results(&w, N_("{0} result of indicators"),
                N_("{0} results of indicators"), results->indicators,
                results->indicators_number);
    say_deadlines(&w, content->deadlines);
    say_maturity(&w, content->maturity);
    say_series(&w, series);
    return (struct list){w.rows, w.count, &plan_count_shape};
}
