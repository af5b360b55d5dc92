#include "document/entry_grid.h"

static const struct field group_fields[] = {
    FIELD(struct entry_group, ref),
    FIELD(struct entry_group, title),
    FIELD(struct entry_group, title_lang),
    FIELD_LIST(struct entry_group, rows, &entry_row_shape),
};
const struct shape entry_group_shape = SHAPE(struct entry_group, group_fields);

static bool corrected(const struct result_line *line)
{
    return line->edited_at.s > line->decided_at.s;
}

enum entry_tab entry_tab(struct arena *a, const struct result_line *line,
                         bool translates)
{
    bool sent = line->state != STATE_NONE && line->state != STATE_DRAFT &&
                line->state != STATE_RETURNED;

    if (translates)
        return result_translation(a, line) > TRANSLATION_CONFORM ? TAB_TODO
                                                                 : TAB_COMPLETE;
    if (sent)
        return TAB_SUBMITTED;
    if (line->state == STATE_RETURNED && !corrected(line))
        return TAB_RETURNED;
    return line->state == STATE_NONE || result_lacks(line) != 0 ? TAB_TODO
                                                                : TAB_COMPLETE;
}

static bool shown(const struct entry_view *v, const struct result_line *line)
{
    if (v->only != 0)
        return line->measure == v->only;
    return v->tab == TAB_ALL ||
           entry_tab(v->rs->arena, line, v->translates) == v->tab;
}

static struct entry_group group_of(const struct entry_view *v,
                                   const struct result_item *top)
{
    struct said title = said_in(v->lang, top->title_fr, top->title_nl);

    return (struct entry_group){
        .ref = top->ref,
        .title = title.text,
        .title_lang = title.other ? title.lang : STR_NONE,
    };
}

struct list entry_groups(const struct entry_view *v)
{
    const struct results *rs = v->rs;
    struct arena *a = rs->arena;
    struct entry_row *rows = NEW_N(a, struct entry_row, rs->count + 1);
    struct entry_group *groups = NEW_N(a, struct entry_group, rs->count + 1);
    size_t row_count = 0, count = 0, top = ROLLUP_ROOT;

    for (size_t i = 0; i < rs->count; i++) {
        const struct result_line *line = &rs->lines[i];
        size_t its_top = rs->items[line->item].top;

        if (!shown(v, line))
            continue;
        if (its_top != top) {
            top = its_top;
            groups[count] = group_of(v, &rs->items[top]);
            groups[count++].rows =
                (struct list){&rows[row_count], 0, &entry_row_shape};
        }
        rows[row_count++] = entry_row(v, line);
        groups[count - 1].rows.count++;
    }
    return (struct list){groups, count, &entry_group_shape};
}
