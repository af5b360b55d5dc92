#include "view/chart.h"

#include <inttypes.h>

#include "view/escape.h"

/* Every chart is as wide as its view box; the stylesheet gives its size.
 * Coordinates are whole numbers: this is drawing, not reckoning. */

static void begin(struct buf *b, const char *name, int width, int height,
                  bool stretched, struct str title, struct str description)
{
    buf_printf(b,
               "<svg class=\"chart chart-%s\" role=\"img\" "
               "viewBox=\"0 0 %d %d\"%s><title>",
               name, width, height,
               stretched ? " preserveAspectRatio=\"none\"" : "");
    escape_html(b, title);
    buf_puts(b, "</title><desc>");
    escape_html(b, description);
    buf_puts(b, "</desc>");
}

static struct html end(struct buf *b)
{
    buf_puts(b, "</svg>");
    return (struct html){buf_str(b)};
}

static void bar(struct buf *b, const char *class, int64_t x, int64_t y,
                int64_t width, int64_t height)
{
    if (width > 0)
        buf_printf(b,
                   "<rect class=\"%s\" x=\"%" PRId64 "\" y=\"%" PRId64
                   "\" width=\"%" PRId64 "\" height=\"%" PRId64 "\"/>",
                   class, x, y, width, height);
}

/* -- counts by status ----------------------------------------------------- */

enum { STATUSES = 4 };

struct html chart_statuses(struct arena *a, enum lang lang, int64_t achieved,
                           int64_t partial, int64_t not_achieved, int64_t none)
{
    static const char *const classes[STATUSES] = {"is-achieved", "is-partial",
                                                  "is-not_achieved", "is-none"};
    const int64_t counts[STATUSES] = {achieved, partial, not_achieved, none};
    int64_t total = achieved + partial + not_achieved + none, before = 0;
    struct buf b = buf_new(a, 700);

    begin(&b, "statuses", 1000, 10, true, tr(lang, N_("Statuses")),
          TR(a, lang,
             N_("{0} achieved, {1} partly achieved, {2} not achieved, "
                "{3} without status"),
             show_int(a, lang, achieved), show_int(a, lang, partial),
             show_int(a, lang, not_achieved), show_int(a, lang, none)));
    for (int i = 0; i < STATUSES && total > 0; i++) {
        int64_t from = 1000 * before / total;
        before += counts[i];
        bar(&b, classes[i], from, 0, 1000 * before / total - from, 10);
    }
    return end(&b);
}

/* -- scales --------------------------------------------------------------- */

struct scale {
    i128 low, high; /* millionths */
    int from, to;   /* where they are drawn */
};

/* Values outside are drawn at the end they are beyond. */
static int place(const struct scale *s, struct dec d)
{
    i128 value = d.micro < s->low    ? s->low
                 : d.micro > s->high ? s->high
                                     : d.micro;
    i128 range = s->high - s->low;
    if (range <= 0)
        return (s->from + s->to) / 2;
    return s->from + (int)((value - s->low) * (s->to - s->from) / range);
}

/* -- sparkline ------------------------------------------------------------ */

enum { SPARK_WIDTH = 112, SPARK_HEIGHT = 28, SPARK_EDGE = 4 };

static struct scale scale_of(const struct dec *values, size_t count)
{
    struct scale s = {0, 0, SPARK_HEIGHT - SPARK_EDGE, SPARK_EDGE};
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (!values[i].set)
            continue;
        s.low = !any || values[i].micro < s.low ? values[i].micro : s.low;
        s.high = !any || values[i].micro > s.high ? values[i].micro : s.high;
        any = true;
    }
    return s;
}

static int spark_x(size_t i, size_t count)
{
    int width = SPARK_WIDTH - 2 * SPARK_EDGE;
    return count < 2 ? SPARK_WIDTH / 2
                     : SPARK_EDGE + (int)(i * (size_t)width / (count - 1));
}

/* "2023: 61,0; 2024: –; 2025: 78,4" */
static struct str series_text(struct arena *a, enum lang lang,
                              const struct period *periods,
                              const struct dec *values, size_t count)
{
    struct buf b = buf_new(a, 40 * count + 1);
    for (size_t i = 0; i < count; i++) {
        struct str when = show_period(a, lang, periods[i]);
        struct str value =
            values[i].set ? show_dec(a, lang, values[i]) : S("–");
        buf_printf(&b, "%s%.*s: %.*s", i ? "; " : "", STR_ARG(when),
                   STR_ARG(value));
    }
    return buf_str(&b);
}

static void dot(struct buf *b, int x, int y)
{
    buf_printf(b, "<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"3\"/>", x, y);
}

/* The last value has a dot, and one that no line reaches. */
static bool has_dot(const struct dec *values, size_t i, size_t count)
{
    bool before = i > 0 && values[i - 1].set;
    bool after = i + 1 < count && values[i + 1].set, later = after;
    for (size_t j = i + 2; j < count; j++)
        later = later || values[j].set;
    return values[i].set && !after && (!before || !later);
}

struct html chart_sparkline(struct arena *a, enum lang lang,
                            const struct period *periods,
                            const struct dec *values, size_t count)
{
    struct buf b = buf_new(a, 600);
    struct scale scale = scale_of(values, count);

    begin(&b, "sparkline", SPARK_WIDTH, SPARK_HEIGHT, false,
          tr(lang, N_("Trend")), series_text(a, lang, periods, values, count));
    buf_puts(&b, "<path class=\"line\" d=\"");
    for (size_t i = 0; i < count; i++)
        if (values[i].set)
            buf_printf(&b, "%c%d %d", i && values[i - 1].set ? 'L' : 'M',
                       spark_x(i, count), place(&scale, values[i]));
    buf_puts(&b, "\"/>");
    for (size_t i = 0; i < count; i++)
        if (has_dot(values, i, count))
            dot(&b, spark_x(i, count), place(&scale, values[i]));
    return end(&b);
}

/* -- bullet --------------------------------------------------------------- */

static void bands(struct buf *b, const struct scale *s, struct dec red,
                  struct dec green, bool down)
{
    const char *left = down ? "band-green" : "band-red";
    const char *right = down ? "band-red" : "band-green";
    if (!red.set || !green.set) {
        bar(b, "band-amber", s->from, 2, s->to - s->from, 14);
        return;
    }
    int first = place(s, down ? green : red),
        second = place(s, down ? red : green);
    bar(b, left, s->from, 2, first - s->from, 14);
    bar(b, "band-amber", first, 2, second - first, 14);
    bar(b, right, second, 2, s->to - second, 14);
}

struct html chart_bullet(struct arena *a, enum lang lang, struct dec value,
                         struct dec red, struct dec green, bool down,
                         struct dec low, struct dec high)
{
    struct buf b = buf_new(a, 700);
    struct scale s = {low.micro, high.micro, 0, 200};
    struct str none = S("–");

    begin(&b, "bullet", 200, 18, true, tr(lang, N_("Value and thresholds")),
          TR(a, lang, N_("value {0}, red threshold {1}, green threshold {2}"),
             value.set ? show_dec(a, lang, value) : none,
             red.set ? show_dec(a, lang, red) : none,
             green.set ? show_dec(a, lang, green) : none));
    bands(&b, &s, red, green, down);
    if (value.set)
        bar(&b, "value", 0, 7, place(&s, value), 4);
    if (green.set)
        bar(&b, "target", place(&s, green) > 198 ? 198 : place(&s, green), 0, 2,
            18);
    return end(&b);
}
