#include "commands/commands.h"

#include <stdio.h>

#include "commands/command.h"

/* migrate */
int command_migrate(int argc, char **argv, const struct config *c)
{
    struct command m;
    int64_t applied = 0;

    (void)argv;
    if (argc != 1)
        return 2;
    enum err err = command_open(c, &m);
    if (err == OK)
        err = db_migrate(m.db, m.arena, m.schema, &applied);
    if (err == OK)
        printf("Migrations run: %lld\n", (long long)applied);
    else
        fputs("mandaris: the schema is not at this release's version;"
              " the log above says why\n",
              stderr);
    command_close(&m);
    return err == OK ? 0 : 1;
}
