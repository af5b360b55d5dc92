/* What the parts of the domain tests share. */
#ifndef TESTS_DOMAIN_PARTS_H
#define TESTS_DOMAIN_PARTS_H

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "domain/rollup.h"

TCase *status_tests(void);
TCase *rollup_tests(void);
TCase *judge_tests(void);
TCase *workflow_tests(void);
TCase *approvers_tests(void);
TCase *delegation_tests(void);
TCase *printed_tests(void);
TCase *deadline_tests(void);
TCase *reminder_tests(void);
TCase *obligation_tests(void);
TCase *way_tests(void);

static inline struct dec num(const char *text)
{
    struct dec d;

    ck_assert_int_eq(dec_parse(str_of(text), &d), OK);
    return d;
}

static inline struct date day(const char *text)
{
    struct date d;

    ck_assert_int_eq(date_parse(str_of(text), &d), OK);
    return d;
}

static inline void assert_day(struct date d, const char *wanted)
{
    ck_assert_int_eq(date_days(d), date_days(day(wanted)));
}

/* "" is a decimal that is not set. */
static inline void expect(struct arena *a, struct dec d, const char *text)
{
    struct str got = d.set ? dec_text(a, d) : S("");

    ck_assert_msg(str_is(got, text), "%.*s instead of %s", STR_ARG(got), text);
}

static inline struct rollup_node item(size_t parent)
{
    return (struct rollup_node){.parent = parent};
}

/* A percentage; "" for no value and no weight. */
static inline struct rollup_node weighted(size_t parent, const char *value,
                                          const char *weight)
{
    return (struct rollup_node){
        .parent = parent,
        .indicator = true,
        .measured = true,
        .type = TYPE_PERCENTAGE,
        .value = num(value),
        .weight = num(weight),
    };
}

#endif
