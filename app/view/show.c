#include "view/view.h"

#include <inttypes.h>

/* French and Dutch as Belgium writes them: 1.234,5. */
struct marks {
    char thousands;
    char decimal;
};

static struct marks marks_of(enum lang lang)
{
    return lang == LANG_EN ? (struct marks){',', '.'}
                           : (struct marks){'.', ','};
}

/* text: digits with an optional leading '-' and one point. */
static struct str grouped(struct arena *a, enum lang lang, struct str text)
{
    struct marks marks = marks_of(lang);
    struct buf out = buf_new(a, text.n + text.n / 3 + 1);
    ptrdiff_t point = str_find(text, '.', 0);
    size_t whole = point < 0 ? text.n : (size_t)point;
    size_t first = text.n && text.p[0] == '-';

    for (size_t i = 0; i < whole; i++) {
        if (i > first && (whole - i) % 3 == 0)
            buf_byte(&out, marks.thousands);
        buf_byte(&out, text.p[i]);
    }
    if (point >= 0) {
        buf_byte(&out, marks.decimal);
        buf_put(&out, str_sub(text, whole + 1, text.n));
    }
    return buf_str(&out);
}

struct str show_int(struct arena *a, enum lang lang, int64_t n)
{
    return grouped(a, lang, str_printf(a, "%" PRId64, n));
}

struct str show_dec(struct arena *a, enum lang lang, struct dec d)
{
    return d.set ? grouped(a, lang, dec_text(a, d)) : STR_NONE;
}

struct str show_date(struct arena *a, enum lang lang, struct date d)
{
    (void)lang; /* all three write the day first */
    return date_given(d)
               ? str_printf(a, "%02d/%02d/%04d", d.day, d.month, d.year)
               : STR_NONE;
}

static const char *const months[LANG_COUNT][12] = {
    [LANG_FR] = {"janvier", "février", "mars", "avril", "mai", "juin",
                 "juillet", "août", "septembre", "octobre", "novembre",
                 "décembre"},
    [LANG_NL] = {"januari", "februari", "maart", "april", "mei", "juni", "juli",
                 "augustus", "september", "oktober", "november", "december"},
    [LANG_EN] = {"January", "February", "March", "April", "May", "June", "July",
                 "August", "September", "October", "November", "December"},
};

struct str show_date_long(struct arena *a, enum lang lang, struct date d)
{
    if (!date_given(d))
        return STR_NONE;
    return str_printf(a, "%d%s %s %d", d.day,
                      lang == LANG_FR && d.day == 1 ? "er" : "",
                      months[lang][d.month - 1], d.year);
}

struct str show_time(struct arena *a, struct instant t)
{
    int second;
    if (!t.s)
        return STR_NONE;
    (void)brussels_date(t, &second);
    return str_printf(a, "%02d:%02d", second / 3600, second / 60 % 60);
}

struct str show_instant(struct arena *a, enum lang lang, struct instant t)
{
    int second;
    if (!t.s)
        return STR_NONE;
    struct str day = show_date(a, lang, brussels_date(t, &second));
    struct str time = show_time(a, t);
    return str_printf(a, "%.*s %.*s", STR_ARG(day), STR_ARG(time));
}

/* 1er, 2e in French; 1e in Dutch; 1st to 4th in English. */
static const char *ordinal(enum lang lang, int n)
{
    static const char *const english[] = {"st", "nd", "rd", "th"};
    if (lang == LANG_EN)
        return english[n < 4 ? n - 1 : 3];
    return lang == LANG_FR && n == 1 ? "er" : "e";
}

struct str show_period(struct arena *a, enum lang lang, struct period p)
{
    static const char *const halves[LANG_COUNT] = {
        [LANG_FR] = "semestre", [LANG_NL] = "semester", [LANG_EN] = "half of"};
    static const char *const quarters[LANG_COUNT] = {[LANG_FR] = "trimestre",
                                                     [LANG_NL] = "kwartaal",
                                                     [LANG_EN] = "quarter of"};

    switch ((enum period_kind)p.kind) {
    case PERIOD_NONE:
        break;
    case PERIOD_YEAR:
        return str_printf(a, "%d", p.year);
    case PERIOD_HALF:
    case PERIOD_QUARTER:
        return str_printf(a, "%d%s %s %d", p.n, ordinal(lang, p.n),
                          (p.kind == PERIOD_HALF ? halves : quarters)[lang],
                          p.year);
    case PERIOD_MONTH:
        return str_printf(a, "%s %d", months[lang][p.n - 1], p.year);
    }
    return STR_NONE;
}

static const struct field said_fields[] = {
    FIELD(struct said, text),
    FIELD(struct said, lang),
    FIELD(struct said, other),
};
const struct shape said_shape = SHAPE(struct said, said_fields);

struct said said_in(enum lang lang, struct str fr, struct str nl)
{
    bool dutch = lang == LANG_NL ? !str_empty(nl) : str_empty(fr);
    struct str text = dutch ? nl : fr;
    if (str_empty(text))
        return (struct said){STR_NONE, STR_NONE, false};
    enum lang said = dutch ? LANG_NL : LANG_FR;
    return (struct said){text, str_of(lang_code(said)), said != lang};
}
