#include "store/decision.h"
#include "store/parts.h"

#include "core/buf.h"

static const struct instant now = {1790000000};

static void start(void)
{
    sql_run("DELETE FROM decision_words");
    sql_run("DELETE FROM decision");
    sql_run("DELETE FROM decision_chain WHERE plan IS NOT NULL");
    sql_run("UPDATE decision_chain SET length = 0, head = REPEAT('0', 64)");
    sql_run("INSERT IGNORE INTO account (id, login, name, email, made_at)"
            " VALUES (7, 'ana', 'Ana Léon', 'a@x', '2025-01-01'),"
            " (8, 'bob', 'Bob \"B\" Maes', 'b@x', '2025-01-01')");
}

static struct decision decision_of(int64_t plan, const char *key)
{
    return (struct decision){
        .plan = plan,
        .act = S("submit"),
        .account = 7,
        .object = S("result"),
        .key = str_of(key),
        .reason = S("line one\nline \"two\""),
    };
}

static void add(int64_t plan, const char *key)
{
    struct decision d = decision_of(plan, key);

    assert_ok(db_begin_write(test_db));
    assert_ok(decision_add(test_db, test_arena, now, &d));
    assert_ok(db_commit(test_db));
}

static int64_t broken(int64_t plan)
{
    int64_t n = -1;

    assert_ok(decision_verify(test_db, plan, &n));
    return n;
}

START_TEST(a_line_is_canonical_and_says_no_names)
{
    struct hash content = hash_of(S("abc"));
    struct decision d = {
        .act = S("approve"),
        .account = 7,
        .for_account = 8,
        .object = S("plan"),
        .key = S("SLRB|\"content\":\"x"),
        .content = &content,
        .function = S("directeur"),
    };

    assert_ok(db_begin_write(test_db));
    assert_ok(decision_add(test_db, test_arena, now, &d));
    assert_ok(db_commit(test_db));
    assert_str(
        sql_text("SELECT REPLACE(REPLACE(line, SHA2(CONCAT(salt, '\\n', words),"
                 " 256), 'DIGEST'), CONCAT('\"chain\":', d.chain), 'CHAIN')"
                 " AS text FROM decision d JOIN decision_words USING (n)"),
        "{\"account\":7,\"act\":\"approve\",\"at\":\"2026-09-21T14:13:20Z\","
        "CHAIN,\"content\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9c"
        "b410ff61f20015ad\",\"digest\":\"DIGEST\",\"for\":8,"
        "\"form\":\"decision/1\",\"key\":\"SLRB|\\\"content\\\":\\\"x\","
        "\"n\":1,\"object\":\"plan\"}");
    assert_str(sql_text("SELECT words AS text FROM decision_words"),
               "{\"for\":\"Bob \\\"B\\\" Maes\",\"function\":\"directeur\","
               "\"name\":\"Ana Léon\",\"reason\":null}");
    ck_assert_int_eq(broken(0), 0);
}
END_TEST

START_TEST(a_hash_is_checked_with_standard_tools)
{
    add(0, "one");
    add(0, "two");
    ck_assert_int_eq(
        sql_int(
            "SELECT BINARY b.hash = SHA2(CONCAT(a.hash, '\\n', b.line), 256)"
            "   AND BINARY a.hash = SHA2(CONCAT(REPEAT('0', 64), '\\n', "
            "a.line),"
            "   256) AND c.head = b.hash AND c.length = 2 AS n"
            " FROM decision a, decision b, decision_chain c"
            " WHERE a.n = 1 AND b.n = 2"),
        1);
}
END_TEST

START_TEST(each_plan_has_a_chain_of_its_own)
{
    struct decision both[] = {
        decision_of(0, "a"), decision_of(0, "b"), decision_of(3, "c"),
        decision_of(3, "d"), decision_of(4, "e"),
    };

    assert_ok(db_begin_write(test_db));
    assert_ok(decisions_add(test_db, test_arena, now, both, 5));
    assert_ok(db_commit(test_db));
    add(3, "f");
    assert_str(sql_text("SELECT GROUP_CONCAT(COALESCE(plan, 0), ':', length"
                        " ORDER BY plan) AS text FROM decision_chain"),
               "0:2,3:3,4:1");
    ck_assert_int_eq(broken(0) + broken(3) + broken(4) + broken(5), 0);
}
END_TEST

