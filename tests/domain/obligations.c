/* What the expressions of DEADLINES.md oblige to over a mandate of five years
 * with a leap day and six ends of years in it, and how each stands. */
#include "domain/obligation.h"

#include "core/buf.h"
#include "parts.h"

static struct arena *arena;

static void arena_open(void)
{
    arena = arena_new(16 << 20, NULL);
}

static void arena_close(void)
{
    arena_free(arena);
}

static struct rule_terms mandate(void)
{
    return (struct rule_terms){
        .starts_on = day("2024-09-01"),
        .mid_on = day("2027-03-01"),
        .ends_on = day("2029-08-31"),
        .evaluated_midway = true,
    };
}

/* "key first..last due" of each, a ~ where the window is cut. */
static struct str told(const struct rule *r, const struct rule_terms *t)
{
    struct obligation *rows;
    size_t count = obligations_of(arena, r, t, &rows);
    struct buf out = buf_new(arena, 500);

    for (size_t i = 0; i < count; i++)
        buf_printf(&out, "%s%.*s %.*s..%.*s %.*s%s", i ? "\n" : "",
                   STR_ARG(rows[i].key),
                   STR_ARG(date_text(arena, rows[i].first)),
                   STR_ARG(date_text(arena, rows[i].last)),
                   STR_ARG(date_text(arena, rows[i].due_on)),
                   rows[i].partial ? "~" : "");
    return buf_str(&out);
}

static void obliges(struct rule r, const struct rule_terms *t,
                    const char *wanted)
{
    struct str got = told(&r, t);

    ck_assert_msg(str_is(got, wanted), "got:\n%.*s\nwanted:\n%s", STR_ARG(got),
                  wanted);
}

/* -- obligations ----------------------------------------------------------- */

START_TEST(each_calendar_year)
{
    struct rule_terms t = mandate();

    obliges((struct rule){.kind = RULE_RECURRING, .per = PER_YEAR}, &t,
            "2024/1 2024-09-01..2024-12-31 2024-12-31~\n"
            "2025/1 2025-01-01..2025-12-31 2025-12-31\n"
            "2026/1 2026-01-01..2026-12-31 2026-12-31\n"
            "2027/1 2027-01-01..2027-12-31 2027-12-31\n"
            "2028/1 2028-01-01..2028-12-31 2028-12-31\n"
            "2029/1 2029-01-01..2029-08-31 2029-08-31~");
}
END_TEST

START_TEST(each_mandate_year)
{
    struct rule_terms t = mandate();

    t.mandate_years = true;
    obliges((struct rule){.kind = RULE_RECURRING, .per = PER_YEAR, .n_min = 2},
            &t,
            "Y1/1 2024-09-01..2025-08-31 2025-08-31\n"
            "Y1/2 2024-09-01..2025-08-31 2025-08-31\n"
            "Y2/1 2025-09-01..2026-08-31 2026-08-31\n"
            "Y2/2 2025-09-01..2026-08-31 2026-08-31\n"
            "Y3/1 2026-09-01..2027-08-31 2027-08-31\n"
            "Y3/2 2026-09-01..2027-08-31 2027-08-31\n"
            "Y4/1 2027-09-01..2028-08-31 2028-08-31\n"
            "Y4/2 2027-09-01..2028-08-31 2028-08-31\n"
            "Y5/1 2028-09-01..2029-08-31 2029-08-31\n"
            "Y5/2 2028-09-01..2029-08-31 2029-08-31");
}
END_TEST

START_TEST(mandate_years_from_a_leap_day)
{
    struct rule_terms t = {
        .starts_on = day("2024-02-29"),
        .ends_on = day("2029-02-27"),
        .mandate_years = true,
    };

    obliges((struct rule){.kind = RULE_RECURRING, .per = PER_YEAR}, &t,
            "Y1/1 2024-02-29..2025-02-27 2025-02-27\n"
            "Y2/1 2025-02-28..2026-02-27 2026-02-27\n"
            "Y3/1 2026-02-28..2027-02-27 2027-02-27\n"
            "Y4/1 2027-02-28..2028-02-28 2028-02-28\n"
            "Y5/1 2028-02-29..2029-02-27 2029-02-27");
    t.ends_on = day("2024-10-01");
    obliges((struct rule){.kind = RULE_RECURRING, .per = PER_HALF}, &t,
            "Y1-1/1 2024-02-29..2024-08-28 2024-08-28\n"
            "Y1-2/1 2024-08-29..2024-10-01 2024-10-01~");
}
END_TEST

