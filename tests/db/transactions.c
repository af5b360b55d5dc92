#include "db/parts.h"

#include <sys/wait.h>
#include <unistd.h>

static struct stmt count_update = {
    .sql = "UPDATE counter SET n = n + 1 WHERE id = ?", .params = 1};

struct number {
    int64_t n;
};
static const struct field number_fields[] = {FIELD(struct number, n)};
static const struct shape number_shape = SHAPE(struct number, number_fields);

static struct stmt count_of = {
    .sql = "SELECT n FROM counter WHERE id = ?",
    .params = 1,
    .row = &number_shape,
};

static void counter_table(void)
{
    sql_run("CREATE OR REPLACE TABLE counter (id INT NOT NULL PRIMARY KEY,"
            " n INT NOT NULL) ENGINE=InnoDB");
    sql_run("INSERT INTO counter VALUES (1, 0), (2, 0)");
}

static int64_t count(struct db *db, int64_t id)
{
    struct number number;

    assert_ok(db_one(db, &count_of, &number, V(id)));
    return number.n;
}

static enum err increase(struct db *db, int64_t id)
{
    return db_do(db, &count_update, NULL, V(id));
}

static void connection_kill(void)
{
    static struct stmt kill = {.sql = "KILL CONNECTION ?", .params = 1};
    int64_t victim = sql_int("SELECT CONNECTION_ID() AS n");
    struct db *other = database_connect();

    assert_ok(db_do(other, &kill, NULL, V(victim)));
    db_close(other);
}

START_TEST(commit_keeps_and_rollback_forgets)
{
    counter_table();
    assert_ok(db_begin_write(test_db));
    assert_ok(increase(test_db, 1));
    assert_ok(db_commit(test_db));
    assert_ok(db_begin_write(test_db));
    assert_ok(increase(test_db, 1));
    db_rollback(test_db);
    db_rollback(test_db);
    ck_assert_int_eq(count(test_db, 1), 1);
}
END_TEST

START_TEST(begin_and_commit_come_in_pairs)
{
    ck_assert_int_eq(db_commit(test_db), ERR_INTERNAL);
    assert_ok(db_begin_write(test_db));
    ck_assert_int_eq(db_begin_read(test_db), ERR_INTERNAL);
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(db_commit(test_db), ERR_INTERNAL);
}
END_TEST

START_TEST(a_reading_transaction_cannot_write)
{
    counter_table();
    assert_ok(db_begin_read(test_db));
    ck_assert_int_eq(increase(test_db, 1), ERR_INTERNAL);
    db_rollback(test_db);
    ck_assert_int_eq(count(test_db, 1), 0);
}
END_TEST

START_TEST(a_reading_transaction_sees_one_moment)
{
    struct db *other = database_connect();

    counter_table();
    assert_ok(db_begin_read(test_db));
    assert_ok(increase(other, 1));
    ck_assert_int_eq(count(test_db, 1), 0);
    ck_assert_int_eq(db_rows(test_db), 1);
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(count(test_db, 1), 1);
    db_close(other);
}
END_TEST

START_TEST(who_comes_second_runs_again)
{
    struct db *other = database_connect();

    counter_table();
    assert_ok(db_begin_write(test_db));
    ck_assert_int_eq(count(test_db, 1), 0);
    assert_ok(increase(other, 1));
    ck_assert_int_eq(increase(test_db, 1), ERR_RETRY);
    /* Nothing may run on: it would be outside the transaction. */
    ck_assert_int_eq(increase(test_db, 2), ERR_RETRY);
    ck_assert_int_eq(db_commit(test_db), ERR_RETRY);
    db_rollback(test_db);

    assert_ok(db_begin_write(test_db));
    assert_ok(increase(test_db, 1));
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(count(other, 1), 2);
    ck_assert_int_eq(count(other, 2), 0);
    db_close(other);
}
END_TEST

