#include "commands/commands.h"
#include "commands/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int command_run(int (*command)(int, char **, const struct config *),
                const char *line)
{
    char words[400];
    char *argv[24];
    int argc = 0;

    ck_assert_int_lt(snprintf(words, sizeof words, "%s", line), 400);
    for (char *p = words; p; p = p && *p ? p : NULL) {
        argv[argc++] = p;
        ck_assert_int_lt(argc, 24);
        while (*p && *p != ' ') {
            *p = *p == '_' ? ' ' : *p;
            p++;
        }
        if (*p)
            *p++ = '\0';
    }
    argv[argc] = NULL;
    int status = command(argc, argv, &test_config);
    fflush(stdout);
    return status;
}

void stdin_set(const char *text)
{
    FILE *file = tmpfile();

    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fflush(file), 0);
    ck_assert_int_eq(lseek(fileno(file), 0, SEEK_SET), 0);
    ck_assert_int_eq(dup2(fileno(file), STDIN_FILENO), STDIN_FILENO);
    clearerr(stdin);
}

START_TEST(migrate_says_how_many)
{
    ck_assert_int_eq(command_run(command_migrate, "migrate"), 0);
    ck_assert_int_eq(command_run(command_migrate, "migrate now"), 2);
    test_config.data = S("/nowhere");
    ck_assert_int_eq(command_run(command_migrate, "migrate"), 1);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("commands");
    TCase *migrate = tcase_create("migrate");

    database_fixture(migrate);
    tcase_add_test(migrate, migrate_says_how_many);
    suite_add_tcase(s, migrate);
    suite_add_tcase(s, account_commands());
    suite_add_tcase(s, files_commands());
    suite_add_tcase(s, workbook_commands());
    return s;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
