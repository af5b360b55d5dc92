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
    bool declares; /* as holder: nobody else can approve */
    bool approved_before;
    struct list changes; /* since then */
};
extern const struct shape approval_row_shape;

/* The lines of ap that wait for the account. approved: of history_approved. */
struct list approval_rows(const struct approvals *ap, int64_t account,
                          enum lang lang, const struct list *approved);

/* The texts of a line, both languages, fillers and repeats marked. */
struct list approval_texts(struct arena *a, enum lang lang,
                           const struct result_line *line, bool *flagged);

/* The state of a translation in words; none when there is nothing to say. */
struct str translation_word(enum lang lang, enum translation t);

#endif
