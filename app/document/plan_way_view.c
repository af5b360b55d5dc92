#include "document/plan_way_view.h"

#include "core/utf8.h"
#include "document/plan_words.h"

enum { NAME_CHARS = 120 };

static const struct field act_fields[] = {
    FIELD(struct plan_way_act, act),     FIELD(struct plan_way_act, recorded),
    FIELD(struct plan_way_act, name),    FIELD(struct plan_way_act, made_at),
    FIELD(struct plan_way_act, body),    FIELD(struct plan_way_act, signers),
    FIELD(struct plan_way_act, act_on),  FIELD(struct plan_way_act, number),
    FIELD(struct plan_way_act, file),    FIELD(struct plan_way_act, confirmer),
    FIELD(struct plan_way_act, waits),   FIELD(struct plan_way_act, confirms),
    FIELD(struct plan_way_act, refused),
};
static const struct shape act_shape = SHAPE(struct plan_way_act, act_fields);

static const struct field row_fields[] = {
    FIELD(struct plan_way_row, step),
    FIELD(struct plan_way_row, who),
    FIELD(struct plan_way_row, signatures),
    FIELD(struct plan_way_row, two),
    FIELD(struct plan_way_row, term_days),
    FIELD(struct plan_way_row, done_on),
    FIELD(struct plan_way_row, here),
    FIELD(struct plan_way_row, names),
    FIELD(struct plan_way_row, nobody),
    FIELD_LIST(struct plan_way_row, acts, &act_shape),
};
static const struct shape plan_way_row_shape =
    SHAPE(struct plan_way_row, row_fields);

static const struct field item_fields[] = {
    FIELD(struct plan_way_item, item),
    FIELD(struct plan_way_item, ref),
    FIELD(struct plan_way_item, name),
};
static const struct shape plan_way_item_shape =
    SHAPE(struct plan_way_item, item_fields);

static const struct field view_fields[] = {
    FIELD(struct plan_way_view, id),
    FIELD(struct plan_way_view, title),
    FIELD(struct plan_way_view, entity_name),
    FIELD(struct plan_way_view, entity),
    FIELD(struct plan_way_view, draft),
    FIELD(struct plan_way_view, open),
    FIELD(struct plan_way_view, returned),
    FIELD(struct plan_way_view, dropped),
    FIELD(struct plan_way_view, approved),
    FIELD(struct plan_way_view, hash),
    FIELD(struct plan_way_view, submitter),
    FIELD(struct plan_way_view, submitted_at),
    FIELD(struct plan_way_view, ender),
    FIELD(struct plan_way_view, ended_at),
    FIELD(struct plan_way_view, reason),
    FIELD(struct plan_way_view, effective_on),
    FIELD(struct plan_way_view, suspended),
    FIELD(struct plan_way_view, waits),
    FIELD(struct plan_way_view, submits),
    FIELD(struct plan_way_view, withdraws),
    FIELD(struct plan_way_view, records),
    FIELD(struct plan_way_view, concludes),
    FIELD(struct plan_way_view, arranges),
    FIELD(struct plan_way_view, edits),
    FIELD(struct plan_way_view, compared),
    FIELD(struct plan_way_view, lacking),
    FIELD_LIST(struct plan_way_view, steps, &plan_way_row_shape),
    FIELD_LIST(struct plan_way_view, checks, &plan_check_shape),
    FIELD_LIST(struct plan_way_view, changes, &plan_change_shape),
    FIELD_LIST(struct plan_way_view, items, &plan_way_item_shape),
};
const struct shape plan_way_view_shape =
    SHAPE(struct plan_way_view, view_fields);

static struct str who(const struct plan_step *s, enum lang lang)
{
    struct str body = said_in(lang, s->body_fr, s->body_nl).text;

    if (!str_empty(body))
        return body;
    if (str_is(s->role, "director"))
        return tr(lang, N_("Director"));
    return tr(lang,
              str_is(s->role, "authority") ? N_("Authority") : N_("Body"));
}

/* "A for B" of a delegate. */
static struct str acting(struct arena *a, enum lang lang, struct str name,
                         struct str behind)
{
    return str_empty(behind) ? name
                             : TR(a, lang, N_("{0} for {1}"), name, behind);
}

static struct list acts_of(const struct plan_way *way, enum lang lang,
                           int64_t step, bool here)
{
    struct plan_way_act *out =
        NEW_N(way->arena, struct plan_way_act, way->acts.count + 1);
    struct list list = {out, 0, &act_shape};
    const struct plan_rights *rights = &way->rights;

    for (size_t i = 0; i < way->acts.count; i++) {
        const struct submission_act *a =
            LIST_AT(struct submission_act, way->acts, i);
        bool waits = a->recorded && a->confirmed_by == 0;

        if (a->step != step)
            continue;
        out[list.count++] = (struct plan_way_act){
            .act = a->id,
            .recorded = a->recorded,
            .name = acting(way->arena, lang, a->name, a->behind_name),
            .made_at = a->made_at,
            .body = a->body,
            .signers = a->signers,
            .act_on = a->act_on,
            .number = a->number,
            .file = a->file,
            .confirmer = a->confirmer,
            .waits = waits && here,
            .confirms = waits && here && a->account != way->account &&
                        (rights->enters || rights->controls || rights->decides),
            .refused = a->refused,
        };
    }
    return list;
}

