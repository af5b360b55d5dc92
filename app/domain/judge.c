#include "domain/judge.h"

ptrdiff_t judge_in_force(const struct edition_dates *editions, size_t count,
                         struct date on)
{
    ptrdiff_t best = -1;

    for (size_t i = 0; i < count; i++) {
        const struct edition_dates *e = &editions[i];

        if (!e->approved || date_cmp(e->effective_on, on) > 0)
            continue;
        if (best < 0 || e->edition > editions[best].edition)
            best = (ptrdiff_t)i;
    }
    return best;
}

ptrdiff_t judge_edition(const struct edition_dates *editions, size_t count,
                        struct period period)
{
    ptrdiff_t best = judge_in_force(editions, count, period_last(period));

    if (best >= 0)
        return best;
    for (size_t i = 0; i < count; i++) {
        if (best < 0 || (editions[i].approved && !editions[best].approved) ||
            (editions[i].approved == editions[best].approved &&
             editions[i].edition < editions[best].edition))
            best = (ptrdiff_t)i;
    }
    return best;
}

static bool dec_same(struct dec x, struct dec y)
{
    return x.set == y.set && (!x.set || dec_cmp(x, y) == 0);
}

unsigned definition_diff(const struct definition *x, const struct definition *y)
{
    const struct thresholds *s = &x->thresholds, *t = &y->thresholds;
    unsigned changes = 0;

    if (!dec_same(s->red, t->red) || status_red_op(s) != status_red_op(t))
        changes |= CHANGED_RED;
    if (!dec_same(s->green, t->green) ||
        status_green_op(s) != status_green_op(t))
        changes |= CHANGED_GREEN;
    if (!dec_same(x->target, y->target) || !dec_same(x->baseline, y->baseline))
        changes |= CHANGED_TARGET;
    if (!dec_same(x->weight, y->weight))
        changes |= CHANGED_WEIGHT;
    if (!str_eq(x->text_fr, y->text_fr) || !str_eq(x->text_nl, y->text_nl))
        changes |= CHANGED_WORDING;
    return changes;
}

size_t judge_steps(struct arena *a, const struct definition *definitions,
                   size_t count, struct period period, struct dec value,
                   struct definition_step **out)
{
    struct definition_step *steps = NEW_N(a, struct definition_step, count + 1);
    struct date began = period_first(period);
    size_t n = 0;

    for (size_t i = 1; i < count; i++) {
        const struct definition *old = &definitions[i - 1];
        const struct definition *new = &definitions[i];
        unsigned changes = definition_diff(old, new);

        if (changes == 0 || date_cmp(new->effective_on, began) <= 0)
            continue;
        steps[n++] = (struct definition_step){
            .old = old,
            .new = new,
            .changes = changes,
            .old_status = status_judge(value, &old->thresholds).status,
            .new_status = status_judge(value, &new->thresholds).status,
        };
    }
    *out = steps;
    return n;
}
