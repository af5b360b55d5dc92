/* A result from draft to approval, as store/result keeps it. */
#include "store/approval.h"
#include "store/parts.h"
#include "support/plan.h"

static const struct period year = {2025, PERIOD_YEAR, 1};
static const struct date today = {2026, 1, 15};

static struct result_actor by(int64_t account)
{
    return (struct result_actor){.account = account,
                                 .now = {1768471200 + account}};
}

static struct dec num(const char *text)
{
    struct dec d;

    assert_ok(dec_parse(str_of(text), &d));
    return d;
}

static void open(struct results *rs)
{
    assert_ok(results_open(test_db, test_arena, PLAN, year, true, rs));
}

static struct result_line *line_of(struct results *rs, int64_t measure)
{
    struct result_line *line = results_line(rs, measure);

    ck_assert_ptr_nonnull(line);
    return line;
}

/* One value saved and committed by one person. */
static void enter(int64_t account, int64_t measure, const char *value,
                  const char *factors_fr)
{
    struct results rs;
    struct result_actor actor = by(account);

    assert_ok(db_begin_write(test_db));
    open(&rs);
    struct result_line *line = line_of(&rs, measure);
    struct result_content content = line->content;

    content.value = num(value);
    content.texts[TEXT_FR].factors = str_of(factors_fr);
    assert_ok(result_save(&rs, line, &content, line->version, &actor));
    assert_ok(results_close(&rs, &actor));
    assert_ok(db_commit(test_db));
}

static void submit(int64_t account, int64_t measure)
{
    struct result_actor actor = by(account);
    struct results rs;

    assert_ok(db_begin_write(test_db));
    open(&rs);
    assert_ok(result_submit(&rs, line_of(&rs, measure), &actor));
    assert_ok(results_close(&rs, &actor));
    assert_ok(db_commit(test_db));
}

static void fresh(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") == 0)
        plan_fixture();
    sql_run("DELETE FROM result_revision");
    sql_run("DELETE FROM result_text");
    sql_run("DELETE FROM result");
    sql_run("DELETE FROM summary");
    sql_run("DELETE FROM results_version");
}

START_TEST(lines_come_in_tree_order)
{
    static const int64_t order[] = {OWN, SHARE, VISITS, STORY, DONE, LATE};
    struct results rs;

    open(&rs);
    ck_assert_uint_eq(rs.count, 6);
    for (size_t i = 0; i < 6; i++)
        ck_assert_int_eq(rs.lines[i].measure, order[i]);
    ck_assert(rs.lines[0].item_level);
    ck_assert_int_eq(rs.lines[0].thresholds.green_op, OP_GE);
    assert_str(rs.lines[0].measure_code, "P.O1");
    assert_str(rs.lines[1].measure_code, "P.SHARE");
    assert_str(rs.items[rs.items[rs.lines[3].item].top].ref, "O.S. 1");
    ck_assert_int_eq(rs.lines[1].state, STATE_NONE);
    ck_assert_uint_eq(result_lacks(&rs.lines[1]), LACKS_VALUE);
}
END_TEST

START_TEST(a_draft_is_saved_and_read_back)
{
    struct results rs;

    enter(STAFF, SHARE, "78.50", "Retard du marché");
    open(&rs);
    struct result_line *line = line_of(&rs, SHARE);

    ck_assert_int_eq(line->state, STATE_DRAFT);
    ck_assert_int_eq(line->version, 1);
    ck_assert_int_eq(line->status, STATUS_PARTIAL);
    assert_str(dec_text(test_arena, line->content.value), "78.50");
    assert_str(line->content.texts[TEXT_FR].factors, "Retard du marché");
    assert_str(line->content.original, "fr");
    assert_str(line->code, "P.SHARE.2025");
    ck_assert_int_eq(result_translation(test_arena, line), TRANSLATION_MISSING);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result_revision"), 0);
    ck_assert_int_eq(
        sql_int("SELECT entered AS n FROM summary WHERE part = 'indicators'"),
        1);
    ck_assert_int_eq(
        sql_int("SELECT partial AS n FROM summary WHERE part = 'indicators'"),
        0); /* a draft counts as entered, its status is not shown above */
}
END_TEST

START_TEST(saving_the_same_writes_nothing)
{
    enter(STAFF, SHARE, "78.50", "Retard");
    enter(STAFF, SHARE, "78.50", "Retard");
    ck_assert_int_eq(sql_int("SELECT version AS n FROM result"), 1);
    ck_assert_int_eq(sql_int("SELECT version AS n FROM results_version"), 1);
    enter(STAFF, SHARE, "78.5", "");
    ck_assert_int_eq(sql_int("SELECT version AS n FROM result"), 2);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result_text"), 0);
}
END_TEST

