#include <stdlib.h>
#include <string.h>

#include "db/parts.h"

/* -- values --------------------------------------------------------------- */

struct kinds {
    int64_t id;
    bool yes;
    struct str text;
    struct str bytes;
    struct dec amount;
    struct date on_date;
    struct instant made_at;
    struct period period;
    struct list children; /* never from SQL */
};
static const struct field kinds_fields[] = {
    FIELD(struct kinds, id),       FIELD(struct kinds, yes),
    FIELD(struct kinds, text),     FIELD(struct kinds, bytes),
    FIELD(struct kinds, amount),   FIELD(struct kinds, on_date),
    FIELD(struct kinds, made_at),  FIELD(struct kinds, period),
    FIELD(struct kinds, children),
};
static const struct shape kinds_shape = SHAPE(struct kinds, kinds_fields);

static struct stmt kinds_add = {
    .sql = "INSERT INTO kinds (id, yes, text, bytes, amount, on_date, made_at,"
           " period) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    .params = 8,
};
static struct stmt kinds_by_id = {
    .sql = "SELECT period, made_at, on_date, amount, bytes, text, yes, id"
           " FROM kinds WHERE id = ?",
    .params = 1,
    .row = &kinds_shape,
};
static struct stmt kinds_all = {
    .sql = "SELECT * FROM kinds ORDER BY id",
    .row = &kinds_shape,
};

static void kinds_table(void)
{
    sql_run("CREATE OR REPLACE TABLE kinds (id BIGINT NOT NULL PRIMARY KEY,"
            " yes BOOLEAN NULL, text MEDIUMTEXT NULL, bytes BLOB NULL,"
            " amount DECIMAL(24,6) NULL, on_date DATE NULL,"
            " made_at DATETIME NULL, period CHAR(7) CHARACTER SET ascii NULL)"
            " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4");
}

static struct dec dec_of(const char *text)
{
    struct dec d;

    assert_ok(dec_parse(str_of(text), &d));
    return d;
}

static enum err add(const struct kinds *k)
{
    return db_do(test_db, &kinds_add, NULL, V(k->id), V(k->yes), V(k->text),
                 V(k->bytes), V(k->amount), V(k->on_date), V(k->made_at),
                 V(k->period));
}

static struct kinds get(int64_t id)
{
    struct kinds k = {.children = {.count = 7}};

    assert_ok(db_one(test_db, &kinds_by_id, &k, V(id)));
    ck_assert_uint_eq(k.children.count, 7);
    return k;
}

START_TEST(every_kind_comes_back)
{
    struct kinds in = {
        .id = INT64_MIN,
        .yes = true,
        .text = S("œuvre d'été; \"ĳ\" \xf0\x9f\x8c\xb7"),
        .bytes = S("a\0b\xff\xfe\0"),
        .amount = dec_of("-1234.50"),
        .on_date = {9999, 12, 31},
        .made_at = {1790000000},
        .period = {2025, PERIOD_QUARTER, 3},
    };

    kinds_table();
    assert_ok(add(&in));
    struct kinds out = get(INT64_MIN);
    ck_assert_int_eq(out.id, INT64_MIN);
    ck_assert(out.yes);
    ck_assert(str_eq(out.text, in.text));
    ck_assert(str_eq(out.bytes, in.bytes));
    ck_assert_int_eq(dec_cmp(out.amount, in.amount), 0);
    ck_assert_int_eq(out.amount.decimals, 1);
    ck_assert_int_eq(date_cmp(out.on_date, in.on_date), 0);
    ck_assert_int_eq(out.made_at.s, in.made_at.s);
    ck_assert_int_eq(period_cmp(out.period, in.period), 0);
}
END_TEST

START_TEST(nulls_are_not_given)
{
    struct kinds out;

    kinds_table();
    assert_ok(add(&(struct kinds){.id = 1}));
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM kinds WHERE text IS NULL AND"
                " bytes IS NULL AND amount IS NULL AND on_date IS NULL AND"
                " made_at IS NULL AND period IS NULL"),
        1);
    sql_run("UPDATE kinds SET yes = NULL");
    memset(&out, 0x55, sizeof out);
    assert_ok(db_one(test_db, &kinds_by_id, &out, V(1)));
    ck_assert(!out.yes);
    ck_assert(!str_given(out.text));
    ck_assert(!str_given(out.bytes));
    ck_assert(!out.amount.set);
    ck_assert(!date_given(out.on_date));
    ck_assert_int_eq(out.made_at.s, 0);
    ck_assert_int_eq(out.period.kind, PERIOD_NONE);
}
END_TEST

