#include "domain/deadline_read.h"

#include <string.h>

#include "core/utf8.h"
#include "domain/deadline_words.h"

#define WORDS(...)                                                             \
    (const char *const[])                                                      \
    {                                                                          \
        __VA_ARGS__, NULL                                                      \
    }

/* What one stretch of the line says, with case and accents folded. */
struct stretch {
    struct str text;
    struct str folded;
    int year;
};

/* -- continuous, conditional, calendar ------------------------------------- */

static bool read_continuous(const struct stretch *s, struct reading *out)
{
    out->rule.kind = RULE_CONTINUOUS;
    return words_any(s->folded,
                     WORDS("continu*", "toute l'annee", "permanent*",
                           "en permanence", "doorlopend*", "voortdurend*",
                           "het hele jaar", "heel het jaar", "onafgebroken"));
}

static struct str without_end(struct str s)
{
    s = str_trim(s);
    while (s.n > 0 && strchr(".;,:", s.p[s.n - 1]))
        s = str_trim(str_sub(s, 0, s.n - 1));
    return s;
}

static bool read_conditional(const struct stretch *s, struct reading *out)
{
    out->rule.kind = RULE_CONDITIONAL;
    out->condition = without_end(s->text);
    return words_any(
        s->folded,
        WORDS("en fonction de*", "en fonction du", "selon l*", "si necessaire",
              "si besoin", "en cas d*", "le cas echeant", "dans le cadre d*",
              "des que", "des qu'un*", "lorsque", "a la demande", "naargelang*",
              "naar gelang", "afhankelijk van", "indien nodig", "zo nodig",
              "in geval van", "in het kader van", "zodra", "wanneer",
              "op vraag", "volgens de noden"));
}

/* The calendar is named by the words behind "according to". */
static bool read_calendar(const struct stretch *s, struct reading *out)
{
    static const char *const openings[] = {
        "Selon ",   "Suivant ", "selon ", "suivant ",
        "Volgens ", "volgens ", NULL,
    };
    struct str name = without_end(s->text);

    out->rule.kind = RULE_CALENDAR;
    for (size_t i = 0; openings[i]; i++)
        if (str_starts(name, str_of(openings[i])))
            name = str_trim(str_sub(name, strlen(openings[i]), name.n));
    out->rule.calendar = name;
    return !str_empty(name) &&
           words_any(s->folded,
                     WORDS("calendrier*", "kalender*", "echeancier*",
                           "modalites", "modaliteiten", "circulaire*",
                           "omzendbrie*", "delais d*", "termijnen",
                           "ratificatietermijn*", "planning", "agenda"));
}

/* -- occurrences ----------------------------------------------------------- */

static bool read_available(const struct stretch *s, struct reading *out)
{
    out->rule.kind = RULE_OCCURRENCE;
    return words_any(s->folded, WORDS("des que", "des qu'*", "zodra")) &&
           words_any(s->folded, WORDS("disponible*", "beschikbaar", "connu*",
                                      "bekend", "publie*"));
}

static bool is_each(const struct stretch *s)
{
    static const char *const periods[] = {
        "chaque annee",    "chaque mois",  "chaque trimestre",
        "chaque semestre", "elk jaar",     "elke maand",
        "elk kwartaal",    "elk semester", "ieder jaar",
        "iedere maand",    NULL,
    };

    return words_any(s->folded, WORDS("chaque", "tout*", "elk", "elke", "ieder",
                                      "iedere")) &&
           !words_any(s->folded, periods);
}

static bool says_before(const struct stretch *s)
{
    return words_any(s->folded,
                     WORDS("avant", "prealable*", "voor", "voorafgaand*"));
}

static bool says_after(const struct stretch *s)
{
    return words_any(s->folded, WORDS("apres", "suivant*", "na", "volgend*"));
}

