#include "commands/commands.h"

#include "core/log.h"
#include "serve/master.h"

#include <getopt.h>
#include <stdio.h>

static const struct option options[] = {
    {"today", required_argument, NULL, 't'},
    {"demonstration", no_argument, NULL, 'd'},
    {"workers", required_argument, NULL, 'w'},
    {0},
};

static enum err option_set(struct arena *a, struct config *c, int option)
{
    switch (option) {
    case 't':
        return config_set(a, c, S("today"), str_of(optarg));
    case 'd':
        return config_set(a, c, S("demonstration"), S("yes"));
    case 'w':
        return config_set(a, c, S("workers"), str_of(optarg));
    default:
        return ERR_INPUT;
    }
}

/* serve [--today DATE] [--demonstration] [--workers N] */
int command_serve(int argc, char **argv, const struct config *c)
{
    struct arena *a = arena_new(1 << 16, NULL);
    struct config own = *c;
    int option, status = 2;
    enum err err = OK;

    optind = 1;
    while (err == OK &&
           (option = getopt_long(argc, argv, "", options, NULL)) != -1)
        err = option_set(a, &own, option);
    if (err == OK && optind == argc) {
        if (date_given(own.today) && !own.demonstration)
            fputs("mandaris: --today is for a demonstration only\n", stderr);
        else
            status = master_run(&own) == OK ? 0 : 1;
    }
    arena_free(a);
    return status;
}