START_TEST(another_person_takes_over)
{
    enter(STAFF, SHARE, "60", "Ceci");
    enter(STAFF_TWO, SHARE, "70", "Cela");
    assert_str(sql_text("SELECT CONCAT_WS('|', revision, act, account,"
                        " JSON_VALUE(content, '$.value'),"
                        " JSON_VALUE(content, '$.factors')) AS text"
                        " FROM result_revision WHERE act = 'draft'"),
               "1|draft|1|60|Ceci");
}
END_TEST

START_TEST(two_persons_conflict)
{
    struct results rs;
    struct result_actor actor = by(STAFF_TWO);

    enter(STAFF, SHARE, "60", "Ceci");
    assert_ok(db_begin_write(test_db));
    open(&rs);
    struct result_line *line = line_of(&rs, SHARE);
    struct result_content mine = {.value = num("99")};

    ck_assert_int_eq(result_save(&rs, line, &mine, 0, &actor), ERR_CONFLICT);
    assert_str(dec_text(test_arena, line->content.value), "60");
    assert_ok(results_close(&rs, &actor));
    db_rollback(test_db);
}
END_TEST

START_TEST(incomplete_is_not_submitted)
{
    struct results rs;
    struct result_actor actor = by(STAFF);

    enter(STAFF, SHARE, "78", "");
    assert_ok(db_begin_write(test_db));
    open(&rs);
    ck_assert_int_eq(result_submit(&rs, line_of(&rs, SHARE), &actor),
                     ERR_INPUT);
    ck_assert_int_eq(result_submit(&rs, line_of(&rs, VISITS), &actor),
                     ERR_FORBIDDEN);
    db_rollback(test_db);
}
END_TEST

START_TEST(submitted_then_approved)
{
    struct approvals ap;
    struct result_actor director = by(DIRECTOR), staff = by(STAFF);
    struct approval_turn turn;

    enter(STAFF, SHARE, "95", "");
    submit(STAFF, SHARE);
    assert_ok(db_begin_write(test_db));
    assert_ok(approvals_open(test_db, test_arena, PLAN, year, today, &ap));
    struct result_line *line = line_of(&ap.rs, SHARE);
    struct hash shown = result_hash(&ap.rs, line), wrong = shown;

    wrong.bytes[0] ^= 1;
    ck_assert(approval_waits(&ap, line, DIRECTOR, &turn));
    ck_assert(!turn.turn.declared);
    ck_assert(!approval_waits(&ap, line, MANAGER, &turn));
    ck_assert(!approval_waits(&ap, line, AUTHORITY, &turn));
    ck_assert(!approval_waits(&ap, line, STAFF, &turn));
    assert_str(approval_names(&ap, line, S("for")), "Dora Chef");
    ck_assert_int_eq(result_approve(&ap.rs, line, wrong, NULL, &director),
                     ERR_CONFLICT);
    ck_assert_int_eq(result_approve(&ap.rs, line, shown, NULL, &staff),
                     ERR_FORBIDDEN);
    assert_ok(result_approve(&ap.rs, line, shown, NULL, &director));
    assert_ok(results_close(&ap.rs, &director));
    assert_ok(db_commit(test_db));
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result WHERE state ="
                             " 'approved' AND decided_by = 4 AND"
                             " approved_revision = 2"),
                     1);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result_revision v"
                             " JOIN result r USING (plan, period, measure)"
                             " WHERE v.revision = 2 AND v.act = 'approve'"
                             " AND v.hash = r.approved_hash"
                             " AND v.hash = UNHEX(SHA2(v.content, 256))"),
                     1);
    ck_assert_int_eq(
        sql_int("SELECT achieved + approved + on_time AS n FROM summary"
                " WHERE part = 'indicators'"),
        3);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision WHERE"
                             " object_key = 'P.SHARE.2025'"),
                     2);
}
END_TEST

START_TEST(entered_by_the_director)
{
    struct approvals ap;
    struct approval_turn turn;

    enter(STAFF, SHARE, "60", "Ceci");
    enter(DIRECTOR, SHARE, "95", "");
    enter(STAFF, SHARE, "96", "");
    submit(STAFF, SHARE);
    assert_ok(approvals_open(test_db, test_arena, PLAN, year, today, &ap));
    struct result_line *line = line_of(&ap.rs, SHARE);

    ck_assert(!approval_waits(&ap, line, DIRECTOR, &turn));
    ck_assert(approval_waits(&ap, line, MANAGER, &turn));
}
END_TEST

