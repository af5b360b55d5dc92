/* Passwords are typed at the terminal, without echo, or piped in: never an
 * argument, which every process of the machine could read. */
#ifndef COMMANDS_TERMINAL_H
#define COMMANDS_TERMINAL_H

#include "core/str.h"

enum { PASSWORD_MIN = 12, PASSWORD_MAX = 200 }; /* characters */

/* One line of standard input; at a terminal asked for twice. ERR_INPUT, said
 * on stderr: too short, too long, not UTF-8, or typed differently. */
NODISCARD enum err password_read(struct arena *a, struct str *out);

#endif
