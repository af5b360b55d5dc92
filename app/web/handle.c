#include "web/handle.h"

#include "core/json.h"
#include "core/log.h"
#include "web/private.h"

#include <time.h>

enum {
    REQUEST_ID_BYTES = 8,
    RERUNS = 4,
    PAUSE_NS = 2000000, /* at most, before the first rerun; then doubled */
};

/* -- the request as it came ------------------------------------------------ */

/* nginx's number when it looks like one, so that its log and ours agree. */
static struct str request_id(struct arena *a, struct str given)
{
    bool plain = given.n >= 8 && given.n <= 64;
    unsigned char bytes[REQUEST_ID_BYTES];

    for (size_t i = 0; plain && i < given.n; i++)
        plain = (given.p[i] >= '0' && given.p[i] <= '9') ||
                (given.p[i] >= 'a' && given.p[i] <= 'f');
    if (plain)
        return given;
    random_bytes(bytes, sizeof(bytes));
    struct buf b = buf_new(a, 2 * sizeof(bytes) + 1);
    for (size_t i = 0; i < sizeof(bytes); i++)
        buf_printf(&b, "%02x", bytes[i]);
    return buf_str(&b);
}

/* An error page needs a language before anything else can fail. */
static void request_open(struct req *rq)
{
    const struct raw_request *raw = rq->priv->raw;
    int seconds;

    rq->id = request_id(rq->arena, raw->request_id);
    rq->today = brussels_date(rq->now, &seconds);
    rq->method = str_is(raw->method, "POST") ? METHOD_POST : METHOD_GET;
    rq->wants_json = str_starts(raw->accept, S("application/json"));
    rq->lang = lang_accepted(raw->accept_language);
    rq->path = S("/");
    rq->query = S("");
    log_request_set(rq->id);
}

static enum err request_read(struct req *rq)
{
    struct req_private *own = rq->priv;
    const struct raw_request *raw = own->raw;
    struct str path, query;

    TRY(target_read(rq->arena, raw->target, &path, &query));
    TRY(params_read(rq->arena, query, &own->query));
    rq->path = path;
    rq->query = query;
    return OK;
}

static enum err body_read(struct req *rq)
{
    struct req_private *own = rq->priv;
    const struct raw_request *raw = own->raw;

    if (raw->too_large)
        return ERR_TOO_LARGE;
    if (raw->body.n > 0 &&
        !str_starts(raw->content_type, S("application/x-www-form-urlencoded")))
        return uploads_read(rq);
    return params_read(rq->arena, raw->body, &own->body);
}

/* The reader's choice on this device, then the account's, then the browser's.
 */
static void language_choose(struct req *rq)
{
    enum lang lang;

    if (lang_parse(req_cookie(rq, "lang"), &lang) == OK ||
        lang_parse(rq->priv->session.lang, &lang) == OK)
        rq->lang = lang;
}

/* -- who may --------------------------------------------------------------- */

static enum err route_choose(struct req *rq)
{
    struct req_private *own = rq->priv;
    struct str method = own->raw->method;
    enum err err = route_find(app_routes, app_route_count, rq->method, rq->path,
                              &own->match);

    if (err == OK && !str_is(method, "GET") && !str_is(method, "HEAD") &&
        !str_is(method, "POST"))
        return ERR_METHOD;
    return err;
}

static enum err to_sign_in(struct req *rq)
{
    struct buf here = buf_new(rq->arena, 100);

    buf_put(&here, rq->path);
    if (!str_empty(rq->query))
        buf_printf(&here, "?%.*s", STR_ARG(rq->query));
    if (str_is(rq->path, "/") && str_empty(rq->query))
        return res_see_other(rq, S("/sign-in"), STR_NONE);
    return res_see_other(rq, PATH(rq, "/sign-in?next={}", V(buf_str(&here))),
                         STR_NONE);
}

/* ASVS 8.2.1. *done: a visitor was sent to the sign-in page. */
static enum err admit(struct req *rq, bool *done)
{
    struct req_private *own = rq->priv;
    int64_t who = own->match.route->who;

    *done = false;
    if (who != PUBLIC && !rq->me.id) {
        *done = rq->method == METHOD_GET && !rq->wants_json;
        own->denied = *done ? NULL : "signed out";
        return *done ? to_sign_in(rq) : ERR_FORBIDDEN;
    }
    if (who != PUBLIC && who != SIGNED && !(who & rq->me.roles))
        return ERR_FORBIDDEN;
    if (rq->method == METHOD_GET)
        return OK;
    TRY(body_read(rq));
    return csrf_check(rq);
}

/* -- the page -------------------------------------------------------------- */

static enum err page_run(struct req *rq)
{
    const struct page *page = rq->priv->match.route->page;
    bool done;

    if (rq->method == METHOD_GET)
        return page->get(rq);
    TRY(once_claim(rq, &done));
    if (done)
        return OK;
    TRY(page->post(rq));
    return once_keep(rq);
}

/* What was entered is wrong: its page again, with the messages. */
static enum err page_again(struct req *rq)
{
    struct req_private *own = rq->priv;
    const struct page *page = own->match.route->page;

    if (rq->wants_json || !page->get)
        return ERR_INPUT;
    db_rollback(rq->db);
    uploads_settle(rq, false);
    *own->answer = (struct answer){0};
    TRY(db_begin_read(rq->db));
    return page->get(rq);
}

static enum err commit(struct req *rq)
{
    enum err err = db_commit(rq->db);

    if (err == ERR_UNAVAILABLE && rq->method == METHOD_POST)
        rq->priv->commit_unknown = true;
    if (err == OK)
        uploads_settle(rq, true);
    return err;
}

