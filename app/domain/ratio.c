#include "domain/ratio.h"

__extension__ typedef unsigned __int128 u128;

static struct natural trimmed(uint32_t *limbs, size_t n)
{
    while (n > 0 && limbs[n - 1] == 0)
        n--;
    return (struct natural){limbs, n};
}

static struct natural natural_of(struct arena *a, u128 value)
{
    uint32_t *limbs = NEW_N(a, uint32_t, 4);

    for (size_t i = 0; i < 4; i++)
        limbs[i] = (uint32_t)(value >> (32 * i));
    return trimmed(limbs, 4);
}

static u128 natural_value(struct natural x) /* of at most 4 limbs */
{
    u128 value = 0;

    for (size_t i = x.n; i > 0; i--)
        value = value << 32 | x.limbs[i - 1];
    return value;
}

static struct natural plus(struct arena *a, struct natural x, struct natural y)
{
    size_t n = (x.n > y.n ? x.n : y.n) + 1;
    uint32_t *limbs = NEW_N(a, uint32_t, n);
    uint64_t carry = 0;

    for (size_t i = 0; i < n; i++) {
        carry += i < x.n ? x.limbs[i] : 0;
        carry += i < y.n ? y.limbs[i] : 0;
        limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return trimmed(limbs, n);
}

static struct natural times(struct arena *a, struct natural x, struct natural y)
{
    uint32_t *limbs = NEW_N(a, uint32_t, x.n + y.n + 1);

    for (size_t i = 0; i < x.n; i++) {
        uint64_t carry = 0;

        for (size_t k = 0; k < y.n; k++) {
            carry += (uint64_t)x.limbs[i] * y.limbs[k] + limbs[i + k];
            limbs[i + k] = (uint32_t)carry;
            carry >>= 32;
        }
        limbs[i + y.n] = (uint32_t)carry;
    }
    return trimmed(limbs, x.n + y.n);
}

static int natural_cmp(struct natural x, struct natural y)
{
    if (x.n != y.n)
        return x.n < y.n ? -1 : 1;
    for (size_t i = x.n; i > 0; i--) {
        if (x.limbs[i - 1] != y.limbs[i - 1])
            return x.limbs[i - 1] < y.limbs[i - 1] ? -1 : 1;
    }
    return 0;
}

static u128 common_divisor(u128 x, u128 y)
{
    while (y > 0) {
        u128 rest = x % y;

        x = y;
        y = rest;
    }
    return x;
}

/* In lowest terms while both fit in 128 bits: keeps everyday sums short. What
 * is larger stays exact, only longer. */
static struct ratio reduced(struct arena *a, struct natural p, struct natural q)
{
    if (p.n == 0)
        return (struct ratio){p, natural_of(a, 1)};
    if (p.n > 4 || q.n > 4)
        return (struct ratio){p, q};
    u128 d = common_divisor(natural_value(p), natural_value(q));

    return (struct ratio){natural_of(a, natural_value(p) / d),
                          natural_of(a, natural_value(q) / d)};
}

struct ratio ratio_of(struct arena *a, i128 numerator, i128 denominator)
{
    return reduced(a, natural_of(a, (u128)numerator),
                   natural_of(a, (u128)denominator));
}

struct ratio ratio_add(struct arena *a, struct ratio x, struct ratio y)
{
    if (natural_cmp(x.q, y.q) == 0)
        return reduced(a, plus(a, x.p, y.p), x.q);
    return reduced(a, plus(a, times(a, x.p, y.q), times(a, y.p, x.q)),
                   times(a, x.q, y.q));
}

struct ratio ratio_mul(struct arena *a, struct ratio x, struct ratio y)
{
    return reduced(a, times(a, x.p, y.p), times(a, x.q, y.q));
}

struct ratio ratio_div(struct arena *a, struct ratio x, struct ratio y)
{
    return reduced(a, times(a, x.p, y.q), times(a, x.q, y.p));
}

int ratio_cmp(struct arena *a, struct ratio x, struct ratio y)
{
    return natural_cmp(times(a, x.p, y.q), times(a, y.p, x.q));
}

bool ratio_zero(struct ratio x)
{
    return x.p.n == 0;
}

static unsigned bits(struct natural x)
{
    if (x.n == 0)
        return 0;
    return (unsigned)(32 * x.n) - (unsigned)__builtin_clz(x.limbs[x.n - 1]);
}

/* The largest k with k * q <= p, found bit by bit: k is small. */
static uint64_t whole_part(struct arena *a, struct natural p, struct natural q)
{
    unsigned most = bits(p) < bits(q) ? 0 : bits(p) - bits(q) + 1;
    uint64_t k = 0;

    for (unsigned bit = most < 63 ? most : 63; bit-- > 0;) {
        uint64_t more = k | (uint64_t)1 << bit;

        if (natural_cmp(times(a, natural_of(a, more), q), p) <= 0)
            k = more;
    }
    return k;
}

struct dec ratio_round(struct arena *a, struct ratio x, uint8_t decimals)
{
    uint64_t scale = 1;
    struct natural two = natural_of(a, 2);

    for (uint8_t i = 0; i < decimals; i++)
        scale *= 10;
    struct natural doubled = times(a, times(a, x.p, two), natural_of(a, scale));
    uint64_t k = whole_part(a, plus(a, doubled, x.q), times(a, x.q, two));

    return (struct dec){(i128)k * (i128)(1000000 / scale), decimals, true};
}
