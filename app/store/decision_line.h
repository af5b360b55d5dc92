/* The line of a decision, which its chain hashes: canonical JSON without names
 * or reasons, these stand in the words. */
#ifndef STORE_DECISION_LINE_H
#define STORE_DECISION_LINE_H

#include "core/date.h"

/* Columns of the table repeat all but content and digest. */
struct decision_line {
    int64_t chain;
    int64_t n;
    struct str act;
    int64_t account;
    int64_t for_account;
    struct str object;
    struct str object_key;
    struct instant made_at;
    struct str content; /* hash in hex, or none */
    struct str digest;  /* of salt and words, in hex */
};

struct str decision_line_text(struct arena *a, const struct decision_line *l);
/* ERR_INPUT: not to the byte what decision_line_text writes. */
NODISCARD enum err decision_line_parse(struct arena *a, struct str text,
                                       struct decision_line *out);

/* sha256(first, LF, rest) in hex: of the hash before and the line, or of salt
 * and words. */
struct str decision_digest(struct arena *a, struct str first, struct str rest);

/* The hash before the first line. */
#define DECISION_START                                                         \
    S("0000000000000000000000000000000000000000000000000000000000000000")

#endif
