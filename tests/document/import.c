#include "document/parts.h"

static struct outcome items(const char *csv)
{
    return import_text(SHEET_ITEMS, str_of(csv), operator_options());
}

static struct str item_text(const char *column, const char *code)
{
    return sql_text(str_printf(test_arena,
                               "SELECT CAST(i.%s AS CHAR) AS text"
                               " FROM item x"
                               " JOIN edition_item i ON i.id = x.id"
                               " WHERE x.code = '%s'"
                               " ORDER BY i.edition DESC LIMIT 1",
                               column, code)
                        .p);
}

static void base(void)
{
    struct outcome o = import_folder("workbook", operator_options());

    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
}

START_TEST(the_same_twice_changes_nothing)
{
    base();
    int64_t before = trace();
    struct outcome o = import_folder("workbook", operator_options());

    assert_ok(o.err);
    ck_assert_uint_eq(touched(&o), 0);
    ck_assert_int_eq(trace(), before);
}
END_TEST

START_TEST(figures_are_stored_as_numbers)
{
    base();
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT(m.code, ' ', r.value, ' ',"
                        " r.decimals) ORDER BY m.code SEPARATOR ', ') AS text"
                        " FROM result r JOIN measure m ON m.id = r.measure"
                        " WHERE m.code IN ('CANAL-2025.I1', 'CANAL-2025.I2',"
                        " 'CANAL-2025.I3')"),
               "CANAL-2025.I1 85.500000 2, CANAL-2025.I2 0.000000 0,"
               " CANAL-2025.I3 20574.000000 0");
    assert_str(sql_text("SELECT CONCAT_WS(' ', red, green, baseline, target)"
                        " AS text FROM edition_indicator i JOIN measure m"
                        " ON m.id = i.id WHERE m.code = 'CANAL-2025.I2'"),
               "0.000000 1.000000 0.000000 1.000000");
}
END_TEST

START_TEST(the_tree_has_places)
{
    base();
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT(i.depth, x.code)"
                        " ORDER BY i.position SEPARATOR ' ') AS text"
                        " FROM edition_item i JOIN item x ON x.id = i.id"
                        " JOIN plan p ON p.id = i.plan"
                        " WHERE p.code = 'CANAL-2025' AND x.code < 'CANAL-3'"
                        " AND i.edition = 1 AND x.code NOT LIKE '%X%'"),
               "0CANAL-2025.O1 1CANAL-2025.O1.P1 2CANAL-2025.O1.P1.T1"
               " 2CANAL-2025.O1.P1.T0 0CANAL-2025.O2");
}
END_TEST

START_TEST(lineages_follow_what_is_continued)
{
    base();
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM item x JOIN item y"
                " ON y.id = x.lineage WHERE x.code = 'CANAL-2025.O1.P1'"
                " AND y.code = 'CANAL-2020.O2'"),
        1);
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM measure x JOIN measure y"
                " ON y.id = x.lineage WHERE x.code = 'CANAL-2025.I1'"
                " AND y.code = 'CANAL-2020.I1'"),
        1);
}
END_TEST

START_TEST(an_absent_column_leaves_and_an_empty_cell_clears)
{
    base();
    struct outcome o = items("key,title_nl,sort\nCANAL-2025.O2,,\"2,5\"\n");

    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    ck_assert_uint_eq(o.report.sheets[SHEET_ITEMS].changed, 1);
    assert_str(item_text("title_fr", "CANAL-2025.O2"),
               "Réduire la consommation");
    assert_str(item_text("sort", "CANAL-2025.O2"), "2.500000");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM edition_item i"
                             " JOIN item x ON x.id = i.id"
                             " WHERE x.code = 'CANAL-2025.O2'"
                             " AND i.title_nl IS NULL"),
                     1);
    o = items("key,intro_fr\nCANAL-2025.O1,\n");
    assert_ok(o.err);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM edition_text t"
                             " JOIN item x ON x.id = t.item"
                             " WHERE x.code = 'CANAL-2025.O1'"),
                     1);
}
END_TEST

