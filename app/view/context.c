#include "view/context.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* A name longer than any of the tables matches none of them. */
static void name_add(struct name *name, char c)
{
    if (name->n < sizeof(name->text) - 1)
        name->text[name->n++] = lower(c);
    name->text[name->n] = '\0';
}

static void name_begin(struct name *name, char c)
{
    name->n = 0;
    name_add(name, c);
}

static bool is_one_of(const struct name *name, const char *const *names)
{
    for (; *names; names++)
        if (!strcmp(name->text, *names))
            return true;
    return false;
}

static enum element element_of(const struct name *tag)
{
    static const char *const script[] = {"script",    "style",   "iframe",
                                         "xmp",       "noembed", "noframes",
                                         "plaintext", NULL};
    if (is_one_of(tag, script))
        return ELEMENT_SCRIPT;
    if (!strcmp(tag->text, "textarea"))
        return ELEMENT_INPUT;
    return strcmp(tag->text, "title") ? ELEMENT_MARKUP : ELEMENT_TITLE;
}

static enum attribute attribute_of(const struct name *name)
{
    static const char *const urls[] = {
        "href", "src",        "action", "formaction", "cite", "poster",
        "data", "xlink:href", "ping",   "manifest",   NULL};
    static const char *const labels[] = {
        "alt",         "aria-description",     "aria-label", "aria-valuetext",
        "placeholder", "aria-roledescription", "title",      NULL};
    static const char *const refused[] = {"style", "srcdoc", "srcset",
                                          "imagesrcset", NULL};
    if (is_one_of(name, urls))
        return ATTRIBUTE_URL;
    if (is_one_of(name, labels))
        return ATTRIBUTE_LABEL;
    if (is_one_of(name, refused) || !strncmp(name->text, "on", 2))
        return ATTRIBUTE_REFUSED;
    return ATTRIBUTE_PLAIN;
}

/* -- one character -------------------------------------------------------- */

static void tag_end(struct context *c)
{
    bool raw = !c->end_tag && c->element != ELEMENT_MARKUP;
    c->place = raw ? PLACE_RAW : PLACE_TEXT;
    c->matched = 0;
    if (!raw)
        c->element = ELEMENT_MARKUP;
}

static const char *at_text(struct context *c, char byte)
{
    if (byte == '<')
        c->place = PLACE_OPEN;
    return NULL;
}

static const char *at_open(struct context *c, char byte)
{
    if (byte == '/' && !c->end_tag) {
        c->end_tag = true;
    } else if (is_letter(byte)) {
        name_begin(&c->tag, byte);
        c->place = PLACE_NAME;
    } else if (byte == '!' && !c->end_tag) {
        c->place = PLACE_DECLARATION;
        c->dashes = 0;
    } else {
        return "a \"<\" that begins no tag: write &lt;";
    }
    return NULL;
}

static const char *at_inside(struct context *c, char byte)
{
    if (byte == '>') {
        tag_end(c);
    } else if (byte == '=' || byte == '"' || byte == '\'' || byte == '<') {
        return "a character that begins no attribute";
    } else if (byte == '/' || is_space(byte)) {
        c->place = PLACE_INSIDE;
    } else if (c->place == PLACE_GAP) {
        return "a name that begins before a section and ends in it";
    } else {
        name_begin(&c->name, byte);
        c->place = PLACE_ATTRIBUTE;
    }
    return NULL;
}

static const char *at_name(struct context *c, char byte)
{
    if (byte != '>' && byte != '/' && !is_space(byte)) {
        name_add(&c->tag, byte);
        return NULL;
    }
    if (!c->end_tag)
        c->element = element_of(&c->tag);
    return at_inside(c, byte);
}

static const char *at_attribute(struct context *c, char byte)
{
    if (byte == '>' || byte == '/' ||
        (c->place == PLACE_AFTER && byte != '=' && !is_space(byte))) {
        c->place = PLACE_INSIDE;
        return at_inside(c, byte);
    }
    if (byte == '=')
        c->place = PLACE_EQUALS;
    else if (is_space(byte))
        c->place = PLACE_AFTER;
    else
        name_add(&c->name, byte);
    return NULL;
}

