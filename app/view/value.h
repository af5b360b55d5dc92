/* A measured value as people read it, by the type of its measure: "yes", a
 * date, or a number with its unit. */
#ifndef VIEW_VALUE_H
#define VIEW_VALUE_H

#include "view/view.h"

/* type as stored (percentage, yes_no, date ...; not given: a number). Figures
 * of yes_no are 1 and 0, of date days since 1970-01-01. Not set: not given. */
struct str show_value(struct arena *a, enum lang lang, struct str type,
                      struct dec value, struct str unit);

/* The same behind a threshold's operator as stored ("<=" prints as ≤). */
struct str show_threshold(struct arena *a, enum lang lang, struct str type,
                          struct str op, struct dec value);

#endif
