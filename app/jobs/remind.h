/* Writes the digests whose time has come into the outbox. Run it every hour:
 * each person has at most one a day, at the hour the person chose. */
#ifndef JOBS_REMIND_H
#define JOBS_REMIND_H

#include "core/config.h"
#include "db/db.h"

struct remind_clock {
    struct instant now;
    struct date today; /* in Brussels */
    int second;        /* of that day */
};

struct remind_count {
    int64_t people; /* whose time had come */
    int64_t mails;
};

/* Each digest is marked in the transaction that adds its mail: run again, or
 * by two at once, nobody has a second one. */
NODISCARD enum err remind_run(struct db *db, const struct config *c,
                              const struct remind_clock *clock,
                              struct remind_count *out);

#endif
