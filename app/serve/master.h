/* The process that keeps the workers: opens the socket, compiles the templates,
 * replaces every worker that ends, and passes on what it is told. */
#ifndef SERVE_MASTER_H
#define SERVE_MASTER_H

#include "core/config.h"

/* Serves until SIGTERM or SIGINT, then lets the workers finish. SIGHUP: the
 * templates are read again, new workers start and the old ones drain. An error
 * when it could not start. */
NODISCARD enum err master_run(const struct config *c);

#endif
