/* The page around the entry grid: what it is about, its tabs, its groups. */
#ifndef DOCUMENT_ENTRY_PAGE_H
#define DOCUMENT_ENTRY_PAGE_H

#include "document/entry_grid.h"

struct entry_page {
    int64_t plan;
    struct period period;
    struct period before;
    struct str plan_title;
    struct str entity_name;
    int64_t measures;
    int64_t complete; /* can be submitted */
    struct date due_on;
    int64_t days_left;
    bool overdue;
    bool today_due;
    bool closed;
    bool translates;
    bool alone;    /* one row only */
    bool troubled; /* some rows could not be taken as sent */
    int64_t kept;  /* rows saved beside those */
    struct str show;
    struct list tabs;   /* show, word, n, here */
    struct list groups; /* of struct entry_group */
};
extern const struct shape entry_page_shape;

/* How many lines stand under each tab. */
void entry_counts(const struct entry_view *v, int64_t counts[TABS]);

/* v->tab is read from show ("todo" ...); titles are the caller's. */
struct entry_page entry_page(struct entry_view *v, struct date due_on,
                             struct date today, struct str show);

/* Submits every complete line of rs, but those of which something sent was
 * not taken; *count is raised by their number. */
NODISCARD enum err entry_submit(const struct entry_view *v, struct results *rs,
                                const struct result_actor *actor,
                                int64_t *count);

#endif
