/* Cells a person without an account is asked for: as fields to fill in, and
 * what was typed as the content of a result. */
#ifndef DOCUMENT_ANSWER_ROWS_H
#define DOCUMENT_ANSWER_ROWS_H

#include "store/answer.h"
#include "store/plan.h"
#include "store/result.h"
#include "view/view.h"

/* What the pages of those who ask open. ERR_NOT_FOUND: the account does not
 * enter results of the plan, or the period has no campaign. */
struct answer_work {
    struct plan_head head;
    struct results rs;
    bool closed; /* the campaign */
};
NODISCARD enum err answer_work_open(struct db *db, struct arena *a,
                                    int64_t account, struct date today,
                                    struct instant now, int64_t plan,
                                    struct period period,
                                    struct answer_work *out);

/* A line that is neither submitted nor approved; NULL is not. */
bool answer_can_be_asked(const struct result_line *line);

struct answer_choice {
    int64_t id; /* measure */
    struct str ref;
    struct str name;
    bool chosen;
};
extern const struct shape answer_choice_shape;
/* The lines that can be asked, as ticks. */
struct list answer_choices(const struct results *rs, enum lang lang,
                           const int64_t *chosen, size_t count);

struct answer_row {
    int64_t id; /* measure */
    struct str ref;
    struct str name;
    struct str name_lang; /* where it is not the reader's */
    struct str unit;
    bool number, date, label, yes_no, narrative; /* one of them */
    struct str value;                            /* as typed */
    bool yes, no;
    struct str body;
};
extern const struct shape answer_row_shape;

struct answer_row answer_row(const struct result_line *line, enum lang lang,
                             struct str value, struct str body);

/* Puts an answer into content, given as the line's: the value in the place of
 * the present one, the text behind the present one, in the language it was
 * asked in. ERR_INPUT: *wrong says why the value cannot be read. */
NODISCARD enum err answer_content(struct results *rs,
                                  const struct result_line *line,
                                  const struct answer_cell *cell,
                                  struct str asked_in, enum lang lang,
                                  struct result_content *content,
                                  struct str *wrong);

/* For PAGE's list. */
#define ANSWER_WORK_SQL RESULT_READ_SQL, PLAN_STATEMENTS

#endif
