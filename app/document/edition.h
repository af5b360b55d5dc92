/* Editions of a plan: the draft that takes changes, its order, its approval. */
#ifndef DOCUMENT_EDITION_H
#define DOCUMENT_EDITION_H

#include "core/hash.h"
#include "db/db.h"

/* The first draft of a new plan. */
NODISCARD enum err edition_begin(struct db *db, int64_t plan, int64_t made_by);

/* A draft that is a full copy of edition `from`, numbered `to`. */
NODISCARD enum err edition_copy(struct db *db, int64_t plan, int64_t from,
                                int64_t to, int64_t made_by);

/* The draft was changed: whoever looks at an older version is told.
 * ERR_CONFLICT: it is no draft, and takes no change. */
NODISCARD enum err edition_touch(struct db *db, int64_t plan, int64_t edition);

/* Places of items and indicators in the tree, and the implicit measures of
 * items with thresholds. */
NODISCARD enum err edition_settle(struct db *db, struct arena *a, int64_t plan,
                                  int64_t edition);

/* Lineages of what continues an earlier plan; adds to *moved how many were
 * others before. */
NODISCARD enum err edition_lineage(struct db *db, int64_t plan, int64_t edition,
                                   int64_t *moved);

/* Makes the draft, or what was submitted, the approved edition in force from
 * that date; none: from the beginning. ERR_CONFLICT: it was approved before. */
NODISCARD enum err edition_approve(struct db *db, int64_t plan, int64_t edition,
                                   struct date effective_on,
                                   struct instant recorded_at,
                                   const struct hash *hash);

#endif
