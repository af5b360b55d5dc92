#include "commands/commands.h"

#include <getopt.h>
#include <stdio.h>

#include "commands/command.h"
#include "document/import.h"
#include "store/account.h"

enum { MEMORY = 2000 << 20 }; /* bytes: a workbook is read whole */
enum { TURNS = 5 };           /* at most, while others are writing */

static const struct option options[] = {
    {"as", required_argument, NULL, 'a'},
    {"confirmed-by", required_argument, NULL, 'c'},
    {"dry-run", no_argument, NULL, 'n'},
    {0},
};

static const char usage[] =
    "usage: mandaris import DIR [--as LOGIN] [--confirmed-by LOGIN]"
    " [--dry-run]\n";

struct words {
    const char *folder;
    struct str as;
    struct str confirmed_by;
    bool dry_run;
};

static bool words_read(int argc, char **argv, struct words *w)
{
    int option;

    optind = 0; /* GNU: start anew, options and words in any order */
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'a')
            w->as = str_of(optarg);
        else if (option == 'c')
            w->confirmed_by = str_of(optarg);
        else if (option == 'n')
            w->dry_run = true;
        else
            return false;
    }
    if (optind + 1 != argc)
        return false;
    w->folder = argv[optind];
    return true;
}

static enum err complain(const char *message, struct str what)
{
    fprintf(stderr, "mandaris: %s%s%.*s\n", message, what.n ? ": " : "",
            STR_ARG(what));
    return ERR_INPUT;
}

static enum err account_of(struct db *db, struct str login, int64_t *out)
{
    struct account_row account;
    enum err e;

    *out = 0;
    if (!str_given(login))
        return OK;
    e = account_by_login(db, login, &account);
    if (e == ERR_NOT_FOUND || (e == OK && account.disabled))
        return complain("no account of that name can act", login);
    *out = account.id;
    return e;
}

/* Two persons: who imports, and another who answers for what was approved. */
static enum err persons(struct command *m, const struct words *w,
                        struct import_options *o)
{
    TRY(account_of(m->db, w->as, &o->as));
    TRY(account_of(m->db, w->confirmed_by, &o->confirmed_by));
    if (o->confirmed_by && !o->as)
        return complain("--confirmed-by needs --as: the first of the two"
                        " persons",
                        STR_NONE);
    if (o->confirmed_by && o->as == o->confirmed_by)
        return complain("--confirmed-by must name another person than --as",
                        w->as);
    return OK;
}

static void problems_show(struct arena *a, const struct problems *all)
{
    struct buf out = buf_new(a, 4096);

    for (size_t i = 0; i < all->count; i++)
        problem_print(&out, &all->at[i]);
    fprintf(stderr, "%.*s", STR_ARG(buf_str(&out)));
}

static void report_show(const struct workbook *w,
                        const struct import_report *report,
                        const struct words *words)
{
    for (size_t s = 0; s < SHEET_COUNT; s++) {
        const struct import_count *c = &report->sheets[s];

        if (w->sheets[s].present)
            printf("%s: %zu rows, %zu created, %zu changed, %zu unchanged\n",
                   sheet_tables[s].name, c->rows, c->created, c->changed,
                   c->rows - c->created - c->changed);
    }
    if (report->drafts)
        printf("Draft editions prepared for approved plans: %zu\n",
               report->drafts);
    if (report->unconfirmed)
        printf("Approved results that nobody confirmed, entered as submitted:"
               " %zu\n",
               report->unconfirmed);
    if (words->dry_run)
        puts("Nothing was written (--dry-run)");
}

/* Somebody else was writing meanwhile, perhaps the same keys. */
static bool again(enum err e)
{
    return e == ERR_RETRY || e == ERR_CONFLICT;
}

static enum err import_once(struct command *m, const struct words *words,
                            const struct import_options *o)
{
    struct arena *a = arena_new(MEMORY, NULL);
    struct workbook *w = workbook_new(a);
    struct import_report report;
    enum err e = workbook_folder(w, words->folder);

    if (e == OK || e == ERR_INPUT)
        e = workbook_import(m->db, w, o, &report);
    if (!again(e))
        problems_show(a, &w->problems);
    if (e == OK)
        report_show(w, &report, words);
    else if (e == ERR_INPUT)
        fprintf(stderr, "mandaris: %zu errors, nothing was written\n",
                w->problems.errors);
    else if (e == ERR_FORBIDDEN)
        complain("these accounts may not import this", STR_NONE);
    db_arena_set(m->db, m->arena);
    arena_free(a);
    return e;
}

/* import DIR [--as LOGIN] [--confirmed-by LOGIN] [--dry-run] */
int command_import(int argc, char **argv, const struct config *c)
{
    struct words words = {0};
    struct command m;
    struct import_options o = {0};
    enum err e;

    if (!words_read(argc, argv, &words)) {
        fputs(usage, stderr);
        return 2;
    }
    e = command_open_current(c, &m);
    o.now = m.now;
    o.today = m.today;
    o.dry_run = words.dry_run;
    if (e == OK)
        e = persons(&m, &words, &o);
    if (e == OK)
        e = import_once(&m, &words, &o);
    for (int turn = 1; turn < TURNS && again(e); turn++)
        e = import_once(&m, &words, &o);
    if (again(e))
        complain("somebody else writes the same all the time, nothing was"
                 " written",
                 STR_NONE);
    else if (e != OK && e != ERR_INPUT && e != ERR_FORBIDDEN)
        complain("the import failed, nothing was written; the log says why",
                 STR_NONE);
    command_close(&m);
    return e == OK && fflush(stdout) == 0 ? 0 : 1;
}
