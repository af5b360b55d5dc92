/* Decisions as JSON lines, the same bytes for the same decisions; doc/AUDIT.md
 * says how to check such a file without this program:
 *
 *     {"form":"audit/1","part":false}
 *     {"chain":1,"from":1,"head":"...","length":2,"plan":null,"previous":"..."}
 *     {"hash":"...","heads":null,"line":"...","salt":"...","words":"..."}
 *     {"sum":"..."}                   SHA-256 of all bytes before this line
 */
#ifndef DOCUMENT_LEDGER_H
#define DOCUMENT_LEDGER_H

#include "core/buf.h"
#include "core/hash.h"
#include "store/audit_check.h"

/* -- writing: each is one line, with its LF -------------------------------- */

void ledger_put_title(struct buf *out, bool part);
void ledger_put_chain(struct buf *out, const struct audit_chain *chain);
/* salt not given: withheld, of a part only. */
void ledger_put_decision(struct buf *out, const struct audit_decision *d);
void ledger_put_sum(struct buf *out, const struct hash_sum *sum);

/* -- reading ----------------------------------------------------------------
 */

/* Takes a file line by line and holds each against audit_check. */
struct ledger {
    struct arena *lasting;
    struct arena *scratch; /* emptied after each line */
    struct audit_options options;
    struct audit *audit; /* after the title */
    struct hash_sum sum;
    int64_t line;     /* number of the last one read */
    bool summed;      /* its last line was read */
    const char *what; /* wrong with the file, not with a decision; or NULL */
};

struct ledger ledger_open(struct arena *a, const struct audit_options *o);
void ledger_free(struct ledger *l);
/* One line with its LF. ERR_CONFLICT: it does not hold; what, or the audit's
 * report, says why. */
NODISCARD enum err ledger_line(struct ledger *l, struct str line);
/* After the last one. */
NODISCARD enum err ledger_end(struct ledger *l);

#endif
