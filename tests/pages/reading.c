/* The pages people read: dashboards, plans. */
#include "pages/parts.h"

#include <string.h>

#include "support/plan.h"

static const char *const rows[] = {
    "UPDATE account SET lang = 'en'",
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
    "INSERT INTO observation (code, series, plan, entity, flag) VALUES"
    " ('O1', 'S1', 1, NULL, 'missing'), ('O2', 'S1', 1, 3, 'provisional'),"
    " ('O3', 'S2', 1, 2, NULL), ('O4', 'S3', NULL, 2, 'missing')",
    "INSERT INTO maturity (code, item, current_level, target_level) VALUES"
    " ('M1', 1, 2.5, 4), ('M2', 2, 1, 3)",
    "INSERT INTO result (plan, period, measure, code, edition, state, value,"
    " status, edited_by, edited_at) VALUES"
    " (1, '2024', 11, 'R1', 1, 'locked', 95, 'achieved', 1, '2025-01-10'),"
    " (1, '2024', 12, 'R2', 1, 'locked', 30, 'partial', 1, '2025-01-10'),"
    " (1, '2024', 16, 'R3', 1, 'locked', 50, 'not_achieved', 1, '2025-01-10'),"
    " (1, '2025', 11, 'R4', 1, 'draft', 12, 'not_achieved', 1, '2026-01-10'),"
    " (1, '2025', 12, 'R5', 1, 'submitted', 45, 'achieved', 1, '2026-01-10')",
    "INSERT INTO result (plan, period, measure, code, edition, state, value,"
    " edited_by, edited_at, submitted_by, decided_by, decided_at) VALUES"
    " (1, '2025', 14, 'R6', 1, 'returned', 1, 1, '2026-01-10', 1, 4,"
    " '2026-01-11 08:00:00')",
    "INSERT INTO result_text (plan, period, measure, field, lang, body) VALUES"
    " (1, '2024', 12, 'factors', 'fr', 'Travaux'),"
    " (1, '2025', 14, 'return_reason', '', 'Lequel ?'),"
    " (1, '2025', 12, 'description', 'fr', 'Une bonne saison')",
    "UPDATE result SET submitted_by = 1, submitted_at = '2026-01-10 10:00:00',"
    " original = 'fr' WHERE state = 'submitted'",
    "INSERT INTO edition (plan, edition, state, title_fr) VALUES"
    " (1, 2, 'draft', 'Projet de lettre')",
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
    assert_has(b, ">* 1. Mesurer<");
    assert_has(b, "Tenir &lt;deux&gt; réunions");
    assert_has(b, "<q class=\"verbatim\" lang=\"fr\">Mesurer</q>");
    assert_has(b, "Un <strong>mot</strong> &lt;b&gt;gras&lt;/b&gt;");
    assert_has(b, "<td>2</td>");
    assert_has(b, "1 measurement point");
    assert_has(b, "in force since 01/01/2024");
}
END_TEST

START_TEST(a_printed_deadline_line_stands_once)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    ck_assert_uint_eq(times(b, "2 fois par an et au besoin"), 1);
    ck_assert_uint_eq(times(b, ">en continu<"), 2);
    assert_has(b, "3 printed deadline lines read as 4 rules");
    assert_has(b, "recurring (réunions) · conditional (ad hoc)");
    assert_has(b, "date October 2027");
}
END_TEST

START_TEST(pairs_of_thresholds_are_told_as_figures)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_has(b, "1 × 70/90");
    assert_has(b, "1 × no/yes");
    assert_has(b, "1 × 31/07/2025 / 22/04/2025");
}
END_TEST

START_TEST(both_languages_stand_side_by_side_on_demand)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_lacks(b, "Twee vergaderingen houden");
    assert_status(b, browser_get(b, "/plans/1?lang=both"), 200);
    assert_has(b, "Tenir &lt;deux&gt; réunions");
    assert_has(b, "lang=\"nl\">Twee vergaderingen houden<");
}
END_TEST

START_TEST(a_plan_is_shown_as_in_force_on_a_day)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1?on=2023-06-30"), 200);
    assert_has(b, "Not yet in force on 30/06/2023");
    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_has(b, "/plans/1?draft=yes");
    assert_status(b, browser_get(b, "/plans/1?draft=yes"), 200);
    assert_has(b, "Projet de lettre");
    assert_status(b, browser_get(b, "/plans/1?on=yesterday"), 404);
}
END_TEST

