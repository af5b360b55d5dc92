#include "db/private.h"

#include <string.h>

#include "core/log.h"

static const char *kind_name(enum kind kind)
{
    static const char *const names[] = {
        [KIND_BOOL] = "bool",     [KIND_INT] = "int64_t",
        [KIND_STR] = "str",       [KIND_DEC] = "dec",
        [KIND_DATE] = "date",     [KIND_INSTANT] = "instant",
        [KIND_PERIOD] = "period",
    };

    return names[kind];
}

static bool from_sql(enum kind kind)
{
    return kind != KIND_HTML && kind != KIND_LIST && kind != KIND_STRUCT;
}

static bool type_integer(enum enum_field_types type)
{
    return type == MYSQL_TYPE_TINY || type == MYSQL_TYPE_SHORT ||
           type == MYSQL_TYPE_INT24 || type == MYSQL_TYPE_LONG ||
           type == MYSQL_TYPE_LONGLONG;
}

static bool type_text(enum enum_field_types type)
{
    return type == MYSQL_TYPE_STRING || type == MYSQL_TYPE_VAR_STRING ||
           type == MYSQL_TYPE_VARCHAR || type == MYSQL_TYPE_TINY_BLOB ||
           type == MYSQL_TYPE_BLOB || type == MYSQL_TYPE_MEDIUM_BLOB ||
           type == MYSQL_TYPE_LONG_BLOB;
}

static bool type_whole(const MYSQL_FIELD *c)
{
    return c->type == MYSQL_TYPE_NEWDECIMAL && c->decimals == 0;
}

static bool type_fits(enum kind kind, const MYSQL_FIELD *c)
{
    if (c->type == MYSQL_TYPE_NULL)
        return from_sql(kind);
    switch (kind) {
    case KIND_BOOL:
        return type_integer(c->type);
    case KIND_INT: /* SUM of integers is a DECIMAL without decimals */
        return type_integer(c->type) || type_whole(c);
    case KIND_STR:
    case KIND_PERIOD:
        return type_text(c->type);
    case KIND_DEC:
        return c->type == MYSQL_TYPE_NEWDECIMAL;
    case KIND_DATE:
        return c->type == MYSQL_TYPE_DATE;
    case KIND_INSTANT:
        return (c->type == MYSQL_TYPE_DATETIME ||
                c->type == MYSQL_TYPE_TIMESTAMP) &&
               c->decimals == 0;
    case KIND_HTML:
    case KIND_LIST:
    case KIND_STRUCT:
        return false;
    }
    return false;
}

static enum err mismatch(const struct bound *b, const char *message,
                         const char *column, const char *type)
{
    log_event(LOG_ERROR, "statement refused", LOG_Z("message", message),
              LOG_Z("name", column), LOG_Z("kind", type),
              LOG_Z("struct", b->row->name), LOG_Z("sql", b->sql));
    return ERR_INTERNAL;
}

static bool filled(const struct bound *b, const struct field *field)
{
    for (unsigned i = 0; i < b->column_count; i++)
        if (b->columns[i].field == field)
            return true;
    return false;
}

static enum err column_match(struct bound *b, struct column *column,
                             const MYSQL_FIELD *c)
{
    const struct field *field = shape_field(b->row, str_of(c->name));

    if (!field)
        return mismatch(b, "a column without a member", c->name, "");
    if (filled(b, field))
        return mismatch(b, "two columns for one member", c->name, "");
    if (!type_fits(field->kind, c))
        return mismatch(b, "a column of another type than its member", c->name,
                        kind_name(field->kind));
    column->field = field;
    column->text_number = field->kind == KIND_INT && type_whole(c);
    column->is_unsigned = (c->flags & UNSIGNED_FLAG) != 0;
    return OK;
}

enum err row_match(struct bound *b)
{
    MYSQL_RES *meta = mysql_stmt_result_metadata(b->handle);
    enum err err = meta ? OK : ERR_INTERNAL;

    for (unsigned i = 0; i < b->column_count && err == OK; i++)
        err =
            column_match(b, &b->columns[i], mysql_fetch_field_direct(meta, i));
    mysql_free_result(meta);
    for (size_t i = 0; i < b->row->count && err == OK; i++) {
        const struct field *field = &b->row->fields[i];
        if (from_sql(field->kind) && !filled(b, field))
            err = mismatch(b, "a member without a column", field->name, "");
    }
    return err;
}

static void column_bind(MYSQL_BIND *bind, struct column *c)
{
    enum kind kind = c->field->kind;

    *bind = (MYSQL_BIND){
        .length = &c->length,
        .is_null = &c->null,
        .buffer = &c->at,
        .buffer_length = sizeof c->at,
        .buffer_type = MYSQL_TYPE_STRING,
    };
    if (kind == KIND_STR) {
        bind->buffer_length = 0;
    } else if (kind == KIND_DATE) {
        bind->buffer_type = MYSQL_TYPE_DATE;
    } else if (kind == KIND_INSTANT) {
        bind->buffer_type = MYSQL_TYPE_DATETIME;
    } else if (kind == KIND_BOOL || (kind == KIND_INT && !c->text_number)) {
        bind->buffer_type = MYSQL_TYPE_LONGLONG;
        bind->is_unsigned = c->is_unsigned;
    }
}

