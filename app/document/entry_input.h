/* A row of the entry grid as a person typed it, read into a result. */
#ifndef DOCUMENT_ENTRY_INPUT_H
#define DOCUMENT_ENTRY_INPUT_H

#include "store/result.h"
#include "view/view.h"

#define ENTRY_TEXT_CHARS 32767

struct entry_input {
    int64_t id;            /* measure; the form's rows are numbered by it */
    int64_t version;       /* as it was shown */
    struct str seen;       /* entry_digest of the row as it was shown */
    struct str value;      /* as typed; of a label its text */
    struct str read;       /* the reading chosen of an ambiguous number */
    bool panel;            /* the fields below were on the page */
    struct str value_text; /* of a narrative */
    struct str description_fr;
    struct str description_nl;
    struct str factors_fr;
    struct str factors_nl;
    struct str actions_fr;
    struct str actions_nl;
    struct str original; /* fr or nl */
    bool checked;        /* the translation says the same */
    struct str cause;
    bool not_applicable;
    struct str not_applicable_reason;
    struct str status_chosen;
    struct str status_reason;
};

/* Of all that can be typed: an untouched row is told from one that was changed
 * while somebody else saved it. 16 hexadecimal digits. */
struct str entry_digest(struct arena *a, const struct entry_input *in);

enum entry_fate {
    ENTRY_SAME, /* nothing to write */
    ENTRY_SAVED,
    ENTRY_WRONG,    /* the value cannot be read; the rest of the row is saved */
    ENTRY_CONFLICT, /* somebody else saved meanwhile: the line holds theirs */
    ENTRY_CLOSED,   /* submitted or approved meanwhile */
};

struct entry_outcome {
    const struct entry_input *input;
    enum entry_fate fate;
    struct str message;     /* for the person; not given when all is well */
    struct dec readings[2]; /* of an ambiguous number: decimal, thousands */
};

/* A value as it is typed: the reader's decimal mark, no thousands mark; empty
 * where there is none. */
struct str entry_typed(const struct results *rs, const struct result_line *line,
                       enum lang lang);

/* The value typed, of the kind the line has, into content; an empty one takes
 * it away. ERR_INPUT: out says what is wrong with it. */
NODISCARD enum err entry_value(struct results *rs,
                               const struct result_line *line,
                               const struct entry_input *in, enum lang lang,
                               struct result_content *content,
                               struct entry_outcome *out);

/* Reads and saves one row. translates: only the texts of the language that is
 * not the original's are taken. Errors are those of the database; what the
 * person typed wrong is an outcome. */
NODISCARD enum err entry_apply(struct results *rs, struct result_line *line,
                               const struct entry_input *in, bool translates,
                               enum lang lang, const struct result_actor *actor,
                               struct entry_outcome *out);

#endif
