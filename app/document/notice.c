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

static enum err tell(const struct letter *l, const struct results *rs,
                     const struct result_line *line, struct str reason,
                     const struct account_row *by, const struct account_row *to)
{
    struct arena *a = l->arena;
    enum lang lang;

    TRY(lang_parse(to->lang, &lang));
    struct str link = str_printf(
        a, "%.*s/plans/%lld/results/%.*s#m%lld", STR_ARG(l->config->base_url),
        (long long)rs->plan, STR_ARG(period_text(a, rs->period)),
        (long long)line->measure);
    struct str what = str_printf(
        a, "%.*s%s%.*s", STR_ARG(line->ref), str_empty(line->ref) ? "" : " ",
        STR_ARG(said_in(lang, line->name_fr, line->name_nl).text));
    struct mail mail = {
        .account = to->id,
        .address = to->email,
        .lang = to->lang,
        .subject =
            utf8_short(a, TR(a, lang, N_("Returned to you: {0}"), what), 200),
        .body = TR(a, lang,
                   N_("Dear {0},\n\n{1} returned this result for {2}:\n\n"
                      "  {3}\n\nReason: {4}\n\nCorrect it and submit it again:"
                      "\n{5}\n\nQuestions? {1}, {6}\n"),
                   to->name, by->name, show_period(a, lang, rs->period), what,
                   reason, link, by->email),
        .urgent = true,
    };
    return mail_add(l->db, l->now, &mail);
}

enum err notice_returned(const struct letter *l, const struct results *rs,
                         const struct result_line *line, struct str reason,
                         int64_t by, struct date today)
{
    struct account_row author, to;
    struct crew crew;

    TRY(crew_read(l, rs, line, today, &crew));
    TRY(account_by_id(l->db, by, &author));
    for (size_t i = 0; i < crew.count; i++) {
        if (!crew.told[i])
            continue;
        TRY(account_by_id(l->db, crew.people[i].account, &to));
        TRY(tell(l, rs, line, reason, &author, &to));
    }
    return OK;
}
