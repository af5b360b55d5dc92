#include "commands/terminal.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "core/utf8.h"

enum { LINE = 4 * PASSWORD_MAX + 2 }; /* bytes: UTF-8, line end, NUL */

static enum err complain(const char *message)
{
    fprintf(stderr, "mandaris: %s\n", message);
    return ERR_INPUT;
}

static enum err line_read(struct arena *a, struct str *out)
{
    char line[LINE];
    bool got = fgets(line, sizeof line, stdin) != NULL;

    if (got) {
        struct str typed = str_of(line);
        bool whole = str_ends(typed, S("\n"));
        *out = str_copy(a, str_sub(typed, 0, typed.n - whole));
    }
    explicit_bzero(line, sizeof line);
    return got ? OK : complain("no password on standard input");
}

static enum err ask(struct arena *a, const char *what, struct str *out)
{
    struct termios before, silent;

    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return complain("the terminal cannot be asked");
    silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    fputs(what, stderr);
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) != 0)
        return complain("the terminal cannot be silenced");
    enum err err = line_read(a, out);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
    return err;
}

static enum err ask_twice(struct arena *a, struct str *out)
{
    struct str again;

    TRY(ask(a, "Password: ", out));
    TRY(ask(a, "Again: ", &again));
    return str_eq(*out, again) ? OK : complain("typed differently");
}

enum err password_read(struct arena *a, struct str *out)
{
    if (isatty(STDIN_FILENO))
        TRY(ask_twice(a, out));
    else
        TRY(line_read(a, out));
    if (!utf8_valid(*out))
        return complain("the password is not UTF-8");
    if (utf8_length(*out) < PASSWORD_MIN)
        return complain("a password has at least 12 characters");
    if (utf8_length(*out) > PASSWORD_MAX)
        return complain("a password has at most 200 characters");
    return OK;
}
