#include "document/sheets.h"

#include <string.h>

#include "core/date.h"
#include "core/num.h"
#include "core/period.h"
#include "core/utf8.h"
#include "document/csv.h"

#define COLUMN(SHEET, column_name, ...) {.name = #column_name, __VA_ARGS__},
#define TABLE(NAME, sheet_name)                                                \
    static const struct column sheet_name##_columns[] = {                      \
        NAME##_COLUMNS(COLUMN)};                                               \
    _Static_assert(NAME##_WIDTH <= SHEET_WIDTH, "widen SHEET_WIDTH");
SHEETS(TABLE)

#define NAMED(NAME, sheet_name)                                                \
    {#sheet_name, sheet_name##_columns, NAME##_WIDTH},
const struct sheet_table sheet_tables[SHEET_COUNT] = {SHEETS(NAMED)};

enum reading reading_of(struct str type)
{
    if (str_is(type, "yes_no"))
        return READ_YES_NO;
    if (str_is(type, "date"))
        return READ_DATE;
    if (str_is(type, "label") || str_is(type, "narrative"))
        return READ_WORDS;
    return READ_NUMBER;
}

enum sheet sheet_named(struct str name)
{
    size_t s = 0;

    while (s < SHEET_COUNT && !str_is(name, sheet_tables[s].name))
        s++;
    return (enum sheet)s;
}

size_t column_named(const struct sheet_table *t, struct str name)
{
    size_t c = 0;

    while (c < t->width && !str_is(name, t->columns[c].name))
        c++;
    return c;
}

static enum err refuse(struct fault *fault, const char *expected,
                       struct str detail)
{
    *fault = (struct fault){expected, detail};
    return ERR_INPUT;
}

static bool key_valid(struct str s)
{
    if (s.n == 0 || s.n > KEY_LIMIT)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';

        if (!letter && !(c >= '0' && c <= '9') &&
            (c == 0 || !strchr("._:-", c)))
            return false;
    }
    return true;
}

#define A_KEY "a key of 1 to 80 letters, digits or . _ : -"

static enum err read_key(struct str s, struct fault *fault)
{
    return key_valid(s) ? OK : refuse(fault, A_KEY, STR_NONE);
}

static enum err read_keys(struct str s, struct fault *fault)
{
    struct str rest = s;
    struct str key;

    while (str_cut(&rest, LIST_MARK, &key))
        if (!key_valid(key))
            return refuse(fault, "keys separated by |", STR_NONE);
    return OK;
}

static struct str words_shown(struct arena *a, const char *words)
{
    struct buf out = buf_new(a, 80);

    for (const char *p = words; *p; p++) {
        if (*p == LIST_MARK)
            buf_puts(&out, ", ");
        else
            buf_byte(&out, *p);
    }
    return buf_str(&out);
}

static enum err read_word(struct arena *a, const struct column *c, struct str s,
                          struct fault *fault)
{
    struct str rest = str_of(c->words);
    struct str word;

    while (str_cut(&rest, LIST_MARK, &word))
        if (str_eq(word, s))
            return OK;
    return refuse(fault, "one of", words_shown(a, c->words));
}

static enum err read_number(struct arena *a, bool keep, struct str s,
                            struct str *out, struct fault *fault)
{
    struct dec d;

    if (dec_parse(s, &d) != OK)
        return refuse(fault,
                      "a number of at most 18 digits and 6 decimals, without "
                      "thousands mark",
                      STR_NONE);
    *out = keep ? dec_text(a, d) : dec_canonical(a, d);
    return OK;
}

static enum err read_whole(struct arena *a, const struct column *c,
                           struct str s, struct str *out, struct fault *fault)
{
    int64_t n;

    if (str_int(s, &n) != OK || n < c->least || n > c->most)
        return refuse(fault, "a whole number within",
                      str_printf(a, "%lld to %lld", (long long)c->least,
                                 (long long)c->most));
    *out = str_printf(a, "%lld", (long long)n);
    return OK;
}

static enum err read_date(struct str s, struct fault *fault)
{
    struct date d;

    return date_parse(s, &d) == OK
               ? OK
               : refuse(fault, "a date as YYYY-MM-DD", STR_NONE);
}

static enum err read_period(struct str s, struct fault *fault)
{
    struct period p;

    return period_parse(s, &p) == OK
               ? OK
               : refuse(fault, "a period as YYYY, YYYY-S1, YYYY-Q1 or YYYY-MM",
                        STR_NONE);
}

static enum err read_text(struct arena *a, const struct column *c, struct str s,
                          struct fault *fault)
{
    size_t most = c->most ? (size_t)c->most : CELL_LIMIT;

    if (utf8_length(s) > most)
        return refuse(fault, "a text of at most so many characters",
                      str_printf(a, "%zu", most));
    return OK;
}

/* What holds for every cell, whatever its kind. */
static enum err read_any(struct arena *a, const struct column *c,
                         struct str raw, struct str *out, struct fault *fault)
{
    struct column any = {.kind = CELL_TEXT};

    if (!utf8_valid(raw))
        return refuse(fault, "text in UTF-8", STR_NONE);
    if (utf8_control(raw) >= 0)
        return refuse(fault, "text without control characters", STR_NONE);
    if (c->kind != CELL_NUMBER && c->kind != CELL_WHOLE &&
        c->kind != CELL_FIGURE)
        raw = csv_unguard(raw);
    *out = utf8_lines(a, raw);
    return read_text(a, &any, *out, fault);
}

enum err cell_read(struct arena *a, const struct column *c, struct str raw,
                   struct str *out, struct fault *fault)
{
    *out = STR_NONE;
    if (str_empty(raw))
        return OK;
    TRY(read_any(a, c, raw, out, fault));
    switch (c->kind) {
    case CELL_KEY:
    case CELL_REF:
        return read_key(*out, fault);
    case CELL_REFS:
        return read_keys(*out, fault);
    case CELL_TEXT:
        return read_text(a, c, *out, fault);
    case CELL_WORD:
        return read_word(a, c, *out, fault);
    case CELL_NUMBER:
        return read_number(a, false, *out, out, fault);
    case CELL_WHOLE:
        return read_whole(a, c, *out, out, fault);
    case CELL_FIGURE:
        return OK;
    case CELL_DATE:
        return read_date(*out, fault);
    case CELL_PERIOD:
        return read_period(*out, fault);
    }
    return ERR_INTERNAL;
}

enum err figure_read(struct arena *a, enum reading reading, bool keep,
                     struct str text, struct str *out, struct fault *fault)
{
    *out = text;
    if (str_empty(text))
        return OK;
    switch (reading) {
    case READ_YES_NO:
        if (str_is(text, "yes") || str_is(text, "no"))
            return OK;
        return refuse(fault, "yes or no, as the indicator's type says",
                      STR_NONE);
    case READ_DATE:
        return read_date(text, fault);
    case READ_WORDS:
    case READ_NUMBER:
        return read_number(a, keep, text, out, fault);
    }
    return ERR_INTERNAL;
}

struct str figure_stored(struct arena *a, enum reading reading, struct str text)
{
    struct date d;

    if (str_empty(text))
        return STR_NONE;
    if (reading == READ_YES_NO)
        return str_is(text, "yes") ? S("1") : S("0");
    if (reading == READ_DATE && date_parse(text, &d) == OK)
        return str_printf(a, "%lld", (long long)date_days(d));
    return text;
}

struct str number_shown(struct arena *a, struct str stored)
{
    struct dec d;

    if (str_empty(stored) || dec_parse(stored, &d) != OK)
        return STR_NONE;
    return dec_canonical(a, d);
}

struct str figure_shown(struct arena *a, enum reading reading,
                        struct str stored)
{
    struct str number = number_shown(a, stored);
    int64_t days;

    if (reading == READ_YES_NO && str_is(number, "1"))
        return S("yes");
    if (reading == READ_YES_NO && str_is(number, "0"))
        return S("no");
    if (reading == READ_DATE && str_int(number, &days) == OK)
        return date_text(a, date_from_days(days));
    return number;
}
