/* A campaign as people read it: one row per entity, and their total. */
#ifndef DOCUMENT_CAMPAIGN_TABLE_H
#define DOCUMENT_CAMPAIGN_TABLE_H

#include "store/whereabouts.h"
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

/* Results in one place, with the page that lists them. */
struct campaign_place {
    struct mark mark;
    struct str who; /* of the approvers */
    int64_t count;
    int64_t days;    /* since the oldest came there; 0: today, or done */
    struct str href; /* of the page with these results */
};

/* A plan of a body with several. */
struct campaign_unit {
    int64_t plan;
    struct said name;
    struct list places;
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
    struct list places; /* of struct campaign_place */
    bool several;       /* plans */
    struct list units;  /* of struct campaign_unit, of several plans */
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

/* Where the results are, into the rows; as whereabouts_of_campaign gives it. */
void campaign_table_places(struct arena *a, enum lang lang,
                           struct campaign_table *t, const struct campaign *c,
                           const struct list *plans, const struct list *places,
                           struct date today);

/* The place's word, with a shape for its pill. */
struct mark campaign_place_mark(enum lang lang, enum place place);

/* Whole days from an instant or the opening to today; 0 or more. */
int64_t campaign_days(const struct campaign *c, struct instant since,
                      struct date today);

/* A body to tick when a campaign is opened. */
struct campaign_tick {
    int64_t id;
    struct said name;
    bool ticked;
};
extern const struct shape campaign_tick_shape;

/* Of campaign_bodies; ticked: entity ids, count of them; all when NULL. */
struct list campaign_ticks(struct arena *a, enum lang lang,
                           const struct list *bodies, const int64_t *ticked,
                           size_t count);

/* The standing's word, with a shape for its pill. */
struct mark campaign_standing_mark(enum lang lang, struct str standing);

#endif
