#include "serve/worker.h"

#include "core/log.h"
#include "serve/fcgi.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { PROCESS_MAX = 64 << 20 };

static volatile sig_atomic_t stopping;

/* The connection being answered when memory runs out. */
static struct fcgi *answering;

static void stop(int signal_number)
{
    (void)signal_number;
    stopping = 1;
}

/* ARCHITECTURE section 4: over the cap the request ends with 503 and the worker
 * is replaced. MariaDB rolls back what the connection left open. */
static void full(void)
{
    struct answer answer;

    if (answering) {
        answer_bare(503, &answer);
        fcgi_answer(answering, &answer);
    }
    log_event(LOG_ERROR, "arena_full", LOG_N("pid", getpid()));
    _exit(WORKER_FULL);
}

/* SIGTERM interrupts ppoll and nothing else; the master's end is ours. */
static void signals_prepare(void)
{
    struct sigaction on_term = {.sa_handler = stop};

    sigaction(SIGTERM, &on_term, NULL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/* Under a steady load ppoll always has a connection to report, and then does
 * not deliver the signal that is pending. */
static bool asked_to_stop(void)
{
    sigset_t pending;

    return stopping ||
           (sigpending(&pending) == 0 && sigismember(&pending, SIGTERM));
}

/* True when a connection waits; false when it is time to stop. */
static bool wait_for_one(int listener, const sigset_t *waiting)
{
    struct pollfd poll = {.fd = listener, .events = POLLIN};

    while (!asked_to_stop()) {
        if (ppoll(&poll, 1, NULL, waiting) > 0)
            return true;
        if (errno != EINTR && errno != EAGAIN)
            return false;
    }
    return false;
}

static void answer_one(struct fcgi *f, struct app *app, struct arena *request,
                       const struct config *c)
{
    struct raw_request raw;
    struct answer answer;

    answering = f;
    if (fcgi_read(f, request, c, &raw) == OK)
        app_handle(app, request, &raw, instant_now(), &answer);
    else
        answer_bare(400, &answer);
    fcgi_answer(f, &answer);
    answering = NULL;
}

/* A file that is sent comes on top of what its page uses. */
static struct arena *request_arena(const struct config *c)
{
    return arena_new((size_t)(c->arena_limit + c->upload_limit), full);
}

static int attach(const struct config *c, struct app *app,
                  struct arena *process)
{
    struct db *db;
    enum err err = db_open(process, c, &db);

    if (err == OK)
        err = db_schema_check(
            db, process, str_printf(process, "%.*s/schema", STR_ARG(c->data)));
    if (err == OK)
        err = app_attach(app, db);
    if (err == OK)
        return WORKER_DONE;
    return err == ERR_UNAVAILABLE ? WORKER_WAITING : WORKER_BROKEN;
}

static void serve_until_stopped(struct fcgi *f, struct app *app, int listener,
                                const struct config *c)
{
    struct arena *request = request_arena(c);
    sigset_t waiting;

    sigfillset(&waiting);
    sigdelset(&waiting, SIGTERM);
    while (wait_for_one(listener, &waiting)) {
        if (fcgi_accept(f) != OK)
            continue;
        answer_one(f, app, request, c);
        arena_reset(request);
    }
}

void worker_run(const struct config *c, struct app *app, int listener)
{
    struct arena *process = arena_new(PROCESS_MAX, NULL);
    struct fcgi *f;
    int status;

    if (fcgi_open(process, listener, &f) != OK)
        exit(WORKER_BROKEN);
    signals_prepare();
    status = attach(c, app, process);
    if (status == WORKER_DONE)
        serve_until_stopped(f, app, listener, c);
    exit(status);
}
