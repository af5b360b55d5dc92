#include "document/plan_changes.h"

#include "document/plan_tree.h"
#include "document/plan_words.h"
#include "domain/wording.h"

static const struct field field_change_fields[] = {
    FIELD(struct plan_field_change, label),
    FIELD_LIST(struct plan_field_change, pieces, &wording_piece_shape),
};
static const struct shape field_change_shape =
    SHAPE(struct plan_field_change, field_change_fields);

static const struct field change_fields[] = {
    FIELD(struct plan_change, item),
    FIELD(struct plan_change, ref),
    FIELD(struct plan_change, name),
    FIELD(struct plan_change, indicator),
    FIELD(struct plan_change, added),
    FIELD(struct plan_change, removed),
    FIELD_LIST(struct plan_change, fields, &field_change_shape),
};
const struct shape plan_change_shape = SHAPE(struct plan_change, change_fields);

enum { FIELDS_MAX = 12 };

struct comparer {
    struct arena *a;
    enum lang lang;
    struct list out;
};

/* A row as words, field by field. */
struct described {
    const char *labels[FIELDS_MAX]; /* msgids */
    struct str texts[FIELDS_MAX];
    size_t count;
};

static void say(struct described *d, const char *label, struct str text)
{
    d->labels[d->count] = label;
    d->texts[d->count++] = text;
}

static struct str deadlines_text(const struct comparer *c,
                                 const struct plan_content *content,
                                 int64_t item)
{
    struct str out = STR_NONE;

    for (size_t i = 0; i < content->deadlines.count; i++) {
        const struct plan_deadline *d =
            LIST_AT(struct plan_deadline, content->deadlines, i);

        if (d->item == item && plan_line_first(content->deadlines, i) == i)
            out = joined(c->a, out, " / ",
                         said_in(c->lang, d->text_fr, d->text_nl).text);
    }
    return out;
}

static const struct plan_intro *intro_of(const struct plan_content *content,
                                         int64_t item)
{
    static const struct plan_intro none;

    for (size_t i = 0; i < content->intros.count; i++)
        if (LIST_AT(struct plan_intro, content->intros, i)->item == item)
            return LIST_AT(struct plan_intro, content->intros, i);
    return &none;
}

static struct described item_described(const struct comparer *c,
                                       const struct plan_content *content,
                                       const struct plan_item *item)
{
    struct described d = {.count = 0};
    struct thresholds t = item_thresholds(item);
    const struct plan_intro *intro = intro_of(content, item->id);

    say(&d, N_("Reference"), item->ref);
    say(&d, N_("Title in French"), item->title_fr);
    say(&d, N_("Title in Dutch"), item->title_nl);
    say(&d, N_("Text in French"), intro->intro_fr);
    say(&d, N_("Text in Dutch"), intro->intro_nl);
    say(&d, N_("Thresholds"),
        thresholds_text(c->a, c->lang, TYPE_PERCENTAGE, STR_NONE, &t));
    say(&d, N_("Responsible"), item->owner);
    say(&d, N_("Deadlines"), deadlines_text(c, content, item->id));
    say(&d, N_("Budget"), item->budget_refs);
    return d;
}

static struct described indicator_described(const struct comparer *c,
                                            const struct plan_indicator *i)
{
    struct described d = {.count = 0};
    enum measure_type type = type_parse(i->type);
    struct thresholds t = indicator_thresholds(i);

    say(&d, N_("Reference"), i->ref);
    say(&d, N_("Description in French"), i->description_fr);
    say(&d, N_("Description in Dutch"), i->description_nl);
    say(&d, N_("Type"), plan_word(c->lang, WORDS_INDICATOR_TYPE, i->type));
    say(&d, N_("Unit"), i->unit);
    say(&d, N_("Thresholds"),
        thresholds_text(c->a, c->lang, type, i->unit, &t));
    say(&d, N_("Thresholds in words"),
        joined(c->a, i->threshold_text_fr, " / ", i->threshold_text_nl));
    say(&d, N_("Baseline"),
        figure_text(c->a, c->lang, type, i->unit, i->baseline));
    say(&d, N_("Target"), figure_text(c->a, c->lang, type, i->unit, i->target));
    say(&d, N_("Weight"), show_dec(c->a, c->lang, i->weight));
    say(&d, N_("Responsible"), i->responsible);
    return d;
}

