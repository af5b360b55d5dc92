#include "core/config.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/log.h"
#include "core/utf8.h"

#ifndef MANDARIS_DATADIR
#define MANDARIS_DATADIR "/usr/share/mandaris"
#endif

enum setting_kind {
    TEXT,
    OPTIONAL,
    SECRET,
    SOCKET,
    URL,
    SMTP,
    FLAG,
    DAY,
    NUMBER
};

struct setting {
    const char *key;
    enum setting_kind kind;
    size_t offset;
    const char *standard; /* its default */
    int64_t least, most;  /* of a number */
};

#define KEY(kind, name, standard, ...)                                         \
    {                                                                          \
#name, kind, offsetof(struct config, name), standard, __VA_ARGS__      \
    }

/* In the order of check-config. */
static const struct setting settings[] = {
    KEY(SOCKET, db_socket, "/run/mysqld/mysqld.sock", 0, 0),
    KEY(TEXT, db_user, "mandaris", 0, 0),
    KEY(SECRET, db_password, "", 0, 0),
    KEY(TEXT, db_name, "mandaris", 0, 0),
    KEY(TEXT, data, MANDARIS_DATADIR, 0, 0),
    KEY(SOCKET, socket, "/run/mandaris/mandaris.sock", 0, 0),
    KEY(URL, base_url, "http://localhost:8080", 0, 0),
    KEY(TEXT, mail_from, "mandaris@localhost", 0, 0),
    KEY(OPTIONAL, audit_mail, "", 0, 0),
    KEY(SMTP, smtp_url, "", 0, 0),
    KEY(OPTIONAL, smtp_user, "", 0, 0),
    KEY(SECRET, smtp_password, "", 0, 0),
    KEY(FLAG, smtp_tls, "yes", 0, 0),
    KEY(NUMBER, remind_due_days, "7", 1, 60),
    KEY(NUMBER, remind_escalate_days, "14", 1, 120),
    KEY(NUMBER, answer_days, "14", 1, 90),
    KEY(TEXT, files, "/var/lib/mandaris/files", 0, 0),
    KEY(OPTIONAL, clamd_socket, "", 0, 0),
    KEY(FLAG, tls, "no", 0, 0),
    KEY(FLAG, demonstration, "no", 0, 0),
    KEY(DAY, today, "", 0, 0),
    KEY(NUMBER, workers, "4", 1, 256),
    KEY(NUMBER, body_limit, "2097152", 65536, 1073741824),
    KEY(NUMBER, upload_limit, "10000000", 65536, 268435456),
    KEY(NUMBER, arena_limit, "67108864", 1048576, 1073741824),
    KEY(NUMBER, session_idle_minutes, "60", 1, 1440),
    KEY(NUMBER, session_absolute_minutes, "720", 1, 10080),
};

enum { SETTINGS = sizeof settings / sizeof *settings, FILE_MOST = 65536 };

static const struct setting *setting_find(struct str key)
{
    for (size_t i = 0; i < SETTINGS; i++)
        if (str_is(key, settings[i].key))
            return &settings[i];
    return NULL;
}

static void *member(struct config *c, const struct setting *s)
{
    return (char *)c + s->offset;
}

static enum err flag_read(struct str value, bool *out)
{
    *out = str_is(value, "yes") || str_is(value, "true") || str_is(value, "1");
    if (*out || str_is(value, "no") || str_is(value, "false") ||
        str_is(value, "0"))
        return OK;
    return ERR_INPUT;
}

static enum err number_read(struct str value, const struct setting *s,
                            int64_t *out)
{
    TRY(str_int(value, out));
    return *out >= s->least && *out <= s->most ? OK : ERR_INPUT;
}

static bool url_fits(struct str value)
{
    return (str_starts(value, S("http://")) && value.n > 7 &&
            !str_ends(value, S("/"))) ||
           (str_starts(value, S("https://")) && value.n > 8 &&
            !str_ends(value, S("/")));
}

static bool text_fits(struct str value, enum setting_kind kind)
{
    const size_t path_most = sizeof((struct sockaddr_un *)0)->sun_path - 1;

    if (!utf8_valid(value) || utf8_control(value) >= 0)
        return false;
    if (kind == SOCKET)
        return str_starts(value, S("/")) && value.n <= path_most;
    if (kind == URL)
        return url_fits(value);
    if (kind == SMTP)
        return str_empty(value) || str_starts(value, S("smtp://")) ||
               str_starts(value, S("smtps://"));
    return kind == SECRET || kind == OPTIONAL || !str_empty(value);
}

static enum err value_read(struct arena *a, struct config *c,
                           const struct setting *s, struct str value)
{
    switch (s->kind) {
    case FLAG:
        return flag_read(value, member(c, s));
    case DAY:
        return date_parse(value, member(c, s));
    case NUMBER:
        return number_read(value, s, member(c, s));
    case TEXT:
    case OPTIONAL:
    case SECRET:
    case SOCKET:
    case URL:
    case SMTP:
        break;
    }
    if (!text_fits(value, s->kind))
        return ERR_INPUT;
    *(struct str *)member(c, s) = str_copy(a, value);
    return OK;
}

static struct str expected(struct arena *a, const struct setting *s)
{
    switch (s->kind) {
    case FLAG:
        return S("yes or no");
    case DAY:
        return S("an existing day as YYYY-MM-DD");
    case NUMBER:
        return str_printf(a, "a whole number from %lld to %lld",
                          (long long)s->least, (long long)s->most);
    case SOCKET:
        return S("the full path of a socket, at most 107 bytes");
    case URL:
        return S("http:// or https:// and a host, no slash at the end");
    case SMTP:
        return S("smtp:// or smtps:// and a host, or nothing");
    case TEXT:
    case OPTIONAL:
    case SECRET:
        break;
    }
    return S("a text in UTF-8 without control characters");
}

