#include "document/attachment.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/log.h"

/* clamd(8): INSTREAM, chunks behind their length, an empty one at the end; the
 * answer is "stream: OK" or "stream: NAME FOUND". */
enum { ANSWER_MAX = 400, CHUNK_MAX = 1 << 20, WAIT_S = 20 };

static enum err unavailable(const char *why)
{
    log_event(LOG_ERROR, "clamd", LOG_Z("why", why));
    return ERR_UNAVAILABLE;
}

static bool send_all(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = str_sub(bytes, (size_t)n, bytes.n);
    }
    return true;
}

static bool send_chunk(int fd, struct str bytes)
{
    uint32_t length = htonl((uint32_t)bytes.n);

    return send_all(fd, (struct str){(const char *)&length, sizeof(length)}) &&
           send_all(fd, bytes);
}

static bool send_stream(int fd, struct str bytes)
{
    if (!send_all(fd, (struct str){"zINSTREAM", sizeof("zINSTREAM")}))
        return false;
    for (size_t at = 0; at < bytes.n; at += CHUNK_MAX)
        if (!send_chunk(fd, str_sub(bytes, at, CHUNK_MAX)))
            return false;
    return send_chunk(fd, S(""));
}

static enum err answer_read(struct arena *a, int fd)
{
    char *text = NEW_N(a, char, ANSWER_MAX + 1);
    size_t n = 0;
    ssize_t got;

    do {
        got = recv(fd, text + n, ANSWER_MAX - n, 0);
        n += got > 0 ? (size_t)got : 0;
    } while (got > 0 && n < ANSWER_MAX && text[n - 1] != '\0');

    struct str answer = str_of(text);
    if (str_is(answer, "stream: OK"))
        return OK;
    if (!str_ends(answer, S(" FOUND")))
        return unavailable(n > 0 ? text : "no answer");
    log_event(LOG_WARN, "virus", LOG_S("found", answer));
    return ERR_FORBIDDEN;
}

static bool connected(int fd, struct str socket)
{
    const struct timeval wait = {.tv_sec = WAIT_S};
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (socket.n >= sizeof(address.sun_path))
        return false;
    memcpy(address.sun_path, socket.p, socket.n);
    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait)) == 0 &&
           setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait)) == 0 &&
           connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0;
}

enum err attachment_scan(struct arena *a, const struct config *c,
                         struct str bytes)
{
    enum err err;
    int fd;

    if (str_empty(c->clamd_socket))
        return OK;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return unavailable("no socket");
    if (!connected(fd, c->clamd_socket))
        err = unavailable("not reached");
    else if (!send_stream(fd, bytes))
        err = unavailable("did not take the file");
    else
        err = answer_read(a, fd);
    close(fd);
    return err;
}
