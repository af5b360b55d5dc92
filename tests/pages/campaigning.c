/* What a campaign's pages say of its bodies: who has what, how far they are. */
#include "pages/parts.h"

#include "store/campaign.h"
#include "support/plan.h"

enum { NOON = 1770292800 /* 2026-02-05 12:00 UTC */, AUDITOR = 20, PARTLY };

static const struct period year = {2025, PERIOD_YEAR, 1};

static struct browser *signed_in(const char *login)
{
    struct browser *b = browser_new();

    b->now.s = NOON;
    browser_sign_in(b, login);
    return b;
}

static struct result_actor actor(int64_t account, int64_t day)
{
    return (struct result_actor){.account = account,
                                 .now = {NOON - 86400 * day}};
}

static struct result_line *enter(struct results *rs, int64_t measure,
                                 int64_t value, int64_t day)
{
    struct result_actor staff = actor(STAFF, day);
    struct result_line *line = results_line(rs, measure);
    struct result_content content = line->content;

    content.value = dec_int(value);
    content.texts[TEXT_FR].description = S("Un mot");
    assert_ok(result_save(rs, line, &content, 0, &staff));
    assert_ok(result_submit(rs, line, &staff));
    return line;
}

/* SHARE submitted 9 days ago, after which VISITS was returned 4 days ago and
 * DONE approved. */
static void some_results(void)
{
    struct result_actor director = actor(DIRECTOR, 4);
    struct results rs;

    assert_ok(db_begin_write(test_db));
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, &rs));
    enter(&rs, SHARE, 95, 9);

    struct result_line *visits = enter(&rs, VISITS, 41, 9);
    struct result_line *done = enter(&rs, DONE, 1, 9);

    assert_ok(result_return(&rs, visits, result_hash(&rs, visits),
                            S("Which visits?"), &director));
    assert_ok(
        result_approve(&rs, done, result_hash(&rs, done), false, &director));
    assert_ok(results_close(&rs, &director));
    assert_ok(db_commit(test_db));
}

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") > 0)
        return;
    plan_fixture();
    sql_run("INSERT INTO account (id, login, name, email, made_at) VALUES"
            " (20, 'auditor', 'Aude Vue', 'au@example.org', '2024-01-01'),"
            " (21, 'partly', 'Paul Part', 'pp@example.org', '2024-01-01')");
    sql_run("INSERT INTO assignment (account, role, entity, from_on,"
            " granted_at, confirmed_at) VALUES"
            " (20, 'auditor', 0, '2024-01-01', NOW(), NOW()),"
            " (21, 'controller', 3, '2024-01-01', NOW(), NOW())");
    sql_run("UPDATE account SET lang = 'en'");
    some_results();
}

START_TEST(says_who_has_it_and_for_how_long)
{
    struct browser *b = signed_in("controller");

    assert_status(b, browser_get(b, "/campaigns/2"), 200);
    assert_has(b, "results?where=approver&amp;with=4\"");
    assert_has(b, " 1</a> Dora Chef <span class=\"soft nowrap\">9 days");
    assert_has(b, "results?where=returned\"");
    assert_has(b, " 1</a> <span class=\"soft nowrap\">4 days");
    assert_has(b, "results?where=staff\"");
    assert_has(b, " 3</a> <span class=\"soft nowrap\">66 days");
    assert_has(b, "results?where=done\"");
    assert_lacks(b, "By plan");
}
END_TEST

START_TEST(each_figure_leads_to_its_results)
{
    struct browser *b = signed_in("auditor");

    assert_status(b, browser_get(b, "/campaigns/2/entities/2/results"), 200);
    assert_has(b, "6 results");
    assert_status(b,
                  browser_get(b, "/campaigns/2/entities/2/results"
                                 "?where=approver&with=4"),
                  200);
    assert_has(b, " 1 result ·");
    assert_has(b, "/plans/1/results/2025/11\"");
    assert_has(b, "Dora Chef");
    assert_status(b,
                  browser_get(b, "/campaigns/2/entities/2/results"
                                 "?where=approver&with=5"),
                  200);
    assert_has(b, "Nothing is there any more");
    assert_status(
        b, browser_get(b, "/campaigns/2/entities/2/results?where=staff"), 200);
    assert_has(b, "3 results");
    assert_lacks(b, "/plans/1/results/2025/11\"");
}
END_TEST

