/* Which edition judges, and what changed while the period ran. */
#include "domain/judge.h"

#include "parts.h"

static struct period period(const char *text)
{
    struct period p;

    ck_assert_int_eq(period_parse(str_of(text), &p), OK);
    return p;
}

static int64_t judging(const struct edition_dates *editions, size_t count,
                       const char *when)
{
    ptrdiff_t i = judge_edition(editions, count, period(when));

    return i < 0 ? 0 : editions[i].edition;
}

START_TEST(last_day_of_the_period)
{
    struct edition_dates e[] = {{1, true, day("2024-01-01")},
                                {2, true, day("2025-12-31")},
                                {3, true, day("2026-01-01")},
                                {4, false, day("2025-01-01")}};

    ck_assert_int_eq(judging(e, 4, "2024"), 1);
    ck_assert_int_eq(judging(e, 4, "2025"), 2); /* on the last day itself */
    ck_assert_int_eq(judging(e, 4, "2025-Q3"), 1);
    ck_assert_int_eq(judging(e, 4, "2026-01"), 3);
    ck_assert_int_eq(judging(e, 4, "2025-S2"), 2);
}
END_TEST

START_TEST(rewritten_later_editions)
{
    /* an amendment before an edition already recorded rewrites both */
    struct edition_dates e[] = {{1, true, day("2024-01-01")},
                                {2, true, day("2025-01-01")},
                                {3, true, day("2024-07-01")},
                                {4, true, day("2025-01-01")}};

    ck_assert_int_eq(judging(e, 4, "2024-Q1"), 1);
    ck_assert_int_eq(judging(e, 4, "2024"), 3);
    ck_assert_int_eq(judging(e, 4, "2025"), 4);
}
END_TEST

START_TEST(none_in_force)
{
    struct edition_dates later[] = {{2, true, day("2030-01-01")},
                                    {1, true, day("2029-01-01")}};
    struct edition_dates draft[] = {{1, false, DATE_NONE}};
    struct edition_dates undated[] = {{1, true, DATE_NONE},
                                      {2, false, DATE_NONE}};

    ck_assert_int_eq(judging(later, 2, "2025"), 1);
    ck_assert_int_eq(judging(draft, 1, "2025"), 1);
    ck_assert_int_eq(judging(undated, 2, "1999"), 1);
    ck_assert_int_eq(judging(NULL, 0, "2025"), 0);
}
END_TEST

static struct definition defined(int64_t edition, const char *on,
                                 const char *green)
{
    return (struct definition){
        .edition = edition,
        .effective_on = day(on),
        .thresholds = {.red = num("70"), .green = num(green)},
    };
}

START_TEST(thresholds_changed_during_the_period)
{
    struct arena *a = arena_new(1 << 20, NULL);
    struct definition d[] = {
        defined(1, "2023-01-01", "80"), defined(2, "2024-01-01", "85"),
        defined(3, "2024-07-01", "90"), defined(4, "2024-09-01", "90"),
        defined(5, "2025-01-15", "95")};
    struct definition_step *steps;
    size_t n = judge_steps(a, d, 5, period("2024"), num("88"), &steps);

    /* the change of 1 January is not one during 2024; 4 changes nothing; the
     * next letter, in force when the result is entered, is shown too */
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(steps[0].new->edition, 3);
    ck_assert_uint_eq(steps[0].changes, CHANGED_GREEN);
    ck_assert_int_eq(steps[0].old_status, STATUS_ACHIEVED);
    ck_assert_int_eq(steps[0].new_status, STATUS_PARTIAL);
    ck_assert_int_eq(steps[1].new->edition, 5);
    n = judge_steps(a, d, 5, period("2026"), num("88"), &steps);
    ck_assert_uint_eq(n, 0);
    n = judge_steps(a, d, 0, period("2026"), num("88"), &steps);
    ck_assert_uint_eq(n, 0);
    arena_free(a);
}
END_TEST

START_TEST(what_counts_as_a_change)
{
    struct definition x = defined(1, "2024-01-01", "90"), y = x;

    y.thresholds.green = num("90.00");
    y.thresholds.red_op = OP_LE; /* what the direction supplied */
    ck_assert_uint_eq(definition_diff(&x, &y), 0);
    y.thresholds.red_op = OP_LT;
    ck_assert_uint_eq(definition_diff(&x, &y), CHANGED_RED);
    y = x;
    y.weight = num("0");
    ck_assert_uint_eq(definition_diff(&x, &y), CHANGED_WEIGHT);
    y.target = num("3");
    y.text_nl = S("x");
    ck_assert_uint_eq(definition_diff(&x, &y),
                      CHANGED_WEIGHT | CHANGED_TARGET | CHANGED_WORDING);
    y = x;
    y.thresholds.direction = DIRECTION_DOWN;
    ck_assert_uint_eq(definition_diff(&x, &y), CHANGED_RED | CHANGED_GREEN);
}
END_TEST

TCase *judge_tests(void)
{
    TCase *t = tcase_create("judge");

    tcase_add_test(t, last_day_of_the_period);
    tcase_add_test(t, rewritten_later_editions);
    tcase_add_test(t, none_in_force);
    tcase_add_test(t, thresholds_changed_during_the_period);
    tcase_add_test(t, what_counts_as_a_change);
    return t;
}
