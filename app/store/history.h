/* What a result was: the revisions of store/result, read back from the bytes
 * that were hashed. */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "store/result.h"

struct revision_row {
    int64_t measure;
    int64_t revision;
    struct str act;
    struct str state;
    struct str name;     /* of who did it; none: the command line */
    struct str for_name; /* acting for */
    struct instant made_at;
    struct str reason;
    struct str form; /* result/1 or translation/1 */
    struct str lang; /* of a translation */
    struct str value;
    struct str value_text;
    struct str description;
    struct str factors;
    struct str actions;
    struct str cause;
    struct str not_applicable; /* "1" or "0" */
    struct str not_applicable_reason;
    struct str status_chosen;
    struct str status_reason;
};

/* Of one result, oldest first. */
NODISCARD enum err history_of(struct db *db, int64_t plan, struct period period,
                              int64_t measure, struct list *out);
/* Of the submitted results of a plan and period, what was approved last. */
NODISCARD enum err history_approved(struct db *db, int64_t plan,
                                    struct period period, struct list *out);
/* Of the submitted results, the word with which a suggestion was refused. */
struct refusal {
    int64_t measure;
    struct str word;
};
NODISCARD enum err history_refused(struct db *db, int64_t plan,
                                   struct period period, struct list *out);
/* A line as it stands, in the same form, to compare it. */
struct revision_row history_present(struct arena *a,
                                    const struct result_line *line);

/* The results of a measure's lineage, whatever their period and state, oldest
 * first, in plans the account may read. */
struct past_result {
    struct period period;
    struct dec value;
    int64_t decimals;
    struct str status; /* chosen, else computed */
    struct str state;
    bool own;      /* of the plan asked for */
    bool released; /* its campaign, at the time asked */
};
NODISCARD enum err history_lineage(struct db *db, int64_t plan, int64_t measure,
                                   int64_t account, struct date today,
                                   struct instant now, struct list *out);

/* What the measure was in each approved edition, by ascending number. */
NODISCARD enum err history_definitions(struct results *rs,
                                       const struct result_line *line,
                                       struct definition **out, size_t *count);

extern struct stmt history_sql_of, history_sql_approved, history_sql_refused,
    history_sql_lineage, history_sql_indicators, history_sql_items;
#define HISTORY_SQL                                                            \
    &history_sql_of, &history_sql_approved, &history_sql_refused,              \
        &history_sql_lineage

#endif
