/* What a result says: settled, compared, hashed. No SQL here. */
#include "core/json.h"
#include "core/utf8.h"
#include "store/result_private.h"

const char *const result_text_fields[TEXT_FIELDS] = {"description", "factors",
                                                     "actions"};

struct str *result_text_at(struct result_texts *texts, size_t field)
{
    struct str *const at[TEXT_FIELDS] = {&texts->description, &texts->factors,
                                         &texts->actions};

    return at[field];
}

struct str result_text_of(const struct result_texts *texts, size_t field)
{
    const struct str at[TEXT_FIELDS] = {texts->description, texts->factors,
                                        texts->actions};

    return at[field];
}

enum text_lang result_original(const struct result_line *line)
{
    return str_is(line->content.original, "nl") ? TEXT_NL : TEXT_FR;
}

static enum text_lang other(enum text_lang lang)
{
    return lang == TEXT_FR ? TEXT_NL : TEXT_FR;
}

struct entry result_entry(const struct result_line *line)
{
    const struct result_content *c = &line->content;
    const struct result_texts *texts = &c->texts[result_original(line)];

    return (struct entry){
        .type = line->type,
        .value = c->value,
        .value_text = c->value_text,
        .description = texts->description,
        .factors = texts->factors,
        .status = line->status,
        .status_chosen = c->status_chosen,
        .status_reason = c->status_reason,
        .not_applicable = c->not_applicable,
        .not_applicable_reason = c->not_applicable_reason,
        .elsewhere = c->reported_by != 0 || c->moved_to != 0,
    };
}

unsigned result_lacks(const struct result_line *line)
{
    struct entry e = result_entry(line);

    return workflow_lacks(&e);
}

static struct str given(struct str s)
{
    return str_empty(str_trim(s)) ? STR_NONE : s;
}

static bool any_text(const struct result_texts *texts)
{
    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        if (!str_empty(result_text_of(texts, i)))
            return true;
    }
    return false;
}

/* The language typed first; both at once: the preferred one. */
static struct str settle_original(const struct result_content *c,
                                  enum text_lang preferred)
{
    bool fr = any_text(&c->texts[TEXT_FR]), nl = any_text(&c->texts[TEXT_NL]);

    if (str_given(c->original) || (!fr && !nl))
        return c->original;
    if (fr && nl)
        return preferred == TEXT_NL ? S("nl") : S("fr");
    return nl ? S("nl") : S("fr");
}

static struct str text_hash(struct arena *a, struct str text)
{
    struct hash h = hash_of(utf8_nfc(a, text));

    return str_copy(a, (struct str){(const char *)h.bytes, sizeof(h.bytes)});
}

static void settle_checked(struct arena *a, struct result_line *next,
                           const struct result_line *now)
{
    const struct result_content *c = &next->content;
    enum text_lang original = result_original(next), tongue = other(original);
    bool swapped = now->state != STATE_NONE &&
                   str_given(now->content.original) &&
                   result_original(now) != original;

    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        struct str was = result_text_of(&now->content.texts[tongue], i);
        struct str is = result_text_of(&c->texts[tongue], i);

        next->checked[i] = STR_NONE;
        if (str_empty(is))
            continue;
        if (c->translation_checked)
            next->checked[i] =
                text_hash(a, result_text_of(&c->texts[original], i));
        else if (!swapped && str_eq(was, is))
            next->checked[i] = now->checked[i];
    }
}

void result_settle(struct arena *a, struct result_line *next,
                   const struct result_line *now, enum text_lang preferred)
{
    struct result_content *c = &next->content;

    for (int lang = 0; lang < TEXT_LANGS; lang++) {
        for (size_t i = 0; i < TEXT_FIELDS; i++) {
            struct str *text = result_text_at(&c->texts[lang], i);

            *text = given(*text);
        }
    }
    c->value_text = given(c->value_text);
    c->not_applicable_reason = given(c->not_applicable_reason);
    c->status_reason = given(c->status_reason);
    c->note = given(c->note);
    c->cause = given(c->cause);
    c->original = settle_original(c, preferred);
    settle_checked(a, next, now);
    bool judged = !c->not_applicable && c->reported_by == 0 &&
                  c->moved_to == 0 && !type_textual(next->type);

    next->status =
        judged ? status_judge(c->value, &next->thresholds).status : STATUS_NONE;
}

static bool same_figures(const struct result_content *x,
                         const struct result_content *y)
{
    return x->value.set == y->value.set &&
           (!x->value.set || (dec_cmp(x->value, y->value) == 0 &&
                              x->value.decimals == y->value.decimals)) &&
           x->not_applicable == y->not_applicable &&
           x->reported_by == y->reported_by && x->moved_to == y->moved_to &&
           str_eq(x->cause, y->cause) && x->status_chosen == y->status_chosen;
}

