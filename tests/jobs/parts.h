/* The test cases of the jobs, one file per job. */
#ifndef TESTS_JOBS_PARTS_H
#define TESTS_JOBS_PARTS_H

#include "support/database.h"

TCase *messages(void);
TCase *reminders(void);

#endif
