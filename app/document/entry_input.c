#include "document/entry_input.h"

struct str entry_digest(struct arena *a, const struct entry_input *in)
{
    const struct str all[] = {
        in->value,
        in->value_text,
        in->description_fr,
        in->description_nl,
        in->factors_fr,
        in->factors_nl,
        in->actions_fr,
        in->actions_nl,
        in->cause,
        in->not_applicable ? S("1") : S(""),
        in->not_applicable_reason,
        in->status_chosen,
        in->status_reason,
    };
    struct buf text = buf_new(a, 256);

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        buf_put(&text, all[i]);
        buf_byte(&text, '\x1f');
    }
    return str_sub(hash_hex(a, hash_of(buf_str(&text))), 0, 16);
}

static enum err refuse(struct results *rs, const struct entry_input *in,
                       enum lang lang, const char *msgid,
                       struct entry_outcome *out)
{
    out->fate = ENTRY_WRONG;
    out->message = TR(rs->arena, lang, msgid, in->value);
    return ERR_INPUT;
}

/* The percent sign is in the heading; people type it all the same. */
static struct str without_unit(const struct result_line *line, struct str s)
{
    if (line->type == TYPE_PERCENTAGE && str_ends(s, S("%")))
        return str_trim(str_sub(s, 0, s.n - 1));
    return s;
}

/* 1.234 that was once read as a decimal is shown, and sent back, as such. */
static bool stands(const struct result_line *line, struct dec value)
{
    struct dec now = line->content.value;

    return now.set && dec_cmp(now, value) == 0 &&
           now.decimals == value.decimals;
}

static enum err read_number(struct results *rs, const struct result_line *line,
                            const struct entry_input *in, enum lang lang,
                            struct dec *value, struct entry_outcome *out)
{
    enum err err;

    if (!str_empty(in->read) && dec_parse(in->read, value) == OK)
        return OK;
    err = dec_parse_typed(without_unit(line, in->value), &out->readings[0],
                          &out->readings[1]);
    if (err == ERR_CONFLICT && stands(line, out->readings[0])) {
        out->readings[1] = DEC_NONE;
        err = OK;
    }
    if (err == OK)
        *value = out->readings[0];
    if (err == ERR_CONFLICT)
        return refuse(rs, in, lang,
                      N_("“{0}” can be read in two ways: choose one. The "
                         "value before is kept until then."),
                      out);
    if (err == ERR_INPUT)
        return refuse(rs, in, lang,
                      N_("“{0}” is not a number with at most 6 decimals. "
                         "Write it like 1234,5. The value before is kept."),
                      out);
    return err;
}

static enum err read_date(struct results *rs, const struct entry_input *in,
                          enum lang lang, struct dec *value,
                          struct entry_outcome *out)
{
    struct date date;

    if (date_parse_typed(in->value, &date) != OK)
        return refuse(rs, in, lang,
                      N_("“{0}” is not a date. Write it like 17/07/2022. The "
                         "value before is kept."),
                      out);
    *value = dec_int(date_days(date));
    return OK;
}

enum err entry_value(struct results *rs, const struct result_line *line,
                     const struct entry_input *in, enum lang lang,
                     struct result_content *content, struct entry_outcome *out)
{
    struct dec value = DEC_NONE;

    if (line->type == TYPE_NARRATIVE)
        return OK;
    if (line->type == TYPE_LABEL) {
        content->value_text = in->value;
        return OK;
    }
    if (!str_empty(in->value) || !str_empty(in->read)) {
        if (line->type == TYPE_DATE)
            TRY(read_date(rs, in, lang, &value, out));
        else if (line->type == TYPE_YES_NO)
            value = dec_int(str_is(in->value, "1"));
        else
            TRY(read_number(rs, line, in, lang, &value, out));
    }
    content->value = value;
    return OK;
}

static struct result_texts texts_of(const struct entry_input *in,
                                    enum text_lang lang)
{
    if (lang == TEXT_FR)
        return (struct result_texts){in->description_fr, in->factors_fr,
                                     in->actions_fr};
    return (struct result_texts){in->description_nl, in->factors_nl,
                                 in->actions_nl};
}

static void take_panel(const struct result_line *line,
                       const struct entry_input *in,
                       struct result_content *content)
{
    content->texts[TEXT_FR] = texts_of(in, TEXT_FR);
    content->texts[TEXT_NL] = texts_of(in, TEXT_NL);
    if (!str_empty(in->original))
        content->original = in->original;
    content->translation_checked = in->checked;
    content->cause = in->cause;
    content->not_applicable = in->not_applicable;
    content->not_applicable_reason = in->not_applicable_reason;
    content->status_chosen = status_parse(in->status_chosen);
    content->status_reason = in->status_reason;
    if (line->type == TYPE_NARRATIVE)
        content->value_text = in->value_text;
}

static enum err save(struct results *rs, struct result_line *line,
                     const struct entry_input *in, enum lang lang,
                     const struct result_actor *actor,
                     struct entry_outcome *out)
{
    struct result_content content = line->content;
    enum err read = entry_value(rs, line, in, lang, &content, out);

    if (read != OK && read != ERR_INPUT)
        return read;
    if (in->panel)
        take_panel(line, in, &content);
    return result_save(rs, line, &content, in->version, actor);
}

static enum err translate(struct results *rs, struct result_line *line,
                          const struct entry_input *in,
                          const struct result_actor *actor)
{
    enum text_lang other = result_original(line) == TEXT_FR ? TEXT_NL : TEXT_FR;
    struct result_texts texts = texts_of(in, other);

    if (!in->panel)
        return OK;
    return result_translate(rs, line, &texts, in->checked, in->version, actor);
}

enum err entry_apply(struct results *rs, struct result_line *line,
                     const struct entry_input *in, bool translates,
                     enum lang lang, const struct result_actor *actor,
                     struct entry_outcome *out)
{
    int64_t before = line->version;
    enum err err;

    *out = (struct entry_outcome){.input = in};
    if (in->version != before && !str_empty(in->seen) &&
        str_eq(in->seen, entry_digest(rs->arena, in)))
        return OK;
    err = translates ? translate(rs, line, in, actor)
                     : save(rs, line, in, lang, actor, out);
    if (err == ERR_CONFLICT) {
        out->fate = ENTRY_CONFLICT;
        out->message = tr(lang, N_("Somebody else saved this meanwhile. Theirs "
                                   "stands; yours is in the fields: save again "
                                   "to put it in its place."));
        return OK;
    }
    if (err == ERR_FORBIDDEN) {
        out->fate = ENTRY_CLOSED;
        out->message = tr(lang, N_("This was submitted or approved meanwhile: "
                                   "what you sent was not stored."));
        return OK;
    }
    if (err == OK && out->fate == ENTRY_SAME && line->version != before)
        out->fate = ENTRY_SAVED;
    return err;
}
