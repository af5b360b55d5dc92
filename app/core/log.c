#include "core/log.h"

#include <errno.h>
#include <unistd.h>

#include "core/json.h"

/* A value in a line is cut there, so that most lines stay under PIPE_BUF: what
 * several workers write to one pipe is then not mixed. */
#define VALUE_MOST ((size_t)1500)
#define LINES_MOST ((size_t)4 * 1024 * 1024)

static struct {
    enum log_level least;
    char request[64];
    size_t request_n;
    struct arena *arena;
} state = {.least = LOG_INFO};

void log_level_set(enum log_level least)
{
    state.least = least;
}

void log_request_set(struct str request_id)
{
    state.request_n = 0;
    while (state.request_n < sizeof state.request &&
           state.request_n < request_id.n) {
        state.request[state.request_n] = request_id.p[state.request_n];
        state.request_n++;
    }
}

static struct str level_name(enum log_level level)
{
    switch (level) {
    case LOG_DEBUG:
        return S("debug");
    case LOG_INFO:
        return S("info");
    case LOG_WARN:
        return S("warn");
    case LOG_ERROR:
    case LOG_OFF:
        break;
    }
    return S("error");
}

/* What stderr does not take is lost: there is nowhere left to say so. */
static void put_out(struct str line)
{
    while (line.n) {
        ssize_t n = write(STDERR_FILENO, line.p, line.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        line = str_sub(line, (size_t)n, line.n);
    }
}

void log_write(enum log_level level, const char *event,
               const struct log_pair *pairs, size_t count)
{
    struct buf line;
    struct json j;

    if (level < state.least)
        return;
    if (!state.arena)
        state.arena = arena_new(LINES_MOST, NULL);
    arena_reset(state.arena);
    line = buf_new(state.arena, 1024);
    j = json_open(&line);
    json_str(&j, "time", instant_text(state.arena, instant_now()));
    json_str(&j, "level", level_name(level));
    json_int(&j, "pid", getpid());
    if (state.request_n)
        json_str(&j, "request", (struct str){state.request, state.request_n});
    json_str(&j, "event", str_of(event));
    for (size_t i = 0; i < count; i++) {
        if (str_given(pairs[i].text))
            json_str(&j, pairs[i].key, str_sub(pairs[i].text, 0, VALUE_MOST));
        else
            json_int(&j, pairs[i].key, pairs[i].number);
    }
    json_close(&j);
    buf_byte(&line, '\n');
    put_out(buf_str(&line));
}
