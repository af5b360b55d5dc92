/* Deadlines as printed (DOMAIN section 4: print the words, compute from the
 * rule). Pure. */
#ifndef DOMAIN_DEADLINE_H
#define DOMAIN_DEADLINE_H

#include "core/str.h"

/* Whether two rules were read out of one printed line: their texts are the
 * same and their codes differ in a final small letter only (....D1a, ....D1b).
 * A line that is printed twice has two codes (....D1, ....D2) and is two. */
bool deadline_same_line(struct str code, struct str text, struct str other_code,
                        struct str other_text);

#endif