START_TEST(each_month_by_a_day)
{
    struct rule_terms t = mandate();
    struct rule r = {.kind = RULE_RECURRING, .per = PER_MONTH, .day = 15};
    struct obligation *rows;

    ck_assert_uint_eq(obligations_of(arena, &r, &t, &rows), 60);
    assert_day(rows[0].due_on, "2024-09-15");
    assert_day(rows[59].due_on, "2029-08-15");
    ck_assert(str_is(rows[3].key, "2024-12/1"));
    assert_day(rows[3].last, "2024-12-31");
    for (size_t i = 0; i < 60; i++)
        ck_assert(!rows[i].partial && rows[i].due_on.day == 15);
    r.day = 31; /* the last day where a month is shorter */
    ck_assert_uint_eq(obligations_of(arena, &r, &t, &rows), 60);
    assert_day(rows[5].due_on, "2025-02-28");
    assert_day(rows[41].due_on, "2028-02-29");
    assert_day(rows[42].due_on, "2028-03-31");
    t.starts_on = day("2024-09-20"); /* September's day was over by then */
    t.ends_on = day("2024-11-10");   /* and November's comes after the end */
    r.day = 15;
    obliges(r, &t,
            "2024-10/1 2024-10-01..2024-10-31 2024-10-15\n"
            "2024-11/1 2024-11-01..2024-11-10 2024-11-10~");
}
END_TEST

START_TEST(each_quarter_and_half)
{
    struct rule_terms t = mandate();
    struct rule r = {.kind = RULE_RECURRING, .per = PER_QUARTER};
    struct obligation *rows;

    ck_assert_uint_eq(obligations_of(arena, &r, &t, &rows), 21);
    ck_assert(str_is(rows[0].key, "2024-Q3/1") && rows[0].partial);
    assert_day(rows[0].first, "2024-09-01");
    assert_day(rows[1].due_on, "2024-12-31");
    ck_assert(str_is(rows[20].key, "2029-Q3/1") && rows[20].partial);
    r.per = PER_HALF;
    ck_assert_uint_eq(obligations_of(arena, &r, &t, &rows), 11);
    assert_day(rows[1].due_on, "2025-06-30");
    assert_day(rows[10].due_on, "2029-08-31");
}
END_TEST

START_TEST(without_an_end_or_a_start)
{
    struct rule_terms t = {
        .starts_on = day("2024-01-01"),
        .until = day("2025-12-31"),
    };
    struct rule r = {.kind = RULE_RECURRING, .per = PER_YEAR};

    obliges(r, &t,
            "2024/1 2024-01-01..2024-12-31 2024-12-31\n"
            "2025/1 2025-01-01..2025-12-31 2025-12-31");
    t.starts_on = DATE_NONE;
    obliges(r, &t, "each .. ");
}
END_TEST

START_TEST(dates_end_with_their_precision)
{
    struct rule_terms t = mandate();
    struct rule r = {.kind = RULE_DATE,
                     .due_on = day("2028-02-01"),
                     .precision = PRECISION_M};

    obliges(r, &t, "date 2024-09-01..2028-02-29 2028-02-29");
    r.precision = PRECISION_Y;
    obliges(r, &t, "date 2024-09-01..2028-12-31 2028-12-31");
    r.precision = PRECISION_D;
    obliges(r, &t, "date 2024-09-01..2028-02-01 2028-02-01");
}
END_TEST

