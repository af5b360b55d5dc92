/* Exact fractions, never negative: weighted means of many different
 * denominators, rounded once at the end. Numbers grow as they must. Pure. */
#ifndef DOMAIN_RATIO_H
#define DOMAIN_RATIO_H

#include "core/num.h"

struct natural { /* little-endian; no leading zero limb */
    uint32_t *limbs;
    size_t n;
};

struct ratio {
    struct natural p;
    struct natural q; /* never 0 */
};

/* numerator / denominator; both at least 0, the denominator above 0. */
struct ratio ratio_of(struct arena *a, i128 numerator, i128 denominator);
struct ratio ratio_add(struct arena *a, struct ratio x, struct ratio y);
struct ratio ratio_mul(struct arena *a, struct ratio x, struct ratio y);
struct ratio ratio_div(struct arena *a, struct ratio x, struct ratio y);
int ratio_cmp(struct arena *a, struct ratio x, struct ratio y);
bool ratio_zero(struct ratio x);

/* Rounded half away from zero to 0..6 decimals. x is below 10^12. */
struct dec ratio_round(struct arena *a, struct ratio x, uint8_t decimals);

#endif
