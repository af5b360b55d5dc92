/* Entering results, reading one, approving: on the small body of support/plan.
 */
#include <string.h>

#include "core/buf.h"
#include "pages/parts.h"
#include "store/result.h"
#include "support/plan.h"

void results_arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") == 0)
        plan_fixture();
    sql_run("UPDATE account SET lang = 'en'");
    sql_run("DELETE FROM result_revision");
    sql_run("DELETE FROM result_text");
    sql_run("DELETE FROM result");
    sql_run("DELETE FROM summary");
    sql_run("UPDATE campaign SET state = 'open' WHERE period = '2025'");
}

struct browser *at_ten(const char *login)
{
    struct browser *b = browser_new();

    b->now.s = TEN_O_CLOCK;
    browser_sign_in(b, login);
    return b;
}

void enter_and_submit(void)
{
    struct browser *b = at_ten("staff");

    browser_get(b, GRID);
    assert_status(b,
                  browser_post(b, GRID, "version:11", "0", "value:11", "78",
                               "panel:11", "1", "factors_fr:11",
                               "Retard du marché", "version:12", "0",
                               "value:12", "45", "version:14", "0", "value:14",
                               "0", "submit", "1", NULL),
                  303);
    browser_follow(b);
    assert_has(b, "submitted: 2.");
}

START_TEST(the_grid_shows_what_is_due)
{
    struct browser *b = at_ten("staff");

    assert_status(b, browser_get(b, GRID), 200);
    assert_has(b, "O.S. 1 · Accueil");
    assert_has(b, "Part des demandes traitées");
    assert_has(b, "≤ 70");
    assert_has(b, "≥ 90");
    assert_has(b, "to submit by 31/01/2026");
    assert_has(b, "in 16 days");
    assert_has(b, "name=\"value:11\" value=\"\"");
    assert_has(b, "type=\"date\" id=\"v15\"");
    assert_has(b, "<select class=\"cell\" id=\"v14\"");
    assert_has(b, "name=\"value_text:13\""); /* a narrative is open */
    assert_has(b, "result of the objective");
    assert_lacks(b, "name=\"factors_fr:11\"");
}
END_TEST

START_TEST(values_are_saved_and_the_page_says_so)
{
    struct browser *b = at_ten("staff");

    browser_get(b, GRID);
    assert_status(b,
                  browser_post(b, GRID, "version:11", "0", "value:11", "78,5",
                               "version:12", "0", "value:12", "1 234",
                               "version:14", "0", "value:14", "1", "version:15",
                               "0", "value:15", "2025-06-30", "version:13", "0",
                               "panel:13", "1", "value_text:13", "Tout est dit",
                               NULL),
                  303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Saved at 10:00.");
    assert_has(b, "value=\"78.5\"");
    assert_has(b, "explanation required");
    assert_has(b, "name=\"factors_fr:11\""); /* opens by itself below green */
    assert_has(b, "required below green");
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT(measure, '=', value + 0)"
                        " ORDER BY measure) AS text FROM result"
                        " WHERE value IS NOT NULL"),
               "11=78.500000,12=1234.000000,14=1.000000,15=20269.000000");
    assert_str(sql_text("SELECT body AS text FROM result_text"
                        " WHERE field = 'value'"),
               "Tout est dit");
}
END_TEST

START_TEST(a_wrong_cell_is_marked_and_the_others_are_saved)
{
    struct browser *b = at_ten("staff");

    browser_get(b, GRID);
    assert_status(b,
                  browser_post(b, GRID, "version:11", "0", "value:11", "95",
                               "version:12", "0", "value:12", "vingt", NULL),
                  200);
    assert_has(b, "Some rows could not be taken as they were sent");
    assert_has(b, "1 other row was saved.");
    assert_has(b, "“vingt” is not a number");
    assert_has(b, "value=\"vingt\"");
    assert_has(b, "aria-invalid=\"true\"");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"), 1);
}
END_TEST

START_TEST(a_number_that_reads_two_ways)
{
    struct browser *b = at_ten("staff");

    browser_get(b, GRID);
    assert_status(
        b, browser_post(b, GRID, "version:12", "0", "value:12", "1.234", NULL),
        200);
    assert_has(b, "can be read in two ways");
    assert_has(b, "name=\"read:12\" value=\"1.234\"");
    assert_has(b, "name=\"read:12\" value=\"1234\"");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"), 0);
    assert_status(b,
                  browser_post(b, GRID, "version:12", "0", "value:12", "1.234",
                               "read:12", "1234", NULL),
                  303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"
                             " WHERE value = 1234"),
                     1);
}
END_TEST

