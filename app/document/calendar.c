#include "document/calendar.h"

#include "core/buf.h"
#include "core/utf8.h"

enum { LINE_MAX = 75 };

/* RFC 5545, 3.1: a long line goes on behind CRLF and a space. */
static void line_put(struct buf *out, struct str line)
{
    size_t used = 0;

    for (size_t at = 0; at < line.n;) {
        size_t step = utf8_step(line, at);
        step = step ? step : 1;
        if (used + step > LINE_MAX) {
            buf_puts(out, "\r\n ");
            used = 1;
        }
        buf_put(out, str_sub(line, at, step));
        used += step;
        at += step;
    }
    buf_puts(out, "\r\n");
}

/* 3.3.11: backslash, semicolon, comma and line end; no other control. */
static void text_put(struct buf *out, const char *name, struct str text)
{
    struct buf line = buf_new(out->arena, text.n + 64);

    buf_puts(&line, name);
    buf_byte(&line, ':');
    text = utf8_lines(out->arena, text);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '\n')
            buf_puts(&line, "\\n");
        else if (c == '\\' || c == ';' || c == ',')
            buf_printf(&line, "\\%c", c);
        else
            buf_byte(&line, c < ' ' || c == 0x7f ? ' ' : (char)c);
    }
    line_put(out, buf_str(&line));
}

static void date_put(struct buf *out, const char *name, struct date d)
{
    buf_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, d.year, d.month,
               d.day);
}

/* YYYY-MM-DDTHH:MM:SSZ without its marks. */
static void stamp_put(struct buf *out, struct instant t)
{
    struct str text = instant_text(out->arena, t);

    buf_puts(out, "DTSTAMP:");
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '-' && text.p[i] != ':')
            buf_byte(out, text.p[i]);
    buf_puts(out, "\r\n");
}

/* TRANSPARENT: a day by which something is due takes no time of it. */
static void event_put(struct buf *out, struct instant now,
                      const struct calendar_event *e)
{
    buf_puts(out, "BEGIN:VEVENT\r\n");
    text_put(out, "UID", e->uid);
    stamp_put(out, now);
    date_put(out, "DTSTART", e->on);
    date_put(out, "DTEND", date_add_days(e->on, 1));
    text_put(out, "SUMMARY", e->summary);
    text_put(out, "DESCRIPTION", e->description);
    line_put(out, str_printf(out->arena, "URL:%.*s", STR_ARG(e->url)));
    buf_puts(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

struct str calendar_text(struct arena *a, struct str name, struct instant now,
                         const struct calendar_event *events, size_t count)
{
    struct buf out = buf_new(a, 512 + count * 512);

    buf_puts(&out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                   "PRODID:-//Mandaris//Mandaris//EN\r\n"
                   "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    text_put(&out, "X-WR-CALNAME", name);
    buf_puts(&out, "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n");
    for (size_t i = 0; i < count; i++)
        event_put(&out, now, &events[i]);
    buf_puts(&out, "END:VCALENDAR\r\n");
    return buf_str(&out);
}