static const char *at_equals(struct context *c, char byte)
{
    if (is_space(byte))
        return NULL;
    if (byte == '>')
        return "an attribute without its value";
    c->attribute = attribute_of(&c->name);
    c->url = URL_EMPTY;
    c->quote = byte;
    c->place = byte == '"' || byte == '\'' ? PLACE_QUOTED : PLACE_BARE;
    return NULL;
}

static const char *in_url(struct context *c, char byte)
{
    static const char *const allowed[] = {"http", "https", "mailto", NULL};

    if (byte && strchr("/?#", byte)) {
        c->url = URL_BEGUN;
    } else if (c->url == URL_EMPTY) {
        name_begin(&c->scheme, byte);
        c->url = URL_WORD;
    } else if (c->url == URL_WORD && byte != ':') {
        name_add(&c->scheme, byte);
    } else if (c->url == URL_WORD && is_one_of(&c->scheme, allowed)) {
        c->url = URL_BEGUN;
    } else if (byte == ':' && c->url != URL_BEGUN) {
        return "a URL with a scheme that is not http, https or mailto";
    }
    return NULL;
}

static const char *at_quoted(struct context *c, char byte)
{
    if (byte == c->quote)
        c->place = PLACE_GAP;
    else if (c->attribute == ATTRIBUTE_URL)
        return in_url(c, byte);
    return NULL;
}

static const char *at_bare(struct context *c, char byte)
{
    if (byte == '>')
        tag_end(c);
    else if (is_space(byte))
        c->place = PLACE_INSIDE;
    return NULL;
}

static const char *at_declaration(struct context *c, char byte)
{
    if (byte == '>') {
        c->place = PLACE_TEXT;
    } else if (byte != '-') {
        c->dashes = 3; /* <!doctype: no comment can begin any more */
    } else if (c->dashes < 2 && ++c->dashes == 2) {
        c->place = PLACE_COMMENT;
        c->dashes = 0;
    }
    return NULL;
}

static const char *at_comment(struct context *c, char byte)
{
    if (byte == '>' && c->dashes >= 2)
        c->place = PLACE_TEXT;
    c->dashes = byte == '-' ? (uint8_t)(c->dashes < 2 ? c->dashes + 1 : 2) : 0;
    return NULL;
}

static const char *at_raw(struct context *c, char byte)
{
    const char *expected = c->matched == 0   ? "<"
                           : c->matched == 1 ? "/"
                                             : c->tag.text + c->matched - 2;
    if (*expected && lower(byte) == *expected) {
        c->matched++;
    } else if (!*expected && (byte == '>' || byte == '/' || is_space(byte))) {
        c->end_tag = true;
        c->place = PLACE_INSIDE;
        return at_inside(c, byte);
    } else {
        c->matched = byte == '<';
    }
    return NULL;
}

static const char *at(struct context *c, char byte)
{
    switch (c->place) {
    case PLACE_TEXT:
        c->end_tag = false;
        return at_text(c, byte);
    case PLACE_OPEN:
        return at_open(c, byte);
    case PLACE_NAME:
        return at_name(c, byte);
    case PLACE_INSIDE:
    case PLACE_GAP:
        return at_inside(c, byte);
    case PLACE_ATTRIBUTE:
    case PLACE_AFTER:
        return at_attribute(c, byte);
    case PLACE_EQUALS:
        return at_equals(c, byte);
    case PLACE_QUOTED:
        return at_quoted(c, byte);
    case PLACE_BARE:
        return at_bare(c, byte);
    case PLACE_DECLARATION:
        return at_declaration(c, byte);
    case PLACE_COMMENT:
        return at_comment(c, byte);
    case PLACE_RAW:
        return at_raw(c, byte);
    }
    return NULL;
}

const char *context_text(struct context *c, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        const char *problem = at(c, text.p[i]);
        if (problem)
            return problem;
    }
    return NULL;
}

