/* The workbooks taken from real documents, where they are at hand. */
#include "document/parts.h"

#include <unistd.h>

#include "document/export.h"

static const struct {
    const char *name;
    size_t rows[SHEET_COUNT];
} workbooks[] = {
    {"entities", {[SHEET_ENTITIES] = 60}},
    {"slrb_a5",
     {[SHEET_PLANS] = 1,
      [SHEET_ITEMS] = 126,
      [SHEET_INDICATORS] = 38,
      [SHEET_DEADLINES] = 42}},
    {"annual_2021_egalite_connectit",
     {[SHEET_PLANS] = 2,
      [SHEET_ITEMS] = 45,
      [SHEET_INDICATORS] = 13,
      [SHEET_RESULTS] = 44}},
    {"spp_is_os1_os4",
     {[SHEET_PLANS] = 1, [SHEET_ITEMS] = 80, [SHEET_MATURITY] = 16}},
    {"spp_is_articles",
     {[SHEET_PLANS] = 1,
      [SHEET_ITEMS] = 63,
      [SHEET_AMENDMENTS] = 1,
      [SHEET_CHANGES] = 32}},
    {"cpas_2024",
     {[SHEET_PLANS] = 1,
      [SHEET_ITEMS] = 252,
      [SHEET_INDICATORS] = 58,
      [SHEET_DEADLINES] = 34,
      [SHEET_OBSERVATIONS] = 362}},
};
#define WORKBOOKS (sizeof(workbooks) / sizeof(*workbooks))

static const char *const plans[] = {"SLRB-A5", "CG2021-EGALITE",
                                    "CG2021-CONNECTIT-DIG", "SPP-IS-2021-2024",
                                    "CPAS-NPG-2024"};
#define PLANS (sizeof(plans) / sizeof(*plans))

static struct outcome import_sample(size_t i)
{
    return import_folder(
        str_printf(test_arena, "%s/%s", SAMPLES, workbooks[i].name).p,
        operator_options());
}

START_TEST(samples_import_once)
{
    for (size_t i = 0; i < WORKBOOKS; i++) {
        struct outcome o = import_sample(i);

        ck_assert_msg(o.err == OK, "%s:\n%.*s", workbooks[i].name,
                      STR_ARG(o.problems));
        for (size_t s = 0; s < SHEET_COUNT; s++)
            ck_assert_uint_eq(o.report.sheets[s].rows, workbooks[i].rows[s]);
        o = import_sample(i);
        assert_ok(o.err);
        ck_assert_uint_eq(touched(&o), 0);
    }
    /* data/README.md: 26 measurement points, 38 targets in the mandate */
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM edition_item i"
                             " JOIN plan p ON p.id = i.plan"
                             " WHERE p.code = 'SLRB-A5'"
                             " AND i.kind = 'measurement_point'"),
                     26);
    /* and 6, 12, 1 and 15 statuses in the first volume of the report */
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT(status, ' ', n) ORDER BY"
                        " status SEPARATOR ', ') AS text FROM (SELECT"
                        " COALESCE(CAST(r.status AS CHAR), 'none') AS status,"
                        " COUNT(*) AS n FROM result r JOIN measure m"
                        " ON m.id = r.measure WHERE m.kind = 'item'"
                        " GROUP BY 1) t"),
               "achieved 6, none 15, not_achieved 1, partial 12");
}
END_TEST

static void export_import(const char *plan)
{
    struct exported x;
    struct exported again;

    assert_ok(db_begin_read(test_db));
    assert_ok(export_plan(test_db, test_arena, str_of(plan), &x));
    db_rollback(test_db);
    for (size_t s = 0; s < SHEET_COUNT; s++) {
        struct outcome o;

        if (!x.sheets[s].rows)
            continue;
        o = import_text((enum sheet)s, x.sheets[s].bytes, operator_options());
        ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
        ck_assert_uint_eq(touched(&o), 0);
    }
    assert_ok(db_begin_read(test_db));
    assert_ok(export_plan(test_db, test_arena, str_of(plan), &again));
    db_rollback(test_db);
    for (size_t s = 0; s < SHEET_COUNT; s++)
        ck_assert(str_eq(x.sheets[s].bytes, again.sheets[s].bytes));
}

START_TEST(samples_export_and_import_again)
{
    export_import(plans[_i]);
}
END_TEST

TCase *sample_cases(void)
{
    TCase *tc;

    if (access(SAMPLES "/entities/entities.csv", R_OK) != 0)
        return NULL;
    tc = tcase_create("samples");
    database_fixture(tc);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, samples_import_once);
    tcase_add_loop_test(tc, samples_export_and_import_again, 0, (int)PLANS);
    return tc;
}
