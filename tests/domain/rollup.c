/* Achievement, exact fractions and the roll-up. */
#include "domain/rollup.h"
#include "domain/ratio.h"

#include "parts.h"

static struct arena *arena;

static void setup(void)
{
    arena = arena_new(64 << 20, NULL);
}

static void teardown(void)
{
    arena_free(arena);
}

/* -- exact fractions ------------------------------------------------------- */

START_TEST(fractions_round_once)
{
    struct ratio third = ratio_of(arena, 1, 3);
    struct ratio one = ratio_add(arena, third, ratio_add(arena, third, third));

    ck_assert_int_eq(ratio_cmp(arena, one, ratio_of(arena, 1, 1)), 0);
    expect(arena, ratio_round(arena, third, 6), "0.333333");
    expect(arena, ratio_round(arena, ratio_of(arena, 1, 2), 0), "1");
    expect(arena, ratio_round(arena, ratio_of(arena, 1, 20), 1), "0.1");
    expect(arena, ratio_round(arena, ratio_of(arena, 1, 21), 1), "0.0");
    expect(arena, ratio_round(arena, ratio_of(arena, 0, 9), 2), "0.00");
    expect(arena, ratio_round(arena, ratio_of(arena, 999999, 1), 0), "999999");
    expect(arena, ratio_round(arena, ratio_of(arena, 1, 1), 0), "1");
    expect(arena, ratio_round(arena, ratio_of(arena, 4294967296, 1), 6),
           "4294967296.000000");
}
END_TEST

/* 1/p over the first 120 primes, then taken back: no common denominator fits
 * in 128 bits, and nothing is lost. */
START_TEST(fractions_grow)
{
    struct ratio sum = ratio_of(arena, 0, 1);
    struct ratio most = ratio_of(arena, 0, 1);
    int found = 0;

    for (int p = 2; found < 120; p++) {
        bool prime = true;

        for (int d = 2; d * d <= p; d++)
            prime = prime && p % d != 0;
        if (!prime)
            continue;
        found++;
        sum = ratio_add(arena, sum, ratio_of(arena, 1, p));
        most = ratio_add(arena, most, ratio_of(arena, p - 1, p));
    }
    ck_assert_int_gt((int)sum.q.n, 4);
    ck_assert_int_eq(
        ratio_cmp(arena, ratio_add(arena, sum, most), ratio_of(arena, 120, 1)),
        0);
    struct ratio same = ratio_div(arena, ratio_mul(arena, sum, most), most);

    ck_assert_int_eq(ratio_cmp(arena, same, sum), 0);
    /* computed with Python's fractions */
    expect(arena, ratio_round(arena, sum, 6), "2.139516");
}
END_TEST

/* -- achievement ----------------------------------------------------------- */

struct achievement_case {
    const char *type;
    const char *direction;
    const char *value;
    const char *baseline;
    const char *target;
    const char *expected;
};

static const struct achievement_case achievement_cases[] = {
    {"percentage", "up", "72.5", "", "", "72.500000"},
    {"percentage", "", "72.5", "", "90", "72.500000"},
    {"percentage", "up", "120", "", "", "100.000000"},
    {"percentage", "up", "-3", "", "", "0.000000"},
    {"percentage", "keep", "72", "", "80", ""},
    {"percentage", "down", "8", "20", "4", "75.000000"},
    {"percentage", "down", "8", "", "4", ""},
    {"yes_no", "", "1", "", "", "100.000000"},
    {"yes_no", "up", "0", "", "", "0.000000"},
    {"count", "up", "30", "", "40", "75.000000"},
    {"count", "", "30", "20", "40", "50.000000"},
    {"count", "up", "10", "20", "40", "0.000000"},
    {"count", "up", "50", "20", "40", "100.000000"},
    {"count", "up", "1", "", "3", "33.333333"},
    {"count", "up", "30", "", "", ""},
    {"count", "up", "30", "40", "40", ""},
    {"count", "up", "0", "", "0", ""},
    {"count", "keep", "30", "20", "40", ""},
    {"amount", "down", "150000.50", "200000", "100000", "49.999500"},
    {"amount", "down", "150000", "", "100000", ""},
    {"level", "up", "3", "1", "5", "50.000000"},
    {"ratio", "up", "0.5", "", "0.8", "62.500000"},
    {"date", "up", "19000", "", "19100", ""},
    {"label", "up", "5", "", "10", ""},
    {"narrative", "", "", "", "", ""},
    {"count", "up", "", "", "40", ""},
};

