/* A small body to test with: two units, one plan, a year that is over and an
 * open one, and one account for each part people play. */
#ifndef SUPPORT_PLAN_H
#define SUPPORT_PLAN_H

#include "support/database.h"

enum {
    STAFF = 1,
    STAFF_TWO,
    TRANSLATOR,
    DIRECTOR, /* of the plan's unit */
    MANAGER,  /* director of the unit above */
    AUTHORITY,
    CONTROLLER,
    READER,
    OUTSIDER, /* staff of the other unit */
    ADMIN,
};

enum { PLAN = 1, UNIT = 2, OTHER_UNIT = 3 };

/* Of the plan, in edition 1: a strategic objective with two operational ones.
 * OWN is the result of the first of these itself, 70/90. */
enum { SHARE = 11, VISITS, STORY, DONE, LATE, OWN };

/* Writes all that, committed. */
void plan_fixture(void);

#endif
