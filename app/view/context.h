/* Where in an HTML document a template is: found while it is compiled, by
 * reading its literals as a browser would, so that each value is escaped for
 * its place and refused where no escaping is safe. Internal to view/. */
#ifndef VIEW_CONTEXT_H
#define VIEW_CONTEXT_H

#include "core/str.h"

enum place {
    PLACE_TEXT,
    PLACE_OPEN,   /* behind "<" */
    PLACE_NAME,   /* in a tag's name */
    PLACE_INSIDE, /* in a tag, where an attribute may begin */
    PLACE_GAP,    /* in a tag, where a space, "/" or ">" must come */
    PLACE_ATTRIBUTE,
    PLACE_AFTER,  /* behind an attribute's name and a space */
    PLACE_EQUALS, /* behind "=" */
    PLACE_QUOTED,
    PLACE_BARE, /* in a value without quotes */
    PLACE_DECLARATION,
    PLACE_COMMENT,
    PLACE_RAW, /* in an element whose content is not markup */
};

enum element { ELEMENT_MARKUP, ELEMENT_SCRIPT, ELEMENT_TITLE, ELEMENT_INPUT };

enum attribute {
    ATTRIBUTE_PLAIN, /* for machines: class, value, datetime */
    ATTRIBUTE_LABEL, /* for people: title, aria-label */
    ATTRIBUTE_URL,
    ATTRIBUTE_REFUSED, /* code, or a grammar of its own */
};

enum url {
    URL_EMPTY,
    URL_WORD,  /* begun by letters that may be a scheme */
    URL_VALUE, /* begun by a value that may hold a scheme */
    URL_BEGUN,
    URL_MIXED, /* depends on a section */
};

struct name {
    char text[24];
    uint8_t n;
};

struct context {
    enum place place;
    enum element element;
    enum attribute attribute;
    enum url url;
    char quote;
    bool end_tag;
    uint8_t dashes;     /* seen at the end of a comment */
    uint8_t matched;    /* of an end tag in raw content */
    struct name tag;    /* of the element */
    struct name name;   /* of the attribute */
    struct name scheme; /* of the URL */
};

enum escape {
    ESCAPE_TEXT,     /* as the language writes it */
    ESCAPE_PLAIN,    /* as machines read it */
    ESCAPE_URL,      /* a whole URL */
    ESCAPE_URL_PART, /* behind its beginning */
    ESCAPE_NONE,     /* markup */
};

/* All of these return what is wrong, or NULL. */

const char *context_text(struct context *c, struct str text);
/* A value stands here. raw: {{{it}}}. */
const char *context_value(struct context *c, bool raw, enum escape *out);
/* A section begins here: what may come inside. */
const char *context_branch(struct context *c);
/* A section that began at before has ended at c, or was left out. */
const char *context_join(struct context before, struct context *c);
/* The document ends. */
const char *context_end(const struct context *c);

#endif
