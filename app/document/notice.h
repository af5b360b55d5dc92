/* What cannot wait for a digest: mailed at once, in the transaction of the act
 * that causes it. */
#ifndef DOCUMENT_NOTICE_H
#define DOCUMENT_NOTICE_H

#include "document/letter.h"
#include "store/reminder.h"

/* A result came back. Told: who submitted it and those named responsible, if
 * they still enter results of the plan; else the nearest of those who do. by
 * is who returned it, and whom to ask. Call it behind result_return. */
NODISCARD enum err notice_returned(const struct letter *letter,
                                   const struct results *rs,
                                   const struct result_line *line,
                                   struct str reason, int64_t by,
                                   struct date today);

/* The same, for a suggested correction. Behind result_suggest. */
NODISCARD enum err notice_suggested(const struct letter *letter,
                                    const struct results *rs,
                                    const struct result_line *line,
                                    struct str reason, int64_t by,
                                    struct date today);
/* result_reopen, and a mail to who had approved it. ERR_NOT_FOUND: no line. */
NODISCARD enum err notice_reopen(const struct letter *letter,
                                 struct results *rs, struct result_line *line,
                                 struct str reason,
                                 const struct result_actor *actor);

/* For PAGE's list. */
#define NOTICE_SQL LETTER_SQL, &reminder_sql_roles, &reminder_sql_responsible

#endif
