#include "document/export.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/csv.h"
#include "document/exporting.h"

struct plan_id {
    int64_t id;
};
static const struct field plan_id_fields[] = {FIELD(struct plan_id, id)};
static const struct shape plan_id_shape = SHAPE(struct plan_id, plan_id_fields);

static struct stmt plan_of_key = {
    .sql = "SELECT id FROM plan WHERE code = ?",
    .params = 1,
    .row = &plan_id_shape,
};

/* -- CSV ------------------------------------------------------------------- */

static bool holds_number(const struct column *c)
{
    return c->kind == CELL_NUMBER || c->kind == CELL_WHOLE ||
           c->kind == CELL_FIGURE;
}

static void put_row(struct buf *out, const struct sheet_table *t,
                    const struct stored *row)
{
    for (size_t c = 0; c < t->width; c++)
        csv_put(out,
                holds_number(&t->columns[c])
                    ? row->cell[c]
                    : csv_guard(out->arena, row->cell[c]),
                c == 0);
    csv_end(out);
}

static struct export_sheet csv_of(struct exporting *x, enum sheet s)
{
    const struct sheet_table *t = &sheet_tables[s];
    const struct picked *p = &x->sheets[s];
    struct buf out = buf_new(x->a, 4096);
    size_t rows = 0;

    for (size_t c = 0; c < t->width; c++)
        csv_put(&out, str_of(t->columns[c].name), c == 0);
    csv_end(&out);
    for (size_t i = 0; i < p->count; i++)
        if (p->rows[i]) {
            put_row(&out, t, p->rows[i]);
            rows++;
        }
    return (struct export_sheet){rows ? buf_str(&out) : STR_NONE, rows};
}

enum err export_plan(struct db *db, struct arena *a, struct str key,
                     struct exported *out)
{
    struct exporting *x = NEW(a, struct exporting);
    struct plan_id plan;

    TRY(db_one(db, &plan_of_key, &plan, V(key)));
    export_begin(x, db, a);
    TRY(export_closure(x, plan.id));
    for (size_t s = 0; s < SHEET_COUNT; s++)
        out->sheets[s] = csv_of(x, (enum sheet)s);
    out->left_out = x->left_out;
    return OK;
}

enum err export_hash(struct db *db, struct arena *a, int64_t plan,
                     struct hash *out)
{
    static const enum sheet bound[] = {SHEET_PLANS, SHEET_ITEMS,
                                       SHEET_INDICATORS, SHEET_DEADLINES,
                                       SHEET_TARGETS};
    struct exporting *x = NEW(a, struct exporting);
    struct buf bytes = buf_new(a, 65536);

    export_begin(x, db, a);
    for (size_t i = 0; i < sizeof(bound) / sizeof(*bound); i++) {
        TRY(export_sheet_rows(x, bound[i], plan));
        buf_printf(&bytes, "%s\n", sheet_tables[bound[i]].name);
        buf_put(&bytes, csv_of(x, bound[i]).bytes);
    }
    *out = hash_of(buf_str(&bytes));
    return OK;
}

/* -- a folder -------------------------------------------------------------- */

static enum err refuse(struct str *problem, struct str what)
{
    *problem = what;
    return ERR_INPUT;
}

static enum err failed(struct arena *a, struct str *problem, const char *what)
{
    return refuse(problem, str_printf(a, "%s: %s", what, strerror(errno)));
}

/* A sheet that is there and is not written now would be imported with them. */
static enum err check_strangers(struct arena *a, const struct exported *x,
                                DIR *folder, struct str *problem)
{
    struct dirent *entry;

    while ((entry = readdir(folder))) {
        struct str name = str_of(entry->d_name);
        enum sheet s;

        if (!str_ends(name, S(".csv")))
            continue;
        s = sheet_named(str_sub(name, 0, name.n - 4));
        if (s == SHEET_COUNT || !x->sheets[s].rows)
            return refuse(problem, str_printf(a, "%s is of another workbook",
                                              entry->d_name));
    }
    return OK;
}

static bool write_all(int file, struct str bytes)
{
    while (bytes.n) {
        ssize_t n = write(file, bytes.p, bytes.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = str_sub(bytes, (size_t)n, bytes.n);
    }
    return fsync(file) == 0;
}

/* Never half a sheet: written beside, then put in its place. */
static enum err write_sheet(struct arena *a, int folder, const char *name,
                            struct str bytes, struct str *problem)
{
    const char *final = str_printf(a, "%s.csv", name).p;
    const char *part = str_printf(a, ".%s.csv.part", name).p;
    int file =
        openat(folder, part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool good;

    if (file < 0)
        return failed(a, problem, part);
    good = write_all(file, bytes);
    if (close(file) != 0 || !good || renameat(folder, part, folder, final) != 0)
        return failed(a, problem, final);
    return OK;
}

enum err export_folder(struct arena *a, const struct exported *x,
                       const char *path, struct str *problem)
{
    DIR *folder;
    enum err e;

    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return failed(a, problem, path);
    folder = opendir(path);
    if (!folder)
        return failed(a, problem, path);
    e = check_strangers(a, x, folder, problem);
    for (size_t s = 0; s < SHEET_COUNT && e == OK; s++)
        if (x->sheets[s].rows)
            e = write_sheet(a, dirfd(folder), sheet_tables[s].name,
                            x->sheets[s].bytes, problem);
    closedir(folder);
    return e;
}
