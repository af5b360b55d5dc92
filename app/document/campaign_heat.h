/* How far the bodies of a campaign are, step by step and campaign by campaign:
 * each cell says its share in figures, and has a shade beside them. */
#ifndef DOCUMENT_CAMPAIGN_HEAT_H
#define DOCUMENT_CAMPAIGN_HEAT_H

#include "store/campaign.h"
#include "view/mark.h"

enum { HEAT_STEPS = 6, HEAT_CAMPAIGNS = 6 };

struct heat_cell {
    bool counted; /* else there is nothing to count */
    int64_t pct;  /* never rounded up to 100 */
    int64_t n;
    int64_t of;
    int64_t shade; /* 0 none, 1 to 49 %, 2 to 79 %, 3 to 99 %, 4 all */
    struct str href;
    struct str label; /* the column's heading */
    struct heat_late {
        bool counted;
        int64_t pct;
    } timely; /* across campaigns: submitted in time */
};

struct heat_row {
    int64_t id; /* entity */
    struct said name;
    struct mark standing;
    bool expected;
    bool excepted; /* has a standing or date of its own */
    struct date until;
    struct str reason;
    struct str made_by;
    struct list cells;
};
extern const struct shape heat_row_shape;

struct heat_column {
    int64_t id; /* campaign; 0: a step */
    struct period period;
    struct str label;
};
extern const struct shape heat_column_shape;

/* The columns of the six steps. */
struct list heat_steps(struct arena *a, enum lang lang);
/* entities: as campaign_entities gives them. */
struct list heat_by_step(struct arena *a, enum lang lang,
                         const struct campaign *c, const struct list *entities);
/* One column a campaign, entities[i] those of campaigns[i]; the rows are those
 * of the last one. */
struct list heat_by_campaign(struct arena *a, enum lang lang,
                             const struct campaign *campaigns,
                             const struct list *entities, size_t count);

#endif
