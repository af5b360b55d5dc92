/* Configuration files: what is read prints as a file that reads the same. */
#include <sys/mman.h>
#include <unistd.h>

#include "core/config.h"
#include "core/log.h"

#include "fuzz.h"

static enum err read_text(struct arena *a, struct str text, struct config *c)
{
    int fd = memfd_create("config", MFD_CLOEXEC);
    enum err e;

    HOLDS(fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n);
    e = config_read(a, str_printf(a, "/proc/self/fd/%d", fd).p, c);
    close(fd);
    c->db_password = STR_NONE; /* secrets are not printed as they are */
    c->smtp_password = STR_NONE;
    return e;
}

FUZZ(config)
{
    struct arena *a = arena_new((size_t)16 << 20, NULL);
    struct config c;
    struct str printed;

    log_level_set(LOG_OFF);
    if (read_text(a, fuzz_text(data, size), &c) == OK) {
        HOLDS(c.workers > 0 && c.body_limit > 0 && !str_empty(c.data));
        HOLDS(c.demonstration || !date_given(c.today));
        printed = config_text(a, &c);
        HOLDS(read_text(a, printed, &c) == OK);
        HOLDS(str_eq(config_text(a, &c), printed));
    }
    log_level_set(LOG_INFO);
    arena_free(a);
    return 0;
}
