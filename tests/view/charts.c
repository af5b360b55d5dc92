#include "view/parts.h"

#include "view/chart.h"

static struct dec dec_of(const char *text)
{
    struct dec d;
    ck_assert_int_eq(dec_parse(str_of(text), &d), OK);
    return d;
}

START_TEST(statuses)
{
    ck_golden(chart_statuses(arena, LANG_EN, 29, 14, 8, 5).markup,
              "view/statuses.svg");
    ck_golden(chart_statuses(arena, LANG_NL, 0, 0, 0, 0).markup,
              "view/statuses_none.svg");
}
END_TEST

START_TEST(sparkline)
{
    const struct period periods[] = {{2021, PERIOD_YEAR, 1},
                                     {2022, PERIOD_YEAR, 1},
                                     {2023, PERIOD_YEAR, 1},
                                     {2024, PERIOD_YEAR, 1},
                                     {2025, PERIOD_YEAR, 1}};
    const struct dec values[] = {dec_of("61.0"), dec_of("64.5"), DEC_NONE,
                                 dec_of("70"), dec_of("1078.4")};
    ck_golden(chart_sparkline(arena, LANG_FR, periods, values, 5).markup,
              "view/sparkline.svg");
    ck_golden(chart_sparkline(arena, LANG_FR, periods, values + 1, 3).markup,
              "view/sparkline_gap.svg");
    ck_golden(chart_sparkline(arena, LANG_FR, periods, values, 1).markup,
              "view/sparkline_one.svg");
    ck_golden(chart_sparkline(arena, LANG_FR, periods, values + 2, 1).markup,
              "view/sparkline_none.svg");
}
END_TEST

START_TEST(bullet)
{
    struct dec low = dec_of("0"), high = dec_of("100");
    ck_golden(chart_bullet(arena, LANG_EN, dec_of("64"), dec_of("50"),
                           dec_of("75"), false, low, high)
                  .markup,
              "view/bullet.svg");
    ck_golden(chart_bullet(arena, LANG_EN, dec_of("120"), dec_of("80"),
                           dec_of("20.5"), true, low, high)
                  .markup,
              "view/bullet_down.svg");
    ck_golden(chart_bullet(arena, LANG_EN, DEC_NONE, DEC_NONE, DEC_NONE, false,
                           low, low)
                  .markup,
              "view/bullet_none.svg");
}
END_TEST

TCase *charts(void)
{
    TCase *tests = tcase_create("charts");
    tcase_add_test(tests, statuses);
    tcase_add_test(tests, sparkline);
    tcase_add_test(tests, bullet);
    return tests;
}
