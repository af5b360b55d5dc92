#include "domain/way.h"

enum step_role step_role_parse(struct str word)
{
    if (str_is(word, "director"))
        return STEP_DIRECTOR;
    return str_is(word, "authority") ? STEP_AUTHORITY : STEP_BODY;
}

static bool listed(const int64_t *all, size_t count, int64_t account)
{
    for (size_t i = 0; i < count; i++)
        if (all[i] == account)
            return true;
    return false;
}

static bool may(enum step_role role, const struct candidate *c,
                const int64_t *barred, size_t barred_count, bool mandate)
{
    if (role == STEP_BODY || c->authority != (role == STEP_AUTHORITY))
        return false;
    if (c->excepted || (mandate && c->holder))
        return false;
    return !listed(barred, barred_count, c->account) &&
           !(c->behind && listed(barred, barred_count, c->behind));
}

size_t step_deciders(enum step_role role, int64_t signatures,
                     const struct candidate *candidates, size_t count,
                     const int64_t *barred, size_t barred_count, bool mandate,
                     bool *chosen)
{
    int64_t nearest = INT64_MAX;
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        chosen[i] = may(role, &candidates[i], barred, barred_count, mandate);
        if (chosen[i] && candidates[i].depth < nearest)
            nearest = candidates[i].depth;
    }
    for (size_t i = 0; i < count; i++) {
        if (role == STEP_DIRECTOR && signatures < 2)
            chosen[i] = chosen[i] && candidates[i].depth == nearest;
        n += chosen[i];
    }
    return n;
}
