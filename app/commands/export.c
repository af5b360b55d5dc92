#include "commands/commands.h"

#include <getopt.h>
#include <stdio.h>

#include "commands/command.h"
#include "document/export.h"

static const struct option options[] = {
    {"plan", required_argument, NULL, 'p'},
    {0},
};

static bool words_read(int argc, char **argv, struct str *plan,
                       const char **folder)
{
    int option;

    optind = 0; /* GNU: start anew, options and words in any order */
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option != 'p')
            return false;
        *plan = str_of(optarg);
    }
    if (optind + 1 != argc)
        return false;
    *folder = argv[optind];
    return str_given(*plan);
}

static void report_show(const struct exported *x)
{
    for (size_t s = 0; s < SHEET_COUNT; s++)
        if (x->sheets[s].rows)
            printf("%s: %zu rows\n", sheet_tables[s].name, x->sheets[s].rows);
    if (x->left_out)
        printf("Left out, as what they are of is not in the plan's latest"
               " edition: %zu rows\n",
               x->left_out);
}

static enum err export_to(struct command *m, struct str plan,
                          const char *folder)
{
    struct exported x;
    struct str problem = STR_NONE;
    enum err e;

    TRY(db_begin_read(m->db));
    e = export_plan(m->db, m->arena, plan, &x);
    db_rollback(m->db);
    if (e == ERR_NOT_FOUND)
        fprintf(stderr, "mandaris: no plan has the key %.*s\n", STR_ARG(plan));
    TRY(e);
    e = export_folder(m->arena, &x, folder, &problem);
    if (e == OK)
        report_show(&x);
    else
        fprintf(stderr, "mandaris: %s: %.*s\n", folder, STR_ARG(problem));
    return e;
}

/* export --plan KEY DIR */
int command_export(int argc, char **argv, const struct config *c)
{
    struct str plan = STR_NONE;
    const char *folder = NULL;
    struct command m;
    enum err e;

    if (!words_read(argc, argv, &plan, &folder)) {
        fputs("usage: mandaris export --plan KEY DIR\n", stderr);
        return 2;
    }
    e = command_open_current(c, &m);
    if (e == OK)
        e = export_to(&m, plan, folder);
    command_close(&m);
    return e == OK && fflush(stdout) == 0 ? 0 : 1;
}
