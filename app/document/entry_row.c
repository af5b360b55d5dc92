/* One row of the entry grid. */
#include "core/utf8.h"
#include "document/approval_rows.h"
#include "document/entry_grid.h"
#include "document/plan_words.h"
#include "document/result_page.h"

enum { SHORT_CHARS = 80 }; /* of a text in a cell */

static const struct field text_fields[] = {
    FIELD(struct entry_text, name),     FIELD(struct entry_text, label),
    FIELD(struct entry_text, tongue),   FIELD(struct entry_text, lang),
    FIELD(struct entry_text, body),     FIELD(struct entry_text, last),
    FIELD(struct entry_text, readonly), FIELD(struct entry_text, required),
};
static const struct shape text_shape = SHAPE(struct entry_text, text_fields);

static const struct field choice_fields[] = {
    FIELD(struct entry_choice, value),
    FIELD(struct entry_choice, word),
    FIELD(struct entry_choice, chosen),
};
static const struct shape choice_shape =
    SHAPE(struct entry_choice, choice_fields);

static const struct field row_fields[] = {
    FIELD(struct entry_row, id),
    FIELD(struct entry_row, version),
    FIELD(struct entry_row, seen),
    FIELD(struct entry_row, ref),
    FIELD(struct entry_row, name),
    FIELD(struct entry_row, name_lang),
    FIELD(struct entry_row, detail),
    FIELD(struct entry_row, last),
    FIELD(struct entry_row, red),
    FIELD(struct entry_row, green),
    FIELD(struct entry_row, shown),
    FIELD(struct entry_row, value),
    FIELD(struct entry_row, editable),
    FIELD(struct entry_row, number),
    FIELD(struct entry_row, date),
    FIELD(struct entry_row, label),
    FIELD(struct entry_row, narrative),
    FIELD(struct entry_row, words),
    FIELD(struct entry_row, yes_no),
    FIELD_LIST(struct entry_row, answers, &choice_shape),
    FIELD(struct entry_row, wrong),
    FIELD(struct entry_row, returned),
    FIELD(struct entry_row, message),
    FIELD(struct entry_row, reading_one),
    FIELD(struct entry_row, reading_one_shown),
    FIELD(struct entry_row, reading_two),
    FIELD(struct entry_row, reading_two_shown),
    FIELD_STRUCT(struct entry_row, status, &mark_shape),
    FIELD_STRUCT(struct entry_row, state, &mark_shape),
    FIELD(struct entry_row, stated),
    FIELD(struct entry_row, reopens),
    FIELD(struct entry_row, approved),
    FIELD(struct entry_row, suggested),
    FIELD(struct entry_row, holder),
    FIELD(struct entry_row, return_reason),
    FIELD(struct entry_row, texts_state),
    FIELD(struct entry_row, needs_text),
    FIELD(struct entry_row, open),
    FIELD_LIST(struct entry_row, texts, &text_shape),
    FIELD(struct entry_row, value_text),
    FIELD(struct entry_row, translating),
    FIELD_LIST(struct entry_row, causes, &choice_shape),
    FIELD_LIST(struct entry_row, statuses, &choice_shape),
    FIELD_LIST(struct entry_row, originals, &choice_shape),
    FIELD(struct entry_row, not_applicable),
    FIELD(struct entry_row, elsewhere),
    FIELD(struct entry_row, not_applicable_reason),
    FIELD(struct entry_row, status_reason),
    FIELD(struct entry_row, translation),
    FIELD(struct entry_row, unchecked),
    FIELD(struct entry_row, theirs),
    FIELD(struct entry_row, differs),
    FIELD_LIST(struct entry_row, compare, &entry_difference_shape),
};
const struct shape entry_row_shape = SHAPE(struct entry_row, row_fields);

struct option {
    const char *value;
    const char *msgid;
};

static struct list choices(const struct entry_view *v,
                           const struct option *options, size_t count,
                           struct str chosen)
{
    struct entry_choice *at = NEW_N(v->rs->arena, struct entry_choice, count);

    for (size_t i = 0; i < count; i++)
        at[i] = (struct entry_choice){
            .value = str_of(options[i].value),
            .word = tr(v->lang, options[i].msgid),
            .chosen = str_is(chosen, options[i].value),
        };
    return (struct list){at, count, &choice_shape};
}

#define CHOICES(v, options, chosen)                                            \
    choices((v), (options), sizeof(options) / sizeof(*(options)), (chosen))

