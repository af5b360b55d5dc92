/* audit verify | export | seal | erase */
#include "commands/commands.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "document/ledger.h"
#include "document/seal_mail.h"
#include "store/account.h"
#include "store/audit.h"
#include "view/view.h"

enum { LINE_MOST = 256 << 20, TRIES = 5 };

struct words {
    struct str plan, n, reason, as, confirmed_by, anchor;
    const char *file;
};

static int usage(void)
{
    fputs("usage: mandaris audit verify [--plan CODE] [--anchor HASH] [FILE]\n"
          "       mandaris audit export FILE\n"
          "       mandaris audit seal\n"
          "       mandaris audit erase [--plan CODE] --n N --reason TEXT"
          " --as LOGIN --confirmed-by LOGIN\n",
          stderr);
    return 2;
}

static enum err complain(const char *what, struct str about)
{
    fprintf(stderr, "mandaris: %s%s%.*s\n", what, str_given(about) ? ": " : "",
            STR_ARG(about));
    return ERR_INPUT;
}

static bool words_read(int argc, char **argv, struct words *w)
{
    static const struct option options[] = {
        {"plan", required_argument, NULL, 'p'},
        {"n", required_argument, NULL, 'n'},
        {"reason", required_argument, NULL, 'r'},
        {"as", required_argument, NULL, 'a'},
        {"confirmed-by", required_argument, NULL, 'c'},
        {"anchor", required_argument, NULL, 'h'},
        {0},
    };
    struct str *const at[] = {&w->plan,         &w->n,     &w->reason, &w->as,
                              &w->confirmed_by, &w->anchor};
    int option, which;

    optind = 0; /* GNU: start anew, options and words in any order */
    while ((option = getopt_long(argc, argv, "", options, &which)) != -1) {
        if (option == '?')
            return false;
        *at[which] = str_of(optarg);
    }
    if (argc - optind > 1)
        return false;
    w->file = argv[optind];
    return true;
}

/* -- verify ---------------------------------------------------------------- */

static void place_say(const struct audit_report *r)
{
    if (!r->n) {
        fprintf(stderr, "mandaris: %s\n", r->what);
        return;
    }
    fprintf(stderr, "mandaris: chain %lld (%s%.*s), decision %lld: %s\n",
            (long long)r->chain, str_given(r->plan) ? "" : "accounts",
            STR_ARG(r->plan), (long long)r->n, r->what);
}

static void sound_say(const struct audit_report *r, struct str anchor)
{
    printf("%lld decisions in %lld chains hold.\n", (long long)r->decisions,
           (long long)r->chains);
    if (r->anchored)
        printf("From the anchor %.*s: chain %lld, decision %lld.\n",
               STR_ARG(anchor), (long long)r->anchor_chain,
               (long long)r->anchor_n);
    if (!r->seal) {
        puts("There is no seal: what was cut from an end would not show.");
        return;
    }
    printf("The last seal is of %.*s, decision %lld, %.*s%s;"
           " %lld decisions came after it.\n",
           STR_ARG(r->seal_day), (long long)r->seal, STR_ARG(r->seal_hash),
           r->anchored ? "" : ": compare it with the mail of that day",
           (long long)r->unsealed);
}

static int report_say(const struct audit_report *r, struct str anchor)
{
    if (r->what) {
        place_say(r);
        return 1;
    }
    sound_say(r, anchor);
    return fflush(stdout) == 0 ? 0 : 1;
}

static enum err lines_read(struct ledger *l, FILE *file)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    enum err err = OK;

    while (err == OK && (n = getline(&line, &room, file)) > 0)
        err = ledger_line(l, (struct str){line, (size_t)n});
    free(line);
    if (ferror(file))
        return ERR_UNAVAILABLE;
    return err == OK ? ledger_end(l) : err;
}

