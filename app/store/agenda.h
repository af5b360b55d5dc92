/* Calendars shared between plans, kept by stewards: dates that rules follow. */
#ifndef STORE_AGENDA_H
#define STORE_AGENDA_H

#include "store/obligation.h"

struct agenda {
    int64_t id;
    struct str name;
    int64_t dates;
    struct date next_on; /* first from today on */
    int64_t rules;       /* confirmed ones that follow it */
    struct str stewards; /* their names */
    bool mine;           /* the account keeps it */
};
struct agenda_date {
    int64_t id;
    struct date on_date;
    struct str text_fr;
    struct str text_nl;
};
struct agenda_person {
    int64_t account;
    struct str name;
};

/* Of struct agenda, by name. Calendars hold no body's rows: whoever works on
 * plans reads them. */
NODISCARD enum err agendas(struct db *db, int64_t account, struct date today,
                           struct list *out);
NODISCARD enum err agenda_find(struct db *db, int64_t id, int64_t account,
                               struct date today, struct agenda *out);
NODISCARD enum err agenda_dates(struct db *db, struct str name,
                                struct list *out);
NODISCARD enum err agenda_stewards(struct db *db, int64_t id, struct list *out);
/* Of struct agenda_person: enabled accounts that do not keep it yet. */
NODISCARD enum err agenda_candidates(struct db *db, int64_t id,
                                     struct list *out);

/* In a writing transaction; each is a decision, and every plan that follows the
 * calendar is generated anew. The id 0 adds a date; without on_date it is known
 * to come, not when. ERR_FORBIDDEN: not kept by that account; ERR_NOT_FOUND: no
 * such date in it. */
NODISCARD enum err agenda_date_write(struct db *db, struct arena *a,
                                     const struct agenda *agenda,
                                     const struct agenda_date *date,
                                     const struct rule_actor *who);
NODISCARD enum err agenda_date_remove(struct db *db, struct arena *a,
                                      const struct agenda *agenda, int64_t date,
                                      const struct rule_actor *who);
/* By a controller. ERR_CONFLICT: already one; ERR_NOT_FOUND: none. */
NODISCARD enum err agenda_grant(struct db *db, struct arena *a,
                                const struct agenda *agenda, int64_t account,
                                const struct rule_actor *who);
NODISCARD enum err agenda_revoke(struct db *db, struct arena *a,
                                 const struct agenda *agenda, int64_t account,
                                 const struct rule_actor *who);

extern struct stmt agenda_sql_all, agenda_sql_find, agenda_sql_dates,
    agenda_sql_stewards, agenda_sql_candidates, agenda_sql_add,
    agenda_sql_change, agenda_sql_remove, agenda_sql_grant, agenda_sql_revoke;
#define AGENDA_SQL                                                             \
    &agenda_sql_find, &agenda_sql_dates, &agenda_sql_stewards,                 \
        &agenda_sql_candidates, &agenda_sql_add, &agenda_sql_change,           \
        &agenda_sql_remove, &agenda_sql_grant, &agenda_sql_revoke

#endif
