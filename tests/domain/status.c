/* Every boundary of the status of a value. */
#include "parts.h"

struct status_case {
    const char *value;
    const char *red;
    const char *red_op;
    const char *green;
    const char *green_op;
    const char *direction;
    enum status status;
    unsigned warnings;
};

#define RED    STATUS_NOT_ACHIEVED
#define AMBER  STATUS_PARTIAL
#define GREEN  STATUS_ACHIEVED
#define NONE   STATUS_NONE
#define MIXED  STATUS_MIXED_OPERATORS
#define BOTH   STATUS_SATISFIES_BOTH
#define BEYOND STATUS_RED_BEYOND_GREEN

static const struct status_case status_cases[] = {
    /* the default operators: on red is red, on green is green */
    {"69.999999", "70", "", "90", "", "", RED, 0},
    {"70", "70", "", "90", "", "", RED, 0},
    {"70.000001", "70", "", "90", "", "", AMBER, 0},
    {"89.999999", "70", "", "90", "", "", AMBER, 0},
    {"90", "70", "", "90", "", "", GREEN, 0},
    {"90.000000", "70", "", "90.0", "", "up", GREEN, 0},
    {"-5", "-5", "", "0", "", "", RED, 0},
    /* the stored operator decides on the threshold itself */
    {"70", "70", "<", "90", ">=", "up", AMBER, 0},
    {"69.9", "70", "<", "90", ">=", "up", RED, 0},
    {"90", "70", "<=", "90", ">", "up", AMBER, 0},
    {"90.1", "70", "<=", "90", ">", "up", GREEN, 0},
    {"100", "0", "<=", "100", ">", "", AMBER, 0},
    {"100", "0", "<=", "100", ">=", "", GREEN, 0},
    {"0", "0", "<=", "100", ">=", "", RED, 0},
    /* down is mirrored */
    {"30", "30", "", "10", "", "down", RED, 0},
    {"29.9", "30", "", "10", "", "down", AMBER, 0},
    {"10", "30", "", "10", "", "down", GREEN, 0},
    {"10", "30", ">=", "10", "<", "down", AMBER, 0},
    {"30", "30", ">", "10", "<=", "down", AMBER, 0},
    /* operators over direction; items have none */
    {"5", "30", ">=", "10", "<=", "up", GREEN, 0},
    {"5", "30", ">=", "10", "<=", "", GREEN, 0},
    {"5", "1", "<=", "4", ">=", "down", GREEN, 0},
    /* keep and empty read as up */
    {"90", "70", "", "90", "", "keep", GREEN, 0},
    {"70", "70", "", "90", "", "keep", RED, 0},
    /* not the same way: no status */
    {"5", "30", "<=", "10", "<=", "up", NONE, MIXED},
    {"5", "30", ">=", "10", "", "", NONE, MIXED},
    {"5", "30", "", "10", "", "down", GREEN, 0},
    {"5", "30", "<=", "10", "", "down", NONE, MIXED},
    {"", "30", "<=", "10", "<=", "", NONE, MIXED},
    /* red and green at once: no status */
    {"80", "90", "", "70", "", "up", NONE, BOTH | BEYOND},
    {"60", "90", "", "70", "", "up", RED, BEYOND},
    {"95", "90", "", "70", "", "up", GREEN, BEYOND},
    {"100", "100", "<=", "100", ">=", "", NONE, BOTH},
    {"100", "100", "<", "100", ">=", "", GREEN, 0},
    {"20", "10", "", "30", "", "down", NONE, BOTH | BEYOND},
    /* anything missing */
    {"", "70", "", "90", "", "", NONE, 0},
    {"80", "", "", "90", "", "", NONE, 0},
    {"80", "70", "", "", "", "", NONE, 0},
    {"80", "", "", "", "", "", NONE, 0},
    {"80", "", ">=", "", ">=", "", NONE, 0},
};

START_TEST(status_boundaries)
{
    const struct status_case *c = &status_cases[_i];
    struct thresholds t = {
        num(c->red), num(c->green), op_parse(str_of(c->red_op)),
        op_parse(str_of(c->green_op)), direction_parse(str_of(c->direction))};
    struct judgement j = status_judge(num(c->value), &t);

    ck_assert_msg(j.status == c->status && j.warnings == c->warnings,
                  "%s with red %s %s, green %s %s, %s: status %d, warnings %u",
                  c->value, c->red_op, c->red, c->green_op, c->green,
                  c->direction, (int)j.status, j.warnings);
}
END_TEST

START_TEST(words)
{
    ck_assert_int_eq(status_parse(S("partial")), STATUS_PARTIAL);
    ck_assert_int_eq(status_parse(STR_NONE), STATUS_NONE);
    ck_assert_int_eq(status_parse(S("Partial")), STATUS_NONE);
    ck_assert(str_is(status_word(STATUS_NOT_ACHIEVED), "not_achieved"));
    ck_assert(!str_given(status_word(STATUS_NONE)));
    ck_assert_int_eq(type_parse(S("yes_no")), TYPE_YES_NO);
    ck_assert_int_eq(type_parse(S("narrative")), TYPE_NARRATIVE);
    ck_assert(type_textual(TYPE_LABEL) && !type_textual(TYPE_NONE));
    ck_assert(str_is(op_sign(OP_GE), "≥"));
}
END_TEST

TCase *status_tests(void)
{
    TCase *t = tcase_create("status");

    tcase_add_loop_test(t, status_boundaries, 0,
                        (int)(sizeof(status_cases) / sizeof(*status_cases)));
    tcase_add_test(t, words);
    return t;
}