START_TEST(one_row_saved_by_the_script)
{
    struct browser *b = at_ten("staff");

    browser_get(b, GRID);
    b->raw.accept = S("application/json");
    assert_status(
        b, browser_post(b, GRID, "version:11", "0", "value:11", "78,5", NULL),
        200);
    assert_has(b, "\"saved\":\"10:00\"");
    assert_has(b, "\"fate\":\"saved\"");
    assert_has(b, "\"shape\":\"partial\"");
    assert_has(b, "\"version\":1");
    assert_has(b, "\"needs_text\":true");
    assert_has(b, "\"counts\":[6,6,0,0,0]");
    b->raw.accept = S("application/json");
    browser_post(b, GRID, "version:11", "0", "value:11", "80", NULL);
    assert_has(b, "\"fate\":\"conflict\"");
    assert_has(b, "\"theirs\":\"78.5");
}
END_TEST

START_TEST(two_persons_on_one_row)
{
    struct browser *anne = at_ten("staff"), *bert = at_ten("staff2");

    browser_get(anne, GRID);
    browser_get(bert, GRID);
    assert_status(anne,
                  browser_post(anne, GRID, "version:11", "0", "value:11", "60",
                               "panel:11", "1", "factors_fr:11", "Ceci", NULL),
                  303);
    assert_status(bert,
                  browser_post(bert, GRID, "version:11", "0", "value:11", "70",
                               "panel:11", "1", "factors_fr:11", "Cela", NULL),
                  200);
    assert_has(bert, "Somebody else saved this meanwhile");
    assert_has(bert, " · Ceci");
    assert_has(bert, ">Cela</textarea>");
    assert_has(bert, "name=\"value:11\" value=\"70\"");
    assert_has(bert, "name=\"version:11\" value=\"1\"");
    assert_status(bert,
                  browser_post(bert, GRID, "version:11", "1", "value:11", "70",
                               "panel:11", "1", "factors_fr:11", "Cela", NULL),
                  303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result_revision"
                             " WHERE act = 'draft' AND account = 1"),
                     1);
}
END_TEST

static struct str seen_of(struct browser *b, const char *name)
{
    struct str mark = str_printf(test_arena, "name=\"%s\" value=\"", name);
    const char *at = memmem(b->body.p, b->body.n, mark.p, mark.n);

    ck_assert_ptr_nonnull(at);
    return str_copy(test_arena, (struct str){at + mark.n, 16});
}

START_TEST(an_untouched_row_is_no_conflict)
{
    struct browser *anne = at_ten("staff"), *bert = at_ten("staff2");

    browser_get(bert, GRID);
    struct str seen = seen_of(bert, "seen:11");

    browser_get(anne, GRID);
    browser_post(anne, GRID, "version:11", "0", "value:11", "60", NULL);
    assert_status(bert,
                  browser_post(bert, GRID, "version:11", "0", "seen:11", seen.p,
                               "value:11", "", "version:12", "0", "value:12",
                               "33", NULL),
                  303);
    ck_assert_int_eq(sql_int("SELECT CAST(SUM(value) AS SIGNED) AS n"
                             " FROM result"),
                     93);
}
END_TEST

START_TEST(a_decimal_reading_stands)
{
    struct browser *b = at_ten("staff");

    browser_get(b, GRID);
    browser_post(b, GRID, "version:12", "0", "value:12", "1.234", "read:12",
                 "1.234", NULL);
    assert_status(
        b, browser_post(b, GRID, "version:12", "1", "value:12", "1.234", NULL),
        303);
    browser_follow(b);
    assert_has(b, "Nothing had changed.");
}
END_TEST

START_TEST(only_what_is_complete_is_submitted)
{
    enter_and_submit();
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT(measure, state) ORDER BY"
                        " measure) AS text FROM result"),
               "11submitted,12submitted,14draft");
    struct browser *b = at_ten("staff");

    assert_status(b, browser_get(b, GRID "?show=submitted"), 200);
    assert_has(b, "Part des demandes");
    assert_lacks(b, "Guichet ouvert");
    assert_has(b, "name=\"reopen\" value=\"11\"");
    assert_status(b, browser_post(b, GRID, "reopen", "11", NULL), 303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"
                             " WHERE measure = 11 AND state = 'draft'"),
                     1);
}
END_TEST

START_TEST(not_applicable_needs_its_reason)
{
    struct browser *b = at_ten("staff");

    browser_get(b, GRID "?open=12");
    assert_has(b, "name=\"not_applicable:12\"");
    browser_post(b, GRID, "version:12", "0", "value:12", "", "panel:12", "1",
                 "not_applicable:12", "1", "submit", "1", NULL);
    browser_follow(b);
    assert_has(b, "reason required");
    browser_post(b, GRID, "version:12", "1", "value:12", "", "panel:12", "1",
                 "not_applicable:12", "1", "not_applicable_reason:12",
                 "Transféré", "submit", "1", NULL);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"
                             " WHERE measure = 12 AND state = 'submitted'"),
                     1);
}
END_TEST

