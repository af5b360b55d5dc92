#include "document/result_page.h"

#include "document/approval_rows.h"
#include "document/plan_words.h"
#include "view/chart.h"

struct point {
    struct period period;
    struct str value;
    struct mark status;
    bool here;
};
static const struct field point_fields[] = {
    FIELD(struct point, period),
    FIELD(struct point, value),
    FIELD_STRUCT(struct point, status, &mark_shape),
    FIELD(struct point, here),
};
static const struct shape point_shape = SHAPE(struct point, point_fields);

static const struct field page_fields[] = {
    FIELD(struct result_page, plan),
    FIELD(struct result_page, id),
    FIELD(struct result_page, period),
    FIELD(struct result_page, plan_title),
    FIELD(struct result_page, entity_name),
    FIELD(struct result_page, ref),
    FIELD(struct result_page, name),
    FIELD(struct result_page, name_lang),
    FIELD(struct result_page, objective),
    FIELD(struct result_page, code),
    FIELD(struct result_page, visible),
    FIELD(struct result_page, inside),
    FIELD(struct result_page, enters),
    FIELD(struct result_page, decides),
    FIELD(struct result_page, confirms),
    FIELD(struct result_page, for_name),
    FIELD(struct result_page, hash),
    FIELD(struct result_page, confirmed_by),
    FIELD(struct result_page, suggested_by),
    FIELD(struct result_page, has_suggestion),
    FIELD(struct result_page, answers),
    FIELD(struct result_page, suggestion_by),
    FIELD(struct result_page, suggestion_for),
    FIELD(struct result_page, suggestion_at),
    FIELD(struct result_page, suggestion_reason),
    FIELD_LIST(struct result_page, suggestion, &result_change_shape),
    FIELD(struct result_page, holder),
    FIELD(struct result_page, value),
    FIELD(struct result_page, value_text),
    FIELD_STRUCT(struct result_page, status, &mark_shape),
    FIELD(struct result_page, differs),
    FIELD_STRUCT(struct result_page, computed, &mark_shape),
    FIELD(struct result_page, status_reason),
    FIELD_STRUCT(struct result_page, state, &mark_shape),
    FIELD(struct result_page, declared),
    FIELD(struct result_page, one_person),
    FIELD(struct result_page, not_applicable),
    FIELD(struct result_page, not_applicable_reason),
    FIELD(struct result_page, cause),
    FIELD(struct result_page, elsewhere),
    FIELD(struct result_page, silent),
    FIELD(struct result_page, has_others),
    FIELD_LIST(struct result_page, others, &elsewhere_line_shape),
    FIELD(struct result_page, limits),
    FIELD(struct result_page, threshold_text),
    FIELD(struct result_page, target),
    FIELD(struct result_page, baseline),
    FIELD(struct result_page, weight),
    FIELD(struct result_page, mixed),
    FIELD(struct result_page, both),
    FIELD(struct result_page, beyond),
    FIELD_LIST(struct result_page, texts, &approval_text_shape),
    FIELD(struct result_page, translation),
    FIELD(struct result_page, return_reason),
    FIELD_LIST(struct result_page, steps, &story_step_shape),
    FIELD_LIST(struct result_page, story, &story_entry_shape),
    FIELD_LIST(struct result_page, changes, &result_change_shape),
    FIELD(struct result_page, approved_before),
    FIELD(struct result_page, sparkline),
    FIELD_LIST(struct result_page, series, &point_shape),
    FIELD(struct result_page, comments),
    FIELD(struct result_page, has_evidence),
    FIELD(struct result_page, attaches),
    FIELD_LIST(struct result_page, evidence, &evidence_row_shape),
};
const struct shape result_page_shape = SHAPE(struct result_page, page_fields);

static void put_definition(const struct results *rs,
                           const struct result_line *line, enum lang lang,
                           struct result_page *page)
{
    struct arena *a = rs->arena;
    const struct result_item *item = &rs->items[line->item];
    struct said name = said_in(lang, line->name_fr, line->name_nl);
    struct str title = said_in(lang, item->title_fr, item->title_nl).text;
    struct str unit = line->unit;

