/* The row of a result, its texts and its history. */
#include <string.h>

#include "store/result_private.h"

#define RESULT_COLUMNS                                                         \
    "edition = ?, state = ?, declared = ?, one_person = ?, revision = ?,"      \
    " value = ?, decimals = ?, status = ?, status_chosen = ?,"                 \
    " not_applicable = ?, reported_by = ?, moved_to = ?, cause = ?,"           \
    " original = ?, edited_by = ?, edited_at = ?, submitted_by = ?,"           \
    " submitted_at = ?, decided_by = ?, decided_at = ?, approved_hash = ?,"    \
    " approved_revision = ?, approvals = ?, suggestion = ?,"                   \
    " suggested_by = ?, confirmed_by = ?, confirmed_at = ?"

struct stmt result_sql_insert = {
    .sql = "INSERT INTO result SET " RESULT_COLUMNS
           ", code = ?, plan = ?, period = ?, measure = ?",
    .params = 31,
};
struct stmt result_sql_update = {
    .sql = "UPDATE result SET " RESULT_COLUMNS ", version = version + 1"
           " WHERE plan = ? AND period = ? AND measure = ? AND version = ?",
    .params = 31,
};
struct stmt result_sql_text_put = {
    .sql = "INSERT INTO result_text SET plan = ?, period = ?, measure = ?,"
           " field = ?, lang = ?, body = ?, checked = ?"
           " ON DUPLICATE KEY UPDATE body = VALUES(body),"
           " checked = VALUES(checked)",
    .params = 7,
};
struct stmt result_sql_text_drop = {
    .sql = "DELETE FROM result_text WHERE plan = ? AND period = ?"
           " AND measure = ? AND field = ? AND lang = ?",
    .params = 5,
};
struct stmt result_sql_append = {
    .sql = "INSERT INTO result_revision SET plan = ?, period = ?, measure = ?,"
           " revision = ?, act = ?, state = ?, account = ?, for_account = ?,"
           " made_at = ?, reason = ?, content = ?, hash = ?",
    .params = 12,
};

/* The parameters of RESULT_COLUMNS. */
static size_t columns_of(const struct results *rs, const struct result_line *l,
                         struct value *out)
{
    const struct result_content *c = &l->content;
    const struct value values[] = {
        V(rs->edition),
        V(state_word(l->state)),
        V(l->declared),
        V(l->one_person),
        V(l->revision),
        V(c->value),
        V((int)c->value.decimals),
        V(status_word(l->status)),
        V(status_word(c->status_chosen)),
        V(c->not_applicable),
        value_id(c->reported_by),
        value_id(c->moved_to),
        V(c->cause),
        V(c->original),
        value_id(l->edited_by),
        V(l->edited_at),
        value_id(l->submitted_by),
        V(l->submitted_at),
        value_id(l->decided_by),
        V(l->decided_at),
        V(l->approved_hash),
        value_id(l->approved_revision),
        V(l->approvals),
        value_id(l->suggestion),
        value_id(l->suggested_by),
        value_id(l->confirmed_by),
        V(l->confirmed_at),
    };

    memcpy(out, values, sizeof(values));
    return sizeof(values) / sizeof(*values);
}

/* The measure's code and the period; over 80 characters its end is a hash. */
static struct str made_code(const struct results *rs, struct str measure,
                            bool hashed)
{
    struct arena *a = rs->arena;
    struct str period = period_text(a, rs->period);
    struct str code =
        str_printf(a, "%.*s.%.*s", STR_ARG(measure), STR_ARG(period));

    if (code.n <= 80 && !hashed)
        return code;
    struct str hash = str_sub(hash_hex(a, hash_of(code)), 0, 16);
    struct str head = str_sub(measure, 0, 55);

    return str_printf(a, "%.*s:%.*s.%.*s", STR_ARG(head), STR_ARG(hash),
                      STR_ARG(period));
}

static enum err insert_coded(struct results *rs, struct result_line *next,
                             struct str code)
{
    struct value values[31];
    size_t n = columns_of(rs, next, values);
    int64_t matched;

    values[n++] = V(code);
    values[n++] = V(rs->plan);
    values[n++] = V(rs->period);
    values[n++] = V(next->measure);
    TRY(db_do_(rs->db, &result_sql_insert, &matched, values, n));
    next->code = code;
    return OK;
}

/* A duplicate of the row itself: somebody began it since our snapshot. A code
 * that a workbook used for another result: ours gets a hash in it. */
static enum err insert(struct results *rs, struct result_line *next)
{
    struct str code = str_given(next->code)
                          ? next->code
                          : made_code(rs, next->measure_code, false);
    enum err err = insert_coded(rs, next, code);

