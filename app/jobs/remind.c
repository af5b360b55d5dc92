#include "jobs/remind.h"

#include "core/log.h"
#include "document/digest.h"

enum { KEEP_BYTES = 256 << 20, SCRATCH_BYTES = 256 << 20, TRIES = 3 };

struct run {
    struct db *db;
    const struct config *config;
    const struct remind_clock *clock;
    struct arena *keep;
    struct arena *scratch;
    struct list readers;
    struct reminder_facts facts;
};

static bool due(const struct run *r, const struct reminder_reader *reader)
{
    return reminder_digest_due(&reader->wish, reader->last_on, r->clock->today,
                               r->clock->second);
}

/* Nobody's hour, nothing to collect. */
static bool anybody(const struct run *r)
{
    for (size_t i = 0; i < r->readers.count; i++)
        if (due(r, LIST_AT(struct reminder_reader, r->readers, i)))
            return true;
    return false;
}

static enum err read_all(struct run *r)
{
    struct reminder_rules rules = digest_rules(r->config);

    TRY(db_begin_read(r->db));
    TRY(reminder_readers(r->db, r->keep, &r->readers));
    if (anybody(r))
        TRY(reminder_collect(r->db, r->keep, r->scratch, &rules,
                             r->clock->today, &r->facts));
    return db_commit(r->db);
}

static enum err digest_add(struct run *r, const struct reminder_reader *reader,
                           const struct mail *mail)
{
    TRY(db_begin_write(r->db));
    TRY(reminder_mark(r->db, reader->account, r->clock->today, r->clock->now));
    if (mail)
        TRY(mail_add(r->db, r->clock->now, mail));
    return db_commit(r->db);
}

/* Somebody else's mark is no failure: the digest is there. */
static enum err digest_give(struct run *r, const struct reminder_reader *reader,
                            const struct mail *mail, struct remind_count *out)
{
    enum err err = ERR_RETRY;

    for (int i = 0; i < TRIES && err == ERR_RETRY; i++) {
        err = digest_add(r, reader, mail);
        if (err != OK)
            db_rollback(r->db);
    }
    out->people += err == OK;
    out->mails += err == OK && mail != NULL;
    return err == ERR_CONFLICT ? OK : err;
}

/* Both are sorted by account. */
static enum err give_all(struct run *r, struct remind_count *out)
{
    const struct reminder_fact *at = r->facts.at;
    const struct reminder_fact *end = at + r->facts.count;

    for (size_t i = 0; i < r->readers.count; i++) {
        const struct reminder_reader *reader =
            LIST_AT(struct reminder_reader, r->readers, i);
        const struct reminder_fact *first;
        struct mail mail;

        while (at < end && at->account < reader->account)
            at++;
        for (first = at; at < end && at->account == reader->account;)
            at++;
        if (!due(r, reader))
            continue;
        arena_reset(r->scratch);
        bool says = digest_write(r->scratch, r->config, reader, first,
                                 (size_t)(at - first), r->clock->today, &mail);
        TRY(digest_give(r, reader, says ? &mail : NULL, out));
    }
    return OK;
}

enum err remind_run(struct db *db, const struct config *c,
                    const struct remind_clock *clock, struct remind_count *out)
{
    struct run r = {
        .db = db,
        .config = c,
        .clock = clock,
        .keep = arena_new(KEEP_BYTES, NULL),
        .scratch = arena_new(SCRATCH_BYTES, NULL),
    };

    *out = (struct remind_count){0};
    db_arena_set(db, r.keep);
    enum err err = read_all(&r);
    if (err == OK)
        err = give_all(&r, out);
    if (err != OK)
        db_rollback(db);
    log_event(err == OK ? LOG_INFO : LOG_ERROR, "remind",
              LOG_N("people", out->people), LOG_N("mails", out->mails));
    arena_free(r.keep);
    arena_free(r.scratch);
    return err;
}
