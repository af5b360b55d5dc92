/* GET, POST /answer/{token}: whoever has the mailed link answers for the cells
 * asked, and sees nothing else. What is typed can be kept; sent, it is a
 * proposal and the link has ended. */
#include "document/answer_letter.h"
#include "document/answer_rows.h"
#include "web/page.h"

enum { BODY_CHARS = 20000 };

struct view {
    bool open;
    struct str name;
    struct str asker;
    struct str asker_email;
    struct date until;
    struct period period;
    struct str words;
    struct list rows;
};
static const struct field view_fields[] = {
    FIELD(struct view, open),  FIELD(struct view, name),
    FIELD(struct view, asker), FIELD(struct view, asker_email),
    FIELD(struct view, until), FIELD(struct view, period),
    FIELD(struct view, words), FIELD_LIST(struct view, rows, &answer_row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct work {
    struct answer_ask ask;
    struct results rs;
    struct list cells;
};

static enum err open(struct req *rq, struct work *w)
{
    struct str token;

    res_header(rq, S("X-Robots-Tag"), S("noindex"));
    TRY(req_path(rq, "token", &token));
    TRY(answer_ask_open(rq->db, rq->now, token, &w->ask));
    TRY(results_open(rq->db, rq->arena, w->ask.plan, w->ask.period, true,
                     &w->rs));
    return answer_cells(rq->db, w->ask.id, &w->cells);
}

/* What was sent wins over what is kept: nothing typed is lost. */
static struct str typed(struct req *rq, const char *field, int64_t measure,
                        struct str kept)
{
    const char *name =
        str_printf(rq->arena, "%s:%lld", field, (long long)measure).p;
    struct str sent = req_form_raw(rq, name);

    return str_given(sent) ? sent : kept;
}

static struct list rows(struct req *rq, const struct work *w)
{
    struct answer_row *all =
        NEW_N(rq->arena, struct answer_row, w->cells.count + 1);
    size_t n = 0;

    for (size_t i = 0; i < w->cells.count; i++) {
        const struct answer_cell *c = LIST_AT(struct answer_cell, w->cells, i);
        const struct result_line *line = results_line(&w->rs, c->measure);
        if (line)
            all[n++] = answer_row(line, rq->lang,
                                  typed(rq, "value", c->measure, c->value),
                                  typed(rq, "body", c->measure, c->body));
    }
    return (struct list){all, n, &answer_row_shape};
}

static enum err show(struct req *rq)
{
    struct view v = {0};
    struct work w;
    int second;
    enum err err = open(rq, &w);

    if (err == ERR_NOT_FOUND)
        return res_render(rq, &v);
    TRY(err);
    v = (struct view){
        .open = true,
        .name = w.ask.name,
        .asker = w.ask.asker,
        .asker_email = w.ask.asker_email,
        .until = brussels_date(w.ask.expires_at, &second),
        .period = w.ask.period,
        .words = w.ask.words,
        .rows = rows(rq, &w),
    };
    return res_render(rq, &v);
}

/* -- answering ------------------------------------------------------------- */

struct sent {
    int64_t id;
    struct str value;
    struct str body;
};
static const struct form_field sent_fields[] = {
    FORM_FIELD(struct sent, value, .max_chars = 400, .label = N_("Value")),
    FORM_FIELD(struct sent, body, .max_chars = BODY_CHARS, .label = N_("Text")),
};
static const struct form sent_form = FORM(struct sent, sent_fields);

/* Keeps one cell; a value that cannot be read is told and not kept. */
static enum err keep(struct req *rq, struct work *w, const struct sent *s,
                     size_t *answered)
{
    const struct result_line *line = results_line(&w->rs, s->id);
    struct answer_cell cell = {
        .measure = s->id,
        .value = str_trim(s->value),
        .body = str_trim(s->body),
    };
    struct result_content content;
    struct str wrong;
    enum err err;

    if (!line)
        return ERR_NOT_FOUND;
    content = line->content;
    err = answer_content(&w->rs, line, &cell, w->ask.lang, rq->lang, &content,
                         &wrong);
    if (err == ERR_INPUT)
        return req_refuse(
            rq, str_printf(rq->arena, "value:%lld", (long long)s->id).p, wrong);
    TRY(err);
    *answered += !str_empty(cell.value) || !str_empty(cell.body);
    return answer_keep(rq->db, w->ask.id, &cell);
}

static enum err keep_all(struct req *rq, struct work *w, size_t *answered)
{
    struct list sent;
    enum err worst = OK;

    TRY(req_form_rows(rq, &sent_form, &sent));
    for (size_t i = 0; i < sent.count; i++) {
        enum err err = keep(rq, w, LIST_AT(struct sent, sent, i), answered);
        if (err != OK && err != ERR_INPUT)
            return err;
        worst = err != OK ? err : worst;
    }
    return worst;
}

static enum err answer(struct req *rq)
{
    bool sends = str_given(req_form_raw(rq, "send"));
    size_t answered = 0;
    struct work w;
    enum err err = open(rq, &w);

    if (err == ERR_NOT_FOUND)
        return show(rq);
    TRY(err);
    TRY(keep_all(rq, &w, &answered));
    if (!sends)
        return res_see_other(rq, rq->path,
                             tr(rq->lang, N_("Kept, and not sent yet.")));
    if (answered == 0)
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("Answer something first.")));
    TRY(answer_send(rq->db, rq->now, w.ask.id));
    TRY(answer_letter_there(LETTER(rq), &w.ask));
    return res_see_other(rq, rq->path,
                         TR(rq->arena, rq->lang,
                            N_("Thank you: your answer is with {0}."),
                            w.ask.asker));
}

PAGE(answer_give, .get = show, .post = answer, .view = &view_shape,
     .sql = SQL(ANSWER_GIVE_SQL, LETTER_SQL, RESULT_READ_SQL),
     .no_store = true);
