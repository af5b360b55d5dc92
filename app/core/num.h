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
 * decimal reading and *other the thousands reading. ERR_INPUT otherwise. */
NODISCARD enum err dec_parse_typed(struct str s, struct dec *out,
                                   struct dec *other);

/* Point as mark, no thousands mark. text: the decimals entered; canonical:
 * no trailing zeros. Not set gives STR_NONE. */
struct str dec_text(struct arena *a, struct dec d);
struct str dec_canonical(struct arena *a, struct dec d);

/* micro / divisor, rounded half away from zero to that many decimals. */
struct dec dec_ratio(i128 numerator, i128 denominator, uint8_t decimals);
struct dec dec_round(struct dec d, uint8_t decimals);

#endif
