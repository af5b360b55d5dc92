#include "view/program.h"

#include <inttypes.h>
#include <string.h>

#include "core/log.h"
#include "view/escape.h"
#include "view/translate.h"

/* -- values --------------------------------------------------------------- */

static struct str for_people(struct arena *a, enum lang lang, enum kind type,
                             const void *at)
{
    switch (type) {
    case KIND_INT:
        return show_int(a, lang, *(const int64_t *)at);
    case KIND_DEC:
        return show_dec(a, lang, *(const struct dec *)at);
    case KIND_DATE:
        return show_date(a, lang, *(const struct date *)at);
    case KIND_INSTANT:
        return show_instant(a, lang, *(const struct instant *)at);
    case KIND_PERIOD:
        return show_period(a, lang, *(const struct period *)at);
    case KIND_BOOL:
    case KIND_STR:
    case KIND_HTML:
    case KIND_LIST:
    case KIND_STRUCT:
        break;
    }
    return STR_NONE;
}

static struct str for_machines(struct arena *a, enum kind type, const void *at)
{
    switch (type) {
    case KIND_INT:
        return str_printf(a, "%" PRId64, *(const int64_t *)at);
    case KIND_DEC:
        return dec_text(a, *(const struct dec *)at);
    case KIND_DATE:
        return date_text(a, *(const struct date *)at);
    case KIND_INSTANT:
        if (((const struct instant *)at)->s)
            return instant_text(a, *(const struct instant *)at);
        break;
    case KIND_PERIOD:
        return period_text(a, *(const struct period *)at);
    case KIND_BOOL:
        return *(const bool *)at ? S("true") : S("false");
    case KIND_STR:
    case KIND_HTML:
    case KIND_LIST:
    case KIND_STRUCT:
        break;
    }
    return STR_NONE;
}

void value_write(struct buf *out, enum lang lang, enum kind type,
                 enum escape escape, const void *at)
{
    struct str text;
    if (type == KIND_STR || type == KIND_HTML)
        text = *(const struct str *)at; /* struct html holds one struct str */
    else if (escape == ESCAPE_TEXT)
        text = for_people(out->arena, lang, type, at);
    else
        text = for_machines(out->arena, type, at);

    switch (escape) {
    case ESCAPE_TEXT:
    case ESCAPE_PLAIN:
        escape_html(out, text);
        break;
    case ESCAPE_URL:
        escape_url(out, text);
        break;
    case ESCAPE_URL_PART:
        escape_url_part(out, text);
        break;
    case ESCAPE_NONE:
        buf_put(out, text);
        break;
    }
}

static const void *member(const void *base, size_t offset)
{
    return (const char *)base + offset;
}

/* A struct is true when one of its members is. */
static bool is_true(enum kind type, const struct shape *shape, const void *at)
{
    switch (type) {
    case KIND_BOOL:
        return *(const bool *)at;
    case KIND_INT:
        return *(const int64_t *)at != 0;
    case KIND_STR:
    case KIND_HTML:
        return !str_empty(*(const struct str *)at);
    case KIND_DEC:
        return ((const struct dec *)at)->set;
    case KIND_DATE:
        return date_given(*(const struct date *)at);
    case KIND_INSTANT:
        return ((const struct instant *)at)->s != 0;
    case KIND_PERIOD:
        return ((const struct period *)at)->kind != PERIOD_NONE;
    case KIND_LIST:
        return ((const struct list *)at)->count > 0;
    case KIND_STRUCT:
        break;
    }
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *f = &shape->fields[i];
        if (is_true(f->kind, f->shape, member(at, f->offset)))
            return true;
    }
    return false;
}

/* -- operations ----------------------------------------------------------- */

struct rendering {
    const struct program *program;
    struct buf *out;
    const void *slots[SLOTS_MAX];
};

static bool is_shown(const struct rendering *r, const struct op *op,
                     const void *at)
{
    switch (op->kind) {
    case OP_IF:
        return is_true(op->type, op->shape, at);
    case OP_UNLESS:
        return !is_true(op->type, op->shape, at);
    case OP_ONE:
        return counts_as_one(r->program->lang, *(const int64_t *)at);
    case OP_MANY:
        return !counts_as_one(r->program->lang, *(const int64_t *)at);
    case OP_TEXT:
    case OP_VALUE:
    case OP_EACH:
        break;
    }
    return true;
}

static void render(struct rendering *r, size_t from, size_t to);

static void render_rows(struct rendering *r, size_t i, const struct list *list)
{
    const struct op *op = &r->program->ops[i];
    if (list->count && list->shape && list->shape != op->shape) {
        log_event(LOG_ERROR, "template", LOG_Z("problem", "rows of a shape"),
                  LOG_Z("given", list->shape->name),
                  LOG_Z("declared", op->shape->name));
        return;
    }
    for (size_t row = 0; row < list->count; row++) {
        r->slots[op->row] = member(list->at, row * op->shape->size);
        render(r, i + 1, op->end);
    }
}

static void render(struct rendering *r, size_t from, size_t to)
{
    size_t i = from;
    while (i < to) {
        const struct op *op = &r->program->ops[i];
        if (op->kind == OP_TEXT) {
            buf_put(r->out, op->text);
            i++;
            continue;
        }
        const void *at = member(r->slots[op->slot], op->offset);
        if (op->kind == OP_VALUE) {
            value_write(r->out, r->program->lang, op->type, op->escape, at);
            i++;
        } else if (op->kind == OP_EACH) {
            render_rows(r, i, at);
            i = op->end;
        } else {
            i = is_shown(r, op, at) ? i + 1 : op->end;
        }
    }
}

void program_run(const struct program *p, const void *page, const void *frame,
                 struct buf *out)
{
    struct rendering r = {.program = p, .out = out, .slots = {frame, page}};
    render(&r, 0, p->count);
}
