/* What a page file sees: its request, its forms, its answer. See
 * doc/HACKING.md for a page from start to end.
 *
 * A page is a file app/pages/NAME.c with one PAGE, a template
 * templates/NAME.mustache and a line in app/routes.def. GET runs in a READ
 * ONLY transaction, POST in a writing one; the handler never begins, commits or
 * rolls back: OK commits, any error rolls back. An ERR_RETRY reruns the page
 * up to four times, from the request as it came. A POST that returns ERR_INPUT
 * is answered by the page's get with rq->messages set and status 422 (or by
 * their JSON); what was sent is in req_form_raw. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "db/db.h"
#include "view/chart.h"
#include "view/mark.h"
#include "view/view.h"

/* Roles, as bits: an account may hold several (DOMAIN section 1). */
enum role {
    ROLE_STAFF = 1,
    ROLE_TRANSLATOR = 2,
    ROLE_DIRECTOR = 4,
    ROLE_AUTHORITY = 8,
    ROLE_CHAIR = 16,
    ROLE_MEMBER = 32,
    ROLE_SECRETARY = 64,
    ROLE_CONTROLLER = 128,
    ROLE_AUDITOR = 256,
    ROLE_READER = 512,
    ROLE_ADMIN = 1024,
};

/* The who column of routes.def: the roles of which one is needed. PUBLIC needs
 * no session, SIGNED any. Scope (which entity, which plan) is in the SQL. */
#define PUBLIC 0
#define SIGNED 0xffff

struct account {
    int64_t id; /* 0: nobody is signed in */
    struct str login;
    struct str name;
    struct str initials;
    int64_t roles; /* enum role bits that hold today */
};

enum method { METHOD_GET, METHOD_POST };

struct message {
    struct str field; /* form field it is about; not given: the whole form */
    struct str text;  /* in the reader's language */
};
extern const struct shape message_shape;

struct req {
    struct arena *arena;
    struct db *db;
    const struct config *config;
    struct account me;
    enum lang lang;
    enum method method;
    bool wants_json; /* Accept: application/json: the grid's autosave */
    struct str path;
    struct str query; /* raw, without "?" */
    struct str id;    /* request id, shown with errors */
    struct instant now;
    struct date today;    /* in Brussels, or the demonstration's stored date */
    struct list messages; /* of struct message: what req_form found wrong */
    struct req_private *priv;
};

typedef enum err page_fn(struct req *rq);

struct page {
    const char *name;
    page_fn *get;
    page_fn *post;
    const struct shape *view; /* of what res_render is given; NULL: the page
                                 has no template */
    struct stmt *const *sql;  /* every statement it may run, NULL-ended */
    bool no_store;            /* evaluations, accounts, sign-in, downloads */
    bool uploads;             /* its post takes files */
};

/* PAGE(plan_show, .get = show, .view = &view_shape, .sql = SQL(&a, &b)); */
#define SQL(...)                                                               \
    (struct stmt *const[])                                                     \
    {                                                                          \
        __VA_ARGS__, NULL                                                      \
    }
#define PAGE(page_name, ...)                                                   \
    extern const struct page page_##page_name;                                 \
    const struct page page_##page_name = {.name = #page_name, __VA_ARGS__}

/* -- input ---------------------------------------------------------------- */

/* A path parameter as a number or as text; malformed is ERR_NOT_FOUND. */
NODISCARD enum err req_id(struct req *rq, const char *name, int64_t *out);
NODISCARD enum err req_path(struct req *rq, const char *name, struct str *out);
NODISCARD enum err req_path_period(struct req *rq, const char *name,
                                   struct period *out);
/* A query parameter; STR_NONE / none when absent. Malformed: ERR_NOT_FOUND. */
struct str req_query(struct req *rq, const char *name);
NODISCARD enum err req_query_period(struct req *rq, const char *name,
                                    struct period *out);
NODISCARD enum err req_query_int(struct req *rq, const char *name,
                                 int64_t *out);

/* A declared form: names, kinds, limits. All texts arrive as valid UTF-8 with
 * LF line ends. */
struct form_field {
    const char *name;
    enum kind kind; /* BOOL, INT, STR, DEC, DATE, PERIOD */
    size_t offset;
    bool required;
    bool secret;                /* never echoed, never logged */
    size_t max_chars;           /* default 200 for STR */
    const char *label;          /* msgid, for the messages */
    const char *const *options; /* NULL-ended: allowed values of a STR */
};
struct form {
    size_t size;
    size_t count;
    const struct form_field *fields;
};
#define FORM_FIELD(type, member, ...)                                          \
    {                                                                          \
        .name = #member, .kind = KIND_OF(((type *)0)->member),                 \
        .offset = offsetof(type, member), __VA_ARGS__                          \
    }
