#include "core/keep.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/hash.h"
#include "core/log.h"

static enum err refuse(const char *path)
{
    log_event(LOG_ERROR, "keep", LOG_Z("path", path),
              LOG_Z("why", strerror(errno)));
    return ERR_UNAVAILABLE;
}

static const char *path_of(struct arena *a, struct str folder, struct str name)
{
    return str_printf(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name)).p;
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.p, bytes.n);

        if (n < 0 && errno != EINTR)
            return false;
        bytes = str_sub(bytes, n > 0 ? (size_t)n : 0, bytes.n);
    }
    return fsync(fd) == 0;
}

/* The name itself is lost in a crash unless the folder is synchronised. */
static bool folder_sync(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return done;
}

enum err keep_write(struct arena *a, struct str folder, struct str bytes,
                    struct str *name)
{
    struct str token = random_token(a);
    const char *path = path_of(a, folder, token);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                  S_IRUSR | S_IWUSR | S_IRGRP);

    if (fd < 0)
        return refuse(path);
    bool written = write_all(fd, bytes);
    if (close(fd) == 0 && written && folder_sync(str_z(a, folder))) {
        *name = token;
        return OK;
    }
    enum err err = refuse(path);
    unlink(path);
    return err;
}

void keep_remove(struct arena *a, struct str folder, struct str name)
{
    const char *path = path_of(a, folder, name);

    if (unlink(path) != 0 && errno != ENOENT)
        log_event(LOG_ERROR, "keep", LOG_Z("path", path),
                  LOG_Z("why", strerror(errno)));
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

struct found {
    struct kept_file *at;
    size_t count, max;
};

static void add(struct arena *a, struct found *f, const FTSENT *e, time_t now)
{
    if (f->count == f->max) {
        size_t max = f->max ? 2 * f->max : 64;
        struct kept_file *more = NEW_N(a, struct kept_file, max);

        if (f->count)
            memcpy(more, f->at, f->count * sizeof(*more));
        f->at = more;
        f->max = max;
    }
    f->at[f->count++] = (struct kept_file){
        .name = str_copy(a, str_of(e->fts_name)),
        .bytes = e->fts_statp->st_size,
        .age_s = now - e->fts_statp->st_mtime,
    };
}

enum err keep_list(struct arena *a, struct str folder, struct kept_file **out,
                   size_t *count)
{
    struct found found = {0};
    struct str path = str_copy(a, folder);
    char *root = NEW_N(a, char, path.n + 1);
    time_t now = time(NULL);
    bool readable = true;

    memcpy(root, path.p, path.n);
    FTS *tree =
        fts_open((char *[]){root, NULL}, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    for (FTSENT *e; tree && (e = fts_read(tree));) {
        if (e->fts_info == FTS_F)
            add(a, &found, e, now);
        if (e->fts_info == FTS_DNR || e->fts_info == FTS_NS) {
            errno = e->fts_errno;
            readable = false;
        }
    }
    if (tree)
        fts_close(tree);
    if (!tree || !readable)
        return refuse(root);
    *out = found.at;
    *count = found.count;
    return OK;
}
