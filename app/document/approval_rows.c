#include "document/approval_rows.h"

#include "document/plan_words.h"
#include "store/history.h"

static const struct field text_fields[] = {
    FIELD(struct approval_text, label),  FIELD(struct approval_text, tongue),
    FIELD(struct approval_text, lang),   FIELD(struct approval_text, body),
    FIELD(struct approval_text, filler), FIELD(struct approval_text, repeats),
};
const struct shape approval_text_shape =
    SHAPE(struct approval_text, text_fields);

static const struct field row_fields[] = {
    FIELD(struct approval_row, id),
    FIELD(struct approval_row, hash),
    FIELD(struct approval_row, ref),
    FIELD(struct approval_row, name),
    FIELD(struct approval_row, name_lang),
    FIELD(struct approval_row, value),
    FIELD(struct approval_row, value_text),
    FIELD(struct approval_row, last),
    FIELD(struct approval_row, target),
    FIELD(struct approval_row, limits),
    FIELD_STRUCT(struct approval_row, status, &mark_shape),
    FIELD(struct approval_row, differs),
    FIELD_STRUCT(struct approval_row, computed, &mark_shape),
    FIELD(struct approval_row, status_reason),
    FIELD(struct approval_row, cause),
    FIELD(struct approval_row, not_applicable_reason),
    FIELD(struct approval_row, not_applicable),
    FIELD_LIST(struct approval_row, texts, &approval_text_shape),
    FIELD(struct approval_row, flagged),
    FIELD(struct approval_row, translation),
    FIELD(struct approval_row, submitted_at),
    FIELD(struct approval_row, declares),
    FIELD(struct approval_row, one_person),
    FIELD(struct approval_row, for_name),
    FIELD(struct approval_row, level),
    FIELD(struct approval_row, levels),
    FIELD(struct approval_row, suggested),
    FIELD(struct approval_row, suggested_by_me),
    FIELD(struct approval_row, refused),
    FIELD(struct approval_row, approved_before),
    FIELD_LIST(struct approval_row, changes, &result_change_shape),
};
const struct shape approval_row_shape = SHAPE(struct approval_row, row_fields);

struct str translation_word(enum lang lang, enum translation t)
{
    switch (t) {
    case TRANSLATION_NOTHING:
        break;
    case TRANSLATION_CONFORM:
        return tr(lang, N_("translation checked"));
    case TRANSLATION_DRAFT:
        return tr(lang, N_("translation to check"));
    case TRANSLATION_MISSING:
        return tr(lang, N_("to translate"));
    case TRANSLATION_OUTDATED:
        return tr(lang, N_("translation outdated"));
    }
    return STR_NONE;
}

struct list approval_texts(struct arena *a, enum lang lang,
                           const struct result_line *line, bool *flagged)
{
    static const char *const labels[] = {
        N_("Explanatory factors"), N_("Description"), N_("Future actions")};
    struct approval_text *out = NEW_N(a, struct approval_text, 6);
    enum text_lang original = result_original(line);
    size_t n = 0;

    *flagged = false;
    for (size_t i = 0; i < 6; i++) {
        unsigned tongue = i % 2 == 0 ? original : !original;
        const struct result_texts *now = &line->content.texts[tongue];
        const struct result_texts *then = &line->last.texts[tongue];
        const struct str all[] = {now->factors, now->description, now->actions};
        const struct str was[] = {then->factors, then->description,
                                  then->actions};
        struct approval_text t = {
            .label = tr(lang, labels[i / 2]),
            .tongue = tongue == TEXT_NL ? S("NL") : S("FR"),
            .lang = tongue == TEXT_NL ? S("nl") : S("fr"),
            .body = all[i / 2],
            .filler = workflow_filler(all[i / 2]),
            .repeats = workflow_repeats(all[i / 2], was[i / 2]),
        };

        if (str_empty(t.body))
            continue;
        *flagged = *flagged || t.filler || t.repeats;
        out[n++] = t;
    }
    return (struct list){out, n, &approval_text_shape};
}

static void put_figures(const struct results *rs, enum lang lang,
                        const struct result_line *line,
                        struct approval_row *row)
{
    struct arena *a = rs->arena;
    struct said name = said_in(lang, line->name_fr, line->name_nl);

    row->ref = str_empty(line->ref) ? rs->items[line->item].ref : line->ref;
    row->name = name.text;
    row->name_lang = name.other ? name.lang : STR_NONE;
    row->value =
        figure_text(a, lang, line->type, line->unit, line->content.value);
    row->value_text = line->content.value_text;
    row->last = figure_text(a, lang, line->type, line->unit, line->last.value);
    row->target = figure_text(a, lang, line->type, line->unit, line->target);
    row->limits =
        thresholds_text(a, lang, line->type, STR_NONE, &line->thresholds);
}

static void put_status(enum lang lang, const struct result_line *line,
                       struct approval_row *row)
{
    const struct result_content *c = &line->content;
    enum status status =
        c->status_chosen != STATUS_NONE ? c->status_chosen : line->status;

    row->status = mark_of_status(lang, status_word(status));
    row->differs = status != line->status;
    row->computed = mark_of_status(lang, status_word(line->status));
    row->status_reason = c->status_reason;
    row->not_applicable = c->not_applicable;
    row->not_applicable_reason = c->not_applicable_reason;
    row->cause = result_word(lang, c->cause);
}

static void put_changes(struct arena *a, enum lang lang,
                        const struct result_line *line,
                        const struct list *approved, struct approval_row *row)
{
    struct revision_row now = history_present(a, line);

    row->changes = (struct list){NULL, 0, &result_change_shape};
    for (size_t i = 0; i < approved->count; i++) {
        const struct revision_row *was =
            LIST_AT(struct revision_row, *approved, i);

        if (was->measure != line->measure)
            continue;
        row->approved_before = true;
        row->changes = result_changes(a, lang, line->type, was, &now);
    }
}

static void put_turn(const struct approval_turn *t,
                     const struct result_line *line, int64_t account,
                     const struct list *refused, struct approval_row *row)
{
    row->declares = t->turn.declared;
    row->one_person = t->turn.route == ROUTE_ONE_PERSON;
    row->for_name = t->for_name;
    if (t->turn.levels > 1) {
        row->level = t->turn.level;
        row->levels = t->turn.levels;
    }
    row->suggested = line->suggested_by != 0;
    row->suggested_by_me = row->suggested && line->suggested_by == account;
    for (size_t i = 0; i < refused->count; i++) {
        const struct refusal *r = LIST_AT(struct refusal, *refused, i);

        if (r->measure == line->measure)
            row->refused = r->word;
    }
}

struct list approval_rows(const struct approvals *ap, int64_t account,
                          enum lang lang, const struct list *approved,
                          const struct list *refused)
{
    const struct results *rs = &ap->rs;
    struct arena *a = rs->arena;
    struct approval_row *rows = NEW_N(a, struct approval_row, rs->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < rs->count; i++) {
        const struct result_line *line = &rs->lines[i];
        struct approval_row row = {.id = line->measure};
        struct approval_turn turn;

        if (!approval_waits(ap, line, account, &turn))
            continue;
        put_turn(&turn, line, account, refused, &row);
        row.hash = hash_hex(a, result_hash(rs, line));
        row.submitted_at = line->submitted_at;
        row.translation = translation_word(lang, result_translation(a, line));
        row.texts = approval_texts(a, lang, line, &row.flagged);
        put_figures(rs, lang, line, &row);
        put_status(lang, line, &row);
        put_changes(a, lang, line, approved, &row);
        rows[n++] = row;
    }
    return (struct list){rows, n, &approval_row_shape};
}