START_TEST(bom_crlf_and_quoted_newlines_are_read)
{
    base();
    struct outcome o = items("\xEF\xBB\xBFkey;plan;title_fr;sort\r\n"
                             "CANAL-2025.B1;CANAL-2025;"
                             "\"Une ligne\r\net une autre; oui\";1,5\r\n");

    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    assert_str(item_text("title_fr", "CANAL-2025.B1"),
               "Une ligne\net une autre; oui");
    assert_str(item_text("sort", "CANAL-2025.B1"), "1.500000");
}
END_TEST

START_TEST(a_formula_is_text)
{
    base();
    assert_ok(items("key,plan,title_fr,title_nl\nCANAL-2025.F1,CANAL-2025,"
                    "'=HYPERLINK(1),=2+2\n")
                  .err);
    assert_str(item_text("title_fr", "CANAL-2025.F1"), "=HYPERLINK(1)");
    assert_str(item_text("title_nl", "CANAL-2025.F1"), "=2+2");
}
END_TEST

START_TEST(weights_that_do_not_total_100_are_a_warning)
{
    struct import_options dry = operator_options();

    base();
    dry.dry_run = true;
    struct outcome o =
        import_text(SHEET_INDICATORS,
                    S("key,item,weight\nCANAL-2025.W1,CANAL-2025.O2,60\n"
                      "CANAL-2025.W2,CANAL-2025.O2,\"30,5\"\nCANAL-2025.I2,"
                      "CANAL-2025.O1.P1,20\n"),
                    dry);

    assert_ok(o.err);
    assert_str(o.problems,
               "indicators row 2 weight: \"90.5\" — warning: weights that do"
               " not total 100, under: CANAL-2025.O2\n");
}
END_TEST

START_TEST(red_above_green_is_a_warning)
{
    base();
    struct outcome o =
        import_text(SHEET_INDICATORS,
                    S("key,item,type,direction,red,green\n"
                      "CANAL-2025.V1,CANAL-2025.O2,count,up,90,70\n"
                      "CANAL-2025.V2,CANAL-2025.O2,count,down,90,70\n"
                      "CANAL-2025.V3,CANAL-2025.O2,count,down,70,90\n"),
                    operator_options());

    assert_ok(o.err);
    assert_str(o.problems,
               "indicators row 2 red: \"90\" — warning: red lies above green,"
               " though more is better\n"
               "indicators row 4 red: \"70\" — warning: red lies below green,"
               " though less is better\n");
}
END_TEST

START_TEST(a_bad_last_row_leaves_no_trace)
{
    struct buf csv = buf_new(test_arena, 4096);

    base();
    int64_t before = trace();
    buf_puts(&csv, "key,plan,sort\n");
    for (int i = 0; i < 50; i++)
        buf_printf(&csv, "CANAL-2025.N%d,CANAL-2025,%d\n", i, i);
    buf_puts(&csv, "CANAL-2025.N50,CANAL-2025,last\n");
    struct outcome o =
        import_text(SHEET_ITEMS, buf_str(&csv), operator_options());

    ck_assert_int_eq(o.err, ERR_INPUT);
    assert_has(o.problems, "items row 52 sort: \"last\"");
    ck_assert_int_eq(trace(), before);
}
END_TEST

START_TEST(a_dry_run_writes_nothing)
{
    struct import_options o = operator_options();

    base();
    int64_t before = trace();
    o.dry_run = true;
    struct outcome out =
        import_text(SHEET_ITEMS, S("key,plan\nCANAL-2025.DRY,CANAL-2025\n"), o);

    assert_ok(out.err);
    ck_assert_uint_eq(out.report.sheets[SHEET_ITEMS].created, 1);
    ck_assert_int_eq(trace(), before);
}
END_TEST

START_TEST(a_changed_deadline_is_no_longer_confirmed)
{
    base();
    sql_run("UPDATE edition_deadline SET confirmed_by = 1,"
            " confirmed_at = '2026-01-01'");
    assert_ok(import_text(SHEET_DEADLINES,
                          S("key,item,per\nCANAL-2025.D3a,CANAL-2025.O2,"
                            "half_year\nCANAL-2025.D1,CANAL-2025.O1.P1,\n"),
                          operator_options())
                  .err);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM edition_deadline"
                             " WHERE confirmed_by IS NULL"),
                     1);
}
END_TEST

