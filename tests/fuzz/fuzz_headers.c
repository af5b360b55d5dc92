/* Cookie and Accept-Language headers, signed values and request targets. */
#include "fuzz.h"
#include "web/private.h"

FUZZ(headers)
{
    struct arena *a = arena_new((size_t)4 << 20, NULL);
    struct str s = fuzz_text(data, size), path, query, text;
    struct match match;

    text = cookie_get(s, S("mandaris"));
    HOLDS(!str_given(text) || (text.p >= s.p && text.p + text.n <= s.p + s.n));
    HOLDS(lang_accepted(s) < LANG_COUNT);
    HOLDS(!str_given(text_verified(a, S("a key nobody has"), s)));
    if (target_read(a, s, &path, &query) == OK) {
        HOLDS(str_starts(path, S("/")));
        HOLDS(str_find(path, '?', 0) < 0);
        HOLDS(path.n + query.n <= s.n);
        HOLDS(percent_decode(a, path, false, &text) == OK);
        if (route_find(app_routes, app_route_count, METHOD_GET, path, &match) ==
            OK)
            HOLDS(match.route->method == METHOD_GET);
    }
    arena_free(a);
    return 0;
}
