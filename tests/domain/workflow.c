/* States, what an entry lacks, fillers, who approves. */
#include "domain/workflow.h"

#include "parts.h"

START_TEST(transitions)
{
    enum state to = STATE_NONE;

    ck_assert(workflow_allows(STATE_NONE, ACT_SAVE, PART_ENTERS, &to));
    ck_assert_int_eq(to, STATE_DRAFT);
    ck_assert(workflow_allows(STATE_RETURNED, ACT_SAVE, PART_ENTERS, &to));
    ck_assert_int_eq(to, STATE_RETURNED);
    ck_assert(workflow_allows(STATE_RETURNED, ACT_SUBMIT, PART_ENTERS, &to));
    ck_assert_int_eq(to, STATE_SUBMITTED);
    ck_assert(!workflow_allows(STATE_SUBMITTED, ACT_SAVE, PART_ENTERS, &to));
    ck_assert(!workflow_allows(STATE_APPROVED, ACT_SAVE, PART_ENTERS, &to));
    ck_assert(!workflow_allows(STATE_LOCKED, ACT_REOPEN, PART_ENTERS, &to));
    ck_assert(workflow_allows(STATE_APPROVED, ACT_REOPEN, PART_ENTERS, &to));
    ck_assert_int_eq(to, STATE_DRAFT);
    ck_assert(!workflow_allows(STATE_DRAFT, ACT_APPROVE, PART_APPROVES, &to));
    ck_assert(!workflow_allows(STATE_SUBMITTED, ACT_APPROVE,
                               PART_ENTERS | PART_CONTROLS, &to));
    ck_assert(workflow_allows(STATE_SUBMITTED, ACT_APPROVE,
                              PART_ENTERS | PART_APPROVES, &to));
    ck_assert_int_eq(to, STATE_APPROVED);
    ck_assert(!workflow_allows(STATE_APPROVED, ACT_RETURN, PART_APPROVES, &to));
    ck_assert(workflow_allows(STATE_APPROVED, ACT_LOCK, PART_CONTROLS, &to));
    ck_assert(!workflow_allows(STATE_SUBMITTED, ACT_LOCK, PART_CONTROLS, &to));
    ck_assert_int_eq(state_parse(S("returned")), STATE_RETURNED);
    ck_assert(str_is(state_word(STATE_LOCKED), "locked"));
    ck_assert(!str_given(state_word(STATE_NONE)));
}
END_TEST

START_TEST(complete_or_not)
{
    struct entry e = {.type = TYPE_PERCENTAGE};

    ck_assert_uint_eq(workflow_lacks(&e), LACKS_VALUE);
    e.value = num("0");
    ck_assert_uint_eq(workflow_lacks(&e), 0); /* no thresholds, no status */
    e.status = STATUS_PARTIAL;
    ck_assert_uint_eq(workflow_lacks(&e), LACKS_FACTORS);
    e.factors = S(" \n");
    ck_assert_uint_eq(workflow_lacks(&e), LACKS_FACTORS);
    e.factors = S("Slipped to the second half-year");
    ck_assert_uint_eq(workflow_lacks(&e), 0);
    e.status = STATUS_ACHIEVED;
    e.factors = STR_NONE;
    ck_assert_uint_eq(workflow_lacks(&e), 0);
    e.status_chosen = STATUS_NOT_ACHIEVED;
    ck_assert_uint_eq(workflow_lacks(&e), LACKS_FACTORS | LACKS_STATUS_REASON);
    e.status_reason = S("The text contradicts the figure");
    e.factors = S("...");
    ck_assert_uint_eq(workflow_lacks(&e), 0);
    e.not_applicable = true;
    ck_assert_uint_eq(workflow_lacks(&e), LACKS_NOT_APPLICABLE_REASON);
    e.not_applicable_reason = S("Transferred to another body");
    ck_assert_uint_eq(workflow_lacks(&e), 0);
}
END_TEST

START_TEST(textual_and_told_results)
{
    struct entry label = {.type = TYPE_LABEL}, own = {.type = TYPE_NONE};

    ck_assert_uint_eq(workflow_lacks(&label), LACKS_VALUE);
    label.value_text = S("Gold");
    ck_assert_uint_eq(workflow_lacks(&label), 0);
    ck_assert_uint_eq(workflow_lacks(&own), LACKS_VALUE);
    own.description = S("The works go on");
    ck_assert_uint_eq(workflow_lacks(&own), 0);
    own.description = STR_NONE;
    own.elsewhere = true;
    ck_assert_uint_eq(workflow_lacks(&own), 0);
}
END_TEST

