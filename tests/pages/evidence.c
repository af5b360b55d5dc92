/* Files on a result: attached, seen, marked public, taken back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/hash.h"
#include "core/keep.h"
#include "pages/parts.h"
#include "support/plan.h"

#define RESULT GRID "/11"
#define FILES  RESULT "/evidence"
#define PDF    S("%PDF-1.4\n1 0 obj\n")

static char folder[32];

static void folder_remove(void)
{
    struct kept_file *files;
    size_t count;

    assert_ok(keep_list(test_arena, str_of(folder), &files, &count));
    for (size_t i = 0; i < count; i++)
        keep_remove(test_arena, str_of(folder), files[i].name);
    ck_assert_int_eq(rmdir(folder), 0);
}

static void arrange(void)
{
    results_arrange();
    sql_run("DELETE FROM evidence");
    sql_run("DELETE FROM reading");
    snprintf(folder, sizeof(folder), "/tmp/files.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static struct browser *person(const char *login, int64_t minutes)
{
    struct browser *b = browser_new();

    b->now.s = TEN_O_CLOCK + 60 * minutes;
    b->config.files = str_of(folder);
    browser_sign_in(b, login);
    return b;
}

static size_t files_kept(void)
{
    struct kept_file *files;
    size_t count;

    assert_ok(keep_list(test_arena, str_of(folder), &files, &count));
    return count;
}

static int attach(struct browser *b, const char *name, struct str bytes)
{
    struct buf body = buf_new(test_arena, 1000 + bytes.n);

    browser_get(b, FILES);
    buf_printf(&body,
               "--XyZ\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n"
               "%.*s\r\n--XyZ\r\nContent-Disposition: form-data;"
               " name=\"file\"; filename=\"%s\"\r\n\r\n",
               STR_ARG(b->csrf), name);
    buf_put(&body, bytes);
    buf_puts(&body, "\r\n--XyZ--\r\n");
    b->raw.content_type = S("multipart/form-data; boundary=XyZ");
    return browser_post_raw(b, FILES, buf_str(&body));
}

static struct str last(const char *before)
{
    return str_printf(test_arena, "%s%lld", before,
                      (long long)sql_int("SELECT MAX(id) AS n FROM evidence"));
}

static int act(struct browser *b, const char *what, const char *reason)
{
    browser_get(b, FILES);
    return browser_post(b, FILES, what, last("").p, "reason", reason, NULL);
}

static int download(struct browser *b)
{
    return browser_get(b, last("/evidence/").p);
}

START_TEST(a_file_is_attached_and_downloaded)
{
    struct browser *b = person("staff", 0);

    assert_status(b, browser_get(b, RESULT), 200);
    assert_has(b, "No file is attached yet.");
    assert_has(b, "Attach a file");
    assert_status(b, attach(b, "C:\\Preuve été.PDF", PDF), 303);
    assert_status(b, browser_follow(b), 200);
    assert_has(b, "Preuve été.pdf");
    assert_has(b, "17 bytes");
    assert_has(b, "internal");
    ck_assert_uint_eq(files_kept(), 1);
    ck_assert_int_eq(sql_int("SELECT HEX(sha256) = SHA2('%PDF-1.4\n1 0 obj\n',"
                             " 256) AND CHAR_LENGTH(file) = 43 AS n"
                             " FROM evidence"),
                     1);
    browser_get(b, RESULT);
    assert_has(b, "Preuve été.pdf");
    assert_status(b, download(b), 200);
    assert_str(browser_header(b, "Content-Disposition"),
               "attachment; filename*=UTF-8''Preuve%20%C3%A9t%C3%A9.pdf");
    assert_str(browser_header(b, "Content-Type"), "application/pdf");
    assert_str(browser_header(b, "Cache-Control"), "no-store");
    assert_str(browser_header(b, "X-Content-Type-Options"), "nosniff");
    ck_assert(str_eq(browser_header(b, "X-Accel-Redirect"),
                     sql_text("SELECT CONCAT('/kept/', file) AS text"
                              " FROM evidence")));
    ck_assert_uint_eq(b->body.n, 0);
}
END_TEST

START_TEST(what_may_not_be_attached)
{
    struct browser *b = person("staff", 0);
    char *much = calloc(1, 100001);

    b->config.upload_limit = 100000;
    assert_status(b, attach(b, "a.pdf", S("#!/bin/sh\nexit\n")), 422);
    assert_has(b, "“a.pdf” was not attached: what it holds is"
                  " text/x-shellscript.");
    assert_status(b, attach(b, "a.pdf", S("")), 422);
    assert_has(b, "“a.pdf” is empty.");
    assert_status(b, attach(b, "", S("")), 422);
    assert_has(b, "Choose a file.");
    assert_status(b, attach(b, "a.bin", (struct str){much, 100001}), 422);
    assert_has(b, "“a.bin” is larger than 100 kB.");
    b->config.clamd_socket = S("/nonexistent");
    assert_status(b, attach(b, "a.pdf", PDF), 422);
    assert_has(b, "the virus scanner does not answer");
    ck_assert_uint_eq(files_kept(), 0);
    free(much);
}
END_TEST

START_TEST(a_file_goes_with_its_transaction)
{
    struct browser *b = person("staff", 0);

    sql_run("CREATE TRIGGER refused BEFORE INSERT ON evidence FOR EACH ROW"
            " SIGNAL SQLSTATE '45000'");
    assert_status(b, attach(b, "a.pdf", PDF), 500);
    ck_assert_uint_eq(files_kept(), 0);
    sql_run("DROP TRIGGER refused");
    b->config.files = S("/nonexistent");
    assert_status(b, attach(b, "a.pdf", PDF), 503);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM evidence"), 0);
}
END_TEST

START_TEST(others_do_not_reach_it)
{
    static const char *const strangers[] = {"outsider", "reader", "admin",
                                            "authority", "controller"};
    struct browser *staff = person("staff", 0);

    assert_status(staff, attach(staff, "a.pdf", PDF), 303);
    for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++) {
        struct browser *b = person(strangers[i], 0);
        assert_status(b, download(b), 404); /* nothing is submitted yet */
        ck_assert(browser_get(b, FILES) == 404 || b->status == 403);
        ck_assert(attach(b, "b.pdf", PDF) == 404 || b->status == 403);
    }
    struct browser *nobody = browser_new();
    assert_status(nobody, download(nobody), 303);
    struct browser *translator = person("translator", 0);
    assert_status(translator, download(translator), 200);
    assert_status(translator, attach(translator, "b.pdf", PDF), 403);
    struct browser *director = person("director", 0);
    assert_status(director, download(director), 200);
    assert_status(director, attach(director, "b.pdf", PDF), 403);
    ck_assert_uint_eq(files_kept(), 1);
}
END_TEST

