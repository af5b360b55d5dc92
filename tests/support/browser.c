#include "support/browser.h"

#include "core/hash.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REQUEST_MAX = 24 << 20, BODY_MAX = 2 << 20, BROWSERS = 64 };

static void ready(struct browser *b)
{
    if (b->app)
        return;
    assert_ok(app_open(test_arena, &b->config, &b->app));
    assert_ok(app_attach(b->app, test_db));
    db_arena_set(test_db, test_arena);
}

/* Each test is a process of its own: its end gives them back. */
static struct arena *arenas[BROWSERS];
static size_t browsers;

static void arenas_free(void)
{
    while (browsers > 0)
        arena_free(arenas[--browsers]);
}

static struct arena *arena_for_requests(void)
{
    ck_assert_uint_lt(browsers, BROWSERS);
    if (browsers == 0)
        ck_assert_int_eq(atexit(arenas_free), 0);
    return arenas[browsers++] = arena_new(REQUEST_MAX, NULL);
}

struct browser *browser_new(void)
{
    struct browser *b = NEW(test_arena, struct browser);

    b->config = test_config;
    b->config.base_url = S("http://localhost");
    b->config.session_idle_minutes = 60;
    b->config.session_absolute_minutes = 720;
    b->config.body_limit = BODY_MAX;
    b->config.upload_limit = BODY_MAX;
    b->now = instant_now();
    b->arena = arena_for_requests();
    return b;
}

/* -- cookies --------------------------------------------------------------- */

static struct header *cookie_place(struct browser *b, struct str name)
{
    struct header *free_one = NULL;

    for (size_t i = 0; i < BROWSER_COOKIES; i++) {
        if (str_eq(b->cookies[i].name, name))
            return &b->cookies[i];
        if (!str_given(b->cookies[i].name) && !free_one)
            free_one = &b->cookies[i];
    }
    ck_assert_ptr_nonnull(free_one);
    return free_one;
}

static void cookie_keep(struct browser *b, struct str header)
{
    struct str pair, name, rest = header;

    ck_assert(str_cut(&rest, ';', &pair));
    ck_assert(str_cut(&pair, '=', &name));
    struct header *place = cookie_place(b, name);
    *place = (struct header){0};
    if (pair.n > 0)
        *place = (struct header){str_copy(test_arena, name),
                                 str_copy(test_arena, pair)};
}

static struct str cookies_sent(struct browser *b)
{
    struct buf out = buf_new(b->arena, 200);

    for (size_t i = 0; i < BROWSER_COOKIES; i++)
        if (str_given(b->cookies[i].name))
            buf_printf(&out, "%s%.*s=%.*s", out.n ? "; " : "",
                       STR_ARG(b->cookies[i].name),
                       STR_ARG(b->cookies[i].value));
    return buf_str(&out);
}

void browser_sign_in(struct browser *b, const char *login)
{
    struct str token = random_token(test_arena);
    struct str hash = hash_hex(test_arena, hash_of(token));
    struct str now = instant_sql(test_arena, b->now);

    sql_run(str_printf(test_arena,
                       "INSERT INTO session (token, account, csrf, made_at,"
                       " seen_at) SELECT UNHEX('%.*s'), id, '%.*s', '%.*s',"
                       " '%.*s' FROM account WHERE login = '%s'",
                       STR_ARG(hash), STR_ARG(random_token(test_arena)),
                       STR_ARG(now), STR_ARG(now), login)
                .p);
    cookie_keep(b, str_printf(test_arena, "%smandaris=%.*s",
                              b->config.tls ? "__Host-" : "", STR_ARG(token)));
    b->csrf = STR_NONE;
}

/* -- requests -------------------------------------------------------------- */

/* The value of a hidden field of the page, if it has one. */
static void hidden_keep(struct browser *b, const char *name, struct str *out)
{
    char start[64];
    const char *at, *end;

    snprintf(start, sizeof start, "name=\"%s\" value=\"", name);
    at = b->body.n ? memmem(b->body.p, b->body.n, start, strlen(start)) : NULL;
    if (!at)
        return;
    at += strlen(start);
    end = memchr(at, '"', (size_t)(b->body.p + b->body.n - at));
    ck_assert_ptr_nonnull(end);
    *out = str_copy(test_arena, (struct str){at, (size_t)(end - at)});
}

static int request(struct browser *b, const char *method, const char *path)
{
    struct str target = str_copy(test_arena, str_of(path));

    ready(b);
    b->raw.method = str_of(method);
    b->raw.target = target;
    b->raw.cookie = cookies_sent(b);
    if (!str_given(b->raw.remote))
        b->raw.remote = S("127.0.0.1");
    app_handle(b->app, b->arena, &b->raw, b->now, &b->answer);
    db_arena_set(test_db, test_arena);
    b->raw = (struct raw_request){0};
    b->status = b->answer.status;
    b->body = b->answer.body;
    for (size_t i = 0; i < b->answer.header_count; i++)
        if (str_is(b->answer.headers[i].name, "Set-Cookie"))
            cookie_keep(b, b->answer.headers[i].value);
    hidden_keep(b, "csrf", &b->csrf);
    hidden_keep(b, "once", &b->once);
    return b->status;
}

int browser_get(struct browser *b, const char *path)
{
    arena_reset(b->arena);
    return request(b, "GET", path);
}

int browser_post_raw(struct browser *b, const char *path, struct str body)
{
    arena_reset(b->arena);
    b->raw.body = body;
    if (!str_given(b->raw.content_type))
        b->raw.content_type = S("application/x-www-form-urlencoded");
    return request(b, "POST", path);
}

static void field_put(struct buf *out, struct str name, struct str value)
{
    const struct str both[] = {name, value};

    for (size_t k = 0; k < 2; k++) {
        if (out->n > 0)
            buf_byte(out, k ? '=' : '&');
        for (size_t i = 0; i < both[k].n; i++)
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)both[k].p[i]);
    }
}

int browser_post(struct browser *b, const char *path, ...)
{
    struct raw_request headers = b->raw;
    struct buf body = buf_new(test_arena, 1000);
    const char *name;
    va_list pairs;

    b->raw = (struct raw_request){0};
    if (!str_given(b->csrf) && browser_get(b, "/account") != 200)
        browser_get(b, "/sign-in");
    b->raw = headers;
    field_put(&body, S("csrf"), b->csrf);
    if (str_given(b->once))
        field_put(&body, S("once"), b->once);
    va_start(pairs, path);
    while ((name = va_arg(pairs, const char *)))
        field_put(&body, str_of(name), str_of(va_arg(pairs, const char *)));
    va_end(pairs);
    b->once = STR_NONE;
    return browser_post_raw(b, path, buf_str(&body));
}

int browser_follow(struct browser *b)
{
    struct str where = browser_header(b, "Location");

    ck_assert_msg(str_given(where), "status %d sends nowhere", b->status);
    return browser_get(b, str_z(test_arena, where));
}

struct str browser_header(const struct browser *b, const char *name)
{
    for (size_t i = 0; i < b->answer.header_count; i++)
        if (str_is(b->answer.headers[i].name, name))
            return b->answer.headers[i].value;
    return STR_NONE;
}

struct str browser_shown(const struct browser *b)
{
    return str_sub(b->body, 0, 4000);
}

bool browser_has(const struct browser *b, const char *text)
{
    return b->body.n > 0 && memmem(b->body.p, b->body.n, text, strlen(text));
}
