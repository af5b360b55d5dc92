#include "db/private.h"

#include <errmsg.h>
#include <stdlib.h>
#include <string.h>

#include "core/log.h"

enum { EACH_ARENA = 64 << 20 }; /* bytes: the longest row db_each may meet */

struct value value_bool(bool v)
{
    return (struct value){.kind = KIND_BOOL, .yes = v};
}

struct value value_int(int64_t v)
{
    return (struct value){.kind = KIND_INT, .n = v};
}

struct value value_str(struct str v)
{
    return (struct value){.kind = KIND_STR, .null = !str_given(v), .s = v};
}

struct value value_dec(struct dec v)
{
    return (struct value){.kind = KIND_DEC, .null = !v.set, .d = v};
}

struct value value_date(struct date v)
{
    return (struct value){.kind = KIND_DATE, .null = !date_given(v), .date = v};
}

struct value value_instant(struct instant v)
{
    return (struct value){.kind = KIND_INSTANT, .null = v.s == 0, .at = v};
}

struct value value_period(struct period v)
{
    return (struct value){
        .kind = KIND_PERIOD, .null = v.kind == PERIOD_NONE, .period = v};
}

struct value value_z(const char *v)
{
    return value_str(str_of(v));
}

struct value value_id(int64_t v)
{
    return (struct value){.kind = KIND_INT, .null = v == 0, .n = v};
}

static void bound_free(struct bound *b)
{
    /* mysql_close would not free a handle of a lost connection. */
    if (b->handle)
        mysql_stmt_close(b->handle);
    free(b->params);
    free(b->results);
    free(b->given);
    free(b->columns);
    free(b);
}

void db_unbind(struct db *db)
{
    while (db->bounds) {
        struct bound *b = db->bounds;
        db->bounds = b->next;
        bound_free(b);
    }
}

static enum err refuse(const struct bound *b, const char *message)
{
    log_event(LOG_ERROR, "statement refused", LOG_Z("message", message),
              LOG_Z("sql", b->sql));
    return ERR_INTERNAL;
}

static enum err statement_fail(struct db *db, const struct bound *b)
{
    return db_fail(db, mysql_stmt_errno(b->handle), mysql_stmt_error(b->handle),
                   str_of(b->sql));
}

static void handle_close(struct bound *b)
{
    mysql_stmt_close(b->handle);
    b->handle = NULL;
}

static enum err handle_open(struct db *db, struct bound *b)
{
    b->handle = mysql_stmt_init(db->link);
    if (!b->handle)
        return db_fail(db, mysql_errno(db->link), mysql_error(db->link),
                       str_of(b->sql));
    if (mysql_stmt_prepare(b->handle, b->sql, strlen(b->sql)) == 0)
        return OK;
    enum err err = statement_fail(db, b);
    handle_close(b);
    return err;
}

static enum err bound_fill(struct db *db, struct bound *b, unsigned params)
{
    TRY(handle_open(db, b));
    b->param_count = (unsigned)mysql_stmt_param_count(b->handle);
    b->column_count = mysql_stmt_field_count(b->handle);
    if (b->param_count != params)
        return refuse(b, "another number of parameters was declared");
    if (!b->row && b->column_count > 0)
        return refuse(b, "yields rows, and no shape was declared");
    if (b->row && b->column_count == 0)
        return refuse(b, "yields no rows, and a shape was declared");

    b->params = calloc(b->param_count + 1, sizeof *b->params);
    b->given = calloc(b->param_count + 1, sizeof *b->given);
    b->results = calloc(b->column_count + 1, sizeof *b->results);
    b->columns = calloc(b->column_count + 1, sizeof *b->columns);
    if (!b->params || !b->given || !b->results || !b->columns)
        return ERR_UNAVAILABLE;
    return b->row ? row_match(b) : OK;
}

static struct bound *bound_find(struct db *db, const struct stmt *st)
{
    for (struct bound *b = db->bounds; b; b = b->next)
        if (b->sql == st->sql && b->row == st->row)
            return b;
    return NULL;
}

enum err db_prepare(struct db *db, struct stmt *st)
{
    struct bound *b = bound_find(db, st);