static struct list plan_way_rows(const struct plan_way *way, enum lang lang)
{
    struct plan_way_row *rows =
        NEW_N(way->arena, struct plan_way_row, way->steps.count + 1);
    const struct plan_step *now = plan_way_step(way);
    struct list asked = plan_way_asked(way);
    struct str names = STR_NONE;

    for (size_t i = 0; i < asked.count; i++) {
        const struct approver *k = LIST_AT(struct approver, asked, i);

        names = joined(way->arena, names, ", ",
                       acting(way->arena, lang, k->name, k->behind_name));
    }
    for (size_t i = 0; i < way->steps.count; i++) {
        const struct plan_step *s = LIST_AT(struct plan_step, way->steps, i);
        bool here = s == now;

        rows[i] = (struct plan_way_row){
            .step = s->step,
            .who = who(s, lang),
            .signatures = s->signatures,
            .two = s->signatures > 1,
            .term_days = s->term_days,
            .done_on = s->done_on,
            .here = here,
            .names = here ? names : STR_NONE,
            .nobody = here && str_empty(names) && !str_is(s->role, "body"),
            .acts = acts_of(way, lang, s->step, here),
        };
    }
    return (struct list){rows, way->steps.count, &plan_way_row_shape};
}

static struct list items_of(struct arena *a, enum lang lang,
                            const struct plan_content *draft)
{
    struct plan_way_item *rows =
        NEW_N(a, struct plan_way_item, draft->items.count + 1);

    for (size_t i = 0; i < draft->items.count; i++) {
        const struct plan_item *item =
            LIST_AT(struct plan_item, draft->items, i);

        rows[i] = (struct plan_way_item){
            item->id, item->ref,
            utf8_short(a, said_in(lang, item->title_fr, item->title_nl).text,
                       NAME_CHARS)};
    }
    return (struct list){rows, draft->items.count, &plan_way_item_shape};
}

static void describe(const struct plan_way *way, struct plan_way_view *v)
{
    const struct submission *last = &way->last;

    v->id = way->head.id;
    v->entity = way->head.entity;
    v->draft = way->edition.edition != 0;
    v->open = way->open;
    v->returned = v->draft && way->ever && str_is(last->state, "returned");
    v->dropped = v->draft && way->ever && str_is(last->state, "dropped");
    v->approved = way->ever && str_is(last->state, "approved");
    v->hash = way->open || v->approved ? last->hash : STR_NONE;
    v->submitter = last->submitter;
    v->submitted_at = last->submitted_at;
    v->ender = last->ender;
    v->ended_at = last->ended_at;
    v->reason = last->reason;
    v->effective_on = last->effective_on;
    v->suspended = plan_way_suspended(way);
    v->waits = plan_way_waits(way, way->account, &(int64_t){0});
    v->submits = v->draft && !way->open && way->rights.enters;
    v->withdraws = way->open && way->rights.enters;
    v->records = plan_way_records(way);
    v->concludes = plan_way_concludes(way);
    v->arranges = way->rights.controls;
    v->edits = way->rights.enters;
}

/* The start of the plan, or today, but not before the edition in force. */
static enum err proposed_day(struct db *db, const struct plan_way *way,
                             struct date *out)
{
    struct date earliest;

    TRY(plan_way_earliest(db, way->head.id, &earliest));
    *out = date_given(way->edition.starts_on) && !date_given(earliest)
               ? way->edition.starts_on
               : way->today;
    if (date_given(earliest) && date_cmp(*out, earliest) < 0)
        *out = earliest;
    return OK;
}

static enum err read_draft(struct db *db, const struct plan_way *way,
                           enum lang lang, struct plan_way_view *v)
{
    struct plan_content draft, before;
    struct plan_edition in_force;
    enum err err = plan_edition(db, &way->head, way->today, &in_force);

    if (!v->draft) {
        TRY(err);
        TRY(plan_content(db, v->id, in_force.edition, &before));
        v->items = items_of(way->arena, lang, &before);
        return OK;
    }
    TRY(plan_content(db, v->id, way->edition.edition, &draft));
    v->checks = plan_checks(way->arena, lang, &draft);
    v->lacking = (int64_t)v->checks.count;
    v->items = items_of(way->arena, lang, &draft);
    if (err == OK && str_is(in_force.state, "approved")) {
        TRY(plan_content(db, v->id, in_force.edition, &before));
        v->changes = plan_changes(way->arena, lang, &before, &draft);
        v->compared = true;
    }
    return OK;
}

enum err plan_way_view(struct db *db, const struct plan_way *way,
                       enum lang lang, struct plan_way_view *v)
{
    struct plan_edition named = way->edition;

    *v = (struct plan_way_view){0};
    describe(way, v);
    if (v->submits)
        TRY(proposed_day(db, way, &v->effective_on));
    TRY(read_draft(db, way, lang, v));
    if (!v->draft)
        TRY(plan_edition(db, &way->head, way->today, &named));
    v->title = plan_name(way->arena, lang, way->head.code, &named);
    v->entity_name =
        said_in(lang, way->head.entity_fr, way->head.entity_nl).text;
    v->steps = plan_way_rows(way, lang);
    return OK;
}