static enum err begin(struct req *rq)
{
    return rq->method == METHOD_GET ? db_begin_read(rq->db)
                                    : db_begin_write(rq->db);
}

/* A connection that broke while nobody used it is opened again: nothing was
 * begun, so this holds for a POST too. */
static enum err session_open(struct req *rq)
{
    enum err err = begin(rq);

    if (err == ERR_UNAVAILABLE && db_lost(rq->db)) {
        TRY(db_reopen(rq->db));
        err = begin(rq);
    }
    TRY(err);
    TRY(session_read(rq));
    language_choose(rq);
    return OK;
}

static enum err serve(struct req *rq)
{
    struct req_private *own = rq->priv;
    bool done;
    enum err err;

    TRY(request_read(rq));
    TRY(session_open(rq));
    TRY(route_choose(rq));
    TRY(admit(rq, &done));
    if (!done) {
        err = page_run(rq);
        if (err == ERR_INPUT)
            err = page_again(rq);
        TRY(err);
    }
    if (own->answer->status == 0) {
        log_event(LOG_ERROR, "no_answer", LOG_S("path", rq->path));
        return ERR_INTERNAL;
    }
    own->rows = db_rows(rq->db);
    TRY(commit(rq));
    return session_trace(rq);
}

/* -- once more ------------------------------------------------------------- */

static void attempt_open(struct req *rq)
{
    struct req_private *own = rq->priv;
    struct req_private fresh = {
        .app = own->app,
        .raw = own->raw,
        .answer = own->answer,
    };

    *own = fresh;
    *own->answer = (struct answer){0};
    *rq = (struct req){
        .arena = rq->arena,
        .db = own->app->db,
        .config = own->app->config,
        .now = rq->now,
        .id = rq->id,
        .priv = own,
    };
    request_open(rq);
}

/* The connection broke while committing: did it happen? */
static enum err commit_resolve(struct req *rq)
{
    struct str location;
    enum err err;

    if (db_begin_read(rq->db) != OK)
        return ERR_UNAVAILABLE;
    err = once_find(rq, &location);
    db_rollback(rq->db);
    if (err != OK)
        return ERR_UNAVAILABLE;
    *rq->priv->answer = (struct answer){0};
    rq->priv->commit_unknown = false;
    return res_see_other(rq, location, STR_NONE);
}

/* Those who lost against another transaction would meet again if they came
 * back at once: each waits its own while, longer each time. */
static void pause_before(unsigned rerun)
{
    uint8_t chance;

    random_bytes(&chance, sizeof(chance));
    long ns = (PAUSE_NS << rerun) / 256 * (chance + 1L);
    nanosleep(&(struct timespec){0, ns}, NULL);
}

/* After a commit of unknown outcome the files stay: mandaris files check lists
 * those that nothing refers to. */
static enum err attempt(struct req *rq)
{
    enum err err = serve(rq);

    db_rollback(rq->db);
    if (err != OK && !rq->priv->commit_unknown)
        uploads_settle(rq, false);
    return err;
}

static enum err rerun(struct req *rq)
{
    attempt_open(rq);
    return attempt(rq);
}

/* Nothing was kept of the failed attempt; may another one be made? */
static enum err recover(struct req *rq, enum err err)
{
    bool lost = err == ERR_UNAVAILABLE && db_lost(rq->db);

    if (lost && db_reopen(rq->db) != OK)
        return err;
    if (lost && rq->priv->commit_unknown)
        return commit_resolve(rq);
    if (lost && rq->method == METHOD_GET)
        return rerun(rq);
    for (unsigned n = 0; err == ERR_RETRY && n < RERUNS; n++) {
        pause_before(n);
        err = rerun(rq);
    }
    return err;
}

/* -- the log --------------------------------------------------------------- */

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void log_denial(const struct req *rq)
{
    const char *why = rq->priv->denied ? rq->priv->denied : "role";

    const struct route *route = rq->priv->match.route;

    /* The pattern: a path may hold the token of a mailed link. */
    log_event(LOG_WARN, "denied", LOG_Z("route", route ? route->pattern : "-"),
              LOG_Z("why", why), LOG_N("account", rq->me.id),
              LOG_S("remote", rq->priv->raw->remote));
}

/* No query, no form: addresses and entries may hold what is not for a log. */
static void log_request(const struct req *rq, int64_t us)
{
    const struct req_private *own = rq->priv;
    const struct route *route = own->match.route;

    log_event(LOG_INFO, "request",
              LOG_Z("method", rq->method == METHOD_GET ? "GET" : "POST"),
              LOG_Z("route", route ? route->pattern : "-"),
              LOG_N("status", own->answer->status), LOG_N("us", us),
              LOG_N("rows", own->rows), LOG_N("arena", arena_used(rq->arena)),
              LOG_N("account", rq->me.id));
}

void app_handle(struct app *app, struct arena *request,
                const struct raw_request *raw, struct instant now,
                struct answer *out)
{
    int64_t start = now_us();
    struct req_private own = {.app = app, .raw = raw, .answer = out};
    struct req rq = {
        .arena = request,
        .now = config_now(app->config, now),
        .priv = &own,
    };
    enum err err;

    db_arena_set(app->db, request);
    attempt_open(&rq);
    err = attempt(&rq);
    if (err != OK)
        err = recover(&rq, err);
    if (err == ERR_FORBIDDEN)
        log_denial(&rq);
    if (err != OK)
        answer_error(&rq, err);
    answer_finish(&rq);
    log_request(&rq, now_us() - start);
    log_request_set(STR_NONE);
}
