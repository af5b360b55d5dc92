/* Who approves next: workflow_turn. */
#include "domain/workflow.h"

/* Directors rank by their distance, authorities behind all of them. */
#define RANK_AUTHORITY ((int64_t)1 << 20)
#define RANK_NONE      INT64_MAX

struct choice {
    const struct candidate *all;
    size_t count;
    const struct approval_case *k;
};

static int64_t rank(const struct candidate *c)
{
    return c->authority ? RANK_AUTHORITY + c->depth : c->depth;
}

static bool entered(const struct approval_case *k, int64_t account)
{
    for (size_t i = 0; i < k->entered_count; i++) {
        if (account != 0 && k->entered_by[i] == account)
            return true;
    }
    return false;
}

static bool endorsed(const struct approval_case *k, int64_t account)
{
    for (size_t i = 0; i < k->endorsed_count; i++) {
        const struct endorsed *e = &k->endorsed[i];

        if (account != 0 && (e->account == account || e->behind == account))
            return true;
    }
    return false;
}

/* Another pair of eyes, and for a mandate not the holder's. */
static bool second_eyes(const struct approval_case *k,
                        const struct candidate *c)
{
    return !c->excepted && !(k->mandate && c->holder) &&
           !entered(k, c->account) && !entered(k, c->behind);
}

static bool eligible(const struct approval_case *k, const struct candidate *c)
{
    return second_eyes(k, c) && !endorsed(k, c->account) &&
           !endorsed(k, c->behind);
}

static bool is(const struct candidate *c, int64_t account)
{
    return account != 0 && (c->account == account || c->behind == account);
}

/* The highest level somebody endorsed at. */
static int64_t reached(const struct choice *x)
{
    int64_t highest = -1;

    for (size_t i = 0; i < x->count; i++) {
        const struct candidate *c = &x->all[i];

        for (size_t n = 0; n < x->k->endorsed_count; n++) {
            const struct endorsed *e = &x->k->endorsed[n];

            if (!c->excepted && c->account == e->account &&
                c->behind == e->behind && rank(c) > highest)
                highest = rank(c);
        }
    }
    return highest;
}

/* The nearest level beyond after with somebody other than avoided. */
static int64_t next_rank(const struct choice *x, int64_t after, int64_t avoided)
{
    int64_t nearest = RANK_NONE;

    for (size_t i = 0; i < x->count; i++) {
        const struct candidate *c = &x->all[i];

        if (eligible(x->k, c) && !is(c, avoided) && rank(c) > after &&
            rank(c) < nearest)
            nearest = rank(c);
    }
    return nearest;
}

static bool choose_last(const struct choice *x, bool *chosen)
{
    bool any = false;

    for (size_t i = 0; i < x->count; i++) {
        chosen[i] = eligible(x->k, &x->all[i]) && is(&x->all[i], x->k->last);
        any |= chosen[i];
    }
    return any;
}

static void choose_rank(const struct choice *x, int64_t at, int64_t avoided,
                        bool *chosen)
{
    for (size_t i = 0; i < x->count; i++) {
        const struct candidate *c = &x->all[i];

        chosen[i] = eligible(x->k, c) && !is(c, avoided) && rank(c) == at;
    }
}

/* The holder's word is not delegated. */
static bool choose_holder(const struct choice *x, bool *chosen)
{
    bool any = false;

    for (size_t i = 0; i < x->count; i++) {
        const struct candidate *c = &x->all[i];

        chosen[i] = x->k->mandate && c->holder && c->behind == 0 &&
                    !c->excepted && !entered(x->k, c->account);
        any |= chosen[i];
    }
    return any;
}

static bool choose_excepted(const struct choice *x, bool *chosen)
{
    bool any = false;

    for (size_t i = 0; i < x->count; i++) {
        chosen[i] = x->all[i].excepted;
        any |= chosen[i];
    }
    return any;
}

static enum route_taken route_of(const struct choice *x, const bool *chosen)
{
    for (size_t i = 0; i < x->count; i++) {
        if (chosen[i])
            return x->all[i].authority ? ROUTE_AUTHORITY : ROUTE_DIRECTOR;
    }
    return ROUTE_NOBODY;
}

static bool holder_chosen(const struct choice *x, const bool *chosen)
{
    for (size_t i = 0; i < x->count; i++) {
        if (chosen[i] && x->k->mandate && x->all[i].holder)
            return true;
    }
    return false;
}

struct turn workflow_turn(const struct candidate *candidates, size_t count,
                          const struct approval_case *k, bool *chosen)
{
    struct choice x = {candidates, count, k};
    int64_t given = (int64_t)k->endorsed_count;
    int64_t left = k->levels > given ? k->levels - given : 1;
    bool named = choose_last(&x, chosen);
    int64_t avoided = named ? k->last : 0, found = 0;
    int64_t first = next_rank(&x, reached(&x), avoided), at = first;

    for (; at != RANK_NONE && found < left - named; found++)
        at = next_rank(&x, at, avoided);
    struct turn turn = {ROUTE_NOBODY, given + 1, given + found + named, false};

    if (found > 0)
        choose_rank(&x, first, avoided, chosen);
    turn.route = route_of(&x, chosen);
    if (turn.route != ROUTE_NOBODY)
        return turn;
    turn.levels = given + 1;
    turn.route = choose_holder(&x, chosen)     ? ROUTE_DECLARATION
                 : choose_excepted(&x, chosen) ? ROUTE_ONE_PERSON
                                               : ROUTE_NOBODY;
    turn.declared =
        turn.route == ROUTE_DECLARATION ||
        (turn.route == ROUTE_ONE_PERSON && holder_chosen(&x, chosen));
    return turn;
}

bool workflow_confirmers(const struct candidate *candidates, size_t count,
                         const struct approval_case *k, bool *chosen)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        chosen[i] = second_eyes(k, &candidates[i]);
        any |= chosen[i];
    }
    return any;
}
