/* The way of a plan's edition from draft to approval: who has it now, what each
 * step said, and the acts that move it. Call inside a transaction; an act ends
 * with the plan's decision. ERR_FORBIDDEN: not this person's to do.
 * ERR_CONFLICT: it is not what was shown any more. */
#ifndef DOCUMENT_PLAN_WAY_H
#define DOCUMENT_PLAN_WAY_H

#include "document/letter.h"
#include "store/approval.h"
#include "store/plan.h"
#include "store/submission.h"

struct plan_way {
    struct arena *arena;
    int64_t account; /* who looks */
    int64_t behind;  /* for whom they agree or return; set by these */
    struct date today;
    struct plan_head head;
    struct plan_rights rights;
    struct plan_edition edition; /* the draft; edition.edition 0: none */
    bool ever;                   /* submitted once */
    bool open;                   /* it is on its way */
    struct submission last;
    struct list steps;     /* of struct plan_step: those of last, when open or
                              approved; else those to come */
    struct list acts;      /* of struct submission_act, of last */
    struct list remarks;   /* of struct submission_remark, of last */
    struct list approvers; /* of struct approver */
    struct list editors;   /* of struct plan_editor */
    size_t at;             /* the step that is asked; all: steps.count */
};

NODISCARD enum err plan_way_open(struct db *db, struct arena *a, int64_t plan,
                                 int64_t account, struct date today,
                                 struct plan_way *out);

/* The step that is asked; NULL: none, or a term of suspension runs. */
const struct plan_step *plan_way_step(const struct plan_way *way);
/* The last day of the running term of suspension; none when none runs. */
struct date plan_way_suspended(const struct plan_way *way);
/* Accounts that the step asks, of struct approver; those who agreed are not
 * among them. */
struct list plan_way_asked(const struct plan_way *way);
/* *behind: for whom they act; 0: for themselves, which goes first. */
bool plan_way_waits(const struct plan_way *way, int64_t account,
                    int64_t *behind);
/* Staff or controller: may enter a recorded act. */
bool plan_way_records(const struct plan_way *way);
/* All agreed and the last term is over: who may say so. */
bool plan_way_concludes(const struct plan_way *way);

/* The earliest day it may take effect: that of the edition approved last. */
NODISCARD enum err plan_way_earliest(struct db *db, int64_t plan,
                                     struct date *out);

NODISCARD enum err plan_way_submit(const struct letter *l, struct plan_way *way,
                                   struct date effective_on);
NODISCARD enum err plan_way_withdraw(const struct letter *l,
                                     struct plan_way *way);
NODISCARD enum err plan_way_agree(const struct letter *l, struct plan_way *way,
                                  struct str shown);
/* remarks: of struct submission_remark. */
NODISCARD enum err plan_way_return(const struct letter *l, struct plan_way *way,
                                   struct str shown, struct str reason,
                                   struct list remarks);
NODISCARD enum err plan_way_record(const struct letter *l, struct plan_way *way,
                                   struct submission_act *act);
NODISCARD enum err plan_way_confirm(const struct letter *l,
                                    struct plan_way *way, int64_t act,
                                    bool refused);
NODISCARD enum err plan_way_conclude(const struct letter *l,
                                     struct plan_way *way);

/* A change of a submitted edition: it is a draft again, and says so. by 0: the
 * command line. Not submitted: nothing. */
NODISCARD enum err plan_way_drop(struct db *db, struct arena *a, int64_t plan,
                                 int64_t by, struct instant now);

/* For PAGE's list. */
extern struct stmt plan_way_sql_earliest;
#define PLAN_WAY_SQL                                                           \
    PLAN_STATEMENTS, SUBMISSION_READ_SQL, &approval_sql_plan,                  \
        &approval_sql_approvers, &plan_way_sql_earliest
#define PLAN_WAY_WRITE_SQL                                                     \
    PLAN_WAY_SQL, SUBMISSION_WRITE_SQL, LETTER_SQL, DECISION_SQL

#endif
