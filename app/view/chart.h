/* Charts as inline SVG with a title and a description; they print. Colours
 * come from classes of the stylesheet, never from style attributes. */
#ifndef VIEW_CHART_H
#define VIEW_CHART_H

#include "view/view.h"

/* Counts by status as one stacked bar: achieved, partial, not, none. */
struct html chart_statuses(struct arena *a, enum lang lang, int64_t achieved,
                           int64_t partial, int64_t not_achieved, int64_t none);
/* A small line; points that are not set leave a gap. */
struct html chart_sparkline(struct arena *a, enum lang lang,
                            const struct period *periods,
                            const struct dec *values, size_t count);
/* Value against its red and green thresholds. low/high: the scale's ends. */
struct html chart_bullet(struct arena *a, enum lang lang, struct dec value,
                         struct dec red, struct dec green, bool down,
                         struct dec low, struct dec high);

#endif
