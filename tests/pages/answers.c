/* A person without an account is asked, answers, and somebody adopts it. */
#include "pages/parts.h"

#include <string.h>

#include "support/plan.h"

enum { NOON = 1768478400 /* 2026-01-15 12:00 UTC */, DAY_S = 86400 };

#define ASK     "/plans/1/results/2025/ask"
#define ANSWERS "/plans/1/results/2025/answers"

static void arrange(void)
{
    if (sql_int("SELECT COUNT(*) AS n FROM plan") == 0)
        plan_fixture();
    sql_run("UPDATE account SET lang = 'en'");
    sql_run("DELETE FROM answer_cell");
    sql_run("DELETE FROM answer_ask");
    sql_run("DELETE FROM mail");
    sql_run("DELETE FROM result_revision");
    sql_run("DELETE FROM result_text");
    sql_run("DELETE FROM result");
}

static struct browser *visitor(void)
{
    struct browser *b = browser_new();

    b->now.s = NOON;
    b->config.answer_days = 14;
    b->raw.accept_language = S("en");
    return b;
}

static struct browser *signed_in(const char *login)
{
    struct browser *b = visitor();

    browser_sign_in(b, login);
    return b;
}

static int ask(struct browser *b, const char *address)
{
    return browser_post(b, ASK, "name", "Gil Tiers", "address", address, "lang",
                        "nl", "words", "Dank u.", "cell:11", "1", "cell:13",
                        "1", NULL);
}

/* The path of the mailed link. */
static const char *mailed(void)
{
    return str_z(test_arena,
                 sql_text("SELECT REGEXP_SUBSTR(body, '/answer/[A-Za-z0-9_-]+')"
                          " AS text FROM mail WHERE account IS NULL"
                          " ORDER BY id DESC LIMIT 1"));
}

static const char *ask_id(void)
{
    return str_z(test_arena, sql_text("SELECT CAST(id AS CHAR) AS text"
                                      " FROM answer_ask"));
}

static const char *asked(void)
{
    struct browser *staff = signed_in("staff");

    assert_status(staff, ask(staff, "gil@example.net"), 303);
    return mailed();
}

static int get(struct browser *b, const char *path)
{
    b->raw.accept_language = S("en");
    return browser_get(b, path);
}

START_TEST(asks_by_mail)
{
    struct browser *b = signed_in("staff");

    assert_status(b, browser_get(b, ASK "?cell=13"), 200);
    assert_has(b, "name=\"cell:13\" value=\"1\" checked");
    assert_has(b, "name=\"cell:11\" value=\"1\">");
    assert_status(b, ask(b, "gil@example.net"), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Gil Tiers is asked by mail.");
    assert_has(b, "Take the link back");
    assert_str(sql_text("SELECT CONCAT_WS(' ', address, lang, urgent,"
                        " body LIKE '%Anne Staf%', body LIKE '%Dank u.%',"
                        " body LIKE '%29/01/2026%') AS text FROM mail"),
               "gil@example.net nl 1 1 1 1");
    ck_assert_int_eq(sql_int(str_printf(test_arena,
                                        "SELECT COUNT(*) AS n FROM answer_ask"
                                        " WHERE token = UNHEX(SHA2('%s', 256))",
                                        mailed() + strlen("/answer/"))
                                 .p),
                     1);
}
END_TEST

START_TEST(refuses_to_ask_what_it_cannot)
{
    struct browser *b = signed_in("staff");

    assert_status(b, ask(b, "gil"), 422);
    assert_has(b, "This is not an e-mail address.");
    assert_has(b, "name=\"cell:13\" value=\"1\" checked");
    assert_has(b, "value=\"Gil Tiers\"");
    assert_status(b, ask(b, "gil@example.net\r\nRCPT TO:<x@example.org>"), 422);
    assert_status(b,
                  browser_post(b, ASK, "name", "Gil", "address", "g@x.org",
                               "lang", "fr", NULL),
                  422);
    assert_has(b, "Tick what you ask for.");
    assert_status(b,
                  browser_post(b, ASK, "name", "Gil", "address", "g@x.org",
                               "lang", "fr", "cell:999", "1", NULL),
                  404);
    sql_run("INSERT INTO answer_ask (token, plan, period, name, address, lang,"
            " asked_by, asked_at, expires_at) SELECT UNHEX(SHA2(seq, 256)), 1,"
            " '2025', 'x', 'x', 'fr', 1, '2026-01-15 11:30:00', '2026-02-01'"
            " FROM seq_1_to_20");
    assert_status(b, ask(b, "gil@example.net"), 422);
    assert_has(b, "wait a little");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"), 0);
    b->now.s += 2400;
    assert_status(b, ask(b, "gil@example.net"), 303);
}
END_TEST

START_TEST(only_those_who_enter)
{
    static const char *const others[] = {"outsider", "director", "translator",
                                         "reader", "admin"};

    asked();
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct browser *b = signed_in(others[i]);
        int wanted = i == 0 ? 404 : 403;
        assert_status(b, browser_get(b, ASK), wanted);
        assert_status(b, browser_get(b, ANSWERS), wanted);
        assert_status(b, ask(b, "gil@example.net"), wanted);
        assert_status(
            b, browser_post(b, ANSWERS, "act", "revoke", "ask", "1", NULL),
            wanted);
    }
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM answer_ask"
                             " WHERE revoked_at IS NULL"),
                     1);
}
END_TEST

