#include "web/private.h"

#include "core/log.h"

#include <fcntl.h>
#include <fts.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STATIC_MAX = 32 << 20 };

/* -- the version of what browsers keep ------------------------------------- */

static enum err file_read(struct arena *a, const char *path, struct str *out)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool whole = fd >= 0 && fstat(fd, &st) == 0;

    if (whole) {
        char *bytes = NEW_N(a, char, (size_t)st.st_size + 1);
        whole = read(fd, bytes, (size_t)st.st_size) == st.st_size;
        *out = (struct str){bytes, (size_t)st.st_size};
    }
    if (fd >= 0)
        close(fd);
    if (whole)
        return OK;
    log_event(LOG_ERROR, "unreadable", LOG_Z("file", path));
    return ERR_INTERNAL;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return str_cmp(str_of((*a)->fts_name), str_of((*b)->fts_name));
}

/* sum becomes the digest of itself, the name and the bytes. */
static enum err digest_file(struct arena *a, const FTSENT *file,
                            struct str *sum)
{
    struct str bytes;

    TRY(file_read(a, file->fts_path, &bytes));
    struct str digest = hash_hex(a, hash_of(bytes));
    *sum = hash_hex(a, hash_of(str_printf(a, "%.*s %s %.*s", STR_ARG(*sum),
                                          file->fts_name, STR_ARG(digest))));
    return OK;
}

static enum err digest_folder(struct arena *a, struct str folder,
                              struct str *sum)
{
    char *root = NEW_N(a, char, folder.n + 1);
    memcpy(root, folder.p, folder.n);
    FTS *tree =
        fts_open((char *[]){root, NULL}, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    enum err err = OK;

    for (FTSENT *e; tree && err == OK && (e = fts_read(tree));)
        if (e->fts_info == FTS_F)
            err = digest_file(a, e, sum);
    if (tree)
        fts_close(tree);
    return err;
}

enum err folder_version(struct arena *a, struct str folder, struct str *out)
{
    struct arena *scratch = arena_new(STATIC_MAX, NULL);
    struct str sum = S("");
    enum err err = digest_folder(scratch, folder, &sum);

    *out = str_copy(a, str_sub(sum, 0, 12));
    arena_free(scratch);
    return err;
}

/* -- at start -------------------------------------------------------------- */

static struct str under(struct arena *a, const struct config *c,
                        const char *folder)
{
    return str_printf(a, "%.*s/%s", STR_ARG(c->data), folder);
}

/* A page with two routes is compiled once. */
static enum err compile(struct app *app, struct views *views, size_t i)
{
    const struct page *page = app_routes[i].page;

    if (!page->view)
        return OK;
    for (size_t k = 0; k < i; k++) {
        if (app_routes[k].page == page) {
            app->views[i] = app->views[k];
            return OK;
        }
    }
    return view_compile(views, page->name, page->view, &frame_shape,
                        &app->views[i]);
}

enum err app_open(struct arena *process, const struct config *c,
                  struct app **out)
{
    struct app *app = NEW(process, struct app);
    struct views *views;

    app->process = process;
    app->config = c;
    app->views = NEW_N(process, struct view *, app_route_count + 1);
    TRY(routes_check(app_routes, app_route_count));
    TRY(folder_version(process, under(process, c, "static"), &app->version));
    TRY(views_open(process, under(process, c, "templates"),
                   under(process, c, "po"), &views));
    TRY(view_compile(views, "error", &error_view_shape, &frame_shape,
                     &app->error_view));
    for (size_t i = 0; i < app_route_count; i++)
        TRY(compile(app, views, i));
    *out = app;
    return OK;
}

enum err app_attach(struct app *app, struct db *db)
{
    app->db = db;
    TRY(sessions_attach(db));
    TRY(once_attach(db));
    for (size_t i = 0; i < app_route_count; i++) {
        struct stmt *const *sql = app_routes[i].page->sql;
        for (; sql && *sql; sql++)
            TRY(db_prepare(db, *sql));
    }
    return key_read(app, db);
}