START_TEST(anchors_move_and_all_moves)
{
    struct rule_terms t = mandate();
    struct rule before = {
        .kind = RULE_RELATIVE, .anchor = ANCHOR_MID, .side = SIDE_BEFORE};
    struct rule end = {.kind = RULE_RELATIVE, .anchor = ANCHOR_END};
    struct rule after = {.kind = RULE_RELATIVE,
                         .anchor = ANCHOR_CLOSED,
                         .side = SIDE_AFTER,
                         .shift = 3,
                         .unit = UNIT_MONTH};

    obliges(before, &t, "mid_evaluation 2024-09-01..2027-02-28 2027-02-28");
    t.mid_on = day("2028-03-01");
    obliges(before, &t, "mid_evaluation 2024-09-01..2028-02-29 2028-02-29");
    t.mid_on = DATE_NONE;
    obliges(before, &t, "mid_evaluation 2024-09-01..2029-08-31 ");
    obliges(end, &t, "mandate_end 2024-09-01..2029-08-31 2029-08-31");
    t.ends_on = day("2029-12-31");
    obliges(end, &t, "mandate_end 2024-09-01..2029-12-31 2029-12-31");
    obliges(after, &t, "project_closed 2024-09-01..2029-12-31 ");
    t.closed_on = day("2025-11-30");
    obliges(after, &t, "project_closed 2025-12-01..2026-02-28 2026-02-28");
    after.shift = 0; /* nobody said how long after */
    obliges(after, &t, "project_closed 2025-12-01.. ");
    before.anchor = ANCHOR_START;
    before.shift = 2;
    before.unit = UNIT_WEEK;
    obliges(before, &t, "mandate_start 2024-09-01..2024-08-18 2024-08-18");
}
END_TEST

START_TEST(calendars_and_registers)
{
    struct rule_terms t = mandate();
    const struct rule_event events[] = {
        {.key = S("a"), .on = day("2025-01-01")},
        {.key = S("b")},
        {.key = S("c"), .on = day("2028-03-01")},
    };
    struct rule calendar = {.kind = RULE_CALENDAR, .calendar = S("Cour")};
    struct rule before = {.kind = RULE_OCCURRENCE, .side = SIDE_BEFORE};
    struct rule after = {.kind = RULE_OCCURRENCE,
                         .side = SIDE_AFTER,
                         .shift = 10,
                         .unit = UNIT_DAY};

    obliges(calendar, &t, "calendar 2024-09-01..2029-08-31 ");
    obliges(before, &t, "");
    t.events = events;
    t.event_count = 3;
    obliges(calendar, &t,
            "on:a 2024-09-01..2025-01-01 2025-01-01\n"
            "on:b 2024-09-01..2029-08-31 \n"
            "on:c 2024-09-01..2028-03-01 2028-03-01");
    obliges(before, &t,
            "on:a 2024-09-01..2024-12-31 2024-12-31\n"
            "on:b 2024-09-01..2029-08-31 \n"
            "on:c 2024-09-01..2028-02-29 2028-02-29");
    t.event_count = 1;
    obliges(after, &t, "on:a 2025-01-02..2025-01-11 2025-01-11");
}
END_TEST

START_TEST(continuous_in_each_campaign)
{
    struct rule_terms t = mandate();
    const struct rule_event campaigns[] = {
        {S("2023"), day("2023-12-31"), day("2023-01-01")},
        {S("2024"), day("2024-12-31"), day("2024-01-01")},
        {S("2029"), day("2029-12-31"), day("2029-01-01")},
        {S("2030"), day("2030-12-31"), day("2030-01-01")},
    };
    struct rule r = {.kind = RULE_CONTINUOUS};
    struct obligation *rows;

    obliges(r, &t, "");
    t.events = campaigns;
    t.event_count = 4;
    obliges(r, &t,
            "in:2024 2024-01-01..2024-12-31 \n"
            "in:2029 2029-01-01..2029-12-31 ");
    ck_assert_uint_eq(obligations_of(arena, &r, &t, &rows), 2);
    ck_assert(rows[0].continuous);
}
END_TEST

START_TEST(conditional_at_each_evaluation)
{
    struct rule_terms t = mandate();
    struct rule r = {.kind = RULE_CONDITIONAL};

    obliges(r, &t,
            "mid_evaluation 2024-09-01..2027-03-01 2027-03-01\n"
            "end_evaluation 2024-09-01..2029-08-31 2029-08-31");
    t.mid_on = DATE_NONE;
    obliges(r, &t,
            "mid_evaluation 2024-09-01.. \n"
            "end_evaluation 2024-09-01..2029-08-31 2029-08-31");
    t.evaluated_midway = false;
    obliges(r, &t, "end_evaluation 2024-09-01..2029-08-31 2029-08-31");
}
END_TEST