START_TEST(an_empty_text_is_given)
{
    kinds_table();
    assert_ok(add(&(struct kinds){.id = 1, .text = S(""), .bytes = S("")}));
    struct kinds out = get(1);
    ck_assert(str_given(out.text) && out.text.n == 0);
    ck_assert(str_given(out.bytes) && out.bytes.n == 0);
}
END_TEST

/* The connector's classic trap: a loop that stops at the first text longer
 * than its buffer reads one row of four, without an error. */
START_TEST(long_texts_do_not_end_a_list)
{
    size_t n = 1 << 20;
    char *megabyte = arena_alloc(test_arena, n, 1);
    struct list rows;

    kinds_table();
    for (size_t i = 0; i < n; i++)
        megabyte[i] = (char)('a' + i % 26);
    for (int64_t id = 1; id <= 4; id++)
        assert_ok(add(&(struct kinds){
            .id = id, .text = {megabyte, n - (size_t)id}, .bytes = S("x")}));
    assert_ok(db_all0(test_db, &kinds_all, &rows));
    ck_assert_uint_eq(rows.count, 4);
    for (size_t i = 0; i < 4; i++) {
        struct kinds *k = LIST_AT(struct kinds, rows, i);
        ck_assert_uint_eq(k->text.n, n - i - 1);
        ck_assert(memcmp(k->text.p, megabyte, k->text.n) == 0);
        assert_str(k->bytes, "x");
    }
}
END_TEST

static const char *const exact[][2] = {
    {"999999999999999999.999999", "999999999999999999.999999"},
    {"-999999999999999999.999999", "-999999999999999999.999999"},
    {"0.000001", "0.000001"},
    {"-0.000001", "-0.000001"},
    {"0", "0"},
    {"100", "100"},
    {"1200.500000", "1200.5"},
    {"9007199254740993", "9007199254740993"}, /* not a double */
    {"0.1", "0.1"},
};

START_TEST(decimals_stay_exact)
{
    kinds_table();
    assert_ok(add(&(struct kinds){.id = _i, .amount = dec_of(exact[_i][0])}));
    assert_str(dec_text(test_arena, get(_i).amount), exact[_i][1]);
}
END_TEST

struct number {
    int64_t n;
};
static const struct field number_fields[] = {FIELD(struct number, n)};
static const struct shape number_shape = SHAPE(struct number, number_fields);

START_TEST(decimals_compare_exactly)
{
    static struct stmt equal = {
        .sql = "SELECT COUNT(*) AS n FROM kinds WHERE amount = ?",
        .params = 1,
        .row = &number_shape,
    };
    struct number found;

    kinds_table();
    assert_ok(
        add(&(struct kinds){.id = 1, .amount = dec_of("9007199254740993.1")}));
    assert_ok(db_one(test_db, &equal, &found, V(dec_of("9007199254740993.1"))));
    ck_assert_int_eq(found.n, 1);
    assert_ok(db_one(test_db, &equal, &found, V(dec_of("9007199254740992.1"))));
    ck_assert_int_eq(found.n, 0);
}
END_TEST

START_TEST(instants_before_1970_come_back)
{
    kinds_table();
    assert_ok(add(&(struct kinds){.id = 1, .made_at = {-1}}));
    assert_str(sql_text("SELECT CAST(made_at AS CHAR) AS text FROM kinds"),
               "1969-12-31 23:59:59");
    ck_assert_int_eq(get(1).made_at.s, -1);
}
END_TEST

struct flags {
    bool equal, present, stored;
    int64_t total, bits;
};
static const struct field flags_fields[] = {
    FIELD(struct flags, equal),  FIELD(struct flags, present),
    FIELD(struct flags, stored), FIELD(struct flags, total),
    FIELD(struct flags, bits),
};
static const struct shape flags_shape = SHAPE(struct flags, flags_fields);

START_TEST(expressions_fill_bools_and_integers)
{
    static struct stmt st = {
        .sql = "SELECT 1 = 1 AS equal, EXISTS (SELECT 1 FROM kinds) AS present,"
               " MAX(yes) AS stored, SUM(id) AS total, BIT_OR(id) AS bits"
               " FROM kinds",
        .row = &flags_shape,
    };
    struct flags f;

    kinds_table();
    assert_ok(add(&(struct kinds){.id = 5, .yes = true}));
    assert_ok(add(&(struct kinds){.id = 2}));
    assert_ok(db_one0(test_db, &st, &f));
    ck_assert(f.equal && f.present && f.stored);
    ck_assert_int_eq(f.total, 7);
    ck_assert_int_eq(f.bits, 7);
}
END_TEST

