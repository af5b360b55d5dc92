#include "view/catalogues.h"

#include "view/chart.h"

/* A page as the application has them, of files, in three languages. */

struct row {
    int64_t id;
    struct said name;
    struct dec value;
    struct date due;
    struct period period;
    bool late;
};
static const struct field row_fields[] = {
    FIELD(struct row, id),     FIELD_STRUCT(struct row, name, &said_shape),
    FIELD(struct row, value),  FIELD(struct row, due),
    FIELD(struct row, period), FIELD(struct row, late),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct results {
    struct str plan;
    int64_t count;
    struct instant at;
    struct html chart;
    struct dec value;
    struct str text;
    struct list rows;
};
static const struct field results_fields[] = {
    FIELD(struct results, plan),
    FIELD(struct results, count),
    FIELD(struct results, at),
    FIELD(struct results, chart),
    FIELD(struct results, value),
    FIELD(struct results, text),
    FIELD_LIST(struct results, rows, &row_shape),
};
static const struct shape results_shape = SHAPE(struct results, results_fields);

struct surroundings {
    struct str lang;
};
static const struct field surroundings_fields[] = {
    FIELD(struct surroundings, lang),
};
static const struct shape surroundings_shape =
    SHAPE(struct surroundings, surroundings_fields);

/* The golden templates with a few texts in French and Dutch. */
static struct views *golden_views(void)
{
    const struct entry fr[] = {
        {S("Nothing to enter"), S("Rien à encoder")},
        {S("Results"), S("Résultats")},
        {S("as of {{at}}"), S("au {{at}}")},
        {S("{{count}} result\0{{count}} results"),
         S("{{count}} résultat\0{{count}} résultats")},
    };
    const struct entry nl[] = {
        {S("Nothing to enter"), S("Niets in te vullen")},
        {S("Results"), S("Resultaten")},
        {S("as of {{at}}"), S("op {{at}}")},
        {S("{{count}} result\0{{count}} results"),
         S("{{count}} resultaat\0{{count}} resultaten")},
    };
    struct str folder = folder_make(catalogue_bytes(fr, 4, false),
                                    catalogue_bytes(nl, 4, false));
    struct views *views;
    ck_assert_int_eq(
        views_open(arena, test_path("golden/view"), folder, &views), OK);
    folder_remove(folder);
    return views;
}

static struct results filled(enum lang lang)
{
    static const char *const names[][2] = {
        {"Logements <sociaux>", "Sociale woningen & co"},
        {NULL, "Enkel Nederlands"},
    };
    struct row *rows = NEW_N(arena, struct row, 2);
    for (size_t i = 0; i < 2; i++)
        rows[i] = (struct row){
            .id = 41 + (int64_t)i,
            .name = said_in(lang, str_of(names[i][0]), str_of(names[i][1])),
            .value = {i ? 0 : 1234500000, 1, i == 0},
            .due = {2026, 1, 31},
            .period = {2025, PERIOD_QUARTER, 4},
            .late = i == 1,
        };
    return (struct results){
        .plan = S("Plan \"A\" & <b>"),
        .count = 2,
        .at = {1658047320},
        .chart = chart_statuses(arena, LANG_EN, 1, 0, 0, 1),
        .value = {1234500000, 1, true},
        .text = S("</textarea><script>alert(1)</script>"),
        .rows = {rows, 2, &row_shape},
    };
}

static struct str rendered(const struct view *view, enum lang lang,
                           struct results page)
{
    struct surroundings frame = {str_of(lang_code(lang))};
    struct buf out = buf_new(arena, 1000);
    view_render(view, lang, &page, &frame, &out);
    return buf_str(&out);
}

static void ck_page(enum lang lang, struct results page, const char *name)
{
    struct view *view;
    ck_assert_int_eq(view_compile(golden_views(), "results", &results_shape,
                                  &surroundings_shape, &view),
                     OK);
    ck_golden(rendered(view, lang, page),
              str_printf(arena, "view/%s.%s.html", name, lang_code(lang)).p);
}

START_TEST(page)
{
    ck_page((enum lang)_i, filled((enum lang)_i), "results");
}
END_TEST

/* Nothing is given: no row, no value, no text. */
START_TEST(empty_page)
{
    ck_page((enum lang)_i, (struct results){0}, "empty");
}
END_TEST

START_TEST(unknown_names)
{
    struct view *view;
    ck_assert_int_eq(view_compile(golden_views(), "results", &row_shape,
                                  &surroundings_shape, &view),
                     ERR_INTERNAL);
    ck_assert_int_eq(view_compile(golden_views(), "absent", &results_shape,
                                  &surroundings_shape, &view),
                     ERR_INTERNAL);
    ck_assert_int_eq(view_compile(golden_views(), "../view/results",
                                  &results_shape, &surroundings_shape, &view),
                     ERR_INTERNAL);
}
END_TEST

START_TEST(unknown_folder)
{
    struct views *views;
    ck_assert_int_eq(views_open(arena, test_path("absent"), STR_NONE, &views),
                     ERR_INTERNAL);
}
END_TEST

TCase *pages(void)
{
    TCase *tests = tcase_create("pages");
    tcase_add_loop_test(tests, page, 0, LANG_COUNT);
    tcase_add_loop_test(tests, empty_page, 0, LANG_COUNT);
    tcase_add_test(tests, unknown_names);
    tcase_add_test(tests, unknown_folder);
    return tests;
}
