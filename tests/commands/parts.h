/* The test cases of the command line, one file per command. */
#ifndef TESTS_COMMANDS_PARTS_H
#define TESTS_COMMANDS_PARTS_H

#include "support/database.h"

TCase *account_commands(void);
TCase *files_commands(void);
TCase *workbook_commands(void);

/* Runs a command as its words: "account add ana --name Ana". A word may hold
 * spaces as underscores. */
int command_run(int (*command)(int, char **, const struct config *),
                const char *line);
/* What the command will read from standard input. */
void stdin_set(const char *text);

#endif