    if (!b) {
        b = calloc(1, sizeof *b);
        if (!b)
            return ERR_UNAVAILABLE;
        b->sql = st->sql;
        b->row = st->row;
        enum err err = bound_fill(db, b, st->params);
        if (err != OK) {
            bound_free(b);
            return err;
        }
        b->next = db->bounds;
        db->bounds = b;
    }
    st->bound = b;
    st->connection = db->connection;
    return OK;
}

/* The connector reads a parameter's bytes and never writes them. */
static void *readable(const char *p)
{
    union {
        const char *in;
        void *out;
    } pointer = {.in = p};

    return pointer.out;
}

static void bind_bytes(MYSQL_BIND *bind, struct column *at, struct str s)
{
    at->length = s.n;
    bind->buffer_type = MYSQL_TYPE_STRING;
    bind->buffer = readable(s.p ? s.p : "");
    bind->buffer_length = s.n;
    bind->length = &at->length;
}

static void bind_time(MYSQL_BIND *bind, struct column *at, struct date d,
                      unsigned seconds, bool with_time)
{
    at->at.time = (MYSQL_TIME){
        .year = (unsigned)d.year,
        .month = d.month,
        .day = d.day,
        .hour = seconds / 3600,
        .minute = seconds / 60 % 60,
        .second = seconds % 60,
        .time_type =
            with_time ? MYSQL_TIMESTAMP_DATETIME : MYSQL_TIMESTAMP_DATE,
    };
    bind->buffer_type = with_time ? MYSQL_TYPE_DATETIME : MYSQL_TYPE_DATE;
    bind->buffer = &at->at.time;
}

static void bind_instant(MYSQL_BIND *bind, struct column *at, struct instant t)
{
    int64_t days = t.s / 86400 - (t.s % 86400 < 0);

    bind_time(bind, at, date_from_days(days), (unsigned)(t.s - days * 86400),
              true);
}

static void bind_value(struct db *db, MYSQL_BIND *bind, struct column *at,
                       const struct value *v)
{
    *bind = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_NULL};
    if (v->null)
        return;
    switch (v->kind) {
    case KIND_BOOL:
    case KIND_INT:
        at->at.n = v->kind == KIND_BOOL ? v->yes : v->n;
        bind->buffer_type = MYSQL_TYPE_LONGLONG;
        bind->buffer = &at->at.n;
        break;
    case KIND_STR:
        bind_bytes(bind, at, v->s);
        break;
    case KIND_DEC: /* typed, or a comparison would go through a double */
        bind_bytes(bind, at, dec_text(db->arena, v->d));
        bind->buffer_type = MYSQL_TYPE_NEWDECIMAL;
        break;
    case KIND_DATE:
        bind_time(bind, at, v->date, 0, false);
        break;
    case KIND_INSTANT:
        bind_instant(bind, at, v->at);
        break;
    case KIND_PERIOD:
        bind_bytes(bind, at, period_text(db->arena, v->period));
        break;
    case KIND_HTML:
    case KIND_LIST:
    case KIND_STRUCT: /* no value_ function makes one */
        break;
    }
}

/* Values live in the caller's arena, so they are bound anew each time. */
static enum err execute(struct db *db, struct stmt *st, struct bound **out,
                        const struct value *values, size_t count)
{
    if (db->lost)
        return ERR_UNAVAILABLE;
    if (db->doomed)
        return ERR_RETRY;
    if (st->connection != db->connection)
        TRY(db_prepare(db, st));

    struct bound *b = st->bound;
    if (!b->handle)
        TRY(handle_open(db, b));
    if (count != b->param_count)
        return refuse(b, "run with another number of values");
    for (size_t i = 0; i < count; i++)
        bind_value(db, &b->params[i], &b->given[i], &values[i]);
    if (count > 0 && mysql_stmt_bind_param(b->handle, b->params))
        return statement_fail(db, b);
    if (mysql_stmt_execute(b->handle))
        return statement_fail(db, b);
    *out = b;
    return OK;
}