START_TEST(public_one_by_one)
{
    struct browser *staff = person("staff", 0), *director, *reader;

    assert_status(staff, attach(staff, "a.pdf", PDF), 303);
    enter_and_submit();
    assert_status(staff, act(staff, "release", ""), 403);
    director = person("director", 1);
    assert_status(director, act(director, "release", ""), 303);
    browser_follow(director);
    assert_has(director, "everybody");
    assert_status(director, act(director, "release", ""), 409);
    reader = person("reader", 1);
    assert_status(reader, download(reader), 404);
    sql_run("UPDATE result SET state = 'approved', decided_at = '2026-01-15"
            " 09:01:00', approved_hash = REPEAT('a', 32) WHERE measure = 11");
    sql_run("UPDATE campaign SET released_at = '2026-01-01'"
            " WHERE period = '2025'");
    assert_status(reader, download(reader), 200);
    assert_status(reader, browser_get(reader, RESULT), 200);
    assert_has(reader, "a.pdf");
    assert_status(director, act(director, "conceal", ""), 303);
    assert_status(reader, download(reader), 404);
    browser_get(reader, RESULT);
    assert_lacks(reader, "a.pdf");
    sql_run("UPDATE campaign SET released_at = NULL WHERE period = '2025'");
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM decision WHERE act IN"
                             " ('publish', 'unpublish')"),
                     2);
}
END_TEST

START_TEST(removed_while_prepared_withdrawn_later)
{
    struct browser *staff = person("staff", 0), *later = person("staff", 9);
    struct browser *auditor;

    assert_status(staff, attach(staff, "a.pdf", PDF), 303);
    assert_status(staff, act(staff, "remove", ""), 303);
    ck_assert_uint_eq(files_kept(), 0);
    assert_status(staff, attach(staff, "b.pdf", PDF), 303);
    enter_and_submit();
    assert_status(staff, act(staff, "remove", ""), 403);
    assert_status(staff, act(staff, "withdraw", ""), 422);
    assert_has(staff, "Give the reason");
    sql_run("UPDATE result SET state = 'approved', decided_at = '2026-01-15"
            " 09:01:00', approved_hash = REPEAT('a', 32) WHERE measure = 11");
    assert_status(later, attach(later, "c.pdf", PDF), 303);
    browser_follow(later);
    assert_has(later, "added after approval");
    assert_status(later, act(later, "withdraw", "Wrong year"), 303);
    browser_follow(later);
    assert_has(later, "withdrawn by Anne Staf");
    assert_has(later, "Wrong year");
    assert_status(later, act(later, "withdraw", "Again"), 403);
    ck_assert_uint_eq(files_kept(), 2);
    sql_run("UPDATE result SET state = 'locked' WHERE measure = 11");
    assert_status(later, attach(later, "d.pdf", PDF), 403);
    sql_run("UPDATE assignment SET role = 'auditor' WHERE account = 7");
    auditor = person("controller", 9);
    assert_status(auditor, download(auditor), 200);
    ck_assert_int_eq(sql_int("SELECT COUNT(*) AS n FROM reading"
                             " WHERE object = 'evidence' AND account = 7"),
                     1);
    sql_run("UPDATE assignment SET role = 'controller' WHERE account = 7");
}
END_TEST

TCase *evidences(void)
{
    TCase *t = tcase_create("evidence");

    database_fixture(t);
    tcase_add_checked_fixture(t, arrange, folder_remove);
    tcase_add_test(t, a_file_is_attached_and_downloaded);
    tcase_add_test(t, what_may_not_be_attached);
    tcase_add_test(t, a_file_goes_with_its_transaction);
    tcase_add_test(t, others_do_not_reach_it);
    tcase_add_test(t, public_one_by_one);
    tcase_add_test(t, removed_while_prepared_withdrawn_later);
    return t;
}
