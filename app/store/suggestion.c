/* A correction the approver proposes and the author answers. */
#include "store/result_private.h"

struct suggestion_row {
    int64_t by;
    int64_t for_account;
    struct str by_name;
    struct str for_name;
    struct instant at;
    struct str reason;
    struct str value;
    struct str value_text;
    struct str description;
    struct str factors;
    struct str actions;
};
static const struct field suggestion_fields[] = {
    FIELD(struct suggestion_row, by),
    FIELD(struct suggestion_row, for_account),
    FIELD(struct suggestion_row, by_name),
    FIELD(struct suggestion_row, for_name),
    FIELD(struct suggestion_row, at),
    FIELD(struct suggestion_row, reason),
    FIELD(struct suggestion_row, value),
    FIELD(struct suggestion_row, value_text),
    FIELD(struct suggestion_row, description),
    FIELD(struct suggestion_row, factors),
    FIELD(struct suggestion_row, actions),
};
static const struct shape suggestion_shape =
    SHAPE(struct suggestion_row, suggestion_fields);

struct stmt result_sql_suggestion = {
    .sql = "SELECT v.account AS `by`, v.for_account, k.name AS by_name,"
           " f.name AS for_name, v.made_at AS at, v.reason,"
           " JSON_VALUE(v.content, '$.value') AS value,"
           " JSON_VALUE(v.content, '$.value_text') AS value_text,"
           " JSON_VALUE(v.content, '$.description') AS description,"
           " JSON_VALUE(v.content, '$.factors') AS factors,"
           " JSON_VALUE(v.content, '$.actions') AS actions"
           " FROM result_revision v LEFT JOIN account k ON k.id = v.account"
           " LEFT JOIN account f ON f.id = v.for_account"
           " WHERE v.plan = ? AND v.period = ? AND v.measure = ?"
           " AND v.revision = ? AND v.act = 'suggest'",
    .params = 4,
    .row = &suggestion_shape,
};

enum err result_suggest(struct results *rs, struct result_line *line,
                        struct hash shown, const struct result_content *content,
                        struct str reason, const struct result_actor *actor)
{
    struct result_line next = *line, proposed = *line;
    struct revision r = result_revision("suggest", actor, reason);

    TRY(result_decidable(rs, line, ACT_SUGGEST, shown, actor, &next.state));
    proposed.content = *content;
    result_settle(rs->arena, &proposed, line, actor->lang);
    if (result_same(line, &proposed))
        return ERR_INPUT;
    TRY(result_changeable(rs, actor->now));
    next.decided_by = actor->account;
    next.decided_at = actor->now;
    next.return_reason = reason;
    next.approvals = 0;
    next.suggestion = ++next.revision;
    TRY(result_write(rs, line, &next));
    proposed.state = line->state;
    proposed.revision = line->revision;
    TRY(result_append(rs, &proposed, &r));
    result_decide(rs, &proposed, "suggest", actor, reason);
    return OK;
}

enum err result_suggestion(const struct results *rs,
                           const struct result_line *line,
                           struct result_suggestion *out)
{
    struct result_texts *texts;
    struct suggestion_row row;

    if (line->suggestion == 0)
        return ERR_NOT_FOUND;
    TRY(db_one(rs->db, &result_sql_suggestion, &row, V(rs->plan), V(rs->period),
               V(line->measure), V(line->suggestion)));
    *out = (struct result_suggestion){
        .by = row.by,
        .for_account = row.for_account,
        .by_name = row.by_name,
        .for_name = row.for_name,
        .at = row.at,
        .reason = row.reason,
        .content = line->content,
    };
    texts = &out->content.texts[result_original(line)];
    *texts = (struct result_texts){row.description, row.factors, row.actions};
    out->content.value_text = row.value_text;
    out->content.value = DEC_NONE;
    return str_given(row.value) ? dec_parse(row.value, &out->content.value)
                                : OK;
}

static void resubmit(struct result_line *next, const struct result_actor *actor)
{
    next->submitted_by = actor->account;
    next->submitted_at = actor->now;
    next->return_reason = STR_NONE;
    next->suggestion = 0;
}

enum err result_accept(struct results *rs, struct result_line *line,
                       const struct result_actor *actor)
{
    struct result_suggestion s;
    struct result_line next = *line;

    TRY(result_suggestion(rs, line, &s));
    if (!workflow_allows(line->state, ACT_SUBMIT, PART_ENTERS, &next.state) ||
        s.by == actor->account || s.for_account == actor->account)
        return ERR_FORBIDDEN;
    next.content = s.content;
    result_settle(rs->arena, &next, line, actor->lang);
    if (result_lacks(&next) != 0)
        return ERR_INPUT;
    resubmit(&next, actor);
    next.edited_by = actor->account;
    next.edited_at = actor->now;
    next.suggested_by = s.by;
    return result_step(rs, line, &next, "accept", actor, STR_NONE);
}

enum err result_refuse(struct results *rs, struct result_line *line,
                       struct str word, const struct result_actor *actor)
{
    struct result_line next = *line;

    if (line->suggestion == 0)
        return ERR_NOT_FOUND;
    if (str_empty(str_trim(word)))
        return ERR_INPUT;
    if (!workflow_allows(line->state, ACT_SUBMIT, PART_ENTERS, &next.state))
        return ERR_FORBIDDEN;
    resubmit(&next, actor);
    return result_step(rs, line, &next, "refuse", actor, word);
}
