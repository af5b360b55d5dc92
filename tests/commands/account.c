#include "store/account.h"
#include "commands/commands.h"
#include "commands/parts.h"
#include "core/password.h"
#include "store/decision.h"

static void start(void)
{
    sql_run("DELETE FROM assignment");
    sql_run("DELETE FROM account");
    sql_run("INSERT IGNORE INTO entity (id, code) VALUES (5, 'SLRB')");
    sql_run("INSERT IGNORE INTO plan (id, code, entity, kind)"
            " VALUES (6, 'SLRB.2024', 5, 'mandate')");
}

static int run(const char *line)
{
    return command_run(command_account, line);
}

static int64_t accounts(void)
{
    return sql_int("SELECT COUNT(*) AS n FROM account");
}

START_TEST(add_makes_an_account_without_password)
{
    int64_t broken;

    ck_assert_int_eq(
        run("account add ana --name Ana_Léon --email ana@example.org"), 0);
    assert_str(sql_text("SELECT CONCAT_WS('|', login, name, email, lang,"
                        " password_hash IS NULL) AS text FROM account"),
               "ana|Ana Léon|ana@example.org|fr|1");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision"
                             " WHERE act = 'add' AND account IS NULL"),
                     1);
    assert_ok(decision_verify(test_db, 0, &broken));
    ck_assert_int_eq(broken, 0);
}
END_TEST

static const struct {
    const char *words;
    const char *wanted; /* role, entity, plan, confirmed */
} grants[] = {
    {"--role staff --entity SLRB", "staff|5|-|1"},
    {"--role admin --all", "admin|0|-|1"},
    {"--role staff --plan SLRB.2024", "staff|-|6|1"},
    {"--role director --entity SLRB", "director|5|-|0"},
    {"--role director --entity SLRB --confirmed-by boss", "director|5|-|1"},
};

START_TEST(add_grants_a_role)
{
    ck_assert_int_eq(
        run("account add boss --name The_Boss --email boss@example.org"), 0);
    ck_assert_int_eq(
        run(str_printf(test_arena,
                       "account add ana --name Ana --email ana@example.org"
                       " --lang nl %s",
                       grants[_i].words)
                .p),
        0);
    assert_str(sql_text("SELECT CONCAT_WS('|', role, COALESCE(entity, '-'),"
                        " COALESCE(plan, '-'), confirmed_at IS NOT NULL)"
                        " AS text FROM assignment"),
               grants[_i].wanted);
}
END_TEST

#define ANA "account add ana --name Ana --email ana@example.org "

static const char *const refused[] = {
    ANA "--lang de",
    ANA "--role king --all",
    ANA "--role staff",
    ANA "--role staff --all --entity SLRB",
    ANA "--role staff --entity NOBODY",
    ANA "--role staff --plan NOTHING",
    ANA "--role director --all --confirmed-by nobody",
    ANA "--role director --all --confirmed-by ana",
    ANA "--all",
    "account add ana --email ana@example.org",
    "account add ana --name Ana",
    "account add ana --name Ana --email ana",
    "account add ana --name Ana --email @example.org",
    "account add ana --name Ana --email a_b@example.org",
    "account add a_na --name Ana --email ana@example.org",
};

START_TEST(add_refuses_and_adds_nothing)
{
    ck_assert_int_eq(run(refused[_i]), 1);
    ck_assert_int_eq(accounts(), 0);
}
END_TEST

START_TEST(add_refuses_a_second_of_its_name)
{
    ck_assert_int_eq(run(ANA), 0);
    ck_assert_int_eq(run(ANA), 1);
    ck_assert_int_eq(run("account add ana2 --name Ana --email ana@example.org"),
                     1);
    ck_assert_int_eq(accounts(), 1);
}
END_TEST

static const char *const unknown[] = {
    "account",
    "account add",
    "account rename ana",
    "account disable ana bob",
    "account passwd ana --password secret",
};

START_TEST(other_words_are_not_understood)
{
    ck_assert_int_eq(run(unknown[_i]), 2);
}
END_TEST

static bool opens(const char *password)
{
    struct account_row ana;
    bool same = false;

    assert_ok(account_by_login(test_db, S("ana"), &ana));
    assert_ok(password_check(ana.password_hash, str_of(password), &same));
    return same;
}

START_TEST(passwd_reads_standard_input)
{
    ck_assert_int_eq(run(ANA), 0);
    stdin_set("correct horse\nand more\n");
    ck_assert_int_eq(run("account passwd ana"), 0);
    ck_assert(opens("correct horse"));
    ck_assert(!opens("correct horse\n"));
}
END_TEST

static const char *const bad_passwords[] = {
    "",
    "\n",
    "elevenchars\n",
    "correct \xff horse\n",
};

START_TEST(passwd_refuses_a_bad_one)
{
    ck_assert_int_eq(run(ANA), 0);
    stdin_set(bad_passwords[_i]);
    ck_assert_int_eq(run("account passwd ana"), 1);
    ck_assert_int_eq(sql_int("SELECT COUNT(password_hash) AS n FROM account"),
                     0);
}
END_TEST

START_TEST(who_is_absent_is_named)
{
    stdin_set("correct horse\n");
    ck_assert_int_eq(run("account passwd nobody"), 1);
    ck_assert_int_eq(run("account disable nobody"), 1);
}
END_TEST

START_TEST(disable_signs_out)
{
    ck_assert_int_eq(run(ANA), 0);
    sql_run("INSERT INTO session SELECT UNHEX(REPEAT('0', 64)), id,"
            " REPEAT('x', 43), NOW(), NOW() FROM account");
    ck_assert_int_eq(run("account disable ana"), 0);
    ck_assert_int_eq(sql_int("SELECT COUNT(disabled_at) AS n FROM account"), 1);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM session"), 0);
}
END_TEST

START_TEST(an_old_schema_is_refused)
{
    sql_run("UPDATE schema_version SET finished_at = NULL");
    ck_assert_int_eq(run(ANA), 1);
    ck_assert_int_eq(accounts(), 0);
    sql_run("UPDATE schema_version SET finished_at = NOW()");
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

TCase *account_commands(void)
{
    TCase *tc = tcase_create("account");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, start, NULL);
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, add_makes_an_account_without_password);
    tcase_add_loop_test(tc, add_grants_a_role, 0, COUNT(grants));
    tcase_add_loop_test(tc, add_refuses_and_adds_nothing, 0, COUNT(refused));
    tcase_add_test(tc, add_refuses_a_second_of_its_name);
    tcase_add_loop_test(tc, other_words_are_not_understood, 0, COUNT(unknown));
    tcase_add_test(tc, passwd_reads_standard_input);
    tcase_add_loop_test(tc, passwd_refuses_a_bad_one, 0, COUNT(bad_passwords));
    tcase_add_test(tc, who_is_absent_is_named);
    tcase_add_test(tc, disable_signs_out);
    tcase_add_test(tc, an_old_schema_is_refused);
    return tc;
}
