#include "document/workbook.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/csv.h"

#define MALFORMED_SHOWN 40 /* bytes */
#define FILE_LIMIT      ((size_t)512 << 20)

struct workbook *workbook_new(struct arena *a)
{
    struct workbook *w = NEW(a, struct workbook);

    w->arena = a;
    w->problems.arena = a;
    for (size_t s = 0; s < SHEET_COUNT; s++)
        w->sheets[s].by_key = keymap_new(a);
    return w;
}

static void report(struct workbook *w, enum sheet s, size_t row,
                   struct str column, struct str value, struct fault fault)
{
    problem_add(&w->problems,
                (struct problem){.sheet = str_of(sheet_tables[s].name),
                                 .row = row,
                                 .column = column,
                                 .value = value,
                                 .fault = fault});
}

static void report_row(struct workbook *w, enum sheet s, const struct row *row,
                       size_t c, struct fault fault, bool warning)
{
    const struct sheet_table *t = &sheet_tables[s];
    struct problem p = {.sheet = str_of(t->name),
                        .row = row->number,
                        .fault = fault,
                        .warning = warning};

    if (c < t->width)
        p.column = str_of(t->columns[c].name);
    p.value = row->cell[c < t->width ? c : 0];
    problem_add(&w->problems, p);
}

void workbook_fault(struct workbook *w, enum sheet s, const struct row *row,
                    size_t c, struct fault fault)
{
    report_row(w, s, row, c, fault, false);
}

void workbook_warn(struct workbook *w, enum sheet s, const struct row *row,
                   size_t c, struct fault fault)
{
    report_row(w, s, row, c, fault, true);
}

struct row *workbook_row(struct workbook *w, enum sheet s, struct str key)
{
    size_t at;

    return keymap_find(&w->sheets[s].by_key, key, &at) ? &w->sheets[s].at[at]
                                                       : NULL;
}

static struct str names_of(struct arena *a, const struct sheet_table *t)
{
    struct buf out = buf_new(a, 200);

    for (size_t c = 0; c < t->width; c++)
        buf_printf(&out, "%s%s", c ? ", " : "", t->columns[c].name);
    return buf_str(&out);
}

static void read_header(struct workbook *w, enum sheet s,
                        const struct csv_record *header)
{
    const struct sheet_table *t = &sheet_tables[s];
    struct rows *rows = &w->sheets[s];

    rows->width = header->count;
    for (size_t i = 0; i < header->count; i++) {
        struct str name = header->cells[i];
        size_t c = column_named(t, name);

        if (c == t->width)
            report(w, s, header->row, name, name,
                   (struct fault){"a column of this sheet",
                                  names_of(w->arena, t)});
        else if (rows->given[c])
            report(w, s, header->row, name, name,
                   (struct fault){"each column once", STR_NONE});
        else
            rows->given[c] = true;
        if (i < SHEET_WIDTH)
            rows->place[i] = c;
    }
    if (!rows->given[0])
        report(w, s, header->row, S("key"), STR_NONE,
               (struct fault){"a column named key", STR_NONE});
}

static struct row *row_add(struct workbook *w, struct rows *rows)
{
    if (rows->count == rows->cap) {
        size_t cap = rows->cap ? rows->cap * 2 : 16;
        struct row *more = NEW_N(w->arena, struct row, cap);

        if (rows->count)
            memcpy(more, rows->at, rows->count * sizeof(*more));
        rows->at = more;
        rows->cap = cap;
    }
    return &rows->at[rows->count++];
}

static void read_cell(struct workbook *w, enum sheet s, struct row *row,
                      size_t c, struct str raw)
{
    const struct column *column = &sheet_tables[s].columns[c];
    struct fault fault;

    if (cell_read(w->arena, column, raw, &row->cell[c], &fault) == OK) {
        if (!column->required || str_given(row->cell[c]))
            return;
        fault = (struct fault){"a value", STR_NONE};
    }
    report(w, s, row->number, str_of(column->name), raw, fault);
    row->cell[c] = STR_NONE;
    row->bad = true;
}

static void read_key(struct workbook *w, enum sheet s, size_t at)
{
    struct rows *rows = &w->sheets[s];
    struct row *row = &rows->at[at];
    size_t first = at;

    if (!str_given(row->cell[0]) ||
        keymap_add(&rows->by_key, row->cell[0], &first))
        return;
    workbook_fault(
        w, s, row, 0,
        (struct fault){"another key, as this one is already used in row",
                       str_printf(w->arena, "%zu", rows->at[first].number)});
}

static void read_row(struct workbook *w, enum sheet s,
                     const struct csv_record *r)
{
    struct rows *rows = &w->sheets[s];
    struct row *row;

    if (r->count != rows->width) {
        w->broken = true;
        report(w, s, r->row, STR_NONE,
               str_printf(w->arena, "%zu cells", r->count),
               (struct fault){"as many cells as the header has",
                              str_printf(w->arena, "%zu", rows->width)});
        return;
    }
    row = row_add(w, rows);
    row->number = r->row;
    for (size_t i = 0; i < r->count && i < SHEET_WIDTH; i++)
        if (rows->place[i] < sheet_tables[s].width)
            read_cell(w, s, row, rows->place[i], r->cells[i]);
    read_key(w, s, rows->count - 1);
}