/* Both describe the same kind of row, so their labels are the same. */
static struct list fields_of(struct comparer *c, const struct described *old,
                             const struct described *new)
{
    struct plan_field_change *rows =
        NEW_N(c->a, struct plan_field_change, FIELDS_MAX);
    struct list out = {rows, 0, &field_change_shape};

    for (size_t i = 0; i < new->count; i++) {
        if (str_eq(old->texts[i], new->texts[i]) ||
            (str_empty(old->texts[i]) && str_empty(new->texts[i])))
            continue;
        rows[out.count++] = (struct plan_field_change){
            tr(c->lang, new->labels[i]),
            wording_changes(c->a, old->texts[i], new->texts[i]),
        };
    }
    return out;
}

static void add(struct comparer *c, struct plan_change change)
{
    if (change.added || change.removed || change.fields.count > 0)
        *LIST_AT(struct plan_change, c->out, c->out.count++) = change;
}

static const struct plan_item *item_in(struct list items, int64_t id)
{
    for (size_t i = 0; i < items.count; i++)
        if (LIST_AT(struct plan_item, items, i)->id == id)
            return LIST_AT(struct plan_item, items, i);
    return NULL;
}

static const struct plan_indicator *indicator_in(struct list rows, int64_t id)
{
    for (size_t i = 0; i < rows.count; i++)
        if (LIST_AT(struct plan_indicator, rows, i)->id == id)
            return LIST_AT(struct plan_indicator, rows, i);
    return NULL;
}

static struct plan_change change_of_item(const struct comparer *c,
                                         const struct plan_item *item)
{
    return (struct plan_change){
        .item = item->id,
        .ref = item->ref,
        .name = said_in(c->lang, item->title_fr, item->title_nl).text,
        .fields = {NULL, 0, &field_change_shape},
    };
}

static struct plan_change change_of_indicator(const struct comparer *c,
                                              const struct plan_indicator *i)
{
    return (struct plan_change){
        .item = i->item,
        .ref = i->ref,
        .name = said_in(c->lang, i->description_fr, i->description_nl).text,
        .indicator = true,
        .fields = {NULL, 0, &field_change_shape},
    };
}

static void compare_item(struct comparer *c, const struct plan_content *before,
                         const struct plan_content *after,
                         const struct plan_item *item)
{
    const struct plan_item *old = item_in(before->items, item->id);
    struct plan_change change = change_of_item(c, item);

    change.added = old == NULL;
    if (old) {
        struct described x = item_described(c, before, old);
        struct described y = item_described(c, after, item);

        change.fields = fields_of(c, &x, &y);
    }
    add(c, change);
}

static void compare_indicator(struct comparer *c,
                              const struct plan_content *before,
                              const struct plan_indicator *new)
{
    const struct plan_indicator *old =
        indicator_in(before->indicators, new->id);
    struct plan_change change = change_of_indicator(c, new);

    change.added = old == NULL;
    if (old) {
        struct described x = indicator_described(c, old);
        struct described y = indicator_described(c, new);

        change.fields = fields_of(c, &x, &y);
    }
    add(c, change);
}

struct list plan_changes(struct arena *a, enum lang lang,
                         const struct plan_content *before,
                         const struct plan_content *after)
{
    size_t most = before->items.count + before->indicators.count +
                  after->items.count + after->indicators.count;
    struct comparer c = {.a = a, .lang = lang};

    c.out = (struct list){NEW_N(a, struct plan_change, most + 1), 0,
                          &plan_change_shape};
    for (size_t i = 0; i < after->items.count; i++)
        compare_item(&c, before, after,
                     LIST_AT(struct plan_item, after->items, i));
    for (size_t i = 0; i < after->indicators.count; i++)
        compare_indicator(&c, before,
                          LIST_AT(struct plan_indicator, after->indicators, i));
    for (size_t i = 0; i < before->items.count; i++) {
        const struct plan_item *old =
            LIST_AT(struct plan_item, before->items, i);
        struct plan_change change = change_of_item(&c, old);

        change.removed = item_in(after->items, old->id) == NULL;
        add(&c, change);
    }
    for (size_t i = 0; i < before->indicators.count; i++) {
        const struct plan_indicator *old =
            LIST_AT(struct plan_indicator, before->indicators, i);
        struct plan_change change = change_of_indicator(&c, old);

        change.removed = indicator_in(after->indicators, old->id) == NULL;
        add(&c, change);
    }
    return c.out;
}
