#include "view/parts.h"

#include "view/program.h"

/* -- what the templates are fed ------------------------------------------- */

struct row {
    struct str text;
    int64_t number;
};
static const struct field row_fields[] = {
    FIELD(struct row, text),
    FIELD(struct row, number),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct view_of_all {
    struct str text;
    struct str none;
    bool yes, no;
    int64_t number, zero, one;
    struct dec dec, dec_zero, dec_none;
    struct date date, date_none;
    struct instant instant, instant_none;
    struct period period, period_none;
    struct html html;
    struct said said, said_none;
    struct list rows, rows_none, shapeless;
};
static const struct field all_fields[] = {
    FIELD(struct view_of_all, text),
    FIELD(struct view_of_all, none),
    FIELD(struct view_of_all, yes),
    FIELD(struct view_of_all, no),
    FIELD(struct view_of_all, number),
    FIELD(struct view_of_all, zero),
    FIELD(struct view_of_all, one),
    FIELD(struct view_of_all, dec),
    FIELD(struct view_of_all, dec_zero),
    FIELD(struct view_of_all, dec_none),
    FIELD(struct view_of_all, date),
    FIELD(struct view_of_all, date_none),
    FIELD(struct view_of_all, instant),
    FIELD(struct view_of_all, instant_none),
    FIELD(struct view_of_all, period),
    FIELD(struct view_of_all, period_none),
    FIELD(struct view_of_all, html),
    FIELD_STRUCT(struct view_of_all, said, &said_shape),
    FIELD_STRUCT(struct view_of_all, said_none, &said_shape),
    FIELD_LIST(struct view_of_all, rows, &row_shape),
    FIELD_LIST(struct view_of_all, rows_none, &row_shape),
    FIELD(struct view_of_all, shapeless),
};
static const struct shape all_shape = SHAPE(struct view_of_all, all_fields);

struct around {
    struct str text; /* hidden by the page's */
    struct str site;
};
static const struct field around_fields[] = {
    FIELD(struct around, text),
    FIELD(struct around, site),
};
static const struct shape around_shape = SHAPE(struct around, around_fields);

static const char hostile[] = "<b>'\"&</b> javascript:";

static struct view_of_all values(const char *text)
{
    struct row *rows = NEW_N(arena, struct row, 2);
    rows[0] = (struct row){S("a"), 1};
    rows[1] = (struct row){S("b<"), 2};
    return (struct view_of_all){
        .text = str_of(text),
        .yes = true,
        .number = -1234567,
        .one = 1,
        .dec = {1234500000, 1, true},
        .dec_zero = {0, 0, true},
        .date = {2022, 7, 17},
        .instant = {1658047320},
        .period = {2025, PERIOD_QUARTER, 3},
        .html = {S("<b>made</b>")},
        .said = {S("dit"), S("nl"), true},
        .rows = {rows, 2, &row_shape},
        .rows_none = {NULL, 0, NULL},
    };
}

/* -- one template, from memory -------------------------------------------- */

struct memory {
    struct library library;
    struct str source;
};

static const char *const partials[][2] = {
    {"_row", "<li>{{text}}</li>\n"},
    {"_layout", "<title>{{$title}}T{{/title}}</title>{{$main}}{{/main}}"},
    {"_loop", "{{>_loop}}"},
    {"_broken", "a\n{{#b}}"},
};

static enum err find(struct library *library, struct str name,
                     const struct template **out, struct mistake *wrong)
{
    struct memory *m = (struct memory *)library;
    struct template *t = NEW(arena, struct template);
    struct str source = str_is(name, "page") ? m->source : STR_NONE;
    for (size_t i = 0; i < sizeof(partials) / sizeof(*partials); i++)
        if (str_is(name, partials[i][0]))
            source = str_of(partials[i][1]);
    if (!str_given(source))
        return ERR_NOT_FOUND;
    *out = t;
    return mustache_parse(arena, name, source, t, wrong);
}

static struct str render(const char *template, enum lang lang, const char *text)
{
    struct memory memory = {{find}, str_of(template)};
    struct view_of_all page = values(text);
    struct around frame = {S("hidden"), S("site")};
    struct mistake wrong = {0};
    struct program program;
    struct buf out = buf_new(arena, 100);
    if (program_compile(arena, arena, &memory.library, S("page"), lang,
                        &all_shape, &around_shape, &program, &wrong) != OK)
        return str_printf(arena, "%.*s:%u: %.*s: %s", STR_ARG(wrong.template),
                          wrong.line, STR_ARG(wrong.name), wrong.problem);
    program_run(&program, &page, &frame, &out);
    return buf_str(&out);
}

/* -- what is shown -------------------------------------------------------- */

static const struct example {
    const char *template;
    const char *expected;
} shown[] = {
    {"<p>{{text}}</p>",
     "<p>&lt;b&gt;&#39;&quot;&amp;&lt;/b&gt; javascript:</p>"},
    {"<p class=\"a {{text}}\">",
     "<p class=\"a &lt;b&gt;&#39;&quot;&amp;&lt;/b&gt; javascript:\">"},
    {"<p class='{{text}}'>",
     "<p class='&lt;b&gt;&#39;&quot;&amp;&lt;/b&gt; javascript:'>"},
    {"<a href=\"{{text}}\">",
     "<a href=\"%3Cb%3E%27%22&amp;%3C/b%3E%20javascript:\">"},
    {"<a href=\"/x/{{text}}\">",
     "<a href=\"/x/%3Cb%3E%27%22%26%3C%2Fb%3E%20javascript%3A\">"},
    {"<a href=\"?q={{text}}&amp;n={{number}}\">",
     "<a "
     "href=\"?q=%3Cb%3E%27%22%26%3C%2Fb%3E%20javascript%3A&amp;n=-1234567\">"},
    {"<a href=\"{{site}}/{{site}}\">", "<a href=\"site/site\">"},
    {"<textarea>{{text}}</textarea>{{number}}",
     "<textarea>&lt;b&gt;&#39;&quot;&amp;&lt;/b&gt; javascript:</textarea>"
     "-1,234,567"},
    {"<p>{{{html}}}</p>", "<p><b>made</b></p>"},
    {"{{site}}", "site"},
    {"{{said.text}} {{#said}}{{lang}}{{/said}}", "dit nl"},
    {"<!-- no value -->{{one}}", "<!-- no value -->1"},
    {"<!doctype html>{{one}}", "<!doctype html>1"},
    {"<script>if (a < b) x();</script>{{one}}",
     "<script>if (a < b) x();</script>1"},
    {"{{! {{nothing }}{{one}}", "1"},

    /* attributes that come and go */
    {"<option{{#yes}} selected{{/yes}}>", "<option selected>"},
    {"<option{{#no}} selected{{/no}}>", "<option>"},
    {"<a href=\"/\"{{#yes}} aria-current=\"page\"{{/yes}}{{#no}} x{{/no}}>",
     "<a href=\"/\" aria-current=\"page\">"},
    {"<p class=\"a{{#yes}} b{{/yes}}{{#no}} c{{/no}}\">", "<p class=\"a b\">"},
    {"<p {{#yes}}hidden {{/yes}}class=\"x\">", "<p hidden class=\"x\">"},
    {"<input{{#yes}} checked{{/yes}} value=\"{{one}}\">",
     "<input checked value=\"1\">"},
    {"<a href=\"{{#yes}}/a{{/yes}}{{#no}}/b{{/no}}/{{one}}\">",
     "<a href=\"/a/1\">"},
    {"<p aria-hidden=\"{{yes}}\">", "<p aria-hidden=\"true\">"},
    {"<option{{#text}} lang=\"{{site}}\"{{/text}}>", "<option lang=\"site\">"},

    /* values in a text, in an attribute for machines, in one for people */
    {"{{number}} {{dec}} {{date}} {{instant}} {{period}}",
     "-1,234,567 1,234.5 17/07/2022 17/07/2022 10:42 3rd quarter of 2025"},
    {"<p data-x=\"{{number}} {{dec}} {{date}} {{instant}} {{period}}\">",
     "<p data-x=\"-1234567 1234.5 2022-07-17 2022-07-17T08:42:00Z 2025-Q3\">"},
    {"<p title=\"{{dec}} {{date}}\">", "<p title=\"1,234.5 17/07/2022\">"},
    {"<a href=\"/{{period}}/{{date}}\">", "<a href=\"/2025-Q3/2022-07-17\">"},
    {"[{{none}}{{dec_none}}{{date_none}}{{instant_none}}{{period_none}}]",
     "[]"},
    {"<p title=\"{{none}}\" data-x=\"{{dec_none}}{{date_none}}"
     "{{instant_none}}{{period_none}}\">",
     "<p title=\"\" data-x=\"\">"},

    /* true and false */
    {"{{#text}}t{{/text}}{{#none}}n{{/none}}{{^none}}-{{/none}}", "t-"},
    {"{{#yes}}t{{/yes}}{{#no}}n{{/no}}{{^no}}-{{/no}}", "t-"},
    {"{{#one}}t{{/one}}{{#zero}}n{{/zero}}{{^zero}}-{{/zero}}", "t-"},
    {"{{#dec}}t{{/dec}}{{#dec_zero}}0{{/dec_zero}}{{^dec_none}}-{{/dec_none}}",
     "t0-"},
    {"{{#date}}t{{/date}}{{#date_none}}n{{/date_none}}", "t"},
    {"{{#instant}}t{{/instant}}{{#instant_none}}n{{/instant_none}}", "t"},
    {"{{#period}}t{{/period}}{{#period_none}}n{{/period_none}}", "t"},
    {"{{#html}}t{{/html}}", "t"},
    {"{{#said}}t{{/said}}{{#said_none}}n{{/said_none}}{{^said_none}}-"
     "{{/said_none}}",
     "t-"},
    {"{{#said.text}}t{{/said.text}}{{^said.text}}n{{/said.text}}", "t"},

    /* lists */
    {"{{#rows}}{{text}}{{number}}{{site}};{{/rows}}", "a1site;b&lt;2site;"},
    {"{{^rows}}none{{/rows}}{{^rows_none}}none{{/rows_none}}", "none"},
    {"{{#rows}}{{#rows}}{{text}}{{/rows}}|{{/rows}}", "ab&lt;|ab&lt;|"},
    {"<ul>\n{{#rows}}\n{{>_row}}\n{{/rows}}\n</ul>",
     "<ul>\n<li>a</li>\n<li>b&lt;</li>\n</ul>"},
    {"<ul>{{#rows}}<li class=\"n{{number}}\">{{/rows}}</ul>",
     "<ul><li class=\"n1\"><li class=\"n2\"></ul>"},
    {"{{<_layout}}{{$title}}{{one}}{{/title}}{{$main}}<p>{{one}}</p>{{/main}}"
     "{{/_layout}}",
     "<title>1</title><p>1</p>"},

    /* texts: English is its own translation */
    {"<h1>{{#_}}\n  Two\n  words\n{{/_}}</h1>", "<h1>Two words</h1>"},
    {"<p title=\"{{#_}}Site {{site}}{{/_}}\">", "<p title=\"Site site\">"},
    {"{{#_n}}{{one}} result|{{one}} results{{/_n}}", "1 result"},
    {"{{#_n}}{{zero}} result|{{zero}} results{{/_n}}", "0 results"},
};

START_TEST(is_shown)
{
    ck_str(render(shown[_i].template, LANG_EN, hostile), shown[_i].expected);
}
END_TEST

/* -- what URLs may be ----------------------------------------------------- */

static const char *const urls[][2] = {
    {"/a/b?c=d&e=f#g", "/a/b?c=d&amp;e=f#g"},
    {"https://a.example/x y", "https://a.example/x%20y"},
    {"HTTP://a.example", "HTTP://a.example"},
    {"mailto:a@b.example", "mailto:a@b.example"},
    {"a/b:c", "a/b:c"},
    {"?a:b", "?a:b"},
    {"#a:b", "#a:b"},
    {"", ""},
    {"javascript:alert(1)", "#"},
    {"JaVaScRiPt:alert(1)", "#"},
    {" javascript:alert(1)", "#"},
    {"java\tscript:alert(1)", "#"},
    {"\x01javascript:alert(1)", "#"},
    {"data:text/html,<script>", "#"},
    {"vbscript:x", "#"},
    {"https&#58;javascript", "https&amp;#58;javascript"},
    {"/\"><script>", "/%22%3E%3Cscript%3E"},
    {"/'onclick='", "/%27onclick=%27"},
    {"/a\\b`{}|^", "/a%5Cb%60%7B%7D%7C%5E"},
    {"/caf\xc3\xa9", "/caf%C3%A9"},
    {"/a%20b", "/a%20b"},
};

START_TEST(is_url)
{
    struct str expected = str_printf(arena, "<a href=\"%s\">", urls[_i][1]);
    ck_str(render("<a href=\"{{text}}\">", LANG_EN, urls[_i][0]), expected.p);
}
END_TEST

/* -- what is refused ------------------------------------------------------ */

static const struct example refused[] = {
    {"\n{{nome}}", "page:2: nome: no such name in the shapes in sight"},
    {"{{#nome}}{{/nome}}", "page:1: nome: no such name in the shapes in sight"},
    {"{{said.nome}}", "page:1: said.nome: no such name in the shapes in sight"},
    {"{{text.n}}", "page:1: text.n: no such name in the shapes in sight"},
    {"{{number}}{{#rows}}\n{{number}}\n{{nome}}{{/rows}}",
     "page:3: nome: no such name in the shapes in sight"},
    {"{{.}}", "page:1: .: no such name in the shapes in sight"},
    {"{{>_absent}}", "page:1: _absent: no such template"},
    {"{{>_broken}}", "_broken:2: b: a section that is not closed"},
    {"{{>_loop}}", "_loop:1: _loop: includes itself without end"},
    {"{{{text}}}", "page:1: text: {{{ }}} is for markup made by view/ only"},
    {"{{&text}}", "page:1: text: {{{ }}} is for markup made by view/ only"},
    {"{{html}}", "page:1: html: markup is written {{{ }}}"},
    {"<p title=\"{{{html}}}\">", "page:1: html: markup in an attribute"},
    {"<title>{{{html}}}</title>",
     "page:1: html: markup where only text can stand"},
    {"{{rows}}",
     "page:1: rows: a list or a struct is no value: use a section or a dot"},
    {"{{said}}",
     "page:1: said: a list or a struct is no value: use a section or a dot"},
    {"{{yes}}", "page:1: yes: true or false is no text: use a section"},
    {"{{#shapeless}}{{/shapeless}}",
     "page:1: shapeless: a list or struct without its shape"},
    {"<script>{{text}}</script>",
     "page:1: text: a value in a script, a style or other raw content"},
    {"<STYLE>\n{{text}}</STYLE>",
     "page:2: text: a value in a script, a style or other raw content"},
    {"<script>{{#yes}}x{{/yes}}</script>",
     "page:1: yes: a section that begins where none can"},
    {"<p class={{text}}>",
     "page:1: text: a value in an attribute without quotes"},
    {"<p class=a{{text}}>",
     "page:1: text: a value in an attribute without quotes"},
    {"<p {{text}}>",
     "page:1: text: a value in a tag, outside an attribute's quotes"},
    {"<{{text}}>",
     "page:1: text: a value in a tag, outside an attribute's quotes"},
    {"<p {{text}}=\"\">",
     "page:1: text: a value in a tag, outside an attribute's quotes"},
    {"<!-- {{text}} -->", "page:1: text: a value in a comment or declaration"},
    {"<p onclick=\"{{text}}\">",
     "page:1: text: a value in an attribute that holds code or a list of URLs"},
    {"<p style=\"{{text}}\">",
     "page:1: text: a value in an attribute that holds code or a list of URLs"},
    {"<img srcset=\"{{text}}\">",
     "page:1: text: a value in an attribute that holds code or a list of URLs"},
    {"<a href=\"{{text}}:x\">",
     "page:1: :x\">: a URL with a scheme that is not http, https or mailto"},
    {"<a href=\"javascript:{{text}}\">",
     "page:1: <a href=\"javascript:: a URL with a scheme that is not http,"
     " https or mailto"},
    {"<a href=\"{{#yes}}/a{{/yes}}{{text}}\">",
     "page:1: text: a URL whose beginning depends on a section"},
    {"<p{{#yes}}>{{/yes}}", "page:1: yes: a section that ends in another place"
                            " of the HTML than it began"},
    {"{{#yes}}<b{{/yes}}", "page:1: yes: a section that ends in another place"
                           " of the HTML than it began"},
    {"<s{{#yes}}cript{{/yes}}>",
     "page:1: cript: a name that begins before a section and ends in it"},
    {"<p class=\"{{#yes}}\"{{/yes}}>",
     "page:1: yes: a section that ends in another place of the HTML than it"
     " began"},
    {"<p class={{#yes}}\"a\"{{/yes}}>",
     "page:1: yes: a section that begins where none can"},
    {"a < b", "page:1: a < b: a \"<\" that begins no tag: write &lt;"},
    {"<p class=\"a", "page:1: <p class=\"a: the page ends inside a tag"},
    {"{{#_}}a {{#yes}}b{{/yes}}{{/_}}",
     "page:1: _: a translated text holds text and names only"},
    {"{{#_}} {{/_}}", "page:1: _: a translated text holds text and names only"},
    {"{{#_}}{{nome}}{{/_}}", "page, translated to en:1: nome: no such name in"
                             " the shapes in sight"},
    {"{{#_n}}{{one}} result{{/_n}}",
     "page:1: _n: a plural is {{n}} thing|{{n}} things"},
    {"{{#_n}}result|results{{/_n}}",
     "page:1: _n: a plural is {{n}} thing|{{n}} things"},
    {"{{#_n}}{{text}} result|{{text}} results{{/_n}}",
     "page:1: text: a plural counts an int64_t"},
};

START_TEST(is_refused)
{
    ck_str(render(refused[_i].template, LANG_EN, hostile),
           refused[_i].expected);
}
END_TEST

TCase *contexts(void)
{
    TCase *tests = tcase_create("contexts");
    tcase_add_loop_test(tests, is_shown, 0, sizeof(shown) / sizeof(*shown));
    tcase_add_loop_test(tests, is_url, 0, sizeof(urls) / sizeof(*urls));
    tcase_add_loop_test(tests, is_refused, 0,
                        sizeof(refused) / sizeof(*refused));
    return tests;
}
