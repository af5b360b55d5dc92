/* /plans/{id}/act: the act of somebody who does not sign in, recorded by staff
 * or controller for the step that is asked; it holds once a second person
 * confirmed it. What was signed names the version it is about by the beginning
 * of its hash. */

#include "document/plan_way.h"
#include "document/plan_words.h"
#include "web/page.h"

enum { HASH_DIGITS = 16 };

struct asked {
    struct str body;
    struct str signers;
    struct date act_on;
    struct str number;
    struct str file;
    struct str hash;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, body, .required = true, .max_chars = 400,
               .label = N_("Body")),
    FORM_FIELD(struct asked, signers, .required = true, .max_chars = 400,
               .label = N_("Signed by")),
    FORM_FIELD(struct asked, act_on, .required = true,
               .label = N_("Date of the act")),
    FORM_FIELD(struct asked, number, .required = true, .label = N_("Number")),
    FORM_FIELD(struct asked, file, .required = true, .max_chars = 400,
               .label = N_("File")),
    FORM_FIELD(struct asked, hash, .required = true,
               .label = N_("Content hash")),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

struct view {
    int64_t id;
    struct str title;
    struct str body, signers, act_on, number, file, hash; /* as sent */
};
static const struct field view_fields[] = {
    FIELD(struct view, id),     FIELD(struct view, title),
    FIELD(struct view, body),   FIELD(struct view, signers),
    FIELD(struct view, act_on), FIELD(struct view, number),
    FIELD(struct view, file),   FIELD(struct view, hash),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err open_way(struct req *rq, struct plan_way *way)
{
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(plan_way_open(rq->db, rq->arena, plan, rq->me.id, rq->today, way));
    return plan_way_records(way) ? OK : ERR_FORBIDDEN;
}

static enum err show(struct req *rq)
{
    struct plan_way way;
    struct view v = {
        .body = req_form_raw(rq, "body"),
        .signers = req_form_raw(rq, "signers"),
        .act_on = req_form_raw(rq, "act_on"),
        .number = req_form_raw(rq, "number"),
        .file = req_form_raw(rq, "file"),
        .hash = req_form_raw(rq, "hash"),
    };
    const struct plan_step *step;

    TRY(open_way(rq, &way));
    step = plan_way_step(&way);
    if (!str_given(v.body))
        v.body = said_in(rq->lang, step->body_fr, step->body_nl).text;
    v.id = way.head.id;
    v.title = plan_name(rq->arena, rq->lang, way.head.code, &way.edition);
    return res_render(rq, &v);
}

static enum err check(struct req *rq, const struct plan_way *way,
                      const struct asked *asked)
{
    struct str hash = str_lower_ascii(rq->arena, str_trim(asked->hash));
    struct date submitted = brussels_date(way->last.submitted_at, &(int){0});

    if (hash.n < HASH_DIGITS || !str_starts(way->last.hash, hash))
        return req_refuse(
            rq, "hash",
            tr(rq->lang, N_("This is not the hash of what was submitted: what "
                            "was signed is another version.")));
    if (date_cmp(asked->act_on, submitted) < 0 ||
        date_cmp(asked->act_on, rq->today) > 0)
        return req_refuse(
            rq, "act_on",
            TR(rq->arena, rq->lang,
               N_("The act is dated between {0}, when the plan was submitted, "
                  "and today."),
               show_date(rq->arena, rq->lang, submitted)));
    return OK;
}

static enum err save(struct req *rq)
{
    struct asked asked;
    struct plan_way way;

    TRY(open_way(rq, &way));
    TRY(req_form(rq, &asked_form, &asked));
    TRY(check(rq, &way, &asked));
    TRY(plan_way_record(LETTER(rq), &way,
                        &(struct submission_act){
                            .body = asked.body,
                            .signers = asked.signers,
                            .act_on = asked.act_on,
                            .number = asked.number,
                            .file = asked.file,
                        }));
    return res_see_other(rq, PATH(rq, "/plans/{}/way", V(way.head.id)),
                         tr(rq->lang, N_("Recorded. It holds once a second "
                                         "person confirms it.")));
}

PAGE(plan_act, .get = show, .post = save, .view = &view_shape,
     .sql = SQL(PLAN_WAY_WRITE_SQL));
