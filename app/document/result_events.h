/* The story of a result in one: what was decided and revised, what was
 * attached, what was said, by date. */
#ifndef DOCUMENT_RESULT_EVENTS_H
#define DOCUMENT_RESULT_EVENTS_H

#include "document/result_story.h"

/* story: of struct story_entry; evidence: of struct evidence; comments: of
 * struct comment. Latest first. */
struct list result_events(struct arena *a, enum lang lang, struct list story,
                          struct list evidence, struct list comments);

#endif