START_TEST(a_rule_that_lacks_something_obliges_to_nothing)
{
    struct rule_terms t = mandate();
    static const struct {
        struct rule rule;
        enum rule_fault fault;
    } cases[] = {
        {{.kind = RULE_NONE}, RULE_LACKS_KIND},
        {{.kind = RULE_DATE}, RULE_LACKS_DATE},
        {{.kind = RULE_RECURRING}, RULE_LACKS_PER},
        {{.kind = RULE_RECURRING, .per = PER_YEAR, .n_min = 367},
         RULE_BAD_COUNT},
        {{.kind = RULE_RECURRING, .per = PER_YEAR, .day = 32}, RULE_BAD_DAY},
        {{.kind = RULE_RELATIVE}, RULE_LACKS_ANCHOR},
        {{.kind = RULE_RELATIVE, .anchor = ANCHOR_END, .shift = 2},
         RULE_BAD_SHIFT},
        {{.kind = RULE_CALENDAR}, RULE_LACKS_CALENDAR},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(rule_check(&cases[i].rule), cases[i].fault);
        obliges(cases[i].rule, &t, "");
    }
}
END_TEST

/* -- state ----------------------------------------------------------------- */

static void stands(struct obligation_facts o, const char *today,
                   const char *state)
{
    struct str got = obligation_state_name(obligation_state(&o, day(today)));

    ck_assert_msg(str_is(got, state), "%s: %.*s instead of %s", today,
                  STR_ARG(got), state);
}

START_TEST(states_around_the_due_day)
{
    struct obligation_facts o = {.first = day("2025-01-01"),
                                 .due_on = day("2025-12-31")};
    struct obligation_facts month = {.first = day("2028-02-01"),
                                     .due_on = day("2028-02-29")};

    stands(o, "2025-11-30", "open");
    stands(o, "2025-12-01", "due_soon");
    stands(o, "2025-12-31", "due_soon");
    stands(o, "2026-01-01", "overdue");
    stands(month, "2028-02-14", "open");
    stands(month, "2028-02-15", "due_soon");
    stands(month, "2028-02-29", "due_soon");
    stands(month, "2028-03-01", "overdue");
    o.met_on = day("2025-12-31");
    stands(o, "2026-06-01", "met");
    o.met_on = day("2026-01-01");
    stands(o, "2026-06-01", "met_late");
    o.due_on = DATE_NONE;
    stands(o, "2026-06-01", "met");
    o.met_on = DATE_NONE;
    stands(o, "2026-06-01", "not_dated");
    o.not_applicable = true;
    stands(o, "2026-06-01", "not_applicable");
    o.waived = true;
    stands(o, "2026-06-01", "waived");
}
END_TEST

START_TEST(continuous_is_never_overdue)
{
    struct obligation_facts o = {.first = day("2025-01-01"),
                                 .continuous = true};

    stands(o, "2039-01-01", "update");
    o.met_on = day("2039-01-01");
    stands(o, "2039-01-01", "met");
    for (unsigned s = 0; s < OBLIGATION_STATES; s++)
        ck_assert_uint_eq(obligation_state_parse(
                              obligation_state_name((enum obligation_state)s)),
                          s);
    ck_assert_uint_eq(obligation_state_parse(S("late")), OBLIGATION_STATES);
}
END_TEST

TCase *obligation_tests(void)
{
    TCase *t = tcase_create("obligations");

    tcase_add_checked_fixture(t, arena_open, arena_close);
    tcase_add_test(t, each_calendar_year);
    tcase_add_test(t, each_mandate_year);
    tcase_add_test(t, mandate_years_from_a_leap_day);
    tcase_add_test(t, each_month_by_a_day);
    tcase_add_test(t, each_quarter_and_half);
    tcase_add_test(t, without_an_end_or_a_start);
    tcase_add_test(t, dates_end_with_their_precision);
    tcase_add_test(t, anchors_move_and_all_moves);
    tcase_add_test(t, calendars_and_registers);
    tcase_add_test(t, continuous_in_each_campaign);
    tcase_add_test(t, conditional_at_each_evaluation);
    tcase_add_test(t, a_rule_that_lacks_something_obliges_to_nothing);
    tcase_add_test(t, states_around_the_due_day);
    tcase_add_test(t, continuous_is_never_overdue);
    return t;
}
