#include <stdlib.h>

#include "store/mail.h"
#include "store/parts.h"

START_TEST(a_mail_goes_with_its_transaction)
{
    const struct mail mail = {
        .address = S("a@example.org"),
        .lang = S("nl"),
        .subject = S("Uw resultaten zijn teruggestuurd"),
        .body = S("Twee regels\nœ"),
    };

    assert_ok(db_begin_write(test_db));
    assert_ok(mail_add(test_db, (struct instant){1700000000}, &mail));
    db_rollback(test_db);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM mail"), 0);
    assert_ok(db_begin_write(test_db));
    assert_ok(mail_add(test_db, (struct instant){1700000000}, &mail));
    assert_ok(db_commit(test_db));
    assert_str(sql_text("SELECT CONCAT_WS('|', account IS NULL, address, lang,"
                        " subject, body, made_at, sent_at IS NULL) AS text"
                        " FROM mail"),
               "1|a@example.org|nl|Uw resultaten zijn teruggestuurd|"
               "Twee regels\nœ|2023-11-14 22:13:20|1");
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("store");
    TCase *mails = tcase_create("mails");

    database_fixture(mails);
    tcase_add_test(mails, a_mail_goes_with_its_transaction);
    suite_add_tcase(s, mails);
    suite_add_tcase(s, access_tests());
    suite_add_tcase(s, accounts());
    suite_add_tcase(s, decisions());
    suite_add_tcase(s, entities());
    suite_add_tcase(s, obligation_tests());
    suite_add_tcase(s, races());
    suite_add_tcase(s, results());
    return s;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
