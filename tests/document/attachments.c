/* What may be attached: by content, under a harmless name, past the scanner. */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "document/attachment.h"
#include "document/parts.h"

static struct arena *arena;

static void open_arena(void)
{
    arena = arena_new(8 << 20, NULL);
}

static void close_arena(void)
{
    arena_free(arena);
}

static struct str type_of(struct str bytes)
{
    struct str type;

    assert_ok(attachment_type(arena, bytes, &type));
    return type;
}

START_TEST(content_decides)
{
    assert_str(type_of(S("%PDF-1.4\n1 0 obj\n")), "application/pdf");
    assert_str(type_of(S("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")), "image/png");
    assert_str(type_of(S("Les années\n")), "text/plain");
    assert_str(type_of(S("From: a@b\nTo: c@d\nSubject: x\n\nhello\n")),
               "message/rfc822");
    ck_assert(!attachment_accepted(type_of(S("#!/bin/sh\nexit\n"))));
    ck_assert(!attachment_accepted(
        type_of(S("<!DOCTYPE html><html><script>x</script></html>"))));
    ck_assert(!attachment_accepted(
        type_of(S("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"))));
    ck_assert(!attachment_accepted(type_of(S("\x7f"
                                             "ELF\x02\x01\x01"))));
    ck_assert(attachment_accepted(S("text/csv")));
    ck_assert(!attachment_accepted(S("text/csvx")));
    ck_assert(!attachment_accepted(STR_NONE));
}
END_TEST

START_TEST(names_are_harmless)
{
    static const struct {
        const char *given;
        const char *kept;
    } names[] = {
        {"Preuve été.PDF", "Preuve été.pdf"},
        {"C:\\Users\\ana\\a.pdf", "a.pdf"},
        {"../../etc/passwd", "passwd.pdf"},
        {"virus.exe", "virus.exe.pdf"},
        {"..pdf", "pdf.pdf"},
        {".pdf", "pdf.pdf"},
        {"", "file.pdf"},
        {"/", "file.pdf"},
        {"a\r\nb\x01"
         "c.pdf",
         "abc.pdf"},
        {"a<b>:\"c|d?.pdf", "a_b___c_d_.pdf"},
        {"fdp\u202egpj.pdf", "fdpgpj.pdf"},
        {"a\u200b\ufeffb.pdf", "ab.pdf"},
        {"e\u0301.pdf", "é.pdf"},
    };
    struct buf lengthy = buf_new(arena, 1000);

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        assert_str(attachment_name(arena, str_of(names[i].given),
                                   S("application/pdf")),
                   names[i].kept);
    for (int i = 0; i < 300; i++)
        buf_puts(&lengthy, "é");
    buf_puts(&lengthy, ".pdf");
    struct str kept =
        attachment_name(arena, buf_str(&lengthy), S("application/pdf"));
    ck_assert_uint_eq(kept.n, 2 * 112 + 4);
    ck_assert(str_ends(kept, S("é.pdf")));
}
END_TEST

/* -- a scanner that says what it is told to -------------------------------- */

static struct sockaddr_un address = {.sun_family = AF_UNIX};

static void read_all(int fd, size_t bytes)
{
    char text[4096];

    while (bytes > 0) {
        ssize_t n = read(fd, text, bytes < sizeof(text) ? bytes : sizeof(text));
        if (n <= 0)
            _exit(1);
        bytes -= (size_t)n;
    }
}

static pid_t scanner(const char *answer, size_t expected)
{
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    pid_t pid;

    snprintf(address.sun_path, sizeof(address.sun_path), "/tmp/clamd.%d.sock",
             (int)getpid());
    unlink(address.sun_path);
    ck_assert_int_eq(
        bind(listener, (const struct sockaddr *)&address, sizeof(address)), 0);
    ck_assert_int_eq(listen(listener, 1), 0);
    pid = fork();
    if (pid == 0) {
        int fd = accept(listener, NULL, NULL);
        read_all(fd, expected);
        _exit(write(fd, answer, strlen(answer) + 1) > 0 ? 0 : 1);
    }
    close(listener);
    return pid;
}

static enum err scanned(const char *answer)
{
    struct config c = {.clamd_socket = str_of(address.sun_path)};
    pid_t pid = scanner(answer, sizeof("zINSTREAM") + 4 + 5 + 4);
    enum err err = attachment_scan(arena, &c, S("bytes"));
    int status;

    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    unlink(address.sun_path);
    ck_assert_int_eq(status, 0);
    return err;
}

START_TEST(the_scanner_is_asked)
{
    struct config none = {0};

    assert_ok(attachment_scan(arena, &none, S("bytes")));
    snprintf(address.sun_path, sizeof(address.sun_path), "/tmp/clamd.%d.sock",
             (int)getpid());
    assert_ok(scanned("stream: OK"));
    ck_assert_int_eq(scanned("stream: Eicar-Test-Signature FOUND"),
                     ERR_FORBIDDEN);
    ck_assert_int_eq(scanned("INSTREAM size limit exceeded. ERROR"),
                     ERR_UNAVAILABLE);
    ck_assert_int_eq(
        attachment_scan(arena,
                        &(struct config){.clamd_socket = S("/nonexistent")},
                        S("bytes")),
        ERR_UNAVAILABLE);
}
END_TEST

TCase *attachments(void)
{
    TCase *t = tcase_create("attachments");

    tcase_add_checked_fixture(t, open_arena, close_arena);
    tcase_add_test(t, content_decides);
    tcase_add_test(t, names_are_harmless);
    tcase_add_test(t, the_scanner_is_asked);
    return t;
}
