/* What people do with a result: save, translate, submit, decide, import. */
#include <string.h>

#include "store/result_private.h"

struct revision result_revision(const char *act,
                                const struct result_actor *actor,
                                struct str reason)
{
    return (struct revision){
        .act = act,
        .account = actor->account,
        .for_account = actor->for_account,
        .at = actor->now,
        .reason = reason,
    };
}

/* The history follows the row, which it refers to. */
static enum err append_now(struct results *rs, struct result_line *line,
                           struct revision r)
{
    return result_append(rs, line, &r);
}

/* What another person left, before it is written over. */
static enum err keep_theirs(struct results *rs, struct result_line *line,
                            struct result_line *next,
                            const struct result_actor *actor)
{
    if (line->state == STATE_NONE || line->edited_by == actor->account)
        return OK;
    line->revision = ++next->revision;
    struct revision theirs = {
        .act = "draft", .account = line->edited_by, .at = line->edited_at};

    TRY(result_append(rs, line, &theirs));
    if (result_translation(rs->arena, line) == TRANSLATION_NOTHING)
        return OK;
    line->revision = ++next->revision;
    theirs.act = "translate";
    theirs.translation = true;
    return result_append(rs, line, &theirs);
}

enum err result_changeable(struct results *rs, struct instant now)
{
    struct result_campaign campaign = {0};
    enum err err = OK;

    if (!rs->unlocked)
        err = result_campaign(rs->db, rs->period, rs->entity, now, &campaign);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    rs->unlocked = !str_is(campaign.state, "locked");
    return rs->unlocked ? OK : ERR_FORBIDDEN;
}

enum err result_save(struct results *rs, struct result_line *line,
                     const struct result_content *content, int64_t version_seen,
                     const struct result_actor *actor)
{
    struct result_line next = *line;

    if (!rs->texts)
        return ERR_INTERNAL;
    if (!workflow_allows(line->state, ACT_SAVE, PART_ENTERS, &next.state))
        return ERR_FORBIDDEN;
    if (version_seen != line->version)
        return ERR_CONFLICT;
    next.content = *content;
    result_settle(rs->arena, &next, line, actor->lang);
    if (result_same(line, &next))
        return OK;
    TRY(result_changeable(rs, actor->now));
    next.edited_by = actor->account;
    next.edited_at = actor->now;
    next.suggestion = next.suggested_by = 0;
    TRY(keep_theirs(rs, line, &next, actor));
    return result_write(rs, line, &next);
}

enum err result_adopt(struct results *rs, struct result_line *line,
                      const struct result_content *content,
                      int64_t version_seen, struct str whose,
                      const struct result_actor *actor)
{
    struct revision r = result_revision("draft", actor, whose);

    TRY(result_save(rs, line, content, version_seen, actor));
    if (line->state == STATE_NONE)
        return ERR_INPUT;
    struct result_line next = *line;
    next.revision++;
    TRY(result_write(rs, line, &next));
    TRY(result_append(rs, line, &r));
    result_decide(rs, line, "adopt", actor, whose);
    return OK;
}

static enum err append_translation(struct results *rs, struct result_line *line,
                                   const struct result_actor *actor)
{
    struct revision r = result_revision("translate", actor, STR_NONE);

    r.translation = true;
    return result_append(rs, line, &r);
}

enum err result_translate(struct results *rs, struct result_line *line,
                          const struct result_texts *texts, bool checked,
                          int64_t version_seen,
                          const struct result_actor *actor)
{
    enum text_lang other = result_original(line) == TEXT_FR ? TEXT_NL : TEXT_FR;
    struct result_line next = *line;

    if (!rs->texts)
        return ERR_INTERNAL;
    if (line->state == STATE_NONE || line->state == STATE_LOCKED)
        return ERR_FORBIDDEN;
    if (version_seen != line->version)
        return ERR_CONFLICT;
    next.content.texts[other] = *texts;
    next.content.translation_checked = checked;
    result_settle(rs->arena, &next, line, actor->lang);
    next.status = line->status;
    if (result_same(line, &next))
        return OK;
    next.revision += checked;
    TRY(result_write(rs, line, &next));
    return checked ? append_translation(rs, line, actor) : OK;
}

/* Decisions share their words with those on roles. */
static const char *decision_act(const char *act)
{
    if (strcmp(act, "refuse") == 0)
        return "keep";
    return strcmp(act, "confirm") == 0 ? "stand_by" : act;
}

