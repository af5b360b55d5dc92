#include "domain/reminder.h"

#include "core/utf8.h"

enum { WEEK = 7, HOUR_S = 3600 };

struct reminder_wish reminder_wish_default(void)
{
    return (struct reminder_wish){
        .wants = {true, true, true, true},
        .pace = DIGEST_DAILY,
        .weekday = 1,
        .hour = 7,
    };
}

/* -- when ------------------------------------------------------------------ */

bool reminder_digest_due(const struct reminder_wish *wish, struct date last,
                         struct date today, int second_of_day)
{
    int64_t day = date_days(today), behind = 0;

    if (wish->pace == DIGEST_NEVER)
        return false;
    if (wish->pace == DIGEST_WEEKLY)
        behind = (date_weekday(today) - wish->weekday + WEEK) % WEEK;
    if (date_given(last) && date_days(last) >= day - behind)
        return false;
    return behind > 0 || second_of_day >= wish->hour * HOUR_S ||
           (date_given(last) && date_days(last) < day - 1 &&
            wish->pace == DIGEST_DAILY);
}

/* -- what ------------------------------------------------------------------ */

/* Whether first, or first and whole weeks, lies after last and by today. */
static bool falls(int64_t first, bool weekly, int64_t last, int64_t today)
{
    int64_t latest = first;

    if (today < first)
        return false;
    if (weekly)
        latest = today - (today - first) % WEEK;
    return latest > last;
}

static int64_t day_before(struct date last, struct date today)
{
    return date_given(last) ? date_days(last) : date_days(today) - 1;
}

unsigned reminder_of_term(const struct reminder_rules *rules,
                          const struct reminder_term *term, struct date last,
                          struct date today)
{
    int64_t now = date_days(today), before = day_before(last, today);
    int64_t due = date_days(term->due_on), opens = date_days(term->opens_on);
    int64_t ahead = due - rules->due_days;
    unsigned kinds = 0;

    if (!date_given(term->due_on) || now < opens)
        return 0;
    if (now <= due) {
        bool said = falls(ahead > opens ? ahead : opens, false, before, now) ||
                    falls(due, false, before, now);
        return now >= ahead && said ? 1U << REMINDER_DUE : 0;
    }
    if (falls(due + 1, true, before, now))
        kinds |= 1U << REMINDER_OVERDUE;
    if (falls(due + rules->escalate_days, true, before, now))
        kinds |= 1U << REMINDER_ESCALATED;
    return kinds;
}

bool reminder_again(struct date since, struct date last, struct date today)
{
    return date_given(since) &&
           falls(date_days(since) + WEEK, true, day_before(last, today),
                 date_days(today));
}

/* -- whom ------------------------------------------------------------------ */

static bool same_words(struct arena *a, struct str x, struct str y)
{
    x = str_trim(x);
    y = str_trim(y);
    return !str_empty(x) && str_eq(utf8_fold(a, x), utf8_fold(a, y));
}

static bool named(struct arena *a, const struct reminder_person *p,
                  struct str who)
{
    return same_words(a, p->login, who) || same_words(a, p->email, who) ||
           same_words(a, p->name, who);
}

/* The first part of *rest, up to one of the marks between two people. */
static bool next_part(struct str *rest, struct str *part)
{
    size_t n = 0;

    if (!str_given(*rest))
        return false;
    while (n < rest->n && !memchr(";/|\n", rest->p[n], 4))
        n++;
    *part = str_sub(*rest, 0, n);
    *rest = n < rest->n ? str_sub(*rest, n + 1, rest->n) : STR_NONE;
    return true;
}

static void choose_nearest(const struct reminder_person *people, size_t count,
                           bool holders, bool *chosen)
{
    int64_t nearest = INT64_MAX;

    for (size_t i = 0; i < count; i++)
        if ((holders || !people[i].holder) && people[i].depth < nearest)
            nearest = people[i].depth;
    for (size_t i = 0; i < count; i++)
        chosen[i] =
            (holders || !people[i].holder) && people[i].depth == nearest;
}

static bool any(const bool *chosen, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (chosen[i])
            return true;
    return false;
}

bool reminder_named(struct arena *a, const struct reminder_person *people,
                    size_t count, struct str responsible, bool *chosen)
{
    struct str rest = responsible, part;

    for (size_t i = 0; i < count; i++)
        chosen[i] = false;
    while (next_part(&rest, &part))
        for (size_t i = 0; i < count; i++)
            chosen[i] |= named(a, &people[i], part);
    return any(chosen, count);
}

void reminder_entrants(struct arena *a, const struct reminder_person *people,
                       size_t count, struct str responsible, bool *chosen)
{
    if (!reminder_named(a, people, count, responsible, chosen))
        choose_nearest(people, count, true, chosen);
}

void reminder_superiors(const struct reminder_person *people, size_t count,
                        bool *chosen)
{
    choose_nearest(people, count, false, chosen);
    if (!any(chosen, count))
        choose_nearest(people, count, true, chosen);
}
