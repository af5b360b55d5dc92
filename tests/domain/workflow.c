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

START_TEST(suggestions_and_levels)
{
    enum state to;

    ck_assert(
        workflow_allows(STATE_SUBMITTED, ACT_SUGGEST, PART_APPROVES, &to));
    ck_assert_int_eq(to, STATE_RETURNED);
    ck_assert(
        workflow_allows(STATE_SUBMITTED, ACT_ENDORSE, PART_APPROVES, &to));
    ck_assert_int_eq(to, STATE_SUBMITTED);
    ck_assert(!workflow_allows(STATE_DRAFT, ACT_SUGGEST, PART_APPROVES, &to));
    ck_assert(
        !workflow_allows(STATE_APPROVED, ACT_SUGGEST, PART_APPROVES, &to));
    ck_assert(!workflow_allows(STATE_SUBMITTED, ACT_SUGGEST, PART_ENTERS, &to));
    ck_assert(workflow_allows(STATE_LOCKED, ACT_CONFIRM, PART_APPROVES, &to));
    ck_assert_int_eq(to, STATE_LOCKED);
    ck_assert(
        !workflow_allows(STATE_SUBMITTED, ACT_CONFIRM, PART_APPROVES, &to));
}
END_TEST

TCase *workflow_tests(void)
{
    TCase *t = tcase_create("workflow");

    tcase_add_test(t, transitions);
    tcase_add_test(t, complete_or_not);
    tcase_add_test(t, textual_and_told_results);
    tcase_add_test(t, fillers);
    tcase_add_test(t, suggestions_and_levels);
    return t;
}
