#include "view/translate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/log.h"
#include "view/catalog.h"

/* Read once, before the workers are forked. English needs none. */
static struct catalog catalogs[LANG_COUNT];

static const char *const codes[LANG_COUNT] = {
    [LANG_FR] = "fr", [LANG_NL] = "nl", [LANG_EN] = "en"};

const char *lang_code(enum lang lang)
{
    return codes[lang];
}

enum err lang_parse(struct str code, enum lang *out)
{
    for (int i = 0; i < LANG_COUNT; i++) {
        if (!str_is(code, codes[i]))
            continue;
        *out = (enum lang)i;
        return OK;
    }
    return ERR_INPUT;
}

static enum err read_all(struct arena *a, FILE *file, struct str *out)
{
    enum { LIMIT = 8 << 20 };
    struct buf b = buf_new(a, 16384);
    char part[16384];
    size_t n;

    while ((n = fread(part, 1, sizeof(part), file)) > 0 && b.n <= LIMIT)
        buf_put(&b, (struct str){part, n});
    *out = buf_str(&b);
    return ferror(file) || b.n > LIMIT ? ERR_INTERNAL : OK;
}

enum err file_read(struct arena *a, const char *path, struct str *out)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_INTERNAL;
    enum err err = read_all(a, file, out);
    fclose(file);
    return err;
}

static enum err translation_open(struct arena *process, struct str folder,
                                 enum lang lang)
{
    struct str path =
        str_printf(process, "%.*s/%s.mo", STR_ARG(folder), codes[lang]);
    struct str bytes;
    enum err err = file_read(process, path.p, &bytes);
    if (err == OK)
        err = catalog_open(bytes, &catalogs[lang]);
    if (err == OK)
        return OK;
    log_event(LOG_ERROR, "translation", LOG_S("file", path),
              LOG_Z("problem", err == ERR_INPUT ? "not a message catalogue"
                                                : "cannot be read"));
    return ERR_INTERNAL;
}

enum err translations_open(struct arena *process, struct str folder)
{
    memset(catalogs, 0, sizeof(catalogs));
    if (str_empty(folder))
        return OK;
    TRY(translation_open(process, folder, LANG_FR));
    return translation_open(process, folder, LANG_NL);
}

bool counts_as_one(enum lang lang, int64_t n)
{
    return n == 1 || (lang == LANG_FR && n == 0);
}

struct str tr(enum lang lang, const char *msgid)
{
    struct str text = catalog_find(&catalogs[lang], str_of(msgid), 0);
    return str_given(text) ? text : str_of(msgid);
}

/* The forms stand under the singular, or each under its own text where they
 * were marked one by one. */
struct str tr_n(enum lang lang, const char *one, const char *many, int64_t n)
{
    if (counts_as_one(lang, n))
        return tr(lang, one);
    struct str text = catalog_find(&catalogs[lang], str_of(one), 1);
    return str_given(text) ? text : tr(lang, many);
}

struct str tr_fill(struct arena *a, enum lang lang, const char *msgid,
                   const struct str *args, size_t count)
{
    struct str text = tr(lang, msgid);
    struct buf out = buf_new(a, text.n + 64);
    for (size_t i = 0; i < text.n; i++) {
        size_t n = i + 2 < text.n && text.p[i] == '{' && text.p[i + 2] == '}'
                       ? (size_t)(unsigned char)text.p[i + 1] - '0'
                       : SIZE_MAX;
        if (n < count) {
            buf_put(&out, args[n]);
            i += 2;
        } else {
            buf_byte(&out, text.p[i]);
        }
    }
    return buf_str(&out);
}
