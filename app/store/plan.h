/* A plan as one of its editions has it: what is read to print it. */
#ifndef STORE_PLAN_H
#define STORE_PLAN_H

#include "db/db.h"

struct plan_head {
    int64_t id;
    struct str code;
    struct str kind; /* mandate, orientation, strategic, policy */
    int64_t entity;
    struct str entity_fr;
    struct str entity_nl;
    struct date closed_on;
    bool reads_drafts; /* has another role than reader on it */
};

struct plan_edition {
    int64_t edition;
    struct str state; /* draft, submitted, approved */
    struct date effective_on;
    struct str section_fr;
    struct str section_nl;
    struct str title_fr;
    struct str title_nl;
    struct str function_fr;
    struct str function_nl;
    struct str grade;
    struct str holder;
    struct str period_text;
    struct date starts_on;
    struct date mid_evaluation_on;
    struct date ends_on;
    struct str authority_fr;
    struct str authority_nl;
    struct str legal_basis_fr;
    struct str legal_basis_nl;
    struct str note;
    bool in_force; /* on the date asked for */
};

struct plan_item {
    int64_t id;
    int64_t parent; /* 0: a root */
    int64_t depth;
    struct str kind;
    struct str ref;
    struct str title_fr;
    struct str title_nl;
    struct str front_title_fr;
    struct str front_title_nl;
    struct str owner;
    struct str budget_refs;
    struct dec red;
    struct str red_op;
    struct dec green;
    struct str green_op;
    struct str status;
    struct date starts_on;
    struct date ends_on;
    struct str partners;
    struct str tags;
    struct str note;
};

struct plan_indicator {
    int64_t id; /* measure.id */
    int64_t item;
    int64_t parent; /* 0: not a sub-indicator */
    struct str ref;
    struct str description_fr;
    struct str description_nl;
    struct str type;
    struct str unit;
    struct str direction;
    struct dec red;
    struct str red_op;
    struct dec green;
    struct str green_op;
    struct dec baseline;
    struct dec target;
    struct period target_period;
    struct dec weight;
    struct str threshold_text_fr;
    struct str threshold_text_nl;
    struct str responsible;
    struct str note;
};

struct plan_deadline {
    int64_t id;
    int64_t item;
    struct str code;
    struct str part_fr;
    struct str part_nl;
    struct str text_fr; /* as printed */
    struct str text_nl;
    struct str kind;
    struct date due_on;
    struct str due_precision;
    bool confirmed; /* by a person; kind and date are then the confirmed ones */
};

struct plan_intro {
    int64_t item;
    struct str intro_fr;
    struct str intro_nl;
};

struct plan_maturity {
    int64_t item;
    struct dec current_level;
    struct dec target_level;
};

/* Results of the plan, as numbers only. */
struct plan_results {
    int64_t objectives;        /* results of items: the first table */
    int64_t objectives_number; /* of them with a number */
    int64_t indicators;
    int64_t indicators_number;
};

/* The plan's own series; a policy note's are also those without a plan of its
 * entity and what is below it. */
struct plan_series {
    int64_t series;
    int64_t missing; /* observations flagged so */
    int64_t provisional;
};

/* A line of the list of plans: the edition in force, else the youngest one
 * that the account may read. */
struct plan_row {
    int64_t id;
    struct str kind;
    int64_t entity;
    struct str entity_fr;
    struct str entity_nl;
    struct str title_fr;
    struct str title_nl;
    struct str section_fr;
    struct str section_nl;
    struct str grade;
    struct str holder;
    struct str period_text;
    struct str state;
    struct date closed_on;
};

/* Lists of the structs above; deadlines, indicators, intros and maturity by
 * item, items in the order of the tree. */
struct plan_content {
    struct list items;
    struct list indicators;
    struct list deadlines;
    struct list intros;
    struct list maturity;
    struct list obligations; /* of struct obligation_row; a page that shows how
                                deadlines stand reads them itself, */
    struct date today;       /* as of this day */
};

extern struct stmt plan_head_of, plan_edition_on, plan_draft_of, plan_items_of,
    plan_indicators_of, plan_deadlines_of, plan_intros_of, plan_maturity_of,
    plan_results_of, plan_series_of, plans_of_account;

/* For the SQL(...) of pages that call the functions below. */
#define PLAN_STATEMENTS                                                        \
    &plan_head_of, &plan_edition_on, &plan_draft_of, &plan_items_of,           \
        &plan_indicators_of, &plan_deadlines_of, &plan_intros_of,              \
        &plan_maturity_of, &plan_results_of, &plan_series_of

/* ERR_NOT_FOUND: no such plan within the account's reach. */
NODISCARD enum err plan_head(struct db *db, int64_t plan, int64_t account,
                             struct date today, struct plan_head *out);

/* Of struct plan_row, in the printed order of the entities. */
NODISCARD enum err plans_in_scope(struct db *db, int64_t account,
                                  struct date today, struct list *out);

/* The edition in force on that day, else the first that will be, else the draft
 * if the account may read it. ERR_NOT_FOUND: none. */
NODISCARD enum err plan_edition(struct db *db, const struct plan_head *head,
                                struct date on, struct plan_edition *out);
/* The edition not yet approved; ERR_NOT_FOUND when there is none to read. */
NODISCARD enum err plan_draft(struct db *db, const struct plan_head *head,
                              struct plan_edition *out);

NODISCARD enum err plan_content(struct db *db, int64_t plan, int64_t edition,
                                struct plan_content *out);

NODISCARD enum err plan_results(struct db *db, const struct plan_head *head,
                                struct instant now, struct plan_results *out);
NODISCARD enum err plan_series(struct db *db, const struct plan_head *head,
                               struct plan_series *out);

#endif
