/* Passwords: argon2id at 64 MiB and two passes (libsodium). The memory is a
 * child process's, at most two at once on the machine, so that the process that
 * asks stays small. */
#ifndef CORE_PASSWORD_H
#define CORE_PASSWORD_H

#include "core/str.h"

/* Before forking: all processes that come from this one queue together. */
NODISCARD enum err password_share(void);

/* What to store for a password. ERR_UNAVAILABLE
 * when the machine has no memory or process left for it. */
NODISCARD enum err password_hash(struct arena *a, struct str password,
                                 struct str *out);

/* *same: is it the password of this hash? A hash that is not given costs the
 * same time and is never the same. ERR_UNAVAILABLE as above. */
NODISCARD enum err password_check(struct str hash, struct str password,
                                  bool *same);

#endif
