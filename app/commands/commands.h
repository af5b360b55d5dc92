/* The subcommands of mandaris: each gets its own words (argv[0] is its name)
 * and the configuration, prints to stdout, complains to stderr, and returns the
 * exit status: 0 done, 1 could not, 2 not understood. */
#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

#include "core/config.h"

int command_serve(int argc, char **argv, const struct config *c);
int command_migrate(int argc, char **argv, const struct config *c);
int command_import(int argc, char **argv, const struct config *c);
int command_export(int argc, char **argv, const struct config *c);
int command_account(int argc, char **argv, const struct config *c);
int command_audit(int argc, char **argv, const struct config *c);
int command_mail(int argc, char **argv, const struct config *c);
int command_remind(int argc, char **argv, const struct config *c);
int command_files(int argc, char **argv, const struct config *c);
int command_obligations(int argc, char **argv, const struct config *c);
int command_demo(int argc, char **argv, const struct config *c);
int command_routes(int argc, char **argv, const struct config *c);
int command_check_config(int argc, char **argv, const struct config *c);

#endif
