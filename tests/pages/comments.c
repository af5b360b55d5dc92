/* Comments on a result: said, mentioned, answered, deleted; one story. */
#include "pages/parts.h"
#include "support/plan.h"

#define RESULT   GRID "/11"
#define COMMENTS RESULT "/comments"

static void arrange(void)
{
    results_arrange();
    sql_run("DELETE FROM comment_mention");
    sql_run("DELETE FROM comment");
    sql_run("DELETE FROM mail");
}

static int say(struct browser *b, const char *body, const char *picked)
{
    browser_get(b, COMMENTS);
    return browser_post(b, COMMENTS, "body", body, picked, "1", NULL);
}

START_TEST(people_are_mentioned_and_answer)
{
    struct browser *staff = at_ten("staff"), *director = at_ten("director");

    assert_status(staff, say(staff, "@staff2, <b>regarde</b>", "mention:4"),
                  303);
    browser_follow(staff);
    assert_has(staff, "@staff2, &lt;b&gt;regarde&lt;/b&gt;");
    assert_str(sql_text("SELECT GROUP_CONCAT(account ORDER BY account) AS text"
                        " FROM comment_mention"),
               "2,4");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail WHERE account IN"
                             " (2, 4) AND body LIKE '%Anne Staf: http://"
                             "localhost/plans/1/results/2025/11/comments%'"),
                     2);
    browser_get(director, "/");
    assert_has(director, "Comments that mention you");
    assert_has(director, COMMENTS);
    assert_status(director, say(director, "Vu.", "mention:1"), 303);
    browser_get(director, "/");
    assert_lacks(director, "Comments that mention you");
    browser_get(staff, RESULT);
    assert_has(staff, "Comment on it (2)");
    assert_has(staff, "</strong> commented");
    assert_has(staff, "Vu.");
}
END_TEST

START_TEST(nobody_beyond_scope_is_mentioned)
{
    struct browser *staff = at_ten("staff");

    assert_status(staff, browser_get(staff, COMMENTS), 200);
    assert_has(staff, "mention:4");
    assert_lacks(staff, "mention:1\""); /* oneself */
    assert_lacks(staff, "mention:7");   /* sees nothing before submission */
    assert_lacks(staff, "mention:9");
    assert_status(staff, say(staff, "@outsider @controller", "mention:9"), 303);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM comment_mention"), 0);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"), 0);
    enter_and_submit();
    browser_get(staff, COMMENTS);
    assert_has(staff, "mention:7");
}
END_TEST

START_TEST(others_do_not_read_them)
{
    static const char *const strangers[] = {"outsider", "reader", "admin",
                                            "controller", "authority"};
    struct browser *staff = at_ten("staff");

    assert_status(staff, say(staff, "Entre nous", "none"), 303);
    for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++) {
        struct browser *b = at_ten(strangers[i]);
        ck_assert(browser_get(b, COMMENTS) == 404 || b->status == 403);
        ck_assert(say(b, "Moi aussi", "none") == 404 || b->status == 403);
    }
    sql_run("UPDATE campaign SET released_at = '2026-01-01'"
            " WHERE period = '2025'");
    enter_and_submit();
    sql_run("UPDATE result SET state = 'approved' WHERE measure = 11");
    struct browser *reader = at_ten("reader");
    assert_status(reader, browser_get(reader, RESULT), 200);
    assert_lacks(reader, "Entre nous");
    assert_lacks(reader, "Comment on it");
    sql_run("UPDATE campaign SET released_at = NULL WHERE period = '2025'");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM comment"), 1);
}
END_TEST

START_TEST(the_author_deletes_and_the_place_stays)
{
    struct browser *staff = at_ten("staff"), *two = at_ten("staff2");
    struct str id;

    assert_status(staff, say(staff, " ", "none"), 422);
    assert_has(staff, "Write something.");
    assert_status(staff, say(staff, "Trop tôt, @staff2", "none"), 303);
    id = str_printf(test_arena, "%lld",
                    (long long)sql_int("SELECT MAX(id) AS n FROM comment"));
    browser_get(two, COMMENTS);
    assert_lacks(two, "name=\"remove\"");
    assert_status(two, browser_post(two, COMMENTS, "remove", id.p, NULL), 404);
    assert_status(staff, browser_post(staff, COMMENTS, "remove", id.p, NULL),
                  303);
    browser_follow(staff);
    assert_has(staff, "This comment was deleted.");
    assert_lacks(staff, "Trop tôt");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM comment_mention"), 0);
    browser_get(staff, RESULT);
    assert_has(staff, "</strong> deleted a comment");
}
END_TEST

TCase *comments(void)
{
    TCase *t = tcase_create("comments");

    database_fixture(t);
    tcase_add_checked_fixture(t, arrange, NULL);
    tcase_add_test(t, people_are_mentioned_and_answer);
    tcase_add_test(t, nobody_beyond_scope_is_mentioned);
    tcase_add_test(t, others_do_not_read_them);
    tcase_add_test(t, the_author_deletes_and_the_place_stays);
    return t;
}
