/* Rules of two persons, obligations that follow what they rest on, facts that
 * stay. On the small body of support/plan, as a mandate from September 2024. */
#include "store/obligation.h"

#include "parts.h"
#include "store/agenda.h"
#include "store/occurrence.h"
#include "support/plan.h"

static const struct date today = {2026, 1, 15};

static struct rule_actor by(int64_t account)
{
    return (struct rule_actor){account, {1768478400}, today};
}

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") > 0)
        return;
    plan_fixture();
    sql_run("UPDATE plan SET kind = 'mandate'");
    sql_run("UPDATE edition SET starts_on = '2024-09-01',"
            " mid_evaluation_on = '2027-03-01', ends_on = '2029-08-31'");
    sql_run("INSERT INTO deadline (id, plan, code) VALUES (1, 1, 'P.D1'),"
            " (2, 1, 'P.D2'), (3, 1, 'P.D3'), (4, 1, 'P.D4'), (5, 1, 'P.D5')");
    sql_run("INSERT INTO edition_deadline (plan, edition, id, item, sort,"
            " text_fr, kind, per, n_min, anchor, before_after, calendar) VALUES"
            " (1, 1, 1, 2, 1, 'annuellement', 'recurring', 'year', 1, NULL,"
            " NULL, NULL),"
            " (1, 1, 2, 2, 2, 'avant la mi-mandat', 'relative', NULL, NULL,"
            " 'mid_evaluation', 'before', NULL),"
            " (1, 1, 3, 3, 1, 'selon le calendrier', 'calendar', NULL, NULL,"
            " NULL, NULL, 'Cour'),"
            " (1, 1, 4, 3, 2, 'avant chaque visite', 'occurrence', NULL, NULL,"
            " NULL, 'before', NULL),"
            " (1, 1, 5, 3, 3, 'en continu', NULL, NULL, NULL, NULL, NULL,"
            " NULL)");
}

static struct rule_row row_of(int64_t deadline)
{
    struct list rows;

    assert_ok(rules_of_deadline(test_db, PLAN, 1, deadline, &rows));
    return *LIST_AT(struct rule_row, rows, rows.count - 1);
}

static int64_t generate(void)
{
    int64_t changed = 0;

    assert_ok(obligations_generate(test_db, test_arena, PLAN, today, &changed));
    return changed;
}

static void confirm(int64_t deadline)
{
    struct rule_row row = row_of(deadline);
    struct rule_actor director = by(DIRECTOR);

    assert_ok(rule_confirm(test_db, PLAN, 1, &row, &director));
}

static int64_t told(const char *sql)
{
    return sql_int(sql);
}

START_TEST(nothing_runs_before_a_person_confirms)
{
    struct rule_row row;
    struct rule_actor director = by(DIRECTOR);

    assert_ok(db_begin_write(test_db));
    ck_assert_int_eq(generate(), 0);
    row = row_of(5);
    ck_assert_int_eq(rule_confirm(test_db, PLAN, 1, &row, &director),
                     ERR_INPUT);
    confirm(1);
    ck_assert_int_eq(generate(), 6);
    ck_assert_int_eq(generate(), 0);
    row = row_of(1);
    ck_assert(row.confirmed && !row.imported && !row.words_changed);
    assert_str(row.confirmer, "Dora Chef");
    db_rollback(test_db);
}
END_TEST

START_TEST(who_typed_a_rule_does_not_confirm_it)
{
    struct rule_actor director = by(DIRECTOR), manager = by(MANAGER);
    struct rule_row row;

    assert_ok(db_begin_write(test_db));
    row = row_of(5);
    row.kind = S("continuous");
    assert_ok(rule_propose(test_db, PLAN, 1, &row, &director));
    row = row_of(5);
    ck_assert(!row.imported && !row.confirmed);
    ck_assert_int_eq(rule_confirm(test_db, PLAN, 1, &row, &director),
                     ERR_FORBIDDEN);
    assert_ok(rule_confirm(test_db, PLAN, 1, &row, &manager));
    ck_assert_int_eq(generate(), 2); /* the campaigns of 2024 and 2025 */
    ck_assert_int_eq(rule_refuse(test_db, &row), ERR_CONFLICT);
    db_rollback(test_db);
}
END_TEST

