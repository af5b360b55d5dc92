/* Message catalogues made by the tests, as msgfmt would write them. */
#ifndef TESTS_VIEW_CATALOGUES_H
#define TESTS_VIEW_CATALOGUES_H

#include "view/parts.h"

struct entry {
    struct str id; /* a plural's forms with NUL between */
    struct str text;
};

/* Entries sorted by id. swapped: of the other byte order. */
struct str catalogue_bytes(const struct entry *entries, size_t count,
                           bool swapped);

/* A new folder with these as fr.mo and nl.mo, and its end. */
struct str folder_make(struct str fr, struct str nl);
void folder_remove(struct str folder);

#endif