START_TEST(a_number_too_large_is_refused)
{
    static struct stmt st = {
        .sql = "SELECT CAST(18446744073709551615 AS UNSIGNED) AS n",
        .row = &number_shape,
    };
    struct number found;

    ck_assert_int_eq(db_one0(test_db, &st, &found), ERR_INTERNAL);
}
END_TEST

/* -- statements ------------------------------------------------------------ */

START_TEST(a_statement_must_match_its_declaration)
{
    static struct stmt wrong[] = {
        {.sql = "SELECT id AS n, code FROM entity", .row = &number_shape},
        {.sql = "SELECT id AS m FROM entity", .row = &number_shape},
        {.sql = "SELECT 1 AS n, 2 AS n", .row = &number_shape},
        {.sql = "SELECT code AS n FROM entity", .row = &number_shape},
        {.sql = "SELECT value AS n FROM result", .row = &number_shape},
        {.sql = "SELECT valid_from AS n FROM entity", .row = &number_shape},
        {.sql = "SELECT 1 AS n", .row = &flags_shape},
        {.sql = "SELECT id AS n FROM entity WHERE id = ?",
         .row = &number_shape},
        {.sql = "SELECT 1 AS n", .params = 1, .row = &number_shape},
        {.sql = "SELECT 1 AS n"},
        {.sql = "DELETE FROM kinds", .row = &number_shape},
        {.sql = "SELECT nothing AS n FROM entity", .row = &number_shape},
    };

    kinds_table();
    ck_assert_int_eq(db_prepare(test_db, &wrong[_i]), ERR_INTERNAL);
}
END_TEST

START_TEST(the_right_function_for_the_right_statement)
{
    struct list rows;
    struct number found;

    kinds_table();
    ck_assert_int_eq(db_do0(test_db, &kinds_all, NULL), ERR_INTERNAL);
    ck_assert_int_eq(db_all0(test_db, &kinds_add, &rows), ERR_INTERNAL);
    ck_assert_int_eq(db_one0(test_db, &kinds_by_id, &found), ERR_INTERNAL);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM kinds"), 0);
}
END_TEST

START_TEST(one_row_is_one_row)
{
    struct kinds k;
    struct list rows;
    static struct stmt both = {
        .sql = "SELECT id AS n FROM kinds",
        .row = &number_shape,
    };
    struct number found;

    kinds_table();
    ck_assert_int_eq(db_one(test_db, &kinds_by_id, &k, V(1)), ERR_NOT_FOUND);
    assert_ok(db_all0(test_db, &kinds_all, &rows));
    ck_assert_uint_eq(rows.count, 0);
    assert_ok(add(&(struct kinds){.id = 1}));
    assert_ok(add(&(struct kinds){.id = 2}));
    ck_assert_int_eq(db_one0(test_db, &both, &found), ERR_INTERNAL);
    assert_ok(db_one(test_db, &kinds_by_id, &k, V(2)));
}
END_TEST

START_TEST(matched_rows_count_without_a_change)
{
    static struct stmt touch = {
        .sql = "UPDATE kinds SET yes = TRUE WHERE id = ?", .params = 1};
    int64_t matched;

    kinds_table();
    assert_ok(add(&(struct kinds){.id = 1, .yes = true}));
    assert_ok(db_do(test_db, &touch, &matched, V(1)));
    ck_assert_int_eq(matched, 1);
    assert_ok(db_do(test_db, &touch, &matched, V(2)));
    ck_assert_int_eq(matched, 0);
}
END_TEST

START_TEST(a_duplicate_names_its_index)
{
    sql_run("INSERT INTO entity (code) VALUES ('it''s')");
    static struct stmt again = {
        .sql = "INSERT INTO entity (code) VALUES ('it''s')"};
    ck_assert_int_eq(db_do0(test_db, &again, NULL), ERR_CONFLICT);
    assert_str(db_duplicate(test_db), "entity_code");
    kinds_table();
    assert_ok(add(&(struct kinds){.id = 1}));
    ck_assert_int_eq(add(&(struct kinds){.id = 1}), ERR_CONFLICT);
    assert_str(db_duplicate(test_db), "PRIMARY");
}
END_TEST

START_TEST(too_long_a_text_is_not_cut)
{
    static struct stmt st = {
        .sql = "INSERT INTO entity (code) VALUES (REPEAT('x', 81))"};

    ck_assert_int_eq(db_do0(test_db, &st, NULL), ERR_INTERNAL);
}
END_TEST

START_TEST(the_insert_id_is_kept)
{
    sql_run("INSERT INTO entity (code) VALUES ('first')");
    int64_t first = db_insert_id(test_db);
    sql_run("INSERT INTO entity (code) VALUES ('second')");
    ck_assert_int_eq(db_insert_id(test_db), first + 1);
}
END_TEST

