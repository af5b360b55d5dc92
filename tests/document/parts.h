/* The test cases of the document room, and what they share. */
#ifndef TESTS_DOCUMENT_PARTS_H
#define TESTS_DOCUMENT_PARTS_H

#include "document/import.h"
#include "support/database.h"

TCase *attachments(void);
TCase *calendar_cases(void);
TCase *csv_cases(void);
TCase *cell_cases(void);
TCase *faulty_cases(void);
TCase *import_cases(void);
TCase *people_cases(void);
TCase *waiting_cases(void);
TCase *reach_cases(void);
TCase *export_cases(void);
TCase *written_cases(void);
TCase *sample_cases(void);

/* What an import came to. */
struct outcome {
    enum err err;
    struct workbook *w;
    struct import_report report;
    struct str problems; /* as the command line prints them */
};

/* tests/fixtures/NAME, or the folder of that absolute path. */
struct str fixture(const char *name);
struct outcome import_folder(const char *name, struct import_options o);
/* A workbook of one sheet, from text. */
struct outcome import_text(enum sheet s, struct str csv,
                           struct import_options o);
/* The operator of the command line, on a fixed day. */
struct import_options operator_options(void);
/* Rows of every table an import may touch, and versions: equal numbers mean
 * that nothing was written. */
int64_t trace(void);
/* Created and changed rows of all sheets. */
size_t touched(const struct outcome *o);

#define assert_has(text, part)                                                 \
    ck_assert_msg(has((text), (part)), "'%.*s' lacks '%s'", STR_ARG(text),     \
                  (part))
bool has(struct str text, const char *part);

#endif
