#include "document/parts.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/export.h"

static struct exported export_of(const char *plan)
{
    struct exported x;

    assert_ok(db_begin_read(test_db));
    assert_ok(export_plan(test_db, test_arena, str_of(plan), &x));
    db_rollback(test_db);
    return x;
}

static struct str file_text(struct str path)
{
    struct buf out = buf_new(test_arena, 4096);
    FILE *f = fopen(path.p, "re");
    int c;

    if (!f)
        return STR_NONE;
    while ((c = fgetc(f)) != EOF)
        buf_byte(&out, (char)c);
    fclose(f);
    return buf_str(&out);
}

static void assert_same(const struct exported *x, const char *folder)
{
    for (size_t s = 0; s < SHEET_COUNT; s++) {
        struct str kept = file_text(str_printf(test_arena, "%.*s/%s.csv",
                                               STR_ARG(fixture(folder)),
                                               sheet_tables[s].name));

        ck_assert_msg(str_eq(kept, x->sheets[s].bytes), "%s:\n%.*s",
                      sheet_tables[s].name, STR_ARG(x->sheets[s].bytes));
    }
}

START_TEST(writes_what_it_should)
{
    assert_ok(import_folder("workbook", operator_options()).err);
    struct exported x = export_of("CANAL-2025");

    assert_same(&x, "exported");
    ck_assert_uint_eq(x.left_out, 0);
    int64_t before = trace();
    struct outcome o = import_folder("exported", operator_options());
    assert_ok(o.err);
    ck_assert_uint_eq(touched(&o), 0);
    ck_assert_int_eq(trace(), before);
}
END_TEST

START_TEST(an_empty_database_gives_it_back)
{
    assert_ok(import_folder("exported", operator_options()).err);
    struct exported x = export_of("CANAL-2025");

    assert_same(&x, "exported");
}
END_TEST

START_TEST(an_unknown_plan_is_not_found)
{
    struct exported x;

    ck_assert_int_eq(export_plan(test_db, test_arena, S("NOBODY"), &x),
                     ERR_NOT_FOUND);
}
END_TEST

/* What hangs on an item that the plan dropped cannot be imported elsewhere. */
START_TEST(rows_of_dropped_items_are_left_out)
{
    assert_ok(import_folder("exported", operator_options()).err);
    sql_run("DELETE i FROM edition_item i JOIN item x ON x.id = i.id"
            " WHERE x.code = 'CANAL-2025.O2'");
    sql_run("DELETE i FROM edition_indicator i JOIN measure x ON x.id = i.id"
            " WHERE x.code = 'CANAL-2025.I4'");
    struct exported x = export_of("CANAL-2025");

    /* the item, its indicator, three rules, a result, a maturity */
    ck_assert_uint_eq(x.left_out, 7);
    ck_assert_uint_eq(x.sheets[SHEET_DEADLINES].rows, 2);
    ck_assert(!has(x.sheets[SHEET_ITEMS].bytes, "CANAL-2025.O2"));
}
END_TEST

static struct str folder_new(void)
{
    struct str path = str_copy(test_arena, S("/tmp/mandaris-export.XXXXXX"));
    char *name = arena_alloc(test_arena, path.n + 1, 1);

    for (size_t i = 0; i < path.n; i++)
        name[i] = path.p[i];
    ck_assert_ptr_nonnull(mkdtemp(name));
    return str_of(name);
}

static void folder_drop(struct str path)
{
    DIR *folder = opendir(path.p);
    struct dirent *entry;

    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    ck_assert_int_eq(rmdir(path.p), 0);
}

START_TEST(a_folder_is_written_and_read_back)
{
    struct str path = folder_new();
    struct str problem;

    assert_ok(import_folder("workbook", operator_options()).err);
    struct exported x = export_of("CANAL-2025");
    assert_ok(export_folder(test_arena, &x, path.p, &problem));
    assert_same(&x, path.p);
    assert_ok(export_folder(test_arena, &x, path.p, &problem));
    struct outcome o = import_folder(path.p, operator_options());
    ck_assert_uint_eq(touched(&o), 0);

    x.sheets[SHEET_TARGETS] = (struct export_sheet){0};
    ck_assert_int_eq(export_folder(test_arena, &x, path.p, &problem),
                     ERR_INPUT);
    assert_str(problem, "targets.csv is of another workbook");
    folder_drop(path);
}
END_TEST

TCase *export_cases(void)
{
    TCase *tc = tcase_create("export");

    database_fixture(tc);
    tcase_add_test(tc, an_empty_database_gives_it_back);
    tcase_add_test(tc, an_unknown_plan_is_not_found);
    tcase_add_test(tc, a_folder_is_written_and_read_back);
    tcase_add_test(tc, rows_of_dropped_items_are_left_out);
    return tc;
}

TCase *written_cases(void)
{
    TCase *tc = tcase_create("written");

    database_fixture(tc);
    tcase_add_test(tc, writes_what_it_should);
    return tc;
}
