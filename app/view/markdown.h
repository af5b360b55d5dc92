/* Texts written in Markdown (paragraphs, lists, tables), made safe: raw HTML
 * is shown as the text it is, an image as its description, a link only leads to
 * http, https or mail. Headings become bold paragraphs, so that they do not
 * disturb those of the page. */
#ifndef VIEW_MARKDOWN_H
#define VIEW_MARKDOWN_H

#include "core/shape.h"

struct html markdown(struct arena *a, struct str text);

#endif
