#include "view/parts.h"

#include <stdlib.h>

#include "view/translate.h"

struct arena *arena;

struct str test_file(const char *path)
{
    const char *source = getenv("srcdir");
    struct str full =
        str_printf(arena, "%s/tests/%s", source ? source : ".", path);
    struct str bytes;
    ck_assert_msg(file_read(arena, full.p, &bytes) == OK, "no file %s", full.p);
    return bytes;
}

static void set_up(void)
{
    arena = arena_new((size_t)64 << 20, NULL);
}

static void tear_down(void)
{
    arena_free(arena);
}

int main(void)
{
    TCase *const cases[] = {mustache(), contexts()};
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
