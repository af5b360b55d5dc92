#include "view/parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/log.h"
#include "view/translate.h"

struct arena *arena;

struct str test_path(const char *path)
{
    const char *source = getenv("srcdir");
    return str_printf(arena, "%s/tests/%s", source ? source : ".", path);
}

static void write_golden(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
    ck_assert_int_eq(fclose(file), 0);
}

void ck_golden(struct str actual, const char *name)
{
    struct str path = test_path(str_printf(arena, "golden/%s", name).p);
    struct str expected;
    if (getenv("MANDARIS_GOLDEN"))
        write_golden(path.p, actual);
    ck_assert_msg(file_read(arena, path.p, &expected) == OK, "no file %s",
                  path.p);
    ck_str(actual, str_z(arena, expected));
}

static void set_up(void)
{
    log_level_set(LOG_OFF); /* refusals are expected */
    arena = arena_new((size_t)64 << 20, NULL);
}

static void tear_down(void)
{
    arena_free(arena);
}

int main(void)
{
    TCase *const cases[] = {mustache(), contexts(), pages(), translations(),
                            formats(),  charts(),   words()};
    Suite *suite = suite_create("view");
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        tcase_add_checked_fixture(cases[i], set_up, tear_down);
        suite_add_tcase(suite, cases[i]);
    }
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
