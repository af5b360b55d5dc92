#include "core/password.h"

#include "core/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PASSES = 2, MEMORY = 64 << 20, AT_ONCE = 2 };

/* Takes the place of a hash nobody has, so that an unknown login takes as long
 * as a known one. Its password is 32 random bytes that were thrown away. */
static const char nobody[] =
    "$argon2id$v=19$m=65536,t=2,p=1"
    "$WJa9BLihxrvT8exg4tq1Sw$SQ/fMg+6HeENwS+NaYyOceLxM422KVgc40HwX9XZ5IE";

struct work {
    struct str password;
    const char *hash; /* to compare with; NULL: make one */
};

/* What the child sends back. */
struct outcome {
    bool done;
    bool same;
    char hash[crypto_pwhash_STRBYTES];
};

/* One byte a place; made by password_share, else there is no queue. */
static int places = -1;

enum err password_share(void)
{
    places = memfd_create("passwords", MFD_CLOEXEC);
    return places >= 0 ? OK : ERR_UNAVAILABLE;
}

/* The lock is given back by the child's end, however it ends. */
static void place_take(void)
{
    struct flock place = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};

    for (place.l_start = 0; place.l_start < AT_ONCE - 1; place.l_start++)
        if (fcntl(places, F_SETLK, &place) == 0)
            return;
    while (fcntl(places, F_SETLKW, &place) != 0 && errno == EINTR)
        ;
}

static struct outcome compute(const struct work *w)
{
    struct outcome out = {0};

    if (w->hash) {
        out.same = crypto_pwhash_str_verify(w->hash, w->password.p,
                                            w->password.n) == 0;
        out.done = true;
    } else {
        out.done = crypto_pwhash_str(out.hash, w->password.p, w->password.n,
                                     PASSES, MEMORY) == 0;
    }
    return out;
}

static _Noreturn void child(const struct work *w, int to)
{
    if (places >= 0)
        place_take();
    struct outcome out = compute(w);
    _exit(write(to, &out, sizeof(out)) == sizeof(out) ? 0 : 1);
}

static bool outcome_read(pid_t pid, int from, struct outcome *out)
{
    int status = 1;
    bool whole = read(from, out, sizeof(*out)) == sizeof(*out);

    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return whole && out->done;
}

static enum err elsewhere(const struct work *w, struct outcome *out)
{
    int ends[2];
    bool done = false;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return ERR_UNAVAILABLE;
    pid_t pid = fork();
    if (pid == 0)
        child(w, ends[1]);
    close(ends[1]);
    if (pid > 0)
        done = outcome_read(pid, ends[0], out);
    close(ends[0]);
    if (done)
        return OK;
    log_event(LOG_ERROR, "password", LOG_Z("why", "its process failed"));
    return ERR_UNAVAILABLE;
}

enum err password_hash(struct arena *a, struct str password, struct str *out)
{
    struct work w = {password, NULL};
    struct outcome outcome;

    TRY(elsewhere(&w, &outcome));
    *out = str_copy(a, str_of(outcome.hash));
    return OK;
}

enum err password_check(struct str hash, struct str password, bool *same)
{
    char text[crypto_pwhash_STRBYTES] = {0};
    struct work w = {password, text};
    struct outcome outcome;
    bool known = hash.n > 0 && hash.n < sizeof(text);

    *same = false;
    memcpy(text, known ? hash.p : nobody, known ? hash.n : sizeof(nobody));
    TRY(elsewhere(&w, &outcome));
    *same = known && outcome.same;
    return OK;
}
