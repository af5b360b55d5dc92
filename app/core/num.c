#include "core/num.h"

#include "core/buf.h"

enum { MOST_WHOLE = 18, MOST_DECIMALS = 6 };

struct dec dec_int(int64_t whole)
{
    return (struct dec){(i128)whole * DEC_ONE, 0, true};
}

int dec_cmp(struct dec a, struct dec b)
{
    return (a.micro > b.micro) - (a.micro < b.micro);
}

static i128 power_of_ten(unsigned n)
{
    i128 power = 1;

    while (n--)
        power *= 10;
    return power;
}

static bool digits_only(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* The value of digits that were checked. */
static i128 digits_value(struct str s)
{
    i128 value = 0;

    for (size_t i = 0; i < s.n; i++)
        value = 10 * value + (s.p[i] - '0');
    return value;
}

/* From digits before and behind the mark; behind is empty without a mark. */
static enum err assemble(bool negative, struct str whole, struct str behind,
                         struct dec *out)
{
    i128 micro;

    *out = DEC_NONE;
    if (!digits_only(whole) || whole.n > MOST_WHOLE ||
        behind.n > MOST_DECIMALS || (behind.n && !digits_only(behind)))
        return ERR_INPUT;
    micro =
        digits_value(whole) * DEC_ONE +
        digits_value(behind) * power_of_ten(MOST_DECIMALS - (unsigned)behind.n);
    *out = (struct dec){negative ? -micro : micro, (uint8_t)behind.n, true};
    return OK;
}

static bool is_mark(char c)
{
    return c == '.' || c == ',';
}

enum err dec_parse(struct str s, struct dec *out)
{
    bool negative = str_starts(s, S("-"));
    struct str whole, behind = STR_NONE;
    size_t at = 0;

    *out = DEC_NONE;
    if (str_empty(s))
        return OK;
    whole = str_sub(s, negative ? 1 : 0, s.n);
    while (at < whole.n && !is_mark(whole.p[at]))
        at++;
    if (at + 1 == whole.n) /* the mark is the last character */
        return ERR_INPUT;
    if (at < whole.n) {
        behind = str_sub(whole, at + 1, whole.n);
        whole = str_sub(whole, 0, at);
    }
    return assemble(negative, whole, behind, out);
}

/* A typed number with its spaces and sign made plain; longer is no number. */
struct plain {
    char p[64];
    size_t n;
};

static bool plain_text(struct str s, struct plain *out)
{
    static const struct {
        const char *from;
        char to;
    } odd[] = {
        {"\u00a0", ' '}, /* no-break space */
        {"\u2009", ' '}, /* thin space */
        {"\u202f", ' '}, /* narrow no-break space */
        {"\u2212", '-'}, /* minus */
    };

    out->n = 0;
    while (s.n && out->n < sizeof out->p) {
        char c = s.p[0];
        size_t step = 1;

        for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
            if (str_starts(s, str_of(odd[i].from))) {
                c = odd[i].to;
                step = str_of(odd[i].from).n;
            }
        }
        out->p[out->n++] = c;
        s = str_sub(s, step, s.n);
    }
    return s.n == 0;
}

/* The number taken apart: digits without grouping, and how they stood. */
struct typed {
    char digits[64];
    size_t n;          /* all digits */
    size_t behind;     /* of these, behind the last separator */
    size_t first;      /* digits of the first group */
    size_t separators; /* of any kind */
    char group;        /* the first separator, 0: none */
    char last;         /* the last separator, 0: none */
};

/* False: not digits in groups of three, of one kind, but for the last run. */
static bool take_apart(struct str s, struct typed *t)
{
    size_t run = 0;

    *t = (struct typed){.n = 0};
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c >= '0' && c <= '9') {
            t->digits[t->n++] = c;
            run++;
            continue;
        }
        if ((!is_mark(c) && c != ' ') || run == 0 ||
            (t->separators && (run != 3 || t->last != t->group)))
            return false;
        if (t->separators++ == 0) {
            t->group = c;
            t->first = run;
        }
        t->last = c;
        run = 0;
    }
    t->behind = t->separators ? run : 0;
    return run > 0;
}

