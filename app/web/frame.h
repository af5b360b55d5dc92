/* What every page's template sees beside its own view: filled by web/ before
 * rendering, looked up after the page's names. The layout is
 * templates/_layout.mustache; pages begin with {{<_layout}} and fill its
 * blocks {{$title}} and {{$main}}. */
#ifndef WEB_FRAME_H
#define WEB_FRAME_H

#include "web/page.h"

struct frame {
    struct str lang; /* fr nl en */
    bool lang_fr, lang_nl, lang_en;
    struct str path; /* of this page */
    struct str here; /* path and query, to come back to */
    struct str request_id;
    struct str csrf;    /* the value of the hidden field "csrf" */
    struct str once;    /* the value of the hidden field "once": a POST
                           repeated with it is not done twice */
    struct str version; /* of the stylesheet and scripts, for their URL */
    struct str done;    /* what the last POST did, shown once */
    bool signed_in;
    struct str me_name;
    struct str me_initials;
    bool demonstration;
    struct str today_text; /* the stored date, demonstration only */
    bool refused;          /* there are messages */
    struct list messages;  /* of struct message: the error summary */
    struct list menu;      /* of struct menu_entry */
};

struct menu_entry {
    struct str href;
    struct str text;
    bool here;
};

extern const struct shape frame_shape;
extern const struct shape menu_entry_shape;

/* Also for error pages and the sign-in page, where nobody is signed in. */
void frame_fill(struct req *rq, struct frame *out);

#endif
