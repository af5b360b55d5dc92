/* The pages people read: dashboards, plans. */
#include "pages/parts.h"

#include <string.h>

#include "support/plan.h"

static const char *const rows[] = {
    "INSERT INTO item (id, plan, code, lineage) VALUES (4, 1, 'P.M', 4),"
    " (5, 1, 'P.T', 5), (6, 1, 'P.B', 6)",
    "INSERT INTO edition_item (plan, edition, id, parent, position, depth,"
    " kind, ref, title_fr, title_nl, front_title_fr) VALUES"
    " (1, 1, 4, 1, 4, 1, 'measurement_point', '1.1', '* 1. Mesurer', NULL,"
    " 'Mesurer'),"
    " (1, 1, 5, 4, 5, 2, 'target', NULL, 'Tenir <deux> réunions',"
    " 'Twee vergaderingen houden', NULL),"
    " (1, 1, 6, 1, 6, 1, 'bullet', NULL, 'Une puce', NULL, NULL)",
    "INSERT INTO edition_text (plan, edition, item, field, lang, body) VALUES"
    " (1, 1, 1, 'intro', 'fr', 'Un **mot** <b>gras</b>\n\n| a | b |\n|---|---|"
    "\n| 1 | 2 |')",
    "INSERT INTO deadline (id, plan, code) VALUES (1, 1, 'P.T.D1a'),"
    " (2, 1, 'P.T.D1b'), (3, 1, 'P.T.D2'), (4, 1, 'P.T.D3')",
    "INSERT INTO edition_deadline (plan, edition, id, item, sort, text_fr,"
    " part_fr, kind, due_on, due_precision) VALUES"
    " (1, 1, 1, 5, 1, '2 fois par an et au besoin', 'réunions', 'recurring',"
    " NULL, NULL),"
    " (1, 1, 2, 5, 3, '2 fois par an et au besoin', 'ad hoc', 'conditional',"
    " NULL, NULL),"
    " (1, 1, 3, 5, 2, 'en continu', NULL, 'continuous', NULL, NULL),"
    " (1, 1, 4, 5, 4, 'en continu', NULL, 'date', '2027-10-31', 'M')",
    "INSERT INTO result (plan, period, measure, code, edition, state, value,"
    " status, edited_by, edited_at) VALUES"
    " (1, '2024', 11, 'R1', 1, 'locked', 95, 'achieved', 1, '2025-01-10'),"
    " (1, '2024', 12, 'R2', 1, 'locked', 30, 'partial', 1, '2025-01-10'),"
    " (1, '2024', 16, 'R3', 1, 'locked', 50, 'not_achieved', 1, '2025-01-10'),"
    " (1, '2025', 11, 'R4', 1, 'draft', 12, 'not_achieved', 1, '2026-01-10'),"
    " (1, '2025', 12, 'R5', 1, 'submitted', 45, 'achieved', 1, '2026-01-10')",
    "INSERT INTO result_text (plan, period, measure, field, lang, body) VALUES"
    " (1, '2024', 12, 'factors', 'fr', 'Travaux')",
    "INSERT INTO summary (plan, period, part, measures, achieved, partial,"
    " not_achieved, no_status, entered, submitted, approved, on_time,"
    " unexplained, made_at) VALUES"
    " (1, '2024', 'objectives', 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, NOW()),"
    " (1, '2024', 'indicators', 5, 1, 1, 0, 3, 2, 2, 2, 1, 0, NOW()),"
    " (1, '2025', 'objectives', 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, NOW()),"
    " (1, '2025', 'indicators', 5, 1, 0, 1, 3, 2, 1, 0, 0, 1, NOW())",
};

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") > 0)
        return;
    plan_fixture();
    assert_ok(db_begin_write(test_db));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        sql_run(rows[i]);
    assert_ok(db_commit(test_db));
}

static struct browser *person(const char *login)
{
    struct browser *b = browser_new();

    assert_ok(instant_parse(S("2026-01-12T09:00:00Z"), &b->now));
    browser_sign_in(b, login);
    return b;
}

static size_t times(const struct browser *b, const char *text)
{
    size_t n = 0, length = strlen(text);
    const char *at = b->body.p, *end = at + b->body.n;

    while ((at = memmem(at, (size_t)(end - at), text, length))) {
        at += length;
        n++;
    }
    return n;
}

/* -- the plan -------------------------------------------------------------- */

START_TEST(a_plan_reads_as_printed)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_has(b, "* 1. Mesurer");
    assert_has(b, "Tenir &lt;deux&gt; réunions");
    assert_has(b, "<q class=\"verbatim\">Mesurer</q>");
    assert_has(b, "1 point");
}
END_TEST

START_TEST(a_printed_deadline_line_stands_once)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    ck_assert_uint_eq(times(b, "2 fois par an et au besoin"), 1);
    ck_assert_uint_eq(times(b, ">en continu<"), 2);
    assert_has(b, "3 lignes d’échéance imprimées, lues comme 4 règles");
}
END_TEST

START_TEST(pairs_of_thresholds_are_told_as_figures)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_has(b, "1 × 70/90");
    assert_has(b, "1 × non/oui");
    assert_has(b, "1 × 31/07/2025 / 22/04/2025");
}
END_TEST

TCase *reading(void)
{
    TCase *tc = tcase_create("reading");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, a_plan_reads_as_printed);
    tcase_add_test(tc, a_printed_deadline_line_stands_once);
    tcase_add_test(tc, pairs_of_thresholds_are_told_as_figures);
    return tc;
}
