#include "document/parts.h"

#include <string.h>

struct str fixture(const char *name)
{
    if (name[0] == '/')
        return str_of(name);
    return str_printf(test_arena, "%s/%s", FIXTURES, name);
}

struct import_options operator_options(void)
{
    return (struct import_options){.now = {1774000000}, .today = {2026, 3, 20}};
}

static struct outcome import_workbook(struct workbook *w,
                                      struct import_options o)
{
    struct outcome out = {.w = w};
    struct buf text = buf_new(test_arena, 4096);

    out.err = workbook_import(test_db, w, &o, &out.report);
    for (size_t i = 0; i < w->problems.count; i++)
        problem_print(&text, &w->problems.at[i]);
    out.problems = buf_str(&text);
    return out;
}

struct outcome import_folder(const char *name, struct import_options o)
{
    struct workbook *w = workbook_new(test_arena);
    enum err e = workbook_folder(w, fixture(name).p);

    ck_assert(e == OK || e == ERR_INPUT);
    return import_workbook(w, o);
}

struct outcome import_text(enum sheet s, struct str csv,
                           struct import_options o)
{
    struct workbook *w = workbook_new(test_arena);

    workbook_sheet(w, s, csv);
    return import_workbook(w, o);
}

int64_t trace(void)
{
    return sql_int(
        "SELECT (SELECT COUNT(*) FROM entity) + (SELECT COUNT(*) FROM plan)"
        " + (SELECT COUNT(*) FROM holder) + (SELECT COUNT(*) FROM item)"
        " + (SELECT SUM(version) FROM edition) + (SELECT COUNT(*) FROM measure)"
        " + (SELECT COUNT(*) FROM edition_item)"
        " + (SELECT COUNT(*) FROM edition_indicator)"
        " + (SELECT COUNT(*) FROM edition_deadline)"
        " + (SELECT COUNT(*) FROM edition_target)"
        " + (SELECT COUNT(*) FROM edition_text)"
        " + (SELECT COUNT(*) FROM amendment)"
        " + (SELECT COUNT(*) FROM amendment_change)"
        " + (SELECT COUNT(*) FROM calendar_date)"
        " + (SELECT COUNT(*) FROM occurrence)"
        " + (SELECT COUNT(*) FROM maturity)"
        " + (SELECT COUNT(*) FROM observation)"
        " + (SELECT COALESCE(SUM(version), 0) FROM result)"
        " + (SELECT COUNT(*) FROM result_text)"
        " + (SELECT COUNT(*) FROM result_revision)"
        " + (SELECT COALESCE(SUM(version), 0) FROM results_version)"
        " + (SELECT COUNT(*) FROM decision) AS n");
}

size_t touched(const struct outcome *o)
{
    size_t n = 0;

    for (size_t s = 0; s < SHEET_COUNT; s++)
        n += o->report.sheets[s].created + o->report.sheets[s].changed;
    return n;
}

bool has(struct str text, const char *part)
{
    return str_given(text) && memmem(text.p, text.n, part, strlen(part));
}
