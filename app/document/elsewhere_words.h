/* Results that stand elsewhere, in words. */
#ifndef DOCUMENT_ELSEWHERE_WORDS_H
#define DOCUMENT_ELSEWHERE_WORDS_H

#include "store/elsewhere.h"
#include "view/view.h"

struct elsewhere_line {
    struct str entity;
    struct str name;
};
extern const struct shape elsewhere_line_shape;

/* "Reported by X", "Moved into OO 1.2 Informer (X)". */
struct str elsewhere_words(struct arena *a, enum lang lang,
                           const struct elsewhere *e);
/* here: of elsewhere_reported; of struct elsewhere_line. */
struct list elsewhere_lines(struct arena *a, enum lang lang,
                            const struct list *here);

/* An entity or objective to choose. */
struct elsewhere_choice {
    int64_t id;
    struct str text;
    bool chosen;
    bool silent; /* does not report in this period */
};
extern const struct shape elsewhere_choice_shape;

/* Of elsewhere_entities, and of elsewhere_items but the one it stands under. */
struct list elsewhere_entity_choices(struct arena *a, enum lang lang,
                                     const struct list *entities,
                                     int64_t chosen);
struct list elsewhere_item_choices(struct arena *a, enum lang lang,
                                   const struct list *items, int64_t own,
                                   int64_t chosen);

#endif
