/* Holds decisions against what their chains, seals and erasures say, one at a
 * time: from the database and from an exported file alike. No SQL here. The
 * accounts' chain comes first, as its seals say what the others must be. */
#ifndef STORE_AUDIT_CHECK_H
#define STORE_AUDIT_CHECK_H

#include "store/decision_line.h"

struct audit_options {
    bool part;         /* a sample: chains begin anywhere, words may lack */
    bool one;          /* of plan's chain and the accounts' alone */
    struct str plan;   /* its code; none: the accounts' */
    struct str anchor; /* a mailed hash that must be met, or none */
};

struct audit_chain {
    int64_t chain;
    struct str plan; /* its code; none: accounts and settings */
    int64_t length;
    struct str head;
    int64_t from; /* n of the first that will be shown */
    struct str previous;
};

struct audit_decision {
    struct str line;
    struct str hash;
    struct str salt;
    struct str words; /* none: erased */
    struct str heads; /* of a seal: what it hashed */
    /* What the table's columns say; NULL: a file has none. */
    const struct decision_line *columns;
};

struct audit_report {
    int64_t chains;
    int64_t decisions;
    int64_t unsealed; /* made since the last seal */
    int64_t seal;     /* n of the last one in the accounts' chain, or 0 */
    struct str seal_day;
    struct str seal_hash;
    bool anchored; /* the anchor was met, there: */
    int64_t anchor_chain;
    int64_t anchor_n;
    /* The first that does not hold; what is NULL when all do. */
    const char *what;
    int64_t chain;
    int64_t n;
    struct str plan;
};

struct audit;

/* The report and its texts live as long as the arena, audit_free ends the
 * rest. */
struct audit *audit_new(struct arena *a, const struct audit_options *o);
void audit_free(struct audit *audit);
const struct audit_report *audit_report(const struct audit *audit);

/* Each ERR_CONFLICT once something does not hold: the report says what. */
NODISCARD enum err audit_open(struct audit *audit,
                              const struct audit_chain *chain);
NODISCARD enum err audit_next(struct audit *audit,
                              const struct audit_decision *decision);
NODISCARD enum err audit_end(struct audit *audit);
/* The next decision cannot be read at all. */
NODISCARD enum err audit_broken(struct audit *audit, const char *what);

#endif
