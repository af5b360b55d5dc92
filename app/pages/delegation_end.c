/* POST /delegations/{id}/end: at once. Those concerned, and the controller. */
#include "document/delegation_page.h"
#include "document/letter.h"
#include "web/page.h"

static enum err tell(struct req *rq, int64_t to, struct str other)
{
    if (to == rq->me.id)
        return OK;
    return letter_send(LETTER(rq), to, N_("A delegation on Mandaris ended"),
                       N_("Dear {0},\n\nThe delegation between you and {2} on "
                          "Mandaris ({1}) ended.\n"),
                       other);
}

static enum err end(struct req *rq)
{
    bool all = (rq->me.roles & ROLE_CONTROLLER) != 0;
    struct delegation d;
    int64_t id;

    TRY(req_id(rq, "id", &id));
    TRY(delegation_read(rq->db, id, &d));
    if (!all && d.account != rq->me.id && d.delegate != rq->me.id &&
        d.made_by != rq->me.id)
        return ERR_NOT_FOUND;
    if (!delegation_ends(&d, rq->me.id, all, rq->today))
        return ERR_CONFLICT;
    TRY(delegation_end(rq->db, &d, rq->me.id, rq->now));
    TRY(tell(rq, d.delegate, d.account_name));
    TRY(tell(rq, d.account, d.delegate_name));
    TRY(delegation_decide(rq->db, rq->arena, rq->now, "undelegate", &d,
                          rq->me.id));
    return res_see_other(rq, S("/delegations"),
                         tr(rq->lang, N_("The delegation has ended.")));
}

PAGE(delegation_end, .post = end,
     .sql = SQL(&delegation_sql_read, &delegation_sql_end, &delegation_sql_drop,
                DECISION_SQL, LETTER_SQL));