static int verify_file(const struct words *w, const struct audit_options *o)
{
    struct arena *a = arena_new((size_t)1 << 30, NULL);
    bool piped = strcmp(w->file, "-") == 0;
    FILE *file = piped ? stdin : fopen(w->file, "re");
    struct ledger l = ledger_open(a, o);
    int status = 1;

    enum err err = file ? lines_read(&l, file) : ERR_UNAVAILABLE;
    if (err != OK && err != ERR_CONFLICT)
        fprintf(stderr, "mandaris: %s: %s\n", w->file, strerror(errno));
    else if (l.what)
        fprintf(stderr, "mandaris: %s, line %lld: %s\n", w->file,
                (long long)l.line, l.what);
    else
        status = report_say(audit_report(l.audit), w->anchor);
    if (file && !piped && fclose(file) != 0)
        status = 1;
    ledger_free(&l);
    arena_free(a);
    return status;
}

static int verify_database(const struct words *w, const struct config *c,
                           const struct audit_options *o)
{
    struct audit_report report;
    struct command m;
    int status = 1;

    enum err err = command_open_current(c, &m);
    if (err == OK)
        err = db_begin_read(m.db);
    if (err == OK) {
        err = audit_verify(m.db, m.arena, o, &report);
        db_rollback(m.db);
    }
    if (err == OK && o->one && report.chains < 2)
        complain("no decisions were taken on this plan", w->plan);
    else if (err == OK)
        status = report_say(&report, w->anchor);
    command_close(&m);
    return status;
}

static int verify(const struct words *w, const struct config *c)
{
    struct audit_options o = {
        .one = str_given(w->plan),
        .plan = w->plan,
        .anchor = w->anchor,
    };

    if (str_given(w->n) || str_given(w->reason) || str_given(w->as) ||
        str_given(w->confirmed_by))
        return usage();
    return w->file ? verify_file(w, &o) : verify_database(w, c, &o);
}

/* -- export ---------------------------------------------------------------- */

struct out {
    FILE *file;
    struct arena *arena; /* emptied after each line */
    struct hash_sum sum;
};

static enum err out_put(struct out *out, const struct buf *line)
{
    struct str s = buf_str(line);
    bool written = fwrite(s.p, 1, s.n, out->file) == s.n;

    hash_add(&out->sum, s);
    arena_reset(out->arena);
    return written ? OK : ERR_UNAVAILABLE;
}

static enum err chain_put(void *ctx, const struct audit_chain *chain)
{
    struct out *out = ctx;
    struct buf b = buf_new(out->arena, 1024);

    ledger_put_chain(&b, chain);
    return out_put(out, &b);
}

static enum err decision_put(void *ctx, const struct audit_decision *d)
{
    struct out *out = ctx;
    struct buf b = buf_new(out->arena, 1024);

    ledger_put_decision(&b, d);
    return out_put(out, &b);
}

static enum err all_put(struct db *db, struct out *out)
{
    struct audit_reader reader = {chain_put, decision_put, out};
    struct audit_options all = {.one = false};
    struct buf b = buf_new(out->arena, 100);

    ledger_put_title(&b, false);
    TRY(out_put(out, &b));
    TRY(audit_read(db, &all, &reader));
    b = buf_new(out->arena, 100);
    ledger_put_sum(&b, &out->sum);
    return out_put(out, &b);
}

static enum err export_to(struct command *m, FILE *file)
{
    struct out out = {file, arena_new(LINE_MOST, NULL), hash_begin()};

    TRY(db_begin_read(m->db));
    enum err err = all_put(m->db, &out);
    db_rollback(m->db);
    arena_free(out.arena);
    return err == OK && fflush(file) == 0 ? OK : ERR_UNAVAILABLE;
}

static int export(const struct words *w, const struct config *c)
{
    struct command m;
    bool piped = w->file && strcmp(w->file, "-") == 0;
    int status = 1;

    if (!w->file)
        return usage();
    if (command_open_current(c, &m) == OK) {
        FILE *file = piped ? stdout : fopen(w->file, "we");
        if (file && export_to(&m, file) == OK)
            status = 0;
        if (file && !piped && fclose(file) != 0)
            status = 1;
        if (status)
            fprintf(stderr, "mandaris: %s: %s\n", w->file, strerror(errno));
    }
    command_close(&m);
    return status;
}

/* -- seal ------------------------------------------------------------------ */