static enum err record(struct results *rs, struct result_line *line,
                       struct result_line *next, const char *act,
                       const struct result_actor *actor, struct str reason)
{
    next->revision++;
    if (next->state == STATE_APPROVED) {
        struct hash h = result_hash(rs, line);

        next->approved_revision = next->revision;
        next->approved_hash = str_copy(
            rs->arena, (struct str){(const char *)h.bytes, sizeof(h.bytes)});
    }
    TRY(result_write(rs, line, next));
    TRY(append_now(rs, line, result_revision(act, actor, reason)));
    result_decide(rs, line, decision_act(act), actor, reason);
    return OK;
}

enum err result_step(struct results *rs, struct result_line *line,
                     struct result_line *next, const char *act,
                     const struct result_actor *actor, struct str reason)
{
    TRY(result_changeable(rs, actor->now));
    return record(rs, line, next, act, actor, reason);
}

enum err result_submit(struct results *rs, struct result_line *line,
                       const struct result_actor *actor)
{
    struct result_line next = *line;

    if (!rs->texts)
        return ERR_INTERNAL;
    if (!workflow_allows(line->state, ACT_SUBMIT, PART_ENTERS, &next.state))
        return ERR_FORBIDDEN;
    if (result_lacks(line) != 0)
        return ERR_INPUT;
    next.submitted_by = actor->account;
    next.submitted_at = actor->now;
    next.return_reason = STR_NONE;
    next.approvals = next.suggestion = 0;
    return result_step(rs, line, &next, "submit", actor, STR_NONE);
}

enum err result_reopen(struct results *rs, struct result_line *line,
                       struct str reason, const struct result_actor *actor)
{
    struct result_line next = *line;

    if (!workflow_allows(line->state, ACT_REOPEN, PART_ENTERS, &next.state))
        return ERR_FORBIDDEN;
    if (line->state == STATE_APPROVED && str_empty(str_trim(reason)))
        return ERR_INPUT;
    next.declared = next.one_person = false;
    next.approvals = next.confirmed_by = 0;
    next.confirmed_at = (struct instant){0};
    return result_step(rs, line, &next, "draft", actor, reason);
}

static bool entered(const struct result_line *line, int64_t account)
{
    return account != 0 &&
           (line->submitted_by == account || line->edited_by == account);
}

enum err result_decidable(const struct results *rs,
                          const struct result_line *line, enum act act,
                          struct hash shown, const struct result_actor *actor,
                          enum state *to)
{
    struct hash now = result_hash(rs, line);

    if (!rs->texts)
        return ERR_INTERNAL;
    if (!workflow_allows(line->state, act, PART_APPROVES, to))
        return ERR_FORBIDDEN;
    if (act != ACT_EXCEPT &&
        (entered(line, actor->account) || entered(line, actor->for_account)))
        return ERR_FORBIDDEN;
    return memcmp(now.bytes, shown.bytes, sizeof(now.bytes)) == 0
               ? OK
               : ERR_CONFLICT;
}

static enum act approving(const struct turn *turn)
{
    if (turn->route == ROUTE_DECLARATION)
        return ACT_DECLARE;
    if (turn->route == ROUTE_ONE_PERSON)
        return ACT_EXCEPT;
    return turn->level < turn->levels ? ACT_ENDORSE : ACT_APPROVE;
}

enum err result_approve(struct results *rs, struct result_line *line,
                        struct hash shown, const struct turn *turn,
                        const struct result_actor *actor)
{
    static const struct turn plain = {ROUTE_DIRECTOR, 1, 1, false};
    struct result_line next = *line;
    enum act act = approving(turn == NULL ? &plain : turn);

    TRY(result_decidable(rs, line, act, shown, actor, &next.state));
    if (act == ACT_ENDORSE) {
        next.approvals++;
        return result_step(rs, line, &next, "endorse", actor, STR_NONE);
    }
    next.declared = turn != NULL && turn->declared;
    next.one_person = act == ACT_EXCEPT;
    next.decided_by = actor->account;
    next.decided_at = actor->now;
    return result_step(rs, line, &next, next.declared ? "declare" : "approve",
                       actor, STR_NONE);
}

