#include "domain/rollup.h"

#include "domain/ratio.h"

#define MICRO 1000000

/* A value going up: a mean or an achievement, with the share of the weight
 * below that it rests on. */
struct part {
    bool empty;
    bool set;
    struct ratio value;
    struct ratio coverage; /* 0 to 1 */
};

struct work {
    struct arena *arena;
    const struct rollup_node *nodes;
    size_t count;
    struct ratio minimum; /* 0 to 1 */
    size_t *first;        /* child of each node; [count] of the root */
    size_t *next;         /* sibling */
    struct part *parts;
    struct rollup out;
};

static struct ratio whole(struct arena *a, int64_t n)
{
    return ratio_of(a, n, 1);
}

/* part / all of 100 %, clamped. */
static struct ratio percent(struct arena *a, i128 part, i128 all)
{
    if (all < 0) {
        part = -part;
        all = -all;
    }
    if (part <= 0)
        return whole(a, 0);
    if (part >= all)
        return whole(a, 100);
    return ratio_of(a, part * 100, all);
}

static bool toward_target(struct arena *a, const struct rollup_node *n,
                          struct ratio *out)
{
    bool down = n->direction == DIRECTION_DOWN;

    if (n->direction == DIRECTION_KEEP || !n->target.set)
        return false;
    if (down && !n->baseline.set)
        return false;
    i128 from = n->baseline.set ? n->baseline.micro : 0;

    if (n->target.micro == from)
        return false;
    *out = percent(a, n->value.micro - from, n->target.micro - from);
    return true;
}

static bool achieved(struct arena *a, const struct rollup_node *n,
                     struct ratio *out)
{
    bool down = n->direction == DIRECTION_DOWN;

    if (!n->value.set)
        return false;
    switch (n->type) {
    case TYPE_NONE:
        if (n->indicator)
            return toward_target(a, n, out);
        *out = percent(a, n->value.micro, (i128)100 * MICRO);
        return true;
    case TYPE_PERCENTAGE:
        if (down || n->direction == DIRECTION_KEEP)
            return toward_target(a, n, out);
        *out = percent(a, n->value.micro, (i128)100 * MICRO);
        return true;
    case TYPE_YES_NO:
        *out = whole(a, (n->value.micro != 0) != down ? 100 : 0);
        return true;
    case TYPE_COUNT:
    case TYPE_AMOUNT:
    case TYPE_LEVEL:
    case TYPE_RATIO:
        return toward_target(a, n, out);
    case TYPE_DATE:
    case TYPE_LABEL:
    case TYPE_NARRATIVE:
        break;
    }
    return false;
}

struct dec achievement(struct arena *a, const struct rollup_node *node)
{
    struct ratio r;

    return achieved(a, node, &r) ? ratio_round(a, r, 6) : DEC_NONE;
}

static void link_children(struct work *w)
{
    w->first = NEW_N(w->arena, size_t, w->count + 1);
    w->next = NEW_N(w->arena, size_t, w->count + 1);
    for (size_t i = 0; i <= w->count; i++)
        w->first[i] = w->next[i] = ROLLUP_ROOT;
    for (size_t i = w->count; i-- > 0;) {
        size_t parent = w->nodes[i].parent;

        if (parent > w->count)
            parent = w->count;
        w->next[i] = w->first[parent];
        w->first[parent] = i;
    }
}

/* Parents before children, the root first. A circle is never reached. */
static size_t *top_down(struct work *w, size_t *reached)
{
    size_t *order = NEW_N(w->arena, size_t, w->count + 1);
    size_t n = 0;

    order[n++] = w->count;
    for (size_t i = 0; i < n; i++) {
        size_t child = w->first[order[i]];

        for (; child != ROLLUP_ROOT; child = w->next[child])
            order[n++] = child;
    }
    *reached = n;
    return order;
}

struct weights {
    size_t given;
    size_t siblings;
    i128 total; /* micro */
    unsigned warnings;
};

static struct weights weights_below(const struct work *w, size_t parent)
{
    struct weights sum = {0};

    for (size_t i = w->first[parent]; i != ROLLUP_ROOT; i = w->next[i]) {
        const struct rollup_node *n = &w->nodes[i];

        if (!n->indicator)
            continue;
        sum.siblings++;
        sum.given += n->weight.set;
        sum.total += n->weight.set ? n->weight.micro : 0;
        if (n->weight.set && n->weight.micro < 0)
            sum.warnings |= ROLLUP_NEGATIVE;
    }
    if (sum.siblings > 0 && sum.given == 0)
        sum.warnings |= ROLLUP_UNWEIGHTED;
    else if (sum.given < sum.siblings)
        sum.warnings |= ROLLUP_SOME_WEIGHTS;
    if (sum.given > 0 && sum.total != (i128)100 * MICRO)
        sum.warnings |= ROLLUP_NOT_100;
    return sum;
}

struct mean {
    struct ratio all;     /* weight of what counts */
    struct ratio present; /* of what has a value */
    struct ratio covered;
    struct ratio sum;
    bool any;
};

static struct mean mean_new(struct arena *a)
{
    struct ratio zero = whole(a, 0);

    return (struct mean){zero, zero, zero, zero, false};
}

static void mean_add(struct arena *a, struct mean *m, struct ratio weight,
                     const struct part *part)
{
    if (part->empty)
        return;
    m->any = true;
    m->all = ratio_add(a, m->all, weight);
    if (!part->set)
        return;
    m->present = ratio_add(a, m->present, weight);
    m->covered = ratio_add(a, m->covered, ratio_mul(a, weight, part->coverage));
    m->sum = ratio_add(a, m->sum, ratio_mul(a, weight, part->value));
}

