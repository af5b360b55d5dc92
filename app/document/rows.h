/* The rows of a workbook as they stand in the database: what export writes and
 * what import compares with. A plan's rows are those of its latest edition,
 * the draft where there is one. */
#ifndef DOCUMENT_ROWS_H
#define DOCUMENT_ROWS_H

#include "db/db.h"
#include "document/workbook.h"

/* A key that is taken, and by whom. */
struct known {
    int64_t id;
    struct str key;
    struct str plan; /* key of the plan it belongs to, or none */
    int64_t entity;  /* of that plan, or the entity itself */
    struct str type; /* of an indicator */
    bool reached;    /* within the importer's scope; import's to set */
};

/* The rows with those keys, in the order of keys; absent keys are left out.
 * Cells are as a workbook writes them. */
NODISCARD enum err rows_stored(struct db *db, struct arena *a, enum sheet s,
                               const struct str *keys, size_t count,
                               struct list *out);

/* Who has those keys, for the sheets others refer to: entities, plans, items,
 * indicators, amendments. */
NODISCARD enum err rows_known(struct db *db, struct arena *a, enum sheet s,
                              const struct str *keys, size_t count,
                              struct list *out);

/* ["a","b"]: keys as the statements want them. */
struct str keys_json(struct arena *a, const struct str *keys, size_t count);

#define KEYS_AT_ONCE 4096 /* well under max_allowed_packet */

/* The keys of a list parameter, as table k: n, code. */
#define KEYS_GIVEN                                                             \
    " FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, code VARCHAR(80)"   \
    " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) k"

/* The latest edition of a plan: the draft where there is one. */
#define LATEST(plan)                                                           \
    "(SELECT MAX(z.edition) FROM edition z WHERE z.plan = " plan ")"

#endif
