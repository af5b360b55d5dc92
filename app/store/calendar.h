/* The private calendar of a person: its address, and what stands in it. */
#ifndef STORE_CALENDAR_H
#define STORE_CALENDAR_H

#include "db/db.h"

/* When the address was made; none: there is none. */
NODISCARD enum err calendar_feed_made(struct db *db, int64_t account,
                                      struct instant *out);
/* A token for the address; only its hash is stored, an earlier one ends. */
NODISCARD enum err calendar_feed_make(struct db *db, struct arena *a,
                                      int64_t account, struct instant now,
                                      struct str *token);
NODISCARD enum err calendar_feed_end(struct db *db, int64_t account);
/* Whose address it is. ERR_NOT_FOUND: nobody's, or of a disabled account. */
NODISCARD enum err calendar_feed_find(struct db *db, struct str token,
                                      int64_t *account);

/* A day by which the person is to do something in a campaign that is not
 * over. */
struct calendar_term {
    int64_t campaign;
    int64_t plan;
    struct period period;
    bool approves; /* by the day of locking; else enters, by the due date */
    struct date on;
    struct str entity_fr;
    struct str entity_nl;
    struct str name_fr;
    struct str name_nl;
};
/* Of struct calendar_term, by day. */
NODISCARD enum err calendar_terms(struct db *db, int64_t account,
                                  struct date today, struct list *out);

/* For PAGE's list. */
extern struct stmt calendar_sql_made, calendar_sql_make, calendar_sql_end,
    calendar_sql_find, calendar_sql_terms;

#endif