START_TEST(fillers)
{
    static const char *const hollow[] = {"pa",  "PA",   "p.a.",  ".",   "...",
                                         "nvt", "NVT.", "n/a",   "-",   " – ",
                                         "/",   "FR",   "néant", "s.o."};
    static const char *const real[] = {"",
                                       " ",
                                       "partiel",
                                       "nv",
                                       "10",
                                       "2025",
                                       "Pas atteint : le marché a été annulé"};

    for (size_t i = 0; i < sizeof(hollow) / sizeof(*hollow); i++)
        ck_assert_msg(workflow_filler(str_of(hollow[i])), "%s", hollow[i]);
    for (size_t i = 0; i < sizeof(real) / sizeof(*real); i++)
        ck_assert_msg(!workflow_filler(str_of(real[i])), "%s", real[i]);
    ck_assert(workflow_repeats(S(" the same\n"), S("the same")));
    ck_assert(!workflow_repeats(S(""), S("")));
    ck_assert(!workflow_repeats(S("the same"), S("the  other")));
}
END_TEST

enum { UNIT_HEAD = 1, MANAGER, DEPUTY, MINISTER, CLERK };

static enum route_taken route(const struct candidate *c, size_t n,
                              const int64_t *entered, size_t entered_count,
                              bool mandate, const char *expected)
{
    bool chosen[8];
    char marks[9] = "";
    enum route_taken taken =
        workflow_approvers(c, n, entered, entered_count, mandate, chosen);

    for (size_t i = 0; i < n; i++)
        marks[i] = chosen[i] ? 'x' : '.';
    ck_assert_msg(strcmp(marks, expected) == 0, "%s, not %s", marks, expected);
    return taken;
}

START_TEST(nearest_director)
{
    struct candidate c[] = {{MANAGER, false, 1, false},
                            {UNIT_HEAD, false, 0, false},
                            {DEPUTY, false, 1, false},
                            {MINISTER, true, 0, false}};
    int64_t clerk[] = {CLERK}, head[] = {CLERK, UNIT_HEAD};
    int64_t all[] = {UNIT_HEAD, MANAGER, DEPUTY};
    int64_t everybody[] = {UNIT_HEAD, MANAGER, DEPUTY, MINISTER};

    ck_assert_int_eq(route(c, 4, clerk, 1, false, ".x.."), ROUTE_DIRECTOR);
    ck_assert_int_eq(route(c, 4, head, 2, false, "x.x."), ROUTE_DIRECTOR);
    ck_assert_int_eq(route(c, 4, all, 3, false, "...x"), ROUTE_AUTHORITY);
    ck_assert_int_eq(route(c, 4, everybody, 4, false, "...."), ROUTE_NOBODY);
    ck_assert_int_eq(route(c, 4, NULL, 0, false, ".x.."), ROUTE_DIRECTOR);
}
END_TEST

START_TEST(mandate_holder)
{
    struct candidate c[] = {{MANAGER, false, 0, true},
                            {DEPUTY, false, 1, false},
                            {MINISTER, true, 0, false}};
    struct candidate alone[] = {{MANAGER, false, 0, true}};
    int64_t clerk[] = {CLERK}, deputy[] = {DEPUTY}, manager[] = {MANAGER};

    /* the holder's director colleague above, then the authority */
    ck_assert_int_eq(route(c, 3, clerk, 1, true, ".x."), ROUTE_DIRECTOR);
    ck_assert_int_eq(route(c, 3, deputy, 1, true, "..x"), ROUTE_AUTHORITY);
    /* of another kind of plan the holder of a mandate is a director */
    ck_assert_int_eq(route(c, 3, clerk, 1, false, "x.."), ROUTE_DIRECTOR);
    ck_assert_int_eq(route(alone, 1, clerk, 1, true, "x"), ROUTE_DECLARATION);
    ck_assert_int_eq(route(alone, 1, manager, 1, true, "."), ROUTE_NOBODY);
}
END_TEST

TCase *workflow_tests(void)
{
    TCase *t = tcase_create("workflow");

    tcase_add_test(t, transitions);
    tcase_add_test(t, complete_or_not);
    tcase_add_test(t, textual_and_told_results);
    tcase_add_test(t, fillers);
    tcase_add_test(t, nearest_director);
    tcase_add_test(t, mandate_holder);
    return t;
}
