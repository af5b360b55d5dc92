/* Acting for another person: grounds and refusals. */
#include "domain/delegation.h"
#include "domain/parts.h"

enum { ABSENT = 1, STAND_IN, ABOVE, CENTRAL };

static const struct date today = {2026, 1, 20};

static struct delegation_ask asked(int64_t made_by)
{
    return (struct delegation_ask){
        .account = ABSENT,
        .delegate = STAND_IN,
        .made_by = made_by,
        .from_on = {2026, 1, 20},
        .to_on = {2026, 1, 31},
        .today = today,
    };
}

START_TEST(three_grounds)
{
    struct delegation_ask own = asked(ABSENT), above = asked(ABOVE),
                          act = asked(CENTRAL), nobody = asked(STAND_IN);

    ck_assert_int_eq(delegation_check(&own), DELEGATION_FINE);
    ck_assert_int_eq(delegation_basis(&own), BASIS_OWN);
    above.above = true;
    ck_assert_int_eq(delegation_check(&above), DELEGATION_FINE);
    ck_assert_int_eq(delegation_basis(&above), BASIS_SUPERIOR);
    act.controls = true;
    ck_assert_int_eq(delegation_check(&act), DELEGATION_NO_ACT);
    act.reasoned = true;
    ck_assert_int_eq(delegation_check(&act), DELEGATION_FINE);
    ck_assert_int_eq(delegation_basis(&act), BASIS_DESIGNATION);
    ck_assert_int_eq(delegation_check(&nobody), DELEGATION_NOT_YOURS);
}
END_TEST

START_TEST(to_whom)
{
    struct delegation_ask ask = asked(ABSENT);

    ask.delegate = ABSENT;
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_TO_SELF);
    ask = asked(ABSENT);
    ask.admin = true;
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_TO_ADMIN);
    ask = asked(ABOVE);
    ask.above = true;
    ask.delegate = ABOVE;
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_FINE);
}
END_TEST

START_TEST(days)
{
    struct delegation_ask ask = asked(ABSENT);

    ask.to_on = ask.from_on; /* one day */
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_FINE);
    ask.to_on = date_add_days(ask.from_on, -1);
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_ENDS_BEFORE);
    ask.from_on = (struct date){2026, 1, 1};
    ask.to_on = today; /* its last day is today */
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_FINE);
    ask.to_on = date_add_days(today, -1);
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_PAST);
    ask.from_on = today;
    ask.to_on = date_add_days(today, 365);
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_FINE);
    ask.to_on = date_add_days(today, 366);
    ck_assert_int_eq(delegation_check(&ask), DELEGATION_TOO_LONG);
}
END_TEST

TCase *delegation_tests(void)
{
    TCase *t = tcase_create("delegation");

    tcase_add_test(t, three_grounds);
    tcase_add_test(t, to_whom);
    tcase_add_test(t, days);
    return t;
}
