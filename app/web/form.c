#include "web/private.h"

#include "core/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_CHARS = 200, MESSAGES_FIRST = 8 };

enum err req_refuse(struct req *rq, const char *field, struct str text)
{
    struct req_private *own = rq->priv;
    size_t count = rq->messages.count;

    if (count == own->messages_max) {
        size_t max = count ? 2 * count : MESSAGES_FIRST;
        struct message *more = NEW_N(rq->arena, struct message, max);
        if (count)
            memcpy(more, own->messages, count * sizeof(*more));
        own->messages = more;
        own->messages_max = max;
    }
    own->messages[count].field =
        field ? str_copy(rq->arena, str_of(field)) : STR_NONE;
    own->messages[count].text = text;
    rq->messages = (struct list){own->messages, count + 1, &message_shape};
    return ERR_INPUT;
}

/* One value on its way into its member. */
struct entry {
    struct req *rq;
    const struct form_field *field;
    const char *name; /* as sent: "value:12" */
    struct str value;
    void *out; /* the member */
};

/* msgid with {0} the label, {1} what was sent and {2} a further word. */
static enum err refuse(const struct entry *e, const char *msgid,
                       struct str word)
{
    struct req *rq = e->rq;
    struct str sent =
        e->field->secret ? S("***") : utf8_short(rq->arena, e->value, 40);
    const char *label = e->field->label ? e->field->label : e->field->name;

    return req_refuse(
        rq, e->name,
        TR(rq->arena, rq->lang, msgid, tr(rq->lang, label), sent, word));
}

static enum err read_bool(const struct entry *e)
{
    bool yes = str_is(e->value, "on") || str_is(e->value, "1");

    if (!yes && !str_is(e->value, "0") && e->value.n > 0)
        return refuse(e, N_("{0}: “{1}” is neither yes nor no."), S(""));
    memcpy(e->out, &yes, sizeof(yes));
    return OK;
}

static enum err read_int(const struct entry *e)
{
    int64_t n = 0;

    if (e->value.n > 0 && str_int(e->value, &n) != OK)
        return refuse(e, N_("{0}: “{1}” is not a whole number."), S(""));
    memcpy(e->out, &n, sizeof(n));
    return OK;
}

/* A secret is taken exactly as sent (ASVS 6.2.8). */
static enum err read_str(const struct entry *e)
{
    struct arena *a = e->rq->arena;
    struct str text = e->value;
    size_t max = e->field->max_chars ? e->field->max_chars : TEXT_CHARS;

    if (!e->field->secret)
        text = utf8_nfc(a, str_trim(utf8_lines(a, text)));
    memcpy(e->out, &text, sizeof(text));
    if (utf8_length(text) > max)
        return refuse(e, N_("{0}: at most {2} characters are kept."),
                      str_printf(a, "%zu", max));
    if (!e->field->secret && utf8_control(text) >= 0)
        return refuse(e, N_("{0}: holds a character that cannot be printed."),
                      S(""));
    for (const char *const *option = e->field->options; option; option++) {
        if (!*option)
            return refuse(e, N_("{0}: “{1}” is not one of the choices."),
                          S(""));
        if (text.n == 0 || str_is(text, *option))
            break;
    }
    return OK;
}

static enum err read_dec(const struct entry *e)
{
    struct req *rq = e->rq;
    struct dec value, other;
    enum err err = dec_parse_typed(e->value, &value, &other);

    if (err == ERR_CONFLICT) {
        struct str both =
            str_printf(rq->arena, "%.*s / %.*s",
                       STR_ARG(show_dec(rq->arena, rq->lang, value)),
                       STR_ARG(show_dec(rq->arena, rq->lang, other)));
        return refuse(e,
                      N_("{0}: “{1}” can be read in two ways: {2}. Write it "
                         "with another number of decimals, or without mark."),
                      both);
    }
    if (err != OK)
        return refuse(
            e, N_("{0}: “{1}” is not a number. Write it like 1234,5."), S(""));
    memcpy(e->out, &value, sizeof(value));
    return OK;
}

static enum err read_date(const struct entry *e)
{
    struct date date;

    if (date_parse_typed(str_trim(e->value), &date) != OK)
        return refuse(e,
                      N_("{0}: “{1}” is not a date. Write it like 17/07/2022."),
                      S(""));
    memcpy(e->out, &date, sizeof(date));
    return OK;
}

static enum err read_period(const struct entry *e)
{
    struct period period = {0};

    if (e->value.n > 0 && period_parse(e->value, &period) != OK)
        return refuse(
            e, N_("{0}: “{1}” is not a period. Write it like 2025-Q3."), S(""));
    memcpy(e->out, &period, sizeof(period));
    return OK;
}

/* ERR_INPUT with a message, or OK. */
static enum err read_value(const struct entry *e)
{
    bool blank =
        e->value.n == 0 || (!e->field->secret && str_trim(e->value).n == 0);

    if (e->field->required && blank)
        return refuse(e, N_("{0}: please fill this in."), S(""));
    switch (e->field->kind) {
    case KIND_BOOL:
        return read_bool(e);
    case KIND_INT:
        return read_int(e);
    case KIND_STR:
        return read_str(e);
    case KIND_DEC:
        return read_dec(e);
    case KIND_DATE:
        return read_date(e);
    case KIND_PERIOD:
        return read_period(e);
    case KIND_INSTANT:
    case KIND_HTML:
    case KIND_LIST:
    case KIND_STRUCT:
        break;
    }
    return ERR_INTERNAL;
}

