/* Mustache to its specification (the mandatory modules and inheritance): text
 * is parsed once into nodes, partials and parents are expanded by a walk over
 * them. Two clients walk: mustache_run renders over any values and is
 * forgiving, as the specification asks; compile.c is strict. Internal to
 * view/. */
#ifndef VIEW_MUSTACHE_H
#define VIEW_MUSTACHE_H

#include "core/buf.h"

enum node_kind {
    NODE_TEXT,
    NODE_VARIABLE, /* {{x}} */
    NODE_RAW,      /* {{{x}}} or {{&x}} */
    NODE_SECTION,  /* {{#x}} */
    NODE_INVERTED, /* {{^x}} */
    NODE_PARTIAL,  /* {{>x}} */
    NODE_PARENT,   /* {{<x}} */
    NODE_BLOCK,    /* {{$x}} */
};

struct node {
    enum node_kind kind;
    bool ends_line; /* a block alone on its line: ends it if its content does
                       not */
    unsigned line;
    struct str text;   /* a literal of at most one line, or the name */
    struct str indent; /* of a partial, parent or block alone on its line */
    struct node *child;
    struct node *next;
};

struct template
{
    struct str name;
    struct node *nodes;
};

/* What is wrong and where; name may be empty. */
struct mistake {
    struct str template;
    unsigned line;
    struct str name;
    const char *problem;
};

/* The nodes live in the arena and point into source. ERR_INPUT: *wrong says
 * why. */
NODISCARD enum err mustache_parse(struct arena *a, struct str name,
                                  struct str source, struct template *out,
                                  struct mistake *wrong);

/* -- walking -------------------------------------------------------------- */

struct walk;

struct walk_client {
    enum err (*text)(struct walk *w, struct str text);
    enum err (*variable)(struct walk *w, const struct node *n);
    /* Calls walk_nodes on n->child as often as the section is shown. */
    enum err (*section)(struct walk *w, const struct node *n);
    /* *out NULL: shown as nothing. */
    enum err (*find)(struct walk *w, const struct node *n,
                     const struct template **out);
    bool indents; /* standalone partials keep their indentation */
};

struct walk {
    const struct walk_client *client;
    struct arena *arena;
    struct mistake *wrong;
    struct str template;     /* being walked */
    const struct node *here; /* being walked */
    struct str indent;       /* of the lines being walked */
    const struct arguments *arguments;
    unsigned depth;
    bool fresh; /* at the beginning of a template's line */
};

struct walk walk_begin(const struct walk_client *client, struct arena *a,
                       struct mistake *wrong);
NODISCARD enum err walk_template(struct walk *w, const struct template *t);
NODISCARD enum err walk_nodes(struct walk *w, const struct node *first);
/* Fills w->wrong and returns ERR_INPUT. n NULL: the node being walked. */
enum err walk_refuse(struct walk *w, const struct node *n, const char *problem);

/* -- running over any values ---------------------------------------------- */

struct mustache_values {
    /* NULL: absent. */
    const void *(*member)(const void *value, struct str name);
    bool (*is_true)(const void *value);
    bool (*is_list)(const void *value);
    size_t (*count)(const void *list);
    const void *(*item)(const void *list, size_t i);
    struct str (*text)(struct arena *a, const void *value);
    /* The source of a partial; STR_NONE: shown as nothing. */
    struct str (*partial)(const void *partials, struct str name);
};

/* Renders; names that are absent are shown as nothing. ERR_INPUT: a template
 * does not parse, or partials nest without end. */
NODISCARD enum err mustache_run(struct arena *a, struct str source,
                                const struct mustache_values *values,
                                const void *data, const void *partials,
                                struct buf *out, struct mistake *wrong);

#endif
