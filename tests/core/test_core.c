/* app/core. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "parts.h"

struct arena *memory;
static int kept_stderr, captured;

static void arena_setup(void)
{
    memory = arena_new((size_t)16 * 1024 * 1024, NULL);
}

static void arena_teardown(void)
{
    arena_free(memory);
}

TCase *with_memory(const char *name)
{
    TCase *c = tcase_create(name);

    tcase_add_checked_fixture(c, arena_setup, arena_teardown);
    return c;
}

void capture_start(void)
{
    kept_stderr = dup(STDERR_FILENO);
    captured = memfd_create("stderr", MFD_CLOEXEC);
    ck_assert_int_eq(dup2(captured, STDERR_FILENO), STDERR_FILENO);
}

struct str capture_end(void)
{
    off_t size = lseek(captured, 0, SEEK_END);
    char *text = arena_alloc(memory, (size_t)size + 1, 1);

    ck_assert_int_eq(pread(captured, text, (size_t)size, 0), size);
    ck_assert_int_eq(dup2(kept_stderr, STDERR_FILENO), STDERR_FILENO);
    close(kept_stderr);
    close(captured);
    return str_of(text);
}

bool mentions(struct str text, const char *part)
{
    return strstr(str_z(memory, text), part) != NULL;
}

int main(void)
{
    TCase *(*const cases[])(void) = {
        arena_cases,  str_cases,  utf8_cases, num_cases,    date_cases,
        period_cases, json_cases, log_cases,  config_cases,
    };
    Suite *suite = suite_create("core");
    SRunner *runner;
    int failed;

    for (int i = 0; i < LENGTH(cases); i++)
        suite_add_tcase(suite, cases[i]());
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
