#include "domain/deadline_words.h"

#include <string.h>

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

bool words_at_start(struct str s, size_t at)
{
    return at == 0 || !(letter(s.p[at - 1]) || digit(s.p[at - 1]));
}

static bool ends_at(struct str s, size_t at)
{
    return at >= s.n || !(letter(s.p[at]) || digit(s.p[at]));
}

ptrdiff_t words_find(struct str s, size_t from, const char *words)
{
    size_t n = strlen(words);
    bool open = n > 0 && words[n - 1] == '*';

    n -= open;
    for (size_t i = from; n > 0 && i + n <= s.n; i++)
        if (memcmp(s.p + i, words, n) == 0 && words_at_start(s, i) &&
            (open || ends_at(s, i + n)))
            return (ptrdiff_t)i;
    return -1;
}

bool words_any(struct str s, const char *const *list)
{
    for (; *list; list++)
        if (words_find(s, 0, *list) >= 0)
            return true;
    return false;
}

struct named {
    const char *name;
    int number;
};

static const struct named numbers[] = {
    {"un", 1},       {"une", 1},      {"deux", 2},     {"trois", 3},
    {"quatre", 4},   {"cinq", 5},     {"six", 6},      {"een", 1},
    {"twee", 2},     {"drie", 3},     {"vier", 4},     {"vijf", 5},
    {"zes", 6},      {"eenmaal", 1},  {"tweemaal", 2}, {"driemaal", 3},
    {"viermaal", 4}, {"vijfmaal", 5}, {"zesmaal", 6},  {"1er", 1},
    {NULL, 0},
};

static const struct named months[] = {
    {"janvier", 1},   {"januari", 1},   {"fevrier", 2},   {"februari", 2},
    {"mars", 3},      {"maart", 3},     {"avril", 4},     {"april", 4},
    {"mai", 5},       {"mei", 5},       {"juin", 6},      {"juni", 6},
    {"juillet", 7},   {"juli", 7},      {"aout", 8},      {"augustus", 8},
    {"septembre", 9}, {"september", 9}, {"octobre", 10},  {"oktober", 10},
    {"novembre", 11}, {"november", 11}, {"decembre", 12}, {"december", 12},
    {NULL, 0},
};

static int named(const struct named *table, struct str word)
{
    for (; table->name; table++)
        if (str_is(word, table->name))
            return table->number;
    return 0;
}

int64_t words_number_before(struct str s, size_t at)
{
    size_t end = at > 0 && s.p[at - 1] == ' ' ? at - 1 : at;
    size_t from = end;
    struct str word;
    int64_t n;

    while (from > 0 && (letter(s.p[from - 1]) || digit(s.p[from - 1])))
        from--;
    word = str_sub(s, from, end - from);
    if (str_int(word, &n) == OK)
        return n > 0 && n < 10000 ? n : 0;
    return named(numbers, word);
}

int words_month(struct str s, size_t at, size_t *length)
{
    size_t end = at;

    if (!words_at_start(s, at))
        return 0;
    while (end < s.n && letter(s.p[end]))
        end++;
    *length = end - at;
    return named(months, str_sub(s, at, end - at));
}
