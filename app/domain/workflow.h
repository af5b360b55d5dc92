/* A result's way from draft to approval: states, who may do what, what it
 * lacks, who approves (DOMAIN sections 1 to 3). Pure: choices over rows that
 * the caller read. */
#ifndef DOMAIN_WORKFLOW_H
#define DOMAIN_WORKFLOW_H

#include "domain/status.h"

enum state {
    STATE_NONE, /* nothing entered yet */
    STATE_DRAFT,
    STATE_SUBMITTED,
    STATE_RETURNED,
    STATE_APPROVED,
    STATE_LOCKED,
};

enum act {
    ACT_SAVE,   /* enter or change figures and original texts */
    ACT_REOPEN, /* take back what was submitted, correct what was approved */
    ACT_SUBMIT,
    ACT_RETURN,  /* with a reason */
    ACT_SUGGEST, /* a correction, which goes back to be accepted or refused */
    ACT_ENDORSE, /* approve at a level below the last */
    ACT_APPROVE,
    ACT_DECLARE, /* the holder, where nobody else can approve */
    ACT_EXCEPT,  /* approve one's own, under an exception for one person */
    ACT_CONFIRM, /* another person, what the holder declared */
    ACT_LOCK,    /* with the campaign */
    ACT_UNLOCK,
};

/* Whose act it is: the part a person plays for this plan. */
enum part_played {
    PART_ENTERS = 1,   /* staff */
    PART_APPROVES = 2, /* waits for this person, see workflow_approvers */
    PART_CONTROLS = 4, /* the controller */
};

/* Whether the act is possible in that state for that part, and the state it
 * leads to. Four eyes and completeness are asked separately. */
bool workflow_allows(enum state from, enum act act, unsigned parts,
                     enum state *to);

enum state state_parse(struct str word); /* none, unknown: STATE_NONE */
struct str state_word(enum state s);     /* STATE_NONE: not given */

/* -- what a result lacks before it can be submitted ------------------------ */

struct entry {
    enum measure_type type;
    struct dec value;
    struct str value_text;     /* of label and narrative */
    struct str description;    /* in the original language */
    struct str factors;        /* in the original language */
    enum status status;        /* computed */
    enum status status_chosen; /* by a person, with a reason */
    struct str status_reason;
    bool not_applicable;
    struct str not_applicable_reason;
    bool elsewhere; /* reported by another entity, or moved */
};

enum lack {
    LACKS_VALUE = 1,
    LACKS_FACTORS = 2, /* below green, in the original language */
    LACKS_NOT_APPLICABLE_REASON = 4,
    LACKS_STATUS_REASON = 8,
};

/* enum lack bits; 0: complete. */
unsigned workflow_lacks(const struct entry *e);

/* The chosen status where there is one, else the computed one. */
enum status workflow_status(const struct entry *e);

/* Below green: explanatory factors are required. */
bool workflow_below_green(const struct entry *e);

/* "pa", ".", "nvt", "n/a", "-" ...: text that says nothing. Empty is not. */
bool workflow_filler(struct str text);

/* The same words as last year's, space apart. Empty is not. */
bool workflow_repeats(struct str text, struct str last_year);

/* -- who approves ---------------------------------------------------------- */

struct candidate {
    int64_t account;
    int64_t behind; /* for whom a delegate acts; 0: for oneself */
    bool authority; /* of the plan; else a director */
    bool excepted;  /* by an exception for one person, whatever the role */
    bool holder;    /* of the mandate, on the day: account or behind */
    int64_t depth;  /* of a director: levels above the plan's entity */
};

/* An approval below the last, given to what is submitted now. */
struct endorsed {
    int64_t account;
    int64_t behind;
};

/* What the choice rests on. levels: how many the plan asks, 1 or more, counted
 * from the nearest; last: the account that decides last, 0: by distance. */
struct approval_case {
    bool mandate;
    int64_t levels;
    int64_t last;
    const int64_t *entered_by; /* also submitted, and for whom */
    size_t entered_count;
    const struct endorsed *endorsed;
    size_t endorsed_count;
};

enum route_taken {
    ROUTE_NOBODY,      /* the controller must grant an exception */
    ROUTE_DIRECTOR,    /* the nearest who may */
    ROUTE_AUTHORITY,   /* the plan's */
    ROUTE_DECLARATION, /* the holder's own word */
    ROUTE_ONE_PERSON,  /* under an exception */
};

/* The approval that is due: the level-th of levels. levels counts those that
 * exist: a plan that asks three and has two directors above has two. */
struct turn {
    enum route_taken route;
    int64_t level;
    int64_t levels;
    bool declared; /* the holder's own word, under an exception too */
};

/* Marks in chosen[] (one per candidate, any of them may approve) the nearest
 * level beyond those who endorsed: directors by distance, then the plan's
 * authority; nobody who entered, submitted or endorsed it, nor for a mandate
 * the holder. A delegate is chosen where the person behind is, and only if
 * neither did any of that. The named last one takes the last level, unless
 * prevented: then distance decides. Nobody: for a mandate, the holder in
 * person declares; failing that, whoever has an exception. */
struct turn workflow_turn(const struct candidate *candidates, size_t count,
                          const struct approval_case *k, bool *chosen);

/* Marks those who may confirm a declaration: as above, whatever the level. */
bool workflow_confirmers(const struct candidate *candidates, size_t count,
                         const struct approval_case *k, bool *chosen);

#endif
