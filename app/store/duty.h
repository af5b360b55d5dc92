/* What waits for an account today: the lines of "my work". Numbers and names
 * as stored; the page says them. */
#ifndef STORE_DUTY_H
#define STORE_DUTY_H

#include "store/approval.h"
#include "store/campaign.h"

/* A result that came back to those who enter it. */
struct duty_returned {
    int64_t plan;
    struct period period;
    int64_t measure;
    struct str ref;
    struct str name_fr;
    struct str name_nl;
    struct str reason;
    struct str by; /* name of who returned it */
    struct instant at;
    bool mine; /* the account submitted it */
};

/* Something to do in a plan (or a campaign: no plan) for one period. */
struct duty {
    int64_t plan;
    int64_t campaign;
    struct period period;
    struct str entity_fr;
    struct str entity_nl;
    struct str name_fr; /* section, else title */
    struct str name_nl;
    struct date due_on; /* counts an extension of its entity */
    int64_t count; /* to submit, to approve, to translate; bodies not ready */
    int64_t of;
    int64_t outdated;      /* translations */
    struct instant oldest; /* submission */
};

/* Of struct duty_returned, then of struct duty; the most urgent first. */
NODISCARD enum err duties_returned(struct db *db, int64_t account,
                                   struct date today, struct list *out);
NODISCARD enum err duties_to_enter(struct db *db, struct arena *a,
                                   int64_t account, struct date today,
                                   struct list *out);
NODISCARD enum err duties_to_approve(struct db *db, struct arena *a,
                                     int64_t account, struct date today,
                                     struct list *out);
NODISCARD enum err duties_to_translate(struct db *db, struct arena *a,
                                       int64_t account, struct date today,
                                       struct list *out);
/* Open campaigns, for a controller. */
NODISCARD enum err duties_campaigns(struct db *db, struct arena *a,
                                    int64_t account, struct date today,
                                    struct list *out);

extern struct stmt duty_sql_returned, duty_sql_enter, duty_sql_translate,
    duty_sql_name;
#define DUTY_SQL                                                               \
    &duty_sql_returned, &duty_sql_enter, &duty_sql_translate, &duty_sql_name,  \
        APPROVAL_SQL, RESULT_READ_SQL, CAMPAIGN_READ_SQL

#endif
