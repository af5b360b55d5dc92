/* Digests on the small body of support/plan: its campaign of 2025 is due on 31
 * January 2026. */
#include "document/notice.h"
#include "jobs/parts.h"
#include "jobs/remind.h"
#include "support/plan.h"

#include <string.h>

enum { EIGHT = 8 * 3600 };

static const struct period year = {2025, PERIOD_YEAR, 1};

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") == 0)
        plan_fixture();
    sql_run("DELETE FROM mail");
    sql_run("DELETE FROM digest");
    sql_run("DELETE FROM mail_wish");
    sql_run("DELETE FROM result_revision");
    sql_run("DELETE FROM result_text");
    sql_run("DELETE FROM result");
    sql_run("UPDATE account SET lang = 'en', disabled_at = NULL");
    sql_run("UPDATE edition_indicator SET responsible = NULL");
    sql_run("DELETE FROM campaign_entity");
    assert_ok(db_begin_write(test_db));
    assert_ok(results_refresh(test_db, test_arena, PLAN, year,
                              (struct instant){1768478400}));
    assert_ok(db_commit(test_db));
    test_config.base_url = S("https://example.org");
    test_config.remind_due_days = 7;
    test_config.remind_escalate_days = 14;
}

static struct date date_of(const char *text)
{
    struct date date;

    assert_ok(date_parse(str_of(text), &date));
    return date;
}

/* How many mails a run at eight o'clock adds. */
static int64_t run_on(const char *day)
{
    struct date today = date_of(day);
    struct remind_clock clock = {
        .now = {date_days(today) * 86400 + EIGHT - 3600},
        .today = today,
        .second = EIGHT,
    };
    struct remind_count count;

    assert_ok(remind_run(test_db, &test_config, &clock, &count));
    db_arena_set(test_db, test_arena);
    return count.mails;
}

/* "staff:5 staff2:6": who is told of how much; the mails are gone then. */
static struct str told(const char *subject)
{
    struct str text = sql_text(
        str_printf(test_arena,
                   "SELECT COALESCE(GROUP_CONCAT(CONCAT(k.login, ':',"
                   " REGEXP_SUBSTR(m.body, '(?<=mit: |ove: )[0-9]+'))"
                   " ORDER BY k.id SEPARATOR ' '), '') AS text FROM mail m"
                   " JOIN account k ON k.id = m.account"
                   " WHERE subject LIKE '%s%%'",
                   subject)
            .p);

    sql_run("DELETE FROM mail");
    return text;
}

static void submit(int64_t measure, int64_t value, const char *at)
{
    struct result_actor staff = {.account = STAFF};
    struct results rs;

    assert_ok(instant_parse(str_of(at), &staff.now));
    assert_ok(db_begin_write(test_db));
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, &rs));
    struct result_line *line = results_line(&rs, measure);
    struct result_content content = line->content;
    content.value = dec_int(value);
    assert_ok(result_save(&rs, line, &content, 0, &staff));
    assert_ok(result_submit(&rs, line, &staff));
    assert_ok(results_close(&rs, &staff));
    assert_ok(db_commit(test_db));
}

START_TEST(due_in_a_week)
{
    ck_assert_int_eq(run_on("2026-01-23"), 0);
    ck_assert_int_eq(run_on("2026-01-24"), 2);
    struct str body = sql_text("SELECT body AS text FROM mail"
                               " WHERE address = 'staff@example.org'");
    assert_str(body, "Dear Anne Staf,\n\n"
                     "Soon due\n\n"
                     "- Lettre d'orientation, Direction, 2025\n"
                     "  Still to submit: 6; due on 31/01/2026\n"
                     "  https://example.org/plans/1/results/2025#m16\n\n"
                     "Questions? Carl Con, c@example.org\n\n"
                     "What is mailed to you, and when:"
                     " https://example.org/account/mails\n");
    assert_str(told("Results to submit by 31/01/2026"), "staff:6 staff2:6");
    ck_assert_int_eq(run_on("2026-01-24"), 0);
    ck_assert_int_eq(run_on("2026-01-25"), 0);
    ck_assert_int_eq(run_on("2026-01-31"), 2);
}
END_TEST

START_TEST(overdue_then_escalated)
{
    ck_assert_int_eq(run_on("2026-01-31"), 2);
    sql_run("DELETE FROM mail");
    ck_assert_int_eq(run_on("2026-02-01"), 2);
    assert_str(told("Results overdue since 31/01/2026"), "staff:6 staff2:6");
    ck_assert_int_eq(run_on("2026-02-14"), 3); /* the 8th's was missed */
    assert_str(told("Results of your unit overdue"), "director:6");
    sql_run("UPDATE assignment SET to_on = '2026-02-14' WHERE account = 4");
    ck_assert_int_eq(run_on("2026-02-28"), 3);
    assert_str(told("Results of your unit overdue"), "manager:6");
    sql_run("UPDATE assignment SET to_on = '9999-12-31' WHERE account = 4");
}
END_TEST

