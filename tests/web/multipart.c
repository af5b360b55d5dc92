/* multipart/form-data: what browsers send is read, anything else refused. */
#include <string.h>

#include "web/parts.h"
#include "web/private.h"

#define TYPE S("multipart/form-data; boundary=XyZ")

static struct arena *arena;

static void open_arena(void)
{
    arena = arena_new(8 << 20, NULL);
}

static void close_arena(void)
{
    arena_free(arena);
}

START_TEST(reads_fields_and_files)
{
    struct multipart m;

    assert_ok(multipart_read(
        arena, TYPE,
        S("--XyZ\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc"
          "\r\n--XyZ\r\ncontent-disposition: form-data; name=\"file\";"
          " filename=\"Preuve %22é%22.pdf\"\r\nContent-Type:"
          " application/pdf\r\n\r\n%PDF\0\r\n--Xy\r\n\r\n--XyZ\r\n"
          "Content-Disposition: form-data; name=\"none\"; filename=\"\"\r\n"
          "\r\n\r\n--XyZ--\r\n"),
        &m));
    ck_assert_uint_eq(m.count, 3);
    assert_str(m.at[0].name, "csrf");
    assert_str(m.at[0].bytes, "abc");
    ck_assert(!str_given(m.at[0].filename));
    assert_str(m.at[1].filename, "Preuve \"é\".pdf");
    ck_assert(str_eq(m.at[1].bytes, S("%PDF\0\r\n--Xy\r\n")));
    ck_assert(str_given(m.at[2].filename) && m.at[2].filename.n == 0);
    ck_assert_uint_eq(m.at[2].bytes.n, 0);
    assert_ok(multipart_read(arena, S("multipart/form-data; boundary=\"X:Y\""),
                             S("--X:Y--"), &m));
    ck_assert_uint_eq(m.count, 0);
}
END_TEST

START_TEST(refuses_other_types)
{
    static const char *const wrong[] = {
        "multipart/form-data",
        "multipart/form-data;",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=X Y",
        "multipart/form-data; boundary=XyZ; charset=utf-8",
        "multipart/form-data; charset=utf-8; boundary=XyZ",
        "multipart/mixed; boundary=XyZ",
        "multipart/form-data; boundary="
        "1234567890123456789012345678901234567890123456789012345678901234567890"
        "1",
    };
    struct multipart m;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        ck_assert_msg(multipart_read(arena, str_of(wrong[i]), S("--XyZ--"),
                                     &m) == ERR_BAD_REQUEST,
                      "%s", wrong[i]);
}
END_TEST

#define NAMED "Content-Disposition: form-data; name=\"a\"\r\n"

START_TEST(refuses_malformed_bodies)
{
    static const char *const wrong[] = {
        "",
        "--XyZ",
        "--XyZ\r\n",
        "--XyZ-",
        "--XyZ--\r\nepilogue",
        "preamble\r\n--XyZ--",
        "--XyZ\r\n" NAMED "\r\nvalue",
        "--XyZ\r\n" NAMED "\r\nvalue\r\n--XyZ",
        "--XyZ\r\n" NAMED "\r\nvalue\n--XyZ--",
        "--XyZ\r\n" NAMED "\r\n--XyZ--",
        "--XyZ\r\n\r\nvalue\r\n--XyZ--",
        "--XyZ\nContent-Disposition: form-data; name=\"a\"\n\nv\r\n--XyZ--",
        "--XyZ\r\nContent-Type: text/plain\r\n\r\nvalue\r\n--XyZ--",
        "--XyZ\r\n" NAMED NAMED "\r\nvalue\r\n--XyZ--",
        "--XyZ\r\n" NAMED "Content-Transfer-Encoding: base64\r\n\r\nv\r\n"
        "--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data\r\n\r\nv\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\nv\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n"
        "\r\nv\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\";"
        " filename*=UTF-8''x\r\n\r\nv\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nv\r\n"
        "--XyZ--",
    };
    struct multipart m;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        ck_assert_msg(multipart_read(arena, TYPE, str_of(wrong[i]), &m) ==
                          ERR_BAD_REQUEST,
                      "%zu: %s", i, wrong[i]);
}
END_TEST

START_TEST(refuses_too_many_parts)
{
    struct buf body = buf_new(arena, 32 << 10);
    struct multipart m;

    for (int i = 0; i < 201; i++)
        buf_puts(&body, "--XyZ\r\n" NAMED "\r\nv\r\n");
    buf_puts(&body, "--XyZ--");
    ck_assert_int_eq(multipart_read(arena, TYPE, buf_str(&body), &m),
                     ERR_TOO_LARGE);
}
END_TEST

TCase *multipart(void)
{
    TCase *t = tcase_create("multipart");

    tcase_add_checked_fixture(t, open_arena, close_arena);
    tcase_add_test(t, reads_fields_and_files);
    tcase_add_test(t, refuses_other_types);
    tcase_add_test(t, refuses_malformed_bodies);
    tcase_add_test(t, refuses_too_many_parts);
    return t;
}
