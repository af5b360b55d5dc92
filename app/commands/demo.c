/* demo DIR: loads the demonstration once. A workbook of plans in our own words,
 * sample accounts named by their role, three campaigns, and results that went
 * through the same functions as the pages'. Prints the accounts. */
#include "commands/demo.h"
#include "commands/command.h"
#include "commands/commands.h"

#include "core/password.h"
#include "document/import.h"
#include "store/account.h"
#include "store/evaluation.h"

#include <stdio.h>

#define DEMO_TODAY    "2027-01-19"
#define DEMO_PASSWORD "mandaris-demo"

/* Where: an entity's code, "*" for everything, or "=" and a plan's code. */
struct grant {
    enum demo_login who;
    const char *role;
    const char *where;
};

static const struct grant grants[] = {
    {STAFF, "staff", "G1"},
    {STAFF, "staff", "CITYDEV"},
    {STAFF2, "staff", "G2"},
    {STAFF2, "staff", "G3"},
    {STAFF2, "staff", "G4"},
    {STAFF2, "staff", "G5"},
    {STAFF2, "staff", "G6"},
    {TRANSLATOR, "translator", "G1"},
    {TRANSLATOR, "translator", "CITYDEV"},
    {DIRECTOR, "director", "G1"},
    {DIRECTOR2, "director", "RBC"},
    {HOLDER, "director", "CITYDEV"},
    {AUTHORITY, "authority", "=DEMO-CITYDEV-A5"},
    {AUTHORITY, "authority", "=DEMO-ACTIRIS-A4"},
    {CHAIR, "chair", "*"},
    {MEMBER, "member", "*"},
    {SECRETARY, "secretary", "*"},
    {CONTROLLER, "controller", "*"},
    {CONTROLLER2, "controller", "*"},
    {AUDITOR, "auditor", "RBC"},
    {READER, "reader", "RBC"},
    {ADMIN, "admin", "*"},
};

static const struct demo_sample samples[SAMPLE_COUNT] = {
    [STAFF] = {"staff", "Amina Dubois", "fr", 0},
    [STAFF2] = {"staff2", "Joris Claes", "nl", 0},
    [TRANSLATOR] = {"translator", "Lotte Peeters", "nl", 0},
    [DIRECTOR] = {"director", "Luc Vermeulen", "fr", 0},
    [DIRECTOR2] = {"director2", "Sofie Janssens", "nl", 0},
    [HOLDER] = {"holder", "Hélène Vandamme", "fr", 0},
    [AUTHORITY] = {"authority", "Karim Benali", "fr", 0},
    [CHAIR] = {"chair", "Françoise Lemaire", "fr", 0},
    [MEMBER] = {"member", "Pieter Maes", "nl", 0},
    [SECRETARY] = {"secretary", "Nathalie Renard", "fr", 0},
    [CONTROLLER] = {"controller", "Thomas Gérard", "fr", 0},
    [CONTROLLER2] = {"controller2", "Els Wouters", "nl", 0},
    [AUDITOR] = {"auditor", "Marc Lambert", "fr", 0},
    [READER] = {"reader", "Inès Costa", "fr", 0},
    [ADMIN] = {"admin", "Olivier Simon", "fr", 0},
};

/* -- small rows ------------------------------------------------------------ */

struct number {
    int64_t id;
};
static const struct field number_fields[] = {FIELD(struct number, id)};
static const struct shape number_shape = SHAPE(struct number, number_fields);

struct words {
    struct str value;
};
static const struct field words_fields[] = {FIELD(struct words, value)};
static const struct shape words_shape = SHAPE(struct words, words_fields);

static struct stmt setting_of = {
    .sql = "SELECT value FROM setting WHERE name = ?",
    .params = 1,
    .row = &words_shape,
};
static struct stmt setting_add = {
    .sql = "INSERT INTO setting (name, value) VALUES (?, ?)",
    .params = 2,
};
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
static struct stmt account_sample = {
    .sql = "UPDATE account SET password_hash = ?, sample = TRUE WHERE id = ?",
    .params = 2,
};
static struct stmt holder_account = {
    .sql = "UPDATE holder SET account = ? WHERE code = 'DEMO-CITYDEV-A5.H1'",
    .params = 1,
};
static struct stmt editions_approve = {
    .sql = "UPDATE edition e JOIN plan p ON p.id = e.plan"
           " SET e.state = 'approved', e.effective_on = e.starts_on,"
           " e.recorded_at = e.starts_on WHERE p.code LIKE 'DEMO-%'",
};

/* -- workbook and accounts ------------------------------------------------- */

static enum err load_workbook(struct demo *d, const char *folder)
{
    struct workbook *w = workbook_new(d->arena);
    struct import_report report;
    struct import_options options = {
        .now = demo_day(2023, 12, 1, 36000),
        .today = {2023, 12, 1},
    };

    TRY(workbook_folder(w, folder));
    TRY(workbook_import(d->db, w, &options, &report));
    return OK;
}