START_TEST(a_lock_that_is_not_released_ends_the_wait)
{
    struct db *other = database_connect();

    counter_table();
    sql_run("SET SESSION innodb_lock_wait_timeout = 1");
    assert_ok(db_begin_write(other));
    assert_ok(increase(other, 1));
    assert_ok(db_begin_write(test_db));
    ck_assert_int_eq(increase(test_db, 1), ERR_RETRY);
    db_rollback(test_db);
    db_rollback(other);
    db_close(other);
}
END_TEST

/* The other half of a deadlock: locks 2, says so, then wants 1. */
static void cross(int said)
{
    struct db *db = database_connect();

    assert_ok(db_begin_write(db));
    assert_ok(increase(db, 2));
    ck_assert_int_eq(write(said, "x", 1), 1);
    enum err err = increase(db, 1);
    if (err == OK)
        err = db_commit(db);
    db_close(db);
    _exit((int)err);
}

START_TEST(one_side_of_a_deadlock_runs_again)
{
    int said[2], status;
    char byte;

    counter_table();
    ck_assert_int_eq(pipe(said), 0);
    assert_ok(db_begin_write(test_db));
    assert_ok(increase(test_db, 1));
    pid_t child = fork();
    if (child == 0)
        cross(said[1]);
    ck_assert_int_eq(read(said[0], &byte, 1), 1);
    enum err mine = increase(test_db, 2);
    if (mine == OK)
        assert_ok(db_commit(test_db));
    db_rollback(test_db);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(mine + WEXITSTATUS(status), ERR_RETRY);
    ck_assert_int_eq(count(test_db, 1) + count(test_db, 2), 2);
}
END_TEST

START_TEST(a_lost_connection_is_opened_again)
{
    counter_table();
    ck_assert_int_eq(count(test_db, 1), 0);
    connection_kill();
    ck_assert(!db_lost(test_db));
    ck_assert_int_eq(increase(test_db, 1), ERR_UNAVAILABLE);
    ck_assert(db_lost(test_db));
    ck_assert_int_eq(increase(test_db, 1), ERR_UNAVAILABLE);
    ck_assert_int_eq(db_begin_read(test_db), ERR_UNAVAILABLE);
    assert_ok(db_reopen(test_db));
    ck_assert(!db_lost(test_db));
    assert_ok(increase(test_db, 1));
    ck_assert_int_eq(count(test_db, 1), 1);
}
END_TEST

START_TEST(a_connection_lost_within_a_transaction_saves_nothing)
{
    counter_table();
    assert_ok(db_begin_write(test_db));
    assert_ok(increase(test_db, 1));
    connection_kill();
    ck_assert_int_eq(db_commit(test_db), ERR_UNAVAILABLE);
    db_rollback(test_db);
    assert_ok(db_reopen(test_db));
    assert_ok(db_begin_write(test_db));
    ck_assert_int_eq(count(test_db, 1), 0);
    assert_ok(db_commit(test_db));
}
END_TEST

START_TEST(an_absent_server_is_unavailable)
{
    struct config away = test_config;
    struct db *db;

    away.db_socket = S("/nowhere/db.sock");
    ck_assert_int_eq(db_open(test_arena, &away, &db), ERR_UNAVAILABLE);
    ck_assert(db_lost(db));
    ck_assert_int_eq(db_begin_read(db), ERR_UNAVAILABLE);
    ck_assert_int_eq(db_reopen(db), ERR_UNAVAILABLE);
    db_close(db);
}
END_TEST

TCase *transactions(void)
{
    TCase *tc = tcase_create("transactions");

    database_fixture(tc);
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, commit_keeps_and_rollback_forgets);
    tcase_add_test(tc, begin_and_commit_come_in_pairs);
    tcase_add_test(tc, a_reading_transaction_cannot_write);
    tcase_add_test(tc, a_reading_transaction_sees_one_moment);
    tcase_add_test(tc, who_comes_second_runs_again);
    tcase_add_test(tc, a_lock_that_is_not_released_ends_the_wait);
    tcase_add_test(tc, one_side_of_a_deadlock_runs_again);
    tcase_add_test(tc, a_lost_connection_is_opened_again);
    tcase_add_test(tc, a_connection_lost_within_a_transaction_saves_nothing);
    tcase_add_test(tc, an_absent_server_is_unavailable);
    return tc;
}
