#include "commands/commands.h"

#include <getopt.h>
#include <stdio.h>

#include "commands/command.h"
#include "commands/terminal.h"
#include "core/password.h"
#include "core/utf8.h"
#include "store/account.h"
#include "store/grant.h"

/* The words of the command line, as given. */
struct words {
    struct str login, name, email, lang;
    struct str role, entity, plan, confirmed_by;
    bool all;
};

static const struct option options[] = {
    {"name", required_argument, NULL, 'n'},
    {"email", required_argument, NULL, 'e'},
    {"lang", required_argument, NULL, 'l'},
    {"role", required_argument, NULL, 'r'},
    {"all", no_argument, NULL, 'a'},
    {"entity", required_argument, NULL, 't'},
    {"plan", required_argument, NULL, 'p'},
    {"confirmed-by", required_argument, NULL, 'c'},
    {0},
};

static const char usage[] =
    "usage: mandaris account add LOGIN --name NAME --email ADDRESS\n"
    "           [--lang fr|nl|en]\n"
    "           [--role ROLE {--all | --entity CODE | --plan CODE}\n"
    "            [--confirmed-by LOGIN]]\n"
    "       mandaris account passwd LOGIN\n"
    "       mandaris account disable LOGIN\n";

static bool words_read(int argc, char **argv, struct words *w)
{
    int option;

    optind = 0; /* GNU: start anew, options and words in any order */
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        struct str value = str_of(optarg);
        switch (option) {
        case 'n':
            w->name = value;
            break;
        case 'e':
            w->email = value;
            break;
        case 'l':
            w->lang = value;
            break;
        case 'r':
            w->role = value;
            break;
        case 'a':
            w->all = true;
            break;
        case 't':
            w->entity = value;
            break;
        case 'p':
            w->plan = value;
            break;
        case 'c':
            w->confirmed_by = value;
            break;
        default:
            return false;
        }
    }
    if (optind + 1 != argc)
        return false;
    w->login = str_of(argv[optind]);
    return true;
}

static enum err complain(const char *message, struct str what)
{
    fprintf(stderr, "mandaris: %s: %.*s\n", message, STR_ARG(what));
    return ERR_INPUT;
}

/* -- add ------------------------------------------------------------------- */

static bool one_line(struct str s, size_t max)
{
    return !str_empty(str_trim(s)) && utf8_valid(s) && utf8_length(s) <= max &&
           utf8_control(s) < 0 && str_find(s, '\n', 0) < 0 &&
           str_find(s, '\t', 0) < 0 && str_find(s, '\r', 0) < 0;
}

static bool address(struct str s)
{
    ptrdiff_t at = str_find(s, '@', 0);

    return one_line(s, 254) && at > 0 && (size_t)at + 1 < s.n &&
           str_find(s, ' ', 0) < 0 && str_find(s, '@', (size_t)at + 1) < 0;
}

static enum err words_check(const struct words *w)
{
    int scopes = w->all + str_given(w->entity) + str_given(w->plan);

    if (!one_line(w->login, 80) || str_find(w->login, ' ', 0) >= 0)
        return complain("not a login", w->login);
    if (!one_line(w->name, 200))
        return complain("--name is missing or too long", w->name);
    if (!address(w->email))
        return complain("--email is missing or not an address", w->email);
    if (!str_is(w->lang, "fr") && !str_is(w->lang, "nl") &&
        !str_is(w->lang, "en"))
        return complain("--lang is not one of fr, nl, en", w->lang);
    if (str_given(w->role) && !account_role_known(w->role))
        return complain("no such role", w->role);
    if (str_given(w->role) && scopes != 1)
        return complain("a role needs one of --all, --entity, --plan", w->role);
    if (!str_given(w->role) && (scopes || str_given(w->confirmed_by)))
        return complain("a scope without --role", w->login);
    return OK;
}

struct number {
    int64_t id;
};
static const struct field number_fields[] = {FIELD(struct number, id)};
static const struct shape number_shape = SHAPE(struct number, number_fields);

static struct stmt entity_by_code = {
    .sql = "SELECT id FROM entity WHERE code = ?",
    .params = 1,
    .row = &number_shape,
};
static struct stmt plan_by_code = {
    .sql = "SELECT id FROM plan WHERE code = ?",
    .params = 1,
    .row = &number_shape,
};

/* 0 without a code. */
static enum err id_of(struct db *db, struct stmt *by_code, const char *missing,
                      struct str code, int64_t *id)
{
    struct number found = {0};

    if (str_given(code)) {
        enum err err = db_one(db, by_code, &found, V(code));
        if (err == ERR_NOT_FOUND)
            return complain(missing, code);
        TRY(err);
    }
    *id = found.id;
    return OK;
}

static enum err account_find(struct command *m, struct str login,
                             struct account_row *out)
{
    enum err err = account_by_login(m->db, login, out);

