/* The test cases of the view room that stand in files of their own. */
#ifndef TESTS_VIEW_PARTS_H
#define TESTS_VIEW_PARTS_H

#include <check.h>

#include "view/view.h"

TCase *mustache(void);
TCase *contexts(void);

/* An arena for the test that runs; freed after it. */
extern struct arena *arena;

/* A file of tests/, by its path there. */
struct str test_file(const char *path);

#define ck_str(actual, expected)                                               \
    ck_assert_str_eq(str_z(arena, (actual)), (expected))

#endif
