#include "db/private.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/hash.h"
#include "core/log.h"

/* DDL commits by itself, so a failed file stays half done. Each statement is
 * recorded as it succeeds: done counts them, hash is over the file's bytes up
 * to the last of them (the whole file once finished). The next run goes on
 * behind it, when that part is still the same. */
static const char version_table[] =
    "CREATE TABLE IF NOT EXISTS schema_version ("
    "  number      INT NOT NULL PRIMARY KEY,"
    "  name        VARCHAR(200) NOT NULL,"
    "  hash        CHAR(64) CHARACTER SET ascii NOT NULL,"
    "  done        INT NOT NULL,"
    "  finished_at DATETIME NULL"
    ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";

struct version {
    int64_t number;
    struct str hash;
    int64_t done;
    bool finished;
};
static const struct field version_fields[] = {
    FIELD(struct version, number),
    FIELD(struct version, hash),
    FIELD(struct version, done),
    FIELD(struct version, finished),
};
static const struct shape version_shape = SHAPE(struct version, version_fields);

static struct stmt versions = {
    .sql = "SELECT number, hash, done, finished_at IS NOT NULL AS finished"
           " FROM schema_version ORDER BY number",
    .row = &version_shape,
};

static struct stmt version_record = {
    .sql = "INSERT INTO schema_version (number, name, hash, done, finished_at)"
           " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
           " hash = VALUES(hash), done = VALUES(done),"
           " finished_at = VALUES(finished_at)",
    .params = 5,
};

struct standing {
    int64_t number;
    int64_t unfinished;
};
static const struct field standing_fields[] = {
    FIELD(struct standing, number),
    FIELD(struct standing, unfinished),
};
static const struct shape standing_shape =
    SHAPE(struct standing, standing_fields);

static struct stmt version_standing = {
    .sql = "SELECT COALESCE(MAX(number), 0) AS number,"
           " COUNT(*) - COUNT(finished_at) AS unfinished FROM schema_version",
    .row = &standing_shape,
};

/* -- a file's statements --------------------------------------------------- */

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t behind(struct str s, size_t from, const char *end)
{
    size_t n = strlen(end);

    for (size_t i = from; i + n <= s.n; i++)
        if (memcmp(s.p + i, end, n) == 0)
            return i + n;
    return s.n;
}

static size_t behind_quote(struct str s, size_t at)
{
    char quote = s.p[at];

    /* A doubled quote reads as one text next to another. */
    for (size_t i = at + 1; i < s.n; i++) {
        if (s.p[i] == '\\' && quote != '`')
            i++;
        else if (s.p[i] == quote)
            return i + 1;
    }
    return s.n;
}

/* Behind the blank or comment at this place; the place itself: neither. */
static size_t behind_nothing(struct str s, size_t at)
{
    struct str rest = str_sub(s, at, s.n);

    if (blank(s.p[at]))
        return at + 1;
    if (str_starts(rest, S("/*")))
        return behind(s, at + 2, "*/");
    if (s.p[at] == '#' ||
        (str_starts(rest, S("--")) && (rest.n == 2 || blank(rest.p[2]))))
        return behind(s, at, "\n");
    return at;
}

static size_t behind_token(struct str s, size_t at)
{
    char c = s.p[at];

    return c == '\'' || c == '"' || c == '`' ? behind_quote(s, at) : at + 1;
}

/* The statement from *at on; *at moves behind its semicolon. */
static bool statement_next(struct str s, size_t *at, struct str *out)
{
    size_t start = s.n, i = *at;

    while (i < s.n && (start == s.n || s.p[i] != ';')) {
        size_t next = behind_nothing(s, i);
        if (next == i && start == s.n && s.p[i] != ';')
            start = i;
        i = next > i ? next : behind_token(s, i);
    }
    *out = str_sub(s, start, i - (start < i ? start : i));
    *at = i < s.n ? i + 1 : i;
    return out->n > 0;
}

/* -- the folder ------------------------------------------------------------ */

struct file {
    int64_t number;
    struct str name;
};

static int numbered(const struct dirent *entry)
{
    struct str name = str_of(entry->d_name);
    int64_t number;

    return name.n > 9 && name.p[4] == '_' && str_ends(name, S(".sql")) &&
           str_int(str_sub(name, 0, 4), &number) == OK && number > 0;
}

static enum err refuse(const char *message, struct str file)
{
    log_event(LOG_ERROR, "migration refused", LOG_Z("message", message),
              LOG_S("file", file));
    return ERR_CONFLICT;
}

/* The numbered files in order; two with one number are refused. */
static enum err folder_read(struct arena *a, struct str folder,
                            struct file **out, size_t *count)
{
    struct dirent **entries;
    enum err err = OK;
    int n = scandir(str_z(a, folder), &entries, numbered, alphasort);

