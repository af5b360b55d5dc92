/* What a command that uses the database has while it runs. */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "db/db.h"

struct command {
    struct arena *arena;
    struct db *db;
    struct instant now;
    struct date today; /* in Brussels, or the demonstration's stored date */
    struct str schema; /* the folder of the migrations */
};

/* Opens the database. ERR_UNAVAILABLE: the reason was logged. Close it either
 * way. */
NODISCARD enum err command_open(const struct config *c, struct command *out);
/* The same, and the database is at this release's version. */
NODISCARD enum err command_open_current(const struct config *c,
                                        struct command *out);
void command_close(struct command *command);

#endif
