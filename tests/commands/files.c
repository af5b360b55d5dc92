/* mandaris files check: missing and orphans. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <utime.h>

#include "commands/commands.h"
#include "commands/parts.h"
#include "core/keep.h"

START_TEST(missing_and_orphans_are_told_apart)
{
    char folder[] = "/tmp/files.XXXXXX";
    const struct utimbuf long_ago = {1000000000, 1000000000};
    struct kept_file *files;
    struct str kept, young, old;
    size_t count;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    test_config.files = str_of(folder);
    assert_ok(keep_write(test_arena, str_of(folder), S("abc"), &kept));
    sql_run("SET foreign_key_checks = 0");
    sql_run(str_printf(test_arena,
                       "INSERT INTO evidence (plan, period, measure, name,"
                       " type, bytes, sha256, file, added_by, added_at) VALUES"
                       " (1, '2025', 1, 'a', 'text/plain', 3, REPEAT('a', 32),"
                       " '%.*s', 1, NOW())",
                       STR_ARG(kept))
                .p);
    ck_assert_int_eq(command_run(command_files, "files check"), 0);
    assert_ok(keep_write(test_arena, str_of(folder), S("d"), &young));
    assert_ok(keep_write(test_arena, str_of(folder), S("e"), &old));
    ck_assert_int_eq(
        utime(str_printf(test_arena, "%s/%s", folder, old.p).p, &long_ago), 0);
    ck_assert_int_eq(command_run(command_files, "files check --sweep"), 0);
    assert_ok(keep_list(test_arena, str_of(folder), &files, &count));
    ck_assert_uint_eq(count, 2);
    keep_remove(test_arena, str_of(folder), young);
    keep_remove(test_arena, str_of(folder), kept);
    ck_assert_int_eq(command_run(command_files, "files check"), 1);
    ck_assert_int_eq(rmdir(folder), 0);
    ck_assert_int_eq(command_run(command_files, "files check"), 1);
    ck_assert_int_eq(command_run(command_files, "files"), 2);
    ck_assert_int_eq(command_run(command_files, "files check now"), 2);
}
END_TEST

TCase *files_commands(void)
{
    TCase *t = tcase_create("files");

    database_fixture(t);
    tcase_add_test(t, missing_and_orphans_are_told_apart);
    return t;
}
