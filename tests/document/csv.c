#include "document/parts.h"

#include <string.h>

#include "document/csv.h"

/* Records as text: cells between |, records by line. */
static struct str shown(struct str text, enum err *end)
{
    struct csv csv = csv_open(test_arena, text);
    struct buf out = buf_new(test_arena, 100);
    struct csv_record r;

    while ((*end = csv_next(&csv, &r)) == OK) {
        buf_printf(&out, "%zu", r.row);
        for (size_t i = 0; i < r.count; i++)
            buf_printf(&out, "|%.*s", STR_ARG(r.cells[i]));
        buf_byte(&out, ';');
    }
    if (*end == ERR_INPUT)
        buf_printf(&out, "!%zu.%zu", csv.row, csv.column);
    return buf_str(&out);
}

static const struct {
    const char *text;
    const char *records;
} texts[] = {
    {"", ""},
    {"a,b\n1,2\n", "1|a|b;2|1|2;"},
    {"a,b\r\n1,2\r\n", "1|a|b;2|1|2;"},
    {"\xEF\xBB\xBF"
     "a,b\r\n1,2",
     "1|a|b;2|1|2;"},
    {"a;b;c\n1,5;2;3\n", "1|a|b|c;2|1,5|2|3;"},
    {"a\tb\n1,5\t2;3\n", "1|a|b;2|1,5|2;3;"},
    {"\"a,x\";b\n1;2\n", "1|a,x|b;2|1|2;"},
    {"a\n\"say \"\"yes\"\"\"\n", "1|a;2|say \"yes\";"},
    {"a,b\n\"x\r\ny\",\"\"\nz,\n", "1|a|b;2|x\r\ny|;3|z|;"},
    {"a\n\n\nb\n", "1|a;4|b;"},
    {"a\n\"\"\nb", "1|a;2|;3|b;"},
    {"a,b\n,\n", "1|a|b;2||;"},
    {"a\n  x  \n", "1|a;2|  x  ;"},
    {"a,b\n1,say \"yes\"\n", "1|a|b;!2.2"},
    {"a,b\n\"1\" ,2\n", "1|a|b;!2.1"},
    {"a,b\n1,\"2\n", "1|a|b;!2.2"},
    {"a,b\n1,\"2\"\"\n", "1|a|b;!2.2"},
    {"a,b\n1\r2,3\n", "1|a|b;!2.1"},
};

START_TEST(reads)
{
    enum err end;

    assert_str(shown(str_of(texts[_i].text), &end), texts[_i].records);
    ck_assert_int_eq(end, has(str_of(texts[_i].records), "!") ? ERR_INPUT
                                                              : ERR_NOT_FOUND);
}
END_TEST

static const struct {
    const char *cell;
    const char *written;
} cells[] = {
    {"", ""},
    {"plain; text\twith spaces ", "plain; text\twith spaces "},
    {"a,b", "\"a,b\""},
    {"say \"yes\"", "\"say \"\"yes\"\"\""},
    {"two\nlines", "\"two\nlines\""},
};

START_TEST(writes)
{
    struct buf out = buf_new(test_arena, 100);

    csv_put(&out, str_of(cells[_i].cell), true);
    assert_str(buf_str(&out), cells[_i].written);
    csv_put(&out, S("x"), false);
    csv_end(&out);
    ck_assert(str_ends(buf_str(&out), S(",x\n")));
}
END_TEST

static const struct {
    const char *text;
    const char *guarded;
} formulas[] = {
    {"", ""},
    {"text", "text"},
    {"a=b", "a=b"},
    {"=1+1", "'=1+1"},
    {"+32 2", "'+32 2"},
    {"-3", "'-3"},
    {"@ville", "'@ville"},
    {"\tx", "'\tx"},
    {"\rx", "'\rx"},
    {"'=x", "''=x"},
    {"'''-x", "''''-x"},
    {"'", "'"},
    {"'tis", "'tis"},
    {"''", "''"},
};

START_TEST(formulas_are_guarded_and_come_back)
{
    struct str text = str_of(formulas[_i].text);
    struct str guarded = csv_guard(test_arena, text);

    assert_str(guarded, formulas[_i].guarded);
    ck_assert(str_eq(csv_unguard(guarded), text));
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof(*(array)))

static void arena_open(void)
{
    test_arena = arena_new(8 << 20, NULL);
}

static void arena_close(void)
{
    arena_free(test_arena);
}

TCase *csv_cases(void)
{
    TCase *tc = tcase_create("csv");

    tcase_add_checked_fixture(tc, arena_open, arena_close);
    tcase_add_loop_test(tc, reads, 0, COUNT(texts));
    tcase_add_loop_test(tc, writes, 0, COUNT(cells));
    tcase_add_loop_test(tc, formulas_are_guarded_and_come_back, 0,
                        COUNT(formulas));
    return tc;
}

