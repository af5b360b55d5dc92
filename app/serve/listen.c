#include "serve/listen.h"

#include "core/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { SYSTEMD_FIRST = 3, BACKLOG = 4096 };

static enum err failed(const char *what, struct str path)
{
    log_event(LOG_ERROR, "listen", LOG_Z("what", what), LOG_S("path", path),
              LOG_Z("why", strerror(errno)));
    return ERR_UNAVAILABLE;
}

/* A path that does not fit leaves an empty name. */
static socklen_t address_of(struct str path, struct sockaddr_un *out)
{
    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (path.n < sizeof(out->sun_path))
        memcpy(out->sun_path, path.p, path.n);
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path.n + 1);
}

static bool inherited(void)
{
    int64_t pid, count;

    return str_int(str_of(getenv("LISTEN_PID")), &pid) == OK &&
           str_int(str_of(getenv("LISTEN_FDS")), &count) == OK &&
           pid == getpid() && count >= 1;
}

static bool answered(const struct sockaddr_un *address, socklen_t length)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool yes =
        fd >= 0 && connect(fd, (const struct sockaddr *)address, length) == 0;

    if (fd >= 0)
        close(fd);
    return yes;
}

static enum err own_socket(struct str path, int *out)
{
    struct sockaddr_un address;
    socklen_t length = address_of(path, &address);
    int fd = -1;

    if (!address.sun_path[0]) {
        errno = ENAMETOOLONG;
        return failed("socket", path);
    }
    if (answered(&address, length)) {
        errno = EADDRINUSE;
        return failed("socket", path);
    }
    unlink(address.sun_path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    mode_t mask = umask(0117);
    bool bound =
        fd >= 0 && bind(fd, (const struct sockaddr *)&address, length) == 0;
    umask(mask);
    *out = fd;
    return bound && listen(fd, BACKLOG) == 0 ? OK : failed("bind", path);
}

enum err listen_open(const struct config *c, int *out)
{
    if (!inherited())
        return own_socket(c->socket, out);
    *out = SYSTEMD_FIRST;
    return fcntl(*out, F_SETFL, O_NONBLOCK) == 0 &&
                   fcntl(*out, F_SETFD, FD_CLOEXEC) == 0
               ? OK
               : failed("inherited socket", c->socket);
}

void listen_close(const struct config *c, int listener)
{
    struct sockaddr_un address;

    address_of(c->socket, &address);
    close(listener);
    if (!inherited())
        unlink(address.sun_path);
}

void notify(const char *line)
{
    struct str path = str_of(getenv("NOTIFY_SOCKET"));
    struct sockaddr_un address;
    int fd;

    if (str_empty(path))
        return;
    socklen_t length = address_of(path, &address) - 1;
    if (address.sun_path[0] == '@') /* an abstract name */
        address.sun_path[0] = '\0';
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || sendto(fd, line, strlen(line), 0,
                         (const struct sockaddr *)&address, length) < 0)
        log_event(LOG_WARN, "notify", LOG_Z("why", strerror(errno)));
    if (fd >= 0)
        close(fd);
}
