/* POST /sign-out: the session ends here and in the database. */
#include "web/page.h"

static enum err leave(struct req *rq)
{
    TRY(session_end(rq));
    res_header(rq, S("Clear-Site-Data"), S("\"cache\""));
    return res_see_other(rq, S("/sign-in"),
                         tr(rq->lang, N_("You are signed out.")));
}

PAGE(sign_out, .post = leave, .no_store = true);