    return err == ERR_NOT_FOUND ? complain("no such account", login) : err;
}

/* What the command line did to an account, for its chain. */
static enum err decide(struct command *m, const char *act, int64_t account)
{
    return decision_add(
        m->db, m->arena, m->now,
        &(struct decision){
            .act = str_of(act),
            .object = S("account"),
            .key = str_printf(m->arena, "%lld", (long long)account),
        });
}

static enum err assignment_of(struct command *m, const struct words *w,
                              int64_t account, struct assignment *out)
{
    struct account_row confirmer = {0};

    if (str_given(w->confirmed_by))
        TRY(account_find(m, w->confirmed_by, &confirmer));
    if (confirmer.disabled || confirmer.id == account)
        return complain("cannot confirm this role", w->confirmed_by);
    *out = (struct assignment){
        .account = account,
        .role = w->role,
        .everything = w->all,
        .from_on = m->today,
        .confirmed_by = confirmer.id,
        .confirmed = confirmer.id || !account_role_needs_two(w->role),
    };
    TRY(id_of(m->db, &entity_by_code, "no such entity", w->entity,
              &out->entity));
    return id_of(m->db, &plan_by_code, "no such plan", w->plan, &out->plan);
}

static enum err grant(struct command *m, const struct words *w, int64_t account)
{
    struct assignment a;
    struct grant made;

    TRY(assignment_of(m, w, account, &a));
    TRY(account_assign(m->db, m->now, &a));
    TRY(grant_read(m->db, db_insert_id(m->db), &made));
    TRY(grant_decide(m->db, m->arena, m->now, "grant", &made, 0));
    if (a.confirmed_by)
        TRY(grant_decide(m->db, m->arena, m->now, "confirm", &made,
                         a.confirmed_by));
    if (!a.confirmed)
        printf("The role %.*s is proposed: it holds once a second person"
               " confirmed it.\n",
               STR_ARG(w->role));
    return OK;
}

static enum err add(struct command *m, const struct words *w)
{
    struct account_row account = {
        .login = w->login,
        .name = str_trim(w->name),
        .email = w->email,
        .lang = w->lang,
    };

    TRY(words_check(w));
    TRY(db_begin_write(m->db));
    enum err err = account_add(m->db, m->now, &account);
    if (err == ERR_CONFLICT)
        return str_is(db_duplicate(m->db), "account_email")
                   ? complain("the address is another account's", w->email)
                   : complain("the login is taken", w->login);
    TRY(err);
    TRY(decide(m, "add", account.id));
    if (str_given(w->role))
        TRY(grant(m, w, account.id));
    printf("Added %.*s. To sign in it needs a password:"
           " mandaris account passwd %.*s\n",
           STR_ARG(w->login), STR_ARG(w->login));
    return OK;
}

/* -- passwd, disable ------------------------------------------------------- */

static enum err passwd(struct command *m, const struct words *w)
{
    struct account_row account;
    struct str password, hash;

    TRY(account_find(m, w->login, &account));
    TRY(password_read(m->arena, &password));
    TRY(password_hash(m->arena, password, &hash));
    TRY(db_begin_write(m->db)); /* not while somebody types */
    TRY(account_password_set(m->db, account.id, hash));
    TRY(decide(m, "password", account.id));
    printf("%.*s has a new password and is signed out everywhere.\n",
           STR_ARG(w->login));
    return OK;
}

static enum err disable(struct command *m, const struct words *w)
{
    struct account_row account;

    TRY(account_find(m, w->login, &account));
    TRY(db_begin_write(m->db));
    TRY(account_disable(m->db, account.id, m->now));
    TRY(decide(m, "disable", account.id));
    printf("%.*s is disabled and signed out everywhere.\n", STR_ARG(w->login));
    return OK;
}

/* Each begins its transaction, which execute commits. */
static const struct {
    const char *name;
    enum err (*run)(struct command *m, const struct words *w);
} verbs[] = {
    {"add", add},
    {"passwd", passwd},
    {"disable", disable},
};

static int execute(const struct config *c, size_t verb, const struct words *w)
{
    struct command m;
    enum err err = command_open_current(c, &m);

    if (err == OK)
        err = verbs[verb].run(&m, w);
    if (err == OK)
        err = db_commit(m.db);
    if (err != OK && err != ERR_INPUT)
        fputs("mandaris: nothing was changed; the log above says why\n",
              stderr);
    command_close(&m);
    return err == OK ? 0 : 1;
}

/* account add|passwd|disable LOGIN ... */
int command_account(int argc, char **argv, const struct config *c)
{
    struct words w = {.lang = S("fr")};

    for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++)
        if (str_is(str_of(argv[1]), verbs[i].name) &&
            words_read(argc - 1, argv + 1, &w))
            return execute(c, i, &w);
    fputs(usage, stderr);
    return 2;
}