/* Before and after each of them: two rules. */
static size_t read_occurrences(const struct stretch *s, struct reading *out)
{
    bool before = says_before(s), after = says_after(s);
    size_t count = 0;

    if (!is_each(s) || !(before || after ||
                         words_any(s->folded, WORDS("lors d*", "a chaque",
                                                    "bij elk*", "bij iedere"))))
        return 0;
    if (before || !after)
        out[count++].rule = (struct rule){
            .kind = RULE_OCCURRENCE,
            .side = before ? SIDE_BEFORE : SIDE_NONE,
        };
    if (after)
        out[count++].rule =
            (struct rule){.kind = RULE_OCCURRENCE, .side = SIDE_AFTER};
    return count;
}

/* -- recurring ------------------------------------------------------------- */

struct per_words {
    enum rule_per per;
    const char *words[16];
};

static const struct per_words per_words[] = {
    {PER_HALF,
     {"par semestre", "chaque semestre", "tous les semestres", "semestriel*",
      "tous les six mois", "per semester", "per halfjaar", "elk semester",
      "halfjaarlijks*", "zesmaandelijks*", "om de zes maanden"}},
    {PER_QUARTER,
     {"par trimestre", "chaque trimestre", "tous les trimestres",
      "trimestriel*", "tous les trois mois", "per kwartaal", "per trimester",
      "elk kwartaal", "elk trimester", "driemaandelijks*",
      "om de drie maanden"}},
    {PER_MONTH,
     {"par mois", "chaque mois", "tous les mois", "mensuel*", "per maand",
      "elke maand", "iedere maand", "maandelijks*", "van de maand", "du mois"}},
    {PER_YEAR,
     {"par an", "par annee", "chaque annee", "tous les ans", "annuel*", "l'an",
      "per jaar", "elk jaar", "ieder jaar", "jaarlijks*"}},
};

static int64_t times_before(struct str s, size_t at)
{
    static const char *const words[] = {
        "fois", "x", "keer", "maal", "reunions", "vergaderingen", NULL};
    int64_t n = words_number_before(s, at);

    for (size_t i = 0; n == 0 && words[i]; i++) {
        size_t length = strlen(words[i]);

        if (at < length + 1 ||
            !str_eq(str_sub(s, at - length - 1, length), str_of(words[i])))
            continue;
        n = words_number_before(s, at - length - 1);
    }
    return n;
}

/* "le 15 de chaque mois", "tegen de 15e van elke maand": a number before the
 * words that close the day. */
static int64_t day_before(struct str s, size_t at)
{
    static const char *const closings[] = {" de ", " van ", " ", NULL};

    for (size_t i = 0; closings[i]; i++) {
        size_t length = strlen(closings[i]);
        size_t end = at >= length ? at - length : 0;
        int64_t day = 0, tens = 1;

        if (end == 0 || !str_eq(str_sub(s, end, length), str_of(closings[i])))
            continue;
        while (end > 0 && strchr("edrst", s.p[end - 1]))
            end--;
        for (; end > 0 && s.p[end - 1] >= '0' && s.p[end - 1] <= '9' &&
               tens < 1000;
             end--, tens *= 10)
            day += tens * (s.p[end - 1] - '0');
        if (day >= 1 && day <= 31 && words_at_start(s, end))
            return day;
    }
    return 0;
}

static bool read_recurring(const struct stretch *s, struct reading *out)
{
    for (size_t i = 0; i < sizeof per_words / sizeof *per_words; i++)
        for (const char *const *w = per_words[i].words; *w; w++) {
            ptrdiff_t at = words_find(s->folded, 0, *w);
            int64_t n, day;

            if (at < 0)
                continue;
            n = times_before(s->folded, (size_t)at);
            day = per_words[i].per == PER_MONTH
                      ? day_before(s->folded, (size_t)at)
                      : 0;
            out->rule = (struct rule){
                .kind = RULE_RECURRING,
                .per = per_words[i].per,
                .n_min = n > 0 && n <= RULE_N_MOST && !day ? n : 1,
                .day = day,
            };
            return true;
        }
    return false;
}

/* -- relative -------------------------------------------------------------- */

struct anchor_words {
    enum rule_anchor anchor;
    const char *words[12];
};