/* Every text column reports "truncated": its length-0 buffer is by intent. */
static enum err fetch(struct db *db, struct bound *b, bool *more)
{
    int got = mysql_stmt_fetch(b->handle);

    *more = got == 0 || got == MYSQL_DATA_TRUNCATED;
    if (*more)
        db->rows++;
    return *more || got == MYSQL_NO_DATA ? OK : statement_fail(db, b);
}

static enum err read_list(struct db *db, struct bound *b, struct list *out)
{
    size_t count = (size_t)mysql_stmt_num_rows(b->handle);
    size_t size = b->row->size;
    bool more = true;

    *out = (struct list){.shape = b->row};
    if (count == 0)
        return OK;
    char *at = arena_alloc(db->arena, count, size);
    for (size_t i = 0; i < count; i++) {
        TRY(fetch(db, b, &more));
        if (!more)
            return refuse(b, "fewer rows than were announced");
        TRY(row_read(db, b, db->arena, at + i * size));
    }
    out->at = at;
    out->count = count;
    return OK;
}

static enum err read_one(struct db *db, struct bound *b, void *out)
{
    bool more;

    if (mysql_stmt_num_rows(b->handle) > 1)
        return refuse(b, "more than one row");
    TRY(fetch(db, b, &more));
    return more ? row_read(db, b, db->arena, out) : ERR_NOT_FOUND;
}

/* A statement that failed among its rows would wait for the rest of them when
 * it runs again: it is prepared anew instead. */
static void result_end(struct bound *b)
{
    if (mysql_stmt_errno(b->handle))
        handle_close(b);
    else
        mysql_stmt_free_result(b->handle);
}

static enum err stored(struct db *db, struct bound *b)
{
    TRY(row_bind(db, b));
    return mysql_stmt_store_result(b->handle) ? statement_fail(db, b) : OK;
}

enum err db_all_(struct db *db, struct stmt *st, struct list *out,
                 const struct value *values, size_t count)
{
    struct bound *b;

    TRY(execute(db, st, &b, values, count));
    if (!b->row)
        return refuse(b, "asked for rows, and no shape was declared");
    enum err err = stored(db, b);
    if (err == OK)
        err = read_list(db, b, out);
    result_end(b);
    return err;
}

enum err db_one_(struct db *db, struct stmt *st, void *out,
                 const struct value *values, size_t count)
{
    struct bound *b;

    TRY(execute(db, st, &b, values, count));
    if (!b->row)
        return refuse(b, "asked for a row, and no shape was declared");
    enum err err = stored(db, b);
    if (err == OK)
        err = read_one(db, b, out);
    result_end(b);
    return err;
}

enum err db_do_(struct db *db, struct stmt *st, int64_t *matched,
                const struct value *values, size_t count)
{
    struct bound *b;

    TRY(execute(db, st, &b, values, count));
    if (b->row) {
        mysql_stmt_free_result(b->handle);
        return refuse(b, "its rows would be lost");
    }
    db->insert_id = (int64_t)mysql_stmt_insert_id(b->handle);
    if (matched)
        *matched = (int64_t)mysql_stmt_affected_rows(b->handle);
    return OK;
}

static enum err read_each(struct db *db, struct bound *b, struct arena *a,
                          enum err (*each)(void *ctx, const void *row),
                          void *ctx)
{
    bool more;

    TRY(row_bind(db, b));
    for (;;) {
        TRY(fetch(db, b, &more));
        if (!more)
            return OK;
        arena_reset(a);
        void *row = arena_alloc(a, 1, b->row->size);
        TRY(row_read(db, b, a, row));
        TRY(each(ctx, row));
    }
}

enum err db_each_(struct db *db, struct stmt *st,
                  enum err (*each)(void *ctx, const void *row), void *ctx,
                  const struct value *values, size_t count)
{
    struct bound *b;

    TRY(execute(db, st, &b, values, count));
    if (!b->row)
        return refuse(b, "asked for rows, and no shape was declared");
    struct arena *a = arena_new(EACH_ARENA, NULL);
    enum err err = read_each(db, b, a, each, ctx);
    result_end(b);
    arena_free(a);
    return err;
}