/* Malformed text is shown from where its cell starts. */
static struct str cell_start(const struct csv *csv)
{
    struct str rest = str_sub(csv->text, csv->cell, csv->text.n);
    size_t n = rest.n < MALFORMED_SHOWN ? rest.n : MALFORMED_SHOWN;

    while (n && n < rest.n && ((unsigned char)rest.p[n] & 0xC0) == 0x80)
        n--; /* never half a character */
    return str_sub(rest, 0, n);
}

static void report_csv(struct workbook *w, enum sheet s, const struct csv *csv)
{
    const struct sheet_table *t = &sheet_tables[s];
    const struct rows *rows = &w->sheets[s];
    size_t i = csv->column - 1;
    struct str column = str_printf(w->arena, "cell %zu", csv->column);

    if (i < rows->width && i < SHEET_WIDTH && rows->place[i] < t->width)
        column = str_of(t->columns[rows->place[i]].name);
    report(w, s, csv->row, column, cell_start(csv),
           (struct fault){csv->expected, STR_NONE});
}

void workbook_sheet(struct workbook *w, enum sheet s, struct str bytes)
{
    struct csv csv = csv_open(w->arena, bytes);
    struct csv_record record;
    enum err e = csv_next(&csv, &record);

    w->sheets[s].present = true;
    if (e == ERR_NOT_FOUND) {
        report(w, s, 1, STR_NONE, STR_NONE,
               (struct fault){"a header row", STR_NONE});
        return;
    }
    if (e == OK)
        read_header(w, s, &record);
    while (e == OK && w->sheets[s].given[0] &&
           (e = csv_next(&csv, &record)) == OK)
        read_row(w, s, &record);
    w->broken |= e == ERR_INPUT || !w->sheets[s].given[0];
    if (e == ERR_INPUT)
        report_csv(w, s, &csv);
}

static enum err refuse(struct workbook *w, struct str name,
                       const char *expected, struct str detail)
{
    w->broken = true;
    problem_add(&w->problems, (struct problem){.sheet = name,
                                               .value = name,
                                               .fault = {expected, detail}});
    return ERR_INPUT;
}

static enum err read_open(struct workbook *w, int file, struct str name,
                          struct str *out)
{
    struct stat st;
    char *p;
    size_t n = 0;

    if (fstat(file, &st) != 0 || !S_ISREG(st.st_mode))
        return refuse(w, name, "a plain file", STR_NONE);
    if ((size_t)st.st_size > FILE_LIMIT)
        return refuse(w, name, "a file of at most 512 MiB", STR_NONE);
    p = NEW_N(w->arena, char, (size_t)st.st_size + 1);
    while (n < (size_t)st.st_size) {
        ssize_t got = read(file, p + n, (size_t)st.st_size - n);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return refuse(w, name, "a file that can be read to its end",
                          STR_NONE);
        n += (size_t)got;
    }
    *out = (struct str){p, n};
    return OK;
}

static enum err read_file(struct workbook *w, int folder, const char *name,
                          struct str *out)
{
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct str shown = str_copy(w->arena, str_of(name));
    enum err e;

    if (file < 0)
        return refuse(w, shown, "a file that can be read",
                      str_of(strerror(errno)));
    e = read_open(w, file, shown, out);
    close(file);
    return e;
}

static struct str sheets_named(struct arena *a)
{
    struct buf out = buf_new(a, 200);

    for (size_t s = 0; s < SHEET_COUNT; s++)
        buf_printf(&out, "%s%s", s ? ", " : "", sheet_tables[s].name);
    return buf_str(&out);
}

static enum err read_entry(struct workbook *w, int folder, const char *file)
{
    struct str name = str_of(file);
    struct str bytes;
    enum sheet s;

    if (!str_ends(name, S(".csv")) || str_starts(name, S(".")))
        return OK;
    s = sheet_named(str_sub(name, 0, name.n - 4));
    if (s == SHEET_COUNT)
        return refuse(w, str_copy(w->arena, name),
                      "the name of a sheet, with .csv", sheets_named(w->arena));
    TRY(read_file(w, folder, file, &bytes));
    workbook_sheet(w, s, bytes);
    return OK;
}

static bool has_sheet(const struct workbook *w)
{
    for (size_t s = 0; s < SHEET_COUNT; s++)
        if (w->sheets[s].present)
            return true;
    return false;
}

enum err workbook_folder(struct workbook *w, const char *path)
{
    DIR *folder = opendir(path);
    enum err e = OK;
    struct dirent *entry;

    if (!folder)
        return refuse(w, str_of(path), "a folder that can be read",
                      str_of(strerror(errno)));
    while ((entry = readdir(folder)))
        if (read_entry(w, dirfd(folder), entry->d_name) != OK)
            e = ERR_INPUT;
    closedir(folder);
    if (e == OK && !has_sheet(w))
        return refuse(w, str_of(path), "a folder with the sheets of a workbook",
                      sheets_named(w->arena));
    return e;
}
