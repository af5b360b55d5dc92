/* The summary of a mandate for its evaluators (DOMAIN section 5): per strategic
 * and transversal objective its points and targets, their deadlines as printed,
 * what was approved or declared, and what is missing. Everything computed is
 * labelled so; nothing here assesses. */
#ifndef DOCUMENT_DOSSIER_H
#define DOCUMENT_DOSSIER_H

#include "store/evaluation.h"
#include "store/plan.h"
#include "view/chart.h"
#include "view/mark.h"

struct dossier_result {
    struct period period;
    struct str value;   /* as shown; not given: text only */
    struct mark status; /* computed, or chosen by a person */
    bool chosen;
    bool declared;
    bool not_applicable;
    struct said text;
};

struct dossier_indicator {
    struct said description;
    struct str target;   /* as shown; not given: no figure to reach */
    struct list results; /* of struct dossier_result, oldest first */
    bool missing;        /* nothing approved nor declared yet */
};

struct dossier_deadline { /* a line as printed */
    struct str text;
    struct str lang;
    struct str tally; /* computed: how its obligations stood that day */
};

struct dossier_row { /* a measurement point or a target */
    bool point;
    struct str ref;
    struct said title;
    struct list deadlines;  /* of struct dossier_deadline */
    struct list indicators; /* of struct dossier_indicator */
    bool undated;           /* a target whose plan prints no deadline for it */
};

struct dossier_objective {
    int64_t id;
    struct str ref;
    struct said title;
    bool transversal;
    int64_t points;
    int64_t targets;
    int64_t answered;     /* targets with something approved or declared */
    int64_t missing;      /* the others */
    int64_t lines;        /* printed deadlines */
    struct str tally;     /* how all its obligations stood that day */
    struct html statuses; /* of the latest result of each indicator */
    struct list rows;     /* of struct dossier_row */
};

struct dossier {
    struct list objectives; /* of struct dossier_objective */
    struct list unsettled; /* of struct said: odd in the source, listed first */
    int64_t targets;
    int64_t answered;
    int64_t missing;
    int64_t undated;
};
extern const struct shape dossier_shape;

/* Builds it from a plan's content and the results of its measures; results
 * for periods that end after the day of the situation are left out; the plan's
 * obligations, where given, are counted as they stood that day. */
void dossier_build(struct arena *a, enum lang lang,
                   const struct plan_content *plan, struct list results,
                   struct date on, struct dossier *out);

#endif
