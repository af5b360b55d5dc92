/* A decision as a sentence. */
#ifndef DOCUMENT_AUDIT_WORDS_H
#define DOCUMENT_AUDIT_WORDS_H

#include "store/audit_log.h"
#include "view/view.h"

/* "Ana Léon (director) for Bob Maes approved the result X." What was added
 * later to the acts is told by its own name. */
struct str audit_sentence(struct arena *a, enum lang lang,
                          const struct audit_entry *entry);

/* The acts that have a sentence, from 0, to choose from: its name and the
 * sentence without who and what. False: no more. */
bool audit_act(struct arena *a, enum lang lang, size_t i, struct str *act,
               struct str *said);

#endif
