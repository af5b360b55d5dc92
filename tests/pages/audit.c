#include "store/audit.h"
#include "document/ledger.h"
#include "pages/parts.h"
#include "store/decision.h"

static const struct instant noon = {1790000000}; /* 2026-09-21 */

static void people(void)
{
    sql_run("INSERT INTO account (id, login, name, email, lang, made_at) VALUES"
            " (1, 'aud', 'Alix Nys', 'aud@x.be', 'en', NOW()),"
            " (2, 'near', 'Nora Pol', 'near@x.be', 'en', NOW()),"
            " (3, 'control', 'Carl Pi', 'control@x.be', 'en', NOW()),"
            " (4, 'admin', 'Ada Lo', 'admin@x.be', 'en', NOW()),"
            " (5, 'staff', 'Sam Bal', 'staff@x.be', 'en', NOW()),"
            " (6, 'seated', 'Cleo Roos', 'seated@x.be', 'en', NOW()),"
            " (7, 'dir', 'Dina Mat', 'dir@x.be', 'en', NOW())");
    sql_run("INSERT INTO entity (id, code, name_fr) VALUES (1, 'E', 'Un'),"
            " (2, 'F', 'Deux')");
    sql_run("INSERT INTO entity_tree VALUES (0, 1, 1), (1, 1, 0), (0, 2, 1),"
            " (2, 2, 0)");
    sql_run("INSERT INTO assignment (account, role, entity, from_on,"
            " granted_at, confirmed_at) VALUES"
            " (1, 'auditor', 0, '2020-01-01', NOW(), NOW()),"
            " (2, 'auditor', 1, '2020-01-01', NOW(), NOW()),"
            " (3, 'controller', 0, '2020-01-01', NOW(), NOW()),"
            " (4, 'admin', 0, '2020-01-01', NOW(), NOW()),"
            " (5, 'staff', 1, '2020-01-01', NOW(), NOW()),"
            " (6, 'auditor', 0, '2020-01-01', NOW(), NOW()),"
            " (6, 'chair', 0, '2020-01-01', NOW(), NOW())");
    sql_run("INSERT INTO plan (id, code, entity, kind) VALUES"
            " (1, 'P', 1, 'mandate'), (2, 'Q', 2, 'policy')");
    sql_run("INSERT INTO evaluation (id, plan, kind, evaluated_on, lang,"
            " made_at) VALUES (8, 1, 'mid', '2026-06-30', 'fr', NOW())");
    sql_run("INSERT INTO evaluation_seat (evaluation, account, seat, from_on)"
            " VALUES (8, 6, 'chair', '2020-01-01')");
}

static void decide(int64_t plan, const char *act, const char *object,
                   const char *key, int64_t account)
{
    struct decision d = {
        .plan = plan,
        .act = str_of(act),
        .account = account,
        .for_account = account == 7 ? 1 : 0,
        .function = account == 7 ? S("director") : STR_NONE,
        .object = str_of(object),
        .key = str_of(key),
        .reason = str_is(str_of(act), "return") ? S("Too short") : STR_NONE,
    };

    assert_ok(db_begin_write(test_db));
    assert_ok(decision_add(test_db, test_arena, noon, &d));
    assert_ok(db_commit(test_db));
}

static void seal(void)
{
    struct audit_seal seal;

    assert_ok(db_begin_write(test_db));
    assert_ok(audit_seal_add(test_db, test_arena, (struct instant){noon.s + 60},
                             (struct date){2026, 9, 21}, &seal));
    assert_ok(db_commit(test_db));
}

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM account"))
        return;
    people();
    decide(0, "grant", "account", "5", 4);
    decide(0, "open_campaign", "campaign", "2026", 3);
    decide(1, "submit", "result", "R1", 5);
    decide(1, "return", "result", "R1", 7);
    decide(1, "open_evaluation", "evaluation", "8", 6);
    decide(1, "submit", "result", "R2", 5);
    decide(2, "submit", "result", "R3", 5);
    seal();
}

static struct browser *reads(const char *login, const char *path)
{
    struct browser *b = browser_new();

    browser_sign_in(b, login);
    assert_status(b, browser_get(b, path), 200);
    return b;
}

