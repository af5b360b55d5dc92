#include "view/view.h"

#include <sys/stat.h>

#include "core/log.h"
#include "core/utf8.h"
#include "view/program.h"
#include "view/translate.h"

/* What compiling one page may use besides its program. */
enum { SCRATCH_BYTES = 64 << 20 };

struct loaded {
    struct template template;
    struct loaded *next;
};

struct views {
    struct library library; /* first: its function casts back */
    struct arena *process;
    struct str folder;
    struct loaded *loaded;
};

struct view {
    struct program programs[LANG_COUNT];
};

static bool is_template_name(struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return name.n > 0;
}

static enum err load(struct views *v, struct str name, struct template *out,
                     struct mistake *wrong)
{
    struct str path = str_printf(v->process, "%.*s/%.*s.mustache",
                                 STR_ARG(v->folder), STR_ARG(name));
    struct str source;
    TRY(file_read(v->process, path.p, &source));
    name = str_copy(v->process, name);
    *wrong = (struct mistake){name, 1, S(""), "not UTF-8"};
    if (!utf8_valid(source))
        return ERR_INPUT;
    return mustache_parse(v->process, name, source, out, wrong);
}

static enum err find(struct library *library, struct str name,
                     const struct template **out, struct mistake *wrong)
{
    struct views *v = (struct views *)library;
    struct loaded *l = v->loaded;
    while (l && !str_eq(l->template.name, name))
        l = l->next;
    if (!l) {
        if (!is_template_name(name))
            return ERR_NOT_FOUND;
        l = NEW(v->process, struct loaded);
        TRY(load(v, name, &l->template, wrong));
        l->next = v->loaded;
        v->loaded = l;
    }
    *out = &l->template;
    return OK;
}

enum err views_open(struct arena *process, struct str templates, struct str po,
                    struct views **out)
{
    struct str folder = str_copy(process, templates);
    struct stat status;
    if (stat(str_z(process, folder), &status) || !S_ISDIR(status.st_mode)) {
        log_event(LOG_ERROR, "template", LOG_S("folder", folder),
                  LOG_Z("problem", "no such folder"));
        return ERR_INTERNAL;
    }
    TRY(translations_open(process, po));
    struct views *v = NEW(process, struct views);
    *v =
        (struct views){.library = {find}, .process = process, .folder = folder};
    *out = v;
    return OK;
}

static void log_mistake(const struct mistake *m, enum lang lang)
{
    log_event(LOG_ERROR, "template", LOG_S("template", m->template),
              LOG_N("line", m->line), LOG_S("name", m->name),
              LOG_Z("problem", m->problem), LOG_Z("lang", lang_code(lang)));
}

static enum err compile(struct views *v, struct str name, enum lang lang,
                        const struct shape *page, const struct shape *frame,
                        struct program *out)
{
    struct mistake wrong = {name, 0, S(""), "cannot be read"};
    struct arena *scratch = arena_new(SCRATCH_BYTES, NULL);
    enum err err = program_compile(v->process, scratch, &v->library, name, lang,
                                   page, frame, out, &wrong);
    if (err != OK)
        log_mistake(&wrong, lang);
    arena_free(scratch);
    return err == OK ? OK : ERR_INTERNAL;
}

enum err view_compile(struct views *v, const char *name,
                      const struct shape *page, const struct shape *frame,
                      struct view **out)
{
    struct view *view = NEW(v->process, struct view);
    for (int i = 0; i < LANG_COUNT; i++)
        TRY(compile(v, str_of(name), (enum lang)i, page, frame,
                    &view->programs[i]));
    *out = view;
    return OK;
}

void view_render(const struct view *view, enum lang lang, const void *page,
                 const void *frame, struct buf *out)
{
    program_run(&view->programs[lang], page, frame, out);
}
