/* What changed between two wordings, word by word. Pure. */
#ifndef DOMAIN_WORDING_H
#define DOMAIN_WORDING_H

#include "core/shape.h"

/* A run of words that stayed, left or came; it keeps the spaces behind it. */
struct wording_piece {
    struct str text;
    bool removed;
    bool added;
};
extern const struct shape wording_piece_shape;

/* Of struct wording_piece, in reading order: what left stands before what came
 * in its place. Texts of more than 400 words are compared as a whole. */
struct list wording_changes(struct arena *a, struct str before,
                            struct str after);

#endif
