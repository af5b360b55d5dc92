#include "view/mustache.h"

/* Deeper than any sensible template; a page that includes itself without end
 * stops here. */
enum { DEPTH_MAX = 100 };

/* What the parents being expanded were given, innermost first. */
struct arguments {
    const struct node *given; /* children of the parent tag */
    struct str template;      /* they were written in */
    const struct arguments *outer;
};

struct walk walk_begin(const struct walk_client *client, struct arena *a,
                       struct mistake *wrong)
{
    return (struct walk){
        .client = client, .arena = a, .wrong = wrong, .fresh = true};
}

enum err walk_refuse(struct walk *w, const struct node *n, const char *problem)
{
    n = n ? n : w->here;
    *w->wrong = (struct mistake){w->template, n ? n->line : 0,
                                 n ? str_trim(n->text) : S(""), problem};
    return ERR_INPUT;
}

static enum err begin_line(struct walk *w)
{
    if (w->fresh && w->client->indents && w->indent.n)
        TRY(w->client->text(w, w->indent));
    w->fresh = false;
    return OK;
}

static struct str join(struct arena *a, struct str left, struct str right)
{
    if (!left.n || !right.n)
        return left.n ? left : right;
    return str_printf(a, "%.*s%.*s", STR_ARG(left), STR_ARG(right));
}

/* Walks elsewhere with more indentation, and comes back. */
static enum err walk_within(struct walk *w, struct str template,
                            const struct node *site, const struct node *first)
{
    struct str was_template = w->template, was_indent = w->indent;
    if (w->depth == DEPTH_MAX)
        return walk_refuse(w, site, "includes itself without end");
    w->depth++;
    w->template = template;
    w->indent = join(w->arena, w->indent, site->indent);
    enum err err = walk_nodes(w, first);
    w->indent = was_indent;
    w->template = was_template;
    w->depth--;
    return err;
}

static enum err walk_partial(struct walk *w, const struct node *n)
{
    const struct template *t;
    TRY(w->client->find(w, n, &t));
    if (!t)
        return OK;
    struct arguments arguments = {n->child, w->template, w->arguments};
    w->arguments = &arguments;
    enum err err = walk_within(w, t->name, n, t->nodes);
    w->arguments = arguments.outer;
    return err;
}

static const struct node *block_named(const struct node *n, struct str name)
{
    for (; n; n = n->next)
        if (n->kind == NODE_BLOCK && str_eq(n->text, name))
            return n;
    return NULL;
}

/* The outermost parent tag that fills a block wins. */
static enum err walk_block(struct walk *w, const struct node *n)
{
    const struct node *content = n;
    struct str template = w->template;
    for (const struct arguments *a = w->arguments; a; a = a->outer) {
        const struct node *filled = block_named(a->given, n->text);
        if (filled) {
            content = filled;
            template = a->template;
        }
    }
    TRY(walk_within(w, template, n, content->child));
    if (!n->ends_line || w->fresh)
        return OK;
    w->fresh = true;
    return w->client->text(w, S("\n"));
}

static enum err walk_node(struct walk *w, const struct node *n)
{
    w->here = n;
    switch (n->kind) {
    case NODE_TEXT:
        TRY(begin_line(w));
        w->fresh = n->text.p[n->text.n - 1] == '\n';
        return w->client->text(w, n->text);
    case NODE_VARIABLE:
    case NODE_RAW:
        TRY(begin_line(w));
        return w->client->variable(w, n);
    case NODE_SECTION:
    case NODE_INVERTED:
        return w->client->section(w, n);
    case NODE_PARTIAL:
    case NODE_PARENT:
        return walk_partial(w, n);
    case NODE_BLOCK:
        return walk_block(w, n);
    }
    return OK;
}

enum err walk_nodes(struct walk *w, const struct node *first)
{
    for (const struct node *n = first; n; n = n->next)
        TRY(walk_node(w, n));
    return OK;
}

enum err walk_template(struct walk *w, const struct template *t)
{
    w->template = t->name;
    return walk_nodes(w, t->nodes);
}
