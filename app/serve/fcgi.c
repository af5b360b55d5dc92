#include "serve/fcgi.h"

#include "core/log.h"

#include <fcgiapp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* libfcgi waits for nginx to close first; beyond this it does not (ms). */
#define CLOSE_WAIT_MS "100"

/* Bytes of a form beside its file. */
enum { UPLOAD_REST = 64 * 1024 };

struct fcgi {
    FCGX_Request request;
};

/* FCGX_Init puts in handlers without SA_RESTART; the worker sets its own. */
static void signals_default(void)
{
    const int all[] = {SIGTERM, SIGUSR1};

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        signal(all[i], SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
}

enum err fcgi_open(struct arena *process, int listener, struct fcgi **out)
{
    *out = NEW(process, struct fcgi);
    if (setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", CLOSE_WAIT_MS, 1) != 0 ||
        FCGX_Init() != 0 ||
        FCGX_InitRequest(&(*out)->request, listener,
                         FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
        log_event(LOG_ERROR, "fcgi", LOG_Z("why", "libfcgi did not start"));
        return ERR_INTERNAL;
    }
    signals_default();
    return OK;
}

enum err fcgi_accept(struct fcgi *f)
{
    return FCGX_Accept_r(&f->request) == 0 ? OK : ERR_NOT_FOUND;
}

static struct str param(struct fcgi *f, struct arena *a, const char *name)
{
    const char *value = FCGX_GetParam(name, f->request.envp);

    return value && *value ? str_copy(a, str_of(value)) : STR_NONE;
}

/* An absent length is an empty body; a length is digits and nothing else. */
static enum err body_read(struct fcgi *f, struct arena *a,
                          const struct config *c, struct raw_request *out)
{
    int64_t limit = str_starts(out->content_type, S("multipart/form-data"))
                        ? c->upload_limit + UPLOAD_REST
                        : c->body_limit;
    struct str length = param(f, a, "CONTENT_LENGTH");
    int64_t n = 0;

    if (str_given(length) && (str_int(length, &n) != OK || n < 0))
        return ERR_BAD_REQUEST;
    if (n > limit) {
        out->too_large = true;
        return OK;
    }
    char *bytes = NEW_N(a, char, (size_t)n + 1);
    out->body = (struct str){bytes, (size_t)n};
    return FCGX_GetStr(bytes, (int)n, f->request.in) == n ? OK
                                                          : ERR_BAD_REQUEST;
}

enum err fcgi_read(struct fcgi *f, struct arena *a, const struct config *c,
                   struct raw_request *out)
{
    *out = (struct raw_request){
        .method = param(f, a, "REQUEST_METHOD"),
        .target = param(f, a, "REQUEST_URI"),
        .content_type = param(f, a, "CONTENT_TYPE"),
        .cookie = param(f, a, "HTTP_COOKIE"),
        .accept = param(f, a, "HTTP_ACCEPT"),
        .accept_language = param(f, a, "HTTP_ACCEPT_LANGUAGE"),
        .if_none_match = param(f, a, "HTTP_IF_NONE_MATCH"),
        .origin = param(f, a, "HTTP_ORIGIN"),
        .fetch_site = param(f, a, "HTTP_SEC_FETCH_SITE"),
        .remote = param(f, a, "REMOTE_ADDR"),
        .request_id = param(f, a, "REQUEST_ID"),
    };
    return body_read(f, a, c, out);
}

static const char *reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    default:
        return status < 500 ? "Refused" : "Failed";
    }
}

static void put(struct fcgi *f, struct str s)
{
    if (s.n > 0)
        FCGX_PutStr(s.p, (int)s.n, f->request.out);
}

/* Nothing was written before, so that nginx gets all or nothing. */
void fcgi_answer(struct fcgi *f, const struct answer *answer)
{
    char line[80];
    int n =
        snprintf(line, sizeof(line), "Status: %d %s\r\nContent-Length: %zu\r\n",
                 answer->status, reason(answer->status), answer->body.n);

    put(f, (struct str){line, (size_t)n});
    for (size_t i = 0; i < answer->header_count; i++) {
        put(f, answer->headers[i].name);
        put(f, S(": "));
        put(f, answer->headers[i].value);
        put(f, S("\r\n"));
    }
    put(f, S("\r\n"));
    put(f, answer->body);
    FCGX_Finish_r(&f->request);
}
