#include "view/mustache.h"

#include <string.h>

/* Text becomes tokens, lines that hold tags alone lose their white space, and
 * tokens become a tree. */

enum { NESTING_MAX = 64 };

struct token {
    char tag;         /* 't' text, 'v' variable, '!' comment; else as written */
    bool dropped;     /* white space of a line that holds tags alone */
    bool alone;       /* a tag on such a line */
    bool opens_lines; /* the last tag on such a line */
    bool ends_line;   /* a block opened and closed on such a line */
    unsigned line;
    struct str text;
    struct str indent;
    size_t pair; /* what closes an opening tag, what a closing tag closes */
};

struct parser {
    struct arena *arena;
    struct str name;
    struct str source;
    size_t at;
    unsigned line;
    struct str open, close;
    struct token *tokens;
    size_t count, cap;
    size_t nested[NESTING_MAX];
    size_t depth;
    struct mistake *wrong;
};

static enum err refuse(struct parser *p, struct str name, const char *problem)
{
    *p->wrong = (struct mistake){p->name, p->line, name, problem};
    return ERR_INPUT;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool all_blank(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_blank(s.p[i]))
            return false;
    return true;
}

static bool ends_line(const struct token *t)
{
    return t->tag == 't' && t->text.n && t->text.p[t->text.n - 1] == '\n';
}

static size_t leading_blanks(struct str s)
{
    size_t n = 0;
    while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
        n++;
    return n;
}

static struct token *push(struct parser *p, char tag, struct str text)
{
    if (p->count == p->cap) {
        struct token *old = p->tokens;
        p->cap = p->cap ? 2 * p->cap : 64;
        p->tokens = NEW_N(p->arena, struct token, p->cap);
        if (p->count)
            memcpy(p->tokens, old, p->count * sizeof(*old));
    }
    struct token *t = &p->tokens[p->count++];
    *t = (struct token){.tag = tag, .line = p->line, .text = text};
    return t;
}

/* -- tokens --------------------------------------------------------------- */

static ptrdiff_t find(struct str s, struct str what, size_t from)
{
    if (from > s.n)
        return -1;
    const char *at = memmem(s.p + from, s.n - from, what.p, what.n);
    return at ? at - s.p : -1;
}

static void push_text(struct parser *p, size_t end)
{
    while (p->at < end) {
        ptrdiff_t newline = str_find(p->source, '\n', p->at);
        size_t to =
            newline < 0 || (size_t)newline >= end ? end : (size_t)newline + 1;
        struct token *t = push(p, 't', str_sub(p->source, p->at, to - p->at));
        p->line += ends_line(t);
        p->at = to;
    }
}

static enum err set_delimiters(struct parser *p, struct str inside)
{
    struct str text = str_trim(inside);
    size_t first = 0;
    while (first < text.n && !is_blank(text.p[first]))
        first++;
    struct str open = str_sub(text, 0, first);
    struct str close = str_trim(str_sub(text, first, text.n));
    for (size_t i = 0; i < close.n; i++)
        if (is_blank(close.p[i]))
            close.n = 0;
    if (!open.n || !close.n || str_find(text, '=', 0) >= 0)
        return refuse(p, text, "two delimiters without '=' are needed");
    p->open = open;
    p->close = close;
    push(p, '!', text);
    return OK;
}

static enum err open_tag(struct parser *p)
{
    if (p->depth == NESTING_MAX)
        return refuse(p, p->tokens[p->count - 1].text, "nested too deeply");
    p->nested[p->depth++] = p->count - 1;
    return OK;
}

static enum err close_tag(struct parser *p)
{
    struct token *t = &p->tokens[p->count - 1];
    if (!p->depth)
        return refuse(p, t->text, "closes what is not open");
    t->pair = p->nested[--p->depth];
    struct token *opening = &p->tokens[t->pair];
    opening->pair = p->count - 1;
    if (!str_eq(opening->text, t->text))
        return refuse(p, t->text, "closes another section than the open one");
    return OK;
}

static enum err push_tag(struct parser *p, char sigil, struct str inside)
{
    struct str name = str_trim(inside);
    if (sigil == '=')
        return set_delimiters(p, inside);
    if (sigil != '!') {
        if (!name.n)
            return refuse(p, name, "a tag without a name");
        for (size_t i = 0; i < name.n; i++)
            if (is_blank(name.p[i]))
                return refuse(p, name, "a name with white space in it");
    }
    push(p, sigil, name);
    if (strchr("#^<$", sigil))
        return open_tag(p);
    return sigil == '/' ? close_tag(p) : OK;
}

/* At an opening delimiter. */
static enum err read_tag(struct parser *p)
{
    struct str s = p->source, end = p->close;
    size_t from = p->at + p->open.n;
    char c = from < s.n ? s.p[from] : '\0', sigil = 'v';

    if (c && strchr("#^/<>$&!={", c)) {
        sigil = c == '{' ? '&' : c;
        from++;
    }
    if (c == '{' || c == '=')
        end = str_printf(p->arena, "%c%.*s", c == '{' ? '}' : '=',
                         STR_ARG(p->close));
    ptrdiff_t to = find(s, end, from);
    if (to < 0)
        return refuse(p, str_sub(s, p->at, 20), "a tag that does not end");
    struct str inside = str_sub(s, from, (size_t)to - from);
    TRY(push_tag(p, sigil, inside));
    for (size_t i = 0; i < inside.n; i++)
        p->line += inside.p[i] == '\n';
    p->at = (size_t)to + end.n;
    return OK;
}

