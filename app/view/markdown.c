#include "view/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include "core/buf.h"

/* Elements inside each other; what stands deeper is written without its tags.
 */
enum { DEEPEST = 64 };

struct tags {
    const char *node; /* as cmark calls it */
    const char *open;
    const char *close;
};

static const struct tags known[] = {
    {"block_quote", "<blockquote>", "</blockquote>"},
    {"code_block", "<pre>", "</pre>"},
    {"emph", "<em>", "</em>"},
    {"heading", "<p><strong>", "</strong></p>"},
    {"html_block", "<p>", "</p>"},
    {"item", "<li>", "</li>"},
    {"link", "<a>", "</a>"},
    {"linebreak", "<br>", ""},
    {"list", "<ul>", "</ul>"},
    {"paragraph", "<p>", "</p>"},
    {"strong", "<strong>", "</strong>"},
    {"table", "<div class=\"scroll\"><table>", "</table></div>"},
    {"table_cell", "<td>", "</td>"},
    {"table_header", "<thead><tr>", "</tr></thead>"},
    {"table_row", "<tr>", "</tr>"},
    {"thematic_break", "<hr>", ""},
};
static const struct tags bare = {"", "", ""}; /* its content only */
static const struct tags code = {"code", "<code>", "</code>"};
static const struct tags heading_cell = {"table_cell", "<th>", "</th>"};
static const struct tags lines = {"code_block", "<p>", "</p>"};
static const struct tags numbered = {"list", "<ol>", "</ol>"};

static void escape(struct buf *out, const char *text)
{
    for (; text && *text; text++) {
        if (*text == '&')
            buf_puts(out, "&amp;");
        else if (*text == '<')
            buf_puts(out, "&lt;");
        else if (*text == '>')
            buf_puts(out, "&gt;");
        else if (*text == '"')
            buf_puts(out, "&quot;");
        else
            buf_byte(out, *text);
    }
}

static bool safe_url(struct str url)
{
    return str_starts(url, S("http://")) || str_starts(url, S("https://")) ||
           str_starts(url, S("mailto:"));
}

static bool is(cmark_node *node, const char *type)
{
    return node && str_is(str_of(cmark_node_get_type_string(node)), type);
}

/* A paragraph of a list without blank lines is its item's text. */
static bool in_tight_list(cmark_node *node)
{
    cmark_node *list = cmark_node_parent(cmark_node_parent(node));

    return is(node, "paragraph") && is(list, "list") &&
           cmark_node_get_list_tight(list);
}

/* Four spaces in front of a line are how somebody set it, not a program. */
static bool is_fenced(cmark_node *node)
{
    int length, offset;
    char mark;

    return cmark_node_get_fenced(node, &length, &offset, &mark);
}

static struct tags tags_of(cmark_node *node)
{
    if (in_tight_list(node))
        return bare;
    if (is(node, "code"))
        return code;
    if (is(node, "code_block") && !is_fenced(node))
        return lines;
    if (is(node, "list") &&
        cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
        return numbered;
    if (is(node, "table_cell") && is(cmark_node_parent(node), "table_header"))
        return heading_cell;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (is(node, known[i].node))
            return known[i];
    return bare;
}

static void open_tag(struct buf *out, cmark_node *node)
{
    if (is(node, "link") && safe_url(str_of(cmark_node_get_url(node)))) {
        buf_puts(out, "<a rel=\"noopener noreferrer\" href=\"");
        escape(out, cmark_node_get_url(node));
        buf_puts(out, "\">");
    } else if (is(node, "list") && cmark_node_get_list_start(node) > 1) {
        buf_printf(out, "<ol start=\"%d\">", cmark_node_get_list_start(node));
    } else {
        buf_puts(out, tags_of(node).open);
    }
}

/* These come once; all others are entered and left. */
static bool is_leaf(cmark_node *node)
{
    return cmark_node_get_literal(node) || is(node, "softbreak") ||
           is(node, "linebreak") || is(node, "thematic_break");
}

static void write_leaf(struct buf *out, cmark_node *node)
{
    buf_puts(out, tags_of(node).open);
    escape(out, cmark_node_get_literal(node));
    buf_puts(out, is(node, "softbreak") ? "\n" : tags_of(node).close);
}

static void write_tree(struct buf *out, cmark_iter *iter)
{
    cmark_event_type event;
    int depth = 0;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (is_leaf(node))
            write_leaf(out, node);
        else if (event == CMARK_EVENT_ENTER && depth++ < DEEPEST)
            open_tag(out, node);
        else if (event == CMARK_EVENT_EXIT && --depth < DEEPEST)
            buf_puts(out, tags_of(node).close);
    }
}

struct html markdown(struct arena *a, struct str source)
{
    struct buf out = buf_new(a, source.n + source.n / 8 + 64);
    cmark_parser *parser;
    cmark_node *document;
    cmark_iter *iter;

    if (str_empty(source))
        return (struct html){STR_NONE};
    cmark_gfm_core_extensions_ensure_registered();
    parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8);
    cmark_parser_attach_syntax_extension(parser,
                                         cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, source.p, source.n);
    document = cmark_parser_finish(parser);
    iter = cmark_iter_new(document);
    write_tree(&out, iter);
    cmark_iter_free(iter);
    cmark_node_free(document);
    cmark_parser_free(parser);
    return (struct html){buf_str(&out)};
}
