/* Rules of deadlines and states of obligations, in plain words. */
#ifndef DOCUMENT_RULE_WORDS_H
#define DOCUMENT_RULE_WORDS_H

#include "domain/obligation.h"
#include "view/mark.h"

/* "at least 2 times a calendar year, by the last day of the period". The
 * condition may be none. */
struct str rule_sentence(struct arena *a, enum lang lang,
                         const struct rule *rule, bool mandate_years,
                         struct str condition);

/* What the rule lacks, for the form that has it; and that form's field. */
struct str rule_fault_text(enum lang lang, enum rule_fault fault);
const char *rule_fault_field(enum rule_fault fault);

struct mark obligation_mark(enum lang lang, enum obligation_state state);

/* Choices of a form, by the field's name: kind, precision, per, anchor,
 * offset_unit, before_after. Rows for an <option>. */
struct rule_choice {
    struct str value;
    struct str word;
    bool chosen;
};
extern const struct shape rule_choice_shape;
struct list rule_choices(struct arena *a, enum lang lang, const char *field,
                         struct str chosen);

#endif