START_TEST(other_words_drop_a_confirmation)
{
    assert_ok(db_begin_write(test_db));
    confirm(1);
    ck_assert_int_eq(generate(), 6);
    sql_run(
        "UPDATE edition_deadline SET text_fr = 'tous les ans' WHERE id = 1");
    ck_assert(row_of(1).words_changed);
    ck_assert_int_eq(generate(), 6);
    ck_assert_int_eq(told("SELECT COUNT(*) AS n FROM obligation"), 0);
    confirm(1);
    ck_assert(!row_of(1).words_changed);
    ck_assert_int_eq(generate(), 6);
    db_rollback(test_db);
}
END_TEST

START_TEST(anchors_move_and_facts_stay)
{
    struct rule_actor staff = by(STAFF);
    struct list rows;
    struct obligation_said said = {.met_on = {2025, 12, 20}, .note = S("Done")};

    assert_ok(db_begin_write(test_db));
    confirm(1);
    confirm(2);
    generate();
    assert_ok(obligations_of_plan(test_db, PLAN, STAFF, today, &rows));
    ck_assert_uint_eq(rows.count, 7);
    const struct obligation_row *second =
        LIST_AT(struct obligation_row, rows, 1);
    assert_str(second->code, "2025/1");
    assert_ok(obligation_tell(test_db, test_arena, second, &said, &staff));
    ck_assert_int_eq(
        obligation_tell(test_db, test_arena, second, &said, &staff),
        ERR_CONFLICT);
    sql_run("UPDATE edition SET mid_evaluation_on = '2028-03-01'");
    ck_assert_int_eq(generate(), 1);
    ck_assert_int_eq(told("SELECT COUNT(*) AS n FROM obligation"
                          " WHERE due_on = '2028-02-29'"),
                     1);
    sql_run("UPDATE edition SET mid_evaluation_on = NULL");
    ck_assert_int_eq(generate(), 1);
    ck_assert_int_eq(told("SELECT COUNT(*) AS n FROM obligation"
                          " WHERE deadline = 2 AND due_on IS NULL"),
                     1);
    sql_run("UPDATE plan SET mandate_years = TRUE");
    ck_assert_int_eq(generate(), 5 + 5 + 1);
    assert_str(sql_text("SELECT CONCAT_WS(' ', code, met_on, gone) AS text"
                        " FROM obligation WHERE met_on IS NOT NULL"),
               "2025/1 2025-12-20 1");
    ck_assert_int_eq(generate(), 0);
    sql_run("UPDATE plan SET mandate_years = FALSE");
    generate();
    assert_str(sql_text("SELECT CONCAT_WS(' ', code, met_on, gone) AS text"
                        " FROM obligation WHERE met_on IS NOT NULL"),
               "2025/1 2025-12-20 0");
    db_rollback(test_db);
}
END_TEST

