#include "view/parts.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/mustache.h"

/* -- JSON as values ------------------------------------------------------- */

static const void *json_member(const void *value, struct str name)
{
    return json_object_get(value, str_z(arena, name));
}

static bool json_is_shown(const void *value)
{
    return !json_is_false((const json_t *)value) &&
           !json_is_null((const json_t *)value);
}

static bool json_list(const void *value)
{
    return json_is_array((const json_t *)value);
}

static size_t json_count(const void *list)
{
    return json_array_size(list);
}

static const void *json_item(const void *list, size_t i)
{
    return json_array_get(list, i);
}

static struct str json_as_text(struct arena *a, const void *value)
{
    char digits[64];
    const json_t *json = value;

    if (json_is_string(json))
        return str_of(json_string_value(json));
    if (json_is_null(json))
        return S("");
    size_t n = json_dumpb(json, digits, sizeof(digits),
                          JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    ck_assert_uint_le(n, sizeof(digits));
    return str_copy(a, (struct str){digits, n});
}

static struct str json_partial(const void *partials, struct str name)
{
    return str_of(
        json_string_value(json_object_get(partials, str_z(arena, name))));
}

static const struct mustache_values json_values = {
    .member = json_member,
    .is_true = json_is_shown,
    .is_list = json_list,
    .count = json_count,
    .item = json_item,
    .text = json_as_text,
    .partial = json_partial,
};

static struct str run(const char *source, const json_t *data,
                      const json_t *partials)
{
    struct mistake wrong = {0};
    struct buf out = buf_new(arena, 100);
    enum err err = mustache_run(arena, str_of(source), &json_values, data,
                                partials, &out, &wrong);
    return err == OK
               ? buf_str(&out)
               : str_printf(arena, "%.*s:%u: %.*s: %s", STR_ARG(wrong.template),
                            wrong.line, STR_ARG(wrong.name), wrong.problem);
}

/* -- the official tests --------------------------------------------------- */

static const char *const modules[] = {
    "comments", "delimiters", "interpolation", "inverted",
    "partials", "sections",   "~inheritance",
};

/* Where MUSTACHE_SPEC says, or beside the repository. */
static json_t *module_open(const char *module)
{
    const char *given = getenv("MUSTACHE_SPEC"), *source = getenv("srcdir");
    const char *root = source ? source : ".";
    const struct str places[] = {
        str_printf(arena, "%s/%s.json", given ? given : "", module),
        str_printf(arena, "%s/../shared/spec/mustache/%s.json", root, module),
    };
    for (size_t i = given ? 0 : 1; i < 2; i++) {
        json_t *json =
            json_load_file(places[i].p, JSON_REJECT_DUPLICATES, NULL);
        if (json)
            return json;
    }
    return NULL;
}

static bool official_test(const char *module, const json_t *test)
{
    const char *expected = json_string_value(json_object_get(test, "expected"));
    const char *template = json_string_value(json_object_get(test, "template"));
    struct str actual = run(template, json_object_get(test, "data"),
                            json_object_get(test, "partials"));
    if (str_is(actual, expected))
        return true;
    printf("%s: %s\n  template %s\n  expected %s\n  got      %.*s\n", module,
           json_string_value(json_object_get(test, "name")), template, expected,
           STR_ARG(actual));
    return false;
}

START_TEST(official)
{
    unsigned ran = 0, passed = 0;
    for (size_t i = 0; i < sizeof(modules) / sizeof(*modules); i++) {
        json_t *module = module_open(modules[i]), *test;
        size_t at;
        if (!module)
            continue;
        json_array_foreach(json_object_get(module, "tests"), at, test)
        {
            passed += official_test(modules[i], test);
            ran++;
        }
        json_decref(module);
    }
    if (ran)
        printf("Mustache: %u of %u official tests passed\n", passed, ran);
    else
        printf("Mustache: official tests SKIPPED, MUSTACHE_SPEC names no"
               " folder that holds them\n");
    fflush(stdout);
    ck_assert_uint_eq(passed, ran);
}
END_TEST

/* -- our own -------------------------------------------------------------- */

static const struct example {
    const char *template;
    const char *expected;
} examples[] = {
    {"{{name}} & {{{name}}} {{&name}}", "&lt;A&gt; & <A> <A>"},
    {"{{#rows}}{{n}},{{/rows}}{{^rows}}none{{/rows}}", "1,2,"},
    {"{{#empty}}some{{/empty}}{{^empty}}none{{/empty}}", "none"},
    {"{{a.b.c}}{{a.x.c}}{{#a}}{{b.c}}{{/a}}", "deepdeep"},
    {"{{#rows}}{{n}}{{name}}{{/rows}}", "1&lt;A&gt;2&lt;A&gt;"},
    {"{{#words}}({{.}}){{/words}}", "(x)(y)"},
    {"|{{! nothing\n at all }}|", "||"},
    {"{{=<% %>=}}<%name%>{{name}}", "&lt;A&gt;{{name}}"},
    {"  {{>lines}}\n.", "  one\n  &lt;A&gt;\n."},
    {"{{<frame}}{{$body}}mine{{/body}}{{/frame}}", "[mine|foot]"},
    {"{{>frame}}", "[default|foot]"},
    {"{{>absent}}{{absent}}{{absent.too}}", ""},
    {"\r\n{{#name}}\r\nx\r\n{{/name}}\r\n", "\r\nx\r\n"},
};

START_TEST(example)
{
    json_t *data = json_loads(
        "{\"name\": \"<A>\", \"rows\": [{\"n\": 1}, {\"n\": 2}], \"empty\": [],"
        " \"words\": [\"x\", \"y\"], \"a\": {\"b\": {\"c\": \"deep\"}}}",
        0, NULL);
    json_t *partials = json_loads(
        "{\"lines\": \"one\\n{{name}}\\n\","
        " \"frame\": \"[{{$body}}default{{/body}}|{{$foot}}foot{{/foot}}]\"}",
        0, NULL);
    ck_str(run(examples[_i].template, data, partials), examples[_i].expected);
    json_decref(partials);
    json_decref(data);
}
END_TEST

static const struct example mistakes[] = {
    {"\n\n{{#a}}", "template:3: a: a section that is not closed"},
    {"{{#a}}\n{{/b}}",
     "template:2: b: closes another section than the open one"},
    {"{{/a}}", "template:1: a: closes what is not open"},
    {"{{#a}}{{^b}}{{/a}}{{/b}}",
     "template:1: a: closes another section than the open one"},
    {"a\n{{name", "template:2: {{name: a tag that does not end"},
    {"{{ }}", "template:1: : a tag without a name"},
    {"{{a b}}", "template:1: a b: a name with white space in it"},
    {"{{{a}}", "template:1: {{{a}}: a tag that does not end"},
    {"{{=<=}}", "template:1: <: two delimiters without '=' are needed"},
    {"{{>me}}", "me:1: me: includes itself without end"},
    {"{{<p}}{{$a}}{{$a}}{{/a}}{{/a}}{{/p}}",
     "template:1: a: includes itself without end"},
};

START_TEST(mistake)
{
    json_t *partials =
        json_loads("{\"me\": \"{{>me}}\", \"p\": \"{{$a}}{{/a}}\"}", 0, NULL);
    ck_str(run(mistakes[_i].template, NULL, partials), mistakes[_i].expected);
    json_decref(partials);
}
END_TEST

START_TEST(nested_too_deeply)
{
    struct buf source = buf_new(arena, 1000);
    for (int i = 0; i < 65; i++)
        buf_puts(&source, "{{#a}}");
    ck_str(run(str_z(arena, buf_str(&source)), NULL, NULL),
           "template:1: a: nested too deeply");
}
END_TEST

TCase *mustache(void)
{
    TCase *tests = tcase_create("mustache");
    tcase_add_test(tests, official);
    tcase_add_loop_test(tests, example, 0,
                        sizeof(examples) / sizeof(*examples));
    tcase_add_loop_test(tests, mistake, 0,
                        sizeof(mistakes) / sizeof(*mistakes));
    tcase_add_test(tests, nested_too_deeply);
    return tests;
}