#define FORM(type, its_fields)                                                 \
    {                                                                          \
        sizeof(type), sizeof(its_fields) / sizeof(*(its_fields)), its_fields   \
    }

/* Fills the struct at out. ERR_INPUT: rq->messages names each wrong field,
 * out holds what could be read. A field that was not sent is none/false. */
NODISCARD enum err req_form(struct req *rq, const struct form *form, void *out);

/* Repeated rows: fields named "value:12" belong to the row with id 12. The
 * struct's FIRST member is int64_t id. Rows come by ascending id. Messages
 * carry the field's full name ("value:12"). ERR_INPUT as above, with all rows
 * that were sent in *out. */
NODISCARD enum err req_form_rows(struct req *rq, const struct form *form,
                                 struct list *out);
/* One field as sent, before any reading of it: to show it again. */
struct str req_form_raw(struct req *rq, const char *name);

/* The client's address, for throttling; at most 64 characters. */
struct str req_remote(const struct req *rq);

/* Adds a message (field may be NULL) and returns ERR_INPUT. */
enum err req_refuse(struct req *rq, const char *field, struct str text);

/* -- files ---------------------------------------------------------------- */

/* A file that was sent: its name as the sender calls it, never used on disk,
 * and its bytes, of the request. */
struct upload {
    struct str name;
    struct str bytes;
};
/* False: no file was chosen. */
bool req_upload(struct req *rq, const char *name, struct upload *out);
/* Keeps it in the folder `files`, on disk before COMMIT, under the name made
 * for it. It is removed again when the transaction does not commit. */
NODISCARD enum err req_keep(struct req *rq, const struct upload *upload,
                            struct str *kept);
/* Removes a kept file once the transaction has committed. */
void req_discard(struct req *rq, struct str kept);

/* -- answer --------------------------------------------------------------- */

/* Renders templates/NAME.mustache of the page with its view struct inside the
 * frame (web/frame.h). The status is 200, or 422 while rq->messages has any. */
NODISCARD enum err res_render(struct req *rq, const void *view);
/* 303 to a local path; the text is shown there once. message may be none. */
NODISCARD enum err res_see_other(struct req *rq, struct str path,
                                 struct str message);
/* 200 (or status) with a JSON body. */
NODISCARD enum err res_json(struct req *rq, int status, struct str json);
/* A file to download. */
NODISCARD enum err res_file(struct req *rq, struct str name, struct str type,
                            struct str bytes);
/* A kept file to download: nginx reads it. */
NODISCARD enum err res_kept(struct req *rq, struct str name, struct str type,
                            struct str kept);

/* True: the reader's browser has the page of this version already. The answer
 * is ready (304): return OK. Account, roles, language and date are part of the
 * comparison; version covers the rows. Not for pages with a "once" field. */
bool res_fresh(struct req *rq, struct str version);
/* Sets a cookie of the whole site; name is plain, "__Host-" is added where TLS
 * is on. max_age_s 0 removes it; negative: until the browser closes. */
void res_cookie(struct req *rq, const char *name, struct str value,
                int64_t max_age_s);
/* A further header; the name and value are ours, never the visitor's. */
void res_header(struct req *rq, struct str name, struct str value);

/* Is it the path (and query) of a GET page of this site? For "next". */
bool path_known(struct req *rq, struct str path);

/* A local path from a pattern: {} is replaced, URL-escaped, in order. */
struct str path_fill(struct arena *a, const char *pattern,
                     const struct value *values, size_t count);
#define PATH(rq, pattern, ...)                                                 \
    path_fill((rq)->arena, (pattern), DB_VALUES(__VA_ARGS__))

/* Written after the transaction, in one of its own: who read what (DOMAIN:
 * every reading of an evaluation, every auditor's reading is logged). */
void req_log_reading(struct req *rq, const char *object, int64_t id);

/* Ends every session of the account but the present one. */
NODISCARD enum err session_end_others(struct req *rq, int64_t account);
/* Signs in: a new token, cookie set with the answer. */
NODISCARD enum err session_begin(struct req *rq, int64_t account);
NODISCARD enum err session_end(struct req *rq);

#endif
