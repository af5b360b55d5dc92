/* Where the results of a campaign are now: with staff, returned, with an
 * approver, done. A few grouped statements for all bodies together. */
#ifndef STORE_WHEREABOUTS_H
#define STORE_WHEREABOUTS_H

#include "store/campaign.h"

enum place {
    PLACE_STAFF,    /* to enter, or prepared */
    PLACE_RETURNED, /* to correct, with staff too */
    PLACE_APPROVER, /* submitted: waits for who is named */
    PLACE_DONE,     /* approved or locked */
    PLACES,
};
const char *place_word(enum place place); /* staff returned approver done */
/* PLACES: no such word. */
enum place place_parse(struct str word);

/* Results of one plan in one place; nothing has a count of 0. */
struct whereabouts {
    int64_t plan;
    int64_t entity;
    enum place place;
    struct str who; /* names of those who may approve; none: nobody may */
    struct str key; /* their accounts, to compare */
    int64_t count;
    struct instant since; /* the oldest; of staff: not given */
};

/* A plan that runs in the campaign's period. */
struct campaign_plan {
    int64_t plan;
    int64_t entity;
    struct str code;
    struct str name_fr; /* section, else title */
    struct str name_nl;
    int64_t measures;
    int64_t submitted;
    int64_t approved;
};

/* Of every plan within reach of a controller or auditor: of struct
 * campaign_plan and of struct whereabouts, both in the order of the plans. */
NODISCARD enum err whereabouts_of_campaign(struct db *db, struct arena *a,
                                           const struct campaign *c,
                                           int64_t account, struct date today,
                                           struct list *plans,
                                           struct list *places);

/* One result that was returned or submitted. */
struct whereabouts_result {
    int64_t plan;
    int64_t measure;
    enum place place;
    struct str who;
    struct str key;
    struct instant since;
};
/* Those of one entity, within the same reach; plans as above. */
NODISCARD enum err whereabouts_of_entity(struct db *db, struct arena *a,
                                         const struct campaign *c,
                                         int64_t entity, int64_t account,
                                         struct date today, struct list *plans,
                                         struct list *results);

extern struct stmt whereabouts_sql_plans, whereabouts_sql_open,
    whereabouts_sql_results, whereabouts_sql_approvers;
#define WHEREABOUTS_SQL                                                        \
    &whereabouts_sql_plans, &whereabouts_sql_open, &whereabouts_sql_results,   \
        &whereabouts_sql_approvers

#endif
