/* Invented results for the demonstration: the same on every machine, as they
 * depend on nothing but the measure and the year. */
#ifndef COMMANDS_DEMO_VALUES_H
#define COMMANDS_DEMO_VALUES_H

#include "store/result.h"

/* How far one invented result has come. */
enum demo_stage {
    DEMO_NOTHING,
    DEMO_DRAFT,
    DEMO_SUBMITTED,
    DEMO_RETURNED,
    DEMO_APPROVED,
};

/* A number from 0 to below - 1 that depends on the words and the salt alone. */
int64_t demo_draw(struct str words, int64_t salt, int64_t below);

/* Stage of a measure in a year; open: the campaign still runs. */
enum demo_stage demo_stage_of(struct str code, int64_t year, bool open);

/* Value and texts in both languages, with the gaps that real bodies leave. */
struct result_content demo_content(const struct result_line *line,
                                   int64_t year);

/* Why the director returned it, in the director's language. */
struct str demo_return_reason(struct str code, bool in_dutch);

#endif
