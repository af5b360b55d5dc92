#include "db/parts.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A folder of migrations, and a database that has run none. */
static char folder[32];

static void folder_create(void)
{
    snprintf(folder, sizeof folder, "/tmp/mandaris-test.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    sql_run("DROP TABLE IF EXISTS schema_version, one, two, three");
}

static void folder_remove(void)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;

    ck_assert_ptr_nonnull(entries);
    while ((entry = readdir(entries)))
        if (entry->d_name[0] != '.')
            ck_assert_int_eq(unlinkat(dirfd(entries), entry->d_name, 0), 0);
    closedir(entries);
    ck_assert_int_eq(rmdir(folder), 0);
}

static const char *path(const char *name)
{
    return str_printf(test_arena, "%s/%s", folder, name).p;
}

static void put(const char *name, const char *sql)
{
    FILE *file = fopen(path(name), "w");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(sql, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static enum err migrate(int64_t *applied)
{
    return db_migrate(test_db, test_arena, str_of(folder), applied);
}

static enum err check(void)
{
    return db_schema_check(test_db, test_arena, str_of(folder));
}

START_TEST(each_file_runs_once_in_order)
{
    int64_t applied;

    put("0002_two.sql", "INSERT INTO one VALUES (2);");
    put("0001_one.sql", "CREATE TABLE one (n INT);");
    put("grants.sql", "not a migration");
    assert_ok(migrate(&applied));
    ck_assert_int_eq(applied, 2);
    assert_ok(migrate(&applied));
    ck_assert_int_eq(applied, 0);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM one"), 1);
    put("0003_three.sql", "INSERT INTO one VALUES (3)");
    assert_ok(migrate(&applied));
    ck_assert_int_eq(applied, 1);
    ck_assert_int_eq(sql_int("SELECT SUM(n) AS n FROM one"), 5);
}
END_TEST

START_TEST(the_schema_is_at_its_version)
{
    struct str schema =
        str_printf(test_arena, "%.*s/schema", STR_ARG(test_config.data));
    int64_t applied;

    ck_assert_int_eq(check(), ERR_UNAVAILABLE); /* nothing ever ran */
    put("0001_one.sql", "CREATE TABLE one (n INT);");
    ck_assert_int_eq(check(), ERR_UNAVAILABLE);
    assert_ok(migrate(&applied));
    assert_ok(check());
    put("0002_two.sql", "CREATE TABLE two (n INT); CREATE TABLE two (n INT);");
    ck_assert_int_eq(check(), ERR_UNAVAILABLE);
    ck_assert_int_eq(migrate(&applied), ERR_INTERNAL);
    ck_assert_int_eq(check(), ERR_UNAVAILABLE);
    ck_assert_int_eq(db_schema_check(test_db, test_arena, schema),
                     ERR_UNAVAILABLE);
}
END_TEST

START_TEST(statements_end_at_their_own_semicolon)
{
    int64_t applied;

    put("0001_one.sql",
        "-- a comment; with a semicolon, and it's quote\n"
        "CREATE TABLE one (id INT PRIMARY KEY, text VARCHAR(80)); -- behind;\n"
        "# another; one\n"
        "/* and; a\n third's */;;\n"
        "INSERT INTO one VALUES (1, 'a;b'), (2, 'it''s;'), (3, 'back\\';'),\n"
        "  (4, \"dou;ble\"), -- within; the statement\n"
        "  (5, '-- no comment'), (6, '/*;*/'), (7, 3--2);\n"
        "CREATE TABLE `tw;o` (n INT);\n"
        "DROP TABLE `tw;o`\n"
        "-- nothing; more");
    assert_ok(migrate(&applied));
    assert_str(sql_text("SELECT GROUP_CONCAT(text ORDER BY id SEPARATOR '~')"
                        " AS text FROM one"),
               "a;b~it's;~back';~dou;ble~-- no comment~/*;*/~5");
    ck_assert_int_eq(sql_int("SELECT done AS n FROM schema_version"), 4);
}
END_TEST

START_TEST(a_released_file_does_not_change)
{
    int64_t applied;

    put("0001_one.sql", "CREATE TABLE one (n INT);");
    assert_ok(migrate(&applied));
    put("0001_one.sql", "CREATE TABLE one (n INT); ");
    ck_assert_int_eq(migrate(&applied), ERR_CONFLICT);
}
END_TEST

START_TEST(a_failed_file_goes_on_where_it_stopped)
{
    int64_t applied;

    put("0001_one.sql", "CREATE TABLE one (n INT);"
                        "INSERT INTO one VALUES (1);"
                        "INSERT INTO one VALUES ('x');");
    ck_assert_int_eq(migrate(&applied), ERR_INTERNAL);
    put("0001_one.sql", "CREATE TABLE one (n BIGINT);"
                        "INSERT INTO one VALUES (1);"
                        "INSERT INTO one VALUES (2);");
    ck_assert_int_eq(migrate(&applied), ERR_CONFLICT);
    put("0001_one.sql", "CREATE TABLE one (n INT);"
                        "INSERT INTO one VALUES (1);"
                        "INSERT INTO one VALUES (2);");
    assert_ok(migrate(&applied));
    ck_assert_int_eq(applied, 1);
    ck_assert_int_eq(sql_int("SELECT SUM(n) AS n FROM one"), 3);
    assert_ok(migrate(&applied));
    ck_assert_int_eq(applied, 0);
}
END_TEST

START_TEST(the_order_has_no_gap_filled_later)
{
    int64_t applied;

    put("0001_one.sql", "CREATE TABLE one (n INT);");
    put("0003_three.sql", "CREATE TABLE three (n INT);");
    assert_ok(migrate(&applied));
    put("0002_two.sql", "CREATE TABLE two (n INT);");
    ck_assert_int_eq(migrate(&applied), ERR_CONFLICT);
    ck_assert_int_eq(unlink(path("0002_two.sql")), 0);
    put("0003_other.sql", "CREATE TABLE two (n INT);");
    ck_assert_int_eq(migrate(&applied), ERR_CONFLICT);
    ck_assert_int_eq(unlink(path("0003_other.sql")), 0);
    ck_assert_int_eq(unlink(path("0003_three.sql")), 0);
    ck_assert_int_eq(migrate(&applied), ERR_CONFLICT);
}
END_TEST

START_TEST(a_folder_must_be_there)
{
    int64_t applied;

    ck_assert_int_eq(
        db_migrate(test_db, test_arena, S("/nowhere/schema"), &applied),
        ERR_UNAVAILABLE);
}
END_TEST

TCase *migrations(void)
{
    TCase *tc = tcase_create("migrations");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, folder_create, folder_remove);
    tcase_add_test(tc, each_file_runs_once_in_order);
    tcase_add_test(tc, the_schema_is_at_its_version);
    tcase_add_test(tc, statements_end_at_their_own_semicolon);
    tcase_add_test(tc, a_released_file_does_not_change);
    tcase_add_test(tc, a_failed_file_goes_on_where_it_stopped);
    tcase_add_test(tc, the_order_has_no_gap_filled_later);
    tcase_add_test(tc, a_folder_must_be_there);
    return tc;
}
