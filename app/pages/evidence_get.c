/* GET /evidence/{id}: one file, as a download. nginx sends the bytes. */

#include "document/result_place.h"
#include "store/evidence.h"
#include "web/page.h"

static enum err reach(struct req *rq, const struct evidence *e)
{
    struct result_line line = {.state = state_parse(e->state)};
    struct result_access access;
    struct result_campaign campaign = {0};
    enum err err;

    TRY(result_access(rq->db, rq->me.id, rq->today, e->plan, &access));
    err = result_campaign(rq->db, e->period, e->entity, rq->now, &campaign);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (!result_visible(&access, &line, campaign.released))
        return ERR_NOT_FOUND;
    return result_inside(&access) || e->released ? OK : ERR_NOT_FOUND;
}

static enum err show(struct req *rq)
{
    struct evidence e;
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(evidence_find(rq->db, id, rq->me.id, rq->today, &e));
    TRY(reach(rq, &e));
    if (rq->me.roles & ROLE_AUDITOR)
        req_log_reading(rq, "evidence", id);
    return res_kept(rq, e.name, e.type, e.file);
}

PAGE(evidence_get, .get = show, .no_store = true,
     .sql = SQL(&evidence_sql_find, &result_sql_access, &result_sql_campaign));
