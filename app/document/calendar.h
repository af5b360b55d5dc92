/* iCalendar (RFC 5545): days with something to do, for other programs. */
#ifndef DOCUMENT_CALENDAR_H
#define DOCUMENT_CALENDAR_H

#include "core/date.h"

struct calendar_event {
    struct str uid; /* lasting: the same day moved is the same event */
    struct date on; /* the whole day */
    struct str summary;
    struct str description;
    struct str url;
};

/* Texts are escaped, lines end in CRLF and have at most 75 bytes, folded
 * between characters. */
struct str calendar_text(struct arena *a, struct str name, struct instant now,
                         const struct calendar_event *events, size_t count);

#endif
