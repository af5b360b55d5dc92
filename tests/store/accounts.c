#include "store/account.h"
#include "store/parts.h"

static const struct instant now = {1790000000};
static const struct date today = {2026, 9, 21};

static struct account_row account;

static void start(void)
{
    sql_run("DELETE FROM account_link");
    sql_run("DELETE FROM session");
    sql_run("DELETE FROM assignment");
    sql_run("DELETE FROM account");
    account = (struct account_row){
        .login = S("ana"),
        .name = S("Ana Léon"),
        .email = S("ana@example.org"),
        .lang = S("fr"),
    };
    assert_ok(account_add(test_db, now, &account));
}

START_TEST(an_account_is_found_three_ways)
{
    struct account_row found;

    assert_ok(account_by_id(test_db, account.id, &found));
    assert_str(found.login, "ana");
    assert_str(found.name, "Ana Léon");
    ck_assert(!str_given(found.password_hash));
    ck_assert(!found.disabled && !found.sample);
    ck_assert_int_eq(found.version, 1);
    assert_ok(account_by_login(test_db, S("ana"), &found));
    assert_ok(account_by_email(test_db, S("ana@example.org"), &found));
    ck_assert_int_eq(found.id, account.id);
    ck_assert_int_eq(account_by_login(test_db, S("Ana"), &found),
                     ERR_NOT_FOUND);
    ck_assert_int_eq(account_by_login(test_db, S("ána"), &found),
                     ERR_NOT_FOUND);
}
END_TEST

START_TEST(login_and_address_are_unique)
{
    struct account_row other = account;

    ck_assert_int_eq(account_add(test_db, now, &other), ERR_CONFLICT);
    assert_str(db_duplicate(test_db), "account_login");
    other.login = S("bob");
    ck_assert_int_eq(account_add(test_db, now, &other), ERR_CONFLICT);
    assert_str(db_duplicate(test_db), "account_email");
    other.email = S("bob@example.org");
    assert_ok(account_add(test_db, now, &other));
    ck_assert_int_ne(other.id, account.id);
}
END_TEST

static int64_t roles(void)
{
    int64_t bits = -1;

    assert_ok(account_roles(test_db, account.id, today, &bits));
    return bits;
}

static void assign(const char *role, struct date from, struct date to,
                   bool confirmed)
{
    assert_ok(account_assign(test_db, now,
                             &(struct assignment){
                                 .account = account.id,
                                 .role = str_of(role),
                                 .everything = true,
                                 .from_on = from,
                                 .to_on = to,
                                 .confirmed = confirmed,
                             }));
}

START_TEST(roles_hold_between_their_dates)
{
    const struct date tomorrow = date_add_days(today, 1);
    const struct date yesterday = date_add_days(today, -1);

    ck_assert_int_eq(roles(), 0);
    assign("staff", today, today, true);
    ck_assert_int_eq(roles(), 1);
    assign("admin", today, DATE_NONE, true);
    ck_assert_int_eq(roles(), 1 | 1024);
    assign("director", tomorrow, DATE_NONE, true);
    assign("authority", yesterday, yesterday, true);
    assign("auditor", today, DATE_NONE, false);
    ck_assert_int_eq(roles(), 1 | 1024);
    assign("controller", yesterday, tomorrow, true);
    ck_assert_int_eq(roles(), 1 | 128 | 1024);
    ck_assert_int_eq(account_assign(test_db, now,
                                    &(struct assignment){
                                        .account = account.id,
                                        .role = S("king"),
                                        .from_on = today,
                                    }),
                     ERR_INPUT);
}
END_TEST

START_TEST(a_scope_is_everything_an_entity_or_a_plan)
{
    struct assignment a = {
        .account = account.id,
        .role = S("staff"),
        .from_on = today,
        .confirmed = true,
    };

    a.everything = true;
    assert_ok(account_assign(test_db, now, &a));
    a.everything = false;
    a.entity = 12;
    assert_ok(account_assign(test_db, now, &a));
    a.entity = 0;
    a.plan = 13;
    assert_ok(account_assign(test_db, now, &a));
    assert_str(sql_text("SELECT GROUP_CONCAT(COALESCE(entity, '-'), '/',"
                        " COALESCE(plan, '-') ORDER BY id SEPARATOR ' ')"
                        " AS text FROM assignment"),
               "0/- 12/- -/13");
}
END_TEST

static void session_add(void)
{
    sql_run("INSERT INTO session SELECT UNHEX(REPEAT('0', 64)), id,"
            " REPEAT('x', 43), NOW(), NOW() FROM account");
}