START_TEST(another_body_s_controller_sees_none_of_it)
{
    struct browser *b = signed_in("partly");

    assert_status(b, browser_get(b, "/campaigns/2"), 200);
    assert_lacks(b, "Dora Chef");
    assert_status(b, browser_get(b, "/campaigns/2/entities/2/results"), 404);
    b = signed_in("staff");
    assert_status(b, browser_get(b, "/campaigns/2/entities/2/results"), 403);
}
END_TEST

START_TEST(shows_how_far_each_body_is)
{
    struct browser *b = signed_in("controller");

    sql_run("INSERT INTO campaign_entity VALUES"
            " (2, 2, 'late', '2026-02-15', 'Illness', 7)");
    assert_status(b, browser_get(b, "/campaigns/2/heat"), 200);
    assert_has(b, "<td class=\"heat-2\"><a href=\"/campaigns/2/entities/2/"
                  "results?where=staff\"><span class=\"hidden\">Entered</span> "
                  "50 %<span class=\"small\">3 of 6");
    assert_has(b, "Submitted</span> 33 %<span class=\"small\">2 of 6");
    assert_has(b, "Approved</span> 16 %<span class=\"small\">1 of 6");
    assert_has(b, "On time</span> 33 %<span class=\"small\">2 of 6");
    assert_has(b, "<td class=\"heat-0\"><a href=\"/campaigns/2/entities/2/"
                  "results\"><span class=\"hidden\">Translated</span> 0 %");
    assert_has(b, "The last campaigns");
    assert_has(b, "33 % on time");
    assert_has(b, "Illness");
    assert_has(b, "15/02/2026");
    sql_run("DELETE FROM campaign_entity");
    sql_run("UPDATE summary SET texts = NULL");
    assert_status(b, browser_get(b, "/campaigns/2/heat"), 200);
    assert_has(b, "all are due on 31/01/2026");
    assert_lacks(b, "Translated</span>");
}
END_TEST

START_TEST(the_heat_map_stays_within_reach)
{
    struct browser *b = signed_in("partly");

    assert_status(b, browser_get(b, "/campaigns/2/heat"), 200);
    assert_lacks(b, "Direction");
    b = signed_in("director");
    assert_status(b, browser_get(b, "/campaigns/2/heat"), 403);
}
END_TEST

static int open_quarter(struct browser *b, const char *body, const char *others)
{
    return browser_post(b, "/campaigns/new", "period", "2025-Q4", "opens_on",
                        "2026-02-01", "due_on", "2026-03-01", "locks_on",
                        "2026-04-01", "only", "1", body, "1", "others", others,
                        NULL);
}

START_TEST(a_campaign_may_be_for_some_bodies_only)
{
    struct browser *b = signed_in("controller");

    sql_run("INSERT INTO plan (id, code, entity, kind) VALUES"
            " (2, 'Q', 3, 'orientation')");
    sql_run("INSERT INTO edition (plan, edition, state, effective_on,"
            " recorded_at, title_fr) VALUES (2, 1, 'approved', '2024-01-01',"
            " '2024-01-01', 'Autre lettre')");
    assert_status(b, browser_get(b, "/campaigns/new"), 200);
    assert_has(b, "name=\"body:3\" value=\"1\" checked> Autre direction");
    assert_status(b, open_quarter(b, "body:3", " "), 422);
    assert_has(b, "Say why the other bodies are not asked");
    assert_has(b, "name=\"body:2\" value=\"1\">");
    assert_status(b, open_quarter(b, "body:1", "A trial"), 422);
    assert_has(b, "Tick at least one body");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM campaign"), 2);
    assert_status(b, open_quarter(b, "body:3", "A trial"), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "1 of 2 bodies");
    assert_has(b, "A trial (Carl Con)");
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT_WS(' ', entity, standing))"
                        " AS text FROM campaign_entity"),
               "2 not_subject");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision"
                             " WHERE act = 'exception' AND object_key ="
                             " '2025-Q4 UNIT not_subject'"),
                     1);
}
END_TEST