enum err dec_parse_typed(struct str s, struct dec *out, struct dec *other)
{
    struct plain plain;
    struct typed t;
    struct str text, digits;
    bool negative, groups, grouped, decimal;

    *out = *other = DEC_NONE;
    if (!plain_text(str_trim(s), &plain))
        return ERR_INPUT;
    text = str_trim((struct str){plain.p, plain.n});
    if (str_empty(text))
        return OK;
    negative = text.p[0] == '-';
    if (!take_apart(str_sub(text, negative ? 1 : 0, text.n), &t))
        return ERR_INPUT;
    digits = (struct str){t.digits, t.n};

    /* Which readings do the separators allow? */
    groups = t.first <= 3 && t.digits[0] != '0';
    grouped =
        t.separators == 0 || (groups && t.behind == 3 && t.last == t.group);
    decimal =
        is_mark(t.last) && (t.separators == 1 || (groups && t.last != t.group));
    if (!grouped && !decimal)
        return ERR_INPUT;
    if (grouped)
        TRY(assemble(negative, digits, STR_NONE, decimal ? other : out));
    if (decimal)
        TRY(assemble(negative, str_sub(digits, 0, t.n - t.behind),
                     str_sub(digits, t.n - t.behind, t.behind), out));
    return grouped && decimal ? ERR_CONFLICT : OK;
}

struct dec dec_ratio(i128 numerator, i128 denominator, uint8_t decimals)
{
    i128 step, part, quotient, rest;

    if (decimals > MOST_DECIMALS)
        decimals = MOST_DECIMALS;
    step = power_of_ten((unsigned)(MOST_DECIMALS - decimals));
    if (denominator < 0 &&
        (__builtin_sub_overflow((i128)0, denominator, &denominator) ||
         __builtin_sub_overflow((i128)0, numerator, &numerator)))
        return DEC_NONE;
    if (denominator == 0 || __builtin_mul_overflow(denominator, step, &part))
        return DEC_NONE;
    quotient = numerator / part;
    rest = numerator % part;
    if (rest > 0 && rest >= part - rest)
        quotient++;
    else if (rest < 0 && -rest >= part + rest)
        quotient--;
    if (__builtin_mul_overflow(quotient, step, &quotient))
        return DEC_NONE;
    return (struct dec){quotient, decimals, true};
}

struct dec dec_round(struct dec d, uint8_t decimals)
{
    return d.set ? dec_ratio(d.micro, 1, decimals) : DEC_NONE;
}

static struct str print(struct arena *a, struct dec d)
{
    struct buf out = buf_new(a, 48);
    char digits[40]; /* 2^127 has 39 */
    unsigned n = 0;
    bool negative = d.micro < 0;
    i128 rest = d.micro / power_of_ten(MOST_DECIMALS - (unsigned)d.decimals);

    while (rest != 0 || n <= d.decimals) {
        int digit = (int)(rest % 10);

        digits[n++] = (char)('0' + (digit < 0 ? -digit : digit));
        rest /= 10;
    }
    if (negative)
        buf_byte(&out, '-');
    while (n) {
        buf_byte(&out, digits[--n]);
        if (n && n == d.decimals)
            buf_byte(&out, '.');
    }
    return buf_str(&out);
}

struct str dec_text(struct arena *a, struct dec d)
{
    struct dec rounded = dec_round(d, d.decimals);

    return rounded.set ? print(a, rounded) : STR_NONE;
}

struct str dec_canonical(struct arena *a, struct dec d)
{
    i128 rest = d.micro;

    if (!d.set)
        return STR_NONE;
    for (d.decimals = MOST_DECIMALS; d.decimals && rest % 10 == 0; d.decimals--)
        rest /= 10;
    return print(a, d);
}
