/* Obligations as people read them: by printed line, each with its window, its
 * day and how it stands. */
#ifndef DOCUMENT_OBLIGATION_ROWS_H
#define DOCUMENT_OBLIGATION_ROWS_H

#include "document/rule_words.h"
#include "store/obligation.h"

struct obligation_line {
    int64_t id;
    int64_t plan;
    struct str ref;
    struct said title;
    struct said text; /* as printed */
    struct str about;
    struct str entity;
    struct date first_on;
    struct date last_on;
    struct date due_on;
    bool partial;
    bool gone;
    struct mark state;
    struct date met_on;
    int64_t days_left;
    int64_t days_late;
    struct str note;
    struct str teller;
    struct instant told_at;
};

struct obligation_group {
    int64_t item;
    struct str ref;
    struct said title;
    struct said text;
    struct str about;
    struct list lines; /* of struct obligation_line */
};
extern const struct shape obligation_line_shape, obligation_group_shape;

struct obligation_line obligation_line(enum lang lang, struct date today,
                                       const struct obligation_row *row);
/* Of rows of struct obligation_row those that are overdue or due soon. */
struct list obligation_pressing(struct arena *a, enum lang lang,
                                struct date today, struct list rows);

/* What of a plan's is shown: the name of a state; "pressing": overdue and due
 * soon; "told": what people spoke about; "all"; else what began or is due
 * within a year. */
struct list obligation_groups(struct arena *a, enum lang lang,
                              struct date today, struct list rows,
                              struct str shown);

/* "2 met · 1 overdue": the states of those of one item, or one deadline of it
 * (0: any), most urgent first; none without obligations. */
struct str obligation_tally(struct arena *a, enum lang lang, struct date today,
                            struct list rows, int64_t item, int64_t deadline);
/* Of all rows, by state. */
void obligation_count(struct list rows, struct date today,
                      int64_t counts[OBLIGATION_STATES]);

#endif
