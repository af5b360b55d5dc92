/* A campaign as people read it: one row per entity, and their total. */
#ifndef DOCUMENT_CAMPAIGN_TABLE_H
#define DOCUMENT_CAMPAIGN_TABLE_H

#include "store/campaign.h"
#include "view/mark.h"

/* Of what is due: submitted (completeness), and submitted by the due date
 * (timeliness), in whole percent, never rounded up to 100. */
struct campaign_counts {
    int64_t measures;
    int64_t entered;
    int64_t submitted;
    int64_t approved;
    int64_t on_time;
    int64_t complete_pct;
    int64_t timely_pct;
};

struct campaign_row {
    int64_t id; /* of the entity */
    int64_t campaign;
    struct said name;
    struct mark standing;
    bool expected;     /* else its counts are in no total */
    bool overdue;      /* its due date has passed, and something is missing */
    struct date until; /* extended */
    struct str reason;
    struct str made_by;
    struct campaign_counts counts;
};
extern const struct shape campaign_row_shape;

struct campaign_table {
    int64_t entities;
    int64_t expected; /* of them */
    int64_t finished; /* of these: everything is submitted */
    int64_t overdue;
    struct campaign_counts counts; /* of those expected */
    struct list rows;              /* of struct campaign_row */
};
extern const struct shape campaign_table_shape;

/* entities: as campaign_entities gives them. */
struct campaign_table campaign_table(struct arena *a, enum lang lang,
                                     const struct campaign *c,
                                     struct list entities, struct date today);

/* The standing's word, with a shape for its pill. */
struct mark campaign_standing_mark(enum lang lang, struct str standing);

#endif
