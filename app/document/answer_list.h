/* What was asked of people without an account, and the answers that wait. */
#ifndef DOCUMENT_ANSWER_LIST_H
#define DOCUMENT_ANSWER_LIST_H

#include "document/answer_rows.h"
#include "view/mark.h"

struct answer_proposal {
    int64_t ask;
    int64_t measure;
    int64_t version; /* of the result as it is shown here */
    struct str ref;
    struct str name;
    struct str unit;
    struct str value; /* as typed */
    struct str body;
    struct str present; /* the result now; none: nothing yet */
    struct mark state;
    bool closed; /* submitted or approved meanwhile: only to refuse */
};

struct answer_line {
    int64_t id;
    struct str name;
    struct str address;
    struct str asker;
    struct instant asked_at;
    struct instant expires_at;
    struct instant answered_at;
    int64_t cells;
    bool open, answered, revoked, expired; /* one of them */
    struct list proposals;
};
extern const struct shape answer_line_shape;

/* The latest first. */
NODISCARD enum err answer_lines(struct db *db, const struct results *rs,
                                enum lang lang, struct instant now,
                                struct list *out);

#endif
