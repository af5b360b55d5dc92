#include "commands/command.h"

enum { MEMORY = 1 << 30 }; /* bytes at most: an import reads whole workbooks */

enum err command_open(const struct config *c, struct command *out)
{
    int seconds;

    *out = (struct command){.arena = arena_new(MEMORY, NULL)};
    out->now = config_now(c, instant_now());
    out->today = brussels_date(out->now, &seconds);
    out->schema = str_printf(out->arena, "%.*s/schema", STR_ARG(c->data));
    return db_open(out->arena, c, &out->db);
}

enum err command_open_current(const struct config *c, struct command *out)
{
    TRY(command_open(c, out));
    return db_schema_check(out->db, out->arena, out->schema);
}

void command_close(struct command *command)
{
    db_close(command->db);
    arena_free(command->arena);
}
