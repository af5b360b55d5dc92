/* What the seals read so far say of each chain. Private to store/audit. */
#ifndef STORE_AUDIT_SEALS_H
#define STORE_AUDIT_SEALS_H

#include "store/decision_line.h"

enum { HEX = 64 };

struct sealed_head {
    int64_t length;
    char hash[HEX];
};

struct sealed_chain {
    int64_t chain;
    struct str plan;
    struct sealed_head *at; /* by length, each once */
    size_t count, cap;
    size_t next; /* the first not met yet */
};

struct seals {
    struct arena *arena;
    struct sealed_chain *chains; /* by number */
    size_t count, cap;
};

/* NULL: no seal knows it. */
struct sealed_chain *seals_find(const struct seals *s, int64_t chain);

/* A line of a seal's heads. ERR_INPUT: not as written. */
struct seal_head {
    int64_t chain;
    int64_t length;
    struct str hash;
    struct str plan; /* - : accounts and settings */
};
NODISCARD enum err seal_head_parse(struct str line, struct seal_head *out);
/* ERR_CONFLICT: an earlier seal says otherwise. */
NODISCARD enum err seals_add(struct seals *s, const struct seal_head *head);

#endif
