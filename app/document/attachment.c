#include "document/attachment.h"

#include <magic.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/log.h"
#include "core/utf8.h"

enum { TYPE_MAX = 100, SECONDS = 5, NAME_CHARS = 120, EXTENSION_MAX = 8 };

/* Extensions a name of that type may have; the first is given to others. */
static const struct {
    const char *type;
    const char *extensions;
} accepted[] = {
    {"application/pdf", "pdf"},
    {"application/msword", "doc dot"},
    {"application/vnd.ms-excel", "xls xlt"},
    {"application/vnd.ms-powerpoint", "ppt pps"},
    {"application/vnd.ms-outlook", "msg"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "docx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "xlsx"},
    {"application/"
     "vnd.openxmlformats-officedocument.presentationml.presentation",
     "pptx ppsx"},
    {"application/vnd.oasis.opendocument.text", "odt"},
    {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
    {"application/vnd.oasis.opendocument.presentation", "odp"},
    {"application/vnd.oasis.opendocument.graphics", "odg"},
    {"image/gif", "gif"},
    {"image/jpeg", "jpg jpeg"},
    {"image/png", "png"},
    {"image/tiff", "tiff tif"},
    {"image/webp", "webp"},
    {"message/rfc822", "eml"},
    {"text/csv", "csv txt"},
    {"text/plain", "txt csv tsv md eml log"},
};

static const char *extensions_of(struct str type)
{
    for (size_t i = 0; i < sizeof(accepted) / sizeof(*accepted); i++)
        if (str_is(type, accepted[i].type))
            return accepted[i].extensions;
    return NULL;
}

bool attachment_accepted(struct str type)
{
    return extensions_of(type) != NULL;
}

/* -- its type -------------------------------------------------------------- */

/* In the child: no descriptor but the pipe, little time, nothing to write. */
static _Noreturn void child(int out, struct str bytes)
{
    const struct rlimit seconds = {SECONDS, SECONDS}, nothing = {0, 0};
    const char *type;
    size_t n;

    if (dup2(out, 3) != 3 || close_range(4, ~0U, 0) != 0 ||
        setrlimit(RLIMIT_CPU, &seconds) != 0 ||
        setrlimit(RLIMIT_FSIZE, &nothing) != 0)
        _exit(1);
    magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR);
    if (!magic || magic_load(magic, NULL) != 0)
        _exit(1);
    type = magic_buffer(magic, bytes.p, bytes.n);
    n = type ? strlen(type) : 0;
    _exit(n > 0 && write(3, type, n) == (ssize_t)n ? 0 : 1);
}

static struct str answer_read(struct arena *a, int in)
{
    char *text = NEW_N(a, char, TYPE_MAX + 1);
    size_t n = 0;
    ssize_t got;

    do {
        got = read(in, text + n, TYPE_MAX - n);
        n += got > 0 ? (size_t)got : 0;
    } while (got > 0 && n < TYPE_MAX);
    return (struct str){text, n};
}

static enum err failed(const char *why)
{
    log_event(LOG_ERROR, "attachment", LOG_Z("why", why));
    return ERR_UNAVAILABLE;
}

enum err attachment_type(struct arena *a, struct str bytes, struct str *type)
{
    int ends[2], status = 0;
    pid_t pid;

    if (pipe(ends) != 0)
        return failed("no pipe");
    pid = fork();
    if (pid == 0)
        child(ends[1], bytes);
    close(ends[1]);
    if (pid > 0)
        *type = answer_read(a, ends[0]);
    close(ends[0]);
    if (pid < 0)
        return failed("no process");
    if (waitpid(pid, &status, 0) != pid || status != 0 || type->n == 0)
        return failed("libmagic found no type");
    return OK;
}

/* -- its name -------------------------------------------------------------- */

/* Characters that turn the direction of what follows: "gpj.exe" backwards. */
static bool turns(struct str c)
{
    static const struct {
        const char *from;
        const char *to;
    } ranges[] = {
        {"\u200b", "\u200f"}, {"\u2028", "\u202e"}, {"\u2060", "\u206f"},
        {"\ufeff", "\ufeff"}, {"\u061c", "\u061c"}, {"\xc2\x80", "\xc2\x9f"},
    };

    for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
        if (str_cmp(c, str_of(ranges[i].from)) >= 0 &&
            str_cmp(c, str_of(ranges[i].to)) <= 0)
            return true;
    return false;
}

static void put_plain(struct buf *out, struct str c)
{
    unsigned char byte = (unsigned char)c.p[0];

    if (c.n > 1) {
        if (!turns(c))
            buf_put(out, c);
    } else if (byte >= ' ' && byte != 0x7f) {
        buf_byte(out, strchr("<>:\"|?*%", c.p[0]) ? '_' : c.p[0]);
    }
}

static struct str plain(struct arena *a, struct str name)
{
    struct buf out = buf_new(a, name.n + 1);

    for (size_t i = name.n; i-- > 0;) {
        if (name.p[i] == '/' || name.p[i] == '\\') {
            name = str_sub(name, i + 1, name.n);
            break;
        }
    }
    for (size_t i = 0, step; (step = utf8_step(name, i)) > 0; i += step)
        put_plain(&out, str_sub(name, i, step));
    name = str_trim(utf8_nfc(a, buf_str(&out)));
    while (str_starts(name, S(".")))
        name = str_trim(str_sub(name, 1, name.n));
    return name;
}

/* Behind the last point, if it is one of the type's. */
static struct str extension(struct arena *a, struct str name,
                            const char *allowed)
{
    struct str rest = str_of(allowed), one, own = STR_NONE;

    for (size_t i = name.n; i-- > 0 && name.n - i <= EXTENSION_MAX;) {
        if (name.p[i] == '.') {
            own = str_lower_ascii(a, str_sub(name, i + 1, name.n));
            break;
        }
    }
    while (str_given(own) && str_cut(&rest, ' ', &one))
        if (str_eq(one, own))
            return own;
    return STR_NONE;
}

static struct str first_chars(struct str s, size_t max)
{
    size_t n = 0;

    for (size_t step; max > 0 && (step = utf8_step(s, n)) > 0; max--)
        n += step;
    return str_trim(str_sub(s, 0, n));
}

struct str attachment_name(struct arena *a, struct str name, struct str type)
{
    const char *allowed = extensions_of(type);
    struct str own = plain(a, name), end, first, rest = str_of(allowed);

    end = extension(a, own, allowed);
    if (str_given(end))
        own = str_sub(own, 0, own.n - end.n - 1);
    else if (str_cut(&rest, ' ', &first))
        end = first;
    own = first_chars(own, NAME_CHARS - EXTENSION_MAX);
    if (str_empty(own))
        own = S("file");
    return str_printf(a, "%.*s.%.*s", STR_ARG(own), STR_ARG(end));
}
