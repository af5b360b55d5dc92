#include "jobs/mail.h"

#include <signal.h>

#include "core/log.h"
#include "core/utf8.h"
#include "jobs/message.h"
#include "jobs/smtp.h"

enum {
    BATCH = 50,
    TRIES_MAX = 40, /* nine days */
    WAIT_S = 60,
    WAIT_MAX_S = 6 * 3600,
    ROUND_S = 5,
    MAIL_BYTES = 64 << 20,
    WHY_CHARS = 400,
};

struct due_row {
    int64_t id;
};
static const struct field due_fields[] = {FIELD(struct due_row, id)};
static const struct shape due_shape = SHAPE(struct due_row, due_fields);

static struct stmt mails_due = {
    .sql = "SELECT id FROM mail WHERE sent_at IS NULL AND tries < ?"
           " AND (next_try_at IS NULL OR next_try_at <= ?)"
           " ORDER BY urgent DESC, id LIMIT ?",
    .params = 3,
    .row = &due_shape,
};

struct mail_row {
    struct str message_id;
    struct str address;
    struct str lang;
    struct str subject;
    struct str body;
    struct instant made_at;
    int64_t tries;
};
static const struct field mail_fields[] = {
    FIELD(struct mail_row, message_id), FIELD(struct mail_row, address),
    FIELD(struct mail_row, lang),       FIELD(struct mail_row, subject),
    FIELD(struct mail_row, body),       FIELD(struct mail_row, made_at),
    FIELD(struct mail_row, tries),
};
static const struct shape mail_shape = SHAPE(struct mail_row, mail_fields);

/* By its key: only this row is locked, never the gap where pages add theirs. */
static struct stmt mail_claim = {
    .sql = "SELECT message_id, address, lang, subject, body, made_at, tries"
           " FROM mail WHERE id = ? AND sent_at IS NULL"
           " AND (next_try_at IS NULL OR next_try_at <= ?)"
           " FOR UPDATE SKIP LOCKED",
    .params = 2,
    .row = &mail_shape,
};
static struct stmt mail_sent = {
    .sql = "UPDATE mail SET sent_at = ?, tries = tries + 1, last_error = NULL"
           " WHERE id = ?",
    .params = 2,
};
static struct stmt mail_failed = {
    .sql = "UPDATE mail SET tries = tries + 1, next_try_at = ?, last_error = ?"
           " WHERE id = ?",
    .params = 3,
};

int64_t mail_wait_s(int64_t tries)
{
    return tries < 9 ? (int64_t)WAIT_S << tries : WAIT_MAX_S;
}

struct job {
    struct arena *arena; /* of one mail */
    struct db *db;
    const struct config *config;
    struct smtp *smtp;
};

static enum smtp_fate hand_over(struct job *j, const struct mail_row *m,
                                struct str *why)
{
    struct message message = {
        .id = m->message_id,
        .from = j->config->mail_from,
        .to = m->address,
        .lang = m->lang,
        .subject = m->subject,
        .body = m->body,
        .made_at = m->made_at,
    };
    struct str text;

    if (message_text(j->arena, &message, &text) != OK) {
        *why = S("not an address");
        return SMTP_REFUSED;
    }
    return smtp_send(j->smtp, j->arena, m->address, text, why);
}

static enum err note_failure(struct job *j, int64_t id, int64_t tries,
                             struct str why)
{
    struct instant next = {instant_now().s + mail_wait_s(tries)};
    bool last = tries + 1 >= TRIES_MAX;

    log_event(last ? LOG_ERROR : LOG_WARN, last ? "mail_given_up" : "mail_late",
              LOG_N("mail", id), LOG_N("tries", tries + 1), LOG_S("why", why));
    return db_do(j->db, &mail_failed, NULL, V(next),
                 V(utf8_short(j->arena, why, WHY_CHARS)), V(id));
}

