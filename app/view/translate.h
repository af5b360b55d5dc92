/* The interface languages. Internal to view/. */
#ifndef VIEW_TRANSLATE_H
#define VIEW_TRANSLATE_H

#include "view/view.h"

/* Reads folder/fr.mo and nl.mo into the process arena, for tr. An empty folder:
 * English only. ERR_INTERNAL: one is missing or damaged, logged. */
NODISCARD enum err translations_open(struct arena *process, struct str folder);

/* Whether the language writes n things in the singular. */
bool counts_as_one(enum lang lang, int64_t n);

/* A whole file. ERR_NOT_FOUND: no such file; ERR_INTERNAL: it cannot be read,
 * or holds more than 8 MiB. */
NODISCARD enum err file_read(struct arena *a, const char *path,
                             struct str *out);

#endif
