#include "web/private.h"

#include "core/hash.h"
#include "core/log.h"
#include "core/utf8.h"

enum { BODY_FIRST = 32 * 1024, FLASH_S = 60, FLASH_CHARS = 400 };

#define FLASH_COOKIE "mandaris-done"

void answer_header(struct answer *out, struct str name, struct str value)
{
    size_t max = sizeof(out->headers) / sizeof(*out->headers);

    if (out->header_count < max)
        out->headers[out->header_count++] = (struct header){name, value};
    else
        log_event(LOG_ERROR, "headers_full", LOG_S("name", name));
}

void res_header(struct req *rq, struct str name, struct str value)
{
    answer_header(rq->priv->answer, name, value);
}

/* -- cookies --------------------------------------------------------------- */

/* ASVS 3.3.3: no other host may set or read it. */
static struct str cookie_name(struct req *rq, const char *name)
{
    return str_printf(rq->arena, "%s%s", rq->config->tls ? "__Host-" : "",
                      name);
}

struct str req_cookie(struct req *rq, const char *name)
{
    return cookie_get(rq->priv->raw->cookie, cookie_name(rq, name));
}

void res_cookie(struct req *rq, const char *name, struct str value,
                int64_t max_age_s)
{
    struct buf b = buf_new(rq->arena, 200);

    buf_put(&b, cookie_name(rq, name));
    buf_byte(&b, '=');
    buf_put(&b, value);
    buf_puts(&b, "; Path=/; HttpOnly; SameSite=Lax");
    if (rq->config->tls)
        buf_puts(&b, "; Secure");
    if (max_age_s >= 0)
        buf_printf(&b, "; Max-Age=%lld", (long long)max_age_s);
    res_header(rq, S("Set-Cookie"), buf_str(&b));
}

static void flash_put(struct req *rq, struct str text)
{
    struct buf b = buf_new(rq->arena, 200);

    percent_encode(&b, utf8_short(rq->arena, text, FLASH_CHARS));
    res_cookie(rq, FLASH_COOKIE,
               text_signed(rq->arena, rq->priv->app->key, buf_str(&b)),
               FLASH_S);
}

struct str flash_take(struct req *rq)
{
    struct str cookie = req_cookie(rq, FLASH_COOKIE), signed_text, text;

    if (!str_given(cookie))
        return STR_NONE;
    res_cookie(rq, FLASH_COOKIE, S(""), 0);
    signed_text = text_verified(rq->arena, rq->priv->app->key, cookie);
    if (!str_given(signed_text) ||
        percent_decode(rq->arena, signed_text, false, &text) != OK)
        return STR_NONE;
    return text;
}

/* -- answers --------------------------------------------------------------- */

enum err res_render(struct req *rq, const void *view)
{
    struct req_private *own = rq->priv;
    const struct view *compiled =
        own->app->views[own->match.route - app_routes];
    struct buf body = buf_new(rq->arena, BODY_FIRST);
    struct frame frame;

    if (!compiled) {
        log_event(LOG_ERROR, "no_template",
                  LOG_Z("page", own->match.route->page->name));
        return ERR_INTERNAL;
    }
    frame_fill(rq, &frame);
    view_render(compiled, rq->lang, view, &frame, &body);
    own->answer->status = rq->messages.count > 0 ? 422 : 200;
    own->answer->body = buf_str(&body);
    res_header(rq, S("Content-Type"), S("text/html; charset=utf-8"));
    return OK;
}

enum err res_see_other(struct req *rq, struct str path, struct str message)
{
    struct req_private *own = rq->priv;

    if (!str_starts(path, S("/")) || str_starts(path, S("//"))) {
        log_event(LOG_ERROR, "redirect", LOG_S("path", path));
        return ERR_INTERNAL;
    }
    own->answer->status = 303;
    own->answer->body = S("");
    own->location = path;
    res_header(rq, S("Location"), path);
    if (!str_empty(message))
        flash_put(rq, message);
    return OK;
}

enum err res_json(struct req *rq, int status, struct str json)
{
    struct answer *out = rq->priv->answer;

    out->status = status;
    out->body = json;
    res_header(rq, S("Content-Type"), S("application/json"));
    return OK;
}

enum err res_kept(struct req *rq, struct str name, struct str type,
                  struct str kept)
{
    TRY(res_file(rq, name, type, S("")));
    res_header(rq, S("X-Accel-Redirect"),
               str_printf(rq->arena, "/kept/%.*s", STR_ARG(kept)));
    return OK;
}

enum err res_file(struct req *rq, struct str name, struct str type,
                  struct str bytes)
{
    struct answer *out = rq->priv->answer;
    struct buf b = buf_new(rq->arena, 100);

    out->status = 200;
    out->body = bytes;
    buf_puts(&b, "attachment; filename*=UTF-8''");
    percent_encode(&b, name);
    res_header(rq, S("Content-Type"), type);
    res_header(rq, S("Content-Disposition"), buf_str(&b));
    return OK;
}

/* -- caching --------------------------------------------------------------- */

/* Who reads, in which language and on which day; the token stands for the
 * session, whose forms carry it. */
