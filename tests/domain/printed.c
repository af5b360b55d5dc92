/* The real report of 2021: the status of each row as README.md of the sample
 * data counts them. Skipped, saying so, where the samples are not at hand. */
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "document/csv.h"
#include "domain/deadline.h"
#include "domain/deadline_read.h"
#include "parts.h"

#define REPORT "annual_2021_egalite_connectit"

struct sheet {
    struct csv_record header;
    struct csv_record rows[512];
    size_t count;
};

static struct arena *arena;

static bool read_sheet(const char *report, const char *name, struct sheet *out)
{
    const char *folder = getenv("MANDARIS_SAMPLES");
    const char *source = getenv("srcdir"); /* of make check */
    struct str samples =
        str_printf(arena, "%s/../shared/data", source != NULL ? source : ".");
    struct str path =
        str_printf(arena, "%s/%s/%s.csv", folder != NULL ? folder : samples.p,
                   report, name);
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

    if (!read_sheet(REPORT, "items", items) ||
        !read_sheet(REPORT, "indicators", indicators) ||
        !read_sheet(REPORT, "results", results)) {
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

/* The rules a printed line was read as by hand, in the order of the sheet. */
static size_t rules_of_line(const struct sheet *s, size_t row)
{
    size_t n = 1;

    while (row + n < s->count &&
           deadline_same_line(cell(s, row, "key"), cell(s, row, "text_fr"),
                              cell(s, row + n, "key"),
                              cell(s, row + n, "text_fr")))
        n++;
    return n;
}

static bool read_alike(const struct sheet *s, size_t row,
                       const struct reading *r)
{
    struct date due = DATE_NONE;

    ck_assert_int_eq(date_parse(cell(s, row, "date"), &due), OK);
    return r->rule.kind == rule_kind_parse(cell(s, row, "kind")) &&
           r->rule.per == rule_per_parse(cell(s, row, "per")) &&
           r->rule.anchor == rule_anchor_parse(cell(s, row, "anchor")) &&
           r->rule.side == rule_side_parse(cell(s, row, "before_after")) &&
           date_cmp(r->rule.due_on, due) == 0;
}

/* The number of lines; *alike those that the proposer reads as people did. */
static size_t read_lines(const struct sheet *s, int year, size_t *alike)
{
    struct reading rows[READINGS_MOST];
    size_t lines = 0;

    for (size_t i = 0, n; i < s->count; i += n, lines++) {
        bool same;

        n = rules_of_line(s, i);
        same = deadline_read(arena, cell(s, i, "text_fr"), year, rows) == n;
        for (size_t k = 0; same && k < n; k++)
            same = read_alike(s, i + k, &rows[k]);
        if (!same)
            printf("read otherwise: %.*s\n", STR_ARG(cell(s, i, "text_fr")));
        *alike += same;
    }
    return lines;
}

static void assert_lines(const char *report, int year, size_t lines)
{
    struct sheet *s = NEW(arena, struct sheet);
    size_t alike = 0;

    if (!read_sheet(report, "deadlines", s)) {
        printf("SKIPPED deadlines of %s: set MANDARIS_SAMPLES to the folder of "
               "the sample workbooks\n",
               report);
        return;
    }
    ck_assert_uint_eq(read_lines(s, year, &alike), lines);
    ck_assert_uint_eq(alike, lines);
}

START_TEST(deadlines_as_people_read_them)
{
    arena = arena_new(64 << 20, NULL);
    assert_lines("slrb_a5", 0, 36);
    assert_lines("cpas_2024", 2024, 34);
    arena_free(arena);
}
END_TEST

TCase *printed_tests(void)
{
    TCase *t = tcase_create("printed");

    tcase_add_test(t, report_of_2021);
    tcase_add_test(t, deadlines_as_people_read_them);
    return t;
}