static struct part mean_part(struct arena *a, const struct mean *m)
{
    struct part part = {.empty = !m->any, .coverage = whole(a, 0)};

    if (ratio_zero(m->all))
        return part;
    part.coverage = ratio_div(a, m->covered, m->all);
    if (ratio_zero(m->present))
        return part;
    part.value = ratio_div(a, m->sum, m->present);
    part.set = true;
    return part;
}

static struct part indicators_below(struct work *w, size_t parent,
                                    unsigned *warnings)
{
    struct weights weights = weights_below(w, parent);
    struct mean mean = mean_new(w->arena);

    for (size_t i = w->first[parent]; i != ROLLUP_ROOT; i = w->next[i]) {
        const struct rollup_node *n = &w->nodes[i];
        i128 weight = weights.given == 0 ? MICRO : n->weight.micro;

        if (!n->indicator)
            continue;
        if (weights.given > 0 && (!n->weight.set || weight < 0))
            weight = 0;
        mean_add(w->arena, &mean, ratio_of(w->arena, weight, MICRO),
                 &w->parts[i]);
    }
    *warnings = weights.warnings;
    return mean_part(w->arena, &mean);
}

/* Items weigh the same; an item's own indicators together weigh as one. */
static struct part below(struct work *w, size_t parent, unsigned *warnings)
{
    struct ratio one = whole(w->arena, 1);
    struct part own = indicators_below(w, parent, warnings);
    struct mean mean = mean_new(w->arena);

    mean_add(w->arena, &mean, one, &own);
    for (size_t i = w->first[parent]; i != ROLLUP_ROOT; i = w->next[i]) {
        if (!w->nodes[i].indicator)
            mean_add(w->arena, &mean, one, &w->parts[i]);
    }
    return mean_part(w->arena, &mean);
}

static struct dec shown(struct arena *a, struct ratio r)
{
    return ratio_round(a, r, ROLLUP_DECIMALS);
}

/* A mean on too little is none, above it too. */
static bool too_thin(struct work *w, const struct part *part)
{
    return part->set && ratio_cmp(w->arena, part->coverage, w->minimum) < 0;
}

static struct rollup_value value_of(struct work *w, const struct part *part)
{
    struct arena *a = w->arena;
    struct ratio hundred = whole(a, 100);

    return (struct rollup_value){
        .empty = part->empty,
        .value = part->set ? shown(a, part->value) : DEC_NONE,
        .coverage = shown(a, ratio_mul(a, part->coverage, hundred)),
    };
}

static void settle(struct work *w, size_t i)
{
    const struct rollup_node *n = &w->nodes[i];
    struct rollup_value *value = &w->out.values[i];
    unsigned warnings;
    struct part part = below(w, i, &warnings);
    struct ratio own;

    if (too_thin(w, &part))
        part.set = false;
    *value = value_of(w, &part);
    value->computed = value->value;
    value->warnings = warnings;
    if (n->excluded) {
        part = (struct part){.empty = true, .coverage = whole(w->arena, 0)};
        *value = value_of(w, &part);
    } else if (n->measured && achieved(w->arena, n, &own)) {
        struct dec computed = value->computed;

        part = (struct part){false, true, own, whole(w->arena, 1)};
        *value = value_of(w, &part);
        value->typed = true;
        value->computed = computed;
        value->warnings = warnings;
    } else if (n->measured) {
        part.empty = value->empty = false;
    }
    w->parts[i] = part;
}

static bool left_out(const struct work *w, size_t i, enum rollup_absence *why)
{
    const struct rollup_node *n = &w->nodes[i];
    const struct rollup_value *value = &w->out.values[i];
    bool leaf = n->measured && w->first[i] == ROLLUP_ROOT;

    if (n->excluded)
        *why = ROLLUP_EXCLUDED;
    else if (value->value.set || value->empty)
        return false;
    else if (n->measured && n->value.set)
        *why = ROLLUP_NOT_AVERAGED;
    else if (leaf)
        *why = n->type == TYPE_LABEL || n->type == TYPE_NARRATIVE
                   ? ROLLUP_NOT_AVERAGED
                   : ROLLUP_MISSING;
    else
        *why = ROLLUP_LOW_COVERAGE;
    return true;
}

static void list_left_out(struct work *w)
{
    w->out.left = NEW_N(w->arena, struct rollup_left_out, w->count);
    for (size_t i = 0; i < w->count; i++) {
        enum rollup_absence why;

        if (left_out(w, i, &why))
            w->out.left[w->out.left_count++] = (struct rollup_left_out){i, why};
    }
}

struct rollup rollup_compute(struct arena *a, const struct rollup_node *nodes,
                             size_t count, struct dec minimum)
{
    i128 least = minimum.set ? minimum.micro : (i128)50 * MICRO;
    struct work w = {
        .arena = a,
        .nodes = nodes,
        .count = count,
        .minimum = ratio_of(a, least, (i128)100 * MICRO),
        .parts = NEW_N(a, struct part, count + 1),
        .out.values = NEW_N(a, struct rollup_value, count + 1),
    };
    size_t reached;

    for (size_t i = 0; i < count; i++)
        w.parts[i].empty = w.out.values[i].empty = true;
    link_children(&w);
    size_t *order = top_down(&w, &reached);

    for (size_t i = reached; i-- > 1;)
        settle(&w, order[i]);
    unsigned warnings;
    struct part plan = below(&w, count, &warnings);

    if (too_thin(&w, &plan))
        plan.set = false;
    w.out.plan = value_of(&w, &plan);
    w.out.plan.computed = w.out.plan.value;
    list_left_out(&w);
    return w.out;
}
