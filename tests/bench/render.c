/* How much the template engine costs: a dashboard of 130 rows from its compiled
 * template, against the same bytes written by hand. Both in one run, in turns;
 * what counts is the ratio.
 *
 *   make tests/bench/render && tests/bench/render ../tests/bench */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/period.h"
#include "view/escape.h"
#include "view/view.h"

enum { ROWS = 130, TURNS = 41, PAGES = 100 };

struct row {
    int64_t id;
    struct str ref;
    struct said name;
    struct dec value, red, green;
    struct period period;
    struct str status, word;
    bool late;
};
static const struct field row_fields[] = {
    FIELD(struct row, id),     FIELD(struct row, ref),
    FIELD(struct row, value),  FIELD(struct row, red),
    FIELD(struct row, green),  FIELD(struct row, period),
    FIELD(struct row, status), FIELD(struct row, word),
    FIELD(struct row, late),   FIELD_STRUCT(struct row, name, &said_shape),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct page {
    struct str lang, title;
    struct list rows;
};
static const struct field page_fields[] = {
    FIELD(struct page, lang),
    FIELD(struct page, title),
    FIELD_LIST(struct page, rows, &row_shape),
};
static const struct shape page_shape = SHAPE(struct page, page_fields);

static const struct field frame_fields[] = {
    FIELD(struct page, lang),
};
static const struct shape frame_shape = SHAPE(struct page, frame_fields);

static struct page filled(struct arena *a)
{
    struct row *rows = NEW_N(a, struct row, ROWS);
    for (int i = 0; i < ROWS; i++)
        rows[i] = (struct row){
            .id = 1000 + i,
            .ref = str_printf(a, "O.O. %d.%d", i / 10 + 1, i % 10 + 1),
            .name = {str_printf(a,
                                "Part des demandes traitées dans le délai "
                                "légal par l'équipe n° %d & suivantes",
                                i),
                     S("fr"), false},
            .value = {(i128)i * 1234567, 2, true},
            .red = {50000000, 0, true},
            .green = {75000000, 0, true},
            .period = {2025, PERIOD_QUARTER, 3},
            .status = i % 3 ? S("achieved") : S("not_achieved"),
            .word = i % 3 ? S("réalisé") : S("non réalisé"),
            .late = i % 7 == 0,
        };
    return (struct page){
        S("fr"), S("Contrôle de gestion 2025"), {rows, ROWS, &row_shape}};
}

/* -- by hand --------------------------------------------------------------- */

static void row_by_hand(struct buf *b, const struct row *r)
{
    struct arena *a = b->arena;
    buf_puts(b, r->late ? "<tr class=\"late\">" : "<tr>");
    buf_puts(b, "\n<th scope=\"row\"><a href=\"/results/");
    buf_printf(b, "%lld", (long long)r->id);
    buf_puts(b, "?period=");
    escape_url_part(b, period_text(a, r->period));
    buf_puts(b, "\">");
    escape_html(b, r->ref);
    buf_puts(b, "</a> <span lang=\"");
    escape_html(b, r->name.lang);
    buf_puts(b, "\">");
    escape_html(b, r->name.text);
    buf_puts(b, "</span></th>\n<td class=\"num\">");
    buf_put(b, show_dec(a, LANG_FR, r->value));
    buf_puts(b, "</td>\n<td class=\"num\">");
    buf_put(b, show_dec(a, LANG_FR, r->red));
    buf_puts(b, " · ");
    buf_put(b, show_dec(a, LANG_FR, r->green));
    buf_puts(b, "</td>\n<td><span class=\"mark is-");
    escape_html(b, r->status);
    buf_puts(b, "\">");
    escape_html(b, r->word);
    buf_puts(b, "</span></td>\n</tr>\n");
}

static void page_by_hand(struct buf *b, const struct page *p)
{
    buf_puts(b, "<!doctype html>\n<html lang=\"");
    escape_html(b, p->lang);
    buf_puts(b, "\">\n<head><meta charset=\"utf-8\"><title>");
    escape_html(b, p->title);
    buf_puts(b, "</title></head>\n<body>\n<main>\n<h1>");
    escape_html(b, p->title);
    buf_puts(b, "</h1>\n<table class=\"table\">\n<thead><tr>"
                "<th scope=\"col\">Objective or indicator</th>"
                "<th scope=\"col\">Result</th>"
                "<th scope=\"col\">Thresholds</th>"
                "<th scope=\"col\">Status</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < p->rows.count; i++)
        row_by_hand(b, LIST_AT(const struct row, p->rows, i));
    buf_puts(b, "</tbody>\n</table>\n</main>\n</body>\n</html>\n");
}

/* -- turns ----------------------------------------------------------------- */

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Nanoseconds for PAGES pages; view NULL: by hand. */
static int64_t turn(struct arena *a, const struct view *view,
                    const struct page *page)
{
    int64_t from = now_ns();
    for (int i = 0; i < PAGES; i++) {
        arena_reset(a);
        struct buf out = buf_new(a, 65536);
        if (view)
            view_render(view, LANG_FR, page, page, &out);
        else
            page_by_hand(&out, page);
    }
    return now_ns() - from;
}

static bool same_bytes(struct arena *a, const struct view *view,
                       const struct page *page)
{
    struct buf one = buf_new(a, 65536), two = buf_new(a, 65536);
    view_render(view, LANG_FR, page, page, &one);
    page_by_hand(&two, page);
    printf("page: %zu bytes\n", one.n);
    return str_eq(buf_str(&one), buf_str(&two));
}

static int by_size(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

int main(int argc, char **argv)
{
    struct arena *process = arena_new((size_t)64 << 20, NULL);
    struct arena *request = arena_new((size_t)24 << 20, NULL);
    struct page page = filled(process);
    struct views *views;
    struct view *view;
    int64_t compiled[TURNS], by_hand[TURNS], per_mille[TURNS];

    if (views_open(process, str_of(argc > 1 ? argv[1] : "tests/bench"),
                   STR_NONE, &views) != OK ||
        view_compile(views, "dashboard", &page_shape, &frame_shape, &view) !=
            OK)
        return EXIT_FAILURE;
    if (!same_bytes(request, view, &page)) {
        fprintf(stderr, "the two pages differ\n");
        return EXIT_FAILURE;
    }
    for (int i = 0; i < TURNS; i++) {
        compiled[i] = turn(request, view, &page);
        by_hand[i] = turn(request, NULL, &page);
        per_mille[i] = 1000 * compiled[i] / by_hand[i];
    }
    qsort(compiled, TURNS, sizeof(*compiled), by_size);
    qsort(by_hand, TURNS, sizeof(*by_hand), by_size);
    qsort(per_mille, TURNS, sizeof(*per_mille), by_size);
    printf("compiled: %lld us a page, by hand: %lld us\n",
           (long long)compiled[TURNS / 2] / PAGES / 1000,
           (long long)by_hand[TURNS / 2] / PAGES / 1000);
    printf("compiled / by hand: %lld.%03lld (median of %d turns)\n",
           (long long)per_mille[TURNS / 2] / 1000,
           (long long)per_mille[TURNS / 2] % 1000, TURNS);
    arena_free(request);
    arena_free(process);
    return EXIT_SUCCESS;
}
