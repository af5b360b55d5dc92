/* One process that answers requests, one after another. */
#ifndef SERVE_WORKER_H
#define SERVE_WORKER_H

#include "web/handle.h"

/* Exit statuses the master tells apart. */
enum {
    WORKER_DONE = 0,    /* asked to stop, after its last request */
    WORKER_FULL = 70,   /* the request's memory was used up: answered 503 */
    WORKER_BROKEN = 78, /* does not fit the database: no use to start again */
    WORKER_WAITING = 75 /* the database cannot be reached yet */
};

/* Never returns: ends with one of the above. All signals are blocked on entry;
 * SIGTERM is taken between requests only. */
_Noreturn void worker_run(const struct config *c, struct app *app,
                          int listener);

#endif
