/* Replays what the fuzzers were given: each file of fuzz/corpus is a test. */
#include <check.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILES_MOST = 1000, SIZE_MOST = 1 << 20 };

typedef int target_run(const uint8_t *data, size_t size);

#define TARGET(name) target_run fuzz_##name;
#include "targets.def"
#undef TARGET

static const struct {
    const char *name;
    target_run *run;
} targets[] = {
#define TARGET(name) {#name, fuzz_##name},
#include "targets.def"
#undef TARGET
};

enum { TARGETS = sizeof targets / sizeof *targets };

static struct {
    char path[1024];
    target_run *run;
} files[FILES_MOST];
static int count;

/* The number of files of that target. */
static int files_find(int target)
{
    char folder[512];
    struct dirent **entries;
    int n, found = 0;

    snprintf(folder, sizeof folder, "%s/%s", FUZZ_CORPUS, targets[target].name);
    n = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        if (entries[i]->d_name[0] != '.' && count < FILES_MOST) {
            snprintf(files[count].path, sizeof files[count].path, "%s/%s",
                     folder, entries[i]->d_name);
            files[count++].run = targets[target].run;
            found++;
        }
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return found;
}

START_TEST(replay)
{
    uint8_t *data = malloc(SIZE_MOST);
    FILE *file = fopen(files[_i].path, "rb");
    size_t size;

    ck_assert_ptr_nonnull(data);
    ck_assert_msg(file != NULL, "%s", files[_i].path);
    size = fread(data, 1, SIZE_MOST, file);
    fclose(file);
    fprintf(stderr, "%s\n", files[_i].path);
    ck_assert_int_eq(files[_i].run(data, size), 0);
    free(data);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fuzz");
    SRunner *runner;
    int failed;

    for (int i = 0; i < TARGETS; i++) {
        TCase *one = tcase_create(targets[i].name);
        int first = count;

        if (files_find(i) == 0) {
            fprintf(stderr, "no files for %s\n", targets[i].name);
            return EXIT_FAILURE;
        }
        tcase_add_loop_test(one, replay, first, count);
        suite_add_tcase(suite, one);
    }
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
