#include "document/notice.h"

#include "core/utf8.h"
#include "view/view.h"

struct crew {
    struct reminder_person *people;
    size_t count;
    bool *told;
};

static enum err crew_read(const struct letter *l, const struct results *rs,
                          const struct result_line *line, struct date today,
                          struct crew *out)
{
    struct list roles;
    struct str responsible;
    bool any;

    TRY(reminder_roles(l->db, rs->plan, today, &roles));
    TRY(reminder_responsible(l->db, rs->plan, rs->edition, line->measure,
                             &responsible));
    out->people = reminder_role_people(l->arena, roles, "staff", &out->count);
    out->told = NEW_N(l->arena, bool, out->count + 1);
    any = reminder_named(l->arena, out->people, out->count, responsible,
                         out->told);
    for (size_t i = 0; i < out->count; i++) {
        out->told[i] |= out->people[i].account == line->submitted_by;
        any |= out->told[i];
    }
    if (!any)
        reminder_entrants(l->arena, out->people, out->count, STR_NONE,
                          out->told);
    return OK;
}

/* Of a mail: {0} whom it is to, {1} who acted, {2} the period, {3} the
 * result, {4} the reason, {5} a link, {6} whom to ask. */
struct notice {
    const char *subject;
    const char *body;
    const char *place; /* before the measure's number, in the link */
    struct str reason;
};

static enum err tell(const struct letter *l, const struct results *rs,
                     const struct result_line *line, const struct notice *n,
                     const struct account_row *by, const struct account_row *to)
{
    struct arena *a = l->arena;
    enum lang lang;

    TRY(lang_parse(to->lang, &lang));
    struct str link = str_printf(
        a, "%.*s/plans/%lld/results/%.*s%s%lld", STR_ARG(l->config->base_url),
        (long long)rs->plan, STR_ARG(period_text(a, rs->period)), n->place,
        (long long)line->measure);
    struct str what = str_printf(
        a, "%.*s%s%.*s", STR_ARG(line->ref), str_empty(line->ref) ? "" : " ",
        STR_ARG(said_in(lang, line->name_fr, line->name_nl).text));
    struct mail mail = {
        .account = to->id,
        .address = to->email,
        .lang = to->lang,
        .subject = utf8_short(a, TR(a, lang, n->subject, what), 200),
        .body = TR(a, lang, n->body, to->name, by->name,
                   show_period(a, lang, rs->period), what, n->reason, link,
                   by->email),
        .urgent = true,
    };
    return mail_add(l->db, l->now, &mail);
}

/* To those who can do something about it. */
static enum err tell_crew(const struct letter *l, const struct results *rs,
                          const struct result_line *line,
                          const struct notice *n, int64_t by, struct date today)
{
    struct account_row author, to;
    struct crew crew;

    TRY(crew_read(l, rs, line, today, &crew));
    TRY(account_by_id(l->db, by, &author));
    for (size_t i = 0; i < crew.count; i++) {
        if (!crew.told[i])
            continue;
        TRY(account_by_id(l->db, crew.people[i].account, &to));
        TRY(tell(l, rs, line, n, &author, &to));
    }
    return OK;
}

enum err notice_returned(const struct letter *l, const struct results *rs,
                         const struct result_line *line, struct str reason,
                         int64_t by, struct date today)
{
    struct notice n = {
        .subject = N_("Returned to you: {0}"),
        .body = N_("Dear {0},\n\n{1} returned this result for {2}:\n\n"
                   "  {3}\n\nReason: {4}\n\nCorrect it and submit it again:"
                   "\n{5}\n\nQuestions? {1}, {6}\n"),
        .place = "#m",
        .reason = reason,
    };

    return tell_crew(l, rs, line, &n, by, today);
}

enum err notice_suggested(const struct letter *l, const struct results *rs,
                          const struct result_line *line, struct str reason,
                          int64_t by, struct date today)
{
    struct notice n = {
        .subject = N_("A correction is suggested: {0}"),
        .body = N_("Dear {0},\n\n{1} suggests a correction of this result for "
                   "{2}:\n\n  {3}\n\n{4}\n\nAccept it in one click, or refuse "
                   "it with a word:\n{5}\n\nQuestions? {1}, {6}\n"),
        .place = "/",
        .reason = reason,
    };

    return tell_crew(l, rs, line, &n, by, today);
}

static enum err tell_approver(const struct letter *l, const struct results *rs,
                              const struct result_line *line, struct str reason,
                              int64_t by)
{
    struct account_row author, to;
    struct notice n = {
        .subject = N_("Taken back after your approval: {0}"),
        .body = N_("Dear {0},\n\n{1} took this result for {2} back to correct "
                   "it; your approval no longer holds:\n\n  {3}\n\nReason: "
                   "{4}\n\nIt comes to you again once it is submitted:\n{5}\n\n"
                   "Questions? {1}, {6}\n"),
        .place = "/",
        .reason = reason,
    };

    if (line->decided_by == 0 || line->decided_by == by)
        return OK;
    TRY(account_by_id(l->db, by, &author));
    TRY(account_by_id(l->db, line->decided_by, &to));
    return tell(l, rs, line, &n, &author, &to);
}

enum err notice_reopen(const struct letter *l, struct results *rs,
                       struct result_line *line, struct str reason,
                       const struct result_actor *actor)
{
    if (line == NULL)
        return ERR_NOT_FOUND;
    bool approved = line->state == STATE_APPROVED;

    TRY(result_reopen(rs, line, reason, actor));
    return approved ? tell_approver(l, rs, line, reason, actor->account) : OK;
}
