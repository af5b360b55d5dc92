/* What the files of store/result share, and nobody else sees. */
#ifndef STORE_RESULT_PRIVATE_H
#define STORE_RESULT_PRIVATE_H

#include "store/decision.h"
#include "store/result.h"

enum { TEXT_FIELDS = 3 };

/* The texts by number: description, factors, actions. */
extern const char *const result_text_fields[TEXT_FIELDS];
struct str *result_text_at(struct result_texts *texts, size_t field);
struct str result_text_of(const struct result_texts *texts, size_t field);

/* What will be judged and shown of a line: for workflow_lacks and friends. */
struct entry result_entry(const struct result_line *line);

/* Empty texts to none, the original language settled, status computed;
 * checked[] renewed against the line's present content. */
void result_settle(struct arena *a, struct result_line *next,
                   const struct result_line *now, enum text_lang preferred);
bool result_same(const struct result_line *x, const struct result_line *y);

/* The other language's texts ("translation/1"), for the history. */
struct str result_translation_canonical(const struct results *rs,
                                        struct arena *a,
                                        const struct result_line *line);

/* Figures, texts and those of the period before, into the lines. */
NODISCARD enum err result_read_figures(struct results *rs);

/* Inserts (STATE_NONE before) or updates the row and its texts; *line becomes
 * *next, its version one higher. ERR_RETRY: somebody else was faster. */
NODISCARD enum err result_write(struct results *rs, struct result_line *line,
                                struct result_line *next);
/* One entry of the history: the line as it stands, or its translation. Its
 * number is the line's revision. */
struct revision {
    const char *act;
    bool translation;
    int64_t account;
    int64_t for_account;
    struct instant at;
    struct str reason;
};
NODISCARD enum err result_append(struct results *rs, struct result_line *line,
                                 const struct revision *r);
/* A decision, written when the book is closed. */
void result_decide(struct results *rs, const struct result_line *line,
                   const char *act, const struct result_actor *actor,
                   struct str reason);

/* A locked campaign takes no more changes: its reports are written. */
NODISCARD enum err result_changeable(struct results *rs, struct instant now);
struct revision result_revision(const char *act,
                                const struct result_actor *actor,
                                struct str reason);
/* A step of the workflow: the row, its history, the decision. */
NODISCARD enum err result_step(struct results *rs, struct result_line *line,
                               struct result_line *next, const char *act,
                               const struct result_actor *actor,
                               struct str reason);
/* Whether the act is possible on what was shown, and the state it leads to;
 * ERR_FORBIDDEN also for who entered or submitted it, unless excepted. */
NODISCARD enum err result_decidable(const struct results *rs,
                                    const struct result_line *line,
                                    enum act act, struct hash shown,
                                    const struct result_actor *actor,
                                    enum state *to);

/* Not yet written: the chain's head is locked last. */
struct pending_decision {
    struct pending_decision *next;
    struct decision decision;
    struct hash content;
};

#endif
