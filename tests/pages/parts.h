/* The test cases of the pages, one file per area. */
#ifndef TESTS_PAGES_PARTS_H
#define TESTS_PAGES_PARTS_H

#include "support/browser.h"

TCase *accounts(void);
void campaign_cases(Suite *suite); /* a database for each */
TCase *evaluations(void);
TCase *reading(void);
void result_cases(Suite *suite); /* also */

#endif
