/* Names, kinds and offsets of a struct's members: the one declaration that
 * lets db/ fill a struct from a SELECT and view/ feed it to a template. */
#ifndef CORE_SHAPE_H
#define CORE_SHAPE_H

#include "core/date.h"
#include "core/num.h"
#include "core/period.h"
#include "core/str.h"

enum kind {
    KIND_BOOL,
    KIND_INT,     /* int64_t; SQL NULL reads as 0 */
    KIND_STR,     /* struct str */
    KIND_DEC,     /* struct dec */
    KIND_DATE,    /* struct date */
    KIND_INSTANT, /* struct instant, DATETIME in SQL */
    KIND_PERIOD,  /* struct period, CHAR(7) in SQL */
    KIND_HTML,    /* struct html: markup that view/ made; never from SQL */
    KIND_LIST,    /* struct list; never from SQL */
    KIND_STRUCT,  /* a nested struct, by its shape; never from SQL */
};

struct html {
    struct str markup;
};

struct field {
    const char *name;
    enum kind kind;
    size_t offset;
    const struct shape *shape; /* of list rows, or of the nested struct */
};

struct shape {
    const char *name; /* of the struct, for messages */
    size_t size;
    size_t count;
    const struct field *fields;
};

/* Rows of one shape, contiguous in an arena. */
struct list {
    void *at;
    size_t count;
    const struct shape *shape;
};

#define LIST_AT(type, list, i) (&((type *)(list).at)[i])

#define KIND_OF(member)                                                        \
    _Generic((member), bool                                                    \
             : KIND_BOOL, int64_t                                              \
             : KIND_INT, struct str                                            \
             : KIND_STR, struct dec                                            \
             : KIND_DEC, struct date                                           \
             : KIND_DATE, struct instant                                       \
             : KIND_INSTANT, struct period                                     \
             : KIND_PERIOD, struct html                                        \
             : KIND_HTML, struct list                                          \
             : KIND_LIST)

#define FIELD(type, member)                                                    \
    {                                                                          \
#member, KIND_OF(((type *)0)->member), offsetof(type, member), NULL    \
    }
#define FIELD_LIST(type, member, row_shape)                                    \
    {                                                                          \
#member, KIND_LIST, offsetof(type, member), row_shape                  \
    }
#define FIELD_STRUCT(type, member, its_shape)                                  \
    {                                                                          \
#member, KIND_STRUCT, offsetof(type, member), its_shape                \
    }
#define SHAPE(type, its_fields)                                                \
    {                                                                          \
#type, sizeof(type), sizeof(its_fields) / sizeof(*(its_fields)),       \
            its_fields                                                         \
    }

/* The field of that name, or NULL. */
const struct field *shape_field(const struct shape *shape, struct str name);

#endif
