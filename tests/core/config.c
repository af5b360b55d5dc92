#include "parts.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/config.h"

/* Without any of our variables, whichever there are by now. */
static void empty_environment(void)
{
    char **variable = environ;

    while (*variable) {
        struct str rest = str_of(*variable), name;

        if (str_starts(rest, S("MANDARIS_")) && str_cut(&rest, '=', &name))
            unsetenv(str_z(memory, name));
        else
            variable++;
    }
}

/* Reads that text as the file; what was logged stands in *said. */
static enum err read_text(struct str text, struct config *c, struct str *said)
{
    int fd = memfd_create("config", MFD_CLOEXEC);
    enum err e;

    ck_assert_int_eq(write(fd, text.p, text.n), (ssize_t)text.n);
    capture_start();
    e = config_read(memory, str_printf(memory, "/proc/self/fd/%d", fd).p, c);
    *said = capture_end();
    close(fd);
    return e;
}

START_TEST(defaults)
{
    struct config c;
    struct str text, line, key;
    int lines = 0;

    ck_assert_int_eq(config_read(memory, NULL, &c), OK);
    ck_assert_text(c.db_user, "mandaris");
    ck_assert_text(c.db_password, "");
    ck_assert_int_eq(c.workers, 4);
    ck_assert_int_eq(c.body_limit, 2 * 1024 * 1024);
    ck_assert_int_eq(c.upload_limit, 10 * 1000 * 1000);
    ck_assert_int_eq(c.arena_limit, 64 * 1024 * 1024);
    ck_assert_int_eq(c.session_idle_minutes, 60);
    ck_assert_int_eq(c.session_absolute_minutes, 720);
    ck_assert(!c.tls && !c.demonstration && !date_given(c.today));
    text = config_text(memory, &c);
    while (str_cut(&text, '\n', &line) && line.n) {
        ck_assert(str_cut(&line, '=', &key));
        key = str_trim(key);
        ck_assert(str_eq(key, str_lower_ascii(memory, key)));
        lines++;
    }
    ck_assert_int_ge(lines, 16);
}
END_TEST

START_TEST(file_then_environment_then_option)
{
    struct config c;
    struct str said;

    setenv("MANDARIS_WORKERS", "7", 1);
    setenv("MANDARIS_DB_NAME", "other", 1);
    ck_assert_int_eq(
        read_text(S("# comment\r\n\r\n  db_user =  staff = x \r\n"
                    "workers=2\r\ndb_name = file\r\n"
                    "db_password = a # b\r\ndemonstration = yes\r\n"
                    "today = 2026-03-02\r\n"
                    "base_url = https://example.org"),
                  &c, &said),
        OK);
    ck_assert_text(said, "");
    ck_assert_text(c.db_user, "staff = x");
    ck_assert_text(c.db_password, "a # b");
    ck_assert_text(c.db_name, "other");
    ck_assert_int_eq(c.workers, 7);
    ck_assert(c.demonstration);
    ck_assert_text(date_text(memory, c.today), "2026-03-02");
    ck_assert(c.tls); /* follows https */
    ck_assert_int_eq(config_set(memory, &c, S("workers"), S("9")), OK);
    ck_assert_int_eq(c.workers, 9);
}
END_TEST

