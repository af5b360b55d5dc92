/* Sends the outbox. At least once: a mail is marked as sent behind the
 * server's answer, in the transaction that holds its row; a crash in between
 * sends it again, with the same Message-ID. Two jobs never hold one row. */
#ifndef JOBS_MAIL_H
#define JOBS_MAIL_H

#include "core/config.h"
#include "db/db.h"

struct mail_count {
    int64_t sent;
    int64_t failed; /* to be tried again */
};

/* Everything that is due now, the urgent first; stops early when the server is
 * not to be reached. In a demonstration without smtp_url nothing is sent;
 * without it elsewhere ERR_INPUT, logged. */
NODISCARD enum err mail_send_due(struct arena *process, struct db *db,
                                 const struct config *c,
                                 struct mail_count *out);

/* Until SIGTERM or SIGINT, every few seconds; a lost database is waited for. */
NODISCARD enum err mail_send_forever(struct arena *process, struct db *db,
                                     const struct config *c);

/* Seconds before the next try: a minute, doubled each time, 6 hours at most. */
int64_t mail_wait_s(int64_t tries);

#endif
