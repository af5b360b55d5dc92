/* CSV as RFC 4180 has it, read strictly: a malformed quote is a fault, never
 * lost data. A byte order mark, CRLF or LF, line ends inside quotes, and the
 * marks , ; and tab are understood. Bytes are not looked at otherwise: whether
 * a cell is UTF-8 is the sheet's matter. */
#ifndef DOCUMENT_CSV_H
#define DOCUMENT_CSV_H

#include "core/buf.h"

struct csv {
    struct arena *arena;
    struct str text;
    size_t at;
    size_t row;    /* of the record read last, 1 for the header */
    size_t column; /* of the cell read last, from 1 */
    size_t cell;   /* where that cell starts in text */
    char mark;
    const char *expected; /* after ERR_INPUT: what should have stood there */
};

struct csv_record {
    struct str *cells; /* quotes undone; never p == NULL */
    size_t count;
    size_t row; /* as a spreadsheet counts: a quoted line end is no new row */
};

/* The mark is the one the first record holds most of, outside quotes; a comma
 * when it holds none. The text must outlive the records. */
struct csv csv_open(struct arena *a, struct str text);

/* The next record that is not an empty line; ERR_NOT_FOUND at the end,
 * ERR_INPUT where the text is malformed: row, column and expected say. */
NODISCARD enum err csv_next(struct csv *c, struct csv_record *out);

/* One cell, quoted where it must be; first: no mark in front of it. */
void csv_put(struct buf *out, struct str cell, bool first);
void csv_end(struct buf *out); /* LF */

/* Formula-like text: a spreadsheet would run a cell that starts with = + - @
 * or TAB or CR. csv_guard puts one ' before a text that matches
 * ^'*[=+\-@\t\r]; csv_unguard takes one from what matches ^'+[=+\-@\t\r].
 * Not for cells that hold numbers. */
struct str csv_guard(struct arena *a, struct str text);
struct str csv_unguard(struct str cell);

#endif