    page->ref = str_empty(line->ref) ? item->ref : line->ref;
    page->name = name.text;
    page->name_lang = name.other ? name.lang : STR_NONE;
    page->objective =
        line->item_level ? STR_NONE : joined(a, item->ref, " ", title);
    page->limits =
        thresholds_text(a, lang, line->type, STR_NONE, &line->thresholds);
    page->threshold_text =
        said_in(lang, line->threshold_text_fr, line->threshold_text_nl).text;
    page->target = figure_text(a, lang, line->type, unit, line->target);
    page->baseline = figure_text(a, lang, line->type, unit, line->baseline);
    page->weight =
        figure_text(a, lang, TYPE_PERCENTAGE, STR_NONE, line->weight);
}

static void put_content(const struct results *rs,
                        const struct result_line *line, enum lang lang,
                        struct result_page *page)
{
    struct arena *a = rs->arena;
    const struct result_content *c = &line->content;
    struct judgement j = status_judge(c->value, &line->thresholds);
    enum status status =
        c->status_chosen != STATUS_NONE ? c->status_chosen : line->status;
    bool flagged;

    page->value = figure_text(a, lang, line->type, line->unit, c->value);
    page->value_text = c->value_text;
    page->status = mark_of_status(lang, status_word(status));
    page->differs = status != line->status;
    page->computed = mark_of_status(lang, status_word(line->status));
    page->status_reason = c->status_reason;
    page->not_applicable = c->not_applicable;
    page->not_applicable_reason = c->not_applicable_reason;
    page->cause = result_word(lang, c->cause);
    page->mixed = (j.warnings & STATUS_MIXED_OPERATORS) != 0;
    page->both = (j.warnings & STATUS_SATISFIES_BOTH) != 0;
    page->beyond = (j.warnings & STATUS_RED_BEYOND_GREEN) != 0;
    page->texts = approval_texts(a, lang, line, &flagged);
    page->translation = translation_word(lang, result_translation(a, line));
    page->return_reason = line->return_reason;
}

struct result_page result_page(const struct results *rs,
                               const struct result_line *line, enum lang lang,
                               bool visible)
{
    struct result_page page = {
        .plan = rs->plan,
        .id = line->measure,
        .period = rs->period,
        .code = line->code,
        .visible = visible,
        .state = mark_of_state(lang, state_word(line->state)),
        .status = mark_of_status(lang, STR_NONE),
        .computed = mark_of_status(lang, STR_NONE),
        .declared = line->declared,
        .one_person = line->one_person,
    };

    put_definition(rs, line, lang, &page);
    page.suggestion = (struct list){NULL, 0, &result_change_shape};
    if (visible && line->state != STATE_NONE)
        page.hash = hash_hex(rs->arena, result_hash(rs, line));
    if (visible)
        put_content(rs, line, lang, &page);
    return page;
}

static bool told(const struct revision_row *r, bool drafts)
{
    return drafts || !(str_is(r->act, "draft") || str_is(r->act, "translate"));
}

void result_page_story(struct result_page *page, enum lang lang,
                       const struct results *rs, const struct result_line *line,
                       const struct list *revisions, bool drafts)
{
    struct arena *a = rs->arena;
    struct revision_row *kept =
        NEW_N(a, struct revision_row, revisions->count + 1);
    struct list told_rows = {kept, 0, revisions->shape};
    struct revision_row now = history_present(a, line);

    for (size_t i = 0; i < revisions->count; i++) {
        const struct revision_row *r =
            LIST_AT(struct revision_row, *revisions, i);

        if (told(r, drafts))
            kept[told_rows.count++] = *r;
        if (r->revision != line->approved_revision)
            continue;
        page->changes = result_changes(a, lang, line->type, r, &now);
        page->approved_before = page->changes.count > 0;
    }
    page->story = result_story(a, lang, line->type, &told_rows);
}

static bool shown(const struct past_result *p,
                  const struct result_access *access)
{
    enum state state = state_parse(p->state);
    struct result_line line = {.state = state};

    return p->value.set && result_visible(access, &line, p->released) &&
           (p->own || state != STATE_DRAFT);
}

