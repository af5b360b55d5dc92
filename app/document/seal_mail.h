/* The mail by which the day's seal leaves the machine. */
#ifndef DOCUMENT_SEAL_MAIL_H
#define DOCUMENT_SEAL_MAIL_H

#include "core/config.h"
#include "store/audit.h"

/* To each address of audit_mail, inside the current transaction; to nobody
 * when there is none. */
NODISCARD enum err seal_mail_send(struct db *db, struct arena *a,
                                  struct instant now, const struct config *c,
                                  const struct audit_seal *seal);

#endif
