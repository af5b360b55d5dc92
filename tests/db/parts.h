/* The test cases of the db room that stand in files of their own. */
#ifndef TESTS_DB_PARTS_H
#define TESTS_DB_PARTS_H

#include "support/database.h"

TCase *transactions(void);
TCase *migrations(void);

#endif