static int64_t counted(const char *column)
{
    return sql_int(str_printf(test_arena,
                              "SELECT SUM(%s) AS n FROM summary WHERE plan = 1"
                              " AND period = '2025'",
                              column)
                       .p);
}

#define ELSEWHERE "/plans/1/results/2025/13/elsewhere"

static int say_elsewhere(struct browser *b, const char *field, const char *id)
{
    return browser_post(b, ELSEWHERE, "version", "0", "entity", "2", field, id,
                        NULL);
}

START_TEST(a_result_may_be_reported_elsewhere)
{
    struct browser *b = signed_in("staff");
    int64_t measures = counted("measures");

    assert_status(b, browser_get(b, ELSEWHERE), 200);
    assert_has(b, "Autre direction – reports nothing in this period");
    assert_has(b, "OO 1.1 Ouvrir");
    assert_lacks(b, "OO 1.2 Informer"); /* where it stands */
    assert_status(b, say_elsewhere(b, "reported_by", "2"), 422);
    assert_status(b, say_elsewhere(b, "reported_by", "99"), 404);
    assert_status(b, say_elsewhere(b, "moved_to", "99"), 404);
    assert_status(b, say_elsewhere(b, "reported_by", "3"), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Reported by Autre direction.");
    assert_has(b, "Nothing is reported there in this period.");
    ck_assert_int_eq(counted("measures"), measures);
    assert_status(b, say_elsewhere(b, "moved_to", "2"), 422);
    assert_has(b, "meanwhile");
    assert_status(b, browser_get(b, "/plans/1/results/2025"), 200);
    assert_has(b, ">reported elsewhere</a>");
}
END_TEST

START_TEST(what_is_reported_elsewhere_is_not_counted_here)
{
    struct browser *b = signed_in("staff");
    struct result_actor staff = actor(STAFF, 0);
    struct results rs;
    int64_t measures = counted("measures"), submitted = counted("submitted");

    assert_status(b,
                  browser_post(b, ELSEWHERE, "version", "1", "entity", "2",
                               "moved_to", "2", NULL),
                  303);
    assert_ok(db_begin_write(test_db));
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, &rs));
    assert_ok(result_submit(&rs, results_line(&rs, STORY), &staff));
    assert_ok(results_close(&rs, &staff));
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(counted("measures"), measures - 1);
    ck_assert_int_eq(counted("submitted"), submitted);
    assert_status(b, browser_get(b, "/plans/1/results/2025/13"), 200);
    assert_has(b, "Moved into OO 1.1 Ouvrir (Direction).");
    assert_lacks(b, "Nothing is reported there");
    assert_status(b, browser_get(b, "/plans/1/results/2025/11"), 200);
    assert_has(b, "Reported here for others");
    assert_has(b, "Récit");
    b = signed_in("director");
    assert_status(b, browser_get(b, ELSEWHERE), 403);
    b = signed_in("outsider");
    assert_status(b, browser_get(b, ELSEWHERE), 404);
    assert_status(b, say_elsewhere(b, "reported_by", "3"), 404);
}
END_TEST

#define CARRY "/plans/1/carry-over/2026"

static int carry(struct browser *b, const char *choice, const char *reason,
                 const char *version)
{
    return browser_post(b, CARRY, "version:12", version, "choice:12", choice,
                        "reason:12", reason, NULL);
}

static int approve_promise(struct browser *b, const char *version)
{
    return browser_post(b, CARRY, "version:12", version, "approve:12", "1",
                        NULL);
}

