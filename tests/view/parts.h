/* The test cases of the view room that stand in files of their own. */
#ifndef TESTS_VIEW_PARTS_H
#define TESTS_VIEW_PARTS_H

#include <check.h>

#include "view/view.h"

TCase *mustache(void);
TCase *contexts(void);
TCase *pages(void);
TCase *translations(void);
TCase *formats(void);
TCase *charts(void);
TCase *words(void);

/* An arena for the test that runs; freed after it. */
extern struct arena *arena;

/* A path under tests/, as it stands on this machine. */
struct str test_path(const char *path);

/* Fails unless the file under tests/golden holds this. Golden files hold what
 * was looked at and found good; with MANDARIS_GOLDEN=write they are written. */
void ck_golden(struct str actual, const char *name);

#define ck_str(actual, expected)                                               \
    ck_assert_str_eq(str_z(arena, (actual)), (expected))

#endif
