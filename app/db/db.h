/* The only door to MariaDB. Statements are constants, prepared once per
 * connection; values are bound as tagged unions; rows land in structs by their
 * shape. One connection per process. */
#ifndef DB_DB_H
#define DB_DB_H

#include "core/config.h"
#include "core/shape.h"

struct db;

/* A statement: beside its page, or in store/ when two pages share it. params
 * and the names and order-free match of row's members against the SELECT's
 * column names are checked when it is prepared. A member that no column fills,
 * or a column without a member, refuses: schema drift is found at start.
 * Members of kind HTML, LIST and STRUCT are left alone. */
struct stmt {
    const char *sql;
    unsigned params;
    const struct shape *row; /* NULL: no rows are read */
    /* private to db/: */
    unsigned connection;
    struct bound *bound;
};

struct value {
    enum kind kind;
    bool null;
    union {
        bool yes;
        int64_t n;
        struct str s;
        struct dec d;
        struct date date;
        struct instant at;
        struct period period;
    };
};

struct value value_bool(bool v);
struct value value_int(int64_t v);
struct value value_str(struct str v);         /* p NULL: SQL NULL */
struct value value_dec(struct dec v);         /* not set: SQL NULL */
struct value value_date(struct date v);       /* not given: SQL NULL */
struct value value_instant(struct instant v); /* not given: SQL NULL */
struct value value_period(struct period v);   /* kind NONE: SQL NULL */
struct value value_z(const char *v);
struct value value_id(int64_t v); /* 0: SQL NULL, for foreign keys */

#define V(x)                                                                   \
    _Generic((x),                                                              \
        bool: value_bool,                                                      \
        int: value_int,                                                        \
        int64_t: value_int,                                                    \
        struct str: value_str,                                                 \
        struct dec: value_dec,                                                 \
        struct date: value_date,                                               \
        struct instant: value_instant,                                         \
        struct period: value_period,                                           \
        char *: value_z,                                                       \
        const char *: value_z)(x)

#define DB_VALUES(...)                                                         \
    (const struct value[]){__VA_ARGS__},                                       \
        sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)

/* Sets strict mode, utf8mb4, UTC, innodb_snapshot_isolation and reads them
 * back. ERR_UNAVAILABLE when the server cannot be reached. */
NODISCARD enum err db_open(struct arena *process, const struct config *c,
                           struct db **out);
void db_close(struct db *db);
/* The arena rows are read into: the request's. */
void db_arena_set(struct db *db, struct arena *a);
/* True after a lost connection; db_reopen reconnects, statements are prepared
 * again when next used. */
bool db_lost(const struct db *db);
NODISCARD enum err db_reopen(struct db *db);

/* Prepares now; ERR_INTERNAL (logged, naming column and member) on mismatch.
 * Otherwise a statement is prepared at its first use. */
NODISCARD enum err db_prepare(struct db *db, struct stmt *st);

/* All rows into *out; an empty list is OK. Use the macros below. */
NODISCARD enum err db_all_(struct db *db, struct stmt *st, struct list *out,
                           const struct value *values, size_t count);
/* One row into *out (of st->row's shape); ERR_NOT_FOUND when there is none,
 * ERR_INTERNAL when there are several. */
NODISCARD enum err db_one_(struct db *db, struct stmt *st, void *out,
                           const struct value *values, size_t count);
/* Rows matched (CLIENT_FOUND_ROWS), the last insert id in db_insert_id. A
 * duplicate key is ERR_CONFLICT; db_duplicate names the index. */
NODISCARD enum err db_do_(struct db *db, struct stmt *st, int64_t *matched,
                          const struct value *values, size_t count);
/* Row by row, memory of one row: for jobs and exports, never a page. each
 * returns OK to go on; it may not use db, and the row is gone when it
 * returns. */
NODISCARD enum err db_each_(struct db *db, struct stmt *st,
                            enum err (*each)(void *ctx, const void *row),
                            void *ctx, const struct value *values,
                            size_t count);

#define db_all(db, st, out, ...)                                               \
    db_all_((db), (st), (out), DB_VALUES(__VA_ARGS__))
#define db_one(db, st, out, ...)                                               \
    db_one_((db), (st), (out), DB_VALUES(__VA_ARGS__))
#define db_do(db, st, matched, ...)                                            \
    db_do_((db), (st), (matched), DB_VALUES(__VA_ARGS__))
#define db_each(db, st, each, ctx, ...)                                        \
    db_each_((db), (st), (each), (ctx), DB_VALUES(__VA_ARGS__))
/* The same without parameters. */
#define db_all0(db, st, out)    db_all_((db), (st), (out), NULL, 0)
#define db_one0(db, st, out)    db_one_((db), (st), (out), NULL, 0)
#define db_do0(db, st, matched) db_do_((db), (st), (matched), NULL, 0)

int64_t db_insert_id(const struct db *db);
struct str db_duplicate(const struct db *db); /* index of the last 1062 */

/* Transactions. 1020, 1205 and 1213 come back as ERR_RETRY from whatever
 * statement or commit met them. db_commit without begin is a fault. */
NODISCARD enum err db_begin_read(struct db *db); /* READ ONLY, one snapshot */
NODISCARD enum err db_begin_write(struct db *db);
NODISCARD enum err db_commit(struct db *db);
void db_rollback(struct db *db);      /* nothing open: does nothing */
int64_t db_rows(const struct db *db); /* read since begin, for the log line */

/* Runs schema/NNNN_*.sql that schema_version does not list yet, in order, each
 * recorded with its hash; a released file that changed is an error. */
NODISCARD enum err db_migrate(struct db *db, struct arena *a, struct str folder,
                              int64_t *applied);
/* ERR_UNAVAILABLE (logged) when the database is not at the folder's version. */
NODISCARD enum err db_schema_check(struct db *db, struct arena *a,
                                   struct str folder);

#endif
