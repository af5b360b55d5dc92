/* The parts of test_routes: what policy.csv says, and the bodies it is tried
 * on. */
#ifndef ROUTES_PARTS_H
#define ROUTES_PARTS_H

#include "support/database.h"
#include "web/handle.h"

/* Who asks: a visitor, then the roles as in role_table. */
enum { VISITOR, PEOPLE = 12 };
const char *person_name(int who);

/* -- policy.csv ------------------------------------------------------------ */

struct policy_line {
    enum method method;
    struct str path; /* as in routes.def, perhaps with a query */
    struct str object;
    struct str answers[PEOPLE]; /* by who asks */
    size_t row;                 /* in the file, from 1 */
};

/* In test_arena. A column or a word that is not known fails the test. */
struct list policy_read(void);
/* NULL: there is none. */
const struct route *policy_route(const struct policy_line *line);
/* The line's path for its object. */
const char *policy_path(const struct policy_line *line);

/* -- two bodies that know nothing of each other ---------------------------- */

/* Every thing of the own entity is number 1, every one of the other 2; the
 * account of person w is number PERSON + w and has that role alone. */
enum { PERSON = 100 };
/* Instead of all that was there. */
void bodies_make(void);

#endif
