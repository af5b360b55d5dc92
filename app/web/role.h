/* The roles of DOMAIN section 1, by name, bit and label. */
#ifndef WEB_ROLE_H
#define WEB_ROLE_H

#include "web/page.h"

struct role_about {
    enum role bit;
    const char *name;  /* as in assignment.role */
    const char *label; /* msgid */
    bool two_persons;  /* proposed by one, confirmed by another */
    bool by_plan;      /* may be granted on a plan */
};
extern const struct role_about role_table[];
extern const size_t role_count;

/* NULL: no such role. */
const struct role_about *role_named(struct str name);
/* "Director, Staff": what these bits say to a person. */
struct str roles_text(struct arena *a, enum lang lang, int64_t bits);
/* Roles that an administrator may not hold, and that need two persons. */
int64_t roles_of_two_persons(void);

#endif