static const struct option answers[] = {{"1", N_("yes")}, {"0", N_("no")}};
static const struct option causes[] = {
    {"internal", N_("internal")},
    {"external", N_("external")},
    {"unforeseeable", N_("unforeseeable")},
};
static const struct option statuses[] = {
    {"", N_("as computed")},
    {"achieved", N_("achieved")},
    {"partial", N_("partly achieved")},
    {"not_achieved", N_("not achieved")},
};
static const struct option originals[] = {{"fr", N_("French")},
                                          {"nl", N_("Dutch")}};

static const struct entry_outcome *outcome_of(const struct entry_view *v,
                                              int64_t measure)
{
    for (size_t i = 0; i < v->outcome_count; i++) {
        if (v->outcomes[i].input != NULL && v->outcomes[i].input->id == measure)
            return &v->outcomes[i];
    }
    return NULL;
}

struct str entry_typed(const struct results *rs, const struct result_line *line,
                       enum lang lang)
{
    struct arena *a = rs->arena;
    struct dec value = line->content.value;

    if (line->type == TYPE_LABEL)
        return line->content.value_text;
    if (!value.set)
        return S("");
    if (line->type == TYPE_DATE)
        return date_text(a, date_from_days((int64_t)(value.micro / 1000000)));
    struct str text = dec_text(a, value), whole;

    if (lang == LANG_EN || !str_cut(&text, '.', &whole) || text.n == 0)
        return dec_text(a, value);
    return str_printf(a, "%.*s,%.*s", STR_ARG(whole), STR_ARG(text));
}

static struct str limit(const struct entry_view *v,
                        const struct result_line *line, struct dec limit,
                        enum threshold_op op)
{
    struct arena *a = v->rs->arena;
    struct str words = figure_text(a, v->lang, line->type, STR_NONE, limit);

    if (!limit.set)
        return STR_NONE;
    return str_printf(a, "%.*s %.*s", STR_ARG(op_sign(op)), STR_ARG(words));
}

static void put_definition(const struct entry_view *v,
                           const struct result_line *line,
                           struct entry_row *row)
{
    struct said name = said_in(v->lang, line->name_fr, line->name_nl);
    struct said words =
        said_in(v->lang, line->threshold_text_fr, line->threshold_text_nl);
    const struct thresholds *t = &line->thresholds;

    row->ref = str_empty(line->ref) ? v->rs->items[line->item].ref : line->ref;
    row->name = name.text;
    row->name_lang = name.other ? name.lang : STR_NONE;
    if (line->item_level)
        row->detail = tr(v->lang, N_("result of the objective"));
    else if (!str_is(line->unit, "%"))
        row->detail = line->unit;
    row->red = limit(v, line, t->red, status_red_op(t));
    row->green = limit(v, line, t->green, status_green_op(t));
    if (str_empty(row->red) && str_empty(row->green))
        row->green = words.text;
    row->last = figure_text(v->rs->arena, v->lang, line->type, STR_NONE,
                            line->last.value);
}

static void put_value(const struct entry_view *v,
                      const struct result_line *line, struct entry_row *row)
{
    const struct result_content *c = &line->content;

    row->words = type_textual(line->type);
    switch (line->type) {
    case TYPE_YES_NO:
        row->yes_no = true;
        break;
    case TYPE_DATE:
        row->date = true;
        break;
    case TYPE_LABEL:
        row->label = true;
        break;
    case TYPE_NARRATIVE:
        row->narrative = true;
        break;
    case TYPE_NONE:
    case TYPE_PERCENTAGE:
    case TYPE_COUNT:
    case TYPE_AMOUNT:
    case TYPE_LEVEL:
    case TYPE_RATIO:
        row->number = true;
        break;
    }
    row->value = entry_typed(v->rs, line, v->lang);
    row->answers = CHOICES(v, answers, row->value);
    row->value_text = c->value_text;
    row->shown = type_textual(line->type)
                     ? utf8_short(v->rs->arena, c->value_text, SHORT_CHARS)
                     : figure_text(v->rs->arena, v->lang, line->type, STR_NONE,
                                   c->value);
    if (c->not_applicable)
        row->shown = tr(v->lang, N_("not applicable"));
}

static void put_texts_state(const struct entry_view *v,
                            const struct result_line *line,
                            struct entry_row *row)
{
    enum translation t = result_translation(v->rs->arena, line);
    unsigned lacks = line->state == STATE_NONE ? 0 : result_lacks(line);
    bool nl = result_original(line) == TEXT_NL;

