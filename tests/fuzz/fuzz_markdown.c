/* Markdown: whatever comes in, only known tags come out, well nested, and
 * links lead to the web or to mail. */
#include "view/markdown.h"

#include <string.h>

#include "fuzz.h"

static const char *const known[] = {
    "p",  "strong", "em", "code", "pre",        "ul",    "ol",
    "li", "br",     "hr", "a",    "table",      "thead", "tbody",
    "tr", "th",     "td", "div",  "blockquote",
};

struct reader {
    struct str *open;
    size_t depth;
};

static bool is_known(struct str name)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(name, known[i]))
            return true;
    return false;
}

static void attributes_hold(struct str tag, struct str name)
{
    static const struct str rel = {" rel=\"noopener noreferrer\" href=\"", 33};
    struct str rest = str_sub(tag, name.n, tag.n);

    if (rest.n == 0)
        return;
    if (str_is(name, "div"))
        HOLDS(str_is(rest, " class=\"scroll\""));
    else if (str_is(name, "ol"))
        HOLDS(str_starts(rest, S(" start=\"")));
    else
        HOLDS(str_is(name, "a") && str_starts(rest, rel));
    if (!str_is(name, "a"))
        return;
    rest = str_sub(rest, rel.n, rest.n);
    HOLDS(str_starts(rest, S("http://")) || str_starts(rest, S("https://")) ||
          str_starts(rest, S("mailto:")));
    HOLDS(str_find(rest, '"', 0) == (ptrdiff_t)rest.n - 1);
}

/* What stands between < and >. */
static void tag_holds(struct reader *r, struct str tag)
{
    bool closes = tag.n > 0 && tag.p[0] == '/';
    struct str name = closes ? str_sub(tag, 1, tag.n) : tag;
    ptrdiff_t space = str_find(name, ' ', 0);

    if (space >= 0)
        name = str_sub(name, 0, (size_t)space);
    HOLDS(is_known(name));
    if (closes) {
        HOLDS(r->depth > 0 && str_eq(r->open[--r->depth], name));
        HOLDS(tag.n == name.n + 1);
        return;
    }
    attributes_hold(tag, name);
    if (!str_is(name, "br") && !str_is(name, "hr"))
        r->open[r->depth++] = name;
}

FUZZ(markdown)
{
    struct arena *a = arena_new((size_t)256 << 20, NULL);
    struct str out = markdown(a, fuzz_text(data, size)).markup;
    struct reader r = {NEW_N(a, struct str, out.n / 3 + 1), 0};
    ptrdiff_t from = -1;

    while ((from = str_find(out, '<', (size_t)(from + 1))) >= 0) {
        ptrdiff_t to = str_find(out, '>', (size_t)from);
        HOLDS(to > from);
        tag_holds(&r, str_sub(out, (size_t)from + 1, (size_t)(to - from - 1)));
        from = to;
    }
    HOLDS(r.depth == 0);
    arena_free(a);
    return 0;
}