START_TEST(achievement_by_type)
{
    const struct achievement_case *c = &achievement_cases[_i];
    struct rollup_node n = {
        .indicator = true,
        .type = type_parse(str_of(c->type)),
        .direction = direction_parse(str_of(c->direction)),
        .value = num(c->value),
        .baseline = num(c->baseline),
        .target = num(c->target),
    };

    expect(arena, achievement(arena, &n), c->expected);
}
END_TEST

/* -- roll-up --------------------------------------------------------------- */

START_TEST(rollup_weights)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), weighted(0, "100", "60"),
                              weighted(0, "50", "40")};
    struct rollup r = rollup_compute(arena, n, 3, DEC_NONE);

    expect(arena, r.values[0].value, "80.0");
    expect(arena, r.values[0].coverage, "100.0");
    expect(arena, r.plan.value, "80.0");
    ck_assert_uint_eq(r.values[0].warnings, 0);
    ck_assert_uint_eq(r.left_count, 0);
}
END_TEST

START_TEST(rollup_without_weights)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), weighted(0, "100", ""),
                              weighted(0, "50", ""), weighted(0, "0", "")};
    struct rollup r = rollup_compute(arena, n, 4, DEC_NONE);

    expect(arena, r.values[0].value, "50.0");
    ck_assert_uint_eq(r.values[0].warnings, ROLLUP_UNWEIGHTED);
}
END_TEST

START_TEST(rollup_with_some_weights)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), weighted(0, "100", "100"),
                              weighted(0, "10", "")};
    struct rollup r = rollup_compute(arena, n, 3, DEC_NONE);

    expect(arena, r.values[0].value, "100.0");
    ck_assert_uint_eq(r.values[0].warnings, ROLLUP_SOME_WEIGHTS);
}
END_TEST

START_TEST(rollup_weights_not_100)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), weighted(0, "100", "30"),
                              weighted(0, "0", "60")};
    struct rollup r = rollup_compute(arena, n, 3, DEC_NONE);

    expect(arena, r.values[0].value, "33.3");
    expect(arena, r.values[0].coverage, "100.0");
    ck_assert_uint_eq(r.values[0].warnings, ROLLUP_NOT_100);
    n[1].weight = num("40.000001");
    r = rollup_compute(arena, n, 3, DEC_NONE);
    ck_assert_uint_eq(r.values[0].warnings, ROLLUP_NOT_100);
    n[1].weight = num("40");
    r = rollup_compute(arena, n, 3, DEC_NONE);
    ck_assert_uint_eq(r.values[0].warnings, 0);
    n[1].weight = num("-40");
    r = rollup_compute(arena, n, 3, DEC_NONE);
    ck_assert_uint_eq(r.values[0].warnings, ROLLUP_NOT_100 | ROLLUP_NEGATIVE);
    expect(arena, r.values[0].value, "0.0");
}
END_TEST

START_TEST(rollup_part_of_the_weight)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), weighted(0, "90", "50"),
                              weighted(0, "60", "30"), weighted(0, "", "20")};
    struct rollup r = rollup_compute(arena, n, 4, DEC_NONE);

    expect(arena, r.values[0].value, "78.8"); /* 78.75 */
    expect(arena, r.values[0].coverage, "80.0");
    ck_assert_uint_eq(r.left_count, 1);
    ck_assert_uint_eq(r.left[0].node, 3);
    ck_assert_int_eq(r.left[0].why, ROLLUP_MISSING);
}
END_TEST