    row->translation = translation_word(v->lang, t);
    row->unchecked = t == TRANSLATION_DRAFT || t == TRANSLATION_OUTDATED ||
                     t == TRANSLATION_MISSING;
    row->needs_text = true;
    if (lacks & LACKS_NOT_APPLICABLE_REASON)
        row->texts_state = tr(v->lang, N_("reason required"));
    else if (lacks & LACKS_STATUS_REASON)
        row->texts_state = tr(v->lang, N_("reason of the status required"));
    else if (lacks & LACKS_FACTORS)
        row->texts_state = tr(v->lang, N_("explanation required"));
    else
        row->needs_text = false;
    if (row->needs_text)
        return;
    row->texts_state =
        t == TRANSLATION_NOTHING ? tr(v->lang, N_("texts"))
        : t == TRANSLATION_CONFORM
            ? S("FR ✓ NL ✓")
            : str_printf(v->rs->arena, "%s ✓ · %.*s", nl ? "NL" : "FR",
                         STR_ARG(row->translation));
}

static const struct {
    const char *name;
    const char *msgid;
} fields[3] = {
    {"factors", N_("Explanatory factors")},
    {"description", N_("Description")},
    {"actions", N_("Future actions")},
};

static struct str text_at(const struct result_texts *t, size_t field)
{
    const struct str at[] = {t->factors, t->description, t->actions};

    return at[field];
}

static void put_texts(const struct entry_view *v,
                      const struct result_line *line, struct entry_row *row)
{
    struct arena *a = v->rs->arena;
    struct entry_text *texts = NEW_N(a, struct entry_text, 6);
    size_t n = 0;
    enum text_lang original = result_original(line);
    unsigned lacks = result_lacks(line);

    for (size_t i = 0; i < 6; i++) {
        enum text_lang lang =
            i % 2 == 0 ? original : (enum text_lang) !original;
        const char *code = lang == TEXT_NL ? "nl" : "fr";

        if (v->translates &&
            str_empty(text_at(&line->content.texts[original], i / 2)))
            continue;
        texts[n++] = (struct entry_text){
            .name = str_printf(a, "%s_%s:%lld", fields[i / 2].name, code,
                               (long long)line->measure),
            .label = tr(v->lang, fields[i / 2].msgid),
            .tongue = lang == TEXT_NL ? S("NL") : S("FR"),
            .lang = str_of(code),
            .body = text_at(&line->content.texts[lang], i / 2),
            .last = text_at(&line->last.texts[lang], i / 2),
            .readonly = v->translates && lang == original,
            .required = i == 0 && (lacks & LACKS_FACTORS) != 0,
        };
    }
    row->texts = (struct list){texts, n, &text_shape};
    row->causes = CHOICES(v, causes, line->content.cause);
    row->statuses = CHOICES(v, statuses,
                            line->content.status_chosen == STATUS_NONE
                                ? S("")
                                : status_word(line->content.status_chosen));
    row->originals =
        CHOICES(v, originals, original == TEXT_NL ? S("nl") : S("fr"));
    row->not_applicable = line->content.not_applicable;
    row->elsewhere =
        line->content.reported_by != 0 || line->content.moved_to != 0;
    row->not_applicable_reason = line->content.not_applicable_reason;
    row->status_reason = line->content.status_reason;
}

/* As the browser would send it back. */
static struct str digest(const struct entry_view *v,
                         const struct result_line *line,
                         const struct entry_row *row)
{
    const struct result_content *c = &line->content;
    const struct result_texts *fr = &c->texts[TEXT_FR];
    const struct result_texts *nl = &c->texts[TEXT_NL];
    struct entry_input in = {.value = row->editable ? row->value : STR_NONE};

    if (row->open)
        in = (struct entry_input){
            .value = in.value,
            .value_text = row->narrative ? c->value_text : STR_NONE,
            .description_fr = fr->description,
            .description_nl = nl->description,
            .factors_fr = fr->factors,
            .factors_nl = nl->factors,
            .actions_fr = fr->actions,
            .actions_nl = nl->actions,
            .cause = c->cause,
            .not_applicable = row->editable && c->not_applicable,
            .not_applicable_reason = c->not_applicable_reason,
            .status_chosen = status_word(c->status_chosen),
            .status_reason = c->status_reason,
        };
    if (!row->editable)
        in.cause = in.not_applicable_reason = in.status_chosen =
            in.status_reason = STR_NONE;
    return entry_digest(v->rs->arena, &in);
}

