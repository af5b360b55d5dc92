/* Who imports, and who answers for what was approved. */
#include "document/parts.h"

#include "store/decision.h"

static int64_t account(const char *login, const char *role, const char *entity)
{
    sql_run(
        str_printf(test_arena,
                   "INSERT IGNORE INTO account (login, name, email, made_at)"
                   " VALUES ('%s', '%s', '%s@example.org', UTC_TIMESTAMP())",
                   login, login, login)
            .p);
    int64_t id = sql_int(str_printf(test_arena,
                                    "SELECT id AS n FROM account"
                                    " WHERE login = '%s'",
                                    login)
                             .p);
    sql_run(str_printf(test_arena,
                       "INSERT INTO assignment (account, role, entity, from_on,"
                       " granted_at, confirmed_at) SELECT %lld, '%s', e.id,"
                       " '2020-01-01', UTC_TIMESTAMP(), UTC_TIMESTAMP()"
                       " FROM (SELECT id, code FROM entity UNION SELECT 0, '*')"
                       " e WHERE e.code = '%s'",
                       (long long)id, role, entity)
                .p);
    return id;
}

static struct import_options persons(int64_t as, int64_t confirmed_by)
{
    struct import_options o = operator_options();

    o.as = as;
    o.confirmed_by = confirmed_by;
    return o;
}

static void entities(void)
{
    struct workbook *w = workbook_new(test_arena);
    struct import_options o = operator_options();
    struct import_report report;

    ck_assert_int_eq(workbook_folder(w, fixture("workbook").p), OK);
    for (size_t s = SHEET_PLANS; s < SHEET_COUNT; s++)
        w->sheets[s] = (struct rows){.by_key = keymap_new(test_arena)};
    assert_ok(workbook_import(test_db, w, &o, &report));
}

static int64_t results_in(const char *state)
{
    return sql_int(str_printf(test_arena,
                              "SELECT COUNT(*) AS n FROM result"
                              " WHERE state = '%s'",
                              state)
                       .p);
}

START_TEST(a_second_person_confirms_history)
{
    struct outcome o;

    entities();
    int64_t one = account("one", "controller", "*");
    int64_t two = account("two", "director", "CANAL");

    ck_assert_int_eq(import_folder("workbook", persons(one, one)).err,
                     ERR_FORBIDDEN);
    ck_assert_int_eq(import_folder("workbook", persons(0, two)).err,
                     ERR_FORBIDDEN);
    o = import_folder("workbook", persons(one, two));
    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    ck_assert_int_eq(results_in("approved"), 1);
    ck_assert_int_eq(results_in("locked"), 1);
    ck_assert_int_eq(results_in("submitted"), 1);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"
                             " WHERE edited_by <> decided_by"),
                     2);
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT_WS(' ', p.code, e.state,"
                        " e.effective_on, LENGTH(e.hash)) ORDER BY p.code"
                        " SEPARATOR ', ') AS text"
                        " FROM edition e JOIN plan p ON p.id = e.plan"),
               "CANAL-2020 draft, CANAL-2025 approved 2025-01-01 32");

    int64_t before = trace();
    o = import_folder("workbook", persons(one, two));
    assert_ok(o.err);
    o = import_folder("workbook", operator_options());
    assert_ok(o.err);
    ck_assert_uint_eq(touched(&o), 0);
    ck_assert_uint_eq(o.report.unconfirmed, 0);
    ck_assert_int_eq(trace(), before);

    int64_t broken;
    assert_ok(decision_verify(
        test_db, sql_int("SELECT id AS n FROM plan WHERE code = 'CANAL-2025'"),
        &broken));
    ck_assert_int_eq(broken, 0);
}
END_TEST

START_TEST(what_is_approved_does_not_change)
{
    struct outcome o = import_text(
        SHEET_RESULTS,
        S("key,indicator,period,value,note,state\n"
          "CANAL-2025.R1,CANAL-2025.I1,2025,85.5,Acte : rapport annuel 2025,"
          "approved\n"),
        operator_options());

    assert_ok(o.err);
    ck_assert_uint_eq(touched(&o), 0);
    o = import_text(SHEET_RESULTS,
                    S("key,value,state\nCANAL-2025.R1,86,draft\n"),
                    operator_options());
    ck_assert_int_eq(o.err, ERR_INPUT);
    assert_str(o.problems,
               "results row 2 value: \"86\" — expected no change, as the result"
               " already is: approved\n"
               "results row 2 state: \"draft\" — expected no change, as the"
               " result already is: approved\n");
}
END_TEST

