#include "web/secret.h"

#include "core/utf8.h"

#include <string.h>

enum { LEAST = 12, WORD_LEAST = 4 };

/* Beginnings of the passwords people choose, folded; of 12 characters and more
 * few of the usual lists remain. */
static const char *const usual[] = {
    "mandaris",    "password",   "passw0rd",  "motdepasse", "wachtwoord",
    "azerty",      "qwerty",     "123456",    "1234567890", "abcdef",
    "bienvenue",   "welkom",     "welcome",   "bruxelles",  "brussel",
    "administrat", "letmein",    "iloveyou",  "jetaime",    "soleil",
    "changeme",    "changezmoi", "geheim",    "belgique",   "belgie",
    "monkey",      "dragon",     "football",  "liverpool",  "anderlecht",
    "superman",    "princess",   "sunshine",  "trustno1",   "zomer20",
    "winter20",    "printemps",  "automne20", "ete20",      "lente20",
};

/* Few different characters: "aaaaaaaaaaaa", "121212121212". */
static bool monotonous(struct str s)
{
    bool seen[256] = {false};
    size_t different = 0;

    for (size_t i = 0; i < s.n; i++) {
        bool *at = &seen[(unsigned char)s.p[i]];
        different += !*at;
        *at = true;
    }
    return different < 5;
}

static bool holds(struct arena *a, struct str text, struct str word)
{
    return word.n >= WORD_LEAST &&
           memmem(text.p, text.n, str_z(a, word), word.n);
}

static bool holds_name(struct arena *a, struct str text, struct str name)
{
    struct str rest = utf8_fold(a, name), word;

    while (str_cut(&rest, ' ', &word))
        if (holds(a, text, word))
            return true;
    return false;
}

static bool is_usual(struct str folded)
{
    for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
        if (str_starts(folded, str_of(usual[i])))
            return true;
    return false;
}

enum err secret_check(struct req *rq, const char *field, struct str password,
                      struct str login, struct str name)
{
    struct str folded = utf8_fold(rq->arena, password);

    if (!str_given(password) || utf8_length(password) < LEAST)
        return req_refuse(rq, field,
                          tr(rq->lang, N_("A password has at least 12 "
                                          "characters; several words do "
                                          "well.")));
    if (holds_name(rq->arena, folded, login) ||
        holds_name(rq->arena, folded, name))
        return req_refuse(rq, field,
                          tr(rq->lang, N_("Choose a password without your "
                                          "login or name in it.")));
    if (monotonous(password) || is_usual(folded))
        return req_refuse(rq, field,
                          tr(rq->lang, N_("This password is among the first "
                                          "that anybody would try. Choose "
                                          "another one.")));
    return OK;
}

enum err secret_same(struct req *rq, const char *field, struct str password,
                     struct str again)
{
    if (str_eq(password, again))
        return OK;
    return req_refuse(rq, field,
                      tr(rq->lang, N_("The two passwords are not the same.")));
}