START_TEST(readers_get_no_draft_of_a_plan)
{
    struct browser *b = person("reader");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_has(b, "Lettre d&#39;orientation");
    assert_lacks(b, "draft=yes");
    assert_status(b, browser_get(b, "/plans/1?draft=yes"), 404);
}
END_TEST

START_TEST(what_is_out_of_reach_is_not_there)
{
    struct browser *b = person("outsider");

    assert_status(b, browser_get(b, "/plans/1"), 404);
    assert_status(b, browser_get(b, "/plans/99"), 404);
    assert_status(b, browser_get(b, "/entities/2"), 404);
    assert_status(b, browser_get(b, "/plans"), 200);
    assert_lacks(b, "Lettre d");
    assert_status(b, browser_get(b, "/entities"), 200);
    assert_lacks(b, "Direction<");
}
END_TEST

START_TEST(plans_stand_under_their_bodies)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans"), 200);
    assert_has(b, "<a href=\"/entities/2\">Direction</a>");
    assert_has(b,
               "<a href=\"/plans/1\" lang=\"fr\">Lettre d&#39;orientation</a>");
    assert_status(b, browser_get(b, "/plans?kind=mandate"), 200);
    assert_lacks(b, "href=\"/plans/1\"");
}
END_TEST

/* -- the dashboard --------------------------------------------------------- */

/* The figure of a cell of counts: part and status as its link has them. */
static void assert_count(const struct browser *b, const char *part,
                         const char *status, int wanted)
{
    const char *link =
        str_printf(test_arena, "part=%s&amp;status=%s#rows", part, status).p;
    const char *at = strstr(str_z(test_arena, b->body), link);
    char text[64];

    ck_assert_msg(at != NULL, "no link %s", link);
    at = strstr(at, "class=\"figure\">");
    ck_assert(at != NULL);
    snprintf(text, sizeof text, "class=\"figure\">%d<", wanted);
    ck_assert_msg(!strncmp(at, text, strlen(text)), "%s %s: not %d but %.40s",
                  part, status, wanted, at);
}

START_TEST(a_dashboard_counts_objectives_and_indicators_apart)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/entities/2?period=2024"), 200);
    assert_count(b, "objectives", "achieved", 0);
    assert_count(b, "objectives", "not_achieved", 1);
    assert_count(b, "objectives", "none", 0);
    assert_count(b, "indicators", "achieved", 1);
    assert_count(b, "indicators", "partial", 1);
    assert_count(b, "indicators", "none", 3);
    assert_has(b, "2 of 5 rated");
    assert_has(b, "40 %");
    assert_has(b, "20 %");
}
END_TEST

START_TEST(what_is_below_green_without_reason_is_listed)
{
    struct browser *b = person("staff");

    assert_status(
        b, browser_get(b, "/entities/2?period=2024&status=unexplained"), 200);
    assert_has(b, "1 explanation is missing");
    ck_assert_uint_eq(times(b, "/plans/1/results/2024/16\""), 2);
    assert_lacks(b, "/plans/1/results/2024/12\"");
}
END_TEST

START_TEST(every_figure_leads_to_its_rows)
{
    struct browser *b = person("staff");

    assert_status(
        b,
        browser_get(b,
                    "/entities/2?period=2024&part=indicators&status=partial"),
        200);
    assert_has(b, "/plans/1/results/2024/12\"");
    assert_lacks(b, "/plans/1/results/2024/11\"");
    assert_lacks(b, "/plans/1/results/2024/13\"");
}
END_TEST

START_TEST(the_open_campaign_is_shown_unless_another_is_asked_for)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/entities/2"), 200);
    assert_has(b, "period=2025&amp;part=indicators");
    assert_status(b, browser_get(b, "/entities/2?period=soon"), 404);
}
END_TEST

START_TEST(drafts_are_seen_in_their_entity_only)
{
    struct browser *staff = person("staff"), *manager = person("manager");

    assert_status(staff, browser_get(staff, "/entities/2?period=2025"), 200);
    assert_count(staff, "indicators", "not_achieved", 1);
    assert_has(staff, ">12\u00a0%<");
    assert_status(manager, browser_get(manager, "/entities/2?period=2025"),
                  200);
    assert_count(manager, "indicators", "achieved", 1);
    assert_count(manager, "indicators", "not_achieved", 0);
    assert_lacks(manager, ">12\u00a0%<");
    assert_has(manager, ">draft<");
}
END_TEST

