#include "commands/commands.h"

#include <stdio.h>

#include "commands/command.h"
#include "store/obligation.h"

enum { WORK_MAX = 256 << 20 };

/* One plan a transaction, so that nobody waits for all of them. */
static enum err generate(struct command *m, int64_t plan, int64_t *changed)
{
    struct arena *a = arena_new(WORK_MAX, NULL);
    int64_t in_plan = 0;
    enum err err;

    db_arena_set(m->db, a);
    err = db_begin_write(m->db);
    if (err == OK)
        err = obligations_generate(m->db, a, plan, m->today, &in_plan);
    if (err == OK)
        err = db_commit(m->db);
    db_rollback(m->db);
    db_arena_set(m->db, m->arena);
    arena_free(a);
    *changed += err == OK ? in_plan : 0;
    return err;
}

static enum err generate_all(struct command *m, int64_t *changed)
{
    struct list plans;

    TRY(obligation_plans(m->db, &plans));
    for (size_t i = 0; i < plans.count; i++) {
        int64_t plan = LIST_AT(struct obligation_plan, plans, i)->id;
        enum err err = generate(m, plan, changed);

        if (err == ERR_RETRY) /* somebody else was writing: once more */
            err = generate(m, plan, changed);
        TRY(err);
    }
    return OK;
}

/* obligations: for a timer, every night. */
int command_obligations(int argc, char **argv, const struct config *c)
{
    struct command m;
    int64_t changed = 0;
    enum err err;

    (void)argv;
    if (argc != 1) {
        fputs("usage: mandaris obligations\n", stderr);
        return 2;
    }
    err = command_open_current(c, &m);
    if (err == OK)
        err = generate_all(&m, &changed);
    command_close(&m);
    if (err != OK) {
        fputs("mandaris: the obligations could not be generated; the log says"
              " why\n",
              stderr);
        return 1;
    }
    printf("Obligations changed: %lld\n", (long long)changed);
    return fflush(stdout) == 0 ? 0 : 1;
}
