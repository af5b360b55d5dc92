#include "view/program.h"

#include <string.h>

/* A name is looked up in the rows around it, then the page, then the frame. */
struct scope {
    const struct shape *shape;
    uint8_t slot;
    size_t offset; /* of a nested struct in its slot */
};

enum { SCOPES_MAX = 2 * SLOTS_MAX };

struct compiler {
    struct walk walk; /* first: the client's functions cast back */
    struct library *library;
    enum lang lang;
    struct context context;
    struct scope scopes[SCOPES_MAX];
    size_t depth;
    uint8_t slots;
    struct op *ops;
    size_t count, cap;
    struct buf text; /* of the literal being collected */
};

/* -- operations ----------------------------------------------------------- */

static struct op *add(struct compiler *c, struct op op)
{
    if (c->count == c->cap) {
        struct op *old = c->ops;
        c->cap = c->cap ? 2 * c->cap : 64;
        c->ops = NEW_N(c->walk.arena, struct op, c->cap);
        if (c->count)
            memcpy(c->ops, old, c->count * sizeof(*old));
    }
    c->ops[c->count] = op;
    return &c->ops[c->count++];
}

static void end_text(struct compiler *c)
{
    struct str text = buf_str(&c->text);
    if (text.n)
        add(c, (struct op){.kind = OP_TEXT,
                           .text = str_copy(c->walk.arena, text)});
    c->text.n = 0;
}

/* -- names ---------------------------------------------------------------- */

struct found {
    const struct field *field;
    uint8_t slot;
    size_t offset;
};

static bool find_in(const struct scope *s, struct str name, struct found *out)
{
    struct str part;
    const struct shape *shape = s->shape;

    *out = (struct found){NULL, s->slot, s->offset};
    while (str_cut(&name, '.', &part)) {
        if (out->field)
            shape = out->field->kind == KIND_STRUCT ? out->field->shape : NULL;
        out->field = shape ? shape_field(shape, part) : NULL;
        if (!out->field)
            return false;
        out->offset += out->field->offset;
    }
    return out->field != NULL;
}

static enum err find_name(struct compiler *c, const struct node *n,
                          struct found *out)
{
    for (size_t i = c->depth; i-- > 0;)
        if (find_in(&c->scopes[i], n->text, out))
            return OK;
    return walk_refuse(&c->walk, n, "no such name in the shapes in sight");
}

/* -- literals and values -------------------------------------------------- */

static enum err checked(struct compiler *c, const struct node *n,
                        const char *problem)
{
    return problem ? walk_refuse(&c->walk, n, problem) : OK;
}

static enum err compile_text(struct walk *w, struct str text)
{
    struct compiler *c = (struct compiler *)w;
    buf_put(&c->text, text);
    return checked(c, NULL, context_text(&c->context, text));
}

static const char *unfit(enum kind type, enum escape escape, bool raw)
{
    if (raw != (type == KIND_HTML))
        return raw ? "{{{ }}} is for markup made by view/ only"
                   : "markup is written {{{ }}}";
    if (type == KIND_LIST || type == KIND_STRUCT)
        return "a list or a struct is no value: use a section or a dot";
    if (type == KIND_BOOL && escape != ESCAPE_PLAIN)
        return "true or false is no text: use a section";
    return NULL;
}

static enum err compile_variable(struct walk *w, const struct node *n)
{
    struct compiler *c = (struct compiler *)w;
    bool raw = n->kind == NODE_RAW;
    struct found f;
    enum escape escape;

    TRY(find_name(c, n, &f));
    TRY(checked(c, n, context_value(&c->context, raw, &escape)));
    TRY(checked(c, n, unfit(f.field->kind, escape, raw)));
    end_text(c);
    add(c, (struct op){.kind = OP_VALUE,
                       .type = f.field->kind,
                       .escape = escape,
                       .slot = f.slot,
                       .offset = f.offset});
    return OK;
}

/* -- sections ------------------------------------------------------------- */

