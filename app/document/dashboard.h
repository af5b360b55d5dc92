/* A body's dashboard: its plans in one period, counted, rolled up and listed.
 * Rows for templates/entity_show. Results the account may not see yet are
 * counted as entered and shown as nothing else. */
#ifndef DOCUMENT_DASHBOARD_H
#define DOCUMENT_DASHBOARD_H

#include "store/dashboard.h"
#include "store/obligation.h"
#include "store/plan.h"
#include "store/result.h"
#include "view/mark.h"

/* What is asked, by whom. Filters: empty or 0 lets all pass. */
struct dashboard_ask {
    struct arena *a;
    struct db *db;
    enum lang lang;
    int64_t account;
    struct date today;
    struct instant now;
    int64_t entity;
    struct period period; /* none: the latest with results or a campaign */
    struct str part;      /* objectives, indicators */
    struct str status;    /* achieved partial not_achieved none unexplained */
    struct str owner;
    int64_t plan;
};

/* One plan in one period. */
struct dashboard_book {
    const struct dashboard_plan *plan;
    struct results results; /* what may not be seen is taken out */
    struct results_rollup rollup;
};

enum { DASHBOARD_PAST = 4 }; /* periods before this one, for the lines */

struct dashboard_past {
    struct period period;
    struct dashboard_book book;
    struct list lineages;
};

/* What was read: a book for each plan that reports in the period. */
struct dashboard_read {
    struct list plans;
    struct result_access *access; /* one for each of plans */
    struct list summaries;
    struct list campaigns;
    struct period period;
    struct period before; /* the one the changes are counted from, or none */
    bool reader;          /* of all plans */
    struct dashboard_book *books;
    size_t count;
    struct dashboard_past *past;
    size_t past_count;
};

/* Headline counts of one part. */
struct dashboard_tally {
    bool objectives; /* else indicators */
    struct str part; /* as in the filter */
    int64_t measures;
    int64_t achieved;
    int64_t partial;
    int64_t not_achieved;
    int64_t none;
    int64_t rated;
    int64_t no_result; /* or not submitted yet */
    int64_t no_figure; /* a text, or a link */
    int64_t no_threshold;
    int64_t not_applicable;
    struct str achieved_change; /* since the period before */
    struct str partial_change;
    struct str not_achieved_change;
    struct str none_change;
    struct dec complete; /* percent; not set: no campaign counts it */
    struct dec timely;
    int64_t unexplained;
};

/* A strategic or transversal objective. */
struct dashboard_row {
    int64_t id;
    int64_t plan;
    struct str ref;
    struct str title;
    struct str title_lang;  /* given where not in the reader's language */
    struct html objectives; /* bars */
    struct html indicators;
    struct dec weighted;
    bool typed; /* the figure was entered, not computed */
    struct dec coverage;
    struct html trend;
    struct str deadline; /* as printed */
    struct str deadline_rule;
};

struct dashboard_section {
    int64_t plan;
    struct str title;
    struct str section;
    struct str kind;
    struct dec weighted;
    struct dec coverage;
    bool weights_not_100;
    struct list rows; /* of struct dashboard_row */
};

/* A measure with its result. */
struct dashboard_measure {
    int64_t plan;
    int64_t measure;
    struct period period;
    struct str ref;
    struct str name;
    struct str name_lang;
    bool objective;
    struct str owner;
    struct str value;
    struct str thresholds;
    struct html bullet;
    struct mark status;
    struct mark state;
    bool unexplained;
};

struct dashboard {
    struct list tallies;  /* of struct dashboard_tally */
    struct list sections; /* of struct dashboard_section */
    struct list below;    /* of struct dashboard_measure: unexplained ones */
    struct list measures; /* of struct dashboard_measure, filtered */
    struct list owners;   /* of struct dashboard_owner: each name once */
};

/* An entry of a list to choose from. */
struct dashboard_choice {
    struct str value; /* as the query string has it */
    struct str text;
    bool here;
};

extern const struct shape dashboard_choice_shape, dashboard_tally_shape,
    dashboard_section_shape, dashboard_measure_shape, dashboard_owner_shape;

#define DASHBOARD_READ_SQL                                                     \
    DASHBOARD_STATEMENTS, RESULT_READ_SQL, &plan_deadlines_of,                 \
        &obligation_sql_of_plan

NODISCARD enum err dashboard_read(const struct dashboard_ask *ask,
                                  struct dashboard_read *out);
NODISCARD enum err dashboard_compose(const struct dashboard_ask *ask,
                                     const struct dashboard_read *read,
                                     struct dashboard *out);

/* The periods with counts or a campaign, by time; the statuses and owners to
 * filter by. Of struct dashboard_choice. */
struct list dashboard_periods(const struct dashboard_ask *ask,
                              const struct dashboard_read *read);
struct list dashboard_statuses(const struct dashboard_ask *ask);
struct list dashboard_owner_choices(const struct dashboard_ask *ask,
                                    struct list owners);
struct list dashboard_plan_choices(const struct dashboard_ask *ask,
                                   struct list sections);

/* The campaign of the period, or NULL. */
const struct dashboard_campaign *
dashboard_campaign_of(const struct dashboard_read *read, struct period period);
/* Whether readers see the period: an imported one that never had a campaign
 * was published elsewhere. */
bool dashboard_released(const struct dashboard_read *read,
                        struct period period);
enum status dashboard_status(const struct result_line *line);

#endif
