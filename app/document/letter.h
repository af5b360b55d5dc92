/* Mails to account holders, in the language of the account. */
#ifndef DOCUMENT_LETTER_H
#define DOCUMENT_LETTER_H

#include "core/config.h"
#include "store/account.h"
#include "store/mail.h"

struct letter {
    struct db *db; /* the mail is part of its transaction */
    struct arena *arena;
    const struct config *config;
    struct instant now;
};

/* subject and body are msgids: {0} is the person's name, {1} the address of
 * this site, {2} the word given. */
NODISCARD enum err letter_send(const struct letter *letter, int64_t account,
                               const char *subject, const char *body,
                               struct str word);

/* Makes a single-use link to choose a password and sends it. */
NODISCARD enum err letter_link(const struct letter *letter, int64_t account,
                               enum link_kind kind);

/* For PAGE's list. */
#define LETTER_SQL      &account_sql_by_id, &mail_sql_add
#define LETTER_LINK_SQL LETTER_SQL, ACCOUNT_LINK_ADD_SQL

#define LETTER(rq)                                                             \
    (&(struct letter){(rq)->db, (rq)->arena, (rq)->config, (rq)->now})

#endif
