/* What a body's dashboard reads beside the results themselves. */
#ifndef STORE_DASHBOARD_H
#define STORE_DASHBOARD_H

#include "db/db.h"

struct dashboard_plan {
    int64_t id;
    struct str kind;
    struct date closed_on;
};

struct dashboard_words {
    struct str title_fr;
    struct str title_nl;
    struct str section_fr;
    struct str section_nl;
    struct date effective_on;
};

/* A summary row of one of the entity's plans. */
struct dashboard_summary {
    int64_t plan;
    struct period period;
    bool objectives;
    int64_t measures;
    int64_t achieved;
    int64_t partial;
    int64_t not_achieved;
    int64_t no_status;
    int64_t entered;
    int64_t submitted;
    int64_t on_time;
    int64_t unexplained;
};

struct dashboard_campaign {
    int64_t id;
    struct period period;
    struct str state;
    struct date due_on;
    struct date locks_on;
    bool released;
};

/* Numbers that belong to an item or a measure. */
struct dashboard_key {
    int64_t id;
    int64_t other;
};

/* Who answers for an item (indicator false) or a measure. */
struct dashboard_owner {
    int64_t id;
    bool indicator;
    struct str name;
};

/* A body under the one that is shown. */
struct entity_child {
    int64_t id;
    struct str name_fr;
    struct str name_nl;
};

/* Summary rows of an entity's own plans for one period and part, added up. */
struct entity_counts {
    int64_t entity;
    bool objectives; /* the first table; else indicators */
    int64_t measures;
    int64_t achieved;
    int64_t partial;
    int64_t not_achieved;
    int64_t no_status;
    int64_t submitted;
    int64_t on_time;
    struct instant made_at; /* the oldest of them */
};

/* A period that has results or a campaign. */
struct entity_period {
    struct period period;
};

extern struct stmt entity_counts_of, entity_periods_of, entity_plans_of,
    entity_children_of;
extern struct stmt dashboard_plans_of, dashboard_words_of,
    dashboard_summaries_of, dashboard_campaigns, dashboard_unexplained_of,
    dashboard_lineages_of, dashboard_owners_of;

#define DASHBOARD_STATEMENTS                                                   \
    &dashboard_plans_of, &dashboard_words_of, &dashboard_summaries_of,         \
        &dashboard_campaigns, &dashboard_unexplained_of,                       \
        &dashboard_lineages_of, &dashboard_owners_of

/* Plans of the entity itself that the account may read. */
NODISCARD enum err dashboard_plans(struct db *db, int64_t entity,
                                   int64_t account, struct date today,
                                   struct list *out);
NODISCARD enum err dashboard_words(struct db *db, int64_t plan, int64_t edition,
                                   struct dashboard_words *out);
/* Of struct dashboard_summary, by period. */
NODISCARD enum err dashboard_summaries(struct db *db, int64_t entity,
                                       struct list *out);
/* Of struct dashboard_campaign, by period; planned ones left out. */
NODISCARD enum err dashboard_campaign_list(struct db *db, struct instant now,
                                           struct list *out);
/* Measures below green without explanatory factors: id, other is 0. */
NODISCARD enum err dashboard_unexplained(struct db *db, int64_t plan,
                                         struct period period,
                                         struct list *out);
/* Items of the plan: id, and the id of the first they continue. */
NODISCARD enum err dashboard_lineages(struct db *db, int64_t plan,
                                      struct list *out);
NODISCARD enum err dashboard_owners(struct db *db, int64_t plan,
                                    int64_t edition, struct list *out);

/* Of struct entity_counts. reader: only plans of which all that was entered is
 * approved, in a campaign that is released. */
NODISCARD enum err entity_counts(struct db *db, struct period period,
                                 bool reader, struct instant now,
                                 int64_t account, struct date today,
                                 struct list *out);
/* Of struct entity_period, in the order of time; reader: released ones. */
NODISCARD enum err entity_periods(struct db *db, bool reader,
                                  struct instant now, struct list *out);
/* Of struct entity_child, in the printed order: an account that reaches an
 * entity reaches what is below it. */
NODISCARD enum err entity_children(struct db *db, int64_t entity,
                                   struct list *out);
/* Of struct dashboard_key: entity, and how many plans the account reads. */
NODISCARD enum err entity_plans(struct db *db, int64_t account,
                                struct date today, struct list *out);

#endif
