/* GET /evaluations: the evaluations in which the reader has a seat. */

#include "store/evaluation.h"
#include "web/page.h"

struct line {
    int64_t id;
    struct said title;
    struct said entity;
    struct str kind;
    struct str seat;
    struct date evaluated_on;
    struct str procedure;
    struct str holder;
    bool open;
};
static const struct field line_fields[] = {
    FIELD(struct line, id),
    FIELD_STRUCT(struct line, title, &said_shape),
    FIELD_STRUCT(struct line, entity, &said_shape),
    FIELD(struct line, kind),
    FIELD(struct line, seat),
    FIELD(struct line, evaluated_on),
    FIELD(struct line, procedure),
    FIELD(struct line, holder),
    FIELD(struct line, open),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct view {
    struct list lines;
    bool creates;
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, lines, &line_shape),
    FIELD(struct view, creates),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct str kind_words(enum lang lang, struct str kind)
{
    if (str_is(kind, "mid"))
        return tr(lang, N_("mid-mandate evaluation"));
    return str_is(kind, "final") ? tr(lang, N_("final evaluation"))
                                 : tr(lang, N_("yearly evaluation"));
}

static struct str seat_words(enum lang lang, struct str seat)
{
    if (str_is(seat, "chair"))
        return tr(lang, N_("chair"));
    if (str_is(seat, "secretary"))
        return tr(lang, N_("secretary"));
    if (str_is(seat, "holder"))
        return tr(lang, N_("holder"));
    return str_is(seat, "member") ? tr(lang, N_("member"))
                                  : tr(lang, N_("substitute"));
}

static struct line line_of(enum lang lang, const struct evaluation_head *e)
{
    return (struct line){
        .id = e->id,
        .title = said_in(lang, e->title_fr, e->title_nl),
        .entity = said_in(lang, e->entity_fr, e->entity_nl),
        .kind = kind_words(lang, e->kind),
        .seat = seat_words(lang, e->seat),
        .evaluated_on = e->evaluated_on,
        .procedure = str_is(e->procedure_lang, "nl") ? tr(lang, N_("Dutch"))
                                                     : tr(lang, N_("French")),
        .holder = e->holder,
        .open = str_is(e->state, "open"),
    };
}

static enum err show(struct req *rq)
{
    struct view v = {.creates = (rq->me.roles & ROLE_SECRETARY) != 0};
    struct list heads;
    struct line *lines;

    TRY(evaluations_of(rq->db, rq->me.id, rq->today, &heads));
    lines = NEW_N(rq->arena, struct line, heads.count);
    for (size_t i = 0; i < heads.count; i++)
        lines[i] = line_of(rq->lang, LIST_AT(struct evaluation_head, heads, i));
    v.lines = (struct list){lines, heads.count, &line_shape};
    return res_render(rq, &v);
}

PAGE(evaluation_list, .get = show, .view = &view_shape,
     .sql = SQL(&evaluations_of_account), .no_store = true);
