/* Message catalogues as msgfmt writes them (.mo). Internal to view/. */
#ifndef VIEW_CATALOG_H
#define VIEW_CATALOG_H

#include "core/str.h"

struct catalog {
    struct str bytes;
    bool swapped; /* written on a machine of the other byte order */
    uint32_t count;
    uint32_t ids;   /* where the table of originals stands */
    uint32_t texts; /* ... and that of translations */
};

/* Everything is checked here: each text within bytes, ended by NUL, UTF-8, and
 * the originals sorted. bytes must outlive the catalogue. ERR_INPUT: not such
 * a file. */
NODISCARD enum err catalog_open(struct str bytes, struct catalog *out);

/* The translation's form (0: singular), STR_NONE where there is none. */
struct str catalog_find(const struct catalog *c, struct str msgid,
                        unsigned form);

#endif