void result_page_series(struct result_page *page, enum lang lang,
                        const struct results *rs,
                        const struct result_line *line, const struct list *past,
                        const struct result_access *access)
{
    struct arena *a = rs->arena;
    struct point *points = NEW_N(a, struct point, past->count + 1);
    struct period *periods = NEW_N(a, struct period, past->count + 1);
    struct dec *values = NEW_N(a, struct dec, past->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < past->count; i++) {
        const struct past_result *p = LIST_AT(struct past_result, *past, i);

        if (!shown(p, access))
            continue;
        periods[n] = p->period;
        values[n] = p->value;
        values[n].decimals = (uint8_t)p->decimals;
        points[n] = (struct point){
            .period = p->period,
            .value = figure_text(a, lang, line->type, line->unit, values[n]),
            .status = mark_of_status(lang, p->status),
            .here = period_cmp(p->period, rs->period) == 0,
        };
        n++;
    }
    page->series = (struct list){points, n, &point_shape};
    if (n > 1 && line->type != TYPE_DATE)
        page->sparkline = chart_sparkline(a, lang, periods, values, n);
}

void result_page_suggestion(struct result_page *page, enum lang lang,
                            const struct results *rs,
                            const struct result_line *line,
                            const struct result_suggestion *s)
{
    struct result_line proposed = *line;
    struct revision_row now = history_present(rs->arena, line), then;

    proposed.content = s->content;
    then = history_present(rs->arena, &proposed);
    page->has_suggestion = true;
    page->suggestion_by = s->by_name;
    page->suggestion_for = s->for_name;
    page->suggestion_at = s->at;
    page->suggestion_reason = s->reason;
    page->suggestion = result_changes(rs->arena, lang, line->type, &now, &then);
}

static struct str with_approver(const struct approvals *ap,
                                const struct result_line *line, enum lang lang)
{
    struct arena *a = ap->rs.arena;
    bool *chosen = NEW_N(a, bool, ap->approvers.count + 1);
    struct turn turn = approval_route(ap, line, chosen);
    struct str names = approval_names(ap, line, tr(lang, N_("for")));

    if (str_given(names) && line->approvals > 0)
        return TR(a, lang,
                  N_("Approved at level {0} of {1}; it waits for {2}."),
                  show_int(a, lang, line->approvals),
                  show_int(a, lang, turn.levels), names);
    if (str_given(names) && turn.levels > 1)
        return TR(a, lang, N_("It waits for {0}, level {1} of {2}."), names,
                  show_int(a, lang, turn.level),
                  show_int(a, lang, turn.levels));
    if (str_given(names))
        return TR(a, lang, N_("It waits for {0}."), names);
    return tr(lang, N_("Nobody may approve it: all who could have entered or "
                       "submitted it. The controller can grant an exception."));
}

struct str result_whereabouts(const struct approvals *ap,
                              const struct result_line *line,
                              const struct result_campaign *campaign,
                              enum lang lang, struct str entity)
{
    struct arena *a = ap->rs.arena;

    switch (line->state) {
    case STATE_NONE:
        return TR(a, lang, N_("Nothing is entered yet; it is with {0}."),
                  entity);
    case STATE_DRAFT:
        return TR(a, lang, N_("It is being prepared by {0}."), entity);
    case STATE_RETURNED:
        if (line->suggestion != 0)
            return TR(a, lang,
                      N_("A correction is suggested; {0} accepts or refuses "
                         "it."),
                      entity);
        return TR(a, lang, N_("It was returned to {0} to be corrected."),
                  entity);
    case STATE_SUBMITTED:
        return with_approver(ap, line, lang);
    case STATE_APPROVED:
        if (str_is(campaign->state, "open"))
            return TR(a, lang,
                      N_("It is approved. {0} can still take it back to "
                         "correct it, until {1}."),
                      entity, show_date(a, lang, campaign->locks_on));
        return tr(lang, N_("It is approved, and the campaign is closed."));
    case STATE_LOCKED:
        return tr(lang, N_("It is locked with its campaign: only the "
                           "controller can unlock it."));
    }
    return STR_NONE;
}

enum err result_page_elsewhere(struct result_page *page, enum lang lang,
                               const struct results *rs,
                               const struct result_line *line, bool visible)
{
    struct elsewhere e;
    struct list here;
    enum err err = elsewhere_of(rs->db, rs->period, &line->content, &e);

    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (err == OK && visible) {
        page->elsewhere = elsewhere_words(rs->arena, lang, &e);
        page->silent = !e.reports;
    }
    TRY(elsewhere_reported(rs->db, rs->period, rs->entity,
                           rs->items[line->item].id, &here));
    page->has_others = here.count > 0;
    page->others = elsewhere_lines(rs->arena, lang, &here);
    return OK;
}
