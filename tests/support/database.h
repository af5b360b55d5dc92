/* A database of its own for each test case, and a connection to it for each
 * test (Check runs every test in a process of its own). */
#ifndef SUPPORT_DATABASE_H
#define SUPPORT_DATABASE_H

#include <check.h>

#include "db/db.h"

/* Of the running test. */
extern struct arena *test_arena;
extern struct db *test_db;
extern struct config test_config;

/* Adds the fixtures: before the case a migrated database, empty but for what
 * the migrations put there; around each test an arena and a connection. What
 * one test of a case commits, the next one sees. */
void database_fixture(TCase *tc);

/* A second connection to the same database; the test's exit closes it. */
struct db *database_connect(void);

/* Plain SQL, to arrange a test and to look at its outcome. A failure fails the
 * test. The column that is read is named n or text. */
void sql_run(const char *sql);
int64_t sql_int(const char *sql);
struct str sql_text(const char *sql);

#define assert_ok(call) ck_assert_int_eq((call), OK)
#define assert_str(got, wanted)                                                \
    do {                                                                       \
        struct str got_ = (got), wanted_ = str_of(wanted);                     \
        ck_assert_msg(str_eq(got_, wanted_), "got '%.*s' instead of '%.*s'",   \
                      STR_ARG(got_), STR_ARG(wanted_));                        \
    } while (0)

#endif