    if (n < 0) {
        log_event(LOG_ERROR, "migration", LOG_Z("message", strerror(errno)),
                  LOG_S("folder", folder));
        return ERR_UNAVAILABLE;
    }
    *count = (size_t)n;
    *out = NEW_N(a, struct file, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        struct file *f = &(*out)[i];
        f->name = str_copy(a, str_of(entries[i]->d_name));
        free(entries[i]);
        if (str_int(str_sub(f->name, 0, 4), &f->number) != OK ||
            (i > 0 && f->number == f[-1].number))
            err = refuse("its number is taken", f->name);
    }
    free(entries);
    return err;
}

static enum err file_read(struct arena *a, struct str folder, struct str name,
                          struct str *out)
{
    struct str path =
        str_printf(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
    FILE *file = fopen(path.p, "re");
    struct buf text = buf_new(a, 1 << 16);
    char part[4096];
    size_t n;

    if (!file)
        return refuse(strerror(errno), path);
    while ((n = fread(part, 1, sizeof part, file)) > 0)
        buf_put(&text, (struct str){part, n});
    bool failed = ferror(file) != 0;
    fclose(file);
    *out = buf_str(&text);
    return failed ? refuse("cannot be read", path) : OK;
}

/* -- migrating ------------------------------------------------------------- */

static enum err record(struct db *db, struct arena *a, const struct file *file,
                       struct str run, int64_t done, bool finished)
{
    struct instant at = finished ? instant_now() : (struct instant){0};

    return db_do(db, &version_record, NULL, V(file->number), V(file->name),
                 V(hash_hex(a, hash_of(run))), V(done), V(at));
}

static enum err statement_run(struct db *db, const struct file *file,
                              int64_t number, struct str sql)
{
    enum err err = db_text(db, sql);

    if (err != OK)
        log_event(LOG_ERROR, "migration stopped", LOG_S("file", file->name),
                  LOG_N("statement", number));
    return err;
}

static bool same(struct arena *a, struct str run, const struct version *v)
{
    return str_eq(hash_hex(a, hash_of(run)), v->hash);
}

/* From behind the last statement that already ran, if any did. */
static enum err file_run(struct db *db, struct arena *a,
                         const struct file *file, struct str text,
                         const struct version *known)
{
    struct str sql;
    size_t at = 0;
    int64_t n = 0;

    while (known && n < known->done && statement_next(text, &at, &sql))
        n++;
    if (known && !same(a, str_sub(text, 0, at), known))
        return refuse("the part of it that already ran was changed",
                      file->name);
    while (statement_next(text, &at, &sql)) {
        TRY(statement_run(db, file, ++n, sql));
        TRY(record(db, a, file, str_sub(text, 0, at), n, false));
    }
    return record(db, a, file, text, n, true);
}

static const struct version *version_of(struct list known, int64_t number)
{
    for (size_t i = 0; i < known.count; i++)
        if (LIST_AT(struct version, known, i)->number == number)
            return LIST_AT(struct version, known, i);
    return NULL;
}

static enum err file_migrate(struct db *db, struct arena *a, struct str folder,
                             const struct file *file, struct list known,
                             int64_t *applied)
{
    const struct version *v = version_of(known, file->number);
    const struct version *last =
        known.count ? LIST_AT(struct version, known, known.count - 1) : NULL;
    struct str text;

    TRY(file_read(a, folder, file->name, &text));
    if (v && v->finished)
        return same(a, text, v)
                   ? OK
                   : refuse("it was changed after it ran", file->name);
    if (!v && last && last->number > file->number)
        return refuse("a later one already ran", file->name);
    TRY(file_run(db, a, file, text, v));
    ++*applied;
    return OK;
}

static enum err folder_holds(struct str folder, const struct file *files,
                             size_t count, struct list known)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        found += version_of(known, files[i].number) != NULL;
    return found == known.count
               ? OK
               : refuse("the database has one that the folder lacks", folder);
}

enum err db_migrate(struct db *db, struct arena *a, struct str folder,
                    int64_t *applied)
{
    struct file *files;
    size_t count;
    struct list known;

    *applied = 0;
    TRY(folder_read(a, folder, &files, &count));
    TRY(db_text(db, str_of(version_table)));
    db_arena_set(db, a);
    TRY(db_all0(db, &versions, &known));
    TRY(folder_holds(folder, files, count, known));
    for (size_t i = 0; i < count; i++)
        TRY(file_migrate(db, a, folder, &files[i], known, applied));
    return OK;
}

enum err db_schema_check(struct db *db, struct arena *a, struct str folder)
{
    struct file *files;
    size_t count;
    struct standing is = {0};

    TRY(folder_read(a, folder, &files, &count));
    int64_t wanted = count ? files[count - 1].number : 0;
    if (db_one0(db, &version_standing, &is) == OK && is.unfinished == 0 &&
        is.number == wanted)
        return OK;
    log_event(LOG_ERROR, "the database is not at this release's version",
              LOG_N("is", is.number), LOG_N("wanted", wanted),
              LOG_N("unfinished", is.unfinished),
              LOG_Z("remedy", "mandaris migrate"));
    return ERR_UNAVAILABLE;
}
