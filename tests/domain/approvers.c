/* Who approves next: levels, delegates, the holder, one person. */
#include <string.h>

#include "domain/parts.h"
#include "domain/workflow.h"

enum { HEAD = 1, MANAGER, DEPUTY, TOP, MINISTER, CLERK, STAND_IN };

#define DIRECTOR_AT(who, levels_above)                                         \
    {                                                                          \
        .account = (who), .depth = (levels_above)                              \
    }
#define ACTING(who, whose, levels_above)                                       \
    {                                                                          \
        .account = (who), .behind = (whose), .depth = (levels_above)           \
    }

static const struct candidate line[] = {
    DIRECTOR_AT(HEAD, 0),
    DIRECTOR_AT(MANAGER, 1),
    DIRECTOR_AT(DEPUTY, 1),
    DIRECTOR_AT(TOP, 2),
    {.account = MINISTER, .authority = true},
};
enum { LINE = sizeof(line) / sizeof(*line) };

static struct turn turn_of(const struct candidate *c, size_t n,
                           struct approval_case k, const char *expected)
{
    bool chosen[8];
    char marks[9] = "";

    if (k.levels == 0)
        k.levels = 1;
    struct turn turn = workflow_turn(c, n, &k, chosen);

    for (size_t i = 0; i < n; i++)
        marks[i] = chosen[i] ? 'x' : '.';
    ck_assert_msg(strcmp(marks, expected) == 0, "%s, not %s", marks, expected);
    return turn;
}

#define ENTERED(...)                                                           \
    .entered_by = (const int64_t[]){__VA_ARGS__},                              \
    .entered_count = sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t)
#define ENDORSED(n, ...)                                                       \
    .endorsed = (const struct endorsed[]){__VA_ARGS__}, .endorsed_count = (n)
#define CASE(...) ((struct approval_case){__VA_ARGS__})

static void assert_turn(struct turn t, enum route_taken route, int64_t level,
                        int64_t levels)
{
    ck_assert_int_eq(t.route, route);
    ck_assert_int_eq(t.level, level);
    ck_assert_int_eq(t.levels, levels);
}

START_TEST(the_nearest_who_did_not_enter_it)
{
    assert_turn(turn_of(line, LINE, CASE(ENTERED(CLERK)), "x...."),
                ROUTE_DIRECTOR, 1, 1);
    assert_turn(turn_of(line, LINE, CASE(ENTERED(CLERK, HEAD)), ".xx.."),
                ROUTE_DIRECTOR, 1, 1);
    turn_of(line, LINE, CASE(ENTERED(HEAD, MANAGER)), "..x..");
    assert_turn(
        turn_of(line, LINE, CASE(ENTERED(HEAD, MANAGER, DEPUTY, TOP)), "....x"),
        ROUTE_AUTHORITY, 1, 1);
    assert_turn(turn_of(line, LINE,
                        CASE(ENTERED(HEAD, MANAGER, DEPUTY, TOP, MINISTER)),
                        "....."),
                ROUTE_NOBODY, 1, 1);
    turn_of(line, LINE, CASE(.mandate = false), "x....");
    turn_of(line, 0, CASE(ENTERED(CLERK)), "");
}
END_TEST

START_TEST(levels_one_after_the_other)
{
    struct endorsed head = {HEAD, 0}, manager = {MANAGER, 0}, top = {TOP, 0};

    assert_turn(turn_of(line, LINE, CASE(.levels = 2), "x...."), ROUTE_DIRECTOR,
                1, 2);
    assert_turn(
        turn_of(line, LINE, CASE(.levels = 2, ENDORSED(1, head)), ".xx.."),
        ROUTE_DIRECTOR, 2, 2);
    assert_turn(turn_of(line, LINE,
                        CASE(.levels = 3, ENDORSED(2, head, manager)), "...x."),
                ROUTE_DIRECTOR, 3, 3);
    /* levels that do not exist are not asked */
    assert_turn(turn_of(line, LINE, CASE(.levels = 9), "x...."), ROUTE_DIRECTOR,
                1, 4);
    assert_turn(turn_of(line, LINE,
                        CASE(.levels = 9, ENDORSED(3, head, manager, top)),
                        "....x"),
                ROUTE_AUTHORITY, 4, 4);
    assert_turn(turn_of(line, 1, CASE(.levels = 2), "x"), ROUTE_DIRECTOR, 1, 1);
    /* whose level was skipped by entering is not asked either */
    assert_turn(turn_of(line, LINE, CASE(.levels = 2, ENTERED(HEAD)), ".xx.."),
                ROUTE_DIRECTOR, 1, 2);
    /* the levels were lowered meanwhile: the next one is the last */
    assert_turn(
        turn_of(line, LINE, CASE(.levels = 1, ENDORSED(1, head)), ".xx.."),
        ROUTE_DIRECTOR, 2, 2);
}
END_TEST

