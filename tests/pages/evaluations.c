#include "pages/parts.h"

#include <string.h>

/* A mandate with one strategic and one transversal objective, in the body of
 * its holder; a commission; and everybody else, who must find no trace. */
static void arrange(void)
{
    sql_run("INSERT INTO account (id, login, name, email, lang, made_at) VALUES"
            " (1, 'sec', 'Sara Maes', 'sec@example.org', 'en', NOW()),"
            " (2, 'chair', 'Cleo Nys', 'chair@example.org', 'en', NOW()),"
            " (3, 'member', 'Max Roos', 'member@example.org', 'en', NOW()),"
            " (4, 'holder', 'Hugo Dil', 'holder@example.org', 'en', NOW()),"
            " (5, 'control', 'Carl Pi', 'control@example.org', 'en', NOW()),"
            " (6, 'admin', 'Ada Lo', 'admin@example.org', 'en', NOW()),"
            " (7, 'other', 'Otto Ras', 'other@example.org', 'en', NOW())");
    sql_run("INSERT INTO assignment (account, role, entity, from_on,"
            " granted_at, confirmed_at) VALUES"
            " (1, 'secretary', 0, '2020-01-01', NOW(), NOW()),"
            " (2, 'chair', 0, '2020-01-01', NOW(), NOW()),"
            " (3, 'member', 0, '2020-01-01', NOW(), NOW()),"
            " (4, 'director', 0, '2020-01-01', NOW(), NOW()),"
            " (4, 'member', 0, '2020-01-01', NOW(), NOW()),"
            " (5, 'controller', 0, '2020-01-01', NOW(), NOW()),"
            " (6, 'admin', 0, '2020-01-01', NOW(), NOW()),"
            " (7, 'member', 0, '2020-01-01', NOW(), NOW()),"
            " (7, 'director', 0, '2020-01-01', NOW(), NOW())");
    sql_run("INSERT INTO entity (id, code, name_fr) VALUES (1, 'E', 'Corps')");
    sql_run("INSERT INTO entity_tree VALUES (0, 1, 1), (1, 1, 0)");
    sql_run("INSERT INTO plan (id, code, entity, kind) VALUES"
            " (1, 'P', 1, 'mandate'), (2, 'Q', 1, 'policy')");
    sql_run("INSERT INTO edition (plan, edition, state, effective_on, title_fr)"
            " VALUES (1, 1, 'approved', '2024-01-01', 'Mandat A5'),"
            " (2, 1, 'draft', NULL, 'Note')");
    sql_run("INSERT INTO holder (code, plan, account, name, from_on) VALUES"
            " ('H', 1, 4, 'Hugo Dil', '2024-01-01')");
    sql_run("INSERT INTO item (id, plan, code) VALUES (1, 1, 'I1'),"
            " (2, 1, 'I2'), (3, 1, 'I3'), (4, 1, 'I4')");
    sql_run(
        "INSERT INTO edition_item (plan, edition, id, parent, position,"
        " depth, kind, ref, title_fr, front_title_fr) VALUES"
        " (1, 1, 1, NULL, 1, 0, 'strategic', 'OS 1', 'Bien loger',"
        "  'Mieux loger'),"
        " (1, 1, 2, 1, 2, 1, 'measurement_point', '1.1', 'Construire', NULL),"
        " (1, 1, 3, 2, 3, 2, 'target', '1.1.1', 'Cent logements', NULL),"
        " (1, 1, 4, 2, 4, 2, 'target', '1.1.2', 'Un rapport', NULL)");
    sql_run("INSERT INTO measure (id, plan, kind, code) VALUES"
            " (1, 1, 'indicator', 'M1'), (2, 1, 'indicator', 'M2')");
    sql_run("INSERT INTO edition_indicator (plan, edition, id, item, position,"
            " description_fr, type, unit, target) VALUES"
            " (1, 1, 1, 3, 1, 'Logements livrés', 'count', 'logements', 100),"
            " (1, 1, 2, 4, 2, 'Rapport remis', 'yes_no', NULL, NULL)");
    sql_run("INSERT INTO deadline (id, plan, code) VALUES (1, 1, 'D1a'),"
            " (2, 1, 'D1b')");
    sql_run("INSERT INTO edition_deadline (plan, edition, id, item, sort,"
            " text_fr, kind) VALUES"
            " (1, 1, 1, 3, 1, 'deux fois par an et au besoin', 'recurring'),"
            " (1, 1, 2, 3, 2, 'deux fois par an et au besoin', 'conditional')");
    sql_run("INSERT INTO result (plan, period, measure, code, edition, state,"
            " value, status, edited_at) VALUES"
            " (1, '2025', 1, 'R1', 1, 'approved', 87, 'partial', NOW()),"
            " (1, '2026', 1, 'R2', 1, 'approved', 93, 'achieved', NOW()),"
            " (1, '2025', 2, 'R3', 1, 'submitted', 1, NULL, NOW())");
}

static void arrange_once(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM account") == 0)
        arrange();
}

static struct browser *as(const char *login)
{
    struct browser *b = browser_new();

    browser_sign_in(b, login);
    return b;
}

static int open_one(struct browser *b, const char *plan, const char *chair,
                    const char *member)
{
    return browser_post(b, "/evaluations/new", "plan", plan, "kind", "mid",
                        "evaluated_on", "2026-06-30", "procedure", "fr",
                        "chair", chair, member, "1", NULL);
}

