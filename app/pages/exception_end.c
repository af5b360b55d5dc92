/* POST /exceptions/{id}/end: at once. */
#include "document/letter.h"
#include "store/exception.h"
#include "web/page.h"

static enum err end(struct req *rq)
{
    struct exception x;
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(exception_read(rq->db, id, &x));
    TRY(exception_end(rq->db, &x, rq->me.id, rq->today, rq->now));
    TRY(letter_send(LETTER(rq), x.account,
                    N_("An exception for you on Mandaris ended"),
                    N_("Dear {0},\n\nYou no longer approve what you entered "
                       "yourself on Mandaris ({1}). The reason it was granted "
                       "for: {2}\n"),
                    x.reason));
    TRY(exception_decide(rq->db, rq->arena, rq->now, "unexcept", &x,
                         rq->me.id));
    return res_see_other(rq, S("/exceptions"),
                         tr(rq->lang, N_("The exception has ended.")));
}

PAGE(exception_end, .post = end,
     .sql = SQL(&exception_sql_read, &exception_sql_end, DECISION_SQL,
                LETTER_SQL));
