#include "domain/status.h"

static bool points_down(enum direction d)
{
    return d == DIRECTION_DOWN;
}

enum threshold_op status_red_op(const struct thresholds *t)
{
    if (t->red_op != OP_NONE)
        return t->red_op;
    return points_down(t->direction) ? OP_GE : OP_LE;
}

enum threshold_op status_green_op(const struct thresholds *t)
{
    if (t->green_op != OP_NONE)
        return t->green_op;
    return points_down(t->direction) ? OP_LE : OP_GE;
}

static bool below(enum threshold_op o)
{
    return o == OP_LE || o == OP_LT;
}

/* Up: red lies below, green above. Down: mirrored. */
static bool same_way(const struct thresholds *t)
{
    return below(status_red_op(t)) != below(status_green_op(t));
}

unsigned status_warnings(const struct thresholds *t)
{
    if (!t->red.set || !t->green.set)
        return 0;
    if (!same_way(t))
        return STATUS_MIXED_OPERATORS;
    int order = dec_cmp(t->red, t->green);
    bool up = below(status_red_op(t));

    return (up ? order > 0 : order < 0) ? STATUS_RED_BEYOND_GREEN : 0;
}

static bool satisfies(struct dec value, enum threshold_op op, struct dec limit)
{
    int order = dec_cmp(value, limit);

    switch (op) {
    case OP_LE:
        return order <= 0;
    case OP_LT:
        return order < 0;
    case OP_GE:
        return order >= 0;
    case OP_GT:
        return order > 0;
    case OP_NONE:
        break;
    }
    return false;
}

struct judgement status_judge(struct dec value, const struct thresholds *t)
{
    struct judgement j = {STATUS_NONE, status_warnings(t)};

    if (!value.set || !t->red.set || !t->green.set || !same_way(t))
        return j;
    bool red = satisfies(value, status_red_op(t), t->red);
    bool green = satisfies(value, status_green_op(t), t->green);

    if (red && green)
        j.warnings |= STATUS_SATISFIES_BOTH;
    else if (red)
        j.status = STATUS_NOT_ACHIEVED;
    else
        j.status = green ? STATUS_ACHIEVED : STATUS_PARTIAL;
    return j;
}

bool type_textual(enum measure_type type)
{
    return type == TYPE_LABEL || type == TYPE_NARRATIVE;
}

static size_t word_index(struct str word, const char *const *words, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (str_is(word, words[i]))
            return i;
    }
    return 0;
}

#define INDEX(word, words)                                                     \
    word_index((word), (words), sizeof(words) / sizeof(*(words)))

static const char *const statuses[] = {"", "not_achieved", "partial",
                                       "achieved"};
static const char *const ops[] = {"", "<=", "<", ">=", ">"};
static const char *const directions[] = {"", "up", "down", "keep"};
static const char *const types[] = {"",      "percentage", "count", "amount",
                                    "level", "yes_no",     "date",  "ratio",
                                    "label", "narrative"};

enum status status_parse(struct str word)
{
    return (enum status)INDEX(word, statuses);
}

enum threshold_op op_parse(struct str word)
{
    return (enum threshold_op)INDEX(word, ops);
}

enum direction direction_parse(struct str word)
{
    return (enum direction)INDEX(word, directions);
}

enum measure_type type_parse(struct str word)
{
    return (enum measure_type)INDEX(word, types);
}

struct str status_word(enum status s)
{
    return s == STATUS_NONE ? STR_NONE : str_of(statuses[s]);
}

struct str op_sign(enum threshold_op o)
{
    static const char *const signs[] = {"", "≤", "<", "≥", ">"};

    return str_of(signs[o]);
}
