/* GET /audit/sample?chain=&n= or ?plan=&size=&seed=: a chosen decision, or some
 * drawn at random, with their proofs as JSON lines. Every download is logged.
 */

#include "document/audit_sample.h"
#include "web/page.h"

static enum err send(struct req *rq)
{
    struct audit_sample sample = {
        .account = rq->me.id,
        .today = rq->today,
        .plan = req_query(rq, "plan"),
    };
    struct buf out = buf_new(rq->arena, 1 << 16);

    TRY(req_query_int(rq, "chain", &sample.chain));
    TRY(req_query_int(rq, "n", &sample.n));
    TRY(req_query_int(rq, "size", &sample.size));
    TRY(req_query_int(rq, "seed", &sample.seed));
    if (!sample.chain && sample.size < 1)
        return ERR_NOT_FOUND;
    TRY(audit_sample(rq->db, rq->arena, &sample, &out));
    req_log_reading(rq, "audit_sample", sample.chain);
    return res_file(rq, S("sample.jsonl"), S("application/jsonl"),
                    buf_str(&out));
}

PAGE(audit_sample, .get = send, .sql = SQL(AUDIT_SAMPLE_SQL), .no_store = true);
