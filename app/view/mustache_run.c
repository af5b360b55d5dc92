#include "view/mustache.h"

#include "view/escape.h"

/* A value and those around it, innermost first. */
struct scope {
    const void *value;
    const struct scope *outer;
};

struct loaded {
    struct template template;
    struct loaded *next;
};

struct run {
    struct walk walk; /* first: the client's functions cast back */
    const struct mustache_values *values;
    const void *partials;
    const struct scope *scope;
    struct loaded *loaded;
    struct buf *out;
};

/* Only the first part of a dotted name is looked for outwards. */
static const void *look_up(const struct run *r, struct str name)
{
    struct str part;
    const void *found = NULL;

    if (str_is(name, "."))
        return r->scope->value;
    str_cut(&name, '.', &part);
    for (const struct scope *s = r->scope; s && !found; s = s->outer)
        found = r->values->member(s->value, part);
    while (found && str_cut(&name, '.', &part))
        found = r->values->member(found, part);
    return found;
}

static enum err run_text(struct walk *w, struct str text)
{
    buf_put(((struct run *)w)->out, text);
    return OK;
}

static enum err run_variable(struct walk *w, const struct node *n)
{
    struct run *r = (struct run *)w;
    const void *value = look_up(r, n->text);
    if (!value)
        return OK;
    struct str text = r->values->text(w->arena, value);
    if (n->kind == NODE_RAW)
        buf_put(r->out, text);
    else
        escape_html(r->out, text);
    return OK;
}

static enum err run_with(struct run *r, const struct node *n, const void *value)
{
    struct scope scope = {value, r->scope};
    r->scope = &scope;
    enum err err = walk_nodes(&r->walk, n->child);
    r->scope = scope.outer;
    return err;
}

static enum err run_section(struct walk *w, const struct node *n)
{
    struct run *r = (struct run *)w;
    const void *value = look_up(r, n->text);
    bool list = value && r->values->is_list(value);
    size_t count = list ? r->values->count(value) : 0;
    bool shown = list ? count > 0 : value && r->values->is_true(value);

    if (n->kind == NODE_INVERTED)
        return shown ? OK : walk_nodes(w, n->child);
    if (shown && !list)
        return run_with(r, n, value);
    for (size_t i = 0; i < count; i++)
        TRY(run_with(r, n, r->values->item(value, i)));
    return OK;
}

static enum err run_find(struct walk *w, const struct node *n,
                         const struct template **out)
{
    struct run *r = (struct run *)w;
    struct loaded *l = r->loaded;

    *out = NULL;
    while (l && !str_eq(l->template.name, n->text))
        l = l->next;
    if (!l) {
        struct str source = r->values->partial(r->partials, n->text);
        if (!str_given(source))
            return OK;
        l = NEW(w->arena, struct loaded);
        TRY(mustache_parse(w->arena, n->text, source, &l->template, w->wrong));
        l->next = r->loaded;
        r->loaded = l;
    }
    *out = &l->template;
    return OK;
}

static const struct walk_client client = {
    .text = run_text,
    .variable = run_variable,
    .section = run_section,
    .find = run_find,
    .indents = true,
};

enum err mustache_run(struct arena *a, struct str source,
                      const struct mustache_values *values, const void *data,
                      const void *partials, struct buf *out,
                      struct mistake *wrong)
{
    struct scope scope = {data, NULL};
    struct run r = {.walk = walk_begin(&client, a, wrong),
                    .values = values,
                    .partials = partials,
                    .scope = &scope,
                    .out = out};
    struct template t;
    TRY(mustache_parse(a, S("template"), source, &t, wrong));
    return walk_template(&r.walk, &t);
}
