/* GET, POST /plans/{id}/results/{period}/{measure}/suggest: the approver for
 * whom a result waits proposes a corrected value or text; the author answers
 * on the page of the result. */
#include "document/entry_input.h"
#include "document/notice.h"
#include "document/plan_words.h"
#include "document/result_page.h"
#include "web/page.h"

enum { REASON_CHARS = 4000 };

struct view {
    int64_t plan;
    struct period period;
    int64_t id;
    struct str ref;
    struct str name;
    struct str hash;
    struct str for_name;
    bool narrative;
    bool yes_no, yes, no;
    struct str lang; /* of the original texts */
    struct str value;
    struct str value_text;
    struct str factors;
    struct str description;
    struct str reason;
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),     FIELD(struct view, period),
    FIELD(struct view, id),       FIELD(struct view, ref),
    FIELD(struct view, name),     FIELD(struct view, hash),
    FIELD(struct view, for_name), FIELD(struct view, narrative),
    FIELD(struct view, yes_no),   FIELD(struct view, yes),
    FIELD(struct view, no),       FIELD(struct view, lang),
    FIELD(struct view, value),    FIELD(struct view, value_text),
    FIELD(struct view, factors),  FIELD(struct view, description),
    FIELD(struct view, reason),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct proposal {
    struct str shown;
    struct str value;
    struct str value_text;
    struct str factors;
    struct str description;
    struct str reason;
};
#define TEXT(name)                                                             \
    FORM_FIELD(struct proposal, name, .max_chars = ENTRY_TEXT_CHARS)
static const struct form_field proposal_fields[] = {
    FORM_FIELD(struct proposal, shown, .required = true),
    FORM_FIELD(struct proposal, value, .max_chars = 400),
    TEXT(value_text),
    TEXT(factors),
    TEXT(description),
    FORM_FIELD(struct proposal, reason, .max_chars = REASON_CHARS,
               .label = N_("Reason")),
};
static const struct form form = FORM(struct proposal, proposal_fields);

struct work {
    struct approvals ap;
    struct approval_turn turn;
    struct result_line *line;
};

/* Not waiting for the reader: as if it were not there. */
static enum err open(struct req *rq, struct work *w)
{
    struct result_access access;
    struct period period;
    int64_t plan, measure;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    TRY(req_id(rq, "measure", &measure));
    TRY(result_access(rq->db, rq->me.id, rq->today, plan, &access));
    TRY(approvals_open(rq->db, rq->arena, plan, period, rq->today, &w->ap));
    w->line = results_line(&w->ap.rs, measure);
    if (w->line == NULL ||
        !approval_waits(&w->ap, w->line, rq->me.id, &w->turn))
        return ERR_NOT_FOUND;
    return OK;
}

static void fill(struct req *rq, const struct work *w, struct view *v)
{
    const struct result_line *line = w->line;
    enum text_lang original = result_original(line);
    const struct result_texts *texts = &line->content.texts[original];
    struct result_page page = result_page(&w->ap.rs, line, rq->lang, true);

    *v = (struct view){
        .plan = w->ap.rs.plan,
        .period = w->ap.rs.period,
        .id = line->measure,
        .ref = page.ref,
        .name = page.name,
        .hash = page.hash,
        .for_name = w->turn.for_name,
        .narrative = line->type == TYPE_NARRATIVE,
        .yes_no = line->type == TYPE_YES_NO,
        .lang = original == TEXT_NL ? S("nl") : S("fr"),
        .value = entry_typed(&w->ap.rs, line, rq->lang),
        .value_text = line->content.value_text,
        .factors = texts->factors,
        .description = texts->description,
    };
    v->yes = v->yes_no && str_is(v->value, "1");
    v->no = v->yes_no && str_is(v->value, "0");
}

static enum err show(struct req *rq)
{
    struct work w = {0};
    struct view v;

    TRY(open(rq, &w));
    fill(rq, &w, &v);
    if (rq->messages.count > 0) {
        v.value = req_form_raw(rq, "value");
        v.value_text = req_form_raw(rq, "value_text");
        v.factors = req_form_raw(rq, "factors");
        v.description = req_form_raw(rq, "description");
        v.reason = req_form_raw(rq, "reason");
    }
    return res_render(rq, &v);
}

static enum err read(struct req *rq, struct work *w, const struct proposal *p,
                     struct result_content *content)
{
    struct entry_input in = {.id = w->line->measure, .value = p->value};
    struct entry_outcome outcome = {.input = &in};
    struct result_texts *texts = &content->texts[result_original(w->line)];
    enum err err =
        entry_value(&w->ap.rs, w->line, &in, rq->lang, content, &outcome);

    if (err == ERR_INPUT)
        return req_refuse(rq, "value", outcome.message);
    texts->factors = p->factors;
    texts->description = p->description;
    if (w->line->type == TYPE_NARRATIVE)
        content->value_text = p->value_text;
    return err;
}

static enum err post(struct req *rq)
{
    struct result_actor actor = {.account = rq->me.id, .now = rq->now};
    struct result_content content;
    struct work w = {0};
    struct proposal p;
    struct hash shown;
    enum err err;

    TRY(open(rq, &w));
    TRY(req_form(rq, &form, &p));
    if (hash_from_hex(p.shown, &shown) != OK)
        return ERR_BAD_REQUEST;
    actor.for_account = w.turn.for_account;
    content = w.line->content;
    TRY(read(rq, &w, &p, &content));
    err = result_suggest(&w.ap.rs, w.line, shown, &content, p.reason, &actor);
    if (err == ERR_INPUT)
        return req_refuse(rq, "value",
                          tr(rq->lang, N_("This is what was submitted: change "
                                          "what you would correct.")));
    if (err == ERR_CONFLICT)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("It changed meanwhile: compare what "
                                          "you sent with what stands now.")));
    TRY(err);
    TRY(notice_suggested(LETTER(rq), &w.ap.rs, w.line, p.reason, rq->me.id,
                         rq->today));
    TRY(results_close(&w.ap.rs, &actor));
    return res_see_other(rq, S("/approvals"),
                         tr(rq->lang, N_("Suggested: the author accepts or "
                                         "refuses it.")));
}

PAGE(result_suggest, .get = show, .post = post, .view = &view_shape,
     .sql = SQL(RESULT_READ_SQL, RESULT_WRITE_SQL, APPROVAL_SQL, NOTICE_SQL));
