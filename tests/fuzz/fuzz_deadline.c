/* Printed deadlines: whatever is read is whole, and its parts stand in the
 * text. */
#include "domain/deadline_read.h"

#include "domain/obligation.h"
#include "fuzz.h"

static bool cut_from(struct str part, struct str text)
{
    return !str_given(part) ||
           (part.p >= text.p && part.p + part.n <= text.p + text.n);
}

FUZZ(deadline)
{
    struct arena *a = arena_new((size_t)64 << 20, NULL);
    struct str text = fuzz_text(data, size > 4096 ? 4096 : size);
    struct rule_terms terms = {.starts_on = {2024, 2, 29},
                               .ends_on = {2029, 2, 28}};
    struct reading rows[READINGS_MOST];
    struct obligation *out;
    size_t count = deadline_read(a, text, 2026, rows);

    HOLDS(count <= READINGS_MOST);
    for (size_t i = 0; i < count; i++) {
        HOLDS(rule_check(&rows[i].rule) == RULE_WHOLE);
        HOLDS(cut_from(rows[i].part, text));
        HOLDS(cut_from(rows[i].condition, text));
        HOLDS(cut_from(rows[i].rule.calendar, text));
        for (size_t k = obligations_of(a, &rows[i].rule, &terms, &out); k > 0;
             k--)
            HOLDS(!str_empty(out[k - 1].key) && out[k - 1].key.n <= 60);
    }
    arena_free(a);
    return 0;
}