bool result_same(const struct result_line *x, const struct result_line *y)
{
    const struct result_content *s = &x->content, *t = &y->content;
    bool same = same_figures(s, t) && str_eq(s->value_text, t->value_text) &&
                str_eq(s->original, t->original) &&
                str_eq(s->not_applicable_reason, t->not_applicable_reason) &&
                str_eq(s->status_reason, t->status_reason) &&
                str_eq(s->note, t->note);

    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        for (int lang = 0; lang < TEXT_LANGS; lang++)
            same = same && str_eq(result_text_of(&s->texts[lang], i),
                                  result_text_of(&t->texts[lang], i));
        same = same && str_eq(x->checked[i], y->checked[i]);
    }
    return same;
}

static enum translation of_text(struct arena *a, struct str original,
                                struct str translated, struct str checked)
{
    if (str_empty(original))
        return TRANSLATION_NOTHING;
    if (str_empty(translated))
        return TRANSLATION_MISSING;
    if (str_empty(checked))
        return TRANSLATION_DRAFT;
    return str_eq(checked, text_hash(a, original)) ? TRANSLATION_CONFORM
                                                   : TRANSLATION_OUTDATED;
}

enum translation result_translation(struct arena *a,
                                    const struct result_line *line)
{
    enum text_lang original = result_original(line);
    const struct result_texts *from = &line->content.texts[original];
    const struct result_texts *to = &line->content.texts[other(original)];
    enum translation worst = TRANSLATION_NOTHING;

    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        enum translation t = of_text(a, result_text_of(from, i),
                                     result_text_of(to, i), line->checked[i]);

        worst = t > worst ? t : worst;
    }
    return worst;
}

static struct str nfc(struct arena *a, struct str s)
{
    return str_empty(s) ? STR_NONE : utf8_nfc(a, s);
}

static void json_id(struct json *j, const char *key, int64_t id)
{
    if (id == 0)
        json_str(j, key, STR_NONE);
    else
        json_int(j, key, id);
}

struct str result_canonical(const struct results *rs, struct arena *a,
                            const struct result_line *line)
{
    const struct result_content *c = &line->content;
    const struct result_texts *texts = &c->texts[result_original(line)];
    struct buf out = buf_new(a, 512);
    struct json j = json_open(&out);

    json_str(&j, "actions", nfc(a, texts->actions));
    json_str(&j, "cause", c->cause);
    json_str(&j, "description", nfc(a, texts->description));
    json_str(&j, "factors", nfc(a, texts->factors));
    json_str(&j, "form", S("result/1"));
    json_str(&j, "measure", line->measure_code);
    json_id(&j, "moved_to", c->moved_to);
    json_bool(&j, "not_applicable", c->not_applicable);
    json_str(&j, "not_applicable_reason", nfc(a, c->not_applicable_reason));
    json_str(&j, "original", c->original);
    json_str(&j, "period", period_text(a, rs->period));
    json_str(&j, "plan", rs->plan_code);
    json_id(&j, "reported_by", c->reported_by);
    json_str(&j, "status_chosen", status_word(c->status_chosen));
    json_str(&j, "status_reason", nfc(a, c->status_reason));
    json_dec(&j, "value", c->value);
    json_str(&j, "value_text", nfc(a, c->value_text));
    json_close(&j);
    return buf_str(&out);
}

struct hash result_hash(const struct results *rs,
                        const struct result_line *line)
{
    struct arena *a = arena_new(RESULT_CANONICAL, NULL);
    struct hash hash = hash_of(result_canonical(rs, a, line));

    arena_free(a);
    return hash;
}

struct str result_translation_canonical(const struct results *rs,
                                        struct arena *a,
                                        const struct result_line *line)
{
    enum text_lang lang = other(result_original(line));
    const struct result_texts *texts = &line->content.texts[lang];
    struct buf out = buf_new(a, 512);
    struct json j = json_open(&out);

    json_str(&j, "actions", nfc(a, texts->actions));
    json_str(&j, "description", nfc(a, texts->description));
    json_str(&j, "factors", nfc(a, texts->factors));
    json_str(&j, "form", S("translation/1"));
    json_str(&j, "lang", lang == TEXT_NL ? S("nl") : S("fr"));
    json_str(&j, "measure", line->measure_code);
    json_str(&j, "of", hash_hex(a, result_hash(rs, line)));
    json_str(&j, "period", period_text(a, rs->period));
    json_str(&j, "plan", rs->plan_code);
    json_close(&j);
    return buf_str(&out);
}