START_TEST(returned_and_corrected)
{
    struct results rs;
    struct result_actor director = by(DIRECTOR);

    enter(STAFF, SHARE, "95", "");
    submit(STAFF, SHARE);
    assert_ok(db_begin_write(test_db));
    open(&rs);
    struct result_line *line = line_of(&rs, SHARE);
    struct hash shown = result_hash(&rs, line);

    ck_assert_int_eq(result_return(&rs, line, shown, S(" "), &director),
                     ERR_INPUT);
    assert_ok(result_return(&rs, line, shown, S("Chiffre faux"), &director));
    assert_ok(results_close(&rs, &director));
    assert_ok(db_commit(test_db));
    enter(STAFF, SHARE, "91", "");
    open(&rs);
    line = line_of(&rs, SHARE);
    ck_assert_int_eq(line->state, STATE_RETURNED);
    assert_str(line->return_reason, "Chiffre faux");
    submit(STAFF, SHARE);
    open(&rs);
    ck_assert(!str_given(line_of(&rs, SHARE)->return_reason));
}
END_TEST

static void approve(int64_t account, int64_t measure)
{
    struct results rs;
    struct result_actor actor = by(account);

    assert_ok(db_begin_write(test_db));
    open(&rs);
    struct result_line *line = line_of(&rs, measure);

    assert_ok(result_approve(&rs, line, result_hash(&rs, line), NULL, &actor));
    assert_ok(results_close(&rs, &actor));
    assert_ok(db_commit(test_db));
}

START_TEST(a_translation_never_drops_an_approval)
{
    struct results rs;
    struct result_actor translator = by(TRANSLATOR);
    struct result_texts nl = {.factors = S("Vertraging")};

    enter(STAFF, SHARE, "78", "Retard");
    submit(STAFF, SHARE);
    approve(DIRECTOR, SHARE);
    assert_ok(db_begin_write(test_db));
    open(&rs);
    struct result_line *line = line_of(&rs, SHARE);

    assert_ok(
        result_translate(&rs, line, &nl, false, line->version, &translator));
    ck_assert_int_eq(result_translation(test_arena, line), TRANSLATION_DRAFT);
    assert_ok(
        result_translate(&rs, line, &nl, true, line->version, &translator));
    assert_ok(results_close(&rs, &translator));
    assert_ok(db_commit(test_db));
    open(&rs);
    line = line_of(&rs, SHARE);
    ck_assert_int_eq(line->state, STATE_APPROVED);
    ck_assert_int_eq(result_translation(test_arena, line), TRANSLATION_CONFORM);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result_revision"
                             " WHERE act = 'translate' AND account = 3"),
                     1);
    struct hash now = result_hash(&rs, line);

    ck_assert(
        str_eq(line->approved_hash, (struct str){(const char *)now.bytes, 32}));
}
END_TEST

START_TEST(a_change_drops_the_approval_and_the_translation)
{
    struct results rs;
    struct result_actor staff = by(STAFF);

    enter(STAFF, SHARE, "78", "Retard");
    submit(STAFF, SHARE);
    approve(DIRECTOR, SHARE);
    assert_ok(db_begin_write(test_db));
    open(&rs);
    struct result_line *line = line_of(&rs, SHARE);
    struct result_content content = line->content;

    content.texts[TEXT_NL].factors = S("Vertraging");
    content.translation_checked = true;
    ck_assert_int_eq(result_save(&rs, line, &content, line->version, &staff),
                     ERR_FORBIDDEN);
    assert_ok(result_reopen(&rs, line, S("Erreur de frappe"), &staff));
    ck_assert_int_eq(line->state, STATE_DRAFT);
    assert_ok(result_save(&rs, line, &content, line->version, &staff));
    ck_assert_int_eq(result_translation(test_arena, line), TRANSLATION_CONFORM);
    content = line->content;
    content.texts[TEXT_FR].factors = S("Retard de livraison");
    assert_ok(result_save(&rs, line, &content, line->version, &staff));
    ck_assert_int_eq(result_translation(test_arena, line),
                     TRANSLATION_OUTDATED);
    assert_ok(results_close(&rs, &staff));
    assert_ok(db_commit(test_db));
    open(&rs);
    line = line_of(&rs, SHARE);
    ck_assert_int_eq(result_translation(test_arena, line),
                     TRANSLATION_OUTDATED);
    ck_assert(str_given(line->approved_hash)); /* the difference can be shown */
    ck_assert_int_eq(line->approved_revision, 2);
}
END_TEST

static void import(const char *value, enum state state, int64_t confirmed_by,
                   enum err expected)
{
    struct results rs;
    struct result_actor actor = by(STAFF);
    struct result_content content = {.value = num(value)};

    content.texts[TEXT_FR].description = S("Fait");
    content.texts[TEXT_NL].description = S("Gedaan");
    assert_ok(db_begin_write(test_db));
    open(&rs);
    ck_assert_int_eq(result_import(&rs, line_of(&rs, SHARE), S("R1"), &content,
                                   state, confirmed_by, &actor),
                     expected);
    if (expected != OK) {
        db_rollback(test_db);
        return;
    }
    assert_ok(results_close(&rs, &actor));
    assert_ok(db_commit(test_db));
}