START_TEST(a_translator_touches_translations_only)
{
    struct browser *b = at_ten("translator");

    enter_and_submit();
    assert_status(b, browser_get(b, GRID), 200);
    assert_has(b, "Translate the results of 2025");
    assert_has(b, "name=\"factors_nl:11\"");
    assert_has(b, " readonly");
    assert_lacks(b, "name=\"value:11\"");
    assert_status(b,
                  browser_post(b, GRID, "version:11", "2", "panel:11", "1",
                               "value:11", "99", "factors_fr:11", "Faux",
                               "factors_nl:11", "Vertraging", "checked:11", "1",
                               "submit", "1", NULL),
                  303);
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT(lang, ':', body) ORDER BY"
                        " lang) AS text FROM result_text WHERE measure = 11"),
               "fr:Retard du marché,nl:Vertraging");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"
                             " WHERE measure = 11 AND value = 78"
                             " AND state = 'submitted'"),
                     1);
}
END_TEST

START_TEST(closed_or_out_of_reach)
{
    struct browser *outsider = at_ten("outsider"), *b = at_ten("staff");
    struct browser *controller = at_ten("controller");

    assert_status(outsider, browser_get(outsider, GRID), 404);
    assert_status(
        outsider,
        browser_post(outsider, GRID, "version:11", "0", "value:11", "5", NULL),
        404);
    assert_status(controller, browser_get(controller, GRID), 403);
    assert_status(b, browser_get(b, "/plans/1/results/2031"), 404);
    sql_run("UPDATE campaign SET state = 'locked' WHERE period = '2025'");
    assert_status(b, browser_get(b, GRID), 200);
    assert_has(b, "is not open");
    assert_lacks(b, "name=\"value:11\"");
    assert_status(
        b, browser_post(b, GRID, "version:11", "0", "value:11", "5", NULL),
        403);
}
END_TEST

START_TEST(two_hundred_rows)
{
    struct browser *b = at_ten("staff");
    struct buf body = buf_new(test_arena, 1 << 16);

    sql_run("INSERT INTO measure (id, plan, kind, code, lineage)"
            " SELECT 1000 + seq, 1, 'indicator', CONCAT('P.', seq), 1000 + seq"
            " FROM seq_1_to_200");
    sql_run("INSERT INTO edition_indicator (plan, edition, id, item, position,"
            " description_fr, type, red, green) SELECT 1, 1, 1000 + seq, 3,"
            " 100 + seq, CONCAT('Indicateur ', seq), 'count', 10, 20"
            " FROM seq_1_to_200");
    assert_status(b, browser_get(b, GRID), 200);
    ck_assert_uint_lt(b->body.n, 400 << 10);
    buf_printf(&body, "csrf=%.*s", STR_ARG(b->csrf));
    for (int i = 1; i <= 200; i++)
        buf_printf(&body, "&version%%3A%d=0&value%%3A%d=%d", 1000 + i, 1000 + i,
                   20 + i);
    assert_status(b, browser_post_raw(b, GRID, buf_str(&body)), 303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"
                             " WHERE status = 'achieved'"),
                     200);
    assert_status(b, browser_post(b, GRID, "submit", "1", NULL), 303);
    ck_assert_int_eq(sql_int("SELECT submitted AS n FROM summary"
                             " WHERE part = 'indicators'"),
                     200);
    sql_run("DELETE FROM result_revision");
    sql_run("DELETE FROM result");
    sql_run("DELETE FROM edition_indicator WHERE id > 1000");
    sql_run("DELETE FROM measure WHERE id > 1000");
}
END_TEST

static TCase *entry_case(void)
{
    TCase *t = tcase_create("entry");

    database_fixture(t);
    tcase_add_checked_fixture(t, results_arrange, NULL);
    tcase_add_test(t, the_grid_shows_what_is_due);
    tcase_add_test(t, values_are_saved_and_the_page_says_so);
    tcase_add_test(t, a_wrong_cell_is_marked_and_the_others_are_saved);
    tcase_add_test(t, a_number_that_reads_two_ways);
    tcase_add_test(t, one_row_saved_by_the_script);
    tcase_add_test(t, two_persons_on_one_row);
    tcase_add_test(t, an_untouched_row_is_no_conflict);
    tcase_add_test(t, a_decimal_reading_stands);
    tcase_add_test(t, only_what_is_complete_is_submitted);
    tcase_add_test(t, not_applicable_needs_its_reason);
    tcase_add_test(t, a_translator_touches_translations_only);
    tcase_add_test(t, closed_or_out_of_reach);
    tcase_add_test(t, two_hundred_rows);
    return t;
}

void result_cases(Suite *suite)
{
    suite_add_tcase(suite, entry_case());
    suite_add_tcase(suite, approvals());
    suite_add_tcase(suite, workflow());
}
