#include "document/elsewhere_words.h"

static const struct field line_fields[] = {
    FIELD(struct elsewhere_line, entity),
    FIELD(struct elsewhere_line, name),
};
const struct shape elsewhere_line_shape =
    SHAPE(struct elsewhere_line, line_fields);

struct str elsewhere_words(struct arena *a, enum lang lang,
                           const struct elsewhere *e)
{
    struct str entity = said_in(lang, e->entity_fr, e->entity_nl).text;
    struct str title = said_in(lang, e->title_fr, e->title_nl).text;

    if (!str_given(e->ref) && !str_given(title))
        return TR(a, lang, N_("Reported by {0}."), entity);
    title = str_printf(a, "%.*s%s%.*s", STR_ARG(e->ref),
                       str_empty(e->ref) ? "" : " ", STR_ARG(title));
    return TR(a, lang, N_("Moved into {0} ({1})."), title, entity);
}

struct list elsewhere_lines(struct arena *a, enum lang lang,
                            const struct list *here)
{
    struct elsewhere_line *lines =
        NEW_N(a, struct elsewhere_line, here->count + 1);

    for (size_t i = 0; i < here->count; i++) {
        const struct elsewhere_here *h =
            LIST_AT(struct elsewhere_here, *here, i);

        lines[i].entity = said_in(lang, h->entity_fr, h->entity_nl).text;
        lines[i].name = said_in(lang, h->name_fr, h->name_nl).text;
    }
    return (struct list){lines, here->count, &elsewhere_line_shape};
}

static const struct field choice_fields[] = {
    FIELD(struct elsewhere_choice, id),
    FIELD(struct elsewhere_choice, text),
    FIELD(struct elsewhere_choice, chosen),
    FIELD(struct elsewhere_choice, silent),
};
const struct shape elsewhere_choice_shape =
    SHAPE(struct elsewhere_choice, choice_fields);

struct list elsewhere_entity_choices(struct arena *a, enum lang lang,
                                     const struct list *entities,
                                     int64_t chosen)
{
    struct elsewhere_choice *out =
        NEW_N(a, struct elsewhere_choice, entities->count + 1);

    for (size_t i = 0; i < entities->count; i++) {
        const struct elsewhere_entity *e =
            LIST_AT(struct elsewhere_entity, *entities, i);
        struct str name = said_in(lang, e->name_fr, e->name_nl).text;

        out[i] = (struct elsewhere_choice){
            .id = e->id,
            .text = str_empty(name) ? e->code : name,
            .chosen = e->id == chosen,
            .silent = !e->reports,
        };
    }
    return (struct list){out, entities->count, &elsewhere_choice_shape};
}

struct list elsewhere_item_choices(struct arena *a, enum lang lang,
                                   const struct list *items, int64_t own,
                                   int64_t chosen)
{
    struct elsewhere_choice *out =
        NEW_N(a, struct elsewhere_choice, items->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < items->count; i++) {
        const struct elsewhere_item *t =
            LIST_AT(struct elsewhere_item, *items, i);
        struct str title = said_in(lang, t->title_fr, t->title_nl).text;

        if (t->id == own)
            continue;
        out[n++] = (struct elsewhere_choice){
            .id = t->id,
            .text = str_printf(a, "%.*s %.*s", STR_ARG(t->ref), STR_ARG(title)),
            .chosen = t->id == chosen,
        };
    }
    return (struct list){out, n, &elsewhere_choice_shape};
}
