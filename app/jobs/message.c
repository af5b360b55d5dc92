#include "jobs/message.h"

#include "core/buf.h"
#include "core/utf8.h"
#include "store/mail.h"

enum {
    LINE_MAX = 76,   /* RFC 2045: a quoted-printable line */
    WORD_MAX = 75,   /* RFC 2047: an encoded word with its marks */
    WORD_MARKS = 12, /* =?UTF-8?Q? and ?= */
    DAY_S = 24 * 3600,
};

static const char hex[] = "0123456789ABCDEF";

static void put_hex(struct buf *out, unsigned char c)
{
    buf_byte(out, '=');
    buf_byte(out, hex[c >> 4]);
    buf_byte(out, hex[c & 15]);
}

/* -- headers --------------------------------------------------------------- */

static bool plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* Whole characters of s from *at that fit into one encoded word. */
static void word_put(struct buf *out, struct str s, size_t *at)
{
    size_t used = WORD_MARKS;

    buf_puts(out, "=?UTF-8?Q?");
    while (*at < s.n) {
        size_t step = utf8_step(s, *at), cost = 0;
        step = step ? step : 1;
        for (size_t i = 0; i < step; i++)
            cost += plain((unsigned char)s.p[*at + i]) ? 1 : 3;
        if (used + cost > WORD_MAX)
            break;
        used += cost;
        for (; step > 0; step--, ++*at) {
            unsigned char c = (unsigned char)s.p[*at];
            if (plain(c))
                buf_byte(out, (char)c);
            else
                put_hex(out, c < ' ' || c == 0x7f ? ' ' : c);
        }
    }
    buf_puts(out, "?=");
}

/* Always in encoded words: one way, whatever the text holds. */
static void subject_put(struct buf *out, struct str subject)
{
    size_t at = 0;

    buf_puts(out, "Subject: ");
    while (at < subject.n) {
        word_put(out, subject, &at);
        buf_puts(out, at < subject.n ? "\r\n " : "");
    }
    buf_puts(out, "\r\n");
}

static void date_put(struct buf *out, struct instant t)
{
    static const char days[] = "MonTueWedThuFriSatSun";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct date d = date_from_days(t.s / DAY_S);
    int s = (int)(t.s % DAY_S);

    buf_printf(out, "Date: %.3s, %02d %.3s %d %02d:%02d:%02d +0000\r\n",
               days + 3 * (date_weekday(d) - 1), d.day,
               months + 3 * (d.month - 1), d.year, s / 3600, s / 60 % 60,
               s % 60);
}

static struct str domain_of(struct str address)
{
    return str_sub(address, (size_t)str_find(address, '@', 0) + 1, address.n);
}

/* Auto-Submitted (RFC 3834) and its Exchange cousin keep absence replies
 * away. */
static void headers_put(struct buf *out, const struct message *m)
{
    date_put(out, m->made_at);
    buf_printf(out, "From: Mandaris <%.*s>\r\n", STR_ARG(m->from));
    buf_printf(out, "To: <%.*s>\r\n", STR_ARG(m->to));
    subject_put(out, m->subject);
    buf_printf(out, "Message-ID: <%.*s@%.*s>\r\n", STR_ARG(m->id),
               STR_ARG(domain_of(m->from)));
    buf_printf(out, "Content-Language: %.*s\r\n", STR_ARG(m->lang));
    buf_puts(out, "Auto-Submitted: auto-generated\r\n"
                  "X-Auto-Response-Suppress: All\r\n"
                  "MIME-Version: 1.0\r\n"
                  "Content-Type: text/plain; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: quoted-printable\r\n"
                  "\r\n");
}

/* -- body (RFC 2045, 6.7) -------------------------------------------------- */

static bool literal(struct str line, size_t i)
{
    unsigned char c = (unsigned char)line.p[i];

    if (c == ' ' || c == '\t')
        return i + 1 < line.n;
    return c > ' ' && c < 0x7f && c != '=';
}

static void line_put(struct buf *out, struct str line)
{
    size_t used = 0;

    for (size_t i = 0; i < line.n; i++) {
        bool as_is = literal(line, i);
        size_t cost = as_is ? 1 : 3;
        if (used + cost > LINE_MAX - 1) {
            buf_puts(out, "=\r\n");
            used = 0;
        }
        used += cost;
        if (as_is)
            buf_byte(out, line.p[i]);
        else
            put_hex(out, (unsigned char)line.p[i]);
    }
    buf_puts(out, "\r\n");
}

enum err message_text(struct arena *a, const struct message *m, struct str *out)
{
    struct buf text = buf_new(a, m->body.n * 2 + 1024);
    struct str rest = utf8_lines(a, m->body), line;

    if (!mail_address(m->from) || !mail_address(m->to))
        return ERR_INPUT;
    headers_put(&text, m);
    while (str_cut(&rest, '\n', &line))
        line_put(&text, line);
    *out = buf_str(&text);
    return OK;
}
