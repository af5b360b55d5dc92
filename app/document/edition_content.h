/* What an approval of a plan binds to: its latest edition as canonical JSON. */
#ifndef DOCUMENT_EDITION_CONTENT_H
#define DOCUMENT_EDITION_CONTENT_H

#include "db/db.h"

/* {"form":"edition/1", then the sheets deadlines, indicators, items, plans and
 * targets, each a list of rows in the order of the plan, with every column of
 * INTERCHANGE.md as text or null. Keys sorted, no spaces, UTF-8. */
NODISCARD enum err edition_content(struct db *db, struct arena *a, int64_t plan,
                                   struct str *out);

#endif