START_TEST(a_named_person_approves_last)
{
    struct endorsed head = {HEAD, 0};

    assert_turn(turn_of(line, LINE, CASE(.levels = 1, .last = TOP), "...x."),
                ROUTE_DIRECTOR, 1, 1);
    assert_turn(turn_of(line, LINE, CASE(.levels = 2, .last = TOP), "x...."),
                ROUTE_DIRECTOR, 1, 2);
    assert_turn(turn_of(line, LINE,
                        CASE(.levels = 2, .last = TOP, ENDORSED(1, head)),
                        "...x."),
                ROUTE_DIRECTOR, 2, 2);
    assert_turn(
        turn_of(line, LINE, CASE(.levels = 1, .last = MINISTER), "....x"),
        ROUTE_AUTHORITY, 1, 1);
    /* the nearest is named last: the level below falls to the next */
    assert_turn(turn_of(line, LINE, CASE(.levels = 2, .last = HEAD), ".xx.."),
                ROUTE_DIRECTOR, 1, 2);
    /* prevented, or gone: by distance */
    turn_of(line, LINE, CASE(.last = TOP, ENTERED(TOP)), "x....");
    turn_of(line, LINE, CASE(.last = CLERK), "x....");
}
END_TEST

START_TEST(a_delegate_where_the_other_is_chosen)
{
    const struct candidate c[] = {
        DIRECTOR_AT(HEAD, 0), ACTING(STAND_IN, HEAD, 0),
        DIRECTOR_AT(MANAGER, 1), ACTING(MANAGER, HEAD, 0)};
    struct endorsed as_head = {MANAGER, HEAD};

    turn_of(c, 2, CASE(ENTERED(CLERK)), "xx");
    /* neither who acts nor who is behind may have entered it */
    assert_turn(turn_of(c, 2, CASE(ENTERED(HEAD)), ".."), ROUTE_NOBODY, 1, 1);
    turn_of(c, 2, CASE(ENTERED(STAND_IN)), "x.");
    turn_of(c, 3, CASE(ENTERED(HEAD)), "..x");
    /* nobody fills two levels, for whomever */
    turn_of(c, 4, CASE(.levels = 2), "xx.x");
    assert_turn(turn_of(c, 4, CASE(.levels = 2, ENDORSED(1, as_head)), "...."),
                ROUTE_NOBODY, 2, 2);
}
END_TEST

START_TEST(a_mandate_is_not_approved_by_its_holder)
{
    const struct candidate c[] = {
        {.account = HEAD, .holder = true},
        {.account = STAND_IN, .behind = HEAD, .holder = true},
        DIRECTOR_AT(MANAGER, 1)};
    struct turn t;

    turn_of(c, 3, CASE(.mandate = true, ENTERED(CLERK)), "..x");
    /* of another kind of plan the holder of a mandate is a director */
    turn_of(c, 3, CASE(ENTERED(CLERK)), "xx.");
    /* alone, the holder declares, in person */
    t = turn_of(c, 2, CASE(.mandate = true, ENTERED(CLERK)), "x.");
    assert_turn(t, ROUTE_DECLARATION, 1, 1);
    ck_assert(t.declared);
    t = turn_of(c, 2, CASE(.mandate = true, ENTERED(HEAD)), "..");
    assert_turn(t, ROUTE_NOBODY, 1, 1);
}
END_TEST

START_TEST(one_person_under_an_exception)
{
    const struct candidate c[] = {
        {.account = HEAD, .holder = true},
        {.account = HEAD, .excepted = true, .holder = true},
        DIRECTOR_AT(MANAGER, 1)};
    struct turn t;

    /* only where nobody else can */
    assert_turn(turn_of(c, 3, CASE(ENTERED(HEAD)), "..x"), ROUTE_DIRECTOR, 1,
                1);
    t = turn_of(c, 2, CASE(ENTERED(HEAD)), ".x");
    assert_turn(t, ROUTE_ONE_PERSON, 1, 1);
    ck_assert(!t.declared);
    t = turn_of(c, 2, CASE(.mandate = true, ENTERED(HEAD)), ".x");
    assert_turn(t, ROUTE_ONE_PERSON, 1, 1);
    ck_assert(t.declared);
    /* a declaration comes before an exception */
    t = turn_of(c, 2, CASE(.mandate = true, ENTERED(CLERK)), "x.");
    assert_turn(t, ROUTE_DECLARATION, 1, 1);
}
END_TEST

START_TEST(another_person_confirms)
{
    const struct candidate c[] = {
        {.account = HEAD, .holder = true},
        {.account = HEAD, .excepted = true, .holder = true},
        {.account = STAND_IN, .behind = HEAD, .holder = true},
        DIRECTOR_AT(TOP, 2)};
    struct approval_case k = CASE(.mandate = true, .levels = 1, ENTERED(CLERK));
    struct approval_case own = CASE(.mandate = true, .levels = 1, ENTERED(TOP));
    bool chosen[4];

    ck_assert(workflow_confirmers(c, 4, &k, chosen));
    ck_assert(!chosen[0] && !chosen[1] && !chosen[2] && chosen[3]);
    ck_assert(!workflow_confirmers(c, 4, &own, chosen));
}
END_TEST

TCase *approvers_tests(void)
{
    TCase *t = tcase_create("approvers");

    tcase_add_test(t, the_nearest_who_did_not_enter_it);
    tcase_add_test(t, levels_one_after_the_other);
    tcase_add_test(t, a_named_person_approves_last);
    tcase_add_test(t, a_delegate_where_the_other_is_chosen);
    tcase_add_test(t, a_mandate_is_not_approved_by_its_holder);
    tcase_add_test(t, one_person_under_an_exception);
    tcase_add_test(t, another_person_confirms);
    return t;
}
