/* The test cases of the pages, one file per area. */
#ifndef TESTS_PAGES_PARTS_H
#define TESTS_PAGES_PARTS_H

#include "support/browser.h"

TCase *accounts(void);
TCase *answers(void);
TCase *approvals(void);
TCase *audit(void);
void campaign_cases(Suite *suite); /* a database for each */
void deadline_cases(Suite *suite);
void campaigning_cases(Suite *suite);
TCase *comments(void);
TCase *evaluations(void);
TCase *evidences(void);
TCase *mails(void);
TCase *plan_ways(void);
TCase *reading(void);
TCase *workflow(void);
void result_cases(Suite *suite); /* also */

/* -- results: entering and approving --------------------------------------- */

enum { TEN_O_CLOCK = 1768467600 /* 2026-01-15 09:00 UTC, 10:00 in Brussels */ };

#define GRID "/plans/1/results/2025"

void results_arrange(void);
struct browser *at_ten(const char *login);
/* 78 with factors and 45 submitted, one draft beside them. */
void enter_and_submit(void);

#endif
