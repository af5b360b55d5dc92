/* The socket the workers share. */
#ifndef SERVE_LISTEN_H
#define SERVE_LISTEN_H

#include "core/config.h"

/* systemd's, when it passed one (LISTEN_FDS), else our own at c->socket: mode
 * 0660, backlog 4096. Non-blocking, closed on exec. ERR_UNAVAILABLE (logged)
 * when somebody else listens there. */
NODISCARD enum err listen_open(const struct config *c, int *out);
/* Removes our own socket's file. */
void listen_close(const struct config *c, int listener);

/* One line to systemd, when it asked for them: "READY=1". */
void notify(const char *line);

#endif
