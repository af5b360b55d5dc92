#include "document/plan_tree.h"

#include "core/utf8.h"
#include "document/obligation_rows.h"
#include "document/plan_words.h"
#include "domain/deadline.h"
#include "store/submission.h"
#include "view/markdown.h"

static const struct field text_fields[] = {
    FIELD(struct plan_text, fr),
    FIELD(struct plan_text, nl),
    FIELD(struct plan_text, text),
    FIELD(struct plan_text, lang),
};
static const struct shape text_shape = SHAPE(struct plan_text, text_fields);

static const struct field line_fields[] = {
    FIELD(struct plan_node_line, id),
    FIELD(struct plan_node_line, ref),
    FIELD(struct plan_node_line, named),
    FIELD_STRUCT(struct plan_node_line, text, &text_shape),
    FIELD(struct plan_node_line, facts),
    FIELD(struct plan_node_line, tally),
};
static const struct shape line_shape =
    SHAPE(struct plan_node_line, line_fields);

static const struct field node_fields[] = {
    FIELD(struct plan_node, id),
    FIELD(struct plan_node, depth),
    FIELD(struct plan_node, bullet),
    FIELD(struct plan_node, h2),
    FIELD(struct plan_node, h3),
    FIELD(struct plan_node, h4),
    FIELD(struct plan_node, h5),
    FIELD(struct plan_node, h6),
    FIELD(struct plan_node, kind),
    FIELD(struct plan_node, ref),
    FIELD_STRUCT(struct plan_node, title, &text_shape),
    FIELD(struct plan_node, fronted),
    FIELD_STRUCT(struct plan_node, front, &text_shape),
    FIELD(struct plan_node, intro),
    FIELD(struct plan_node, intro_fr),
    FIELD(struct plan_node, intro_nl),
    FIELD(struct plan_node, facts),
    FIELD(struct plan_node, status),
    FIELD(struct plan_node, note),
    FIELD(struct plan_node, remark),
    FIELD_LIST(struct plan_node, deadlines, &line_shape),
    FIELD_LIST(struct plan_node, indicators, &line_shape),
};
const struct shape plan_node_shape = SHAPE(struct plan_node, node_fields);

static const struct field outline_fields[] = {
    FIELD(struct plan_outline_row, id),
    FIELD(struct plan_outline_row, depth),
    FIELD(struct plan_outline_row, ref),
    FIELD(struct plan_outline_row, title),
};
const struct shape plan_outline_shape =
    SHAPE(struct plan_outline_row, outline_fields);

enum { DEEPEST = 16, OUTLINE_CHARS = 70 };

struct builder {
    struct arena *a;
    enum lang lang;
    const struct plan_content *content;
    bool notes;
    uint8_t levels[DEEPEST]; /* of the heading at or above each depth */
    struct plan_tree tree;
};

/* The rows of one item in a list sorted by item, which stands at that offset
 * of each row. */
static struct list rows_of(struct list sorted, size_t item_at, int64_t item)
{
    size_t size = sorted.shape->size, from = 0, to = sorted.count;
    const char *rows = sorted.at;

    while (from < to) {
        size_t middle = (from + to) / 2;
        if (*(const int64_t *)(rows + middle * size + item_at) < item)
            from = middle + 1;
        else
            to = middle;
    }
    while (to < sorted.count &&
           *(const int64_t *)(rows + to * size + item_at) == item)
        to++;
    return (struct list){(char *)sorted.at + from * size, to - from,
                         sorted.shape};
}

#define ROWS_OF(type, list, id) rows_of((list), offsetof(type, item), (id))

static struct plan_text both(struct builder *b, struct str fr, struct str nl)
{
    struct said said = said_in(b->lang, fr, nl);

    if (!str_empty(said.text)) {
        b->tree.titles++;
        b->tree.other += said.other && b->lang != LANG_EN;
    }
    return (struct plan_text){fr, nl, said.text,
                              said.other ? said.lang : STR_NONE};
}

