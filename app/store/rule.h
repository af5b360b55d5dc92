/* Rules of printed deadlines: proposed by the import or a person, confirmed by
 * another one. A printed line may be read as several parts. */
#ifndef STORE_RULE_H
#define STORE_RULE_H

#include "domain/rule.h"
#include "store/decision.h"

/* A part of a printed deadline in one edition, with the rule it is read as; the
 * import's own proposal where nobody decided yet. A part that holds and has
 * another proposal is two rows, the one that holds first. */
struct rule_row {
    int64_t deadline;
    int64_t part; /* 1 unless a person split the line */
    int64_t item;
    struct str code;
    struct str text_fr; /* as printed */
    struct str text_nl;
    bool confirmed;
    bool imported;      /* nobody typed it: it stands in the edition */
    bool words_changed; /* printed otherwise when it was confirmed or typed */
    struct str part_fr;
    struct str part_nl;
    struct str kind;
    struct date due_on;
    struct str due_precision;
    struct str per;
    int64_t n_min;
    int64_t day;
    struct str anchor;
    int64_t shift;
    struct str shift_unit;
    struct str before_after;
    struct str calendar;
    struct str condition_fr;
    struct str condition_nl;
    int64_t proposed_by; /* 0: the operator */
    struct str proposer;
    struct str confirmer;
    struct instant confirmed_at;
};
extern const struct shape rule_row_shape;

struct rule rule_of_row(const struct rule_row *row);

/* By item, then as printed. */
NODISCARD enum err rules_of_plan(struct db *db, int64_t plan, int64_t edition,
                                 struct list *out);
/* Those of one printed deadline; none is ERR_NOT_FOUND. */
NODISCARD enum err rules_of_deadline(struct db *db, int64_t plan,
                                     int64_t edition, int64_t deadline,
                                     struct list *out);

/* What an account may do about a plan's deadlines. ERR_NOT_FOUND: it does not
 * work on that plan. */
struct rule_rights {
    struct str code;
    bool enters;  /* staff: types rules, says what was met */
    bool directs; /* confirms, waives */
    bool mandate_years;
    struct date next_plan_on;
};
NODISCARD enum err rule_rights(struct db *db, int64_t plan, int64_t account,
                               struct date today, struct rule_rights *out);

struct rule_actor {
    int64_t account; /* 0: the command line */
    struct instant now;
    struct date today;
};

/* In a writing transaction, before its decisions. A proposal replaces an
 * earlier one of the same part; what holds goes on until it is confirmed. */
NODISCARD enum err rule_propose(struct db *db, int64_t plan, int64_t edition,
                                const struct rule_row *row,
                                const struct rule_actor *who);
/* ERR_FORBIDDEN: who proposed it confirms it; ERR_CONFLICT: it is proposed no
 * more, or otherwise than row says. */
NODISCARD enum err rule_confirm(struct db *db, int64_t plan, int64_t edition,
                                const struct rule_row *row,
                                const struct rule_actor *who);
/* Drops a proposal that a person made. */
NODISCARD enum err rule_refuse(struct db *db, const struct rule_row *row);

/* Whether "a year" begins with the mandate, and when the next plan was
 * signed. */
NODISCARD enum err rule_settle(struct db *db, int64_t plan, bool mandate_years,
                               struct date next_plan_on);

/* Of what a row says: the same bytes, the same rule. */
struct hash rule_hash(struct arena *a, const struct rule_row *row);

/* The decision on a rule: act is propose_rule, confirm_rule or refuse_rule. */
struct decision rule_decision(struct arena *a, int64_t plan, const char *act,
                              const struct rule_row *row,
                              const struct rule_actor *who,
                              struct hash *content);

/* For PAGE's list. */
extern struct stmt rule_sql_of_plan, rule_sql_of_deadline, rule_sql_rights,
    rule_sql_unpropose, rule_sql_propose, rule_sql_drop, rule_sql_confirm,
    rule_sql_adopt, rule_sql_settle;
#define RULE_READ_SQL &rule_sql_of_plan, &rule_sql_of_deadline, &rule_sql_rights
#define RULE_WRITE_SQL                                                         \
    &rule_sql_unpropose, &rule_sql_propose, &rule_sql_drop, &rule_sql_confirm, \
        &rule_sql_adopt, &rule_sql_settle

#endif