    if (err != ERR_CONFLICT)
        return err;
    if (str_is(db_duplicate(rs->db), "PRIMARY"))
        return ERR_RETRY;
    if (str_given(next->code))
        return ERR_CONFLICT;
    return insert_coded(rs, next, made_code(rs, next->measure_code, true));
}

static enum err update(struct results *rs, const struct result_line *next)
{
    struct value values[31];
    size_t n = columns_of(rs, next, values);
    int64_t matched;

    values[n++] = V(rs->plan);
    values[n++] = V(rs->period);
    values[n++] = V(next->measure);
    values[n++] = V(next->version);
    TRY(db_do_(rs->db, &result_sql_update, &matched, values, n));
    return matched == 1 ? OK : ERR_RETRY;
}

struct text_key {
    const char *field;
    const char *lang; /* "" for what has none */
};

static enum err put_text(struct results *rs, const struct result_line *line,
                         struct text_key key, struct str was, struct str is,
                         struct str checked, bool rechecked)
{
    int64_t matched;

    if (str_eq(was, is) && (!rechecked || str_empty(is)))
        return OK;
    if (str_empty(is))
        return db_do(rs->db, &result_sql_text_drop, &matched, V(rs->plan),
                     V(rs->period), V(line->measure), V(key.field),
                     V(key.lang));
    return db_do(rs->db, &result_sql_text_put, &matched, V(rs->plan),
                 V(rs->period), V(line->measure), V(key.field), V(key.lang),
                 V(is), V(checked));
}

static enum err put_said_texts(struct results *rs,
                               const struct result_line *was,
                               const struct result_line *is)
{
    static const char *const langs[TEXT_LANGS] = {"fr", "nl"};
    enum text_lang original = result_original(is);

    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        bool rechecked = !str_eq(was->checked[i], is->checked[i]) ||
                         result_original(was) != original;

        for (unsigned lang = 0; lang < TEXT_LANGS; lang++) {
            bool translated = lang != (unsigned)original;
            struct text_key key = {result_text_fields[i], langs[lang]};

            TRY(put_text(rs, is, key,
                         result_text_of(&was->content.texts[lang], i),
                         result_text_of(&is->content.texts[lang], i),
                         translated ? is->checked[i] : STR_NONE, rechecked));
        }
    }
    return OK;
}

static enum err put_texts(struct results *rs, const struct result_line *was,
                          const struct result_line *is)
{
    const struct result_content *s = &was->content, *t = &is->content;
    const struct {
        const char *field;
        struct str was;
        struct str is;
    } plain[] = {
        {"value", s->value_text, t->value_text},
        {"not_applicable", s->not_applicable_reason, t->not_applicable_reason},
        {"status_reason", s->status_reason, t->status_reason},
        {"note", s->note, t->note},
        {"return_reason", was->return_reason, is->return_reason},
    };

    for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
        TRY(put_text(rs, is, (struct text_key){plain[i].field, ""},
                     plain[i].was, plain[i].is, STR_NONE, false));
    return put_said_texts(rs, was, is);
}

enum err result_write(struct results *rs, struct result_line *line,
                      struct result_line *next)
{
    TRY(line->state == STATE_NONE ? insert(rs, next) : update(rs, next));
    TRY(put_texts(rs, line, next));
    next->version = line->version + 1;
    next->content.translation_checked = false;
    *line = *next;
    rs->changed = true;
    return OK;
}

static enum err append(struct results *rs, const struct result_line *line,
                       const struct revision *r, struct str content)
{
    struct hash hash = hash_of(content);
    struct str bytes = {(const char *)hash.bytes, sizeof(hash.bytes)};
    int64_t matched;

    return db_do(rs->db, &result_sql_append, &matched, V(rs->plan),
                 V(rs->period), V(line->measure), V(line->revision), V(r->act),
                 V(state_word(line->state)), value_id(r->account),
                 value_id(r->for_account), V(r->at), V(r->reason), V(content),
                 V(bytes));
}

enum err result_append(struct results *rs, struct result_line *line,
                       const struct revision *r)
{
    struct arena *a = arena_new(RESULT_CANONICAL, NULL);
    struct str content = r->translation
                             ? result_translation_canonical(rs, a, line)
                             : result_canonical(rs, a, line);
    enum err e = append(rs, line, r, content);

    arena_free(a);
    return e;
}

void result_decide(struct results *rs, const struct result_line *line,
                   const char *act, const struct result_actor *actor,
                   struct str reason)
{
    struct pending_decision *p = NEW(rs->arena, struct pending_decision);

    p->content = result_hash(rs, line);
    p->decision = (struct decision){
        .plan = rs->plan,
        .act = str_of(act),
        .account = actor->account,
        .for_account = actor->for_account,
        .object = S("result"),
        .key = line->code,
        .content = &p->content,
        .reason = reason,
    };
    *rs->pending_end = p;
    rs->pending_end = &p->next;
    rs->pending_count++;
}