/* In a database where nobody confirmed. */
START_TEST(unconfirmed_history_waits)
{
    struct outcome o;

    entities();
    int64_t one = account("one", "controller", "*");
    int64_t two = account("two", "controller", "*");
    int64_t far = account("far", "director", "FERRY");
    int64_t admin = account("admin", "admin", "*");

    o = import_folder("workbook", persons(one, 0));
    assert_ok(o.err);
    ck_assert_uint_eq(o.report.unconfirmed, 2);
    ck_assert_int_eq(results_in("submitted"), 3);
    ck_assert_int_eq(results_in("approved"), 0);

    o = import_folder("workbook", persons(one, far));
    ck_assert_int_eq(o.err, ERR_INPUT);
    assert_has(o.problems, "results row 2 state: \"approved\" — expected a"
                           " result within reach of the account that confirms");
    o = import_folder("workbook", persons(one, admin));
    ck_assert_int_eq(o.err, ERR_INPUT);
    o = import_folder("workbook", persons(two, one));
    ck_assert_int_eq(o.err, ERR_INPUT);
    assert_has(o.problems, "the persons concerned");

    /* Who directs the plan's entity, and who is named for the plan. */
    int64_t head = account("head", "director", "CANAL");
    int64_t minister = account("minister", "authority", "FERRY");
    o = import_text(SHEET_RESULTS, S("key,state\nCANAL-2025.R1,approved\n"),
                    persons(one, head));
    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    ck_assert_int_eq(results_in("approved"), 1);
    sql_run("UPDATE assignment a JOIN plan p ON p.code = 'CANAL-2025'"
            " SET a.entity = NULL, a.plan = p.id WHERE a.role = 'authority'");
    o = import_folder("workbook", persons(one, minister));
    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    ck_assert_int_eq(results_in("approved"), 1);
    ck_assert_int_eq(results_in("locked"), 1);
    o = import_folder("workbook", persons(one, two));
    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    ck_assert_uint_eq(touched(&o), 0);
}
END_TEST

START_TEST(each_within_reach)
{
    struct outcome o;

    entities();
    assert_ok(import_folder("workbook", operator_options()).err);
    int64_t green = account("green", "staff", "CANAL-GREEN");
    int64_t canal = account("canal", "staff", "CANAL");
    int64_t admin = account("boss", "admin", "*");
    int64_t reader = account("reader", "reader", "*");

    o = import_text(SHEET_ITEMS,
                    S("key,title_fr\nCANAL-2025.O1,Autre\nCANAL-2020.O1,Non\n"),
                    persons(green, 0));
    assert_str(o.problems,
               "items row 2 key: \"CANAL-2025.O1\" — expected another key: this"
               " key is already in use\n"
               "items row 3 key: \"CANAL-2020.O1\" — expected another key: this"
               " key is already in use\n");
    o = import_text(SHEET_PLANS,
                    S("key,entity,kind\nGREEN-1,CANAL-GREEN,policy\n"
                      "FERRY-1,FERRY,policy\n"),
                    persons(green, 0));
    assert_str(o.problems,
               "plans row 3 entity: \"FERRY\" — expected something within reach"
               " of the account that imports\n");
    /* LOCKS is a predecessor of CANAL: its plans are within reach. */
    o = import_text(SHEET_ITEMS,
                    S("key,title_fr\nCANAL-2025.O1,Autre\nCANAL-2020.O1,Oui\n"),
                    persons(canal, 0));
    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    o = import_text(SHEET_ENTITIES, S("key,acronym\nCANAL,CC\n"),
                    persons(canal, 0));
    assert_has(o.problems, "already in use");
    o = import_text(SHEET_ENTITIES,
                    S("key,parent,acronym\nCANAL,WATER,CC\nNEW,CANAL,N\n"),
                    persons(admin, 0));
    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    o = import_text(SHEET_ITEMS, S("key,title_fr\nCANAL-2025.O1,Boss\n"),
                    persons(admin, 0));
    assert_has(o.problems, "already in use");
    o = import_text(SHEET_ITEMS, S("key,title_fr\nCANAL-2025.O1,Reader\n"),
                    persons(reader, 0));
    assert_has(o.problems, "already in use");
    o = import_text(SHEET_CALENDARS, S("key,calendar\nC1,fairs\n"),
                    persons(canal, 0));
    assert_has(o.problems, "calendars row 2 key: \"C1\" — expected something"
                           " within reach");
    sql_run("INSERT INTO campaign (period, state, opens_on, due_on, locks_on)"
            " VALUES ('2026', 'closed', '2027-01-01', '2027-01-31',"
            " '2027-02-28')");
    const char *late = "key,indicator,period,value\n"
                       "CANAL-2025.L,CANAL-2025.I1,2026,88\n";
    o = import_text(SHEET_RESULTS, str_of(late), persons(canal, 0));
    assert_str(o.problems,
               "results row 2 period: \"2026\" — expected a period"
               " whose campaign is open, and this one is: closed\n");
    sql_run("UPDATE campaign SET state = 'open'");
    o = import_text(SHEET_RESULTS, str_of(late), persons(canal, 0));
    ck_assert_msg(o.err == OK, "%.*s", STR_ARG(o.problems));
    /* What others have is not even known. */
    o = import_text(SHEET_ITEMS,
                    S("key,plan,continues\nG1,GREEN-0,CANAL-2025.O1\n"),
                    persons(green, 0));
    assert_has(o.problems, "items row 2 plan: \"GREEN-0\" — expected a key of");
    assert_has(o.problems, "items row 2 continues: \"CANAL-2025.O1\" — expected"
                           " a key of");
}
END_TEST

TCase *people_cases(void)
{
    TCase *tc = tcase_create("people");

    database_fixture(tc);
    tcase_add_test(tc, a_second_person_confirms_history);
    tcase_add_test(tc, what_is_approved_does_not_change);
    return tc;
}

TCase *waiting_cases(void)
{
    TCase *tc = tcase_create("waiting");

    database_fixture(tc);
    tcase_add_test(tc, unconfirmed_history_waits);
    return tc;
}

TCase *reach_cases(void)
{
    TCase *tc = tcase_create("reach");

    database_fixture(tc);
    tcase_add_test(tc, each_within_reach);
    return tc;
}
