/* The mail that asks a person without an account, and the one that tells that
 * the answer is there. */
#ifndef DOCUMENT_ANSWER_LETTER_H
#define DOCUMENT_ANSWER_LETTER_H

#include "document/letter.h"
#include "store/answer.h"

/* ask as given to answer_ask_add; by is the account that asks. */
NODISCARD enum err answer_letter_ask(const struct letter *letter,
                                     const struct answer_ask *ask,
                                     const struct account_row *by,
                                     struct str token);
/* To the account that asked. */
NODISCARD enum err answer_letter_there(const struct letter *letter,
                                       const struct answer_ask *ask);

#endif
