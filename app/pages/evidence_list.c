/* GET, POST /plans/{id}/results/{period}/{measure}/evidence: the files of a
 * result: attach one, mark one public, take one back. */

#include "core/hash.h"
#include "document/attachment.h"
#include "document/evidence_rows.h"
#include "document/result_place.h"
#include "web/page.h"

enum { FILES_MAX = 50, REASON_CHARS = 2000 };

struct view {
    int64_t plan;
    struct period period;
    int64_t id;
    struct str title;
    bool attaches;
    struct str most; /* that a file may hold */
    struct list evidence;
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, period),
    FIELD(struct view, id),
    FIELD(struct view, title),
    FIELD(struct view, attaches),
    FIELD(struct view, most),
    FIELD_LIST(struct view, evidence, &evidence_row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err open(struct req *rq, struct result_place *place,
                     struct list *evidence)
{
    int64_t plan, measure;
    struct period period;

    TRY(req_id(rq, "id", &plan));
    TRY(req_path_period(rq, "period", &period));
    TRY(req_id(rq, "measure", &measure));
    TRY(result_place(RESULT_READER(rq), plan, period, measure, place));
    return evidence_of(rq->db, plan, period, measure, evidence);
}

static enum err show(struct req *rq)
{
    struct result_place place;
    struct list evidence;

    TRY(open(rq, &place, &evidence));
    if (rq->me.roles & ROLE_AUDITOR)
        req_log_reading(rq, "result", place.line->measure);
    return res_render(
        rq, &(struct view){
                .plan = place.rs.plan,
                .period = place.rs.period,
                .id = place.line->measure,
                .title = result_title(&place, rq->lang),
                .attaches = evidence_may_add(&place.access, place.line),
                .most = attachment_size(rq->arena, rq->lang,
                                        rq->config->upload_limit),
                .evidence = evidence_rows(rq->arena, rq->lang, &place.access,
                                          true, place.line, evidence),
            });
}

/* -- attaching ------------------------------------------------------------- */

static enum err attach(struct req *rq, const struct result_place *place,
                       size_t count)
{
    struct upload file;
    struct str why;
    struct hash hash;
    struct evidence e = {
        .plan = place->rs.plan,
        .period = place->rs.period,
        .measure = place->line->measure,
        .added_by = rq->me.id,
        .added_at = rq->now,
    };

    if (!evidence_may_add(&place->access, place->line))
        return ERR_FORBIDDEN;
    if (!req_upload(rq, "file", &file))
        return req_refuse(rq, "file", tr(rq->lang, N_("Choose a file.")));
    if (count >= FILES_MAX)
        return req_refuse(
            rq, "file",
            TR(rq->arena, rq->lang,
               N_("“{0}” was not attached: there are {1} already."), file.name,
               show_int(rq->arena, rq->lang, FILES_MAX)));
    enum err err = attachment_check(rq->arena, rq->config, rq->lang, file.name,
                                    file.bytes, &e.type, &why);
    if (err == ERR_INPUT)
        return req_refuse(rq, "file", why);
    TRY(err);
    e.name = attachment_name(rq->arena, file.name, e.type);
    e.bytes = (int64_t)file.bytes.n;
    hash = hash_of(file.bytes);
    e.sha256 = (struct str){(const char *)hash.bytes, sizeof(hash.bytes)};
    TRY(req_keep(rq, &file, &e.file));
    return evidence_add(rq->db, &e);
}

/* -- one of them ----------------------------------------------------------- */

struct asked {
    int64_t release;
    int64_t conceal;
    int64_t remove;
    int64_t withdraw;
    struct str reason;
};
static const struct form_field asked_fields[] = {
    FORM_FIELD(struct asked, release, .required = false),
    FORM_FIELD(struct asked, conceal, .required = false),
    FORM_FIELD(struct asked, remove, .required = false),
    FORM_FIELD(struct asked, withdraw, .required = false),
    FORM_FIELD(struct asked, reason, .max_chars = REASON_CHARS,
               .label = N_("Reason")),
};
static const struct form asked_form = FORM(struct asked, asked_fields);

static const struct evidence *find(struct list evidence, int64_t id)
{
    for (size_t i = 0; i < evidence.count; i++) {
        const struct evidence *e = LIST_AT(struct evidence, evidence, i);
        if (e->id == id)
            return e;
    }
    return NULL;
}

static enum err take_back(struct req *rq, const struct result_place *place,
                          const struct evidence *e, const struct asked *asked)
{
    if (asked->remove) {
        if (!evidence_may_remove(&place->access, place->line, e))
            return ERR_FORBIDDEN;
        req_discard(rq, e->file);
        return evidence_remove(rq->db, e);
    }
    if (!evidence_may_withdraw(&place->access, place->line, e))
        return ERR_FORBIDDEN;
    if (str_empty(asked->reason))
        return req_refuse(rq, "reason",
                          tr(rq->lang, N_("Give the reason: the history "
                                          "shows it.")));
    return evidence_withdraw(rq->db, rq->arena, e, asked->reason, rq->me.id,
                             rq->now);
}

static enum err change(struct req *rq, const struct result_place *place,
                       struct list evidence, const struct asked *asked)
{
    int64_t marked = asked->release ? asked->release : asked->conceal;
    int64_t gone = asked->remove ? asked->remove : asked->withdraw;
    const struct evidence *e = find(evidence, marked ? marked : gone);

    if (!e)
        return ERR_NOT_FOUND;
    if (!marked)
        return take_back(rq, place, e, asked);
    if (!evidence_may_release(&place->access, e))
        return ERR_FORBIDDEN;
    return evidence_release(rq->db, rq->arena, e, asked->release != 0,
                            rq->me.id, rq->now);
}

static enum err save(struct req *rq)
{
    struct result_place place;
    struct list evidence;
    struct asked asked;

    TRY(open(rq, &place, &evidence));
    TRY(req_form(rq, &asked_form, &asked));
    if (asked.release || asked.conceal || asked.remove || asked.withdraw)
        TRY(change(rq, &place, evidence, &asked));
    else
        TRY(attach(rq, &place, evidence.count));
    return res_see_other(rq,
                         PATH(rq, "/plans/{}/results/{}/{}/evidence",
                              V(place.rs.plan), V(place.rs.period),
                              V(place.line->measure)),
                         tr(rq->lang, N_("Saved.")));
}

PAGE(evidence_list, .get = show, .post = save, .view = &view_shape,
     .uploads = true,
     .sql = SQL(RESULT_PLACE_SQL, &evidence_sql_of, EVIDENCE_WRITE_SQL));