START_TEST(a_secretary_opens_it_and_seats_the_commission)
{
    struct browser *b = as("sec");

    assert_status(b, browser_get(b, "/evaluations/new"), 200);
    assert_has(b, "Mandat A5");
    assert_status(b, open_one(b, "1", "2", "member:3"), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Max Roos");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM evaluation_seat"), 4);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision"
                             " WHERE act = 'open_evaluation'"),
                     1);
}
END_TEST

START_TEST(who_may_not_sit_is_refused_and_nothing_is_kept)
{
    struct browser *b = as("sec");

    assert_status(b, open_one(b, "1", "3", "member:7"), 422); /* no chair */
    assert_has(b, "cannot sit here");
    assert_status(b, open_one(b, "1", "2", "member:4"), 422); /* the holder */
    assert_status(b, open_one(b, "1", "2", "member:1"), 422); /* oneself */
    assert_status(b, open_one(b, "2", "2", "member:3"), 404); /* no mandate */
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM evaluation"), 1);
}
END_TEST

START_TEST(the_summary_says_what_is_there_and_what_is_missing)
{
    struct browser *b = as("member");

    assert_status(b, browser_get(b, "/evaluations/1"), 200);
    assert_has(b, "1 of 2 targets have an approved or declared result");
    assert_has(b, "deux fois par an et au besoin");
    assert_has(b, "<strong>2025</strong> 87");
    assert_lacks(
        b, "<strong>2026</strong>"); /* measures a period after the situation */
    assert_has(b, "No approved result yet");
    assert_has(b, "the front table prints another title: Mieux loger");
    sql_run("UPDATE edition_item SET front_title_fr = 'Bien loger.'"
            " WHERE id = 1");
    assert_status(b, browser_get(b, "/evaluations/1"), 200);
    assert_lacks(b, "the front table prints another title");
    assert_has(b, "The plan prints no deadline for this target.");
    assert_str(browser_header(b, "Cache-Control"), "no-store");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM reading WHERE"
                             " account = 3 AND object = 'evaluation'"),
                     2);
}
END_TEST

START_TEST(obligations_count_as_they_stood_that_day)
{
    struct browser *b = as("member");

    sql_run("INSERT INTO obligation (plan, deadline, part, code, item, due_on,"
            " partial, continuous, met_on) VALUES"
            " (1, 1, 1, '2024/1', 3, '2024-12-31', 0, 0, '2025-01-10'),"
            " (1, 1, 1, '2024/2', 3, '2024-12-31', 0, 0, '2099-01-10'),"
            " (1, 2, 1, 'end_evaluation', 3, NULL, 0, 0, NULL)");
    assert_status(b, browser_get(b, "/evaluations/1"), 200);
    assert_has(b,
               "overdue\u00a0(1) · met late\u00a0(1) · not dated\u00a0(1)</p>");
    assert_has(
        b, "overdue\u00a0(1) · not dated\u00a0(1) · met late\u00a0(1)</span>");
    sql_run("DELETE FROM obligation");
}
END_TEST

START_TEST(a_deadline_read_as_two_rules_prints_once)
{
    struct browser *b = as("member");
    const char *text = "deux fois par an et au besoin";
    const char *first, *end;

    assert_status(b, browser_get(b, "/evaluations/1"), 200);
    first = memmem(b->body.p, b->body.n, text, strlen(text));
    ck_assert_ptr_nonnull(first);
    end = b->body.p + b->body.n;
    ck_assert_ptr_null(
        memmem(first + 1, (size_t)(end - first - 1), text, strlen(text)));
}
END_TEST

START_TEST(without_a_seat_there_is_no_trace_of_it)
{
    static const struct {
        const char *login;
        int list;
        int one;
    } cases[] = {
        {"control", 403, 403},
        {"admin", 403, 403},
        {"other", 200, 404},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct browser *b = as(cases[i].login);

        assert_status(b, browser_get(b, "/evaluations"), cases[i].list);
        assert_lacks(b, "Mandat A5");
        assert_status(b, browser_get(b, "/evaluations/1"), cases[i].one);
        assert_lacks(b, "Mandat A5");
    }
}
END_TEST

START_TEST(the_holder_sees_it_and_who_was_recused_no_longer)
{
    struct browser *b = as("holder");

    assert_status(b, browser_get(b, "/evaluations/1"), 200);
    sql_run("UPDATE evaluation_seat SET recused_at = NOW() WHERE account = 3");
    b = as("member");
    assert_status(b, browser_get(b, "/evaluations/1"), 404);
    assert_status(b, browser_get(b, "/evaluations"), 200);
    assert_lacks(b, "Mandat A5");
}
END_TEST

TCase *evaluations(void)
{
    TCase *tc = tcase_create("evaluations");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange_once, NULL);
    tcase_add_test(tc, a_secretary_opens_it_and_seats_the_commission);
    tcase_add_test(tc, who_may_not_sit_is_refused_and_nothing_is_kept);
    tcase_add_test(tc, the_summary_says_what_is_there_and_what_is_missing);
    tcase_add_test(tc, a_deadline_read_as_two_rules_prints_once);
    tcase_add_test(tc, obligations_count_as_they_stood_that_day);
    tcase_add_test(tc, without_a_seat_there_is_no_trace_of_it);
    tcase_add_test(tc, the_holder_sees_it_and_who_was_recused_no_longer);
    return tc;
}
