/* The history of a result as a dated story, and the thresholds that changed
 * while its period ran. */
#ifndef DOCUMENT_RESULT_STORY_H
#define DOCUMENT_RESULT_STORY_H

#include "document/result_changes.h"
#include "view/mark.h"

struct story_entry {
    struct str what; /* "submitted it", "approved it" ... */
    struct str who;
    struct str for_whom; /* acting for */
    struct instant at;
    struct str reason;
    struct str tongue;   /* NL or FR of a translation */
    struct list changes; /* since the entry of the same form before */
};
extern const struct shape story_entry_shape;

/* revisions as history_of gives them; latest first. */
struct list result_story(struct arena *a, enum lang lang,
                         enum measure_type type, const struct list *revisions);

struct story_step {
    struct date effective_on;
    struct str what; /* red, green, target ... */
    struct str old_limits;
    struct str new_limits;
    struct mark old_status;
    struct mark new_status;
};
extern const struct shape story_step_shape;

/* As judge_steps found them. */
struct list definition_story(struct arena *a, enum lang lang,
                             const struct result_line *line,
                             const struct definition_step *steps, size_t count);

#endif
