/* GET /plans/{id}/way/content: what was submitted or approved last, byte for
 * byte; `sha256sum` of it is the hash shown. */

#include "store/submission.h"
#include "web/page.h"

static enum err download(struct req *rq)
{
    struct plan_rights rights;
    struct submission last;
    struct str content;
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(plan_rights(rq->db, plan, rq->me.id, rq->today, &rights));
    TRY(submission_last(rq->db, plan, &last));
    TRY(submission_content(rq->db, last.id, &content));
    return res_file(rq,
                    str_printf(rq->arena, "plan-%lld-edition-%lld.json",
                               (long long)plan, (long long)last.edition),
                    S("application/json"), content);
}

PAGE(plan_content, .get = download, .sql = SQL(SUBMISSION_READ_SQL),
     .no_store = true);