/* One mail in one transaction. Somebody else's is passed over. */
static enum err send_one(struct job *j, int64_t id, struct mail_count *count,
                         bool *reached)
{
    struct mail_row row;
    struct str why;
    enum err err;

    TRY(db_begin_write(j->db));
    err = db_one(j->db, &mail_claim, &row, V(id), V(instant_now()));
    if (err == ERR_NOT_FOUND || err == ERR_RETRY) {
        db_rollback(j->db);
        return OK;
    }
    TRY(err);
    enum smtp_fate fate = hand_over(j, &row, &why);
    *reached = fate != SMTP_UNREACHABLE;
    if (fate == SMTP_ACCEPTED)
        TRY(db_do(j->db, &mail_sent, NULL, V(instant_now()), V(id)));
    else
        TRY(note_failure(j, id, row.tries, why));
    TRY(db_commit(j->db));
    count->sent += fate == SMTP_ACCEPTED;
    count->failed += fate != SMTP_ACCEPTED;
    return OK;
}

static volatile sig_atomic_t stopping;

static enum err send_batch(struct job *j, struct list due,
                           struct mail_count *count, bool *reached)
{
    enum err err = OK;

    j->arena = arena_new(MAIL_BYTES, NULL);
    for (size_t i = 0; err == OK && *reached && !stopping && i < due.count;
         i++) {
        db_arena_set(j->db, j->arena);
        err = send_one(j, LIST_AT(struct due_row, due, i)->id, count, reached);
        if (err != OK)
            db_rollback(j->db);
        arena_reset(j->arena);
    }
    arena_free(j->arena);
    return err;
}

static enum err send_all(struct job *j, struct arena *a,
                         struct mail_count *count)
{
    bool reached = true;
    struct list due;

    do {
        arena_reset(a);
        db_arena_set(j->db, a);
        TRY(db_all(j->db, &mails_due, &due, V((int64_t)TRIES_MAX),
                   V(instant_now()), V((int64_t)BATCH)));
        TRY(send_batch(j, due, count, &reached));
    } while (reached && !stopping && due.count == BATCH);
    return OK;
}

static enum err job_open(struct arena *process, struct db *db,
                         const struct config *c, struct job *out)
{
    *out = (struct job){.db = db, .config = c};
    if (str_empty(c->smtp_url)) {
        log_event(c->demonstration ? LOG_INFO : LOG_ERROR, "mail",
                  LOG_Z("message", "no smtp_url: nothing is sent"));
        return c->demonstration ? OK : ERR_INPUT;
    }
    return smtp_open(process, c, &out->smtp);
}

static enum err round_of(struct job *j, struct mail_count *count)
{
    struct arena *a = arena_new(MAIL_BYTES, NULL);
    enum err err = j->smtp ? send_all(j, a, count) : OK;

    if (count->sent + count->failed > 0)
        log_event(LOG_INFO, "mail", LOG_N("sent", count->sent),
                  LOG_N("failed", count->failed));
    arena_free(a);
    return err;
}

enum err mail_send_due(struct arena *process, struct db *db,
                       const struct config *c, struct mail_count *out)
{
    struct job job;
    enum err err = job_open(process, db, c, &job);

    *out = (struct mail_count){0};
    if (err == OK)
        err = round_of(&job, out);
    smtp_close(job.smtp);
    return err;
}

static void on_signal(int number)
{
    (void)number;
    stopping = 1;
}

static void signals_set(sigset_t *blocked)
{
    struct sigaction stop = {.sa_handler = on_signal};

    sigemptyset(blocked);
    sigaddset(blocked, SIGTERM);
    sigaddset(blocked, SIGINT);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
}

/* A signal between the test and the sleep is not missed: sigtimedwait takes
 * it. */
static void rest(const sigset_t *blocked)
{
    const struct timespec pause = {.tv_sec = ROUND_S};

    sigprocmask(SIG_BLOCK, blocked, NULL);
    if (!stopping && sigtimedwait(blocked, NULL, &pause) > 0)
        stopping = 1;
    sigprocmask(SIG_UNBLOCK, blocked, NULL);
}

enum err mail_send_forever(struct arena *process, struct db *db,
                           const struct config *c)
{
    sigset_t blocked;
    struct job job;
    enum err err = job_open(process, db, c, &job);

    signals_set(&blocked);
    while (err == OK && !stopping) {
        struct mail_count count = {0};
        err = round_of(&job, &count);
        if (err == ERR_RETRY || err == ERR_UNAVAILABLE)
            err = OK;
        if (!stopping)
            rest(&blocked);
        if (db_lost(db) && db_reopen(db) != OK)
            log_event(LOG_WARN, "mail", LOG_Z("message", "no database yet"));
    }
    smtp_close(job.smtp);
    return err;
}
