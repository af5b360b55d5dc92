/* Whom a comment mentions: ticked, or named in it as @login. */
#ifndef DOCUMENT_MENTION_H
#define DOCUMENT_MENTION_H

#include "document/letter.h"
#include "store/comment.h"

struct mention_pick {
    int64_t id; /* account */
    bool mention;
};

/* Records and mails the mentions of a comment, in its transaction. people: of
 * struct comment_person, who may be mentioned: anybody else is passed over.
 * picked: of struct mention_pick. place: who says it, and where. */
NODISCARD enum err mentions_send(const struct letter *letter,
                                 struct list people, struct list picked,
                                 struct str body, int64_t comment,
                                 struct str place);

#endif
