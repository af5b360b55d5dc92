/* What travels: headers nothing can break, and RFC 2045 text. */
#include "core/buf.h"
#include "jobs/mail.h"
#include "jobs/message.h"
#include "jobs/parts.h"

#include <string.h>

static struct message sample(void)
{
    return (struct message){
        .id = S("4f1c"),
        .from = S("mandaris@example.org"),
        .to = S("ana@example.org"),
        .lang = S("fr"),
        .subject = S("Rappel"),
        .body = S("Bonjour"),
        .made_at = {1800000000},
    };
}

static struct str text_of(struct message m)
{
    struct str text;

    assert_ok(message_text(test_arena, &m, &text));
    return text;
}

static bool holds(struct str text, const char *part)
{
    return memmem(text.p, text.n, part, strlen(part)) != NULL;
}

START_TEST(names_sender_reader_and_itself)
{
    struct str text = text_of(sample());

    assert_str(text, "Date: Fri, 15 Jan 2027 08:00:00 +0000\r\n"
                     "From: Mandaris <mandaris@example.org>\r\n"
                     "To: <ana@example.org>\r\n"
                     "Subject: =?UTF-8?Q?Rappel?=\r\n"
                     "Message-ID: <4f1c@example.org>\r\n"
                     "Content-Language: fr\r\n"
                     "Auto-Submitted: auto-generated\r\n"
                     "X-Auto-Response-Suppress: All\r\n"
                     "MIME-Version: 1.0\r\n"
                     "Content-Type: text/plain; charset=utf-8\r\n"
                     "Content-Transfer-Encoding: quoted-printable\r\n"
                     "\r\n"
                     "Bonjour\r\n");
}
END_TEST

START_TEST(no_subject_becomes_a_header)
{
    struct message m = sample();

    m.subject = S("a\r\nBcc: x@example.org\nb");
    struct str text = text_of(m);
    ck_assert(!holds(text, "\nBcc"));
    ck_assert(holds(text, "Subject: =?UTF-8?Q?a=20=20Bcc=3A=20x=40example"));
}
END_TEST

START_TEST(long_subjects_fold_between_characters)
{
    struct message m = sample();
    struct buf long_one = buf_new(test_arena, 900);

    for (int i = 0; i < 200; i++)
        buf_puts(&long_one, "é");
    m.subject = buf_str(&long_one);
    struct str rest = text_of(m), line;
    bool folded = false;
    while (str_cut(&rest, '\n', &line)) {
        ck_assert_uint_le(line.n, 86); /* "Subject: ", a word, CR */
        if (!str_starts(line, S(" =?UTF-8?Q?")))
            continue;
        folded = true;
        ck_assert(str_starts(line, S(" =?UTF-8?Q?=C3=A9")));
    }
    ck_assert(folded);
}
END_TEST

static const struct {
    const char *body;
    const char *wanted;
} bodies[] = {
    {"é=", "=C3=A9=3D\r\n"},
    {"a \nb\t\n", "a=20\r\nb=09\r\n\r\n"},
    {"one\r\ntwo\rthree", "one\r\ntwo\r\nthree\r\n"},
    {".", ".\r\n"},
    {"0123456789012345678901234567890123456789"
     "0123456789012345678901234567890123456",
     "0123456789012345678901234567890123456789"
     "01234567890123456789012345678901234=\r\n56\r\n"},
};

START_TEST(writes_quoted_printable)
{
    struct message m = sample();

    m.body = str_of(bodies[_i].body);
    struct str text = text_of(m);
    const char *at = memmem(text.p, text.n, "\r\n\r\n", 4);
    ck_assert_ptr_nonnull(at);
    assert_str(str_sub(text, (size_t)(at - text.p) + 4, text.n),
               bodies[_i].wanted);
}
END_TEST

static const char *const wrong[] = {
    "",
    "ana",
    "@example.org",
    "ana@",
    "a@b@c",
    "ana@example.org\r\nRCPT TO:<x@example.org>",
    "ana@example.org>",
    "Ana <ana@example.org>",
    "a,b@example.org",
};

START_TEST(refuses_what_is_no_address)
{
    struct message m = sample();
    struct str text;

    m.to = str_of(wrong[_i]);
    ck_assert_int_eq(message_text(test_arena, &m, &text), ERR_INPUT);
}
END_TEST

START_TEST(waits_longer_each_time)
{
    ck_assert_int_eq(mail_wait_s(0), 60);
    ck_assert_int_eq(mail_wait_s(3), 480);
    ck_assert_int_eq(mail_wait_s(8), 15360);
    ck_assert_int_eq(mail_wait_s(9), 21600);
    ck_assert_int_eq(mail_wait_s(100), 21600);
}
END_TEST

static void memory(void)
{
    test_arena = arena_new(1 << 20, NULL);
}

static void memory_end(void)
{
    arena_free(test_arena);
}

TCase *messages(void)
{
    TCase *tc = tcase_create("messages");

    tcase_add_checked_fixture(tc, memory, memory_end);
    tcase_add_test(tc, names_sender_reader_and_itself);
    tcase_add_test(tc, no_subject_becomes_a_header);
    tcase_add_test(tc, long_subjects_fold_between_characters);
    tcase_add_loop_test(tc, writes_quoted_printable, 0,
                        sizeof bodies / sizeof *bodies);
    tcase_add_loop_test(tc, refuses_what_is_no_address, 0,
                        sizeof wrong / sizeof *wrong);
    tcase_add_test(tc, waits_longer_each_time);
    return tc;
}