START_TEST(readers_see_what_is_approved_and_released)
{
    struct browser *b = person("reader");

    assert_status(b, browser_get(b, "/entities/2"), 200);
    assert_count(b, "indicators", "achieved", 1);
    assert_has(b, "period=2024&amp;part=indicators");
    assert_lacks(b, "/entities/2?period=2025");
    assert_status(b, browser_get(b, "/entities/2?period=2025"), 200);
    assert_has(b, "The results of 2025 are not released yet.");
    assert_lacks(b, "part=indicators");
    assert_status(b, browser_get(b, "/entities?period=2025"), 200);
    assert_lacks(b, "2 of 5");
}
END_TEST

START_TEST(a_line_above_others_is_their_sum)
{
    struct browser *b = person("manager");

    assert_status(b, browser_get(b, "/entities?period=2024"), 200);
    assert_has(b, ">Organisme<");
    ck_assert_uint_eq(times(b, "2 of 5"), 2);
    assert_lacks(b, "Autre direction");
    assert_status(b, browser_get(b, "/entities?period=2024&all=yes"), 200);
    assert_has(b, "Autre direction");
}
END_TEST

/* -- my work --------------------------------------------------------------- */

START_TEST(staff_find_what_came_back_and_what_to_enter)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/"), 200);
    assert_has(b, "/plans/1/results/2025#v14\"");
    assert_has(b, "Lequel ?");
    assert_has(b, "Dora Chef");
    assert_has(b, "5 of 6");
    assert_has(b, "31/01/2026");
    assert_has(b, "in 19 days");
}
END_TEST

START_TEST(directors_find_what_to_approve)
{
    struct browser *b = person("director");

    assert_status(b, browser_get(b, "/"), 200);
    assert_has(b, "/approvals#p1-2025");
    assert_lacks(b, "Lequel ?");
}
END_TEST

START_TEST(translators_find_texts_without_translation)
{
    struct browser *b = person("translator");

    assert_status(b, browser_get(b, "/"), 200);
    assert_has(b, "/plans/1/results/2025");
}
END_TEST

START_TEST(controllers_watch_the_open_campaign)
{
    struct browser *b = person("controller");

    assert_status(b, browser_get(b, "/"), 200);
    assert_has(b, "<a href=\"/campaigns/2\">2025</a>");
    assert_has(b, "1 of 1");
}
END_TEST

START_TEST(nothing_to_do_is_said_kindly)
{
    struct browser *b = person("reader");

    assert_status(b, browser_get(b, "/"), 200);
    assert_has(b, "Nothing waits for you today.");
    assert_lacks(b, "<table");
}
END_TEST

START_TEST(series_count_for_the_plan_they_come_with)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_has(b, "2 series");
    assert_has(b, "(1 values missing, 1 provisional)");
}
END_TEST

START_TEST(levels_of_maturity_keep_their_decimals)
{
    struct browser *b = person("staff");

    assert_status(b, browser_get(b, "/plans/1"), 200);
    assert_has(b, "maturity 3.5 now, 7 aimed at");
    assert_has(b, "(gaps 1 × 2)");
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
    tcase_add_test(tc, both_languages_stand_side_by_side_on_demand);
    tcase_add_test(tc, a_plan_is_shown_as_in_force_on_a_day);
    tcase_add_test(tc, readers_get_no_draft_of_a_plan);
    tcase_add_test(tc, what_is_out_of_reach_is_not_there);
    tcase_add_test(tc, plans_stand_under_their_bodies);
    tcase_add_test(tc, a_dashboard_counts_objectives_and_indicators_apart);
    tcase_add_test(tc, what_is_below_green_without_reason_is_listed);
    tcase_add_test(tc, every_figure_leads_to_its_rows);
    tcase_add_test(tc, the_open_campaign_is_shown_unless_another_is_asked_for);
    tcase_add_test(tc, drafts_are_seen_in_their_entity_only);
    tcase_add_test(tc, readers_see_what_is_approved_and_released);
    tcase_add_test(tc, a_line_above_others_is_their_sum);
    tcase_add_test(tc, staff_find_what_came_back_and_what_to_enter);
    tcase_add_test(tc, directors_find_what_to_approve);
    tcase_add_test(tc, translators_find_texts_without_translation);
    tcase_add_test(tc, controllers_watch_the_open_campaign);
    tcase_add_test(tc, nothing_to_do_is_said_kindly);
    tcase_add_test(tc, series_count_for_the_plan_they_come_with);
    tcase_add_test(tc, levels_of_maturity_keep_their_decimals);
    return tc;
}
