/* One result, as its page shows it. */
#ifndef DOCUMENT_RESULT_PAGE_H
#define DOCUMENT_RESULT_PAGE_H

#include "document/elsewhere_words.h"
#include "document/evidence_rows.h"
#include "document/result_story.h"
#include "store/approval.h"

struct result_page {
    int64_t plan;
    int64_t id; /* measure */
    struct period period;
    struct str plan_title;
    struct str entity_name;
    struct str ref;
    struct str name;
    struct str name_lang; /* given where not in the reader's language */
    struct str objective; /* the item it stands under */
    struct str code;
    bool visible; /* the content, not only the state */
    bool inside;  /* has a part in this plan: not a reader */
    bool enters;
    bool decides;        /* it waits for the reader */
    bool confirms;       /* the reader may confirm what the holder declared */
    struct str for_name; /* deciding or confirming for */
    struct str hash;     /* of what is shown, in hexadecimal */
    struct str confirmed_by; /* of a declaration */
    struct str suggested_by; /* the author accepted it as it stands */
    bool has_suggestion;     /* that waits for an answer */
    bool answers;            /* the reader may give it */
    struct str suggestion_by;
    struct str suggestion_for;
    struct instant suggestion_at;
    struct str suggestion_reason;
    struct list suggestion; /* of result_change */
    struct str holder;      /* who has it now, or why it is locked */
    struct str value;
    struct str value_text;
    struct mark status;
    bool differs;
    struct mark computed;
    struct str status_reason;
    struct mark state;
    bool declared;
    bool one_person;
    bool not_applicable;
    struct str not_applicable_reason;
    struct str cause;
    struct str elsewhere; /* where it is reported; only where visible */
    bool silent;          /* there, nothing is reported */
    bool has_others;
    struct list others; /* of elsewhere_line: what others report here */
    struct str limits;
    struct str threshold_text;
    struct str target;
    struct str baseline;
    struct str weight;
    bool mixed; /* what the thresholds are warned about */
    bool both;
    bool beyond;
    struct list texts; /* of approval_text */
    struct str translation;
    struct str return_reason;
    struct list steps;     /* definitions that changed */
    struct list story;     /* latest first */
    struct list changes;   /* since it was approved */
    bool approved_before;  /* and changed since */
    struct html sparkline; /* empty with fewer than two values */
    struct list series;
    int64_t comments;
    bool has_evidence; /* files to show, or the place to attach them */
    bool attaches;
    struct list evidence; /* of evidence_row */
};
extern const struct shape result_page_shape;

/* Definition and content; the latter only where visible. */
struct result_page result_page(const struct results *rs,
                               const struct result_line *line, enum lang lang,
                               bool visible);

/* drafts: what was kept before it was submitted is shown too. */
void result_page_story(struct result_page *page, enum lang lang,
                       const struct results *rs, const struct result_line *line,
                       const struct list *revisions, bool drafts);

/* past: of history_lineage; what the account may not see is left out. */
void result_page_series(struct result_page *page, enum lang lang,
                        const struct results *rs,
                        const struct result_line *line, const struct list *past,
                        const struct result_access *access);

/* A suggestion that waits, as it would change the line. */
void result_page_suggestion(struct result_page *page, enum lang lang,
                            const struct results *rs,
                            const struct result_line *line,
                            const struct result_suggestion *s);

/* Where it went (where visible), and what others report under its objective. */
NODISCARD enum err result_page_elsewhere(struct result_page *page,
                                         enum lang lang,
                                         const struct results *rs,
                                         const struct result_line *line,
                                         bool visible);

/* Who has it now, or why it is locked, in a sentence. */
struct str result_whereabouts(const struct approvals *ap,
                              const struct result_line *line,
                              const struct result_campaign *campaign,
                              enum lang lang, struct str entity);

#endif
