#include "parts.h"

#include <unistd.h>

#include "core/date.h"
#include "core/log.h"

/* The line without its time, which is checked. */
static struct str after_time(struct str line)
{
    struct instant t;

    ck_assert(str_starts(line, S("{\"time\":\"")));
    ck_assert_int_eq(instant_parse(str_sub(line, 9, 20), &t), OK);
    ck_assert_int_le(instant_now().s - t.s, 2);
    return str_sub(line, 29, line.n);
}

START_TEST(one_line)
{
    capture_start();
    log_event(LOG_WARN, "import", LOG_N("rows", 12), LOG_S("plan", S("A\n\"")),
              LOG_Z("by", "me"), LOG_S("empty", S("")));
    ck_assert_text(after_time(capture_end()),
                   str_printf(memory,
                              "\",\"level\":\"warn\",\"pid\":%d,"
                              "\"event\":\"import\",\"rows\":12,"
                              "\"plan\":\"A\\n\\\"\",\"by\":\"me\","
                              "\"empty\":\"\"}\n",
                              (int)getpid())
                       .p);
}
END_TEST

START_TEST(levels)
{
    struct str text, line;
    int lines = 0;

    capture_start();
    log_write(LOG_DEBUG, "a", NULL, 0);
    log_write(LOG_INFO, "b", NULL, 0);
    log_level_set(LOG_ERROR);
    log_write(LOG_WARN, "c", NULL, 0);
    log_write(LOG_ERROR, "d", NULL, 0);
    log_level_set(LOG_OFF);
    log_write(LOG_ERROR, "e", NULL, 0);
    log_level_set(LOG_DEBUG);
    log_write(LOG_DEBUG, "f", NULL, 0);
    text = capture_end();
    ck_assert(str_ends(text, S("\"event\":\"f\"}\n")));
    while (str_cut(&text, '\n', &line) && line.n) {
        static const char expected[] = "bdf";

        ck_assert_int_eq(line.p[line.n - 3], expected[lines]);
        lines++;
    }
    ck_assert_int_eq(lines, 3);
}
END_TEST

START_TEST(request)
{
    char id[] = "r-1";

    capture_start();
    log_request_set(str_of(id));
    id[0] = 'x'; /* it was copied */
    log_write(LOG_INFO, "a", NULL, 0);
    ck_assert(mentions(capture_end(), "\"request\":\"r-1\""));
    capture_start();
    log_request_set(STR_NONE);
    log_write(LOG_INFO, "a", NULL, 0);
    ck_assert(!mentions(capture_end(), "request"));
}
END_TEST

START_TEST(long_values_are_cut)
{
    char *text = arena_alloc(memory, 1000000, 1);
    struct str line;

    for (int i = 0; i < 1000000; i++)
        text[i] = '\x01';
    capture_start();
    log_event(LOG_INFO, "long", LOG_S("text", ((struct str){text, 1000000})));
    line = capture_end();
    ck_assert_uint_lt(line.n, 10000);
    ck_assert(str_ends(line, S("\\u0001\"}\n")));
}
END_TEST

TCase *log_cases(void)
{
    TCase *c = with_memory("log");

    tcase_add_test(c, one_line);
    tcase_add_test(c, levels);
    tcase_add_test(c, request);
    tcase_add_test(c, long_values_are_cut);
    return c;
}
