/* Who decides on a plan's edition in one step of its approval (DOMAIN sections
 * 1 and 2). Pure: choices over rows that the caller read. */
#ifndef DOMAIN_WAY_H
#define DOMAIN_WAY_H

#include "domain/workflow.h"

enum step_role {
    STEP_DIRECTOR,
    STEP_AUTHORITY,
    STEP_BODY, /* does not sign in: a recorded act alone */
};

enum step_role step_role_parse(struct str word);

/* Marks in chosen[] who may agree: of the role, neither among the barred (who
 * made, changed or submitted it, or agreed already; also behind a delegate)
 * nor, as director of a mandate, its holder. Exceptions for one person are for
 * results, not for plans. Where one signature is asked, only the nearest
 * directors. Returns how many. */
size_t step_deciders(enum step_role role, int64_t signatures,
                     const struct candidate *candidates, size_t count,
                     const int64_t *barred, size_t barred_count, bool mandate,
                     bool *chosen);

#endif
