/* What an approver is shown of each result that waits for them. */
#ifndef DOCUMENT_APPROVAL_ROWS_H
#define DOCUMENT_APPROVAL_ROWS_H

#include "document/result_changes.h"
#include "store/approval.h"
#include "view/mark.h"

struct approval_text {
    struct str label;
    struct str tongue; /* FR or NL */
    struct str lang;
    struct str body;
    bool filler;  /* "pa", "." ... */
    bool repeats; /* the same words as one period earlier */
};

extern const struct shape approval_text_shape;

struct approval_row {
    int64_t id;      /* measure */
    struct str hash; /* of what is shown, in hexadecimal */
    struct str ref;
    struct str name;
    struct str name_lang; /* given where not in the reader's language */
    struct str value;
    struct str value_text;
    struct str last;
    struct str target;
    struct str limits; /* the thresholds */
    struct mark status;
    bool differs; /* a person chose another status than the computed one */
    struct mark computed;
    struct str status_reason;
    struct str cause;
    struct str not_applicable_reason;
    bool not_applicable;
    struct list texts; /* of struct approval_text */
    bool flagged;      /* one of them says nothing or repeats */
    struct str translation;
    struct instant submitted_at;
    bool declares;       /* as holder: nobody else can approve */
    bool one_person;     /* under an exception */
    struct str for_name; /* acting for */
    int64_t level;       /* given where the plan asks several */
    int64_t levels;
    bool suggested; /* the author accepted a correction as it stands ... */
    bool suggested_by_me; /* ... of the reader */
    struct str refused;   /* the author's word on a suggestion they refused */
    bool approved_before;
    struct list changes; /* since then */
};
extern const struct shape approval_row_shape;

/* The lines of ap that wait for the account. approved: of history_approved;
 * refused: of history_refused. */
struct list approval_rows(const struct approvals *ap, int64_t account,
                          enum lang lang, const struct list *approved,
                          const struct list *refused);

/* The texts of a line, both languages, fillers and repeats marked. */
struct list approval_texts(struct arena *a, enum lang lang,
                           const struct result_line *line, bool *flagged);

/* The state of a translation in words; none when there is nothing to say. */
struct str translation_word(enum lang lang, enum translation t);

#endif