/* What is under a section: nodes of this template, or of a translation. */
static enum err walk_part(struct compiler *c, const struct template *part)
{
    struct str template = c->walk.template;
    enum err err = walk_template(&c->walk, part);
    c->walk.template = template;
    return err;
}

/* Opens the operation, compiles what is under it and closes it. */
static enum err compile_under(struct compiler *c, const struct node *n,
                              struct op op, const struct template *part)
{
    struct context before = c->context;
    TRY(checked(c, n, context_branch(&c->context)));
    end_text(c);
    size_t opened = c->count;
    add(c, op);
    TRY(walk_part(c, part));
    end_text(c);
    c->ops[opened].end = c->count;
    return checked(c, n, context_join(before, &c->context));
}

/* Rows and nested structs bring their names into sight. */
static enum err compile_inside(struct compiler *c, const struct node *n,
                               const struct found *f, struct op op)
{
    uint8_t slots = c->slots;
    struct scope scope = {op.shape, op.slot, op.offset};

    if (!op.shape)
        return walk_refuse(&c->walk, n, "a list or struct without its shape");
    if (c->depth == SCOPES_MAX || c->slots == SLOTS_MAX)
        return walk_refuse(&c->walk, n, "nested too deeply");
    if (f->field->kind == KIND_LIST) {
        op.kind = OP_EACH;
        op.row = c->slots++;
        scope = (struct scope){op.shape, op.row, 0};
    }
    c->scopes[c->depth++] = scope;
    struct template part = {c->walk.template, n->child};
    enum err err = compile_under(c, n, op, &part);
    c->depth--;
    c->slots = slots;
    return err;
}

static enum err compile_message(struct compiler *c, const struct node *n);
static enum err compile_plural(struct compiler *c, const struct node *n);

static enum err compile_section(struct walk *w, const struct node *n)
{
    struct compiler *c = (struct compiler *)w;
    struct found f;

    if (n->kind == NODE_SECTION && str_is(n->text, "_"))
        return compile_message(c, n);
    if (n->kind == NODE_SECTION && str_is(n->text, "_n"))
        return compile_plural(c, n);
    TRY(find_name(c, n, &f));
    struct op op = {.kind = n->kind == NODE_SECTION ? OP_IF : OP_UNLESS,
                    .type = f.field->kind,
                    .slot = f.slot,
                    .offset = f.offset,
                    .shape = f.field->shape};
    if (n->kind == NODE_SECTION &&
        (f.field->kind == KIND_LIST || f.field->kind == KIND_STRUCT))
        return compile_inside(c, n, &f, op);
    struct template part = {c->walk.template, n->child};
    return compile_under(c, n, op, &part);
}

/* -- translated texts ----------------------------------------------------- */

static void fold_into(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        bool blank = text.p[i] == ' ' || text.p[i] == '\t' ||
                     text.p[i] == '\n' || text.p[i] == '\r';
        if (!blank)
            buf_byte(out, text.p[i]);
        else if (out->n && out->p[out->n - 1] != ' ')
            buf_byte(out, ' ');
    }
}

struct str msgid_of(struct arena *a, const struct node *from)
{
    struct buf out = buf_new(a, 80);
    for (const struct node *n = from; n; n = n->next) {
        if (n->kind == NODE_TEXT)
            fold_into(&out, n->text);
        else if (n->kind == NODE_VARIABLE)
            buf_printf(&out, "{{%.*s}}", STR_ARG(n->text));
        else
            return STR_NONE;
    }
    return str_trim(buf_str(&out));
}

/* A translation is a template of its own, with the names around it. */
static enum err parse_message(struct compiler *c, struct str text,
                              struct template *out)
{
    struct str name = str_printf(c->walk.arena, "%.*s, translated to %s",
                                 STR_ARG(c->walk.template), lang_code(c->lang));
    return mustache_parse(c->walk.arena, name, text, out, c->walk.wrong);
}

