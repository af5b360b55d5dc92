/* Workbooks that are wrong, each with the messages it must give: what
 * expected.txt holds, and nothing written. */
#include "document/parts.h"

#include <stdio.h>

#define COUNT(array) (int)(sizeof(array) / sizeof(*(array)))

static const char *const kinds[] = {
    "all_at_once",      "bad_date",          "bad_enum",
    "bad_number",       "control_character", "cycle_of_entities",
    "changed_type",     "cycle_of_items",    "cycle_of_sub_indicators",
    "dangling_parent",  "duplicate_key",     "invalid_utf8",
    "malformed_quotes", "missing_values",    "no_key",
    "open_quote",       "ragged_rows",       "results",
    "taken_result",     "unknown_column",    "unknown_sheet",
};

static struct str expected_of(const char *kind)
{
    struct buf out = buf_new(test_arena, 4096);
    FILE *f = fopen(
        str_printf(test_arena, "%s/faulty/%s/expected.txt", FIXTURES, kind).p,
        "re");
    int c;

    ck_assert_msg(f != NULL, "%s has no expected.txt", kind);
    while ((c = fgetc(f)) != EOF)
        buf_byte(&out, (char)c);
    fclose(f);
    ck_assert_msg(out.n > 0, "%s expects nothing", kind);
    return buf_str(&out);
}

START_TEST(says_what_is_wrong)
{
    struct str expected = expected_of(kinds[_i]);

    assert_ok(import_folder("workbook", operator_options()).err);
    int64_t before = trace();
    struct outcome o = import_folder(
        str_printf(test_arena, "faulty/%s", kinds[_i]).p, operator_options());

    ck_assert_int_eq(o.err, ERR_INPUT);
    ck_assert_msg(str_eq(o.problems, expected), "%s:\n%.*sinstead of\n%.*s",
                  kinds[_i], STR_ARG(o.problems), STR_ARG(expected));
    ck_assert_int_eq(trace(), before);
}
END_TEST

START_TEST(a_cell_of_70000_characters_is_refused)
{
    struct buf csv = buf_new(test_arena, 80000);

    assert_ok(import_folder("workbook", operator_options()).err);
    buf_puts(&csv, "key,plan,title_fr\nCANAL-2025.X1,CANAL-2025,");
    for (int i = 0; i < 70000; i++)
        buf_puts(&csv, "é");
    buf_puts(&csv, "\n");
    struct outcome o =
        import_text(SHEET_ITEMS, buf_str(&csv), operator_options());

    ck_assert_int_eq(o.err, ERR_INPUT);
    assert_has(o.problems, "items row 2 title_fr: \"ééé");
    assert_has(o.problems, "— expected a text of at most so many characters:"
                           " 32767\n");
}
END_TEST

START_TEST(a_cell_of_the_limit_is_kept)
{
    struct buf csv = buf_new(test_arena, 80000);

    assert_ok(import_folder("workbook", operator_options()).err);
    buf_puts(&csv, "key,plan,title_fr\nCANAL-2025.LONG,CANAL-2025,");
    for (int i = 0; i < CELL_LIMIT; i++)
        buf_puts(&csv, "é");
    assert_ok(import_text(SHEET_ITEMS, buf_str(&csv), operator_options()).err);
    ck_assert_int_eq(sql_int("SELECT CHAR_LENGTH(i.title_fr) AS n FROM item x"
                             " JOIN edition_item i ON i.id = x.id"
                             " WHERE x.code = 'CANAL-2025.LONG'"),
                     CELL_LIMIT);
}
END_TEST

START_TEST(a_folder_must_be_there)
{
    struct outcome o = import_folder("nowhere", operator_options());

    ck_assert_int_eq(o.err, ERR_INPUT);
    assert_has(o.problems, "expected a folder that can be read: No such file");
    o = import_folder("faulty", operator_options());
    ck_assert_int_eq(o.err, ERR_INPUT);
    assert_has(o.problems, "expected a folder with the sheets of a workbook");
}
END_TEST

TCase *faulty_cases(void)
{
    TCase *tc = tcase_create("faulty");

    database_fixture(tc);
    tcase_add_loop_test(tc, says_what_is_wrong, 0, COUNT(kinds));
    tcase_add_test(tc, a_cell_of_70000_characters_is_refused);
    tcase_add_test(tc, a_cell_of_the_limit_is_kept);
    tcase_add_test(tc, a_folder_must_be_there);
    return tc;
}
