/* Templates: mustache to the specification, compiled at boot once per
 * language, checked against the shapes that will feed them. */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "core/buf.h"
#include "core/shape.h"

enum lang { LANG_FR, LANG_NL, LANG_EN, LANG_COUNT };

const char *lang_code(enum lang lang); /* "fr" "nl" "en" */
NODISCARD enum err lang_parse(struct str code, enum lang *out);

struct views;
struct view;

/* Strict mode, for the application. Partials and parents (_name.mustache) are
 * expanded at compile time; every name must be a member of the shape it will be
 * looked up in (rows, then page, then frame), else ERR_INTERNAL with template,
 * line and name logged. Escaping follows the context (text, attribute, URL)
 * found at compile time; a variable inside <script>, <style> or an unquoted
 * attribute, and {{{x}}} for anything but KIND_HTML, refuse. A section must end
 * in the same place of the HTML as it began: attributes may come and go
 * (<option{{#here}} selected{{/here}}>), tags as a whole.
 *
 * {{#_}}Text with {{name}}{{/_}}   translated at compile time (msgid as is,
 *                                  white space folded)
 * {{#_n}}{{count}} result|{{count}} results{{/_n}}  plural by its first name
 *
 * Sections: false = absent (SQL NULL), false, 0, empty text, empty list, a
 * struct of which all members are false. A list or struct brings its members
 * into sight; {{a.b}} reaches into a struct.
 * Variables in text and in attributes people hear or read (title, alt,
 * placeholder, aria-label ...): numbers, dates, periods, instants as the
 * language writes them (1.234,5; 17/07/2022; 3e trimestre 2025); in other
 * attributes, URLs and textareas: plain (1234.5, 2022-07-17, 2025-Q3).
 * A URL may begin with a variable (relative, http, https or mailto, else "#");
 * behind its beginning a variable is one percent-encoded part.
 */
NODISCARD enum err views_open(struct arena *process, struct str templates,
                              struct str po, struct views **out);
NODISCARD enum err view_compile(struct views *v, const char *name,
                                const struct shape *page,
                                const struct shape *frame, struct view **out);
void view_render(const struct view *view, enum lang lang, const void *page,
                 const void *frame, struct buf *out);

/* Interface texts outside templates: English msgid in, translation out (the
 * msgid itself where none). The result lives as long as the process. */
struct str tr(enum lang lang, const char *msgid);
struct str tr_n(enum lang lang, const char *one, const char *many, int64_t n);
/* A translated text with {0} {1} ... replaced. */
struct str tr_fill(struct arena *a, enum lang lang, const char *msgid,
                   const struct str *args, size_t count);
#define TR(a, lang, msgid, ...)                                                \
    tr_fill((a), (lang), (msgid), (const struct str[]){__VA_ARGS__},           \
            sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))
#define N_(msgid) msgid /* marks a text for the extractor, translated later */

/* Belgian formats. */
struct str show_dec(struct arena *a, enum lang lang, struct dec d);
struct str show_date(struct arena *a, enum lang lang, struct date d);
struct str show_date_long(struct arena *a, enum lang lang, struct date d);
struct str show_instant(struct arena *a, enum lang lang, struct instant t);
struct str show_time(struct arena *a, struct instant t); /* 10:42, Brussels */
struct str show_period(struct arena *a, enum lang lang, struct period p);
struct str show_int(struct arena *a, enum lang lang, int64_t n); /* 1.234 */

/* The reader's language of a two-language text: the other one where empty,
 * and lang says which it is ("fr"/"nl") so that it can be marked. English
 * readers get French first. */
struct said {
    struct str text;
    struct str lang;
    bool other; /* not the reader's language */
};
extern const struct shape said_shape;
struct said said_in(enum lang lang, struct str fr, struct str nl);

#endif
