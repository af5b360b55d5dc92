/* The fields of a rule as a person types them. */
#ifndef DOCUMENT_RULE_FORM_H
#define DOCUMENT_RULE_FORM_H

#include "document/rule_words.h"
#include "store/rule.h"

struct rule_input {
    struct str kind;
    struct str date;
    struct str precision;
    struct str per;
    struct str n_min;
    struct str day;
    struct str anchor;
    struct str offset;
    struct str offset_unit;
    struct str before_after;
    struct str calendar;
    struct str part_fr;
    struct str part_nl;
    struct str condition_fr;
    struct str condition_nl;
};
extern const struct shape rule_input_shape;

struct rule_input rule_input_of(struct arena *a, const struct rule_row *row);

/* Into a row's rule fields; the others stay. The fault is the first thing that
 * is wrong: a number or date that cannot be read counts as one. */
enum rule_fault rule_input_read(const struct rule_input *in,
                                struct rule_row *row);

/* The choices of every list of the form. */
struct rule_lists {
    struct list kinds;
    struct list precisions;
    struct list pers;
    struct list anchors;
    struct list units;
    struct list sides;
};
extern const struct shape rule_lists_shape;
struct rule_lists rule_lists(struct arena *a, enum lang lang,
                             const struct rule_input *in);

/* The first days a rule would be due, for a preview. */
struct rule_due {
    struct date first_on;
    struct date last_on;
    struct date due_on;
    bool partial;
    bool continuous;
};
extern const struct shape rule_due_shape;
enum { RULE_DUES = 12 };
struct list rule_dues(struct arena *a, const struct obligation *rows,
                      size_t count);

#endif