START_TEST(each_decision_is_a_sentence)
{
    struct browser *b = reads("aud", "/audit");

    assert_has(b, "Dina Mat (director) for Alix Nys returned the result R1.");
    assert_has(b, "Too short");
    assert_has(b, "Ada Lo granted a role to the account of Sam Bal.");
    assert_has(b, "Carl Pi opened the campaign 2026.");
    assert_has(b, "The command line sealed the day 2026-09-21.");
}
END_TEST

START_TEST(evaluations_show_to_their_seats_alone)
{
    assert_lacks(reads("aud", "/audit"), "the evaluation");
    assert_lacks(reads("control", "/audit"), "the evaluation");
    assert_lacks(reads("aud", "/audit?act=open_evaluation"),
                 "the evaluation 8");
    assert_has(reads("seated", "/audit"), "Cleo Roos opened the evaluation 8.");
    sql_run("UPDATE evaluation_seat SET recused_at = NOW()");
    assert_lacks(reads("seated", "/audit"), "the evaluation 8");
    sql_run("UPDATE evaluation_seat SET recused_at = NULL");
}
END_TEST

START_TEST(the_scope_is_that_of_the_role)
{
    struct browser *b = reads("near", "/audit");

    assert_has(b, "R1");
    assert_lacks(b, "R3");
    assert_lacks(b, "granted a role");
    assert_lacks(b, "sealed");
    b = reads("admin", "/audit");
    assert_has(b, "granted a role");
    assert_lacks(b, "R1");
    assert_lacks(b, "the campaign");
    assert_lacks(b, "/audit/sample");
    sql_run("UPDATE assignment SET to_on = '2020-12-31' WHERE account = 2");
    b = browser_new();
    browser_sign_in(b, "near");
    assert_status(b, browser_get(b, "/audit"), 403);
    sql_run("UPDATE assignment SET to_on = '9999-12-31' WHERE account = 2");
}
END_TEST

START_TEST(filters_narrow)
{
    struct browser *b = reads("aud", "/audit?plan=Q");

    assert_has(b, "R3");
    assert_lacks(b, "R1");
    b = reads("aud", "/audit?act=return");
    assert_has(b, "Too short");
    assert_lacks(b, "R2");
    b = reads("aud", "/audit?person=Dina");
    assert_has(b, "returned the result R1");
    assert_lacks(b, "R2");
    assert_lacks(reads("aud", "/audit?to=2026-09-20"), "R1");
    assert_lacks(reads("aud", "/audit?from=2026-09-22"), "R1");
    assert_has(reads("aud", "/audit?from=2026-09-21&to=2026-09-21"), "R1");
    b = browser_new();
    browser_sign_in(b, "aud");
    assert_status(b, browser_get(b, "/audit?from=yesterday"), 404);
}
END_TEST

START_TEST(a_hundred_a_page)
{
    struct browser *b;
    struct str body, part, next = STR_NONE;

    for (int i = 0; i < 101; i++)
        decide(2, "submit", "result", str_printf(test_arena, "S%d", i).p, 5);
    b = reads("near", "/audit");
    assert_lacks(b, "Older decisions");
    b = reads("aud", "/audit?plan=Q");
    assert_has(b, "the result S100.");
    assert_lacks(b, "the result S0.");
    assert_has(b, "Older decisions");
    body = str_copy(test_arena, b->body);
    while (str_cut(&body, '"', &part))
        if (str_starts(part, S("/audit?plan=Q")))
            next = part;
    ck_assert(str_given(next));
    struct buf path = buf_new(test_arena, 200);

    while (str_cut(&next, ';', &part)) /* &amp; */
        buf_put(&path, str_ends(part, S("&amp")) ? str_sub(part, 0, part.n - 3)
                                                 : part);
    b = reads("aud", str_z(test_arena, buf_str(&path)));
    assert_has(b, "the result S0.");
    assert_has(b, "the result R3.");
    assert_lacks(b, "the result S100.");
}
END_TEST

START_TEST(an_auditors_reading_is_logged)
{
    sql_run("DELETE FROM reading");
    reads("aud", "/audit");
    reads("control", "/audit");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM reading"
                             " WHERE account = 1 AND object = 'audit'"),
                     1);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM reading"), 1);
    reads("control", "/audit/sample?size=3&seed=7");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM reading WHERE"
                             " account = 3 AND object = 'audit_sample'"),
                     1);
}
END_TEST

