#include "commands/commands.h"
#include "commands/parts.h"

#include "core/buf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int command_function(int, char **, const struct config *);

/* Folders may hold underscores, which command_run would read as spaces. */
static int run(command_function *command, const char *words, const char *folder)
{
    char line[200];
    char *argv[16];
    int argc = 0;

    snprintf(line, sizeof line, "%s", words);
    for (char *p = line, *word; (word = strsep(&p, " "));)
        argv[argc++] = word;
    argv[argc++] = (char *)(uintptr_t)folder;
    argv[argc] = NULL;
    int status = command(argc, argv, &test_config);
    fflush(stdout);
    return status;
}

static int import_of(const char *words, const char *name)
{
    return run(command_import, words,
               str_printf(test_arena, "%s/%s", FIXTURES, name).p);
}

static void stderr_to(FILE *file)
{
    fflush(stderr);
    ck_assert_int_ge(dup2(fileno(file), STDERR_FILENO), 0);
}

static struct str text_of(FILE *file)
{
    struct buf out = buf_new(test_arena, 1000);
    int c;

    rewind(file);
    while ((c = fgetc(file)) != EOF)
        buf_byte(&out, (char)c);
    return buf_str(&out);
}

START_TEST(a_workbook_goes_in_and_out)
{
    char folder[] = "/tmp/mandaris-out.XXXXXX";

    ck_assert_int_eq(import_of("import --dry-run", "workbook"), 0);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM plan"), 0);
    ck_assert_int_eq(import_of("import", "workbook"), 0);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM plan"), 2);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(run(command_export, "export --plan CANAL-2025", folder),
                     0);
    ck_assert_int_eq(run(command_import, "import", folder), 0);
    ck_assert_int_eq(run(command_export, "export --plan NOBODY", folder), 1);
    ck_assert_int_eq(run(command_export, "export", folder), 2);

    DIR *all = opendir(folder);
    int sheets = 0;
    for (struct dirent *e; (e = readdir(all));)
        if (e->d_name[0] != '.') {
            ck_assert_int_eq(unlinkat(dirfd(all), e->d_name, 0), 0);
            sheets++;
        }
    closedir(all);
    ck_assert_int_eq(rmdir(folder), 0);
    ck_assert_int_eq(sheets, 14);
}
END_TEST

START_TEST(a_faulty_one_is_refused_cell_by_cell)
{
    FILE *file = tmpfile();

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(import_of("import", "workbook"), 0);
    stderr_to(file);
    ck_assert_int_eq(import_of("import", "faulty/bad_enum"), 1);
    assert_str(text_of(file),
               "items row 2 kind: \"goal\" — expected one of: strategic,"
               " transversal, operational, measurement_point, target, process,"
               " project, action, bullet, chapter\n"
               "items row 2 status: \"Running\" — expected one of: planned,"
               " running, blocked, deferred, dropped, done\n"
               "mandaris: 2 errors, nothing was written\n");
}
END_TEST

/* The import begins before the other's COMMIT, and meets its key after it. */
START_TEST(a_key_taken_meanwhile_is_met_again)
{
    char folder[] = "/tmp/mandaris-in.XXXXXX";
    int status;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    const char *path = str_printf(test_arena, "%s/entities.csv", folder).p;
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs("key,name_fr\nRACE,Second\n", file);
    ck_assert_int_eq(fclose(file), 0);
    assert_ok(db_begin_write(test_db));
    sql_run("INSERT INTO entity (code, name_fr) VALUES ('RACE', 'First')");
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        _exit(run(command_import, "import", folder));
    usleep(400000);
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(rmdir(folder), 0);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM entity"
                             " WHERE code = 'RACE' AND name_fr = 'Second'"),
                     1);
}
END_TEST

START_TEST(persons_are_checked_first)
{
    sql_run("INSERT IGNORE INTO account (id, login, name, email, made_at,"
            " disabled_at) VALUES (1, 'one', 'One', 'one@example.org',"
            " UTC_TIMESTAMP(), NULL), (2, 'gone', 'Gone', 'gone@example.org',"
            " UTC_TIMESTAMP(), UTC_TIMESTAMP())");
    ck_assert_int_eq(import_of("import --as nobody", "workbook"), 1);
    ck_assert_int_eq(import_of("import --as gone", "workbook"), 1);
    ck_assert_int_eq(import_of("import --confirmed-by one", "workbook"), 1);
    ck_assert_int_eq(
        import_of("import --as one --confirmed-by one", "workbook"), 1);
    ck_assert_int_eq(import_of("import --all", "workbook"), 2);
    ck_assert_int_eq(import_of("import workbook", "workbook"), 2);
}
END_TEST

TCase *workbook_commands(void)
{
    TCase *tc = tcase_create("workbook");

    database_fixture(tc);
    tcase_add_test(tc, a_workbook_goes_in_and_out);
    tcase_add_test(tc, a_faulty_one_is_refused_cell_by_cell);
    tcase_add_test(tc, a_key_taken_meanwhile_is_met_again);
    tcase_add_test(tc, persons_are_checked_first);
    return tc;
}