START_TEST(wrong_lines_are_named)
{
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"worker = 3", "\"key\":\"worker\",\"value\":\"-\","
                       "\"expected\":\"the name of a setting\""},
        {"\n\nworkers = 0", ":3\",\"key\":\"workers\",\"value\":\"0\","
                            "\"expected\":\"a whole number from 1 to 256\""},
        {"workers = 257", "\"value\":\"257\""},
        {"workers = 4x", "\"value\":\"4x\""},
        {"workers =", "\"value\":\"\""},
        {"workers", "key = value"},
        {"= 3", "the name of a setting"},
        {"workers = 3\nworkers = 3", ":2\",\"key\":\"workers\""},
        {"tls = maybe", "\"expected\":\"yes or no\""},
        {"today = 2026-02-29", "an existing day"},
        {"today = 2026-02-28", "without demonstration"},
        {"db_user =", "\"key\":\"db_user\""},
        {"db_user = a\x01", "control characters"},
        {"db_user = caf\xe9", "UTF-8"},
        {"db_socket = run/db.sock", "full path"},
        {"base_url = example.org", "http:// or https://"},
        {"base_url = https://", "http:// or https://"},
        {"base_url = https://example.org/", "no slash at the end"},
        {"body_limit = 99999999999999999999", "\"key\":\"body_limit\""},
    };

    for (int i = 0; i < LENGTH(rows); i++) {
        struct config c;
        struct str said;

        ck_assert_msg(read_text(str_of(rows[i].text), &c, &said) == ERR_INPUT,
                      "%s", rows[i].text);
        ck_assert_msg(mentions(said, rows[i].said), "%s: %s", rows[i].text,
                      said.p);
    }
}
END_TEST

START_TEST(socket_paths_fit)
{
    struct config c;
    char path[110];

    for (int i = 0; i < 109; i++)
        path[i] = '/';
    ck_assert_int_eq(config_read(memory, NULL, &c), OK);
    ck_assert_int_eq(
        config_set(memory, &c, S("socket"), (struct str){path, 107}), OK);
    capture_start();
    ck_assert_int_eq(
        config_set(memory, &c, S("socket"), (struct str){path, 108}),
        ERR_INPUT);
    capture_end();
}
END_TEST

START_TEST(wrong_variable_and_option)
{
    struct config c;
    struct str said;

    ck_assert_int_eq(config_read(memory, NULL, &c), OK);
    capture_start();
    ck_assert_int_eq(config_set(memory, &c, S("today"), S("2026-01-01")),
                     ERR_INPUT);
    ck_assert_int_eq(config_set(memory, &c, S("nothing"), S("1")), ERR_INPUT);
    setenv("MANDARIS_BODY_LIMIT", "2 MiB", 1);
    ck_assert_int_eq(config_read(memory, NULL, &c), ERR_INPUT);
    said = capture_end();
    ck_assert(mentions(said, "without demonstration"));
    ck_assert(mentions(said, "\"key\":\"nothing\""));
    ck_assert(mentions(said, "MANDARIS_BODY_LIMIT"));
}
END_TEST

START_TEST(files_that_cannot_be_read)
{
    struct config c;
    struct str said;

    capture_start();
    ck_assert_int_eq(config_read(memory, "/nonexistent/x", &c), ERR_INPUT);
    ck_assert_int_eq(config_read(memory, "/", &c), ERR_INPUT);
    ck_assert_int_eq(config_read(memory, "/dev/zero", &c), ERR_INPUT);
    said = capture_end();
    ck_assert(mentions(said, "No such file"));
    ck_assert(mentions(said, "Is a directory"));
    ck_assert(mentions(said, "64 KiB"));
}
END_TEST

START_TEST(the_password_stays_hidden)
{
    struct config c;
    struct str said;

    ck_assert_int_eq(read_text(S("db_password = sesame"), &c, &said), OK);
    ck_assert_text(c.db_password, "sesame");
    ck_assert(!mentions(config_text(memory, &c), "sesame"));
    ck_assert(mentions(config_text(memory, &c), "db_password = (set)\n"));
    ck_assert_int_eq(read_text(S("db_password = sesame\x02"), &c, &said),
                     ERR_INPUT);
    ck_assert(mentions(said, "db_password") && !mentions(said, "sesame"));
}
END_TEST

TCase *config_cases(void)
{
    TCase *c = with_memory("config");

    tcase_add_checked_fixture(c, empty_environment, NULL);
    tcase_add_test(c, defaults);
    tcase_add_test(c, file_then_environment_then_option);
    tcase_add_test(c, wrong_lines_are_named);
    tcase_add_test(c, socket_paths_fit);
    tcase_add_test(c, wrong_variable_and_option);
    tcase_add_test(c, files_that_cannot_be_read);
    tcase_add_test(c, the_password_stays_hidden);
    return c;
}
