/* The test cases of the store room, one file per noun. */
#ifndef TESTS_STORE_PARTS_H
#define TESTS_STORE_PARTS_H

#include "support/database.h"

TCase *access_tests(void);
TCase *accounts(void);
TCase *decisions(void);
TCase *entities(void);
TCase *obligation_tests(void);
TCase *races(void);
TCase *results(void);

#endif
