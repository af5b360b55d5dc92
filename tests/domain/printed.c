/* The real report of 2021: the status of each row as README.md of the sample
 * data counts them. Skipped, saying so, where the samples are not at hand. */
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "document/csv.h"
#include "parts.h"

#define REPORT "annual_2021_egalite_connectit"

struct sheet {
    struct csv_record header;
    struct csv_record rows[512];
    size_t count;
};

static struct arena *arena;

static bool read_sheet(const char *name, struct sheet *out)
{
    const char *folder = getenv("MANDARIS_SAMPLES");
    const char *source = getenv("srcdir"); /* of make check */
    struct str samples =
        str_printf(arena, "%s/../shared/data", source != NULL ? source : ".");
    struct str path = str_printf(arena, "%s/" REPORT "/%s.csv",
                                 folder != NULL ? folder : samples.p, name);
    FILE *file = fopen(path.p, "rb");
    struct buf text = buf_new(arena, 1 << 16);
    char chunk[4096];
    size_t n;

    if (file == NULL)
        return false;
    while ((n = fread(chunk, 1, sizeof(chunk), file)) > 0)
        buf_put(&text, (struct str){chunk, n});
    fclose(file);
    struct csv csv = csv_open(arena, buf_str(&text));

    ck_assert_int_eq(csv_next(&csv, &out->header), OK);
    while (csv_next(&csv, &out->rows[out->count]) == OK)
        ck_assert_uint_lt(++out->count, 512);
    return true;
}

static struct str cell(const struct sheet *s, size_t row, const char *column)
{
    for (size_t i = 0; i < s->header.count; i++) {
        if (str_is(s->header.cells[i], column))
            return s->rows[row].cells[i];
    }
    return STR_NONE;
}

static struct dec number(const struct sheet *s, size_t row, const char *column)
{
    struct dec d;

    ck_assert_int_eq(dec_parse(cell(s, row, column), &d), OK);
    return d;
}

static struct thresholds thresholds(const struct sheet *s, size_t row)
{
    return (struct thresholds){
        .red = number(s, row, "red"),
        .green = number(s, row, "green"),
        .red_op = op_parse(cell(s, row, "red_op")),
        .green_op = op_parse(cell(s, row, "green_op")),
        .direction = direction_parse(cell(s, row, "direction")),
    };
}

static ptrdiff_t result_of(const struct sheet *results, const char *column,
                           struct str key)
{
    for (size_t i = 0; i < results->count; i++) {
        if (str_eq(cell(results, i, column), key))
            return (ptrdiff_t)i;
    }
    return -1;
}

struct counts {
    int by_status[4];
    int on_threshold;
};

static void count_rows(const struct sheet *measures,
                       const struct sheet *results, const char *column,
                       struct counts *out)
{
    for (size_t i = 0; i < measures->count; i++) {
        struct thresholds t = thresholds(measures, i);
        ptrdiff_t at = result_of(results, column, cell(measures, i, "key"));

        if (at < 0 && strcmp(column, "item") == 0 && !t.red.set && !t.green.set)
            continue;
        struct dec value =
            at < 0 ? DEC_NONE : number(results, (size_t)at, "value");

        out->by_status[status_judge(value, &t).status]++;
        out->on_threshold +=
            value.set && ((t.red.set && dec_cmp(value, t.red) == 0) ||
                          (t.green.set && dec_cmp(value, t.green) == 0));
    }
}

static void assert_counts(const struct counts *c, int achieved, int partial,
                          int not_achieved, int none)
{
    ck_assert_int_eq(c->by_status[STATUS_ACHIEVED], achieved);
    ck_assert_int_eq(c->by_status[STATUS_PARTIAL], partial);
    ck_assert_int_eq(c->by_status[STATUS_NOT_ACHIEVED], not_achieved);
    ck_assert_int_eq(c->by_status[STATUS_NONE], none);
}

START_TEST(report_of_2021)
{
    arena = arena_new(64 << 20, NULL);
    struct sheet *items = NEW(arena, struct sheet);
    struct sheet *indicators = NEW(arena, struct sheet);
    struct sheet *results = NEW(arena, struct sheet);
    struct counts objectives = {0}, kpis = {0};

    if (!read_sheet("items", items) || !read_sheet("indicators", indicators) ||
        !read_sheet("results", results)) {
        puts("SKIPPED report_of_2021: set MANDARIS_SAMPLES to the folder of "
             "the sample workbooks");
        arena_free(arena);
        return;
    }
    count_rows(items, results, "item", &objectives);
    count_rows(indicators, results, "indicator", &kpis);
    assert_counts(&objectives, 6, 12, 1, 15);
    assert_counts(&kpis, 2, 5, 0, 6);
    /* three objectives at 100 against > 100, two indicators against >= 100 */
    ck_assert_int_eq(objectives.on_threshold, 3);
    ck_assert_int_eq(kpis.on_threshold, 2);
    arena_free(arena);
}
END_TEST

TCase *printed_tests(void)
{
    TCase *t = tcase_create("printed");

    tcase_add_test(t, report_of_2021);
    return t;
}
