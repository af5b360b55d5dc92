/* The outbox: a mail is committed with the change that causes it and sent by a
 * job, so none is lost and none announces what was rolled back. */
#ifndef STORE_MAIL_H
#define STORE_MAIL_H

#include "db/db.h"

struct mail {
    int64_t account; /* 0: somebody without one */
    struct str address;
    struct str lang;    /* fr nl en */
    struct str subject; /* one line, at most 400 characters */
    struct str body;    /* plain text */
    bool urgent;        /* ahead of digests */
};

/* local@domain without anything that could end a header or an SMTP command. */
bool mail_address(struct str address);

/* Inside the current transaction. */
NODISCARD enum err mail_add(struct db *db, struct instant now,
                            const struct mail *mail);

extern struct stmt mail_sql_add; /* for PAGE's list */

#endif