START_TEST(promises_are_carried_over_by_two_people)
{
    struct browser *b = signed_in("staff");

    sql_run("INSERT INTO campaign (period, state, opens_on, due_on, locks_on)"
            " VALUES ('2026', 'open', '2026-02-01', '2026-02-04',"
            " '2026-03-31')");
    sql_run("UPDATE result SET state = 'approved', status = 'partial'"
            " WHERE period = '2025' AND measure = 12");
    assert_status(b, browser_get(b, CARRY), 200);
    assert_has(b, "choice:12");
    assert_lacks(b, "choice:11"); /* green, nothing announced */
    assert_status(b, carry(b, "drop", " ", "0"), 422);
    assert_has(b, "Give a reason");
    assert_status(b, carry(b, "drop", "No visitors", "0"), 303);
    assert_status(b, carry(b, "close", "Stale", "7"), 422);
    assert_status(b, browser_get(b, CARRY), 200);
    assert_has(b, "Anne Staf");
    assert_lacks(b, "approve:12");
    approve_promise(b, "1"); /* staff: not taken as an approval */
    b = signed_in("director");
    assert_status(b, browser_get(b, CARRY), 200);
    assert_has(b, "approve:12");
    assert_status(b, approve_promise(b, "1"), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Dora Chef");
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT_WS(' ', act, account,"
                        " object_key) ORDER BY n SEPARATOR '; ') AS text"
                        " FROM decision WHERE object = 'promise'"
                        " AND act LIKE '%carry_over'"),
               str_printf(test_arena,
                          "carry_over 1 2026 %.*s drop;"
                          " approve_carry_over 4 2026 %.*s drop",
                          STR_ARG(sql_text("SELECT code AS text FROM result"
                                           " WHERE measure = 12")),
                          STR_ARG(sql_text("SELECT code AS text FROM result"
                                           " WHERE measure = 12")))
                   .p);
}
END_TEST

START_TEST(a_new_choice_drops_the_approval_and_is_overdue)
{
    struct browser *b = signed_in("controller");
    const char *heat =
        str_printf(test_arena, "/campaigns/%lld/heat",
                   (long long)sql_int(
                       "SELECT id AS n FROM campaign WHERE period = '2026'"))
            .p;

    assert_status(b, browser_get(b, heat), 200);
    assert_has(b, "Every promise has an approved answer.");
    b = signed_in("staff2");
    assert_status(b, browser_get(b, CARRY), 200);
    assert_status(b, carry(b, "continue", "", "2"), 303);
    b = signed_in("controller");
    assert_status(b, browser_get(b, heat), 200);
    assert_has(b, "1 promise<");
    assert_has(b, "overdue");
    b = signed_in("outsider");
    assert_status(b, browser_get(b, CARRY), 404);
    assert_status(b, carry(b, "continue", "", "3"), 404);
    b = signed_in("reader");
    assert_status(b, browser_get(b, CARRY), 404);
}
END_TEST

static TCase *on_a_database(Suite *suite, const char *name)
{
    TCase *tc = tcase_create(name);

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_set_timeout(tc, 60);
    suite_add_tcase(suite, tc);
    return tc;
}

void campaigning_cases(Suite *suite)
{
    TCase *places = on_a_database(suite, "places");

    tcase_add_test(places, says_who_has_it_and_for_how_long);
    tcase_add_test(places, each_figure_leads_to_its_results);
    tcase_add_test(places, another_body_s_controller_sees_none_of_it);

    TCase *heat = on_a_database(suite, "heat");

    tcase_add_test(heat, shows_how_far_each_body_is);
    tcase_add_test(heat, the_heat_map_stays_within_reach);

    TCase *promises = on_a_database(suite, "promises");

    tcase_add_test(promises, promises_are_carried_over_by_two_people);
    tcase_add_test(promises, a_new_choice_drops_the_approval_and_is_overdue);

    TCase *elsewhere = on_a_database(suite, "elsewhere");

    tcase_add_test(elsewhere, a_result_may_be_reported_elsewhere);
    tcase_add_test(elsewhere, what_is_reported_elsewhere_is_not_counted_here);
    tcase_add_test(on_a_database(suite, "chosen bodies"),
                   a_campaign_may_be_for_some_bodies_only);
}
