/* POST /accounts/{id}/grants/{grant}/end: a role ends with yesterday. */
#include "document/letter.h"
#include "store/grant.h"
#include "web/page.h"

static enum err end(struct req *rq)
{
    struct grant grant;
    int64_t account, id;

    TRY(req_id(rq, "id", &account));
    TRY(req_id(rq, "grant", &id));
    TRY(grant_read(rq->db, id, &grant));
    if (grant.account != account)
        return ERR_NOT_FOUND;
    if (account == rq->me.id)
        return ERR_FORBIDDEN;
    TRY(grant_end(rq->db, &grant, rq->today, rq->now));
    TRY(letter_send(LETTER(rq), account, N_("A role on Mandaris ended"),
                    N_("Dear {0},\n\nYour role “{2}” on Mandaris ({1}) "
                       "ended.\n"),
                    grant.role));
    TRY(grant_decide(rq->db, rq->arena, rq->now, "end", &grant, rq->me.id));
    return res_see_other(rq, PATH(rq, "/accounts/{}", V(account)),
                         tr(rq->lang, N_("The role has ended.")));
}

PAGE(grant_end, .post = end, .sql = SQL(GRANT_SQL, LETTER_SQL),
     .no_store = true);
