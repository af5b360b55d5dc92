/* A person with a browser, for tests of pages: keeps cookies, fills in the
 * hidden fields, follows redirects. It speaks to app_handle, on test_db. */
#ifndef SUPPORT_BROWSER_H
#define SUPPORT_BROWSER_H

#include "support/database.h"
#include "web/handle.h"

enum { BROWSER_COOKIES = 8 };

struct browser {
    struct config config;   /* test_config with its defaults; change at will,
                               before the first request */
    struct instant now;     /* the wall clock, unless set */
    struct raw_request raw; /* headers of the next request, then forgotten */
    struct answer answer;   /* of the last one, until the next */
    int status;
    struct str body;
    /* private: */
    struct app *app;
    struct arena *arena;
    struct header cookies[BROWSER_COOKIES];
    struct str csrf; /* of the last page that had one */
    struct str once;
};

/* Signed out. */
struct browser *browser_new(void);

/* A session for the account, as if its password had been given. It is signed
 * in first seen at b->now: set that before. */
void browser_sign_in(struct browser *b, const char *login);

/* Both return the status. A redirect is not followed. */
int browser_get(struct browser *b, const char *path);
/* Names and values, NULL-ended: browser_post(b, "/sign-in", "login", "ana",
 * "password", "...", NULL). csrf and once are added from the last page that had
 * them; when there was none yet, "/account" or "/sign-in" is read first. */
int browser_post(struct browser *b, const char *path, ...)
    __attribute__((sentinel));
/* The body as given, nothing added. */
int browser_post_raw(struct browser *b, const char *path, struct str body);
/* Gets where the last answer sends the browser. */
int browser_follow(struct browser *b);

/* A header of the last answer; STR_NONE without it. */
struct str browser_header(const struct browser *b, const char *name);
bool browser_has(const struct browser *b, const char *text);
/* The beginning of the body, as long as a failed check can print. */
struct str browser_shown(const struct browser *b);

#define assert_has(b, text)                                                    \
    ck_assert_msg(browser_has((b), (text)), "no '%s' in:\n%.*s", (text),       \
                  STR_ARG(browser_shown(b)))
#define assert_lacks(b, text)                                                  \
    ck_assert_msg(!browser_has((b), (text)), "'%s' in:\n%.*s", (text),         \
                  STR_ARG(browser_shown(b)))
#define assert_status(b, call, wanted)                                         \
    do {                                                                       \
        int status_ = (call);                                                  \
        ck_assert_msg(status_ == (wanted), "%s: %d instead of %d:\n%.*s",      \
                      #call, status_, (wanted), STR_ARG(browser_shown(b)));    \
    } while (0)

#endif
