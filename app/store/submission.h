/* The way of a plan's edition through its approval, as rows: steps, what was
 * said in each, reasons of a return. document/plan_way.h has the rules. */
#ifndef STORE_SUBMISSION_H
#define STORE_SUBMISSION_H

#include "db/db.h"

struct submission {
    int64_t id;
    int64_t plan;
    struct str code; /* of the plan */
    int64_t edition;
    struct str state; /* open, returned, dropped, approved */
    int64_t version;
    struct str hash; /* of what was submitted, hexadecimal */
    struct date effective_on;
    int64_t submitted_by;
    struct str submitter;
    struct instant submitted_at;
    struct str ender;
    struct instant ended_at;
    struct str reason;
};

struct plan_step {
    int64_t step;
    struct str role; /* director, authority, body */
    struct str body_fr;
    struct str body_nl;
    int64_t signatures; /* how many different persons */
    int64_t term_days;  /* of suspension, once it has agreed */
    struct date done_on;
};
extern const struct shape plan_step_shape;

struct submission_act {
    int64_t id;
    int64_t step;
    bool recorded;
    int64_t account; /* who agreed, or who recorded it */
    struct str name;
    int64_t behind; /* for whom a delegate agreed; 0: for oneself */
    struct str behind_name;
    struct instant made_at;
    struct str body;
    struct str signers;
    struct date act_on;
    struct str number;
    struct str file;
    int64_t confirmed_by;
    struct str confirmer;
    bool refused; /* by the second person */
};

struct submission_remark {
    int64_t item;
    struct str body;
};

/* What an account may do with a plan's drafts. */
struct plan_rights {
    int64_t plan;
    bool enters;   /* staff: changes, submits, records acts */
    bool controls; /* controller: records acts, sets the steps */
    bool decides;  /* director or authority, somewhere above */
};

/* ERR_NOT_FOUND: no such plan among those the account works on. */
NODISCARD enum err plan_rights(struct db *db, int64_t plan, int64_t account,
                               struct date today, struct plan_rights *out);

/* Of struct plan_step, as set for the plan; an empty list is the default. */
NODISCARD enum err plan_steps(struct db *db, int64_t plan, struct list *out);
NODISCARD enum err plan_steps_set(struct db *db, int64_t plan,
                                  struct list steps);

/* Accounts that made or changed an edition, of struct plan_editor. */
struct plan_editor {
    int64_t account;
};
NODISCARD enum err plan_editors(struct db *db, int64_t plan, int64_t edition,
                                struct list *out);
NODISCARD enum err plan_edited(struct db *db, int64_t plan, int64_t edition,
                               int64_t account);

/* The plan's youngest. ERR_NOT_FOUND: never submitted. */
NODISCARD enum err submission_last(struct db *db, int64_t plan,
                                   struct submission *out);
NODISCARD enum err submission_steps(struct db *db, int64_t id,
                                    struct list *out);
NODISCARD enum err submission_acts(struct db *db, int64_t id, struct list *out);
NODISCARD enum err submission_remarks(struct db *db, int64_t id,
                                      struct list *out);
/* What was submitted, byte for byte; its hash is the SHA-256 of these. */
NODISCARD enum err submission_content(struct db *db, int64_t id,
                                      struct str *out);

/* The draft becomes submitted, with those steps. ERR_CONFLICT: it is no draft
 * any more. Sets s->id. */
NODISCARD enum err submission_add(struct db *db, struct submission *s,
                                  struct str content, struct list steps);
/* Claims it for a change. ERR_CONFLICT: somebody was faster. */
NODISCARD enum err submission_claim(struct db *db, const struct submission *s);
NODISCARD enum err submission_act_add(struct db *db, int64_t submission,
                                      const struct submission_act *act);
/* By a second person; refused or confirmed, once. ERR_CONFLICT: it was. */
NODISCARD enum err submission_act_close(struct db *db, int64_t id, int64_t by,
                                        struct instant now, bool refused);
NODISCARD enum err submission_step_done(struct db *db, int64_t submission,
                                        int64_t step, struct date on);
NODISCARD enum err submission_remark_add(struct db *db, int64_t submission,
                                         int64_t item, struct str body);
/* Returned or dropped make the edition a draft again; approved leaves it to
 * edition_approve. by 0: the command line. */
NODISCARD enum err submission_end(struct db *db, const struct submission *s,
                                  const char *state, int64_t by,
                                  struct instant now, struct str reason);

/* For PAGE's list. */
extern struct stmt submission_sql_rights, submission_sql_plan_steps,
    submission_sql_plan_steps_drop, submission_sql_plan_step_add,
    submission_sql_editors, submission_sql_edited, submission_sql_last,
    submission_sql_steps, submission_sql_acts, submission_sql_remarks,
    submission_sql_content, submission_sql_edition_submit, submission_sql_add,
    submission_sql_step_add, submission_sql_claim, submission_sql_act_add,
    submission_sql_act_close, submission_sql_step_done,
    submission_sql_remark_add, submission_sql_end,
    submission_sql_edition_reopen;
#define SUBMISSION_READ_SQL                                                    \
    &submission_sql_rights, &submission_sql_plan_steps,                        \
        &submission_sql_editors, &submission_sql_last, &submission_sql_steps,  \
        &submission_sql_acts, &submission_sql_remarks, &submission_sql_content
#define SUBMISSION_WRITE_SQL                                                   \
    &submission_sql_edited, &submission_sql_edition_submit,                    \
        &submission_sql_add, &submission_sql_step_add, &submission_sql_claim,  \
        &submission_sql_act_add, &submission_sql_act_close,                    \
        &submission_sql_step_done, &submission_sql_remark_add,                 \
        &submission_sql_end, &submission_sql_edition_reopen

#endif