START_TEST(rollup_minimum_coverage)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), weighted(0, "90", "50"),
                              weighted(0, "", "50")};
    struct rollup r = rollup_compute(arena, n, 3, DEC_NONE);

    expect(arena, r.values[0].value, "90.0"); /* 50 % is enough */
    n[1].weight = num("49.999999");
    n[2].weight = num("50.000001");
    r = rollup_compute(arena, n, 3, DEC_NONE);
    expect(arena, r.values[0].value, "");
    expect(arena, r.values[0].coverage, "50.0"); /* rounded only when shown */
    expect(arena, r.plan.value, "");
    expect(arena, r.plan.coverage, "0.0");
    ck_assert_uint_eq(r.left_count, 2);
    ck_assert_int_eq(r.left[0].why, ROLLUP_LOW_COVERAGE);
    ck_assert_int_eq(r.left[1].why, ROLLUP_MISSING);
    r = rollup_compute(arena, n, 3, num("40"));
    expect(arena, r.values[0].value, "90.0");
    r = rollup_compute(arena, n, 3, num("0"));
    expect(arena, r.values[0].value, "90.0");
}
END_TEST

START_TEST(rollup_mixed_units)
{
    struct rollup_node n[] = {
        item(ROLLUP_ROOT),
        weighted(0, "80", ""),
        {.indicator = true,
         .measured = true,
         .type = TYPE_COUNT,
         .value = num("30"),
         .target = num("40")},
        {.indicator = true,
         .measured = true,
         .type = TYPE_YES_NO,
         .value = num("1")},
        {.indicator = true,
         .measured = true,
         .type = TYPE_AMOUNT,
         .direction = DIRECTION_DOWN,
         .value = num("15"),
         .baseline = num("20"),
         .target = num("10")},
        {.indicator = true, .measured = true, .type = TYPE_NARRATIVE},
        {.indicator = true,
         .measured = true,
         .type = TYPE_COUNT,
         .value = num("7")},
    };
    struct rollup r = rollup_compute(arena, n, 7, DEC_NONE);

    expect(arena, r.values[0].value, "76.3"); /* (80+75+100+50)/4 = 76.25 */
    expect(arena, r.values[0].coverage, "66.7");
    ck_assert_uint_eq(r.left_count, 2);
    ck_assert_int_eq(r.left[0].why, ROLLUP_NOT_AVERAGED);
    ck_assert_int_eq(r.left[1].why, ROLLUP_NOT_AVERAGED);
}
END_TEST

START_TEST(rollup_not_applicable)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), weighted(0, "90", "30"),
                              weighted(0, "", "70"), item(ROLLUP_ROOT),
                              weighted(3, "", "100")};

    n[2].excluded = true;
    n[4].excluded = true;
    struct rollup r = rollup_compute(arena, n, 5, DEC_NONE);

    expect(arena, r.values[0].value, "90.0");
    expect(arena, r.values[0].coverage, "100.0");
    ck_assert(r.values[3].empty);
    expect(arena, r.plan.value, "90.0");
    expect(arena, r.plan.coverage, "100.0");
    ck_assert_uint_eq(r.left_count, 2);
    ck_assert_int_eq(r.left[0].why, ROLLUP_EXCLUDED);
}
END_TEST

START_TEST(rollup_typed_wins)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), item(0), weighted(1, "40", ""),
                              item(0), weighted(3, "100", "")};

    n[1].measured = true;
    n[1].value = num("75");
    struct rollup r = rollup_compute(arena, n, 5, DEC_NONE);

    ck_assert(r.values[1].typed);
    expect(arena, r.values[1].value, "75.0");
    expect(arena, r.values[1].computed, "40.0");
    expect(arena, r.values[0].value, "87.5");
    n[1].value = DEC_NONE;
    r = rollup_compute(arena, n, 5, DEC_NONE);
    ck_assert(!r.values[1].typed);
    expect(arena, r.values[0].value, "70.0");
}
END_TEST

