/* Shared by the two halves of the demonstration's loader. */
#ifndef COMMANDS_DEMO_H
#define COMMANDS_DEMO_H

#include "db/db.h"

enum demo_login {
    STAFF,
    STAFF2,
    TRANSLATOR,
    DIRECTOR,
    DIRECTOR2,
    HOLDER,
    AUTHORITY,
    CHAIR,
    MEMBER,
    SECRETARY,
    CONTROLLER,
    CONTROLLER2,
    AUDITOR,
    READER,
    ADMIN,
    SAMPLE_COUNT,
};

struct demo_sample {
    const char *login;
    const char *name;
    const char *lang;
    int64_t id; /* account.id, once added */
};

struct demo {
    struct db *db;
    struct arena *arena;
    struct demo_sample samples[SAMPLE_COUNT];
};

/* An instant of that day, so many seconds after midnight UTC. */
struct instant demo_day(int year, int month, int day, int64_t seconds);

/* Confirms the rules of the deadlines and says what was met; after the results.
 */
NODISCARD enum err demo_deadlines(struct demo *d);

/* Three campaigns, two of them over, and the results of every plan. */
NODISCARD enum err demo_results(struct demo *d);

/* More time for a body, a result reported elsewhere, promises of last year;
 * after the results. */
NODISCARD enum err demo_campaign(struct demo *d);

/* A delegation, a suggested correction and an exception. */
NODISCARD enum err demo_turns(struct demo *d);
/* Drafts on their way: one submitted, one returned. */
NODISCARD enum err demo_plans(struct demo *d, const struct config *c);

#endif
