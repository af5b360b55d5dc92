/* A template bound to the shapes that feed it: a list of operations that knows
 * where each value stands, how it is written and where a section ends. One
 * program per page and language. Internal to view/. */
#ifndef VIEW_PROGRAM_H
#define VIEW_PROGRAM_H

#include "view/context.h"
#include "view/mustache.h"
#include "view/view.h"

enum { SLOTS_MAX = 16 }; /* the frame, the page, and nested rows */

enum op_kind {
    OP_TEXT,
    OP_VALUE,
    OP_IF,     /* the operations up to end, when the value is true */
    OP_UNLESS, /* ..., when it is false */
    OP_EACH,   /* ..., for each row, which stands in slot row */
    OP_ONE,    /* ..., when the language counts the number as one */
    OP_MANY,   /* ..., when it does not */
};

struct op {
    enum op_kind kind;
    enum kind type;
    enum escape escape;
    uint8_t slot;
    uint8_t row;
    size_t offset;             /* of the value in its struct */
    const struct shape *shape; /* of rows, or of a nested struct */
    size_t end;                /* of a section: the operation behind it */
    struct str text;
};

struct program {
    enum lang lang;
    const struct op *ops;
    size_t count;
};

/* The templates a program is made from: its own name is looked up too. */
struct library {
    NODISCARD enum err (*find)(struct library *l, struct str name,
                               const struct template **out,
                               struct mistake *wrong);
};

/* The program lives in keep; scratch may be reset afterwards. ERR_INPUT:
 * *wrong says why and where. */
NODISCARD enum err program_compile(struct arena *keep, struct arena *scratch,
                                   struct library *library, struct str name,
                                   enum lang lang, const struct shape *page,
                                   const struct shape *frame,
                                   struct program *out, struct mistake *wrong);

void program_run(const struct program *p, const void *page, const void *frame,
                 struct buf *out);

/* The text a template's {{#_}} stands for: its nodes up to end, white space
 * folded. STR_NONE where something else than text and names is in it. */
struct str msgid_of(struct arena *a, const struct node *from);

/* Appends one value as a place wants it. */
void value_write(struct buf *out, enum lang lang, enum kind type,
                 enum escape escape, const void *at);

#endif