static const struct anchor_words anchor_words[] = {
    {ANCHOR_MID,
     {"mi-mandat", "mi mandat", "evaluation intermediaire",
      "tussentijdse evaluatie", "halverwege het mandaat", "halfweg het mandaat",
      "mid-mandaat"}},
    {ANCHOR_CLOSED,
     {"cloture du projet", "fin du projet", "fin de projet",
      "afsluiting van het project", "einde van het project", "einde project"}},
    {ANCHOR_NEXT_PLAN,
     {"signature du prochain*", "prochain contrat de gestion", "prochain plan",
      "volgende beheersovereenkomst", "volgend plan"}},
    {ANCHOR_END,
     {"fin mandat", "fin de mandat", "fin du mandat", "terme du mandat",
      "einde mandaat", "einde van het mandaat", "mandaateinde"}},
    {ANCHOR_START,
     {"debut du mandat", "debut de mandat", "debut mandat",
      "entree en fonction", "prise de fonction", "begin van het mandaat",
      "begin mandaat", "start van het mandaat", "indiensttreding"}},
};

static const struct {
    const char *words;
    enum rule_unit unit;
} unit_words[] = {
    {"jours", UNIT_DAY},     {"jour", UNIT_DAY},      {"dagen", UNIT_DAY},
    {"dag", UNIT_DAY},       {"semaines", UNIT_WEEK}, {"semaine", UNIT_WEEK},
    {"weken", UNIT_WEEK},    {"week", UNIT_WEEK},     {"mois", UNIT_MONTH},
    {"maanden", UNIT_MONTH}, {"maand", UNIT_MONTH},   {"ans", UNIT_YEAR},
    {"an", UNIT_YEAR},       {"jaar", UNIT_YEAR},
};

static void read_shift(const struct stretch *s, struct rule *rule)
{
    for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++) {
        ptrdiff_t at = words_find(s->folded, 0, unit_words[i].words);
        int64_t n = at < 0 ? 0 : words_number_before(s->folded, (size_t)at);

        if (n == 0)
            continue;
        rule->shift = n;
        rule->unit = unit_words[i].unit;
        return;
    }
}

static bool read_relative(const struct stretch *s, struct reading *out)
{
    for (size_t i = 0; i < sizeof anchor_words / sizeof *anchor_words; i++) {
        if (!words_any(s->folded, anchor_words[i].words))
            continue;
        out->rule.kind = RULE_RELATIVE;
        out->rule.anchor = anchor_words[i].anchor;
        if (says_before(s))
            out->rule.side = SIDE_BEFORE;
        else if (says_after(s))
            out->rule.side = SIDE_AFTER;
        if (out->rule.side != SIDE_NONE)
            read_shift(s, &out->rule);
        return true;
    }
    return false;
}

/* -- dates ----------------------------------------------------------------- */

/* The last year printed. */
static int last_year(struct str s)
{
    int year = 0;

    for (size_t i = 0; i + 4 <= s.n; i++) {
        int64_t n;

        if (words_at_start(s, i) && str_int(str_sub(s, i, 4), &n) == OK &&
            n >= 1900 && n < 2200 &&
            (i + 4 == s.n || s.p[i + 4] < '0' || s.p[i + 4] > '9'))
            year = (int)n;
    }
    return year;
}

static bool read_numeric(const struct stretch *s, struct reading *out)
{
    struct str rest = s->folded, word;

    while (str_cut(&rest, ' ', &word)) {
        struct date d;

        if (word.n < 8 || date_parse_typed(word, &d) != OK || !date_given(d))
            continue;
        out->rule = (struct rule){
            .kind = RULE_DATE, .due_on = d, .precision = PRECISION_D};
        return true;
    }
    return false;
}

/* The last month printed, with the day before it. */
static void read_month(struct str s, struct date *d, bool *dayed)
{
    for (size_t i = 0; i < s.n; i++) {
        size_t length;
        int month = words_month(s, i, &length);
        int64_t day;

        if (month == 0)
            continue;
        day = words_number_before(s, i);
        d->month = (uint8_t)month;
        *dayed = day > 0 && day <= date_month_length(d->year, month);
        d->day = *dayed ? (uint8_t)day : 1;
    }
}