/* -- values --------------------------------------------------------------- */

static const char *value_in_url(struct context *c, enum escape *out)
{
    if (c->url == URL_MIXED)
        return "a URL whose beginning depends on a section";
    *out = c->url == URL_EMPTY ? ESCAPE_URL : ESCAPE_URL_PART;
    if (c->url == URL_EMPTY)
        c->url = URL_VALUE;
    return NULL;
}

static const char *value_in_attribute(struct context *c, enum escape *out)
{
    switch (c->attribute) {
    case ATTRIBUTE_PLAIN:
        *out = ESCAPE_PLAIN;
        return NULL;
    case ATTRIBUTE_LABEL:
        *out = ESCAPE_TEXT;
        return NULL;
    case ATTRIBUTE_URL:
        return value_in_url(c, out);
    case ATTRIBUTE_REFUSED:
        break;
    }
    return "a value in an attribute that holds code or a list of URLs";
}

static const char *value_in_element(const struct context *c, bool raw,
                                    enum escape *out)
{
    if (c->element == ELEMENT_SCRIPT)
        return "a value in a script, a style or other raw content";
    if (c->matched)
        return "a value in a tag's name";
    if (raw)
        return "markup where only text can stand";
    *out = c->element == ELEMENT_INPUT ? ESCAPE_PLAIN : ESCAPE_TEXT;
    return NULL;
}

const char *context_value(struct context *c, bool raw, enum escape *out)
{
    *out = ESCAPE_NONE;
    if (c->place == PLACE_TEXT) {
        *out = raw ? ESCAPE_NONE : ESCAPE_TEXT;
        return NULL;
    }
    if (c->place == PLACE_RAW)
        return value_in_element(c, raw, out);
    if (c->place == PLACE_QUOTED && !raw)
        return value_in_attribute(c, out);
    if (c->place == PLACE_QUOTED)
        return "markup in an attribute";
    if (c->place == PLACE_EQUALS || c->place == PLACE_BARE)
        return "a value in an attribute without quotes";
    if (c->place == PLACE_COMMENT || c->place == PLACE_DECLARATION)
        return "a value in a comment or declaration";
    return "a value in a tag, outside an attribute's quotes";
}

/* -- sections ------------------------------------------------------------- */

static void settle(struct context *c)
{
    if (c->place == PLACE_NAME && !c->end_tag)
        c->element = element_of(&c->tag);
    if (c->place == PLACE_NAME || c->place == PLACE_ATTRIBUTE)
        c->place = PLACE_GAP;
    if (c->place == PLACE_AFTER)
        c->place = PLACE_INSIDE;
}

const char *context_branch(struct context *c)
{
    settle(c);
    if (c->place == PLACE_TEXT || c->place == PLACE_INSIDE ||
        c->place == PLACE_GAP || c->place == PLACE_QUOTED ||
        (c->place == PLACE_RAW && c->element != ELEMENT_SCRIPT && !c->matched))
        return NULL;
    return "a section that begins where none can";
}

static bool in_tag(const struct context *c)
{
    return c->place == PLACE_INSIDE || c->place == PLACE_GAP;
}

const char *context_join(struct context before, struct context *c)
{
    static const char apart[] =
        "a section that ends in another place of the HTML than it began";
    settle(&before);
    settle(c);
    if (before.element != c->element || before.matched != c->matched)
        return apart;
    if (in_tag(&before) && in_tag(c)) {
        if (before.end_tag != c->end_tag ||
            strcmp(before.tag.text, c->tag.text))
            return apart;
        if (before.place != c->place)
            c->place = PLACE_GAP;
        return NULL;
    }
    if (before.place != c->place)
        return apart;
    if (c->place != PLACE_QUOTED)
        return NULL;
    if (before.quote != c->quote || strcmp(before.name.text, c->name.text))
        return apart;
    if (before.url != c->url)
        c->url = URL_MIXED;
    return NULL;
}

const char *context_end(const struct context *c)
{
    return c->place == PLACE_TEXT ? NULL : "the page ends inside a tag";
}
