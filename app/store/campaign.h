/* Reporting campaigns: one per period, for every entity with a plan that runs
 * then. Each change is a decision. In a writing transaction:
 *
 *     TRY(campaign_add(db, arena, &c, &who, &c.id));
 *     TRY(campaign_find(db, c.id, &c));
 *     TRY(campaign_close(db, arena, &c, S(""), &who));
 *     TRY(campaign_lock(db, arena, &c, &who));
 *
 * Who may is the caller's to ask (campaign_may_run, campaign_entity_find). */
#ifndef STORE_CAMPAIGN_H
#define STORE_CAMPAIGN_H

#include "store/decision.h"
#include "store/result.h"

struct campaign {
    int64_t id;
    struct period period;
    struct str state; /* planned open closed locked */
    struct date opens_on;
    struct date due_on;
    struct date locks_on;
    struct instant released_at;
    int64_t version;
};

/* One entity in a campaign; counts add up the summary rows of its plans. */
struct campaign_entity {
    int64_t id;
    struct str code;
    struct str name_fr;
    struct str name_nl;
    struct str standing; /* due nothing not_subject late not_delivered */
    struct date due_on;  /* extended until; none: as the campaign's */
    struct str reason;
    struct str made_by; /* name of who set standing and extension */
    int64_t plans;
    int64_t measures;
    int64_t entered;
    int64_t submitted;
    int64_t approved;
    int64_t on_time;
    int64_t below;       /* green, of what is submitted */
    int64_t unexplained; /* of these */
    int64_t texts;       /* results with one; -1: not counted yet */
    int64_t conform;     /* of these: the translation says the same */
};

struct campaign_actor {
    int64_t account; /* 0: the command line */
    struct instant now;
    struct date today;
};

/* -- reading --------------------------------------------------------------- */

/* ERR_NOT_FOUND: none. */
NODISCARD enum err campaign_find(struct db *db, int64_t id,
                                 struct campaign *out);
NODISCARD enum err campaign_of_period(struct db *db, struct period period,
                                      struct campaign *out);
/* Of struct campaign, the latest period first. */
NODISCARD enum err campaigns(struct db *db, struct list *out);

/* A campaign concerns everybody: only a controller who reaches the entity of
 * every plan opens, closes and locks. */
NODISCARD enum err campaign_may_run(struct db *db, int64_t account,
                                    struct date today, bool *out);

/* Entities within the account's reach with a plan that runs in the period, in
 * the printed order: of struct campaign_entity. The edition that judges the
 * period says when a plan begins and ends; one day in common suffices. */
NODISCARD enum err campaign_entities(struct db *db, const struct campaign *c,
                                     int64_t account, struct date today,
                                     struct list *out);
/* Whom a campaign can be restricted to: entities in a controller's reach with a
 * plan that is not closed, in the printed order. */
struct campaign_body {
    int64_t id;
    struct str code;
    struct str name_fr;
    struct str name_nl;
};
NODISCARD enum err campaign_bodies(struct db *db, int64_t account,
                                   struct date today, struct list *out);
/* One of them; ERR_NOT_FOUND: not due, or out of the controller's reach. */
NODISCARD enum err campaign_entity_find(struct db *db, const struct campaign *c,
                                        int64_t entity, int64_t account,
                                        struct date today,
                                        struct campaign_entity *out);

/* -- changing: in a writing transaction ------------------------------------ */

/* Opens it, or plans it when opens_on is still to come, with the summary rows
 * of every plan. Period and dates are taken from c, state and version are not.
 * ERR_INPUT: the dates are not in order (campaign_dates_ordered); ERR_CONFLICT:
 * the period has one already. */
NODISCARD enum err campaign_add(struct db *db, struct arena *a,
                                const struct campaign *c,
                                const struct campaign_actor *who, int64_t *id);
/* opens_on <= due_on <= locks_on, due after the period began. */
bool campaign_dates_ordered(const struct campaign *c);

/* planned to open; open to closed; closed to open. The reason may be none. All
 * of them and campaign_lock: ERR_FORBIDDEN: not from this state; ERR_CONFLICT:
 * c is not its present version. */
NODISCARD enum err campaign_open(struct db *db, struct arena *a,
                                 const struct campaign *c,
                                 const struct campaign_actor *who);
NODISCARD enum err campaign_close(struct db *db, struct arena *a,
                                  const struct campaign *c, struct str reason,
                                  const struct campaign_actor *who);
NODISCARD enum err campaign_reopen(struct db *db, struct arena *a,
                                   const struct campaign *c, struct str reason,
                                   const struct campaign_actor *who);
/* A closed campaign for good: its approved results become locked, each with a
 * revision; one decision per plan, whose content is the SHA-256 of their
 * approved hashes in hex, by measure, one a line without a last LF. */
NODISCARD enum err campaign_lock(struct db *db, struct arena *a,
                                 const struct campaign *c,
                                 const struct campaign_actor *who);

/* Standing and extension of an entity; due_on may be none. ERR_INPUT: no
 * reason, or an extension that is not after the campaign's due date and by its
 * lock date, or for who has nothing to deliver; ERR_FORBIDDEN: locked. */
NODISCARD enum err campaign_stand(struct db *db, struct arena *a,
                                  const struct campaign *c,
                                  const struct campaign_entity *e,
                                  const struct campaign_actor *who);
/* Right after campaign_add: who is not among the chosen is not subject, for
 * the reason given. chosen: entity ids, ascending. ERR_INPUT: no reason, or
 * nobody of the chosen has a plan that runs in the period. */
NODISCARD enum err campaign_restrict(struct db *db, struct arena *a,
                                     const struct campaign *c,
                                     const int64_t *chosen, size_t count,
                                     struct str reason,
                                     const struct campaign_actor *who);
/* Standings that are still expected to deliver: due and late. */
bool campaign_expects(struct str standing);

/* For PAGE's list. */
extern struct stmt campaign_sql_bodies, campaign_sql_find,
    campaign_sql_of_period, campaign_sql_all, campaign_sql_may_run,
    campaign_sql_entities, campaign_sql_entity;
#define CAMPAIGN_READ_SQL                                                      \
    &campaign_sql_find, &campaign_sql_bodies, &campaign_sql_of_period,         \
        &campaign_sql_all, &campaign_sql_may_run, &campaign_sql_entities,      \
        &campaign_sql_entity

extern struct stmt campaign_sql_add, campaign_sql_summaries,
    campaign_sql_plans_begun, campaign_sql_turn, campaign_sql_to_lock,
    campaign_sql_lock_history, campaign_sql_lock_results,
    campaign_sql_lock_versions, campaign_sql_stand, campaign_sql_entity_plans;
#define CAMPAIGN_WRITE_SQL                                                     \
    &campaign_sql_add, &campaign_sql_summaries, &campaign_sql_plans_begun,     \
        &campaign_sql_turn, &campaign_sql_to_lock, &campaign_sql_lock_history, \
        &campaign_sql_lock_results, &campaign_sql_lock_versions,               \
        &campaign_sql_stand, &campaign_sql_entity_plans

#endif