START_TEST(shows_the_cells_asked_and_nothing_else)
{
    struct browser *b = visitor();

    assert_status(b, get(b, asked()), 200);
    assert_has(b, "Part des demandes traitées");
    assert_has(b, "Récit");
    assert_lacks(b, "Visites");
    assert_lacks(b, "Guichet");
    assert_has(b, "Anne Staf (staff@example.org)");
    assert_has(b, "29/01/2026");
    assert_str(browser_header(b, "X-Robots-Tag"), "noindex");
    assert_str(browser_header(b, "Cache-Control"), "no-store");
    assert_status(b, get(b, "/answer/guessed"), 200);
    assert_has(b, "This link holds no longer");
    assert_lacks(b, "<textarea");
}
END_TEST

START_TEST(keeps_before_it_is_sent)
{
    const char *path = asked();
    struct browser *b = visitor();

    get(b, path);
    assert_status(b,
                  browser_post(b, path, "value:11", "lots", "body:13", "Mots",
                               "keep", "1", NULL),
                  422);
    assert_has(b, "value=\"lots\"");
    assert_has(b, ">Mots</textarea>");
    assert_status(
        b, browser_post(b, path, "value:11", "1.234", "send", "1", NULL), 422);
    assert_status(b, browser_post(b, path, "value:12", "1", NULL), 404);
    assert_status(b, browser_post(b, path, "send", "1", NULL), 422);
    assert_status(b,
                  browser_post(b, path, "value:11", " 81,5 ", "body:13",
                               "Mots & <i>", "keep", "1", NULL),
                  303);
    assert_status(b, get(b, path), 200);
    assert_has(b, "value=\"81,5\"");
    assert_has(b, ">Mots &amp; &lt;i&gt;</textarea>");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM answer_cell"
                             " WHERE state = 'proposed'"),
                     0);
}
END_TEST

static const char *sent(void)
{
    const char *path = asked();
    struct browser *b = visitor();

    get(b, path);
    b->raw.accept_language = S("en");
    assert_status(b,
                  browser_post(b, path, "value:11", "81,5", "body:11",
                               "Een uitleg.", "body:13", "Een verhaal.", "send",
                               "1", NULL),
                  303);
    assert_status(b, get(b, path), 200);
    assert_has(b, "your answer is with Anne Staf");
    assert_has(b, "This link holds no longer");
    return path;
}

START_TEST(answers_once)
{
    const char *path = sent();
    struct browser *b = visitor();

    get(b, "/sign-in");
    b->raw.accept_language = S("en");
    assert_status(b, browser_post(b, path, "value:11", "1", "send", "1", NULL),
                  200);
    assert_has(b, "This link holds no longer");
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT_WS(' ', measure, state,"
                        " value) ORDER BY measure) AS text FROM answer_cell"),
               "11 proposed 81,5,13 proposed");
    assert_str(sql_text("SELECT CONCAT(address, ' ', body LIKE"
                        " '%/plans/1/results/2025/answers#ask%') AS text"
                        " FROM mail WHERE account = 1"),
               "staff@example.org 1");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM result"), 0);
}
END_TEST

