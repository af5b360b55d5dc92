/* A person's digest as a mail, in the person's language. */
#ifndef DOCUMENT_DIGEST_H
#define DOCUMENT_DIGEST_H

#include "core/config.h"
#include "store/mail.h"
#include "store/reminder.h"

/* facts are the person's. False: nothing to say today. out's texts live in the
 * arena. */
bool digest_write(struct arena *a, const struct config *c,
                  const struct reminder_reader *reader,
                  const struct reminder_fact *facts, size_t count,
                  struct date today, struct mail *out);

/* From config: remind_due_days, remind_escalate_days. */
struct reminder_rules digest_rules(const struct config *c);

#endif
