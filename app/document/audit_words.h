/* A decision as a sentence. */
#ifndef DOCUMENT_AUDIT_WORDS_H
#define DOCUMENT_AUDIT_WORDS_H

#include "store/audit_log.h"
#include "view/view.h"

/* "Ana Léon (director) for Bob Maes approved the result X." What was added
 * later to the acts is told by its own name. */
struct str audit_sentence(struct arena *a, enum lang lang,
                          const struct audit_entry *entry);

/* Every act with a sentence, to choose from; ends with NULL. */
extern const char *const audit_acts[];

#endif