static enum err add_accounts(struct demo *d)
{
    struct str hash;
    int64_t matched;

    TRY(password_hash(d->arena, S(DEMO_PASSWORD), &hash));
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        struct demo_sample *s = &d->samples[i];
        struct account_row row = {
            .login = str_of(s->login),
            .name = str_of(s->name),
            .email = str_printf(d->arena, "%s@mandaris.example", s->login),
            .lang = str_of(s->lang),
        };

        TRY(account_add(d->db, demo_day(2023, 12, 4, 32400), &row));
        s->id = row.id;
        TRY(db_do(d->db, &account_sample, &matched, V(hash), V(s->id)));
    }
    return db_do(d->db, &holder_account, &matched, V(d->samples[HOLDER].id));
}

static enum err grant_one(struct demo *d, const struct grant *g)
{
    struct number found = {0};
    struct assignment a = {
        .account = d->samples[g->who].id,
        .role = str_of(g->role),
        .everything = g->where[0] == '*',
        .from_on = {2023, 12, 4},
        .granted_by = d->samples[ADMIN].id,
        .confirmed_by = d->samples[CONTROLLER].id,
        .confirmed = true,
    };

    if (g->where[0] == '=') {
        TRY(db_one(d->db, &plan_by_code, &found, V(g->where + 1)));
        a.plan = found.id;
    } else if (!a.everything) {
        TRY(db_one(d->db, &entity_by_code, &found, V(g->where)));
        a.entity = found.id;
    }
    return account_assign(d->db, demo_day(2023, 12, 4, 32400), &a);
}

static enum err grant_all(struct demo *d)
{
    for (size_t i = 0; i < sizeof(grants) / sizeof(*grants); i++)
        TRY(grant_one(d, &grants[i]));
    return OK;
}

/* -- the evaluations ------------------------------------------------------- */

/* Two mid-mandate evaluations: one that runs, one that was closed. */
static enum err add_evaluation(struct demo *d, const char *plan, struct date on,
                               const char *lang)
{
    struct number found;
    struct date today = on;
    struct instant now = demo_day(on.year, on.month, on.day, 32400);
    int64_t id;

    TRY(db_one(d->db, &plan_by_code, &found, V(plan)));
    TRY(evaluation_open(d->db,
                        &(struct evaluation_opening){
                            .plan = found.id,
                            .kind = S("mid"),
                            .evaluated_on = on,
                            .procedure_lang = str_of(lang),
                            .secretary = d->samples[SECRETARY].id,
                            .today = today,
                            .now = now,
                        },
                        &id));
    TRY(evaluation_seat_take(d->db, id, d->samples[CHAIR].id, today,
                             S("chair")));
    return evaluation_seat_take(d->db, id, d->samples[MEMBER].id, today,
                                S("member"));
}

/* -- the whole ------------------------------------------------------------- */

static enum err load_people(struct demo *d)
{
    int64_t matched;

    TRY(db_begin_write(d->db));
    TRY(db_do0(d->db, &editions_approve, &matched));
    TRY(add_accounts(d));
    TRY(grant_all(d));
    TRY(add_evaluation(d, "DEMO-CITYDEV-A5", (struct date){2027, 1, 15}, "fr"));
    TRY(add_evaluation(d, "DEMO-ACTIRIS-A4", (struct date){2026, 1, 15}, "nl"));
    return db_commit(d->db);
}

static enum err load(struct demo *d, const struct config *c, const char *folder)
{
    int64_t matched;

    TRY(load_workbook(d, folder));
    TRY(load_people(d));
    TRY(demo_results(d));
    TRY(demo_campaign(d));
    TRY(demo_turns(d));
    TRY(demo_deadlines(d));
    TRY(demo_plans(d, c));
    TRY(db_begin_write(d->db));
    TRY(db_do(d->db, &setting_add, &matched, V("demo_password"),
              V(DEMO_PASSWORD)));
    TRY(db_do(d->db, &setting_add, &matched, V("demo_today"), V(DEMO_TODAY)));
    return db_commit(d->db);
}

static void print_accounts(void)
{
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        printf("%-12s %s\n", samples[i].login, samples[i].name);
    printf("password: %s\n", DEMO_PASSWORD);
}

int command_demo(int argc, char **argv, const struct config *c)
{
    struct command command;
    struct demo d;
    struct words today;
    enum err err;

    if (argc != 2) {
        fputs("usage: mandaris demo DIR\n", stderr);
        return 2;
    }
    err = command_open_current(c, &command);
    d = (struct demo){.db = command.db, .arena = command.arena};
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        d.samples[i] = samples[i];
    if (err == OK)
        err = db_one(d.db, &setting_of, &today, V("demo_today"));
    if (err == ERR_NOT_FOUND)
        err = load(&d, c, argv[1]);
    command_close(&command);
    if (err != OK) {
        fputs("mandaris: the demonstration could not be loaded\n", stderr);
        return 1;
    }
    print_accounts();
    return fflush(stdout) == 0 ? 0 : 1;
}
