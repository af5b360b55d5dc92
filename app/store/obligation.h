/* Obligations as stored: generated from confirmed rules, with what people said
 * about them. */
#ifndef STORE_OBLIGATION_H
#define STORE_OBLIGATION_H

#include "domain/obligation.h"
#include "store/rule.h"

struct obligation_row {
    int64_t id;
    int64_t plan;
    int64_t deadline;
    int64_t part;
    int64_t item;
    struct str code;
    struct date first_on;
    struct date last_on;
    struct date due_on;
    bool partial;
    bool continuous;
    bool gone; /* its rule does not ask for it any more */
    struct date met_on;
    bool not_applicable;
    bool waived;
    struct str note;
    struct period result_period;
    int64_t result_measure;
    struct str teller; /* who said so */
    struct instant told_at;
    int64_t version;
    struct instant updated_at; /* continuous: first result submitted in its
                                  campaign */
    bool conditional;          /* may be answered with "not applicable" */
    struct str text_fr;        /* as printed in the latest approved edition */
    struct str text_nl;
    struct str part_fr;
    struct str part_nl;
    struct str ref; /* of the item */
    struct str title_fr;
    struct str title_nl;
    struct str entity_fr;
    struct str entity_nl;
};

/* How it stands; a continuous one is met by any result in its campaign. */
struct date obligation_met_on(const struct obligation_row *row);
enum obligation_state obligation_stands(const struct obligation_row *row,
                                        struct date today);

/* Of an account that works on the plan; by item as printed, then by day. */
NODISCARD enum err obligations_of_plan(struct db *db, int64_t plan,
                                       int64_t account, struct date today,
                                       struct list *out);
NODISCARD enum err obligation_find(struct db *db, int64_t plan, int64_t id,
                                   int64_t account, struct date today,
                                   struct obligation_row *out);
/* Those of the plans where the account enters results that are overdue or due
 * within 30 days; the most urgent first, at most 200. */
NODISCARD enum err obligations_pressing(struct db *db, int64_t account,
                                        struct date today, struct list *out);
/* The same, due by that day. */
NODISCARD enum err obligations_until(struct db *db, int64_t account,
                                     struct date today, struct date until,
                                     struct list *out);
/* For the dossier of an evaluation the account has a seat in. */
NODISCARD enum err obligations_of_evaluation(struct db *db, int64_t evaluation,
                                             int64_t account, struct date today,
                                             struct list *out);

/* What a person says about one; met_on, not_applicable and waived are one of
 * the three, all absent takes it back. ERR_CONFLICT: row is not its present
 * version. The decision follows from it: meet_obligation, waive_obligation,
 * excuse_obligation (not applicable) or reopen_obligation. */
struct obligation_said {
    struct date met_on;
    bool not_applicable;
    bool waived;
    struct str note;
    struct period result_period;
    int64_t result_measure;
};
NODISCARD enum err obligation_tell(struct db *db, struct arena *a,
                                   const struct obligation_row *row,
                                   const struct obligation_said *said,
                                   const struct rule_actor *who);

/* Generates a plan's obligations anew, in a writing transaction; what is as it
 * was is not written. *changed counts rows added, moved and removed. */
NODISCARD enum err obligations_generate(struct db *db, struct arena *a,
                                        int64_t plan, struct date today,
                                        int64_t *changed);
/* What a rule would oblige to on that item, nothing written. */
NODISCARD enum err obligations_preview(struct db *db, struct arena *a,
                                       int64_t plan, int64_t item,
                                       const struct rule *rule,
                                       struct date today,
                                       struct obligation **rows, size_t *count);
/* Of every plan with a confirmed rule; or whose rules follow a calendar. */
struct obligation_plan {
    int64_t id;
};
NODISCARD enum err obligation_plans(struct db *db, struct list *out);
NODISCARD enum err obligation_plans_of_calendar(struct db *db, struct str name,
                                                struct list *out);
/* Generates those of a list of struct obligation_plan. */
NODISCARD enum err obligations_follow(struct db *db, struct arena *a,
                                      struct list plans, struct date today,
                                      int64_t *changed);

/* For PAGE's list. */
extern struct stmt obligation_sql_of_plan, obligation_sql_find,
    obligation_sql_pressing, obligation_sql_of_evaluation, obligation_sql_tell;
#define OBLIGATION_READ_SQL &obligation_sql_of_plan, &obligation_sql_find
extern struct stmt obligation_sql_terms, obligation_sql_rules,
    obligation_sql_stored, obligation_sql_campaigns, obligation_sql_calendar,
    obligation_sql_occurrences, obligation_sql_add, obligation_sql_move,
    obligation_sql_gone, obligation_sql_remove, obligation_sql_name_calendar,
    obligation_sql_plans, obligation_sql_plans_of_calendar,
    obligation_sql_closing;
#define OBLIGATION_PREVIEW_SQL                                                 \
    &obligation_sql_terms, &obligation_sql_rules, &obligation_sql_campaigns,   \
        &obligation_sql_calendar, &obligation_sql_occurrences,                 \
        &obligation_sql_closing
#define OBLIGATION_GENERATE_SQL                                                \
    &obligation_sql_terms, &obligation_sql_rules, &obligation_sql_stored,      \
        &obligation_sql_campaigns, &obligation_sql_calendar,                   \
        &obligation_sql_occurrences, &obligation_sql_add,                      \
        &obligation_sql_move, &obligation_sql_gone, &obligation_sql_remove,    \
        &obligation_sql_name_calendar, &obligation_sql_plans,                  \
        &obligation_sql_plans_of_calendar

#endif
