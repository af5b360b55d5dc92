/* What the files of web/ share and no page sees. */
#ifndef WEB_PRIVATE_H
#define WEB_PRIVATE_H

#include "web/frame.h"
#include "web/handle.h"

#include "core/hash.h"

/* -- request.c: what was sent --------------------------------------------- */

struct param {
    struct str name;
    struct str value;
};

struct params {
    struct param *at;
    size_t count;
};

/* application/x-www-form-urlencoded, strictly: a malformed %XX, a NUL or text
 * that is not UTF-8 is ERR_BAD_REQUEST, too many fields ERR_TOO_LARGE. Names
 * and values live in the arena. */
NODISCARD enum err params_read(struct arena *a, struct str encoded,
                               struct params *out);
/* The first value of that name; STR_NONE when there is none. */
struct str params_get(const struct params *params, struct str name);

/* %XX decoded ('+' is a space in forms only), valid UTF-8 without NUL. */
NODISCARD enum err percent_decode(struct arena *a, struct str s, bool form,
                                  struct str *out);
/* Everything but unreserved characters (RFC 3986) becomes %XX. */
void percent_encode(struct buf *out, struct str s);

/* The value of one cookie of a Cookie header; STR_NONE without it. Should the
 * name occur twice, the first (most specific) one counts. */
struct str cookie_get(struct str header, struct str name);

/* Splits the target at "?". ERR_BAD_REQUEST when the path does not decode to
 * printable text; it stays encoded, so that a %2F does not split it. */
NODISCARD enum err target_read(struct arena *a, struct str target,
                               struct str *path, struct str *query);

/* The best of fr, nl and en by an Accept-Language header; fr otherwise. */
enum lang lang_accepted(struct str header);

/* -- multipart.c ---------------------------------------------------------- */

struct multipart_part {
    struct str name;
    struct str filename; /* of a file; may be empty */
    struct str bytes;
};

struct multipart {
    struct multipart_part *at;
    size_t count;
};

/* A body of multipart/form-data, strictly: ERR_BAD_REQUEST when it is not
 * exactly that, ERR_TOO_LARGE with more than 200 parts. Names are text without
 * NUL; bytes are views of the body, whatever they hold. */
NODISCARD enum err multipart_read(struct arena *a, struct str content_type,
                                  struct str body, struct multipart *out);

/* -- upload.c ------------------------------------------------------------- */

/* The body of a page that takes files: its fields become params. */
NODISCARD enum err uploads_read(struct req *rq);
/* What the transaction did to kept files holds, or is taken back. */
void uploads_settle(struct req *rq, bool committed);

/* -- route.c -------------------------------------------------------------- */

enum { ROUTE_PARAMS_MAX = 4 };

struct match {
    const struct route *route;
    struct param params[ROUTE_PARAMS_MAX]; /* names point into the pattern */
    size_t param_count;
};

/* The route of a path: a literal segment wins over a parameter.
 * ERR_NOT_FOUND: no such path. ERR_METHOD: it exists under another method. */
NODISCARD enum err route_find(const struct route *routes, size_t count,
                              enum method method, struct str path,
                              struct match *out);
/* ERR_INTERNAL (logged) when two routes are alike or a pattern is malformed. */
NODISCARD enum err routes_check(const struct route *routes, size_t count);

/* -- app.c ---------------------------------------------------------------- */

struct app {
    struct arena *process;
    const struct config *config;
    struct view **views; /* of app_routes, in its order; NULL: no template */
    struct view *error_view;
    struct db *db;
    struct str key;     /* signs cookies; the same in every worker */
    struct str version; /* of static files, part of their URL */
};

/* Digests every file under a folder: what browsers keep is asked for again
 * when one of them changes. ERR_INTERNAL (logged) when one cannot be read. */
NODISCARD enum err folder_version(struct arena *a, struct str folder,
                                  struct str *out);

/* -- session.c ------------------------------------------------------------ */

struct session {
    int64_t account; /* 0: nobody */
    struct str login;
    struct str name;
    struct str lang;
    struct str csrf;
    struct instant made_at;
    struct instant seen_at;
    int64_t roles;
};

/* Reads the session of the request's cookie into rq->me; nobody is no error. */
NODISCARD enum err session_read(struct req *rq);
/* After the page, in a transaction of its own: when the session was last seen,
 * at most once a minute, and what was read. An error when a reading could not
 * be written: then the page may not be shown. */
NODISCARD enum err session_trace(struct req *rq);
NODISCARD enum err sessions_attach(struct db *db);

/* -- csrf.c --------------------------------------------------------------- */

/* ERR_FORBIDDEN (logged) unless the POST came from a page of ours. */
NODISCARD enum err csrf_check(struct req *rq);
/* For the hidden field; sets the cookie of a visitor without session. */
struct str csrf_token(struct req *rq);
/* The key all workers sign with, made at the first start. */
NODISCARD enum err key_read(struct app *app, struct db *db);

/* text "." signature; and back: STR_NONE unless the signature is ours. */
struct str text_signed(struct arena *a, struct str key, struct str text);
struct str text_verified(struct arena *a, struct str key, struct str value);

/* -- once.c --------------------------------------------------------------- */

/* Claims the form's "once" token inside the page's transaction. *done: this
 * POST was answered before and the answer is ready. */
NODISCARD enum err once_claim(struct req *rq, bool *done);
/* Keeps where the page sent the reader. */
NODISCARD enum err once_keep(struct req *rq);
/* Was this POST committed? For a commit whose outcome is unknown. */
NODISCARD enum err once_find(struct req *rq, struct str *location);
NODISCARD enum err once_attach(struct db *db);

/* -- response.c ----------------------------------------------------------- */

void answer_header(struct answer *out, struct str name, struct str value);
/* A cookie of the request by its plain name; STR_NONE without it. */
struct str req_cookie(struct req *rq, const char *name);
/* The text of the last POST, for the frame; shown once. */
struct str flash_take(struct req *rq);
/* Content-Type, security and caching headers of the finished answer. */
void answer_finish(struct req *rq);

/* -- error.c -------------------------------------------------------------- */

struct error_view {
    int64_t status;
    struct str title; /* what happened */
    struct str kept;  /* what became of what was entered */
    struct str next;  /* what to do now */
    bool sign_in;     /* offer the sign-in page */
};
extern const struct shape error_view_shape;

int err_status(enum err err);
/* The error page of err in the reader's language, or its JSON. */
void answer_error(struct req *rq, enum err err);

/* -- handle.c ------------------------------------------------------------- */

struct reading {
    const char *object;
    int64_t id;
};

/* A kept file whose fate hangs on the transaction. */
struct pending_file {
    struct str name;
    bool fresh; /* goes without the commit; else with it */
};

struct req_private {
    struct app *app;
    const struct raw_request *raw;
    struct answer *answer;
    struct match match;
    struct params query;
    struct params body;
    struct multipart files;
    struct pending_file pending[4];
    size_t pending_count;
    struct session session;
    struct hash token; /* of the session's cookie */
    struct str csrf;
    struct message *messages; /* rq->messages points here */
    size_t messages_max;
    struct str etag;
    struct str location;
    const char *denied;  /* why the request was refused, for the log */
    bool commit_unknown; /* the database went away while committing */
    struct reading readings[8];
    size_t reading_count;
    int64_t rows; /* read by the page, for the log line */
};

#endif
