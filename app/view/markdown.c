#include "view/markdown.h"

#include <limits.h>
#include <md4c.h>

#include "core/buf.h"

struct writer {
    struct buf out;
    int images; /* inside the description of an image */
};

static void escape(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&':
            buf_puts(out, "&amp;");
            break;
        case '<':
            buf_puts(out, "&lt;");
            break;
        case '>':
            buf_puts(out, "&gt;");
            break;
        case '"':
            buf_puts(out, "&quot;");
            break;
        default:
            buf_byte(out, s.p[i]);
        }
    }
}

static bool safe_url(struct str url)
{
    static const struct str schemes[] = {
        {"http://", 7},
        {"https://", 8},
        {"mailto:", 7},
    };

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts(url, schemes[i]))
            return true;
    return false;
}

static struct str attribute(const MD_ATTRIBUTE *a)
{
    return (struct str){a->text, a->size};
}

struct tags {
    const char *open;
    const char *close;
};

static struct tags tags_of(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        return (struct tags){"<blockquote>", "</blockquote>"};
    case MD_BLOCK_UL:
        return (struct tags){"<ul>", "</ul>"};
    case MD_BLOCK_OL:
        return (struct tags){"<ol>", "</ol>"};
    case MD_BLOCK_LI:
        return (struct tags){"<li>", "</li>"};
    case MD_BLOCK_HR:
        return (struct tags){"<hr>", ""};
    case MD_BLOCK_H:
        return (struct tags){"<p><strong>", "</strong></p>"};
    case MD_BLOCK_CODE:
        return (struct tags){"<pre>", "</pre>"};
    case MD_BLOCK_P:
        return (struct tags){"<p>", "</p>"};
    case MD_BLOCK_TABLE:
        return (struct tags){"<div class=\"scroll\"><table>", "</table></div>"};
    case MD_BLOCK_THEAD:
        return (struct tags){"<thead>", "</thead>"};
    case MD_BLOCK_TBODY:
        return (struct tags){"<tbody>", "</tbody>"};
    case MD_BLOCK_TR:
        return (struct tags){"<tr>", "</tr>"};
    case MD_BLOCK_TH:
        return (struct tags){"<th>", "</th>"};
    case MD_BLOCK_TD:
        return (struct tags){"<td>", "</td>"};
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
        break;
    }
    return (struct tags){"", ""};
}

static int block_open(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    struct writer *w = ctx;
    const MD_BLOCK_OL_DETAIL *list = detail;

    if (type == MD_BLOCK_OL && list->start != 1)
        buf_printf(&w->out, "<ol start=\"%u\">", list->start);
    else
        buf_puts(&w->out, tags_of(type).open);
    return 0;
}

static int block_close(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    struct writer *w = ctx;

    (void)detail;
    buf_puts(&w->out, tags_of(type).close);
    return 0;
}

static int span_open(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct writer *w = ctx;

    if (type == MD_SPAN_IMG)
        w->images++;
    if (w->images > 0)
        return 0;
    if (type == MD_SPAN_EM)
        buf_puts(&w->out, "<em>");
    if (type == MD_SPAN_STRONG)
        buf_puts(&w->out, "<strong>");
    if (type == MD_SPAN_CODE)
        buf_puts(&w->out, "<code>");
    if (type == MD_SPAN_A) {
        struct str url = attribute(&((const MD_SPAN_A_DETAIL *)detail)->href);

        buf_puts(&w->out, "<a");
        if (safe_url(url)) {
            buf_puts(&w->out, " rel=\"noopener noreferrer\" href=\"");
            escape(&w->out, url);
            buf_byte(&w->out, '"');
        }
        buf_byte(&w->out, '>');
    }
    return 0;
}

static int span_close(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct writer *w = ctx;

    (void)detail;
    if (type == MD_SPAN_IMG)
        w->images--;
    if (w->images > 0)
        return 0;
    if (type == MD_SPAN_EM)
        buf_puts(&w->out, "</em>");
    if (type == MD_SPAN_STRONG)
        buf_puts(&w->out, "</strong>");
    if (type == MD_SPAN_CODE)
        buf_puts(&w->out, "</code>");
    if (type == MD_SPAN_A)
        buf_puts(&w->out, "</a>");
    return 0;
}

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *ctx)
{
    struct writer *w = ctx;

    if (type == MD_TEXT_NULLCHAR)
        return 0;
    if (type == MD_TEXT_BR)
        buf_puts(&w->out, "<br>");
    else
        escape(&w->out, (struct str){p, n});
    return 0;
}

struct html markdown(struct arena *a, struct str source)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = block_open,
        .leave_block = block_close,
        .enter_span = span_open,
        .leave_span = span_close,
        .text = text,
    };
    struct writer w = {buf_new(a, source.n + source.n / 8 + 64), 0};

    if (str_empty(source))
        return (struct html){STR_NONE};
    if (source.n <= INT_MAX &&
        md_parse(source.p, (MD_SIZE)source.n, &parser, &w) == 0)
        return (struct html){buf_str(&w.out)};
    w.out.n = 0;
    buf_puts(&w.out, "<p>");
    escape(&w.out, source);
    buf_puts(&w.out, "</p>");
    return (struct html){buf_str(&w.out)};
}