enum err result_return(struct results *rs, struct result_line *line,
                       struct hash shown, struct str reason,
                       const struct result_actor *actor)
{
    struct result_line next = *line;

    if (str_empty(str_trim(reason)))
        return ERR_INPUT;
    TRY(result_decidable(rs, line, ACT_RETURN, shown, actor, &next.state));
    next.decided_by = actor->account;
    next.decided_at = actor->now;
    next.return_reason = reason;
    next.approvals = 0;
    return result_step(rs, line, &next, "return", actor, reason);
}

enum err result_confirm(struct results *rs, struct result_line *line,
                        struct hash shown, const struct result_actor *actor)
{
    struct result_line next = *line;

    if (!line->declared || line->confirmed_by != 0 ||
        line->decided_by == actor->account ||
        line->decided_by == actor->for_account)
        return ERR_FORBIDDEN;
    TRY(result_decidable(rs, line, ACT_CONFIRM, shown, actor, &next.state));
    next.confirmed_by = actor->account;
    next.confirmed_at = actor->now;
    return record(rs, line, &next, "confirm", actor, STR_NONE);
}

/* -- import ---------------------------------------------------------------- */

static bool decided(enum state s)
{
    return s == STATE_APPROVED || s == STATE_LOCKED;
}

/* Nothing to do: the same, or history whose confirmation is not given again. */
static bool imported_already(const struct result_line *line, enum state to)
{
    return line->state == to ||
           (decided(line->state) && (to == STATE_SUBMITTED || decided(to)));
}

static void fill_import(struct result_line *next, enum state to,
                        int64_t confirmed_by, const struct result_actor *actor)
{
    next->state = to;
    next->edited_by = actor->account;
    next->edited_at = actor->now;
    if (to != STATE_DRAFT && next->submitted_by == 0) {
        next->submitted_by = actor->account;
        next->submitted_at = actor->now;
    }
    if (decided(to)) {
        next->decided_by = confirmed_by;
        next->decided_at = actor->now;
    }
}

/* Approved history: entered by one, confirmed by another. */
static enum err import_step(struct results *rs, struct result_line *line,
                            struct result_line *next,
                            const struct result_actor *actor)
{
    enum state to = next->state;
    struct result_actor confirmed = *actor;

    confirmed.account = next->decided_by;
    next->revision++;
    if (decided(to)) {
        struct hash h = result_hash(rs, next);

        next->approved_revision = ++next->revision;
        next->approved_hash = str_copy(
            rs->arena, (struct str){(const char *)h.bytes, sizeof(h.bytes)});
    }
    TRY(result_write(rs, line, next));
    if (decided(to)) {
        line->state = STATE_SUBMITTED;
        line->revision--;
    }
    enum err err =
        append_now(rs, line, result_revision("import", actor, STR_NONE));

    result_decide(rs, line, "import", actor, STR_NONE);
    if (err != OK || !decided(to))
        return err;
    line->state = to;
    line->revision++;
    TRY(append_now(rs, line, result_revision("approve", &confirmed, STR_NONE)));
    result_decide(rs, line, "approve", &confirmed, STR_NONE);
    return OK;
}

static enum state import_state(enum state given, int64_t confirmed_by)
{
    if (given == STATE_NONE)
        return STATE_DRAFT;
    return decided(given) && confirmed_by == 0 ? STATE_SUBMITTED : given;
}

enum err result_import(struct results *rs, struct result_line *line,
                       struct str code, const struct result_content *content,
                       enum state state, int64_t confirmed_by,
                       const struct result_actor *actor)
{
    struct result_line next = *line;
    enum state to = import_state(state, confirmed_by);

    if (!rs->texts)
        return ERR_INTERNAL;
    if (confirmed_by != 0 && confirmed_by == actor->account)
        return ERR_FORBIDDEN;
    if (line->state == STATE_NONE)
        next.code = code;
    next.content = *content;
    result_settle(rs->arena, &next, line, actor->lang);
    bool same = line->state != STATE_NONE && result_same(line, &next);

    if (same && imported_already(line, to))
        return OK;
    bool open = line->state == STATE_NONE || line->state == STATE_DRAFT ||
                line->state == STATE_RETURNED;
    bool confirms = same && line->state == STATE_SUBMITTED && decided(to) &&
                    line->submitted_by != confirmed_by;

    if (!open && !confirms)
        return ERR_CONFLICT;
    next.content.translation_checked = true;
    result_settle(rs->arena, &next, line, actor->lang);
    fill_import(&next, to, confirmed_by, actor);
    return import_step(rs, line, &next, actor);
}
