/* Reporting periods: YYYY, YYYY-S1, YYYY-Q1, YYYY-MM (INTERCHANGE). */
#ifndef CORE_PERIOD_H
#define CORE_PERIOD_H

#include "core/date.h"

enum period_kind {
    PERIOD_NONE,
    PERIOD_YEAR,
    PERIOD_HALF,
    PERIOD_QUARTER,
    PERIOD_MONTH
};

struct period {
    int16_t year;
    uint8_t kind; /* enum period_kind */
    uint8_t n;    /* 1-based within the year; 1 for a year */
};

/* ERR_INPUT for anything else. Empty: OK, none. */
NODISCARD enum err period_parse(struct str s, struct period *out);
struct str period_text(struct arena *a, struct period p);
struct date period_first(struct period p);
struct date period_last(struct period p);
bool period_within(struct period inner, struct period outer);
struct period period_before(struct period p); /* the one before, same kind */
struct period period_of(struct date d, enum period_kind kind);
int period_cmp(struct period a, struct period b); /* by last day, then first */

#endif
