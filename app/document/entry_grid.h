/* The entry grid: a plan's results of one period as rows to fill in. */
#ifndef DOCUMENT_ENTRY_GRID_H
#define DOCUMENT_ENTRY_GRID_H

#include "document/entry_input.h"
#include "store/approval.h"
#include "view/mark.h"

/* A text to type: one field in one language. */
struct entry_text {
    struct str name; /* of the form field: factors_fr:12 */
    struct str label;
    struct str tongue; /* FR or NL */
    struct str lang;
    struct str body;
    struct str last; /* of the period before */
    bool readonly;
    bool required; /* and missing: below green */
};

struct entry_choice {
    struct str value;
    struct str word;
    bool chosen;
};

struct entry_row {
    int64_t id;
    int64_t version;
    struct str seen; /* entry_digest of what can be typed */
    struct str ref;
    struct str name;
    struct str name_lang; /* given where not in the reader's language */
    struct str detail;    /* unit, or "the objective's own result" */
    struct str last;
    struct str red; /* with its operator */
    struct str green;
    struct str shown; /* the value as words, where it is not typed here */
    struct str value; /* as typed */
    bool editable;
    bool number; /* which kind of input */
    bool date;
    bool label;
    bool narrative;
    bool words; /* a label or narrative: shown is a text */
    bool yes_no;
    struct list answers; /* of struct entry_choice: yes, no */
    bool wrong;
    bool returned;
    struct str message;
    struct str reading_one; /* of an ambiguous number: as sent, as shown */
    struct str reading_one_shown;
    struct str reading_two;
    struct str reading_two_shown;
    struct mark status;
    struct mark state;
    bool stated; /* submitted and further: the state is shown */
    bool reopens;
    bool approved;     /* taken back with a reason only */
    bool suggested;    /* a correction waits for an answer */
    struct str holder; /* who has it now, or why it is locked */
    struct str return_reason;
    struct str texts_state; /* FR ✓ NL ✓, or what is required */
    bool needs_text;
    bool open;         /* its texts are on the page */
    struct list texts; /* of struct entry_text */
    struct str value_text;
    bool translating;
    struct list causes;    /* of struct entry_choice */
    struct list statuses;  /* of struct entry_choice */
    struct list originals; /* of struct entry_choice */
    bool not_applicable;
    bool elsewhere; /* reported by another entity, or moved */
    struct str not_applicable_reason;
    struct str status_reason;
    struct str translation; /* its state in words */
    bool unchecked;         /* a translation waits for "says the same" */
    struct str theirs;      /* of a conflict: what stands now */
    bool differs;
    struct list compare; /* of struct entry_difference: where they differ */
};
extern const struct shape entry_row_shape;

/* Of what was sent and not taken, beside what stands. */
struct entry_difference {
    struct str label;
    struct str mine;
    struct str theirs;
};
extern const struct shape entry_difference_shape;

struct entry_group {
    struct str ref;
    struct str title;
    struct str title_lang;
    struct list rows;
};
extern const struct shape entry_group_shape;

enum entry_tab {
    TAB_ALL,
    TAB_TODO,
    TAB_RETURNED,
    TAB_COMPLETE, /* can be submitted */
    TAB_SUBMITTED,
    TABS,
};

/* Which tab beside "all" the line stands under. A returned line moves to
 * complete once it was corrected. translates: to complete is to translate. */
enum entry_tab entry_tab(struct arena *a, const struct result_line *line,
                         bool translates);

struct entry_view {
    const struct results *rs;
    enum lang lang;
    bool translates;
    bool closed; /* the campaign does not take results now */
    enum entry_tab tab;
    int64_t only;               /* one measure alone; 0: all */
    int64_t open;               /* its texts are on the page */
    const struct approvals *ap; /* of rs: who has a result now */
    const struct result_campaign *campaign;
    struct str entity; /* by name */
    const struct entry_outcome *outcomes;
    size_t outcome_count;
};

/* Field by field, where they differ; o may be NULL. Empty when it was taken. */
struct list entry_compare(const struct entry_view *v,
                          const struct result_line *line,
                          const struct entry_outcome *o);

/* Groups by strategic or transversal objective, in the order of the tree. */
struct list entry_groups(const struct entry_view *v);

/* One row, as in the grid. */
struct entry_row entry_row(const struct entry_view *v,
                           const struct result_line *line);

/* What became of the rows that were sent, as JSON for the page's script:
 * {"saved":"10:42","complete":17,"counts":[26,6,1,17,2],"rows":[...]}. */
struct str entry_answer(const struct entry_view *v, const int64_t *counts,
                        struct instant now);

#endif