/* An edition that was approved is never written: a draft takes the change. */
START_TEST(an_approved_plan_gets_a_draft)
{
    base();
    sql_run("INSERT INTO plan (code, entity, kind) SELECT 'STEADY', id,"
            " 'policy' FROM entity WHERE code = 'CANAL'");
    sql_run("INSERT INTO edition (plan, edition, state, title_fr) SELECT id, 1,"
            " 'draft', 'Stable' FROM plan WHERE code = 'STEADY'");
    assert_ok(items("key,plan,title_fr\nSTEADY.1,STEADY,Avant\n").err);
    sql_run("UPDATE edition e JOIN plan p ON p.id = e.plan"
            " SET e.state = 'approved' WHERE p.code = 'STEADY'");

    struct outcome o = items("key,plan,title_fr\nSTEADY.1,STEADY,Avant\n");
    ck_assert_uint_eq(o.report.drafts, 0);
    o = items("key,title_fr\nSTEADY.1,Après\n");
    assert_ok(o.err);
    ck_assert_uint_eq(o.report.drafts, 1);
    assert_ok(items("key,title_nl\nSTEADY.1,Later\n").err);
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT_WS(' ', e.edition, e.state,"
                        " e.title_fr, i.title_fr, i.title_nl)"
                        " ORDER BY e.edition SEPARATOR ', ') AS text"
                        " FROM plan p JOIN edition e ON e.plan = p.id"
                        " JOIN edition_item i ON i.plan = e.plan"
                        " AND i.edition = e.edition WHERE p.code = 'STEADY'"),
               "1 approved Stable Avant, 2 draft Stable Après Later");

    /* What was submitted comes back to draft, and that is a decision. */
    sql_run("UPDATE edition SET state = 'submitted' WHERE edition = 2");
    sql_run("INSERT INTO account (login, name, email, made_at) VALUES"
            " ('submitter', 'Sub', 's@example.org', '2024-01-01')");
    sql_run("INSERT INTO submission (plan, edition, state, hash, content,"
            " effective_on, submitted_by, submitted_at) SELECT p.id, 2,"
            " 'open', REPEAT('a', 64), '{}', '2024-01-01', a.id,"
            " '2024-01-01' FROM plan p JOIN account a"
            " ON a.login = 'submitter' WHERE p.code = 'STEADY'");
    assert_ok(items("key,title_fr\nSTEADY.1,Encore\n").err);
    assert_str(sql_text("SELECT CONCAT(s.state, ' ', e.state) AS text"
                        " FROM submission s JOIN edition e ON e.plan = s.plan"
                        " AND e.edition = s.edition"),
               "dropped draft");
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM decision WHERE act = 'drop'"), 1);
    o = import_text(SHEET_PLANS, S("key,kind\nSTEADY,mandate\n"),
                    operator_options());
    assert_str(o.problems, "plans row 2 kind: \"mandate\" — expected no change,"
                           " as the plan was approved with: policy\n");
}
END_TEST

TCase *import_cases(void)
{
    TCase *tc = tcase_create("import");

    database_fixture(tc);
    tcase_add_test(tc, the_same_twice_changes_nothing);
    tcase_add_test(tc, figures_are_stored_as_numbers);
    tcase_add_test(tc, the_tree_has_places);
    tcase_add_test(tc, lineages_follow_what_is_continued);
    tcase_add_test(tc, an_absent_column_leaves_and_an_empty_cell_clears);
    tcase_add_test(tc, bom_crlf_and_quoted_newlines_are_read);
    tcase_add_test(tc, a_formula_is_text);
    tcase_add_test(tc, weights_that_do_not_total_100_are_a_warning);
    tcase_add_test(tc, red_above_green_is_a_warning);
    tcase_add_test(tc, a_bad_last_row_leaves_no_trace);
    tcase_add_test(tc, a_dry_run_writes_nothing);
    tcase_add_test(tc, a_changed_deadline_is_no_longer_confirmed);
    tcase_add_test(tc, an_approved_plan_gets_a_draft);
    return tc;
}
