/* remind [--today DATE]: writes the digests whose time has come. */
#include "commands/commands.h"

#include <stdio.h>

#include "commands/command.h"
#include "jobs/remind.h"
#include "view/view.h"

enum { LAST_SECOND = 24 * 3600 - 1 };

static int usage(void)
{
    fputs("usage: mandaris remind [--today DATE]\n"
          "--today is for a demonstration only\n",
          stderr);
    return 2;
}

static bool day_read(int argc, char **argv, struct config *c)
{
    if (argc == 1)
        return true;
    return argc == 3 && str_is(str_of(argv[1]), "--today") &&
           c->demonstration && date_parse(str_of(argv[2]), &c->today) == OK;
}

/* A stored day is taken at its end: everybody's hour has come. */
static struct remind_clock clock_of(const struct config *c, struct instant now)
{
    struct remind_clock clock = {.now = now};

    clock.today = brussels_date(now, &clock.second);
    if (date_given(c->today)) {
        clock.now = instant_on(c->today, now);
        clock.today = c->today;
        clock.second = LAST_SECOND;
    }
    return clock;
}

static enum err words_open(struct command *m, const struct config *c)
{
    struct str data = c->data;
    struct views *views;

    return views_open(m->arena,
                      str_printf(m->arena, "%.*s/templates", STR_ARG(data)),
                      str_printf(m->arena, "%.*s/po", STR_ARG(data)), &views);
}

int command_remind(int argc, char **argv, const struct config *c)
{
    struct config own = *c;
    struct remind_count count;
    struct command m;

    if (!day_read(argc, argv, &own))
        return usage();
    enum err err = command_open_current(&own, &m);
    struct remind_clock clock = clock_of(&own, m.now);
    if (err == OK)
        err = words_open(&m, &own);
    if (err == OK)
        err = remind_run(m.db, &own, &clock, &count);
    if (err == OK)
        printf("Digests: %lld, with something to say: %lld\n",
               (long long)count.people, (long long)count.mails);
    command_close(&m);
    return err == OK ? 0 : 1;
}
