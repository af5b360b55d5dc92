/* A few decisions with their proofs, as a file of doc/AUDIT.md: each with its
 * words, and behind it the lines that lead to the seal of its day, without
 * theirs, and that seal. Where the next line belongs to an evaluation that is
 * closed to the reader the proof ends before it. */
#ifndef DOCUMENT_AUDIT_SAMPLE_H
#define DOCUMENT_AUDIT_SAMPLE_H

#include "core/buf.h"
#include "db/db.h"

enum { SAMPLE_MOST = 20 };

struct audit_sample {
    int64_t account; /* who reads; the decisions are within their scope */
    struct date today;
    int64_t chain; /* one chosen decision, or 0: */
    int64_t n;
    struct str plan; /* drawn from it; none: from all */
    int64_t seed;    /* the same seed, the same decisions */
    int64_t size;    /* at most SAMPLE_MOST */
};

/* ERR_NOT_FOUND: none of them is there, or within scope. */
NODISCARD enum err audit_sample(struct db *db, struct arena *a,
                                const struct audit_sample *s, struct buf *out);

extern struct stmt audit_sql_drawn, audit_sql_chosen, audit_sql_seals,
    audit_sql_previous, audit_sql_links;
/* For PAGE's list. */
#define AUDIT_SAMPLE_SQL                                                       \
    &audit_sql_drawn, &audit_sql_chosen, &audit_sql_seals,                     \
        &audit_sql_previous, &audit_sql_links

#endif
