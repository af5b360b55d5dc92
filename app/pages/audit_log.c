/* GET /audit?plan=&act=&person=&from=&to=: the decisions within the reader's
 * scope, newest first, a sentence each. An auditor's reading is logged. */

#include "document/audit_words.h"
#include "web/page.h"

enum { ACTS_MOST = 200 };

struct line {
    int64_t chain;
    int64_t n;
    struct instant made_at;
    struct str plan;
    int64_t plan_id;
    struct str sentence;
    struct str reason;
    bool erased;
    bool samples; /* the reader may download its proof */
};
static const struct field line_fields[] = {
    FIELD(struct line, chain),   FIELD(struct line, n),
    FIELD(struct line, made_at), FIELD(struct line, plan),
    FIELD(struct line, plan_id), FIELD(struct line, sentence),
    FIELD(struct line, reason),  FIELD(struct line, erased),
    FIELD(struct line, samples),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct choice {
    struct str name;
    struct str said;
    bool here;
};
static const struct field choice_fields[] = {
    FIELD(struct choice, name),
    FIELD(struct choice, said),
    FIELD(struct choice, here),
};
static const struct shape choice_shape = SHAPE(struct choice, choice_fields);

struct view {
    struct list lines;
    struct list acts;
    struct str plan; /* as asked */
    struct str act;
    struct str person;
    struct str from;
    struct str to;
    bool samples;
    bool more;
    int64_t at; /* of the last line, from where the next page goes on */
    int64_t chain;
    int64_t n;
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, lines, &line_shape),
    FIELD_LIST(struct view, acts, &choice_shape),
    FIELD(struct view, plan),
    FIELD(struct view, act),
    FIELD(struct view, person),
    FIELD(struct view, from),
    FIELD(struct view, to),
    FIELD(struct view, samples),
    FIELD(struct view, more),
    FIELD(struct view, at),
    FIELD(struct view, chain),
    FIELD(struct view, n),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

/* When that day begins in Brussels; not given stays so. */
static enum err day_begins(struct str text, int64_t later, struct instant *out)
{
    struct date day;
    int seconds;

    *out = (struct instant){0};
    if (date_parse(text, &day) != OK)
        return ERR_NOT_FOUND;
    if (!date_given(day))
        return OK;
    out->s = (date_days(day) + later) * 86400;
    brussels_date(*out, &seconds);
    out->s -= seconds; /* an hour or two: the clock changes by day */
    return OK;
}

static struct list acts_of(struct req *rq, struct str chosen)
{
    struct choice *all = NEW_N(rq->arena, struct choice, ACTS_MOST);
    size_t n = 0;

    while (n < ACTS_MOST &&
           audit_act(rq->arena, rq->lang, n, &all[n].name, &all[n].said)) {
        all[n].here = str_eq(all[n].name, chosen);
        n++;
    }
    return (struct list){all, n, &choice_shape};
}

static struct line line_of(struct req *rq, const struct audit_entry *e,
                           bool samples)
{
    return (struct line){
        .chain = e->chain,
        .n = e->n,
        .made_at = e->made_at,
        .plan = e->plan,
        .plan_id = e->plan_id,
        .sentence = audit_sentence(rq->arena, rq->lang, e),
        .reason = e->reason,
        .erased = e->erased,
        .samples = samples,
    };
}

static void lines_fill(struct req *rq, struct list found, struct view *v)
{
    size_t count = found.count > AUDIT_PAGE ? AUDIT_PAGE : found.count;
    struct line *lines = NEW_N(rq->arena, struct line, count + 1);

    for (size_t i = 0; i < count; i++)
        lines[i] =
            line_of(rq, LIST_AT(struct audit_entry, found, i), v->samples);
    v->lines = (struct list){lines, count, &line_shape};
    v->more = found.count > count;
    if (count) {
        v->at = lines[count - 1].made_at.s;
        v->chain = lines[count - 1].chain;
        v->n = lines[count - 1].n;
    }
}

static enum err asked(struct req *rq, struct view *v, struct audit_search *s)
{
    *v = (struct view){
        .plan = req_query(rq, "plan"),
        .act = req_query(rq, "act"),
        .person = req_query(rq, "person"),
        .from = req_query(rq, "from"),
        .to = req_query(rq, "to"),
        .samples = (rq->me.roles & (ROLE_AUDITOR | ROLE_CONTROLLER)) != 0,
    };
    *s = (struct audit_search){
        .account = rq->me.id,
        .today = rq->today,
        .plan = v->plan,
        .act = v->act,
        .person = v->person,
    };
    TRY(day_begins(v->from, 0, &s->from));
    TRY(day_begins(v->to, 1, &s->until));
    TRY(req_query_int(rq, "at", &s->at.s));
    TRY(req_query_int(rq, "chain", &s->chain));
    return req_query_int(rq, "n", &s->n);
}

static enum err show(struct req *rq)
{
    struct audit_search search;
    struct list found;
    struct view v;

    TRY(asked(rq, &v, &search));
    TRY(audit_search(rq->db, &search, &found));
    lines_fill(rq, found, &v);
    v.acts = acts_of(rq, v.act);
    if (rq->me.roles & ROLE_AUDITOR)
        req_log_reading(rq, "audit", 0);
    return res_render(rq, &v);
}

PAGE(audit_log, .get = show, .view = &view_shape, .sql = SQL(AUDIT_LOG_SQL),
     .no_store = true);