/* where names the file and line, the variable, or "option". */
static enum err refuse(struct str where, struct str key, struct str value,
                       struct str wanted)
{
    log_event(LOG_ERROR, "config", LOG_S("where", where), LOG_S("key", key),
              LOG_S("value", value), LOG_S("expected", wanted));
    return ERR_INPUT;
}

static enum err assign(struct arena *a, struct config *c, struct str where,
                       struct str key, struct str value)
{
    const struct setting *s = setting_find(key);

    if (!s)
        return refuse(where, key, S("-"), S("the name of a setting"));
    if (value_read(a, c, s, value) != OK)
        return refuse(where, key, s->kind == SECRET ? S("(hidden)") : value,
                      expected(a, s));
    return OK;
}

/* What settings ask of one another. An https address without Secure cookies
 * would give sessions away, so tls follows it. */
static enum err settle(struct arena *a, struct config *c, struct str where)
{
    if (date_given(c->today) && !c->demonstration)
        return refuse(where, S("today"), date_text(a, c->today),
                      S("no stored date without demonstration = yes"));
    if (str_starts(c->base_url, S("https://")))
        c->tls = true;
    return OK;
}

enum err config_set(struct arena *a, struct config *c, struct str key,
                    struct str value)
{
    TRY(assign(a, c, S("option"), key, value));
    return settle(a, c, S("option"));
}

static enum err file_load(struct arena *a, const char *file, struct str *out)
{
    char *text = arena_alloc(a, FILE_MOST, 1);
    size_t n = 0;
    ssize_t got;
    int fd = open(file, O_RDONLY | O_CLOEXEC), cause;

    if (fd < 0)
        return refuse(str_of(file), S("--config"), str_of(strerror(errno)),
                      S("a file that can be read"));
    do {
        got = read(fd, text + n, FILE_MOST - n);
        n += got > 0 ? (size_t)got : 0;
    } while (got > 0 && n < FILE_MOST);
    cause = errno;
    close(fd);
    if (got < 0)
        return refuse(str_of(file), S("--config"), str_of(strerror(cause)),
                      S("a file that can be read"));
    if (n == FILE_MOST)
        return refuse(str_of(file), S("--config"), S("64 KiB or more"),
                      S("a shorter file"));
    *out = (struct str){text, n};
    return OK;
}

static enum err file_read(struct arena *a, const char *file, struct config *c)
{
    bool seen[SETTINGS] = {false};
    struct str text, line, key;
    int number = 0;

    TRY(file_load(a, file, &text));
    text = utf8_lines(a, text);
    while (str_cut(&text, '\n', &line)) {
        struct str where = str_printf(a, "%s:%d", file, ++number);
        const struct setting *s;

        line = str_trim(line);
        if (str_empty(line) || str_starts(line, S("#")))
            continue;
        str_cut(&line, '=', &key);
        key = str_trim(key);
        if (!str_given(line))
            return refuse(where, key, S("-"), S("key = value"));
        TRY(assign(a, c, where, key, str_trim(line)));
        s = setting_find(key);
        if (seen[s - settings])
            return refuse(where, key, S("-"), S("each key once"));
        seen[s - settings] = true;
    }
    return OK;
}

static enum err environment_read(struct arena *a, struct config *c)
{
    for (size_t i = 0; i < SETTINGS; i++) {
        struct str name = str_printf(a, "MANDARIS_%s", settings[i].key);
        char *upper = arena_alloc(a, name.n + 1, 1);
        const char *value;

        for (size_t k = 0; k < name.n; k++)
            upper[k] = (char)toupper((unsigned char)name.p[k]);
        value = getenv(upper);
        if (value)
            TRY(assign(a, c, str_of(upper), str_of(settings[i].key),
                       str_of(value)));
    }
    return OK;
}

enum err config_read(struct arena *a, const char *file, struct config *out)
{
    *out = (struct config){.tls = false};
    for (size_t i = 0; i < SETTINGS; i++)
        TRY(assign(a, out, S("default"), str_of(settings[i].key),
                   str_of(settings[i].standard)));
    if (file)
        TRY(file_read(a, file, out));
    TRY(environment_read(a, out));
    return settle(a, out, file ? str_of(file) : S("environment"));
}

struct instant config_now(const struct config *c, struct instant wall)
{
    return c->demonstration && date_given(c->today) ? instant_on(c->today, wall)
                                                    : wall;
}

struct str config_text(struct arena *a, const struct config *c)
{
    struct buf out = buf_new(a, 1024);

    for (size_t i = 0; i < SETTINGS; i++) {
        const struct setting *s = &settings[i];
        const void *at = (const char *)c + s->offset;
        const struct str *text = at;

        buf_printf(&out, "%s = ", s->key);
        switch (s->kind) {
        case FLAG:
            buf_puts(&out, *(const bool *)at ? "yes" : "no");
            break;
        case DAY:
            buf_put(&out, date_text(a, *(const struct date *)at));
            break;
        case NUMBER:
            buf_printf(&out, "%lld", (long long)*(const int64_t *)at);
            break;
        case SECRET:
            buf_puts(&out, str_empty(*text) ? "(not set)" : "(set)");
            break;
        case TEXT:
        case OPTIONAL:
        case SOCKET:
        case URL:
        case SMTP:
            buf_put(&out, *text);
            break;
        }
        buf_byte(&out, '\n');
    }
    return buf_str(&out);
}
