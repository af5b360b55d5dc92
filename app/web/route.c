#include "web/private.h"

#include "core/log.h"

/* "{id}" without its braces; STR_NONE for a literal segment. */
static struct str parameter(struct str segment)
{
    return str_starts(segment, S("{")) && str_ends(segment, S("}"))
               ? str_sub(segment, 1, segment.n - 2)
               : STR_NONE;
}

/* How well a path fits a pattern: 0 not at all; otherwise one bit a segment,
 * set for a literal one, behind a leading 1: the larger wins, and the first
 * segment that differs decides. */
static unsigned fit(const char *pattern, struct str path, struct match *out)
{
    struct str wanted = str_of(pattern), want, have;
    unsigned score = 1;

    out->param_count = 0;
    while (str_cut(&wanted, '/', &want)) {
        if (!str_cut(&path, '/', &have))
            return 0;
        struct str name = parameter(want);
        if (!str_given(name)) {
            if (!str_eq(want, have))
                return 0;
            score = score << 1 | 1;
            continue;
        }
        if (have.n == 0 || out->param_count == ROUTE_PARAMS_MAX)
            return 0;
        out->params[out->param_count++] = (struct param){name, have};
        score <<= 1;
    }
    return str_cut(&path, '/', &have) ? 0 : score;
}

enum err route_find(const struct route *routes, size_t count,
                    enum method method, struct str path, struct match *out)
{
    unsigned best = 0;
    bool exists = false;
    struct match match = {0};

    *out = (struct match){0};
    for (size_t i = 0; i < count; i++) {
        unsigned score = fit(routes[i].pattern, path, &match);
        exists |= score > 0;
        if (score <= best || routes[i].method != method)
            continue;
        best = score;
        *out = match;
        out->route = &routes[i];
    }
    if (out->route)
        return OK;
    return exists ? ERR_METHOD : ERR_NOT_FOUND;
}

/* Patterns that match the same paths: equal but for parameter names. */
static bool alike(const char *one, const char *other)
{
    struct str a = str_of(one), b = str_of(other), x, y;

    for (;;) {
        bool more = str_cut(&a, '/', &x);
        if (more != str_cut(&b, '/', &y))
            return false;
        if (!more)
            return true;
        bool both = str_given(parameter(x)) && str_given(parameter(y));
        if (!both && !str_eq(x, y))
            return false;
    }
}

static enum err route_refuse(const struct route *route, const char *why)
{
    log_event(LOG_ERROR, "route", LOG_Z("pattern", route->pattern),
              LOG_Z("why", why));
    return ERR_INTERNAL;
}

enum err routes_check(const struct route *routes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct route *r = &routes[i];
        page_fn *handler =
            r->method == METHOD_GET ? r->page->get : r->page->post;
        if (!str_starts(str_of(r->pattern), S("/")))
            return route_refuse(r, "a pattern begins with /");
        if (!handler)
            return route_refuse(r, "its page does not answer this method");
        for (size_t k = 0; k < i; k++)
            if (routes[k].method == r->method &&
                alike(routes[k].pattern, r->pattern))
                return route_refuse(r, "matches what another one matches");
    }
    return OK;
}
