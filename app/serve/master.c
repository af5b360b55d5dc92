#include "serve/master.h"

#include "core/log.h"
#include "core/password.h"
#include "serve/listen.h"
#include "serve/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    WORKERS_MAX = 256,
    SHORT_LIFE_MS = 2000, /* a worker that ends sooner slows the next down */
    PAUSE_FIRST_MS = 250,
    PAUSE_MAX_MS = 8000,
    DRAIN_MS = 30000, /* what a worker gets to finish its request */
    TEMPLATES_MAX = 256 << 20,
};

struct worker {
    pid_t pid; /* 0: a free place */
    int generation;
    int64_t since_ms;
};

struct master {
    const struct config *config;
    struct arena *templates; /* the app's, replaced by a reload */
    struct app *app;
    int listener;
    int generation;
    bool stopping;
    bool settled; /* a worker has lived long enough to be believed */
    bool broken;
    int64_t pause_ms;
    int64_t spawn_at_ms;
    int64_t kill_at_ms;
    struct worker workers[WORKERS_MAX];
};

static int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* -- workers --------------------------------------------------------------- */

static int alive(const struct master *m, int generation)
{
    int n = 0;

    for (int i = 0; i < WORKERS_MAX; i++)
        n += m->workers[i].pid &&
             (generation < 0 || m->workers[i].generation == generation);
    return n;
}

static struct worker *place(struct master *m, pid_t pid)
{
    for (int i = 0; i < WORKERS_MAX; i++)
        if (m->workers[i].pid == pid)
            return &m->workers[i];
    return NULL;
}

/* The child leaves by worker_run. */
static bool spawn(struct master *m)
{
    struct worker *w = place(m, 0);
    pid_t pid = w ? fork() : -1;

    if (pid == 0)
        worker_run(m->config, m->app, m->listener);
    if (pid < 0) {
        log_event(LOG_ERROR, "fork", LOG_Z("why", strerror(errno)));
        return false;
    }
    *w = (struct worker){pid, m->generation, clock_ms()};
    return true;
}

static void pause_longer(struct master *m)
{
    m->pause_ms = m->pause_ms ? 2 * m->pause_ms : PAUSE_FIRST_MS;
    if (m->pause_ms > PAUSE_MAX_MS)
        m->pause_ms = PAUSE_MAX_MS;
    m->spawn_at_ms = clock_ms() + m->pause_ms;
}

static void spawn_missing(struct master *m)
{
    if (m->stopping || clock_ms() < m->spawn_at_ms)
        return;
    for (int64_t n = alive(m, m->generation); n < m->config->workers; n++) {
        if (!spawn(m)) {
            pause_longer(m);
            return;
        }
    }
}

static void signal_workers(struct master *m, int generation_below, int number)
{
    for (int i = 0; i < WORKERS_MAX; i++)
        if (m->workers[i].pid && m->workers[i].generation < generation_below)
            kill(m->workers[i].pid, number);
}

static void stop(struct master *m)
{
    if (m->stopping)
        return;
    m->stopping = true;
    m->kill_at_ms = clock_ms() + DRAIN_MS;
    notify("STOPPING=1");
    signal_workers(m, m->generation + 1, SIGTERM);
}

/* Every end is replaced; a short life slows the replacement down. */
static void ended(struct master *m, struct worker *w, int status)
{
    int64_t lived_ms = clock_ms() - w->since_ms;
    bool asked = WIFEXITED(status) && WEXITSTATUS(status) == WORKER_DONE;
    bool broken = WIFEXITED(status) && WEXITSTATUS(status) == WORKER_BROKEN;

    log_event(asked ? LOG_INFO : LOG_WARN, "worker_ended", LOG_N("pid", w->pid),
              LOG_N("lived_ms", lived_ms),
              LOG_N("exit", WIFEXITED(status) ? WEXITSTATUS(status) : -1),
              LOG_N("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0));
    w->pid = 0;
    if (lived_ms >= SHORT_LIFE_MS) {
        m->settled = true;
        m->pause_ms = 0;
    } else if (!asked) {
        pause_longer(m);
    }
    if (broken && !m->settled && !m->stopping) {
        m->broken = true;
        stop(m);
    }
}

static void reap(struct master *m)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        struct worker *w = place(m, pid);
        if (w)
            ended(m, w, status);
    }
}

/* -- what it is told ------------------------------------------------------- */

static enum err app_load(struct master *m, struct arena **arena,
                         struct app **app)
{
    *arena = arena_new(TEMPLATES_MAX, NULL);
    return app_open(*arena, m->config, app);
}

/* New workers beside the old ones, which finish and leave. */
static void reload(struct master *m)
{
    struct arena *templates;
    struct app *app;

    if (app_load(m, &templates, &app) != OK) {
        log_event(LOG_ERROR, "reload", LOG_Z("why", "the old one goes on"));
        arena_free(templates);
        return;
    }
    arena_free(m->templates);
    m->templates = templates;
    m->app = app;
    m->generation++;
    m->spawn_at_ms = 0;
    spawn_missing(m);
    signal_workers(m, m->generation, SIGTERM);
    log_event(LOG_INFO, "reload", LOG_N("generation", m->generation));
}

/* Until when there is nothing to do without a signal; -1: for ever. */
static int64_t idle_ms(const struct master *m)
{
    int64_t now = clock_ms();

    if (m->stopping)
        return m->kill_at_ms > now ? m->kill_at_ms - now : 0;
    if (alive(m, m->generation) < m->config->workers)
        return m->spawn_at_ms > now ? m->spawn_at_ms - now : 0;
    return -1;
}

static int wait_signal(const struct master *m, const sigset_t *set)
{
    int64_t ms = idle_ms(m);
    struct timespec timeout = {ms / 1000, ms % 1000 * 1000000};

    return ms < 0 ? sigwaitinfo(set, NULL) : sigtimedwait(set, NULL, &timeout);
}

static void obey(struct master *m, int number)
{
    if (number == SIGTERM || number == SIGINT)
        stop(m);
    else if (number == SIGHUP && !m->stopping)
        reload(m);
    reap(m);
    if (m->stopping && clock_ms() >= m->kill_at_ms)
        signal_workers(m, m->generation + 1, SIGKILL);
}

static void signals_block(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGCHLD);
    sigaddset(set, SIGHUP);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGUSR1);
    sigprocmask(SIG_BLOCK, set, NULL);
}

static void keep_workers(struct master *m)
{
    sigset_t set;

    signals_block(&set);
    spawn_missing(m);
    notify("READY=1");
    while (!m->stopping || alive(m, -1) > 0) {
        obey(m, wait_signal(m, &set));
        spawn_missing(m);
    }
}

enum err master_run(const struct config *c)
{
    struct master m = {.config = c};

    if (c->workers < 1 || c->workers > WORKERS_MAX / 2) {
        log_event(LOG_ERROR, "workers", LOG_N("asked", c->workers),
                  LOG_N("at_most", WORKERS_MAX / 2));
        return ERR_INPUT;
    }
    TRY(password_share());
    TRY(app_load(&m, &m.templates, &m.app));
    TRY(listen_open(c, &m.listener));
    log_event(LOG_INFO, "serving", LOG_S("socket", c->socket),
              LOG_N("workers", c->workers));
    keep_workers(&m);
    listen_close(c, m.listener);
    arena_free(m.templates);
    log_event(LOG_INFO, "stopped", LOG_N("broken", m.broken));
    return m.broken ? ERR_INTERNAL : OK;
}
