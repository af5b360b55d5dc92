/* mandaris [--config FILE] COMMAND [ARGUMENT...]: see mandaris(8). */
#include "commands/commands.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static int command_help(int argc, char **argv, const struct config *c);
static int command_version(int argc, char **argv, const struct config *c);

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv, const struct config *c);
    bool configured; /* it needs the configuration */
    const char *summary;
} commands[] = {
    {"serve", command_serve, true, "answer requests until SIGTERM"},
    {"migrate", command_migrate, true, "bring the database to this release"},
    {"import", command_import, true, "read a workbook, everything or nothing"},
    {"export", command_export, true, "write a plan as a workbook"},
    {"account", command_account, true, "add, passwd or disable an account"},
    {"audit", command_audit, true, "verify, export, seal, erase decisions"},
    {"mail", command_mail, true, "send the outgoing mails"},
    {"remind", command_remind, true, "write the reminders that are due"},
    {"obligations", command_obligations, true,
     "generate what deadlines oblige to"},
    {"files", command_files, true, "compare the kept files with the database"},
    {"demo", command_demo, true, "load the demonstration once"},
    {"routes", command_routes, false, "list every page and who may open it"},
    {"check-config", command_check_config, true, "check and print settings"},
    {"version", command_version, false, "print the version"},
    {"help", command_help, false, "print this"},
};

enum { COMMANDS = sizeof(commands) / sizeof(*commands), CONFIG_MAX = 1 << 20 };

static int command_help(int argc, char **argv, const struct config *c)
{
    (void)argc;
    (void)argv;
    (void)c;
    puts("mandaris [--config FILE] COMMAND [ARGUMENT...]\n");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("  %-14s %s\n", commands[i].name, commands[i].summary);
    return fflush(stdout) == 0 ? 0 : 1;
}

static int command_version(int argc, char **argv, const struct config *c)
{
    (void)argc;
    (void)argv;
    (void)c;
    puts("mandaris " MANDARIS_VERSION);
    return fflush(stdout) == 0 ? 0 : 1;
}

static const struct command *command_named(const char *name)
{
    for (size_t i = 0; name && i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static int not_understood(const char *word)
{
    fprintf(stderr, "mandaris: %s%s (see mandaris help)\n",
            word ? "no such command: " : "which command?", word ? word : "");
    return 2;
}

static int run(const struct command *command, int argc, char **argv,
               const char *file)
{
    struct arena *a = arena_new(CONFIG_MAX, NULL);
    struct config config = {0};
    int status = 1;

    if (!command->configured || config_read(a, file, &config) == OK)
        status = command->run(argc, argv, &config);
    arena_free(a);
    return status;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"config", required_argument, NULL, 'c'},
        {"help", no_argument, NULL, 'h'},
        {"version", no_argument, NULL, 'v'},
        {0},
    };
    const char *file = NULL, *word = NULL;
    int option;

    /* "+": what follows the command is the command's. */
    while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
        if (option == '?')
            return 2;
        if (option == 'c')
            file = optarg;
        else
            word = option == 'h' ? "help" : "version";
    }
    if (!word)
        word = argv[optind];

    const struct command *command = command_named(word);
    if (!command)
        return not_understood(word);
    return run(command, argc - optind, argv + optind, file);
}
