#include "document/rule_rows.h"

#include "document/rule_words.h"
#include "domain/deadline.h"
#include "domain/deadline_read.h"

static const struct field view_fields[] = {
    FIELD(struct rule_view, id),
    FIELD(struct rule_view, plan),
    FIELD(struct rule_view, deadline),
    FIELD(struct rule_view, part),
    FIELD(struct rule_view, item),
    FIELD(struct rule_view, ref),
    FIELD(struct rule_view, title),
    FIELD(struct rule_view, first),
    FIELD_STRUCT(struct rule_view, text, &said_shape),
    FIELD(struct rule_view, about),
    FIELD(struct rule_view, sentence),
    FIELD(struct rule_view, unread),
    FIELD(struct rule_view, confirmed),
    FIELD(struct rule_view, words_changed),
    FIELD(struct rule_view, imported),
    FIELD(struct rule_view, proposer),
    FIELD(struct rule_view, confirmer),
    FIELD(struct rule_view, may_confirm),
    FIELD(struct rule_view, may_refuse),
    FIELD(struct rule_view, may_edit),
    FIELD(struct rule_view, waits),
    FIELD(struct rule_view, occurs),
    FIELD(struct rule_view, hash),
};
const struct shape rule_view_shape = SHAPE(struct rule_view, view_fields);

struct rule_row rule_read(struct arena *a, const struct rule_row *row)
{
    struct reading found[READINGS_MOST];
    struct rule_row out = *row;
    bool french = !str_empty(row->text_fr);
    size_t count, at = (size_t)(row->part > 0 ? row->part - 1 : 0);

    if (str_given(row->kind))
        return out;
    count = deadline_read(a, french ? row->text_fr : row->text_nl, 0, found);
    if (at >= count)
        return out;
    const struct rule *r = &found[at].rule;

    out.kind = rule_kind_name(r->kind);
    out.due_on = r->due_on;
    out.due_precision = rule_precision_name(r->precision);
    out.per = rule_per_name(r->per);
    out.n_min = r->n_min;
    out.day = r->day;
    out.anchor = rule_anchor_name(r->anchor);
    out.shift = r->shift;
    out.shift_unit = rule_unit_name(r->unit);
    out.before_after = rule_side_name(r->side);
    out.calendar = r->calendar;
    *(french ? &out.part_fr : &out.part_nl) = found[at].part;
    *(french ? &out.condition_fr : &out.condition_nl) = found[at].condition;
    return out;
}

static struct rule_view view_of(struct arena *a, enum lang lang,
                                const struct rule_row *row,
                                const struct rule_reader *reader)
{
    struct rule rule = rule_of_row(row);
    bool whole = rule_check(&rule) == RULE_WHOLE;
    bool open = whole && (!row->confirmed || row->words_changed);
    bool mine = row->proposed_by && row->proposed_by == reader->account;

    return (struct rule_view){
        .id = row->deadline * RULE_PARTS + row->part,
        .plan = reader->plan,
        .deadline = row->deadline,
        .part = row->part,
        .item = row->item,
        .text = said_in(lang, row->text_fr, row->text_nl),
        .about = said_in(lang, row->part_fr, row->part_nl).text,
        .sentence = rule_sentence(
            a, lang, &rule, reader->mandate_years,
            said_in(lang, row->condition_fr, row->condition_nl).text),
        .unread = !whole,
        .confirmed = row->confirmed && !row->words_changed,
        .words_changed = row->words_changed,
        .imported = row->imported,
        .proposer = row->proposer,
        .confirmer = row->confirmer,
        .may_confirm = open && reader->directs && !mine,
        .may_refuse = !row->confirmed && !row->imported &&
                      (reader->directs || (reader->enters && mine)),
        .may_edit = reader->enters || reader->directs,
        .waits = open && (!reader->directs || mine),
        .occurs = rule.kind == RULE_OCCURRENCE,
        .hash = hash_hex(a, rule_hash(a, row)),
    };
}

static bool same_line(const struct rule_row *x, const struct rule_row *y)
{
    return x->deadline == y->deadline ||
           (str_eq(x->text_nl, y->text_nl) &&
            deadline_same_line(x->code, x->text_fr, y->code, y->text_fr));
}

struct list rule_views(struct arena *a, enum lang lang, struct list rows,
                       struct list items, const struct rule_reader *reader)
{
    struct rule_view *out = NEW_N(a, struct rule_view, rows.count);
    size_t at = 0;

    /* In the order of the tree; rows come by number of the item. */
    for (size_t k = 0; k < items.count; k++) {
        const struct plan_item *item = LIST_AT(struct plan_item, items, k);
        const struct rule_row *last = NULL;
        size_t before = at;

        for (size_t i = 0; i < rows.count; i++) {
            const struct rule_row *row = LIST_AT(struct rule_row, rows, i);

            if (row->item != item->id)
                continue;
            out[at] = view_of(a, lang, row, reader);
            out[at].first = at == before || !same_line(last, row);
            last = row;
            at++;
        }
        if (at > before) {
            out[before].ref = item->ref;
            out[before].title =
                said_in(lang, item->title_fr, item->title_nl).text;
        }
    }
    return (struct list){out, at, &rule_view_shape};
}
