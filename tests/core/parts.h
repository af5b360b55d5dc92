/* The test cases of app/core, one function per file, and what they share. */
#ifndef TESTS_CORE_H
#define TESTS_CORE_H

#include <check.h>

#include "core/str.h"

extern struct arena *memory; /* a fresh one for each test */

TCase *with_memory(const char *name);

/* Takes stderr away until capture_end, which returns what was written. */
void capture_start(void);
struct str capture_end(void);
bool mentions(struct str text, const char *part);

TCase *arena_cases(void);
TCase *config_cases(void);
TCase *date_cases(void);
TCase *json_cases(void);
TCase *log_cases(void);
TCase *num_cases(void);
TCase *period_cases(void);
TCase *str_cases(void);
TCase *utf8_cases(void);

#define ck_assert_text(text, expected)                                         \
    ck_assert_str_eq(str_z(memory, text), expected)

#define LENGTH(table) ((int)(sizeof(table) / sizeof *(table)))

#endif