START_TEST(an_extension_counts)
{
    sql_run("INSERT INTO campaign_entity (campaign, entity, standing, due_on,"
            " reason) VALUES (2, 2, 'late', '2026-02-20', 'x')");
    ck_assert_int_eq(run_on("2026-02-12"), 0);
    ck_assert_int_eq(run_on("2026-02-13"), 2);
    sql_run("UPDATE campaign_entity SET standing = 'not_subject'");
    ck_assert_int_eq(run_on("2026-02-20"), 0);
}
END_TEST

START_TEST(what_is_theirs_not_the_whole_unit)
{
    sql_run("UPDATE edition_indicator SET responsible = 'Bert Staf'");
    ck_assert_int_eq(run_on("2026-01-24"), 2);
    assert_str(told(""), "staff:1 staff2:6"); /* the objective's own has none */
    sql_run("UPDATE edition_indicator SET responsible = 'staff@example.org'"
            " WHERE id = 12");
    sql_run("DELETE FROM digest");
    ck_assert_int_eq(run_on("2026-01-24"), 2);
    assert_str(told(""), "staff:2 staff2:5");
}
END_TEST

START_TEST(submitted_to_me)
{
    submit(SHARE, 95, "2026-01-20T10:00:00Z");
    ck_assert_int_eq(run_on("2026-01-21"), 1);
    assert_str(sql_text("SELECT REGEXP_SUBSTR(body, 'https://.*approvals.*')"
                        " AS text FROM mail"),
               "https://example.org/approvals#r11");
    assert_str(told("Results wait for your approval"), "director:1");
    ck_assert_int_eq(run_on("2026-01-22"), 0); /* known */
    submit(VISITS, 41, "2026-01-22T15:00:00Z");
    ck_assert_int_eq(run_on("2026-01-23"), 1);
    assert_str(told("Results wait for your approval"), "director:2");
    ck_assert_int_eq(run_on("2026-01-24"), 2); /* those due */
    sql_run("DELETE FROM mail");
    ck_assert_int_eq(run_on("2026-01-27"), 1); /* a week since the first */
    assert_str(told("Results wait for your approval"), "director:2");
}
END_TEST

START_TEST(one_mail_for_several_roles)
{
    sql_run("INSERT INTO assignment (account, role, entity, from_on,"
            " granted_at, confirmed_at) VALUES (4, 'staff', 2, '2024-01-01',"
            " '2024-01-01', '2024-01-01')");
    submit(SHARE, 95, "2026-01-23T10:00:00Z");
    ck_assert_int_eq(run_on("2026-01-24"), 3);
    assert_str(sql_text("SELECT subject AS text FROM mail WHERE account = 4"),
               "Results to submit by 31/01/2026");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail WHERE account = 4"
                             " AND body LIKE '%To approve: 1%'"
                             " AND body LIKE '%Still to submit: 5%'"),
                     1);
    sql_run("DELETE FROM assignment WHERE account = 4 AND role = 'staff'");
}
END_TEST

START_TEST(as_each_person_wishes)
{
    sql_run("INSERT INTO mail_wish (account, submitted, due, overdue,"
            " escalated, digest, weekday, hour) VALUES (1, 1, 0, 1, 1, "
            "'daily', 1, 9),"
            " (2, 1, 1, 1, 1, 'weekly', 1, 7)");
    ck_assert_int_eq(run_on("2026-01-24"), 1); /* staff2's first */
    assert_str(told(""), "staff2:6");
    ck_assert_int_eq(run_on("2026-01-26"), 0); /* Monday; said already */
    sql_run("INSERT INTO digest (account, made_on, made_at) VALUES (1, "
            "'2026-01-31', '2026-01-31 08:00')");
    ck_assert_int_eq(run_on("2026-02-01"), 0); /* Sunday; staff's is at 9 */
    ck_assert_int_eq(run_on("2026-02-02"), 2); /* staff's was missed */
    sql_run("UPDATE mail_wish SET digest = 'never'");
    ck_assert_int_eq(run_on("2026-02-09"), 0);
    sql_run("DELETE FROM mail_wish");
    sql_run("UPDATE account SET disabled_at = '2026-01-01' WHERE id = 2");
    ck_assert_int_eq(run_on("2026-02-15"), 2); /* staff, director */
}
END_TEST

