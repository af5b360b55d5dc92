#include "document/rule_form.h"

static const struct field input_fields[] = {
    FIELD(struct rule_input, kind),
    FIELD(struct rule_input, date),
    FIELD(struct rule_input, precision),
    FIELD(struct rule_input, per),
    FIELD(struct rule_input, n_min),
    FIELD(struct rule_input, day),
    FIELD(struct rule_input, anchor),
    FIELD(struct rule_input, offset),
    FIELD(struct rule_input, offset_unit),
    FIELD(struct rule_input, before_after),
    FIELD(struct rule_input, calendar),
    FIELD(struct rule_input, part_fr),
    FIELD(struct rule_input, part_nl),
    FIELD(struct rule_input, condition_fr),
    FIELD(struct rule_input, condition_nl),
};
const struct shape rule_input_shape = SHAPE(struct rule_input, input_fields);

static const struct field lists_fields[] = {
    FIELD_LIST(struct rule_lists, kinds, &rule_choice_shape),
    FIELD_LIST(struct rule_lists, precisions, &rule_choice_shape),
    FIELD_LIST(struct rule_lists, pers, &rule_choice_shape),
    FIELD_LIST(struct rule_lists, anchors, &rule_choice_shape),
    FIELD_LIST(struct rule_lists, units, &rule_choice_shape),
    FIELD_LIST(struct rule_lists, sides, &rule_choice_shape),
};
const struct shape rule_lists_shape = SHAPE(struct rule_lists, lists_fields);

static struct str number_text(struct arena *a, int64_t n)
{
    return n ? str_printf(a, "%lld", (long long)n) : STR_NONE;
}

struct rule_input rule_input_of(struct arena *a, const struct rule_row *row)
{
    struct rule r = rule_of_row(row);

    return (struct rule_input){
        .kind = rule_kind_name(r.kind),
        .date = date_text(a, r.due_on),
        .precision = rule_precision_name(r.precision),
        .per = rule_per_name(r.per),
        .n_min = number_text(a, r.n_min),
        .day = number_text(a, r.day),
        .anchor = rule_anchor_name(r.anchor),
        .offset = number_text(a, r.shift),
        .offset_unit = rule_unit_name(r.unit),
        .before_after = rule_side_name(r.side),
        .calendar = r.calendar,
        .part_fr = row->part_fr,
        .part_nl = row->part_nl,
        .condition_fr = row->condition_fr,
        .condition_nl = row->condition_nl,
    };
}

/* -1 where it is no number: no rule is whole with it. */
static int64_t number_read(struct str s)
{
    int64_t n = 0;

    s = str_trim(s);
    if (str_empty(s))
        return 0;
    return str_int(s, &n) == OK && n >= 0 ? n : -1;
}

static struct str text_read(struct str s)
{
    s = str_trim(s);
    return str_empty(s) ? STR_NONE : s;
}

enum rule_fault rule_input_read(const struct rule_input *in,
                                struct rule_row *row)
{
    bool dated = date_parse_typed(in->date, &row->due_on) == OK;

    if (!dated)
        row->due_on = DATE_NONE;
    row->kind = in->kind;
    row->due_precision = in->precision;
    row->per = in->per;
    row->n_min = number_read(in->n_min);
    row->day = number_read(in->day);
    row->anchor = in->anchor;
    row->shift = number_read(in->offset);
    row->shift_unit = in->offset_unit;
    row->before_after = in->before_after;
    row->calendar = text_read(in->calendar);
    row->part_fr = text_read(in->part_fr);
    row->part_nl = text_read(in->part_nl);
    row->condition_fr = text_read(in->condition_fr);
    row->condition_nl = text_read(in->condition_nl);

    struct rule r = rule_of_row(row);

    return rule_check(&r);
}

struct rule_lists rule_lists(struct arena *a, enum lang lang,
                             const struct rule_input *in)
{
    return (struct rule_lists){
        .kinds = rule_choices(a, lang, "kind", in->kind),
        .precisions = rule_choices(a, lang, "precision", in->precision),
        .pers = rule_choices(a, lang, "per", in->per),
        .anchors = rule_choices(a, lang, "anchor", in->anchor),
        .units = rule_choices(a, lang, "offset_unit", in->offset_unit),
        .sides = rule_choices(a, lang, "before_after", in->before_after),
    };
}

static const struct field due_fields[] = {
    FIELD(struct rule_due, first_on),   FIELD(struct rule_due, last_on),
    FIELD(struct rule_due, due_on),     FIELD(struct rule_due, partial),
    FIELD(struct rule_due, continuous),
};
const struct shape rule_due_shape = SHAPE(struct rule_due, due_fields);

struct list rule_dues(struct arena *a, const struct obligation *rows,
                      size_t count)
{
    struct rule_due *out = NEW_N(a, struct rule_due, RULE_DUES);
    struct list list = {out, count < RULE_DUES ? count : RULE_DUES,
                        &rule_due_shape};

    for (size_t i = 0; i < list.count; i++)
        out[i] = (struct rule_due){rows[i].first, rows[i].last, rows[i].due_on,
                                   rows[i].partial, rows[i].continuous};
    return list;
}
