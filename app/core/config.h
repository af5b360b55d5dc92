/* Settings: the environment (MANDARIS_DB_SOCKET ...) over a key = value file
 * (--config FILE, keys in lower case without the prefix: db_socket = ...) over
 * defaults. Read once at start; check-config prints them without secrets. */
#ifndef CORE_CONFIG_H
#define CORE_CONFIG_H

#include "core/date.h"

struct config {
    struct str db_socket;   /* unix socket of MariaDB; no TCP */
    struct str db_user;     /* default "mandaris" */
    struct str db_password; /* may be empty with unix_socket authentication */
    struct str db_name;     /* default "mandaris" */
    struct str data;        /* folder with templates/ static/ schema/ po/ */
    struct str socket;      /* unix socket the workers listen on */
    struct str base_url;    /* for links in mails; no trailing slash */
    struct str mail_from;
    struct str
        audit_mail;       /* addresses the daily seal goes to, spaces between */
    struct str smtp_url;  /* smtp:// or smtps://; empty: no mail leaves */
    struct str smtp_user; /* empty: without signing in */
    struct str smtp_password;
    bool smtp_tls;    /* smtp:// must turn to TLS (STARTTLS); default yes */
    struct str files; /* folder of what was attached; nginx reads it too */
    struct str clamd_socket;      /* a virus scanner's; empty: none */
    bool tls;                     /* the public URL is https: Secure, __Host- */
    bool demonstration;           /* sample accounts and the outbox are shown */
    struct date today;            /* a stored date, demonstration only */
    int64_t remind_due_days;      /* before a due date, default 7 */
    int64_t remind_escalate_days; /* behind it, to the director; default 14 */
    int64_t answer_days;          /* an asked link holds, default 14 */
    int64_t workers;              /* default 4 */
    int64_t body_limit;           /* bytes of a request body, default 2 MiB */
    int64_t upload_limit;         /* bytes of a file, default 10 MB */
    int64_t arena_limit;          /* bytes a request may use, default 64 MiB */
    int64_t session_idle_minutes; /* default 60 */
    int64_t session_absolute_minutes; /* default 720 */
};

/* file may be NULL. ERR_INPUT: a message naming the key was logged. The texts
 * live in the arena. */
NODISCARD enum err config_read(struct arena *a, const char *file,
                               struct config *out);
/* Sets one key by its name as in the file: how options override. */
NODISCARD enum err config_set(struct arena *a, struct config *c, struct str key,
                              struct str value);
/* What counts as now: a demonstration lives on its stored date, at the time of
 * day the wall clock shows. */
struct instant config_now(const struct config *c, struct instant wall);
/* "key = value" lines; the password is shown as set or not set. */
struct str config_text(struct arena *a, const struct config *c);

#endif