enum err row_bind(struct db *db, struct bound *b)
{
    for (unsigned i = 0; i < b->column_count; i++)
        column_bind(&b->results[i], &b->columns[i]);
    if (mysql_stmt_bind_result(b->handle, b->results))
        return db_fail(db, mysql_stmt_errno(b->handle),
                       mysql_stmt_error(b->handle), str_of(b->sql));
    return OK;
}

/* The bytes of a short column; longer than its room is not a number. */
static enum err short_text(const struct column *c, struct str *out)
{
    *out = (struct str){c->at.text, c->length};
    return c->length <= sizeof c->at.text ? OK : ERR_INPUT;
}

static enum err read_text(struct db *db, struct bound *b, unsigned i,
                          struct arena *a, struct str *out)
{
    struct column *c = &b->columns[i];

    *out = STR_NONE;
    if (c->null)
        return OK;
    *out = S("");
    if (c->length == 0)
        return OK;
    char *p = arena_alloc(a, c->length, 1);
    unsigned long length = 0;
    my_bool null = false;
    MYSQL_BIND bind = {
        .length = &length,
        .is_null = &null,
        .buffer = p,
        .buffer_length = c->length,
        .buffer_type = MYSQL_TYPE_STRING,
    };
    if (mysql_stmt_fetch_column(b->handle, &bind, i, 0))
        return db_fail(db, mysql_stmt_errno(b->handle),
                       mysql_stmt_error(b->handle), str_of(b->sql));
    *out = (struct str){p, c->length};
    return OK;
}

static enum err read_int(const struct column *c, int64_t *out)
{
    struct str digits;

    *out = 0;
    if (c->null)
        return OK;
    if (c->text_number) {
        TRY(short_text(c, &digits));
        return str_int(digits, out);
    }
    *out = c->at.n;
    return c->is_unsigned && c->at.n < 0 ? ERR_INPUT : OK;
}

/* A column prints all its decimals: 12.500000 was 12.5, as far as it knows. */
static enum err read_dec(const struct column *c, struct dec *out)
{
    struct str digits;

    *out = DEC_NONE;
    if (c->null)
        return OK;
    TRY(short_text(c, &digits));
    if (str_find(digits, '.', 0) >= 0) {
        while (digits.p[digits.n - 1] == '0')
            digits.n--;
        if (digits.p[digits.n - 1] == '.')
            digits.n--;
    }
    return dec_parse(digits, out);
}

static struct date read_date(const struct column *c)
{
    const MYSQL_TIME *t = &c->at.time;

    if (c->null)
        return DATE_NONE;
    return (struct date){(int16_t)t->year, (uint8_t)t->month, (uint8_t)t->day};
}

static struct instant read_instant(const struct column *c)
{
    const MYSQL_TIME *t = &c->at.time;

    if (c->null)
        return (struct instant){0};
    int64_t seconds = t->hour * 3600 + t->minute * 60 + t->second;
    return (struct instant){date_days(read_date(c)) * 86400 + seconds};
}

static enum err read_period(const struct column *c, struct period *out)
{
    struct str text;

    *out = (struct period){0};
    if (c->null)
        return OK;
    TRY(short_text(c, &text));
    return period_parse(text, out);
}

static enum err read_column(struct db *db, struct bound *b, unsigned i,
                            struct arena *a, void *member)
{
    const struct column *c = &b->columns[i];

    switch (c->field->kind) {
    case KIND_BOOL:
        *(bool *)member = !c->null && c->at.n != 0;
        return OK;
    case KIND_INT:
        return read_int(c, member);
    case KIND_STR:
        return read_text(db, b, i, a, member);
    case KIND_DEC:
        return read_dec(c, member);
    case KIND_DATE:
        *(struct date *)member = read_date(c);
        return OK;
    case KIND_INSTANT:
        *(struct instant *)member = read_instant(c);
        return OK;
    case KIND_PERIOD:
        return read_period(c, member);
    case KIND_HTML:
    case KIND_LIST:
    case KIND_STRUCT:
        break;
    }
    return ERR_INTERNAL;
}

enum err row_read(struct db *db, struct bound *b, struct arena *a, void *out)
{
    for (unsigned i = 0; i < b->column_count; i++) {
        const struct field *field = b->columns[i].field;
        enum err err = read_column(db, b, i, a, (char *)out + field->offset);
        if (err == ERR_INPUT)
            return mismatch(b, "a value its member cannot hold", field->name,
                            kind_name(field->kind));
        TRY(err);
    }
    return OK;
}