START_TEST(a_rollback_leaves_no_gap)
{
    struct decision d = decision_of(0, "lost");

    add(0, "one");
    assert_ok(db_begin_write(test_db));
    assert_ok(decision_add(test_db, test_arena, now, &d));
    db_rollback(test_db);
    add(0, "two");
    ck_assert_int_eq(broken(0), 0);
    ck_assert_int_eq(sql_int("SELECT MAX(n) AS n FROM decision"), 2);
}
END_TEST

static const struct {
    const char *sql;
    int64_t broken;
} tampering[] = {
    {"UPDATE decision SET account = 8 WHERE n = 2", 2},
    {"UPDATE decision SET object_key = 'x' WHERE n = 3", 3},
    {"UPDATE decision SET made_at = '2020-01-01' WHERE n = 1", 1},
    {"UPDATE decision SET line = REPLACE(line, 'two', 'TWO') WHERE n = 2", 2},
    {"UPDATE decision SET line = REPLACE(line, 'two', 'TWO'), object_key ="
     " 'TWO', hash = SHA2(line, 256) WHERE n = 2",
     2},
    {"UPDATE decision_words SET words = '{}' WHERE n = 2", 2},
    {"UPDATE decision_words SET salt = REPEAT('0', 64) WHERE n = 3", 3},
    {"DELETE FROM decision_words WHERE n = 1", 1},
    {"UPDATE decision_chain SET head = REPEAT('1', 64)", 4},
    {"UPDATE decision_chain SET length = 2", 4},
    {"UPDATE decision_chain SET length = 4", 4},
};

START_TEST(tampering_is_found)
{
    add(0, "one");
    add(0, "two");
    add(0, "three");
    ck_assert_int_eq(broken(0), 0);
    sql_run(tampering[_i].sql);
    ck_assert_int_eq(broken(0), tampering[_i].broken);
}
END_TEST

START_TEST(a_missing_line_is_found)
{
    for (int i = 0; i < 3; i++)
        add(0, "x");
    sql_run("DELETE FROM decision_words WHERE n >= 2");
    sql_run("DELETE FROM decision WHERE n = 3");
    sql_run("INSERT INTO decision_words SELECT chain, 2, REPEAT('0', 64), NULL"
            " FROM decision LIMIT 1");
    ck_assert_int_eq(broken(0), 3);
    sql_run("DELETE FROM decision_words WHERE n = 2");
    sql_run("UPDATE decision SET n = 5 WHERE n = 2");
    ck_assert_int_eq(broken(0), 2);
}
END_TEST

START_TEST(words_are_erased_by_a_decision_or_missed)
{
    struct decision d = decision_of(0, "1");

    add(0, "one");
    add(0, "two");
    sql_run("UPDATE decision_words SET words = NULL WHERE n = 1");
    ck_assert_int_eq(broken(0), 1);
    d.act = S("erase");
    d.object = S("decision");
    assert_ok(db_begin_write(test_db));
    assert_ok(decision_add(test_db, test_arena, now, &d));
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(broken(0), 0);
    sql_run("UPDATE decision_words SET words = '{}' WHERE n = 1");
    ck_assert_int_eq(broken(0), 1);
}
END_TEST

START_TEST(two_writers_of_a_chain_do_not_fork_it)
{
    struct db *other = database_connect();
    struct decision mine = decision_of(0, "mine");
    struct decision theirs = decision_of(0, "theirs");

    add(0, "one");
    assert_ok(db_begin_write(test_db));
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision"), 1);
    assert_ok(db_begin_write(other));
    assert_ok(decision_add(other, test_arena, now, &theirs));
    assert_ok(db_commit(other));
    ck_assert_int_eq(decision_add(test_db, test_arena, now, &mine), ERR_RETRY);
    db_rollback(test_db);
    assert_ok(db_begin_write(test_db));
    assert_ok(decision_add(test_db, test_arena, now, &mine));
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(broken(0), 0);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision"), 3);
    db_close(other);
}
END_TEST

TCase *decisions(void)
{
    TCase *tc = tcase_create("decisions");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, start, NULL);
    tcase_add_test(tc, a_line_is_canonical_and_says_no_names);
    tcase_add_test(tc, a_hash_is_checked_with_standard_tools);
    tcase_add_test(tc, each_plan_has_a_chain_of_its_own);
    tcase_add_test(tc, a_rollback_leaves_no_gap);
    tcase_add_loop_test(tc, tampering_is_found, 0,
                        sizeof tampering / sizeof *tampering);
    tcase_add_test(tc, a_missing_line_is_found);
    tcase_add_test(tc, words_are_erased_by_a_decision_or_missed);
    tcase_add_test(tc, two_writers_of_a_chain_do_not_fork_it);
    return tc;
}