static enum err seal_once(struct command *m, const struct config *c,
                          struct audit_seal *seal)
{
    TRY(db_begin_write(m->db));
    enum err err = audit_seal_add(m->db, m->arena, m->now, m->today, seal);
    if (err == OK)
        err = seal_mail_send(m->db, m->arena, m->now, c, seal);
    if (err == OK)
        return db_commit(m->db);
    db_rollback(m->db);
    return err;
}

/* The interface texts, for the mail. */
static enum err texts_open(struct command *m, const struct config *c)
{
    struct views *views;

    return views_open(
        m->arena, str_printf(m->arena, "%.*s/templates", STR_ARG(c->data)),
        str_printf(m->arena, "%.*s/po", STR_ARG(c->data)), &views);
}

static int seal(const struct words *w, const struct config *c)
{
    struct command m;
    struct audit_seal seal;
    enum err err;

    if (w->file)
        return usage();
    err = command_open_current(c, &m);
    if (err == OK)
        err = texts_open(&m, c);
    for (int i = 0; i < TRIES && (i == 0 || err == ERR_RETRY); i++)
        if (err == OK || err == ERR_RETRY)
            err = seal_once(&m, c, &seal);
    if (err == OK || err == ERR_CONFLICT)
        printf("%s %.*s, decision %lld: %.*s\n",
               err == OK ? "Sealed" : "Already sealed",
               STR_ARG(date_text(m.arena, seal.day)), (long long)seal.n,
               STR_ARG(seal.hash));
    if (err == OK && str_empty(c->audit_mail))
        fputs("mandaris: the setting audit_mail is empty: the seal stays on"
              " this machine\n",
              stderr);
    command_close(&m);
    return (err == OK || err == ERR_CONFLICT) && fflush(stdout) == 0 ? 0 : 1;
}

/* -- erase ----------------------------------------------------------------- */

static enum err person(struct command *m, struct str login, int64_t *id)
{
    struct account_row row;
    enum err err = account_by_login(m->db, login, &row);

    if (err == ERR_NOT_FOUND || (err == OK && row.disabled))
        return complain("no such account", login);
    *id = row.id;
    return err;
}

static enum err erase_once(struct command *m, const struct words *w)
{
    struct audit_erasure e = {.plan = w->plan, .reason = w->reason};
    enum err err;

    if (str_int(w->n, &e.n) != OK)
        return complain("not the number of a decision", w->n);
    TRY(person(m, w->as, &e.account));
    TRY(person(m, w->confirmed_by, &e.confirmed_by));
    TRY(db_begin_write(m->db));
    err = audit_erase(m->db, m->arena, m->now, m->today, &e);
    if (err == OK)
        return db_commit(m->db);
    db_rollback(m->db);
    if (err == ERR_INPUT)
        complain("two persons erase, and give a reason", STR_NONE);
    if (err == ERR_FORBIDDEN)
        complain("both must be controllers who reach this decision", STR_NONE);
    if (err == ERR_NOT_FOUND)
        complain("there are no words to erase", w->n);
    return err;
}

static int erase(const struct words *w, const struct config *c)
{
    struct command m;
    enum err err;

    if (w->file || !str_given(w->n) || !str_given(w->reason) ||
        !str_given(w->as) || !str_given(w->confirmed_by))
        return usage();
    err = command_open_current(c, &m);
    if (err == OK)
        err = erase_once(&m, w);
    if (err == OK)
        puts("Erased; the chain still holds.");
    else
        fputs("mandaris: nothing was erased\n", stderr);
    command_close(&m);
    return err == OK && fflush(stdout) == 0 ? 0 : 1;
}

int command_audit(int argc, char **argv, const struct config *c)
{
    static const struct {
        const char *name;
        int (*run)(const struct words *w, const struct config *c);
    } verbs[] = {
        {"verify", verify},
        {"export", export},
        {"seal", seal},
        {"erase", erase},
    };
    struct words w = {0};

    for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, argv[1]) == 0)
            return words_read(argc - 1, argv + 1, &w) ? verbs[i].run(&w, c)
                                                      : usage();
    return usage();
}
