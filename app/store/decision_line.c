#include "store/decision_line.h"

#include "core/hash.h"
#include "core/json.h"
#include "core/json_read.h"

struct str decision_digest(struct arena *a, struct str first, struct str rest)
{
    struct buf b = buf_new(a, first.n + 1 + rest.n);

    buf_put(&b, first);
    buf_byte(&b, '\n');
    buf_put(&b, rest);
    return hash_hex(a, hash_of(buf_str(&b)));
}

static void json_id(struct json *j, const char *key, int64_t id)
{
    if (id)
        json_int(j, key, id);
    else
        json_str(j, key, STR_NONE);
}

struct str decision_line_text(struct arena *a, const struct decision_line *l)
{
    struct buf b = buf_new(a, 512);
    struct json j = json_open(&b);

    json_id(&j, "account", l->account);
    json_str(&j, "act", l->act);
    json_str(&j, "at", instant_text(a, l->made_at));
    json_int(&j, "chain", l->chain);
    json_str(&j, "content", l->content);
    json_str(&j, "digest", l->digest);
    json_id(&j, "for", l->for_account);
    json_str(&j, "form", S("decision/1"));
    json_str(&j, "key", l->object_key);
    json_int(&j, "n", l->n);
    json_str(&j, "object", l->object);
    json_close(&j);
    return buf_str(&b);
}

enum err decision_line_parse(struct arena *a, struct str text,
                             struct decision_line *out)
{
    struct json_in j = json_read(a, text);

    *out = (struct decision_line){0};
    out->account = json_take_int(&j, "account");
    out->act = json_take_str(&j, "act");
    struct str at = json_take_str(&j, "at");
    out->chain = json_take_int(&j, "chain");
    out->content = json_take_str(&j, "content");
    out->digest = json_take_str(&j, "digest");
    out->for_account = json_take_int(&j, "for");
    json_take_str(&j, "form");
    out->object_key = json_take_str(&j, "key");
    out->n = json_take_int(&j, "n");
    out->object = json_take_str(&j, "object");
    if (!json_read_end(&j))
        return ERR_INPUT;
    TRY(instant_parse(at, &out->made_at));
    return str_eq(decision_line_text(a, out), text) ? OK : ERR_INPUT;
}