/* -- deadlines ------------------------------------------------------------- */

static bool same_line(const struct plan_deadline *x,
                      const struct plan_deadline *y)
{
    return str_eq(x->text_nl, y->text_nl) &&
           deadline_same_line(x->code, x->text_fr, y->code, y->text_fr);
}

size_t plan_line_first(struct list deadlines, size_t i)
{
    const struct plan_deadline *all = deadlines.at;
    size_t first = i;

    for (size_t k = i; k > 0 && all[k - 1].item == all[i].item; k--)
        if (same_line(&all[k - 1], &all[i]))
            first = k - 1;
    return first;
}

static struct str due_text(struct builder *b, const struct plan_deadline *d)
{
    if (!date_given(d->due_on))
        return STR_NONE;
    if (str_is(d->due_precision, "Y"))
        return show_period(b->a, b->lang, period_of(d->due_on, PERIOD_YEAR));
    if (str_is(d->due_precision, "M"))
        return show_period(b->a, b->lang, period_of(d->due_on, PERIOD_MONTH));
    return show_date(b->a, b->lang, d->due_on);
}

static struct str rule_text(struct builder *b, const struct plan_deadline *d)
{
    struct str part = said_in(b->lang, d->part_fr, d->part_nl).text;
    struct str rule = plan_word(b->lang, WORDS_DEADLINE_KIND, d->kind);

    rule = joined(b->a, rule, " ", due_text(b, d));
    if (!str_empty(part))
        rule = str_printf(b->a, "%.*s (%.*s)", STR_ARG(rule), STR_ARG(part));
    return rule;
}

static struct list deadlines_of(struct builder *b, int64_t item)
{
    struct list rows =
        ROWS_OF(struct plan_deadline, b->content->deadlines, item);
    struct plan_node_line *lines =
        NEW_N(b->a, struct plan_node_line, rows.count);
    struct plan_node_line **line_of =
        NEW_N(b->a, struct plan_node_line *, rows.count);
    struct list out = {lines, 0, &line_shape};

    for (size_t i = 0; i < rows.count; i++) {
        const struct plan_deadline *d =
            LIST_AT(const struct plan_deadline, rows, i);
        size_t first = plan_line_first(rows, i);
        struct str rule = rule_text(b, d);

        b->tree.proposed += !d->confirmed;
        if (first == i) {
            line_of[i] = &lines[out.count++];
            line_of[i]->text = both(b, d->text_fr, d->text_nl);
        }
        line_of[first]->facts =
            joined(b->a, line_of[first]->facts, " · ", rule);
        line_of[first]->tally =
            joined(b->a, line_of[first]->tally, " · ",
                   obligation_tally(b->a, b->lang, b->content->today,
                                    b->content->obligations, item, d->id));
    }
    return out;
}

/* -- indicators and facts -------------------------------------------------- */

struct thresholds item_thresholds(const struct plan_item *item)
{
    return (struct thresholds){
        .red = item->red,
        .green = item->green,
        .red_op = op_parse(item->red_op),
        .green_op = op_parse(item->green_op),
    };
}

struct thresholds indicator_thresholds(const struct plan_indicator *i)
{
    return (struct thresholds){
        .red = i->red,
        .green = i->green,
        .red_op = op_parse(i->red_op),
        .green_op = op_parse(i->green_op),
        .direction = direction_parse(i->direction),
    };
}

static void add(struct builder *b, struct str *facts, const char *msgid,
                struct str value)
{
    if (str_empty(value))
        return;
    *facts = joined(b->a, *facts, " · ", TR(b->a, b->lang, msgid, value));
}

