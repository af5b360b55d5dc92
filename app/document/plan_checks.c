#include "document/plan_checks.h"

#include "document/plan_words.h"

static const struct field check_fields[] = {
    FIELD(struct plan_check, item),
    FIELD(struct plan_check, ref),
    FIELD(struct plan_check, name),
    FIELD(struct plan_check, text),
};
const struct shape plan_check_shape = SHAPE(struct plan_check, check_fields);

struct checker {
    struct arena *a;
    enum lang lang;
    struct list out;
};

static void note(struct checker *c, int64_t item, struct str ref,
                 struct str name, struct str text)
{
    *LIST_AT(struct plan_check, c->out, c->out.count++) =
        (struct plan_check){item, ref, name, text};
}

/* Exactly one of both is there. */
static bool one_sided(struct str fr, struct str nl)
{
    return str_empty(fr) != str_empty(nl);
}

static void check_language(struct checker *c, int64_t item, struct str ref,
                           struct str fr, struct str nl)
{
    if (one_sided(fr, nl))
        note(c, item, ref, str_empty(fr) ? nl : fr,
             tr(c->lang, str_empty(fr) ? N_("the French text is missing")
                                       : N_("the Dutch text is missing")));
}

static void check_indicator(struct checker *c, const struct plan_indicator *i)
{
    enum measure_type type = type_parse(i->type);
    bool worded =
        !str_empty(i->threshold_text_fr) || !str_empty(i->threshold_text_nl);
    bool judged = type != TYPE_LABEL && type != TYPE_NARRATIVE;

    check_language(c, i->item, i->ref, i->description_fr, i->description_nl);
    if (judged && !worded && (!i->red.set || !i->green.set))
        note(c, i->item, i->ref,
             said_in(c->lang, i->description_fr, i->description_nl).text,
             tr(c->lang, N_("a threshold is missing")));
}

static void check_item(struct checker *c, const struct plan_content *content,
                       const struct plan_item *item)
{
    struct dec sum = dec_int(0);
    bool weighted = false;

    check_language(c, item->id, item->ref, item->title_fr, item->title_nl);
    for (size_t i = 0; i < content->indicators.count; i++) {
        const struct plan_indicator *one =
            LIST_AT(struct plan_indicator, content->indicators, i);

        if (one->item != item->id)
            continue;
        check_indicator(c, one);
        if (one->parent == 0 && one->weight.set) {
            weighted = true;
            sum.micro += one->weight.micro;
            if (one->weight.decimals > sum.decimals)
                sum.decimals = one->weight.decimals;
        }
    }
    if (weighted && dec_cmp(sum, dec_int(100)) != 0)
        note(c, item->id, item->ref,
             said_in(c->lang, item->title_fr, item->title_nl).text,
             TR(c->a, c->lang, N_("the weights total {0}, not 100"),
                show_dec(c->a, c->lang, sum)));
}

struct list plan_checks(struct arena *a, enum lang lang,
                        const struct plan_content *content)
{
    size_t most = 2 * (content->items.count + content->indicators.count);
    struct checker c = {a, lang, {0}};

    c.out = (struct list){NEW_N(a, struct plan_check, most + 1), 0,
                          &plan_check_shape};
    for (size_t i = 0; i < content->items.count; i++)
        check_item(&c, content, LIST_AT(struct plan_item, content->items, i));
    return c.out;
}