START_TEST(imported_history)
{
    struct results rs;

    import("60", STATE_APPROVED, STAFF, ERR_FORBIDDEN);
    import("60", STATE_APPROVED, 0, OK); /* nobody confirms: submitted */
    open(&rs);
    ck_assert_int_eq(line_of(&rs, SHARE)->state, STATE_SUBMITTED);
    assert_str(line_of(&rs, SHARE)->code, "R1");
    ck_assert_int_eq(result_translation(test_arena, line_of(&rs, SHARE)),
                     TRANSLATION_CONFORM);
    import("61", STATE_SUBMITTED, 0, ERR_CONFLICT);
    import("60", STATE_APPROVED, DIRECTOR, OK);
    import("60", STATE_APPROVED, DIRECTOR, OK);
    import("60", STATE_APPROVED, 0, OK);
    open(&rs);
    ck_assert_int_eq(line_of(&rs, SHARE)->state, STATE_APPROVED);
    ck_assert_int_eq(line_of(&rs, SHARE)->version, 2);
    ck_assert_int_eq(line_of(&rs, SHARE)->decided_by, DIRECTOR);
    import("61", STATE_APPROVED, DIRECTOR, ERR_CONFLICT);
    import("60", STATE_DRAFT, 0, ERR_CONFLICT);
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM result_revision v JOIN result r"
                " USING (plan, period, measure) WHERE v.act = 'approve'"
                " AND v.revision = r.revision AND v.hash = r.approved_hash"),
        1);
}
END_TEST

START_TEST(last_year_follows_the_lineage)
{
    struct results rs;

    enter(STAFF, SHARE, "78", "Retard");
    submit(STAFF, SHARE);
    assert_ok(results_open(test_db, test_arena, PLAN,
                           (struct period){2026, PERIOD_YEAR, 1}, true, &rs));
    struct result_line *line = line_of(&rs, SHARE);

    assert_str(dec_text(test_arena, line->last.value), "78");
    ck_assert_int_eq(line->last.status, STATUS_PARTIAL);
    assert_str(line->last.texts[TEXT_FR].factors, "Retard");
}
END_TEST

/* An import closes as many as it has rows, in one arena. */
START_TEST(what_a_result_binds_takes_no_memory_that_stays)
{
    struct results rs;

    enter(STAFF, SHARE, "80", "Un été long");
    open(&rs);
    size_t used = arena_used(test_arena);

    result_hash(&rs, line_of(&rs, SHARE));
    ck_assert_uint_eq(arena_used(test_arena), used);
}
END_TEST

START_TEST(summary_of_a_plan)
{
    enter(STAFF, SHARE, "80", "Retard");
    submit(STAFF, SHARE);
    enter(STAFF, VISITS, "40", "");
    submit(STAFF, VISITS);
    enter(STAFF, OWN, "75", "Retard");
    submit(STAFF, OWN);
    assert_str(sql_text("SELECT CONCAT_WS('|', measures, achieved, partial,"
                        " not_achieved, no_status, submitted, weighted + 0,"
                        " coverage + 0) AS text FROM summary"
                        " WHERE part = 'indicators'"),
               "5|1|1|0|3|2|88.000000|50.000000");
    assert_str(sql_text("SELECT CONCAT_WS('|', measures, achieved, partial,"
                        " no_status, weighted + 0) AS text FROM summary"
                        " WHERE part = 'objectives'"),
               "1|0|1|0|75.000000");
}
END_TEST

TCase *results(void)
{
    TCase *t = tcase_create("results");

    database_fixture(t);
    tcase_add_checked_fixture(t, fresh, NULL);
    tcase_add_test(t, lines_come_in_tree_order);
    tcase_add_test(t, a_draft_is_saved_and_read_back);
    tcase_add_test(t, saving_the_same_writes_nothing);
    tcase_add_test(t, another_person_takes_over);
    tcase_add_test(t, two_persons_conflict);
    tcase_add_test(t, incomplete_is_not_submitted);
    tcase_add_test(t, submitted_then_approved);
    tcase_add_test(t, entered_by_the_director);
    tcase_add_test(t, returned_and_corrected);
    tcase_add_test(t, a_translation_never_drops_an_approval);
    tcase_add_test(t, a_change_drops_the_approval_and_the_translation);
    tcase_add_test(t, imported_history);
    tcase_add_test(t, last_year_follows_the_lineage);
    tcase_add_test(t, what_a_result_binds_takes_no_memory_that_stays);
    tcase_add_test(t, summary_of_a_plan);
    return t;
}
