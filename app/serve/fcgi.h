/* FastCGI, as far as this application needs it: the only folder that knows
 * libfcgi. One request at a time; no other process shares its state. */
#ifndef SERVE_FCGI_H
#define SERVE_FCGI_H

#include "web/handle.h"

struct fcgi;

/* Once per worker. Changes signal handlers of SIGPIPE, SIGTERM and SIGUSR1 back
 * to their defaults, as libfcgi sets its own. listener must not block. */
NODISCARD enum err fcgi_open(struct arena *process, int listener,
                             struct fcgi **out);

/* Takes the next connection; ERR_NOT_FOUND when another worker was faster. */
NODISCARD enum err fcgi_accept(struct fcgi *f);

/* Copies the request into the arena. A body over the configured limit, one for
 * forms and one for files, is not read: out->too_large. ERR_BAD_REQUEST: its
 * length was malformed, or fewer bytes came than announced. */
NODISCARD enum err fcgi_read(struct fcgi *f, struct arena *a,
                             const struct config *c, struct raw_request *out);

/* Writes the whole answer at once and closes the connection. Allocates
 * nothing of ours. */
void fcgi_answer(struct fcgi *f, const struct answer *answer);

#endif
