/* A plan's way to approval as a page tells it. */
#ifndef DOCUMENT_PLAN_WAY_VIEW_H
#define DOCUMENT_PLAN_WAY_VIEW_H

#include "document/plan_changes.h"
#include "document/plan_checks.h"
#include "document/plan_way.h"
#include "view/view.h"

struct plan_way_act {
    int64_t act;
    bool recorded;
    struct str name;
    struct instant made_at;
    struct str body;
    struct str signers;
    struct date act_on;
    struct str number;
    struct str file;
    struct str confirmer;
    bool waits;    /* for a second person */
    bool confirms; /* who may be the reader */
    bool refused;
};

struct plan_way_row {
    int64_t step;
    struct str who; /* the role or the body, in words */
    int64_t signatures;
    bool two; /* more than one */
    int64_t term_days;
    struct date done_on;
    bool here;        /* it is asked now */
    struct str names; /* of those it waits for */
    bool nobody;      /* who signs in can decide */
    struct list acts; /* of struct plan_way_act */
};

/* An item that may be returned with a reason. */
struct plan_way_item {
    int64_t item;
    struct str ref;
    struct str name;
};

struct plan_way_view {
    int64_t id;
    struct str title;
    struct str entity_name;
    int64_t entity;
    bool draft; /* one exists, on its way or not */
    bool open, returned, dropped, approved;
    struct str hash;
    struct str submitter;
    struct instant submitted_at;
    struct str ender;
    struct instant ended_at;
    struct str reason;
    struct date effective_on;
    struct date suspended; /* until the end of that day */
    bool waits, submits, withdraws, records, concludes, arranges, edits;
    bool compared; /* with the edition in force */
    int64_t lacking;
    struct list steps;
    struct list checks;
    struct list changes;
    struct list items; /* to return, to change */
};
extern const struct shape plan_way_view_shape;

/* With what the draft lacks and changes: reads both editions. */
NODISCARD enum err plan_way_view(struct db *db, const struct plan_way *way,
                                 enum lang lang, struct plan_way_view *out);

#endif