START_TEST(expires_and_is_taken_back)
{
    const char *path = asked();
    struct browser *b = visitor(), *staff = signed_in("staff2");
    const char *id = ask_id();

    b->now.s += 14 * DAY_S - 1;
    get(b, path);
    assert_has(b, "<textarea");
    b->now.s += 1;
    get(b, path);
    assert_has(b, "This link holds no longer");
    b->now.s = NOON;
    assert_status(staff, browser_get(staff, ANSWERS), 200);
    assert_status(
        staff, browser_post(staff, ANSWERS, "act", "revoke", "ask", id, NULL),
        303);
    get(b, path);
    assert_has(b, "This link holds no longer");
    browser_get(staff, ANSWERS);
    assert_has(staff, "The link was taken back.");
    assert_status(
        staff, browser_post(staff, ANSWERS, "act", "revoke", "ask", id, NULL),
        409);
}
END_TEST

static int decide(struct browser *b, const char *act, const char *measure,
                  const char *version)
{
    const char *id = ask_id();

    browser_get(b, ANSWERS);
    return browser_post(b, ANSWERS, "act", act, "ask", id, "measure", measure,
                        "version", version, NULL);
}

START_TEST(who_adopts_is_the_author)
{
    struct browser *b = signed_in("staff2");

    sent();
    assert_status(b, browser_get(b, ANSWERS), 200);
    assert_has(b, "81,5 %");
    assert_has(b, "Een verhaal.");
    assert_status(b, decide(b, "adopt", "11", "0"), 303);
    assert_str(sql_text("SELECT CONCAT_WS(' ', state, value, edited_by) AS text"
                        " FROM result WHERE measure = 11"),
               "draft 81.500000 2");
    assert_str(sql_text("SELECT CONCAT_WS(' ', lang, body) AS text FROM"
                        " result_text WHERE measure = 11"
                        " AND field = 'description'"),
               "nl Een uitleg.");
    assert_str(sql_text("SELECT CONCAT_WS('|', act, account, reason) AS text"
                        " FROM result_revision WHERE measure = 11"),
               "draft|2|Answer of Gil Tiers, gil@example.net");
    assert_str(sql_text("SELECT CONCAT_WS(' ', d.act, d.account,"
                        " w.words LIKE '%Gil Tiers%', d.line LIKE '%Gil%')"
                        " AS text FROM decision d JOIN decision_words w"
                        " ON w.chain = d.chain AND w.n = d.n"
                        " ORDER BY d.chain DESC, d.n DESC LIMIT 1"),
               "adopt 2 1 0");
    assert_status(b, decide(b, "adopt", "11", "2"), 409);
    assert_status(b, decide(b, "refuse", "13", "0"), 303);
    ck_assert_int_eq(
        sql_int("SELECT COUNT(*) AS n FROM result WHERE measure = 13"), 0);
    browser_get(b, ANSWERS);
    assert_lacks(b, "Een verhaal.");
    assert_str(sql_text("SELECT GROUP_CONCAT(CONCAT_WS(' ', state, decided_by)"
                        " ORDER BY measure) AS text FROM answer_cell"),
               "adopted 2,refused 2");
}
END_TEST

START_TEST(what_stands_is_not_written_over_unseen)
{
    struct browser *b = signed_in("staff");

    sent();
    browser_get(b, "/plans/1/results/2025");
    assert_status(b,
                  browser_post(b, "/plans/1/results/2025", "version:11", "0",
                               "value:11", "70", "panel:11", "1",
                               "description_nl:11", "Van mij.", "save", "1",
                               NULL),
                  303);
    assert_status(b, decide(b, "adopt", "11", "0"), 422);
    assert_has(b, "changed meanwhile");
    assert_status(b, decide(b, "adopt", "11", "1"), 303);
    assert_str(sql_text("SELECT body AS text FROM result_text"
                        " WHERE measure = 11 AND field = 'description'"),
               "Van mij.\n\nEen uitleg.");
}
END_TEST

TCase *answers(void)
{
    TCase *tc = tcase_create("answers");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, arrange, NULL);
    tcase_add_test(tc, asks_by_mail);
    tcase_add_test(tc, refuses_to_ask_what_it_cannot);
    tcase_add_test(tc, only_those_who_enter);
    tcase_add_test(tc, shows_the_cells_asked_and_nothing_else);
    tcase_add_test(tc, keeps_before_it_is_sent);
    tcase_add_test(tc, answers_once);
    tcase_add_test(tc, expires_and_is_taken_back);
    tcase_add_test(tc, who_adopts_is_the_author);
    tcase_add_test(tc, what_stands_is_not_written_over_unseen);
    return tc;
}
