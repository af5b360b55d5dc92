/* The words of plans: what a stored value is called in the reader's language,
 * and figures with their unit. */
#ifndef DOCUMENT_PLAN_WORDS_H
#define DOCUMENT_PLAN_WORDS_H

#include "domain/status.h"
#include "store/plan.h"
#include "view/view.h"

enum plan_words {
    WORDS_PLAN_KIND,      /* mandate ... policy */
    WORDS_EDITION_STATE,  /* draft submitted approved */
    WORDS_ITEM_KIND,      /* strategic ... chapter */
    WORDS_ITEM_STATUS,    /* planned ... done */
    WORDS_INDICATOR_TYPE, /* percentage ... narrative */
    WORDS_DEADLINE_KIND,  /* continuous ... conditional */
    WORDS_CATEGORY,       /* of entities: region ... unit */
};

/* Not given for a value that is not given or not known. */
struct str plan_word(enum lang lang, enum plan_words words, struct str stored);

/* A figure as printed: yes or no, a date, or a number with its unit. Not given
 * when the figure is not. */
struct str figure_text(struct arena *a, enum lang lang, enum measure_type type,
                       struct str unit, struct dec figure);

/* Both with a mark between; one alone as it is. */
struct str joined(struct arena *a, struct str first, const char *mark,
                  struct str second);

/* "red <= 0 · green >= 100", the operators as they judge. */
struct str thresholds_text(struct arena *a, enum lang lang,
                           enum measure_type type, struct str unit,
                           const struct thresholds *t);

/* The title with its section, as the plan is called in lists; the code where
 * it has neither. */
struct str plan_name(struct arena *a, enum lang lang, struct str code,
                     const struct plan_edition *edition);

#endif
