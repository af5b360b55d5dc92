/* Who is reminded of what, and when: nobody has to be chased, and nobody is
 * chased more than once a day. Pure. */
#ifndef DOMAIN_REMINDER_H
#define DOMAIN_REMINDER_H

#include "core/date.h"

enum reminder_kind {
    REMINDER_OVERDUE,
    REMINDER_DUE,
    REMINDER_SUBMITTED, /* to the person, for approval */
    REMINDER_ESCALATED, /* to the director above those who are late */
    REMINDER_KINDS,
};

/* -- when: a person's digest ----------------------------------------------- */

enum digest_pace { DIGEST_DAILY, DIGEST_WEEKLY, DIGEST_NEVER };

struct reminder_wish {
    bool wants[REMINDER_KINDS];
    enum digest_pace pace;
    int64_t weekday; /* of a weekly one: 1 Monday to 7 Sunday */
    int64_t hour;    /* 0 to 23, on the wall clock in Brussels */
};

/* Everything, daily at 7. */
struct reminder_wish reminder_wish_default(void);

/* Whether it is time, on that day and second of the day in Brussels; last is
 * the day of the digest before (none: there was none). At most one a day; one
 * that was missed comes as soon as somebody asks again. */
bool reminder_digest_due(const struct reminder_wish *wish, struct date last,
                         struct date today, int second_of_day);

/* -- what a date says ------------------------------------------------------ */

struct reminder_rules {
    int64_t due_days;      /* before the due date */
    int64_t escalate_days; /* behind it */
};

/* Something to be handed in. */
struct reminder_term {
    struct date opens_on; /* nobody is reminded of it before */
    struct date due_on;
};

/* What falls between the digest of the day last, excluded (none: yesterday),
 * and today: due_days before and on the day; the day after and every week from
 * then; escalate_days after and every week. Bits 1 << kind of DUE, OVERDUE and
 * ESCALATED; what was due before it was missed is no longer said. */
unsigned reminder_of_term(const struct reminder_rules *rules,
                          const struct reminder_term *term, struct date last,
                          struct date today);

/* What waits for a decision since that day is said again every week. */
bool reminder_again(struct date since, struct date last, struct date today);

/* -- whom ------------------------------------------------------------------ */

struct reminder_person {
    int64_t account;
    int64_t depth; /* levels above the plan's entity; 0: of it */
    struct str login;
    struct str email;
    struct str name;
    bool holder; /* of the mandate */
};

/* Marks in chosen[] those named in responsible: by login, address or name,
 * several apart by ; / | or a new line. False: nobody. */
bool reminder_named(struct arena *a, const struct reminder_person *people,
                    size_t count, struct str responsible, bool *chosen);

/* Whom a cell is left to: those named, else all of the nearest level. */
void reminder_entrants(struct arena *a, const struct reminder_person *people,
                       size_t count, struct str responsible, bool *chosen);

/* Marks the nearest directors who are not the holder; else the nearest. */
void reminder_superiors(const struct reminder_person *people, size_t count,
                        bool *chosen);

#endif
