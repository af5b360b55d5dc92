/* files check [--sweep]: what the folder of evidence holds too much, or lacks.
 */
#include "commands/commands.h"

#include <stdio.h>

#include "commands/command.h"
#include "core/keep.h"
#include "store/evidence.h"

/* A younger one may wait for its transaction. */
enum { ORPHAN_AGE_S = 24 * 3600 };

struct counts {
    int64_t missing;
    int64_t orphans;
    int64_t swept;
};

static void missing(const struct evidence_file *e, struct counts *n)
{
    printf("missing: %.*s (evidence %lld)\n", STR_ARG(e->file),
           (long long)e->id);
    n->missing++;
}

static void orphan(struct command *m, const struct config *c,
                   const struct kept_file *file, bool sweep, struct counts *n)
{
    bool gone = sweep && file->age_s >= ORPHAN_AGE_S;

    printf("orphan%s: %.*s, %lld bytes\n", gone ? ", removed" : "",
           STR_ARG(file->name), (long long)file->bytes);
    if (gone)
        keep_remove(m->arena, c->files, file->name);
    n->orphans++;
    n->swept += gone;
}

/* Both lists are in the order of the names' bytes. A file attached between the
 * two readings is an orphan that stays, being young. */
static void compare(struct command *m, const struct config *c, bool sweep,
                    const struct list *rows, const struct kept_file *files,
                    size_t count, struct counts *n)
{
    size_t i = 0, k = 0;

    while (i < rows->count || k < count) {
        const struct evidence_file *e =
            i < rows->count ? LIST_AT(struct evidence_file, *rows, i) : NULL;
        int order = !e ? 1 : k == count ? -1 : str_cmp(e->file, files[k].name);

        if (order < 0)
            missing(e, n);
        else if (order > 0)
            orphan(m, c, &files[k], sweep, n);
        else if (e->bytes != files[k].bytes)
            missing(e, n);
        i += order <= 0;
        k += order >= 0;
    }
}

static enum err check(struct command *m, const struct config *c, bool sweep,
                      struct counts *n)
{
    struct kept_file *files;
    struct list rows;
    size_t count;

    TRY(db_begin_read(m->db));
    TRY(evidence_files(m->db, &rows));
    TRY(db_commit(m->db));
    TRY(keep_list(m->arena, c->files, &files, &count));
    compare(m, c, sweep, &rows, files, count, n);
    printf("Files: %zu, missing: %lld, orphans: %lld, removed: %lld\n", count,
           (long long)n->missing, (long long)n->orphans, (long long)n->swept);
    return OK;
}

int command_files(int argc, char **argv, const struct config *c)
{
    bool sweep = argc == 3 && str_is(str_of(argv[2]), "--sweep");
    struct counts n = {0};
    struct command m;
    enum err err;

    if (argc < 2 || !str_is(str_of(argv[1]), "check") || (argc > 2 && !sweep)) {
        fputs("usage: mandaris files check [--sweep]\n", stderr);
        return 2;
    }
    err = command_open_current(c, &m);
    if (err == OK)
        err = check(&m, c, sweep, &n);
    command_close(&m);
    return err == OK && n.missing == 0 && fflush(stdout) == 0 ? 0 : 1;
}