static struct str indicator_facts(struct builder *b,
                                  const struct plan_indicator *i)
{
    enum measure_type type = type_parse(i->type);
    struct thresholds thresholds = indicator_thresholds(i);
    struct str facts = plan_word(b->lang, WORDS_INDICATOR_TYPE, i->type);
    struct str target = figure_text(b->a, b->lang, type, i->unit, i->target);

    facts = joined(b->a, facts, " · ",
                   thresholds_text(b->a, b->lang, type, i->unit, &thresholds));
    facts = joined(
        b->a, facts, " · ",
        said_in(b->lang, i->threshold_text_fr, i->threshold_text_nl).text);
    if (str_given(target) && i->target_period.kind != PERIOD_NONE)
        target =
            str_printf(b->a, "%.*s (%.*s)", STR_ARG(target),
                       STR_ARG(show_period(b->a, b->lang, i->target_period)));
    add(b, &facts, N_("target {0}"), target);
    add(b, &facts, N_("from {0}"),
        figure_text(b->a, b->lang, type, i->unit, i->baseline));
    add(b, &facts, N_("weight {0} %"), show_dec(b->a, b->lang, i->weight));
    return joined(b->a, facts, " · ", i->responsible);
}

static struct list indicators_of(struct builder *b,
                                 const struct plan_item *item)
{
    struct list rows =
        ROWS_OF(struct plan_indicator, b->content->indicators, item->id);
    struct plan_node_line *lines =
        NEW_N(b->a, struct plan_node_line, rows.count);

    for (size_t i = 0; i < rows.count; i++) {
        const struct plan_indicator *indicator =
            LIST_AT(const struct plan_indicator, rows, i);
        lines[i] = (struct plan_node_line){
            .id = indicator->id,
            .ref = indicator->ref,
            .named = !str_eq(indicator->description_fr, item->title_fr) ||
                     !str_eq(indicator->description_nl, item->title_nl),
            .text =
                both(b, indicator->description_fr, indicator->description_nl),
            .facts = indicator_facts(b, indicator),
        };
    }
    return (struct list){lines, rows.count, &line_shape};
}

static struct str piped(struct arena *a, struct str list)
{
    struct str out = STR_NONE, part;

    while (str_cut(&list, '|', &part))
        out = joined(a, out, ", ", part);
    return out;
}

static struct str maturity_text(struct builder *b, int64_t item)
{
    struct list rows =
        ROWS_OF(struct plan_maturity, b->content->maturity, item);
    const struct plan_maturity *last;

    if (rows.count == 0)
        return STR_NONE;
    last = LIST_AT(const struct plan_maturity, rows, rows.count - 1);
    return TR(b->a, b->lang, N_("maturity {0}, aimed at {1}"),
              show_dec(b->a, b->lang, last->current_level),
              show_dec(b->a, b->lang, last->target_level));
}

static struct str item_facts(struct builder *b, const struct plan_item *item)
{
    struct thresholds thresholds = item_thresholds(item);
    struct str facts =
        thresholds_text(b->a, b->lang, TYPE_PERCENTAGE, STR_NONE, &thresholds);

    facts = joined(b->a, facts, " · ", maturity_text(b, item->id));
    facts = joined(b->a, facts, " · ", item->owner);
    add(b, &facts, N_("budget {0}"), piped(b->a, item->budget_refs));
    add(b, &facts, N_("with {0}"), piped(b->a, item->partners));
    add(b, &facts, N_("starts {0}"), show_date(b->a, b->lang, item->starts_on));
    add(b, &facts, N_("ends {0}"), show_date(b->a, b->lang, item->ends_on));
    return joined(b->a, facts, " · ", piped(b->a, item->tags));
}

/* -- the tree -------------------------------------------------------------- */

static bool is_heading(struct str kind)
{
    return str_is(kind, "strategic") || str_is(kind, "transversal") ||
           str_is(kind, "operational") || str_is(kind, "measurement_point") ||
           str_is(kind, "chapter");
}

