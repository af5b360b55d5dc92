/* Hands one message after the other to the mail server (config smtp_url). The
 * only file that knows libcurl's SMTP; the connection is kept between two. */
#ifndef JOBS_SMTP_H
#define JOBS_SMTP_H

#include "core/config.h"

struct smtp;

enum smtp_fate {
    SMTP_ACCEPTED,
    SMTP_REFUSED,     /* this message; the next may pass */
    SMTP_UNREACHABLE, /* no server, no TLS, no sign-in: the next fails too */
};

/* ERR_INTERNAL: libcurl does not start. Close it either way. */
NODISCARD enum err smtp_open(struct arena *process, const struct config *c,
                             struct smtp **out);
/* why: of what was not accepted, without any secret; in the arena. */
enum smtp_fate smtp_send(struct smtp *s, struct arena *a, struct str to,
                         struct str message, struct str *why);
void smtp_close(struct smtp *s);

#endif
