/* GET /health: the application and its database answer. For monitors. */
#include "web/page.h"

static enum err show(struct req *rq)
{
    return res_json(rq, 200, S("{\"status\":\"ok\"}"));
}

PAGE(health, .get = show, .no_store = true);