/* -- cells ----------------------------------------------------------------- */

static const struct column key = {.kind = CELL_KEY}, text = {.kind = CELL_TEXT},
                           brief = {.kind = CELL_TEXT, .most = 3},
                           number = {.kind = CELL_NUMBER},
                           day = {.kind = CELL_WHOLE, .least = 1, .most = 31},
                           list = {.kind = CELL_REFS};

static const struct {
    const struct column *column;
    const char *cell;
    const char *canonical; /* NULL: refused */
} read_cells[] = {
    {&key, "A.b_c:d-9", "A.b_c:d-9"},
    {&key, "'-A", "-A"},
    {&key, " A", NULL},
    {&key, "é", NULL},
    {&key,
     "1234567890123456789012345678901234567890"
     "1234567890123456789012345678901234567890",
     "1234567890123456789012345678901234567890"
     "1234567890123456789012345678901234567890"},
    {&key,
     "1234567890123456789012345678901234567890"
     "12345678901234567890123456789012345678901",
     NULL},
    {&text, " kept  as it is ", " kept  as it is "},
    {&text, "a\r\nb\rc", "a\nb\nc"},
    {&text, "'=1", "=1"},
    {&text, "bell\a", NULL},
    {&text, "\xc3\x28", NULL},
    {&brief, "été", "été"},
    {&brief, "étés", NULL},
    {&number, "12,50", "12.5"},
    {&number, "-0", "0"},
    {&number, "999999999999999999.999999", "999999999999999999.999999"},
    {&number, "1000000000000000000", NULL},
    {&number, "0.0000001", NULL},
    {&number, "1.234.567", NULL},
    {&number, " 1", NULL},
    {&number, "'-1", NULL},
    {&day, "31", "31"},
    {&day, "007", "7"},
    {&day, "0", NULL},
    {&day, "1.0", NULL},
    {&list, "A|B", "A|B"},
    {&list, "A||B", NULL},
    {&list, "A|", NULL},
};

START_TEST(cells_are_read)
{
    struct fault fault = {0};
    struct str out;
    enum err e = cell_read(test_arena, read_cells[_i].column,
                           str_of(read_cells[_i].cell), &out, &fault);

    ck_assert_int_eq(e, read_cells[_i].canonical ? OK : ERR_INPUT);
    if (e == OK)
        assert_str(out, read_cells[_i].canonical);
    else
        ck_assert_ptr_nonnull(fault.expected);
}
END_TEST

START_TEST(an_empty_cell_is_not_given)
{
    struct fault fault;
    struct str out = S("before");

    assert_ok(cell_read(test_arena, &number, S(""), &out, &fault));
    ck_assert(!str_given(out));
}
END_TEST

static const struct {
    const char *type;
    const char *shown;
    const char *stored;  /* NULL: refused */
    const char *printed; /* by the database */
} figures[] = {
    {"percentage", "85.5", "85.5", "85.500000"},
    {"percentage", "yes", NULL, NULL},
    {"yes_no", "yes", "1", "1.000000"},
    {"yes_no", "no", "0", "0.000000"},
    {"yes_no", "1", NULL, NULL},
    {"date", "1970-01-02", "1", "1.000000"},
    {"date", "1969-12-31", "-1", "-1.000000"},
    {"date", "2024-02-29", "19782", "19782.000000"},
    {"date", "2023-02-29", NULL, NULL},
    {"", "12", "12", "12.000000"},
};

START_TEST(figures_go_and_come_back)
{
    enum reading r = reading_of(str_of(figures[_i].type));
    struct fault fault;
    struct str out;
    enum err e = figure_read(test_arena, r, false, str_of(figures[_i].shown),
                             &out, &fault);

    ck_assert_int_eq(e, figures[_i].stored ? OK : ERR_INPUT);
    if (e != OK)
        return;
    assert_str(figure_stored(test_arena, r, out), figures[_i].stored);
    assert_str(figure_shown(test_arena, r, str_of(figures[_i].printed)),
               figures[_i].shown);
}
END_TEST

TCase *cell_cases(void)
{
    TCase *tc = tcase_create("cells");

    tcase_add_checked_fixture(tc, arena_open, arena_close);
    tcase_add_loop_test(tc, cells_are_read, 0, COUNT(read_cells));
    tcase_add_test(tc, an_empty_cell_is_not_given);
    tcase_add_loop_test(tc, figures_go_and_come_back, 0, COUNT(figures));
    return tc;
}