START_TEST(calendars_and_registers_are_followed)
{
    struct rule_actor controller = by(CONTROLLER), staff = by(STAFF);
    struct agenda c;
    struct agenda_date date = {.on_date = {2026, 3, 1}, .text_fr = S("Dépôt")};
    struct occurrence visit = {.on_date = {2028, 3, 1}, .text_fr = S("Visite")};
    int64_t broken;

    assert_ok(db_begin_write(test_db));
    confirm(3);
    confirm(4);
    ck_assert_int_eq(generate(), 1);
    int64_t id = sql_int("SELECT id AS n FROM calendar WHERE name = 'Cour'");

    assert_ok(agenda_find(test_db, id, STAFF, today, &c));
    ck_assert_int_eq(agenda_date_write(test_db, test_arena, &c, &date, &staff),
                     ERR_FORBIDDEN);
    assert_ok(agenda_grant(test_db, test_arena, &c, STAFF, &controller));
    assert_ok(agenda_find(test_db, id, STAFF, today, &c));
    ck_assert(c.mine && c.rules == 1 && c.dates == 0);
    assert_ok(agenda_date_write(test_db, test_arena, &c, &date, &staff));
    assert_str(sql_text("SELECT GROUP_CONCAT(due_on) AS text FROM obligation"
                        " WHERE deadline = 3"),
               "2026-03-01");
    assert_ok(occurrence_write(test_db, test_arena, PLAN, 3, &visit, &staff));
    assert_str(sql_text("SELECT GROUP_CONCAT(due_on) AS text FROM obligation"
                        " WHERE deadline = 4"),
               "2028-02-29");
    visit.id = sql_int("SELECT id AS n FROM occurrence");
    visit.on_date = DATE_NONE;
    assert_ok(occurrence_write(test_db, test_arena, PLAN, 3, &visit, &staff));
    ck_assert_int_eq(told("SELECT COUNT(*) AS n FROM obligation"
                          " WHERE deadline = 4 AND due_on IS NULL"),
                     1);
    assert_ok(occurrence_end(test_db, test_arena, PLAN, 3, visit.id, &staff));
    ck_assert_int_eq(told("SELECT COUNT(*) AS n FROM obligation"
                          " WHERE deadline = 4"),
                     0);
    date.id = sql_int("SELECT id AS n FROM calendar_date");
    assert_ok(agenda_date_remove(test_db, test_arena, &c, date.id, &staff));
    ck_assert_int_eq(told("SELECT COUNT(*) AS n FROM obligation"
                          " WHERE deadline = 3 AND code = 'calendar'"),
                     1);
    assert_ok(agenda_revoke(test_db, test_arena, &c, STAFF, &controller));
    for (int64_t plan = 0; plan <= PLAN; plan++) {
        assert_ok(decision_verify(test_db, plan, &broken));
        ck_assert_int_eq(broken, 0);
    }
    db_rollback(test_db);
}
END_TEST

START_TEST(only_who_works_on_the_plan_reads_them)
{
    struct list rows;
    struct rule_rights rights;
    struct occurrence_item item;

    assert_ok(db_begin_write(test_db));
    confirm(1);
    generate();
    assert_ok(obligations_of_plan(test_db, PLAN, CONTROLLER, today, &rows));
    ck_assert_uint_eq(rows.count, 6);
    assert_ok(obligations_of_plan(test_db, PLAN, READER, today, &rows));
    ck_assert_uint_eq(rows.count, 0);
    assert_ok(obligations_of_plan(test_db, PLAN, OUTSIDER, today, &rows));
    ck_assert_uint_eq(rows.count, 0);
    assert_ok(obligations_pressing(test_db, STAFF, today, &rows));
    ck_assert_uint_eq(rows.count, 2);
    assert_ok(obligations_pressing(test_db, OUTSIDER, today, &rows));
    ck_assert_uint_eq(rows.count, 0);
    ck_assert_int_eq(rule_rights(test_db, PLAN, READER, today, &rights),
                     ERR_NOT_FOUND);
    assert_ok(rule_rights(test_db, PLAN, STAFF, today, &rights));
    ck_assert(rights.enters && !rights.directs);
    ck_assert_int_eq(occurrence_item(test_db, PLAN, 2, OUTSIDER, today, &item),
                     ERR_NOT_FOUND);
    assert_ok(occurrence_item(test_db, PLAN, 2, DIRECTOR, today, &item));
    ck_assert(!item.enters);
    db_rollback(test_db);
}
END_TEST

TCase *obligation_tests(void)
{
    TCase *t = tcase_create("obligations");

    database_fixture(t);
    tcase_add_checked_fixture(t, arrange, NULL);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, nothing_runs_before_a_person_confirms);
    tcase_add_test(t, who_typed_a_rule_does_not_confirm_it);
    tcase_add_test(t, other_words_drop_a_confirmation);
    tcase_add_test(t, anchors_move_and_facts_stay);
    tcase_add_test(t, calendars_and_registers_are_followed);
    tcase_add_test(t, only_who_works_on_the_plan_reads_them);
    return t;
}