static bool read_date(const struct stretch *s, struct reading *out)
{
    int year = last_year(s->folded);
    struct date d = {(int16_t)(year ? year : s->year), 0, 1};
    struct rule *rule = &out->rule;
    bool dayed = false;

    if (read_numeric(s, out))
        return true;
    if (d.year == 0)
        return false;
    read_month(s->folded, &d, &dayed);
    if (d.month == 0 && year == 0)
        return false;
    rule->kind = RULE_DATE;
    rule->precision = d.month == 0 ? PRECISION_Y
                      : dayed      ? PRECISION_D
                                   : PRECISION_M;
    if (d.month == 0)
        d.month = 12;
    rule->due_on = d;
    rule->due_on = rule_date_due(rule);
    return true;
}

/* -- a line ---------------------------------------------------------------- */

static struct reading blank(void)
{
    return (struct reading){.part = STR_NONE, .condition = STR_NONE};
}

/* Readings of one stretch, the most telling first. */
static size_t read_stretch(const struct stretch *s, struct reading *out)
{
    static bool (*const readers[])(const struct stretch *, struct reading *) = {
        read_available,  read_recurring, read_relative,    read_calendar,
        read_continuous, read_date,      read_conditional,
    };
    size_t count;

    out[0] = out[1] = blank();
    count = read_occurrences(s, out);
    if (count > 0)
        return count;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        out[0] = blank();
        if (readers[i](s, out))
            return 1;
    }
    return 0;
}

/* Where a line goes over from one rule to the next, and how much of it the
 * mark itself takes. */
static const struct {
    const char *mark;
    size_t takes;
} breaks[] = {
    {"\n", 1},
    {";", 1},
    {" / ", 3},
    {" - ", 3},
    {" – ", 5},
    {" et en fonction ", 4},
    {" et selon ", 4},
    {" et au minimum ", 4},
    {" et si ", 4},
    {" en naargelang", 4},
    {" en naar gelang", 4},
    {" en minstens ", 4},
    {" en indien ", 4},
};

static bool break_at(struct str s, size_t at, size_t *takes)
{
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        size_t n = strlen(breaks[i].mark);

        if (at + n <= s.n && memcmp(s.p + at, breaks[i].mark, n) == 0) {
            *takes = breaks[i].takes;
            return true;
        }
    }
    return false;
}

/* What a rule of several is about: what stands before a colon, or behind "for
 * the", else the stretch itself. */
static struct str part_of(struct str s)
{
    static const char *const openings[] = {" pour les ", " voor de ", NULL};
    ptrdiff_t colon = str_find(s, ':', 0);

    if (colon > 0)
        return str_trim(str_sub(s, 0, (size_t)colon));
    for (size_t k = 0; openings[k]; k++) {
        size_t n = strlen(openings[k]);

        for (size_t i = 0; i + n < s.n; i++)
            if (memcmp(s.p + i, openings[k], n) == 0)
                return without_end(str_sub(s, i + n, s.n));
    }
    return without_end(s);
}

static size_t read_part(struct arena *a, struct str text, int year,
                        struct reading *out, size_t room)
{
    struct stretch s = {.text = str_trim(text), .year = year};
    struct reading found[2];
    size_t count;

    s.folded = utf8_fold(a, s.text);
    count = read_stretch(&s, found);
    if (count > room)
        count = room;
    for (size_t i = 0; i < count; i++) {
        out[i] = found[i];
        out[i].part = part_of(s.text);
    }
    return count;
}

size_t deadline_read(struct arena *a, struct str text, int year,
                     struct reading out[READINGS_MOST])
{
    size_t count = 0, from = 0, takes = 0;

    if (str_empty(text) || !utf8_valid(text))
        return 0;
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && !break_at(text, i, &takes))
            continue;
        count += read_part(a, str_sub(text, from, i - from), year, &out[count],
                           READINGS_MOST - count);
        from = i + takes;
        if (i < text.n)
            i = from - 1;
    }
    if (count == 1)
        out[0].part = STR_NONE;
    return count;
}