struct seen {
    int64_t count;
    size_t bytes;
    int64_t stop_at;
};

static enum err see(void *ctx, const void *row)
{
    struct seen *seen = ctx;
    const struct kinds *k = row;

    seen->count++;
    seen->bytes += k->text.n;
    return seen->count == seen->stop_at ? ERR_CONFLICT : OK;
}

START_TEST(rows_stream_in_the_memory_of_one)
{
    struct seen seen = {0}, half = {.stop_at = 2};
    static char text[1 << 20];

    kinds_table();
    memset(text, 'x', sizeof text);
    for (int64_t id = 1; id <= 5; id++)
        assert_ok(add(&(struct kinds){.id = id, .text = {text, sizeof text}}));
    size_t before = arena_used(test_arena);
    assert_ok(db_each_(test_db, &kinds_all, see, &seen, NULL, 0));
    ck_assert_int_eq(seen.count, 5);
    ck_assert_uint_eq(seen.bytes, 5 * sizeof text);
    ck_assert_uint_eq(arena_used(test_arena), before);
    ck_assert_int_eq(db_each_(test_db, &kinds_all, see, &half, NULL, 0),
                     ERR_CONFLICT);
    ck_assert_int_eq(half.count, 2);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM kinds"), 5);
}
END_TEST

/* Found in the connector: such a statement hung when it ran again. */
START_TEST(an_error_among_the_rows_ends_the_statement)
{
    static struct stmt st = {
        .sql = "SELECT * FROM kinds WHERE id < 3 OR id ="
               " (SELECT k.id FROM kinds k WHERE k.id <= kinds.id)"
               " ORDER BY id",
        .row = &kinds_shape,
    };
    struct seen seen = {0};
    struct list rows;
    struct kinds k;

    kinds_table();
    for (int64_t id = 1; id <= 3; id++)
        assert_ok(add(&(struct kinds){.id = id}));
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(db_all0(test_db, &st, &rows), ERR_INTERNAL);
        ck_assert_int_eq(db_one0(test_db, &st, &k), ERR_INTERNAL);
        ck_assert_int_eq(db_each_(test_db, &st, see, &seen, NULL, 0),
                         ERR_INTERNAL);
        ck_assert_int_eq(seen.count, 2 * (i + 1));
    }
    sql_run("DELETE FROM kinds WHERE id > 1");
    assert_ok(db_all0(test_db, &st, &rows));
    ck_assert_uint_eq(rows.count, 1);
}
END_TEST

START_TEST(two_connections_share_a_statement)
{
    struct db *other = database_connect();
    struct kinds k;

    kinds_table();
    assert_ok(add(&(struct kinds){.id = 1}));
    for (int i = 0; i < 3; i++) {
        assert_ok(db_one(test_db, &kinds_by_id, &k, V(1)));
        assert_ok(db_one(other, &kinds_by_id, &k, V(1)));
    }
    db_close(other);
    assert_ok(db_one(test_db, &kinds_by_id, &k, V(1)));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("db");
    TCase *values = tcase_create("values");
    TCase *statements = tcase_create("statements");

    database_fixture(values);
    tcase_add_test(values, every_kind_comes_back);
    tcase_add_test(values, nulls_are_not_given);
    tcase_add_test(values, an_empty_text_is_given);
    tcase_add_test(values, long_texts_do_not_end_a_list);
    tcase_add_loop_test(values, decimals_stay_exact, 0,
                        sizeof exact / sizeof *exact);
    tcase_add_test(values, decimals_compare_exactly);
    tcase_add_test(values, instants_before_1970_come_back);
    tcase_add_test(values, expressions_fill_bools_and_integers);
    tcase_add_test(values, a_number_too_large_is_refused);
    suite_add_tcase(s, values);

    database_fixture(statements);
    tcase_add_loop_test(statements, a_statement_must_match_its_declaration, 0,
                        12);
    tcase_add_test(statements, the_right_function_for_the_right_statement);
    tcase_add_test(statements, one_row_is_one_row);
    tcase_add_test(statements, matched_rows_count_without_a_change);
    tcase_add_test(statements, a_duplicate_names_its_index);
    tcase_add_test(statements, too_long_a_text_is_not_cut);
    tcase_add_test(statements, the_insert_id_is_kept);
    tcase_add_test(statements, rows_stream_in_the_memory_of_one);
    tcase_add_test(statements, an_error_among_the_rows_ends_the_statement);
    tcase_add_test(statements, two_connections_share_a_statement);
    suite_add_tcase(s, statements);

    suite_add_tcase(s, transactions());
    suite_add_tcase(s, migrations());
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
