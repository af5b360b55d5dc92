#include "document/obligation_rows.h"

#include "document/plan_words.h"

static const struct field line_fields[] = {
    FIELD(struct obligation_line, id),
    FIELD(struct obligation_line, plan),
    FIELD(struct obligation_line, ref),
    FIELD_STRUCT(struct obligation_line, title, &said_shape),
    FIELD_STRUCT(struct obligation_line, text, &said_shape),
    FIELD(struct obligation_line, about),
    FIELD(struct obligation_line, entity),
    FIELD(struct obligation_line, first_on),
    FIELD(struct obligation_line, last_on),
    FIELD(struct obligation_line, due_on),
    FIELD(struct obligation_line, partial),
    FIELD(struct obligation_line, gone),
    FIELD_STRUCT(struct obligation_line, state, &mark_shape),
    FIELD(struct obligation_line, met_on),
    FIELD(struct obligation_line, days_left),
    FIELD(struct obligation_line, days_late),
    FIELD(struct obligation_line, note),
    FIELD(struct obligation_line, teller),
    FIELD(struct obligation_line, told_at),
};
const struct shape obligation_line_shape =
    SHAPE(struct obligation_line, line_fields);

static const struct field group_fields[] = {
    FIELD(struct obligation_group, item),
    FIELD(struct obligation_group, ref),
    FIELD_STRUCT(struct obligation_group, title, &said_shape),
    FIELD_STRUCT(struct obligation_group, text, &said_shape),
    FIELD(struct obligation_group, about),
    FIELD_LIST(struct obligation_group, lines, &obligation_line_shape),
};
const struct shape obligation_group_shape =
    SHAPE(struct obligation_group, group_fields);

struct obligation_line obligation_line(enum lang lang, struct date today,
                                       const struct obligation_row *row)
{
    enum obligation_state state = obligation_stands(row, today);
    int64_t days =
        date_given(row->due_on) ? date_days(row->due_on) - date_days(today) : 0;

    return (struct obligation_line){
        .id = row->id,
        .plan = row->plan,
        .ref = row->ref,
        .title = said_in(lang, row->title_fr, row->title_nl),
        .text = said_in(lang, row->text_fr, row->text_nl),
        .about = said_in(lang, row->part_fr, row->part_nl).text,
        .entity = said_in(lang, row->entity_fr, row->entity_nl).text,
        .first_on = row->first_on,
        .last_on = row->last_on,
        .due_on = row->due_on,
        .partial = row->partial,
        .gone = row->gone,
        .state = obligation_mark(lang, state),
        .met_on = obligation_met_on(row),
        .days_left = state == OBLIGATION_DUE_SOON ? days : 0,
        .days_late = state == OBLIGATION_OVERDUE ? -days : 0,
        .note = row->note,
        .teller = row->teller,
        .told_at = row->told_at,
    };
}

/* -- what is shown --------------------------------------------------------- */

static bool within_a_year(const struct obligation_row *row, struct date today)
{
    struct date start = date_given(row->first_on) ? row->first_on : row->due_on;
    struct date soon = date_add_months(today, 12);

    return !date_given(start) || date_cmp(start, today) <= 0 ||
           (date_given(row->due_on) && date_cmp(row->due_on, soon) <= 0);
}

static bool is_shown(const struct obligation_row *row, struct date today,
                     struct str shown)
{
    enum obligation_state state = obligation_stands(row, today);

    if (str_is(shown, "all"))
        return true;
    if (str_is(shown, "told"))
        return row->told_at.s != 0;
    if (row->gone)
        return false;
    if (str_is(shown, "pressing"))
        return state == OBLIGATION_OVERDUE || state == OBLIGATION_DUE_SOON;
    if (obligation_state_parse(shown) != OBLIGATION_STATES)
        return str_eq(shown, obligation_state_name(state));
    return within_a_year(row, today);
}

struct list obligation_pressing(struct arena *a, enum lang lang,
                                struct date today, struct list rows)
{
    struct obligation_line *out = NEW_N(a, struct obligation_line, rows.count);
    struct list list = {out, 0, &obligation_line_shape};

    for (size_t i = 0; i < rows.count; i++) {
        const struct obligation_row *row =
            LIST_AT(struct obligation_row, rows, i);

        if (is_shown(row, today, S("pressing")))
            out[list.count++] = obligation_line(lang, today, row);
    }
    return list;
}

static bool together(const struct obligation_row *x,
                     const struct obligation_row *y)
{
    return x->deadline == y->deadline && x->part == y->part;
}

struct list obligation_groups(struct arena *a, enum lang lang,
                              struct date today, struct list rows,
                              struct str shown)
{
    struct obligation_group *groups =
        NEW_N(a, struct obligation_group, rows.count);
    struct obligation_line *lines =
        NEW_N(a, struct obligation_line, rows.count);
    const struct obligation_row *last = NULL;
    size_t count = 0, line = 0;

    for (size_t i = 0; i < rows.count; i++) {
        const struct obligation_row *row =
            LIST_AT(struct obligation_row, rows, i);

        if (!is_shown(row, today, shown))
            continue;
        lines[line] = obligation_line(lang, today, row);
        if (!last || !together(last, row))
            groups[count++] = (struct obligation_group){
                .item = row->item,
                .ref = row->ref,
                .title = lines[line].title,
                .text = lines[line].text,
                .about = lines[line].about,
                .lines = {&lines[line], 0, &obligation_line_shape},
            };
        groups[count - 1].lines.count++;
        last = row;
        line++;
    }
    return (struct list){groups, count, &obligation_group_shape};
}

/* -- counts ---------------------------------------------------------------- */

void obligation_count(struct list rows, struct date today,
                      int64_t counts[OBLIGATION_STATES])
{
    for (size_t s = 0; s < OBLIGATION_STATES; s++)
        counts[s] = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const struct obligation_row *row =
            LIST_AT(struct obligation_row, rows, i);

        if (!row->gone)
            counts[obligation_stands(row, today)]++;
    }
}

struct str obligation_tally(struct arena *a, enum lang lang, struct date today,
                            struct list rows, int64_t item, int64_t deadline)
{
    static const enum obligation_state order[] = {
        OBLIGATION_OVERDUE,  OBLIGATION_DUE_SOON,       OBLIGATION_UPDATE,
        OBLIGATION_OPEN,     OBLIGATION_NOT_DATED,      OBLIGATION_MET,
        OBLIGATION_MET_LATE, OBLIGATION_NOT_APPLICABLE, OBLIGATION_WAIVED,
    };
    int64_t counts[OBLIGATION_STATES] = {0};
    struct str out = STR_NONE;

    for (size_t i = 0; i < rows.count; i++) {
        const struct obligation_row *row =
            LIST_AT(struct obligation_row, rows, i);

        if (!row->gone && (item == 0 || row->item == item) &&
            (deadline == 0 || row->deadline == deadline))
            counts[obligation_stands(row, today)]++;
    }
    for (size_t k = 0; k < OBLIGATION_STATES; k++)
        if (counts[order[k]])
            out =
                joined(a, out, " · ",
                       str_printf(a, "%.*s\u00a0(%lld)",
                                  STR_ARG(obligation_mark(lang, order[k]).word),
                                  (long long)counts[order[k]]));
    return out;
}
