/* Templates: whatever compiles in strict mode, no value changes the structure
 * of its HTML; and the forgiving mode ends. A NUL separates the page from the
 * partial "p" it may include. */
#include "core/log.h"
#include "view/program.h"

#include "fuzz.h"

struct page {
    struct str a, b;
    int64_t n;
    bool yes;
    struct list rows;
};

static const struct field row_fields[] = {
    FIELD(struct page, a),
};
static const struct shape row_shape = SHAPE(struct page, row_fields);
static const struct field page_fields[] = {
    FIELD(struct page, a),
    FIELD(struct page, b),
    FIELD(struct page, n),
    FIELD(struct page, yes),
    FIELD_LIST(struct page, rows, &row_shape),
};
static const struct shape page_shape = SHAPE(struct page, page_fields);

struct sources {
    struct library library;
    struct arena *arena;
    struct str page, partial;
};

static enum err source_find(struct library *library, struct str name,
                            const struct template **out, struct mistake *wrong)
{
    struct sources *s = (struct sources *)library;
    struct template *t = NEW(s->arena, struct template);

    if (!str_is(name, "page") && !str_is(name, "p"))
        return ERR_NOT_FOUND;
    *out = t;
    return mustache_parse(s->arena, name,
                          str_is(name, "p") ? s->partial : s->page, t, wrong);
}

static struct str shown(struct arena *a, const struct program *p,
                        struct str value)
{
    struct page rows[2] = {{.a = value}, {.a = value}};
    struct page page = {value, value, 3, true, {rows, 2, &row_shape}};
    struct buf out = buf_new(a, 1000);

    program_run(p, &page, &page, &out);
    return buf_str(&out);
}

static size_t marks(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '<' || s.p[i] == '>' || s.p[i] == '"' || s.p[i] == '\'';
    return n;
}

static void strict(struct arena *a, struct sources *s)
{
    struct program p;
    struct mistake wrong;

    if (program_compile(a, a, &s->library, S("page"), LANG_EN, &page_shape,
                        &page_shape, &p, &wrong) != OK) {
        HOLDS(wrong.problem != NULL);
        return;
    }
    struct str plain = shown(a, &p, S("x"));
    HOLDS(marks(plain) == marks(shown(a, &p, S("<'\"></script>-->"))));
    HOLDS(marks(plain) == marks(shown(a, &p, S("javascript:'\"\n"))));
}

/* -- values of the forgiving mode: a list of two, of itself --------------- */

static const void *value_member(const void *value, struct str name)
{
    return str_is(name, "n") ? NULL : value;
}

static bool value_yes(const void *value)
{
    return value != NULL;
}

static size_t value_two(const void *value)
{
    return value ? 2 : 0;
}

static const void *value_item(const void *value, size_t i)
{
    return i ? value : NULL;
}

static struct str value_text(struct arena *a, const void *value)
{
    return str_copy(a, value ? S("<x>") : S(""));
}

static struct str value_partial(const void *partials, struct str name)
{
    return str_is(name, "p") ? ((const struct sources *)partials)->partial
                             : STR_NONE;
}

static const struct mustache_values values = {
    value_member, value_yes,  value_yes,     value_two,
    value_item,   value_text, value_partial,
};

FUZZ(mustache)
{
    struct arena *a = arena_new((size_t)256 << 20, NULL);
    struct str rest = fuzz_text(data, size);
    struct sources s = {.library = {source_find}, .arena = a};
    struct buf out = buf_new(a, 1000);
    struct mistake wrong;

    log_level_set(LOG_OFF);
    (void)str_cut(&rest, '\0', &s.page);
    s.partial = rest;
    if (size <= 200) {
        strict(a, &s);
        if (mustache_run(a, s.page, &values, &s, &s, &out, &wrong) != OK)
            HOLDS(wrong.problem != NULL);
    }
    log_level_set(LOG_INFO);
    arena_free(a);
    return 0;
}
