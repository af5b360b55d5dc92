/* mail [--once]: sends the outbox. */
#include "commands/commands.h"

#include <stdio.h>

#include "commands/command.h"
#include "jobs/mail.h"

static int once(struct command *m, const struct config *c)
{
    struct mail_count count;
    enum err err = mail_send_due(m->arena, m->db, c, &count);

    if (err == OK)
        printf("Sent: %lld, to be tried again: %lld\n", (long long)count.sent,
               (long long)count.failed);
    return err == OK && count.failed == 0 ? 0 : 1;
}

int command_mail(int argc, char **argv, const struct config *c)
{
    bool just_once = argc == 2 && str_is(str_of(argv[1]), "--once");
    struct command m;
    int status = 1;

    if (argc > 1 && !just_once) {
        fputs("usage: mandaris mail [--once]\n", stderr);
        return 2;
    }
    if (command_open_current(c, &m) == OK) {
        if (just_once)
            status = once(&m, c);
        else
            status = mail_send_forever(m.arena, m.db, c) == OK ? 0 : 1;
    }
    command_close(&m);
    return status;
}