static enum err read_tokens(struct parser *p)
{
    ptrdiff_t tag;
    while ((tag = find(p->source, p->open, p->at)) >= 0) {
        push_text(p, (size_t)tag);
        TRY(read_tag(p));
    }
    push_text(p, p->source.n);
    if (p->depth) {
        struct token *t = &p->tokens[p->nested[p->depth - 1]];
        p->line = t->line;
        return refuse(p, t->text, "a section that is not closed");
    }
    return OK;
}

/* -- lines ---------------------------------------------------------------- */

static bool of_inheritance(const struct parser *p, const struct token *t)
{
    char tag = t->tag == '/' ? p->tokens[t->pair].tag : t->tag;
    return tag == '<' || tag == '$';
}

/* One tag, or several of inheritance, and nothing else. */
static bool stands_alone(const struct parser *p, size_t from, size_t to)
{
    size_t tags = 0, of_family = 0;
    for (size_t i = from; i < to; i++) {
        const struct token *t = &p->tokens[i];
        if (t->tag == 't' ? !all_blank(t->text) : strchr("v&", t->tag) != NULL)
            return false;
        tags += t->tag != 't';
        of_family += t->tag != 't' && of_inheritance(p, t);
    }
    return tags == 1 || (tags && tags == of_family);
}

static void drop_blanks(struct parser *p, size_t from, size_t to)
{
    struct token *last = NULL;
    for (size_t i = from; i < to; i++) {
        struct token *t = &p->tokens[i];
        if (t->tag == 't') {
            t->dropped = true;
            continue;
        }
        t->alone = true;
        last = t;
    }
    if (!ends_line(&p->tokens[to - 1]))
        return;
    last->opens_lines = true;
    if (last->tag == '/' && last->pair >= from &&
        p->tokens[last->pair].tag == '$')
        p->tokens[last->pair].ends_line = true;
}

static void mark_lines(struct parser *p)
{
    size_t from = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (!ends_line(&p->tokens[i]) && i + 1 < p->count)
            continue;
        if (stands_alone(p, from, i + 1))
            drop_blanks(p, from, i + 1);
        from = i + 1;
    }
}

static size_t shared(struct str a, struct str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

/* The indentation of a block's content belongs to the place where the block
 * stands: it is taken off here and put back where the content is shown. */
static void take_indentation(struct parser *p, size_t block)
{
    struct token *b = &p->tokens[block];
    size_t first = block + 2; /* behind the line break of its line */
    bool any = false;

    for (size_t i = first; i < b->pair; i++)
        any = any || !p->tokens[i].dropped;
    if (!any)
        return;
    struct str text = p->tokens[first].text;
    b->indent = p->tokens[first].tag == 't'
                    ? str_sub(text, 0, leading_blanks(text))
                    : S("");
    for (size_t i = first; i < b->pair; i++) {
        struct token *t = &p->tokens[i];
        if (t->tag == 't' && (i == first || ends_line(t - 1)))
            t->text = str_sub(t->text, shared(t->text, b->indent), t->text.n);
    }
}

/* Outer blocks come first: what they take is gone when the inner ones look. */
static void take_indentations(struct parser *p)
{
    for (size_t i = 0; i < p->count; i++) {
        struct token *t = &p->tokens[i];
        if (!t->alone || !strchr("<>$", t->tag))
            continue;
        if (i && t[-1].tag == 't' && !ends_line(&t[-1]))
            t->indent = t[-1].text;
        if (t->tag == '$' && t->opens_lines)
            take_indentation(p, i);
    }
}

/* -- tree ----------------------------------------------------------------- */

static enum node_kind kind_of(char tag)
{
    switch (tag) {
    case 'v':
        return NODE_VARIABLE;
    case '&':
        return NODE_RAW;
    case '#':
        return NODE_SECTION;
    case '^':
        return NODE_INVERTED;
    case '>':
        return NODE_PARTIAL;
    case '<':
        return NODE_PARENT;
    case '$':
        return NODE_BLOCK;
    default:
        return NODE_TEXT;
    }
}

static struct node *tree(struct parser *p, size_t from, size_t to)
{
    struct node *first = NULL, **end = &first;
    for (size_t i = from; i < to; i++) {
        const struct token *t = &p->tokens[i];
        if (t->dropped || t->tag == '!' || !t->text.n)
            continue;
        struct node *n = NEW(p->arena, struct node);
        *n = (struct node){.kind = kind_of(t->tag),
                           .ends_line = t->ends_line,
                           .line = t->line,
                           .text = t->text,
                           .indent = t->indent};
        if (t->pair) {
            n->child = tree(p, i + 1, t->pair);
            i = t->pair;
        }
        *end = n;
        end = &n->next;
    }
    return first;
}

enum err mustache_parse(struct arena *a, struct str name, struct str source,
                        struct template *out, struct mistake *wrong)
{
    struct parser p = {.arena = a,
                       .name = name,
                       .source = str_given(source) ? source : S(""),
                       .line = 1,
                       .open = S("{{"),
                       .close = S("}}"),
                       .wrong = wrong};
    TRY(read_tokens(&p));
    mark_lines(&p);
    take_indentations(&p);
    *out = (struct template){name, tree(&p, 0, p.count)};
    return OK;
}
