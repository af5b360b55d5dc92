#include "support/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct arena *test_arena;
struct db *test_db;
struct config test_config;

static struct arena *texts; /* statements stay as long as the connection */
static char database[32];
static unsigned databases;

static void run(struct db *db, const char *sql)
{
    struct stmt st = {.sql = str_copy(texts, str_of(sql)).p};

    ck_assert_msg(db_do0(db, &st, NULL) == OK, "%s", sql);
}

/* The shared server, as its administrator: tests/with-mariadb says where. */
static struct config config_for(const char *name)
{
    const char *socket = getenv("MANDARIS_TEST_DB_SOCKET");

    ck_assert_msg(socket && getenv("MANDARIS_DATA"), "run make check");
    return (struct config){
        .db_socket = str_of(socket),
        .db_user = S("root"),
        .db_password = S(""),
        .db_name = str_of(name),
        .data = str_of(getenv("MANDARIS_DATA")),
    };
}

static void database_sql(struct db *db, const char *verb)
{
    char sql[64];

    snprintf(sql, sizeof sql, "%s DATABASE %s", verb, database);
    run(db, sql);
}

static void database_create(void)
{
    struct arena *a = arena_new(8 << 20, NULL);
    struct config config = config_for("");
    struct db *db;
    int64_t applied;

    texts = arena_new(8 << 20, NULL);
    snprintf(database, sizeof database, "test_%d_%u", (int)getpid(),
             ++databases);
    assert_ok(db_open(a, &config, &db));
    database_sql(db, "CREATE");
    db_close(db);

    config = config_for(database);
    assert_ok(db_open(a, &config, &db));
    assert_ok(db_migrate(
        db, a, str_printf(a, "%.*s/schema", STR_ARG(config.data)), &applied));
    db_close(db);
    arena_free(a);
}

static void database_drop(void)
{
    struct arena *a = arena_new(8 << 20, NULL);
    struct config config = config_for(database);
    struct db *db;

    assert_ok(db_open(a, &config, &db));
    database_sql(db, "DROP");
    db_close(db);
    arena_free(a);
    arena_free(texts);
    texts = NULL;
}

struct db *database_connect(void)
{
    struct db *db;

    assert_ok(db_open(test_arena, &test_config, &db));
    return db;
}

static void connection_open(void)
{
    test_arena = arena_new(64 << 20, NULL);
    test_config = config_for(database);
    test_db = database_connect();
}

static void connection_close(void)
{
    db_close(test_db);
    arena_free(test_arena);
}

void database_fixture(TCase *tc)
{
    tcase_add_unchecked_fixture(tc, database_create, database_drop);
    tcase_add_checked_fixture(tc, connection_open, connection_close);
}

void sql_run(const char *sql)
{
    run(test_db, sql);
}

struct cell {
    int64_t n;
};
static const struct field cell_fields[] = {FIELD(struct cell, n)};
static const struct shape cell_shape = SHAPE(struct cell, cell_fields);

int64_t sql_int(const char *sql)
{
    struct stmt st = {.sql = str_copy(texts, str_of(sql)).p,
                      .row = &cell_shape};
    struct cell cell;

    ck_assert_msg(db_one0(test_db, &st, &cell) == OK, "%s", sql);
    return cell.n;
}

struct text_cell {
    struct str text;
};
static const struct field text_fields[] = {FIELD(struct text_cell, text)};
static const struct shape text_shape = SHAPE(struct text_cell, text_fields);

struct str sql_text(const char *sql)
{
    struct stmt st = {.sql = str_copy(texts, str_of(sql)).p,
                      .row = &text_shape};
    struct text_cell cell;

    ck_assert_msg(db_one0(test_db, &st, &cell) == OK, "%s", sql);
    return cell.text;
}
