/* What a password must be (ASVS 6.2): long enough, and not what anybody would
 * try first. No rule on its composition. */
#ifndef WEB_SECRET_H
#define WEB_SECRET_H

#include "web/page.h"

/* ERR_INPUT with a message on the field. */
NODISCARD enum err secret_check(struct req *rq, const char *field,
                                struct str password, struct str login,
                                struct str name);
NODISCARD enum err secret_same(struct req *rq, const char *field,
                               struct str password, struct str again);

#endif