/* What the person typed stays in the fields; what stands is told beside. */
static void put_outcome(const struct entry_view *v,
                        const struct result_line *line,
                        const struct entry_outcome *o, struct entry_row *row)
{
    struct arena *a = v->rs->arena;

    row->message = o->message;
    row->wrong = o->fate == ENTRY_WRONG || o->fate == ENTRY_CONFLICT;
    if (!row->wrong)
        return;
    if (o->fate == ENTRY_CONFLICT) {
        const struct result_texts *t =
            &line->content.texts[result_original(line)];

        row->theirs = joined(a, row->shown, " · ",
                             joined(a, t->factors, " · ", t->description));
        if (str_empty(row->theirs))
            row->theirs = tr(v->lang, N_("an empty result"));
    }
    row->value = o->input->value;
    row->answers = CHOICES(v, answers, row->value);
    if (o->readings[1].set) {
        row->reading_one = dec_text(a, o->readings[0]);
        row->reading_one_shown = show_dec(a, v->lang, o->readings[0]);
        row->reading_two = dec_text(a, o->readings[1]);
        row->reading_two_shown = show_dec(a, v->lang, o->readings[1]);
    }
}

/* The texts as they were typed, where another person's stand. */
static struct result_line as_typed(const struct result_line *line,
                                   const struct entry_outcome *o)
{
    struct result_line l = *line;
    const struct entry_input *in;

    if (o == NULL || o->fate != ENTRY_CONFLICT || !o->input->panel)
        return l;
    in = o->input;
    l.content.texts[TEXT_FR] = (struct result_texts){
        in->description_fr, in->factors_fr, in->actions_fr};
    l.content.texts[TEXT_NL] = (struct result_texts){
        in->description_nl, in->factors_nl, in->actions_nl};
    l.content.cause = in->cause;
    l.content.not_applicable = in->not_applicable;
    l.content.not_applicable_reason = in->not_applicable_reason;
    l.content.status_chosen = status_parse(in->status_chosen);
    l.content.status_reason = in->status_reason;
    return l;
}

struct entry_row entry_row(const struct entry_view *v,
                           const struct result_line *line)
{
    const struct entry_outcome *o = outcome_of(v, line->measure);
    struct entry e = {.status = line->status,
                      .status_chosen = line->content.status_chosen};
    bool takes = line->state == STATE_NONE || line->state == STATE_DRAFT ||
                 line->state == STATE_RETURNED;
    struct entry_row row = {
        .id = line->measure,
        .version = line->version,
        .editable = takes && !v->closed && !v->translates,
        .translating = v->translates && !v->closed &&
                       line->state != STATE_NONE && line->state != STATE_LOCKED,
        .returned = line->state == STATE_RETURNED,
        .stated = !takes,
        .reopens =
            !v->closed && !v->translates &&
            (line->state == STATE_SUBMITTED || line->state == STATE_APPROVED),
        .approved = line->state == STATE_APPROVED,
        .suggested = line->suggestion != 0,
        .return_reason = line->return_reason,
        .status = mark_of_status(v->lang, status_word(workflow_status(&e))),
        .state = mark_of_state(v->lang, state_word(line->state)),
    };
    struct result_line shown = as_typed(line, o);

    if (row.stated)
        row.holder =
            result_whereabouts(v->ap, line, v->campaign, v->lang, v->entity);
    if (line->state == STATE_NONE && !v->closed)
        row.status = row.state; /* to enter */
    put_definition(v, line, &row);
    put_value(v, line, &row);
    put_texts_state(v, line, &row);
    row.open =
        line->measure == v->open || line->measure == v->only ||
        (o != NULL && o->fate == ENTRY_CONFLICT) ||
        (row.editable && (row.needs_text || line->type == TYPE_NARRATIVE));
    if (v->translates)
        row.open = row.translating && (row.unchecked || row.open);
    if (!row.editable && !row.translating)
        row.open = false;
    row.seen = digest(v, line, &row);
    row.compare = entry_compare(v, line, o);
    row.differs = row.compare.count > 0;
    if (o != NULL)
        put_outcome(v, line, o, &row);
    if (row.open)
        put_texts(v, &shown, &row);
    return row;
}
