/* Exact decimals: 18 digits before the mark, 6 behind it (DECIMAL(24,6)),
 * with the number of decimals that was entered. Never floating point. */
#ifndef CORE_NUM_H
#define CORE_NUM_H

#include "core/str.h"

__extension__ typedef __int128 i128;

struct dec {
    i128 micro;       /* millionths */
    uint8_t decimals; /* 0 to 6, as entered; display keeps them */
    bool set;         /* false: not given */
};

#define DEC_NONE ((struct dec){0, 0, false})

struct dec dec_int(int64_t whole);
int dec_cmp(struct dec a, struct dec b); /* both set; decimals do not count */

/* Reads "-1234.50" or "1234,50": one mark at most, digits on both sides of
 * it, no thousands mark, up to 18 digits before and 6 behind. ERR_INPUT
 * otherwise; *out is then DEC_NONE. An empty text is DEC_NONE and OK. */
NODISCARD enum err dec_parse(struct str s, struct dec *out);

/* As a person types it: spaces (plain, no-break, narrow) and a second kind of
 * mark group thousands ("1 234,5", "1.234,5"). One mark followed by exactly
 * three digits ("1.234") can be read two ways: ERR_CONFLICT, with *out the
 * decimal reading and *other the thousands reading. Only one way, and OK, when
 * what precedes cannot be a group: "0.125", "1234.567", "1 234,567". The sign
 * may be U+2212. ERR_INPUT otherwise, both then DEC_NONE. */
NODISCARD enum err dec_parse_typed(struct str s, struct dec *out,
                                   struct dec *other);

/* Point as mark, no thousands mark. text: the decimals entered (a finer value
 * is rounded to them); canonical: all, without trailing zeros. Not set gives
 * STR_NONE. */
struct str dec_text(struct arena *a, struct dec d);
struct str dec_canonical(struct arena *a, struct dec d);

/* numerator / denominator is the result in millionths, rounded half away from
 * zero to that many decimals (over 6 is 6): a mean is
 * dec_ratio(sum of micro * weight, sum of weights, 2), a quotient a / b is
 * dec_ratio(a.micro * DEC_ONE, b.micro, 2). DEC_NONE when the denominator is 0
 * or 128 bits do not suffice. */
#define DEC_ONE ((i128)1000000)
struct dec dec_ratio(i128 numerator, i128 denominator, uint8_t decimals);
struct dec dec_round(struct dec d, uint8_t decimals);

#endif
