/* The sheets of a workbook as data: what each column may hold. Everything that
 * reads, checks or writes a workbook goes by these tables. */
#ifndef DOCUMENT_SHEETS_H
#define DOCUMENT_SHEETS_H

#include "core/str.h"
#include "document/columns.h"

#define SHEET_NAMED(NAME, name) SHEET_##NAME,
enum sheet { SHEETS(SHEET_NAMED) SHEET_COUNT };
#undef SHEET_NAMED

/* ITEMS_parent and so on: a column's place in its sheet. */
#define PLACE(SHEET, name, ...) SHEET##_##name,
#define PLACES(NAME, name)      enum { NAME##_COLUMNS(PLACE) NAME##_WIDTH };
SHEETS(PLACES)
#undef PLACES
#undef PLACE

#define SHEET_WIDTH  32    /* no sheet has more columns */
#define CELL_LIMIT   32767 /* characters, as a spreadsheet's */
#define KEY_LIMIT    80
#define LIST_MARK    '|'
#define FORMULA_MARK '\''

enum cell_kind {
    CELL_KEY,    /* of the row itself */
    CELL_REF,    /* a key of another sheet */
    CELL_REFS,   /* several, separated by | */
    CELL_TEXT,   /* kept as it is */
    CELL_WORD,   /* one of a list */
    CELL_NUMBER, /* 18 digits, 6 decimals */
    CELL_WHOLE,  /* a whole number within bounds */
    CELL_FIGURE, /* read as its indicator's type says */
    CELL_DATE,
    CELL_PERIOD,
};

struct column {
    const char *name;
    enum cell_kind kind;
    enum sheet refers; /* of REF and REFS */
    const char *words; /* of WORD, separated by | */
    int64_t least;     /* of WHOLE */
    int64_t most;      /* of WHOLE; of TEXT in characters, 0: CELL_LIMIT */
    bool required;     /* may not be empty */
    bool apart;        /* not bound by the sheet's write statement (rows.c) */
};

struct sheet_table {
    const char *name; /* also the file's, with .csv */
    const struct column *columns;
    size_t width;
};

extern const struct sheet_table sheet_tables[SHEET_COUNT];

/* How the figures of an indicator are written in a workbook. */
enum reading { READ_NUMBER, READ_YES_NO, READ_DATE, READ_WORDS };
enum reading reading_of(struct str type); /* of `type`; empty: a number */

/* What was expected instead of a bad cell: a message of the interface and the
 * particulars that follow it after a colon, which are never translated. */
struct fault {
    const char *expected;
    struct str detail;
};

/* Number of the sheet of that name, or SHEET_COUNT. */
enum sheet sheet_named(struct str name);
/* Number of the column of that name, or the sheet's width. */
size_t column_named(const struct sheet_table *t, struct str name);

/* Reads a cell as it stands in a file into its canonical text: UTF-8 without
 * control characters, line ends LF, numbers with a point and no idle zeros,
 * formula marks undone; empty is STR_NONE. A FIGURE stays as it is until its
 * type is known. ERR_INPUT: *fault says what was expected. */
NODISCARD enum err cell_read(struct arena *a, const struct column *c,
                             struct str raw, struct str *out,
                             struct fault *fault);

/* A figure's canonical text; decimals as entered when keep, else no idle
 * zeros. */
NODISCARD enum err figure_read(struct arena *a, enum reading reading, bool keep,
                               struct str text, struct str *out,
                               struct fault *fault);

/* Figures stand in the database as numbers: yes and no are 1 and 0, a date its
 * days since 1970-01-01. text must be what figure_read gave. */
struct str figure_stored(struct arena *a, enum reading reading,
                         struct str text);
/* Back again. A number that cannot be of that reading stays a number. */
struct str figure_shown(struct arena *a, enum reading reading,
                        struct str stored);

/* A number as the database prints it, without idle zeros. */
struct str number_shown(struct arena *a, struct str stored);

#endif