/* The message is kept in rq; a fault of ours ends the form. */
static enum err take(const struct entry *e)
{
    enum err err = read_value(e);

    return err == ERR_INPUT ? OK : err;
}

enum err req_form(struct req *rq, const struct form *form, void *out)
{
    size_t before = rq->messages.count;

    memset(out, 0, form->size);
    for (size_t i = 0; i < form->count; i++) {
        const struct form_field *field = &form->fields[i];
        struct str value = req_form_raw(rq, field->name);
        struct entry e = {rq, field, field->name, value,
                          (char *)out + field->offset};
        if (str_given(value) || field->required)
            TRY(take(&e));
    }
    return rq->messages.count > before ? ERR_INPUT : OK;
}

struct str req_form_raw(struct req *rq, const char *name)
{
    return params_get(&rq->priv->body, str_of(name));
}

/* -- rows ------------------------------------------------------------------ */

/* "value:12" as sent, recognised. */
struct cell {
    int64_t id;
    const struct form_field *field;
    const struct param *param;
};

static int by_id(const void *x, const void *y)
{
    const struct cell *a = x, *b = y;

    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return a->field < b->field ? -1 : a->field > b->field;
}

static bool cell_read(const struct form *form, const struct param *param,
                      struct cell *out)
{
    struct str rest = param->name, name;

    if (str_find(rest, ':', 0) < 0 || !str_cut(&rest, ':', &name) ||
        str_int(rest, &out->id) != OK)
        return false;
    out->param = param;
    for (size_t i = 0; i < form->count; i++) {
        out->field = &form->fields[i];
        if (str_is(name, out->field->name))
            return true;
    }
    return false;
}

static size_t ids(const struct cell *cells, size_t count)
{
    size_t n = count > 0;

    for (size_t i = 1; i < count; i++)
        n += cells[i].id != cells[i - 1].id;
    return n;
}

/* A required field that the row does not have. */
static enum err row_missing(struct req *rq, const struct form *form,
                            const struct cell *cells, size_t count, void *row)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct form_field *field = &form->fields[i];
        bool sent = !field->required;
        for (size_t k = 0; k < count && !sent; k++)
            sent = cells[k].field == field;
        if (sent)
            continue;
        struct str name = str_printf(rq->arena, "%s:%lld", field->name,
                                     (long long)cells[0].id);
        struct entry e = {rq, field, name.p, STR_NONE,
                          (char *)row + field->offset};
        TRY(take(&e));
    }
    return OK;
}

/* cells of one id into one row. */
static enum err row_read(struct req *rq, const struct form *form,
                         const struct cell *cells, size_t count, void *row)
{
    memcpy(row, &cells[0].id, sizeof(cells[0].id));
    for (size_t i = 0; i < count; i++) {
        const struct cell *c = &cells[i];
        struct entry e = {rq, c->field, str_z(rq->arena, c->param->name),
                          c->param->value, (char *)row + c->field->offset};
        TRY(take(&e));
    }
    return row_missing(rq, form, cells, count, row);
}

enum err req_form_rows(struct req *rq, const struct form *form,
                       struct list *out)
{
    const struct params *body = &rq->priv->body;
    struct cell *cells = NEW_N(rq->arena, struct cell, body->count + 1);
    size_t count = 0, before = rq->messages.count, end;

    for (size_t i = 0; i < body->count; i++)
        count += cell_read(form, &body->at[i], &cells[count]);
    qsort(cells, count, sizeof(*cells), by_id);

    *out = (struct list){0};
    out->at = arena_alloc(rq->arena, ids(cells, count) + 1, form->size);
    for (size_t i = 0; i < count; i = end) {
        void *row = (char *)out->at + out->count++ * form->size;
        for (end = i; end < count && cells[end].id == cells[i].id; end++)
            ;
        TRY(row_read(rq, form, &cells[i], end - i, row));
    }
    return rq->messages.count > before ? ERR_INPUT : OK;
}

/* -- path and query -------------------------------------------------------- */

enum err req_path(struct req *rq, const char *name, struct str *out)
{
    const struct match *match = &rq->priv->match;

    for (size_t i = 0; i < match->param_count; i++)
        if (str_is(match->params[i].name, name))
            return percent_decode(rq->arena, match->params[i].value, false,
                                  out) == OK
                       ? OK
                       : ERR_NOT_FOUND;
    return ERR_INTERNAL;
}

enum err req_id(struct req *rq, const char *name, int64_t *out)
{
    struct str text;

    TRY(req_path(rq, name, &text));
    return str_int(text, out) == OK && *out >= 0 ? OK : ERR_NOT_FOUND;
}

enum err req_path_period(struct req *rq, const char *name, struct period *out)
{
    struct str text;

    TRY(req_path(rq, name, &text));
    return period_parse(text, out) == OK ? OK : ERR_NOT_FOUND;
}

struct str req_query(struct req *rq, const char *name)
{
    return params_get(&rq->priv->query, str_of(name));
}

enum err req_query_period(struct req *rq, const char *name, struct period *out)
{
    struct str text = req_query(rq, name);

    *out = (struct period){0};
    if (str_empty(text))
        return OK;
    return period_parse(text, out) == OK ? OK : ERR_NOT_FOUND;
}

enum err req_query_int(struct req *rq, const char *name, int64_t *out)
{
    struct str text = req_query(rq, name);

    *out = 0;
    if (str_empty(text))
        return OK;
    return str_int(text, out) == OK ? OK : ERR_NOT_FOUND;
}