/* Headings follow each other without a gap, whatever stands between. */
static void set_level(struct builder *b, struct plan_node *node, bool heading)
{
    size_t depth = node->depth < DEEPEST ? (size_t)node->depth : DEEPEST - 1;
    uint8_t above = depth > 0 ? b->levels[depth - 1] : 1;
    uint8_t level = (uint8_t)(above + heading);

    b->levels[depth] = level > 6 ? 6 : level;
    if (!heading)
        return;
    node->h2 = level == 2;
    node->h3 = level == 3;
    node->h4 = level == 4;
    node->h5 = level == 5;
    node->h6 = level >= 6;
}

static void set_intro(struct builder *b, struct plan_node *node)
{
    struct list rows = ROWS_OF(struct plan_intro, b->content->intros, node->id);
    const struct plan_intro *intro;

    if (rows.count == 0)
        return;
    intro = LIST_AT(const struct plan_intro, rows, 0);
    node->intro_fr = markdown(b->a, intro->intro_fr);
    node->intro_nl = markdown(b->a, intro->intro_nl);
    node->intro = b->lang == LANG_NL && !str_empty(intro->intro_nl)
                      ? node->intro_nl
                      : node->intro_fr;
    if (str_empty(node->intro.markup))
        node->intro = node->intro_nl;
}

static struct plan_node node_of(struct builder *b, const struct plan_item *item)
{
    struct plan_node node = {
        .id = item->id,
        .depth = item->depth,
        .bullet = str_is(item->kind, "bullet"),
        .ref = item->ref,
        .title = both(b, item->title_fr, item->title_nl),
        .facts = item_facts(b, item),
        .status = plan_word(b->lang, WORDS_ITEM_STATUS, item->status),
        .note = b->notes ? item->note : STR_NONE,
        .deadlines = deadlines_of(b, item->id),
        .indicators = indicators_of(b, item),
    };

    if (!node.bullet && !str_is(item->kind, "chapter"))
        node.kind = plan_word(b->lang, WORDS_ITEM_KIND, item->kind);
    node.fronted = (!str_empty(item->front_title_fr) &&
                    !str_eq(item->front_title_fr, item->title_fr)) ||
                   (!str_empty(item->front_title_nl) &&
                    !str_eq(item->front_title_nl, item->title_nl));
    if (node.fronted)
        node.front = both(b, item->front_title_fr, item->front_title_nl);
    set_level(b, &node, is_heading(item->kind));
    set_intro(b, &node);
    return node;
}

struct plan_tree plan_tree(struct arena *a, enum lang lang,
                           const struct plan_content *content, bool notes)
{
    struct builder b = {
        .a = a, .lang = lang, .content = content, .notes = notes};
    size_t count = content->items.count;
    struct plan_node *nodes = NEW_N(a, struct plan_node, count);
    struct plan_outline_row *rows = NEW_N(a, struct plan_outline_row, count);

    b.tree.outline = (struct list){rows, 0, &plan_outline_shape};
    for (size_t i = 0; i < count; i++) {
        nodes[i] =
            node_of(&b, LIST_AT(const struct plan_item, content->items, i));
        if (!nodes[i].h2 && !nodes[i].h3)
            continue;
        rows[b.tree.outline.count++] = (struct plan_outline_row){
            nodes[i].id, nodes[i].depth, nodes[i].ref,
            utf8_short(a, nodes[i].title.text, OUTLINE_CHARS)};
    }
    b.tree.nodes = (struct list){nodes, count, &plan_node_shape};
    return b.tree;
}

void plan_tree_remarks(struct list nodes, struct list remarks)
{
    for (size_t k = 0; k < remarks.count; k++) {
        const struct submission_remark *r =
            LIST_AT(struct submission_remark, remarks, k);

        for (size_t i = 0; i < nodes.count; i++)
            if (LIST_AT(struct plan_node, nodes, i)->id == r->item)
                LIST_AT(struct plan_node, nodes, i)->remark = r->body;
    }
}