START_TEST(a_new_password_ends_sessions_and_links)
{
    struct account_row found;
    struct str token;
    int64_t whose;

    session_add();
    assert_ok(account_link_add(test_db, test_arena, now, account.id, LINK_RESET,
                               &token));
    assert_ok(account_password_set(test_db, account.id, S("hash")));
    assert_ok(account_by_id(test_db, account.id, &found));
    assert_str(found.password_hash, "hash");
    ck_assert_int_eq(found.version, 2);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM session"), 0);
    ck_assert_int_eq(account_link_find(test_db, now, token, &whose),
                     ERR_NOT_FOUND);
    ck_assert_int_eq(account_password_set(test_db, 999, S("hash")),
                     ERR_NOT_FOUND);
}
END_TEST

START_TEST(a_disabled_account_has_no_session_and_no_link)
{
    struct account_row found;
    struct str token;
    int64_t whose;

    session_add();
    assert_ok(account_disable(test_db, account.id, now));
    assert_ok(account_by_login(test_db, S("ana"), &found));
    ck_assert(found.disabled);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM session"), 0);
    assert_ok(account_link_add(test_db, test_arena, now, account.id, LINK_RESET,
                               &token));
    ck_assert_int_eq(account_link_find(test_db, now, token, &whose),
                     ERR_NOT_FOUND);
    ck_assert_int_eq(account_disable(test_db, 999, now), ERR_NOT_FOUND);
}
END_TEST

START_TEST(a_link_works_once)
{
    struct str token;
    int64_t whose = 0;

    assert_ok(account_link_add(test_db, test_arena, now, account.id,
                               LINK_INVITATION, &token));
    ck_assert_uint_eq(token.n, 43);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM account_link WHERE"
                             " LENGTH(token) = 32"),
                     1);
    assert_ok(account_link_find(test_db, now, token, &whose));
    ck_assert_int_eq(whose, account.id);
    assert_ok(account_link_use(test_db, now, token, &whose));
    ck_assert_int_eq(account_link_use(test_db, now, token, &whose),
                     ERR_NOT_FOUND);
    ck_assert_int_eq(account_link_find(test_db, now, token, &whose),
                     ERR_NOT_FOUND);
    ck_assert_int_eq(account_link_find(test_db, now, S("x"), &whose),
                     ERR_NOT_FOUND);
}
END_TEST

static const struct {
    enum link_kind kind;
    int64_t seconds;
} lives[] = {{LINK_INVITATION, 72 * 3600}, {LINK_RESET, 2 * 3600}};

START_TEST(a_link_ends_by_itself)
{
    const struct instant last = {now.s + lives[_i].seconds - 1};
    const struct instant after = {last.s + 1};
    struct str token;
    int64_t whose;

    assert_ok(account_link_add(test_db, test_arena, now, account.id,
                               lives[_i].kind, &token));
    assert_ok(account_link_find(test_db, last, token, &whose));
    ck_assert_int_eq(account_link_use(test_db, after, token, &whose),
                     ERR_NOT_FOUND);
}
END_TEST

START_TEST(a_new_link_ends_the_one_before)
{
    struct str first, second;
    int64_t whose;

    assert_ok(account_link_add(test_db, test_arena, now, account.id,
                               LINK_INVITATION, &first));
    assert_ok(account_link_add(test_db, test_arena, now, account.id, LINK_RESET,
                               &second));
    ck_assert_int_eq(account_link_find(test_db, now, first, &whose),
                     ERR_NOT_FOUND);
    assert_ok(account_link_find(test_db, now, second, &whose));
}
END_TEST

TCase *accounts(void)
{
    TCase *tc = tcase_create("accounts");

    database_fixture(tc);
    tcase_add_checked_fixture(tc, start, NULL);
    tcase_add_test(tc, an_account_is_found_three_ways);
    tcase_add_test(tc, login_and_address_are_unique);
    tcase_add_test(tc, roles_hold_between_their_dates);
    tcase_add_test(tc, a_scope_is_everything_an_entity_or_a_plan);
    tcase_add_test(tc, a_new_password_ends_sessions_and_links);
    tcase_add_test(tc, a_disabled_account_has_no_session_and_no_link);
    tcase_add_test(tc, a_link_works_once);
    tcase_add_loop_test(tc, a_link_ends_by_itself, 0, 2);
    tcase_add_test(tc, a_new_link_ends_the_one_before);
    return tc;
}