static enum err compile_message(struct compiler *c, const struct node *n)
{
    struct str msgid = msgid_of(c->walk.arena, n->child);
    struct context before = c->context;
    struct template message;

    if (str_empty(msgid))
        return walk_refuse(&c->walk, n,
                           "a translated text holds text and names only");
    TRY(parse_message(c, tr(c->lang, str_z(c->walk.arena, msgid)), &message));
    TRY(walk_part(c, &message));
    return checked(c, n, context_join(before, &c->context));
}

/* The name a plural depends on: the first in it. */
static struct str first_name(struct str text)
{
    ptrdiff_t from = str_find(text, '{', 0);
    ptrdiff_t to = from < 0 ? -1 : str_find(text, '}', (size_t)from);
    return to < 0 ? STR_NONE
                  : str_sub(text, (size_t)from + 2, (size_t)(to - from) - 2);
}

static enum err compile_form(struct compiler *c, const struct node *n,
                             struct op op, struct str text)
{
    struct template message;
    TRY(parse_message(c, text, &message));
    return compile_under(c, n, op, &message);
}

static enum err compile_plural(struct compiler *c, const struct node *n)
{
    struct arena *a = c->walk.arena;
    struct str rest = msgid_of(a, n->child), one, many;
    struct node number = *n;
    struct found f;

    number.text = first_name(rest);
    if (!str_cut(&rest, '|', &one) || !str_cut(&rest, '|', &many) ||
        !number.text.n)
        return walk_refuse(&c->walk, n, "a plural is {{n}} thing|{{n}} things");
    TRY(find_name(c, &number, &f));
    if (f.field->kind != KIND_INT)
        return walk_refuse(&c->walk, &number, "a plural counts an int64_t");

    const char *one_z = str_z(a, str_trim(one)),
               *many_z = str_z(a, str_trim(many));
    struct op op = {.kind = OP_ONE, .slot = f.slot, .offset = f.offset};
    TRY(compile_form(c, n, op, tr_n(c->lang, one_z, many_z, 1)));
    op.kind = OP_MANY;
    return compile_form(c, n, op, tr_n(c->lang, one_z, many_z, 2));
}

/* -- programs ------------------------------------------------------------- */

static enum err compile_find(struct walk *w, const struct node *n,
                             const struct template **out)
{
    struct compiler *c = (struct compiler *)w;
    enum err err = c->library->find(c->library, n->text, out, w->wrong);
    return err == ERR_NOT_FOUND ? walk_refuse(w, n, "no such template") : err;
}

static const struct walk_client client = {
    .text = compile_text,
    .variable = compile_variable,
    .section = compile_section,
    .find = compile_find,
};

static struct program keep_program(struct arena *keep, const struct compiler *c)
{
    struct op *ops = NEW_N(keep, struct op, c->count + 1);
    for (size_t i = 0; i < c->count; i++) {
        ops[i] = c->ops[i];
        if (ops[i].kind == OP_TEXT)
            ops[i].text = str_copy(keep, ops[i].text);
    }
    return (struct program){c->lang, ops, c->count};
}

enum err program_compile(struct arena *keep, struct arena *scratch,
                         struct library *library, struct str name,
                         enum lang lang, const struct shape *page,
                         const struct shape *frame, struct program *out,
                         struct mistake *wrong)
{
    struct compiler c = {.walk = walk_begin(&client, scratch, wrong),
                         .library = library,
                         .lang = lang,
                         .scopes = {{frame, 0, 0}, {page, 1, 0}},
                         .depth = 2,
                         .slots = 2,
                         .text = buf_new(scratch, 4096)};
    const struct template *t;
    struct node site = {.text = name};
    c.walk.template = name;
    TRY(compile_find(&c.walk, &site, &t));
    TRY(walk_template(&c.walk, t));
    end_text(&c);
    TRY(checked(&c, NULL, context_end(&c.context)));
    *out = keep_program(keep, &c);
    return OK;
}
