/* A request in, an answer out: no FastCGI, no global state. serve/ and the
 * tests call it alike. */
#ifndef WEB_HANDLE_H
#define WEB_HANDLE_H

#include "web/page.h"

struct header {
    struct str name; /* as HTTP writes it */
    struct str value;
};

/* As nginx sent it; everything is checked here. */
struct raw_request {
    struct str method;
    struct str target; /* path and query, as received */
    struct str body;
    struct str content_type;
    struct str cookie;
    struct str accept;
    struct str accept_language;
    struct str if_none_match;
    struct str origin;     /* Origin */
    struct str fetch_site; /* Sec-Fetch-Site */
    struct str remote;     /* client address, for sign-in throttling */
    struct str request_id; /* from nginx; made here when absent */
    bool too_large;        /* serve/ refused to read the body: 413 */
};

struct answer {
    int status;
    struct header headers[24];
    size_t header_count;
    struct str body;
};

struct app;

/* Compiles every page's template in every language and checks routes.def: two
 * routes alike, a method its page lacks, a template name unknown: refused. */
NODISCARD enum err app_open(struct arena *process, const struct config *c,
                            struct app **out);
/* Once per worker, after db_open: prepares every statement of every page and
 * reads the key that signs cookies. */
NODISCARD enum err app_attach(struct app *app, struct db *db);
/* The answer lives in the arena. now: the clock, so that tests can set it.
 * Never fails: what goes wrong is an error page in the reader's language. */
void app_handle(struct app *app, struct arena *request,
                const struct raw_request *raw, struct instant now,
                struct answer *out);

/* The answer when not even an error page can be made: no memory, no templates.
 * Three languages, no reader known. */
void answer_bare(int status, struct answer *out);

/* routes.def as data, for `mandaris routes` and the route x role tests. */
struct route {
    enum method method;
    const char *pattern;
    int64_t who;
    const struct page *page;
};
extern const struct route app_routes[];
extern const size_t app_route_count;

#endif
