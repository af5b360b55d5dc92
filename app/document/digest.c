#include "document/digest.h"

#include "view/view.h"

static const struct {
    const char *subject; /* {0}: a date */
    const char *heading;
} words[REMINDER_KINDS] = {
    [REMINDER_OVERDUE] = {N_("Results overdue since {0}"), N_("Overdue")},
    [REMINDER_DUE] = {N_("Results to submit by {0}"), N_("Soon due")},
    [REMINDER_SUBMITTED] = {N_("Results wait for your approval"),
                            N_("Waiting for your approval")},
    [REMINDER_ESCALATED] = {N_("Results of your unit overdue since {0}"),
                            N_("Late in a unit of yours")},
};

struct reminder_rules digest_rules(const struct config *c)
{
    return (struct reminder_rules){c->remind_due_days, c->remind_escalate_days};
}

/* -- what falls today ------------------------------------------------------ */

static bool waits(const struct reminder_reader *r,
                  const struct reminder_fact *f, struct date today)
{
    int second;

    return !r->last_at.s || f->newest.s > r->last_at.s ||
           reminder_again(brussels_date(f->oldest, &second), r->last_on, today);
}

/* Bits 1 << kind, of those the person wants. */
static unsigned kinds_of(const struct config *c,
                         const struct reminder_reader *r,
                         const struct reminder_fact *f, struct date today)
{
    const unsigned late = 1U << REMINDER_ESCALATED;
    const struct reminder_rules rules = digest_rules(c);
    unsigned kinds;

    if (f->approves)
        kinds = waits(r, f, today) ? 1U << REMINDER_SUBMITTED : 0;
    else
        kinds = reminder_of_term(&rules, &f->of->term, r->last_on, today) &
                (f->superior ? late : ~late);
    for (unsigned k = 0; k < REMINDER_KINDS; k++)
        if (!r->wish.wants[k])
            kinds &= ~(1U << k);
    return kinds;
}

/* -- words ----------------------------------------------------------------- */

static struct str link_to(struct arena *a, const struct config *c,
                          const struct reminder_fact *f)
{
    if (f->approves)
        return str_printf(a, "%.*s/approvals#r%lld", STR_ARG(c->base_url),
                          (long long)f->first);
    if (f->obligation)
        return str_printf(
            a, "%.*s/plans/%lld/obligations%s", STR_ARG(c->base_url),
            (long long)f->of->plan,
            f->count > 1 ? "" : str_printf(a, "/%lld", (long long)f->first).p);
    if (f->superior)
        return str_printf(a, "%.*s/plans/%lld", STR_ARG(c->base_url),
                          (long long)f->of->plan);
    return str_printf(a, "%.*s/plans/%lld/results/%.*s#m%lld",
                      STR_ARG(c->base_url), (long long)f->of->plan,
                      STR_ARG(period_text(a, f->of->period)),
                      (long long)f->first);
}

/* What is to be done, and by when. */
static struct str task(struct arena *a, enum lang lang,
                       const struct reminder_fact *f, unsigned kind)
{
    struct str count = show_int(a, lang, f->count);
    struct str day = show_date(a, lang, f->of->term.due_on);

    if (f->approves)
        return TR(a, lang, N_("To approve: {0}"), count);
    if (!f->obligation)
        return TR(a, lang, N_("Still to submit: {0}; due on {1}"), count, day);
    if (kind == REMINDER_DUE)
        return TR(a, lang, N_("Obligations to meet: {0}; due on {1}"), count,
                  day);
    return TR(a, lang, N_("Obligations not met: {0}; the last due on {1}"),
              count, day);
}

static void fact_put(struct buf *out, const struct config *c, enum lang lang,
                     const struct reminder_fact *f, unsigned kind)
{
    struct arena *a = out->arena;
    struct str name = said_in(lang, f->of->name_fr, f->of->name_nl).text;
    struct str entity = said_in(lang, f->of->entity_fr, f->of->entity_nl).text;

    buf_printf(out, "- %.*s, %.*s", STR_ARG(name), STR_ARG(entity));
    if (!f->obligation)
        buf_printf(out, ", %.*s", STR_ARG(show_period(a, lang, f->of->period)));
    buf_printf(out, "\n  %.*s\n  %.*s\n", STR_ARG(task(a, lang, f, kind)),
               STR_ARG(link_to(a, c, f)));
}

static void foot_put(struct buf *out, const struct config *c, enum lang lang,
                     const struct reminder_contact *contact)
{
    struct arena *a = out->arena;

    if (!str_empty(contact->name)) {
        buf_byte(out, '\n');
        buf_put(out, TR(a, lang, N_("Questions? {0}, {1}"), contact->name,
                        contact->email));
        buf_byte(out, '\n');
    }
    buf_byte(out, '\n');
    buf_put(out, TR(a, lang, N_("What is mailed to you, and when: {0}"),
                    str_printf(a, "%.*s/account/mails", STR_ARG(c->base_url))));
    buf_byte(out, '\n');
}

struct section {
    const struct reminder_fact *facts;
    const unsigned *kinds; /* of each */
    size_t count;
};

/* Returns the first fact of that kind; NULL: the section is empty. */
static const struct reminder_fact *
section_put(struct buf *out, const struct config *c, enum lang lang,
            const struct section *s, unsigned kind)
{
    const struct reminder_fact *first = NULL;

    for (size_t i = 0; i < s->count; i++) {
        if (!(s->kinds[i] & 1U << kind))
            continue;
        if (!first) {
            buf_byte(out, '\n');
            buf_put(out, tr(lang, words[kind].heading));
            buf_puts(out, "\n\n");
            first = &s->facts[i];
        }
        fact_put(out, c, lang, &s->facts[i], kind);
    }
    return first;
}

bool digest_write(struct arena *a, const struct config *c,
                  const struct reminder_reader *reader,
                  const struct reminder_fact *facts, size_t count,
                  struct date today, struct mail *out)
{
    unsigned *kinds = NEW_N(a, unsigned, count + 1), all = 0;
    const struct section section = {facts, kinds, count};
    const struct reminder_fact *lead = NULL;
    struct buf body = buf_new(a, 2048);
    enum lang lang;

    for (size_t i = 0; i < count; i++)
        all |= kinds[i] = kinds_of(c, reader, &facts[i], today);
    if (all == 0 || lang_parse(reader->lang, &lang) != OK)
        return false;
    *out = (struct mail){
        .account = reader->account,
        .address = reader->email,
        .lang = reader->lang,
    };
    buf_put(&body, TR(a, lang, N_("Dear {0},"), reader->name));
    buf_byte(&body, '\n');
    for (unsigned k = 0; k < REMINDER_KINDS; k++) {
        const struct reminder_fact *first =
            section_put(&body, c, lang, &section, k);
        if (lead || !first)
            continue;
        lead = first;
        out->subject = TR(a, lang, words[k].subject,
                          show_date(a, lang, first->of->term.due_on));
    }
    foot_put(&body, c, lang, &lead->of->contact);
    out->body = buf_str(&body);
    return true;
}
