#include "domain/wording.h"

#include "core/buf.h"

enum { WORDS_MAX = 400 };

static const struct field piece_fields[] = {
    FIELD(struct wording_piece, text),
    FIELD(struct wording_piece, removed),
    FIELD(struct wording_piece, added),
};
const struct shape wording_piece_shape =
    SHAPE(struct wording_piece, piece_fields);

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Each word with the spaces behind it; more than WORDS_MAX: one. */
static size_t words_of(struct str text, struct str *words)
{
    size_t n = 0, from = 0;

    for (size_t i = 1; i <= text.n; i++) {
        bool ends =
            i == text.n || (is_space(text.p[i - 1]) && !is_space(text.p[i]));

        if (!ends)
            continue;
        if (n == WORDS_MAX) {
            words[0] = text;
            return 1;
        }
        words[n++] = str_sub(text, from, i - from);
        from = i;
    }
    return n;
}

static bool same(struct str x, struct str y)
{
    return str_eq(str_trim(x), str_trim(y));
}

/* common[i * (m + 1) + j]: words shared by the ends from i and from j. */
static uint16_t *common_of(struct arena *a, const struct str *x, size_t n,
                           const struct str *y, size_t m)
{
    uint16_t *common = NEW_N(a, uint16_t, (n + 1) * (m + 1));

    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;) {
            uint16_t *at = &common[i * (m + 1) + j];
            uint16_t down = at[m + 1], right = at[1];

            if (same(x[i], y[j]))
                *at = (uint16_t)(at[m + 2] + 1);
            else
                *at = down > right ? down : right;
        }
    return common;
}

static void put(struct list *out, struct str word, bool removed, bool added)
{
    struct wording_piece *last =
        out->count ? LIST_AT(struct wording_piece, *out, out->count - 1) : NULL;

    if (last && last->removed == removed && last->added == added &&
        last->text.p + last->text.n == word.p) {
        last->text.n += word.n;
        return;
    }
    *LIST_AT(struct wording_piece, *out, out->count++) =
        (struct wording_piece){word, removed, added};
}

struct list wording_changes(struct arena *a, struct str before,
                            struct str after)
{
    struct str *x = NEW_N(a, struct str, WORDS_MAX + 1);
    struct str *y = NEW_N(a, struct str, WORDS_MAX + 1);
    size_t n = words_of(before, x), m = words_of(after, y), i = 0, j = 0;
    uint16_t *common = common_of(a, x, n, y, m);
    struct list out = {NEW_N(a, struct wording_piece, n + m + 1), 0,
                       &wording_piece_shape};

    while (i < n || j < m) {
        const uint16_t *at = &common[i * (m + 1) + j];

        if (i < n && j < m && same(x[i], y[j])) {
            put(&out, y[j++], false, false);
            i++;
        } else if (i < n && (j == m || at[m + 1] >= at[1])) {
            put(&out, x[i++], true, false);
        } else {
            put(&out, y[j++], false, true);
        }
    }
    return out;
}