/* Three obligations of the plan: two overdue, one due on 1 March. */
static void oblige(void)
{
    sql_run("INSERT IGNORE INTO deadline (id, plan, code) VALUES (1, 1, 'D')");
    sql_run("INSERT INTO obligation (id, plan, deadline, part, code, item,"
            " due_on, partial, continuous) VALUES"
            " (5, 1, 1, 1, 'a', 2, '2026-02-10', 0, 0),"
            " (6, 1, 1, 1, 'b', 2, '2026-02-18', 0, 0),"
            " (7, 1, 1, 1, 'c', 2, '2026-03-01', 0, 0),"
            " (8, 1, 1, 1, 'd', 2, '2026-03-01', 0, 1)");
    sql_run("UPDATE obligation SET waived = 1 WHERE id = 8");
    sql_run("UPDATE campaign SET state = 'closed' WHERE id = 2");
}

START_TEST(obligations_too)
{
    oblige();
    ck_assert_int_eq(run_on("2026-02-18"), 2); /* the day it is due */
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail WHERE body LIKE"
                             " '%Obligations to meet: 1; due on 18/02/2026%"
                             "/plans/1/obligations/6%'"),
                     2);
    sql_run("DELETE FROM mail");
    ck_assert_int_eq(run_on("2026-02-19"), 2);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail WHERE body LIKE"
                             " '%Obligations not met: 2; the last due on"
                             " 18/02/2026%/plans/1/obligations\n%'"),
                     2);
    ck_assert_int_eq(run_on("2026-02-20"), 0);
    ck_assert_int_eq(run_on("2026-02-22"), 2); /* a week before 1 March */
    sql_run("DELETE FROM mail");
    ck_assert_int_eq(run_on("2026-02-24"), 1); /* a fortnight behind the 10th */
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail WHERE account = 4"
                             " AND body LIKE '%not met: 1; the last due on"
                             " 10/02/2026%'"),
                     1);
    sql_run("UPDATE obligation SET met_on = '2026-02-01'");
    ck_assert_int_eq(run_on("2026-02-26"), 0);
    sql_run("DELETE FROM obligation");
    sql_run("UPDATE campaign SET state = 'open' WHERE id = 2");
}
END_TEST

static void give_back(struct str reason)
{
    struct result_actor director = {.account = DIRECTOR, .now = {1769000000}};
    struct letter letter = {test_db, test_arena, &test_config, director.now};
    struct results rs;

    assert_ok(db_begin_write(test_db));
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, &rs));
    struct result_line *line = results_line(&rs, SHARE);
    assert_ok(
        result_return(&rs, line, result_hash(&rs, line), reason, &director));
    assert_ok(notice_returned(&letter, &rs, line, reason, DIRECTOR,
                              date_of("2026-01-21")));
    assert_ok(results_close(&rs, &director));
    assert_ok(db_commit(test_db));
}

START_TEST(returned_is_told_at_once)
{
    submit(SHARE, 95, "2026-01-20T10:00:00Z");
    give_back(S("Check the count."));
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"), 1);
    assert_str(sql_text("SELECT CONCAT_WS('|', address, urgent, subject) AS"
                        " text FROM mail"),
               "staff@example.org|1|Returned to you: Part des demandes"
               " traitées");
    assert_str(sql_text("SELECT body AS text FROM mail"),
               "Dear Anne Staf,\n\n"
               "Dora Chef returned this result for 2025:\n\n"
               "  Part des demandes traitées\n\n"
               "Reason: Check the count.\n\n"
               "Correct it and submit it again:\n"
               "https://example.org/plans/1/results/2025#m11\n\n"
               "Questions? Dora Chef, d@example.org\n");
}
END_TEST

START_TEST(returned_is_told_to_who_can_correct_it)
{
    sql_run("UPDATE edition_indicator SET responsible = 'Bert Staf'");
    submit(SHARE, 95, "2026-01-20T10:00:00Z");
    sql_run("UPDATE assignment SET to_on = '2026-01-20' WHERE account = 1");
    give_back(S("Again."));
    assert_str(sql_text("SELECT GROUP_CONCAT(address) AS text FROM mail"),
               "staff2@example.org");
    sql_run("UPDATE assignment SET to_on = '9999-12-31' WHERE account = 1");
}
END_TEST

TCase *reminders(void)
{
    TCase *tc = tcase_create("reminders");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_add_test(tc, due_in_a_week);
    tcase_add_test(tc, overdue_then_escalated);
    tcase_add_test(tc, an_extension_counts);
    tcase_add_test(tc, what_is_theirs_not_the_whole_unit);
    tcase_add_test(tc, submitted_to_me);
    tcase_add_test(tc, one_mail_for_several_roles);
    tcase_add_test(tc, as_each_person_wishes);
    tcase_add_test(tc, obligations_too);
    tcase_add_test(tc, returned_is_told_at_once);
    tcase_add_test(tc, returned_is_told_to_who_can_correct_it);
    return tc;
}