START_TEST(rollup_measured_item_without_result)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), item(0), item(0), item(0)};

    n[1].measured = n[2].measured = true;
    n[1].value = num("60");
    struct rollup r = rollup_compute(arena, n, 4, DEC_NONE);

    expect(arena, r.values[0].value, "60.0");
    expect(arena, r.values[0].coverage, "50.0"); /* item 3 has nothing */
    ck_assert(r.values[3].empty);
    ck_assert_uint_eq(r.left_count, 1);
    ck_assert_uint_eq(r.left[0].node, 2);
}
END_TEST

START_TEST(rollup_sub_indicators)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), weighted(0, "", "50"),
                              weighted(0, "100", "50"), weighted(1, "20", "25"),
                              weighted(1, "60", "75")};
    struct rollup r = rollup_compute(arena, n, 5, DEC_NONE);

    expect(arena, r.values[1].value, "50.0");
    expect(arena, r.values[0].value, "75.0"); /* subs feed only their parent */
    n[1].value = num("70");
    r = rollup_compute(arena, n, 5, DEC_NONE);
    ck_assert(r.values[1].typed);
    expect(arena, r.values[1].computed, "50.0");
    expect(arena, r.values[0].value, "85.0");
}
END_TEST

START_TEST(rollup_items_weigh_the_same)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT),
                              item(0),
                              item(0),
                              weighted(1, "100", ""),
                              weighted(2, "0", ""),
                              weighted(2, "0", ""),
                              weighted(2, "0", "")};
    struct rollup r = rollup_compute(arena, n, 7, DEC_NONE);

    expect(arena, r.values[0].value, "50.0");
    /* an item's own indicators together weigh as one of its items */
    n[3].parent = n[4].parent = 0;
    n[5].parent = 1;
    r = rollup_compute(arena, n, 7, DEC_NONE);
    expect(arena, r.values[0].value, "16.7"); /* (50 + 0 + 0) / 3 */
}
END_TEST

START_TEST(rollup_rounds_half_away_once)
{
    struct rollup_node n[] = {item(ROLLUP_ROOT), item(0), item(0),
                              weighted(1, "72.449999", ""),
                              weighted(2, "72.450001", "")};
    struct rollup r = rollup_compute(arena, n, 5, DEC_NONE);

    expect(arena, r.values[1].value, "72.4");
    expect(arena, r.values[2].value, "72.5");
    expect(arena, r.values[0].value, "72.5"); /* of 72.45, not of the above */
}
END_TEST

START_TEST(rollup_circle_and_order)
{
    struct rollup_node circle[] = {item(1), item(0), item(ROLLUP_ROOT),
                                   weighted(2, "50", "")};
    struct rollup r = rollup_compute(arena, circle, 4, DEC_NONE);

    expect(arena, r.plan.value, "50.0");
    struct rollup_node late[] = {weighted(1, "50", ""), item(ROLLUP_ROOT)};

    r = rollup_compute(arena, late, 2, DEC_NONE);
    expect(arena, r.plan.value, "50.0");
    r = rollup_compute(arena, NULL, 0, DEC_NONE);
    expect(arena, r.plan.value, "");
    ck_assert(r.plan.empty);
}
END_TEST

TCase *rollup_tests(void)
{
    TCase *t = tcase_create("rollup");

    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, fractions_round_once);
    tcase_add_test(t, fractions_grow);
    tcase_add_loop_test(
        t, achievement_by_type, 0,
        (int)(sizeof(achievement_cases) / sizeof(*achievement_cases)));
    tcase_add_test(t, rollup_weights);
    tcase_add_test(t, rollup_without_weights);
    tcase_add_test(t, rollup_with_some_weights);
    tcase_add_test(t, rollup_weights_not_100);
    tcase_add_test(t, rollup_part_of_the_weight);
    tcase_add_test(t, rollup_minimum_coverage);
    tcase_add_test(t, rollup_mixed_units);
    tcase_add_test(t, rollup_not_applicable);
    tcase_add_test(t, rollup_typed_wins);
    tcase_add_test(t, rollup_measured_item_without_result);
    tcase_add_test(t, rollup_sub_indicators);
    tcase_add_test(t, rollup_items_weigh_the_same);
    tcase_add_test(t, rollup_rounds_half_away_once);
    tcase_add_test(t, rollup_circle_and_order);
    return t;
}
