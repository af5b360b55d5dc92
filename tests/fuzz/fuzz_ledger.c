/* Exported decisions: whatever the file, it is read to its end or refused with
 * a reason, and only what is written again to the byte is accepted. */
#include "document/ledger.h"

#include "fuzz.h"

static void refused(const struct ledger *l)
{
    HOLDS(l->what || (l->audit && audit_report(l->audit)->what));
}

FUZZ(ledger)
{
    struct arena *a = arena_new((size_t)64 << 20, NULL);
    struct audit_options o = {.part = false};
    struct ledger l = ledger_open(a, &o);
    struct str text = fuzz_text(data, size);
    enum err err = OK;

    while (err == OK && !str_empty(text)) {
        ptrdiff_t end = str_find(text, '\n', 0);
        struct str line = str_sub(text, 0, end < 0 ? text.n : (size_t)end + 1);

        err = ledger_line(&l, line);
        text = str_sub(text, line.n, text.n);
    }
    if (err == OK)
        err = ledger_end(&l);
    HOLDS(err == OK || err == ERR_CONFLICT);
    if (err != OK)
        refused(&l);
    ledger_free(&l);
    arena_free(a);
    return 0;
}