/* What the program says of a downloaded file. */
static struct audit_report verified(struct str text)
{
    struct audit_options o = {.part = false};
    struct ledger l = ledger_open(test_arena, &o);

    while (!str_empty(text)) {
        ptrdiff_t end = str_find(text, '\n', 0);
        struct str line = str_sub(text, 0, (size_t)end + 1);

        ck_assert_int_ge(end, 0);
        enum err err = ledger_line(&l, line);
        ck_assert_msg(err == OK, "%s",
                      l.what ? l.what : audit_report(l.audit)->what);
        text = str_sub(text, line.n, text.n);
    }
    assert_ok(ledger_end(&l));
    struct audit_report report = *audit_report(l.audit);
    ledger_free(&l);
    return report;
}

static struct browser *proof(const char *login, const char *plan, int64_t n)
{
    int64_t chain =
        sql_int(str_printf(test_arena,
                           "SELECT c.id AS n FROM decision_chain c JOIN plan p"
                           " ON p.id = c.plan WHERE p.code = '%s'",
                           plan)
                    .p);

    return reads(login,
                 str_printf(test_arena, "/audit/sample?chain=%lld&n=%lld",
                            (long long)chain, (long long)n)
                     .p);
}

START_TEST(a_proof_leads_to_the_seal)
{
    struct browser *b = proof("seated", "P", 2);
    struct audit_report r = verified(b->body);

    assert_has(b, "Dina Mat");
    assert_lacks(b, "Sam Bal"); /* the words of others are withheld */
    assert_lacks(b, "R3");
    assert_str(r.seal_day, "2026-09-21");
    ck_assert_int_eq(r.unsealed, 0);
    ck_assert_int_eq(r.decisions, 4); /* 2, 3, 4 and the seal */
}
END_TEST

START_TEST(a_proof_ends_before_what_is_closed)
{
    struct browser *b = proof("aud", "P", 2);
    struct audit_report r = verified(b->body);

    assert_lacks(b, "evaluation");
    ck_assert_int_eq(r.decisions, 2);
    ck_assert_int_eq(r.unsealed, 1);
    r = verified(proof("aud", "P", 4)->body);
    ck_assert_int_eq(r.unsealed, 0);
    b = browser_new();
    browser_sign_in(b, "aud");
    int64_t chain =
        sql_int("SELECT id AS n FROM decision_chain WHERE plan = 1");
    const char *closed =
        str_printf(test_arena, "/audit/sample?chain=%lld&n=3", (long long)chain)
            .p;
    assert_status(b, browser_get(b, closed), 404);
    browser_sign_in(b, "near");
    assert_status(b, browser_get(b, "/audit/sample?chain=1&n=1"), 404);
}
END_TEST

START_TEST(a_seed_draws_the_same_sample)
{
    struct browser *b = reads("aud", "/audit/sample?size=5&seed=7");
    struct str first = str_copy(test_arena, b->body);

    assert_str(browser_header(b, "Cache-Control"), "no-store");
    verified(first);
    assert_lacks(b, "evaluation");
    ck_assert(str_eq(first, reads("aud", "/audit/sample?size=5&seed=7")->body));
    verified(reads("aud", "/audit/sample?size=20&seed=8")->body);
    verified(reads("near", "/audit/sample?size=20&seed=8")->body);
    verified(reads("aud", "/audit/sample?size=20&seed=8&plan=Q")->body);
    assert_status(b, browser_get(b, "/audit/sample"), 404);
    assert_status(b, browser_get(b, "/audit/sample?size=5&plan=X"), 404);
}
END_TEST

TCase *audit(void)
{
    TCase *tc = tcase_create("audit");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_add_test(tc, each_decision_is_a_sentence);
    tcase_add_test(tc, evaluations_show_to_their_seats_alone);
    tcase_add_test(tc, the_scope_is_that_of_the_role);
    tcase_add_test(tc, filters_narrow);
    tcase_add_test(tc, an_auditors_reading_is_logged);
    tcase_add_test(tc, a_proof_leads_to_the_seal);
    tcase_add_test(tc, a_proof_ends_before_what_is_closed);
    tcase_add_test(tc, a_seed_draws_the_same_sample);
    tcase_add_test(tc, a_hundred_a_page);
    return tc;
}
