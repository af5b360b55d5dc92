/* Values into HTML and URLs. Internal to view/. */
#ifndef VIEW_ESCAPE_H
#define VIEW_ESCAPE_H

#include "core/buf.h"

/* & < > " ' as references: right in text and in quoted attributes. */
void escape_html(struct buf *out, struct str s);

/* A whole URL inside a quoted attribute: relative, http, https or mailto;
 * anything else becomes "#". What no URL may hold is percent-encoded. */
void escape_url(struct buf *out, struct str s);

/* One part of a path, query or fragment: all but letters, digits and -._~ is
 * percent-encoded. */
void escape_url_part(struct buf *out, struct str s);

#endif
