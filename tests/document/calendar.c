/* iCalendar: folding, escaping, whole days (RFC 5545). */
#include "document/calendar.h"
#include "core/buf.h"
#include "core/utf8.h"
#include "document/parts.h"

static struct str of(struct calendar_event event)
{
    return calendar_text(test_arena, S("Échéances"),
                         (struct instant){1800000000}, &event, 1);
}

START_TEST(a_whole_day)
{
    struct calendar_event event = {
        .uid = S("submit-2-1@example.org"),
        .on = {2028, 2, 28},
        .summary = S("Submit"),
        .description = S("Plan"),
        .url = S("https://example.org/plans/1"),
    };

    assert_str(of(event), "BEGIN:VCALENDAR\r\n"
                          "VERSION:2.0\r\n"
                          "PRODID:-//Mandaris//Mandaris//EN\r\n"
                          "CALSCALE:GREGORIAN\r\n"
                          "METHOD:PUBLISH\r\n"
                          "X-WR-CALNAME:Échéances\r\n"
                          "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"
                          "BEGIN:VEVENT\r\n"
                          "UID:submit-2-1@example.org\r\n"
                          "DTSTAMP:20270115T080000Z\r\n"
                          "DTSTART;VALUE=DATE:20280228\r\n"
                          "DTEND;VALUE=DATE:20280229\r\n"
                          "SUMMARY:Submit\r\n"
                          "DESCRIPTION:Plan\r\n"
                          "URL:https://example.org/plans/1\r\n"
                          "TRANSP:TRANSPARENT\r\n"
                          "END:VEVENT\r\n"
                          "END:VCALENDAR\r\n");
}
END_TEST

START_TEST(nothing_becomes_another_line)
{
    struct calendar_event event = {
        .uid = S("x"),
        .on = {2027, 12, 31},
        .summary = S("a;b,c\\d\r\nEND:VEVENT\ne\x01"),
        .description = S(""),
        .url = S("https://example.org"),
    };
    struct str text = of(event);

    ck_assert(has(text, "SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT\\ne \r\n"));
    ck_assert(has(text, "DTEND;VALUE=DATE:20280101"));
}
END_TEST

START_TEST(long_lines_fold_between_characters)
{
    struct buf summary = buf_new(test_arena, 600);
    struct calendar_event event = {
        .uid = S("x"), .on = {2027, 1, 1}, .url = S("https://example.org")};
    struct str rest, line;
    bool folded = false;

    for (int i = 0; i < 100; i++)
        buf_puts(&summary, "aé€");
    event.summary = buf_str(&summary);
    rest = of(event);
    while (str_cut(&rest, '\n', &line) && line.n > 0) {
        ck_assert_uint_le(line.n, 76); /* with its CR */
        ck_assert(utf8_valid(line));
        folded |= line.p[0] == ' ';
    }
    ck_assert(folded);
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

TCase *calendar_cases(void)
{
    TCase *tc = tcase_create("calendar");

    tcase_add_checked_fixture(tc, memory, memory_end);
    tcase_add_test(tc, a_whole_day);
    tcase_add_test(tc, nothing_becomes_another_line);
    tcase_add_test(tc, long_lines_fold_between_characters);
    return tc;
}