static struct str etag_of(struct req *rq, struct str version)
{
    struct arena *a = rq->arena;
    struct str all = str_printf(
        a, "%lld %lld %s %.*s %.*s %.*s %.*s?%.*s %.*s", (long long)rq->me.id,
        (long long)rq->me.roles, lang_code(rq->lang),
        STR_ARG(date_text(a, rq->today)), STR_ARG(rq->priv->app->version),
        STR_ARG(rq->priv->session.csrf), STR_ARG(rq->path), STR_ARG(rq->query),
        STR_ARG(version));

    return str_printf(a, "\"%.32s\"", hash_hex(a, hash_of(all)).p);
}

static bool etag_matches(struct req *rq)
{
    struct str rest = rq->priv->raw->if_none_match, part;

    while (str_given(rest) && str_cut(&rest, ',', &part)) {
        part = str_trim(part);
        if (str_starts(part, S("W/")))
            part = str_sub(part, 2, part.n);
        if (str_eq(part, rq->priv->etag))
            return true;
    }
    return false;
}

static void not_modified(struct req *rq)
{
    struct answer *out = rq->priv->answer;

    out->status = 304;
    out->body = S("");
    for (size_t i = 0; i < out->header_count; i++)
        if (str_is(out->headers[i].name, "Content-Type"))
            out->headers[i] = out->headers[--out->header_count];
}

bool res_fresh(struct req *rq, struct str version)
{
    if (str_given(req_cookie(rq, FLASH_COOKIE)))
        return false;
    rq->priv->etag = etag_of(rq, version);
    if (!etag_matches(rq))
        return false;
    not_modified(rq);
    return true;
}

/* May the reader's browser keep it, to ask whether it is still the same? */
static bool keepable(const struct req *rq)
{
    const struct req_private *own = rq->priv;
    const struct route *route = own->match.route;
    int status = own->answer->status;

    return rq->method == METHOD_GET && rq->me.id && route &&
           !route->page->no_store && (status == 200 || status == 304);
}

static void cache_headers(struct req *rq)
{
    struct req_private *own = rq->priv;
    struct answer *out = own->answer;

    if (!keepable(rq)) {
        res_header(rq, S("Cache-Control"), S("no-store"));
        return;
    }
    if (!str_given(own->etag)) {
        own->etag = etag_of(rq, hash_hex(rq->arena, hash_of(out->body)));
        if (etag_matches(rq))
            not_modified(rq);
    }
    res_header(rq, S("Cache-Control"), S("private, no-cache"));
    res_header(rq, S("ETag"), own->etag);
    res_header(rq, S("Vary"), S("Cookie, Accept, Accept-Language"));
}

/* ASVS 3.4: every answer, errors included. */
static void security_headers(const struct config *c, struct answer *out)
{
    const struct header all[] = {
        {S("Content-Security-Policy"),
         S("default-src 'none'; style-src 'self'; script-src 'self';"
           " img-src 'self'; font-src 'self'; connect-src 'self';"
           " form-action 'self'; base-uri 'none'; frame-ancestors 'none'")},
        {S("X-Content-Type-Options"), S("nosniff")},
        {S("Referrer-Policy"), S("same-origin")},
        {S("Cross-Origin-Opener-Policy"), S("same-origin")},
        {S("Cross-Origin-Resource-Policy"), S("same-origin")},
        {S("Permissions-Policy"),
         S("camera=(), geolocation=(), microphone=(), payment=(), usb=()")},
    };

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        answer_header(out, all[i].name, all[i].value);
    if (c->tls)
        answer_header(out, S("Strict-Transport-Security"),
                      S("max-age=63072000"));
}

void answer_finish(struct req *rq)
{
    cache_headers(rq);
    security_headers(rq->config, rq->priv->answer);
}

/* -- paths ----------------------------------------------------------------- */

static struct str value_text(struct arena *a, const struct value *v)
{
    switch (v->kind) {
    case KIND_INT:
        return str_printf(a, "%lld", (long long)v->n);
    case KIND_STR:
        return v->s;
    case KIND_PERIOD:
        return period_text(a, v->period);
    case KIND_DATE:
        return date_text(a, v->date);
    case KIND_BOOL:
        return v->yes ? S("1") : S("0");
    case KIND_DEC:
        return dec_text(a, v->d);
    case KIND_INSTANT:
        return instant_text(a, v->at);
    case KIND_HTML:
    case KIND_LIST:
    case KIND_STRUCT:
        break;
    }
    return S("");
}

struct str path_fill(struct arena *a, const char *pattern,
                     const struct value *values, size_t count)
{
    struct str rest = str_of(pattern), part;
    struct buf out = buf_new(a, 100);

    for (size_t i = 0; str_cut(&rest, '{', &part); i++) {
        if (i > 0)
            part = str_sub(part, 1, part.n); /* the closing brace */
        buf_put(&out, part);
        if (i < count && str_given(rest))
            percent_encode(&out, value_text(a, &values[i]));
    }
    return buf_str(&out);
}

bool path_known(struct req *rq, struct str path)
{
    struct str only, query;
    struct match match;

    return target_read(rq->arena, path, &only, &query) == OK &&
           !str_starts(only, S("//")) && str_find(only, '\\', 0) < 0 &&
           route_find(app_routes, app_route_count, METHOD_GET, only, &match) ==
               OK;
}
