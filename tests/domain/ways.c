/* Who decides in a step of a plan's approval; what changed in a wording. */
#include "core/buf.h"
#include "domain/way.h"
#include "domain/wording.h"

#include "parts.h"

enum { NEAR = 1, FAR, MINISTER, OTHER_MINISTER, DEPUTY, PEOPLE = 5 };

static const struct candidate people[PEOPLE] = {
    {.account = NEAR, .depth = 0, .holder = true},
    {.account = FAR, .depth = 1},
    {.account = MINISTER, .authority = true},
    {.account = OTHER_MINISTER, .authority = true},
    {.account = DEPUTY, .behind = NEAR, .depth = 0, .holder = true},
};

/* Marks of those who decide, by account. */
static unsigned deciders(enum step_role role, int64_t signatures,
                         int64_t barred, bool mandate)
{
    bool chosen[PEOPLE];
    unsigned marks = 0;
    size_t n = step_deciders(role, signatures, people, PEOPLE, &barred, 1,
                             mandate, chosen);

    for (size_t i = 0; i < PEOPLE; i++) {
        marks |= (unsigned)chosen[i] << people[i].account;
        n -= chosen[i];
    }
    ck_assert_uint_eq(n, 0);
    return marks;
}

START_TEST(the_nearest_who_had_no_hand_in_it)
{
    ck_assert_uint_eq(deciders(STEP_DIRECTOR, 1, 0, false),
                      1U << NEAR | 1U << DEPUTY);
    ck_assert_uint_eq(deciders(STEP_DIRECTOR, 1, 0, true), 1U << FAR);
    /* who is behind a delegate counts as well */
    ck_assert_uint_eq(deciders(STEP_DIRECTOR, 1, NEAR, false), 1U << FAR);
    ck_assert_uint_eq(deciders(STEP_DIRECTOR, 2, 0, false),
                      1U << NEAR | 1U << FAR | 1U << DEPUTY);
    ck_assert_uint_eq(deciders(STEP_AUTHORITY, 1, MINISTER, true),
                      1U << OTHER_MINISTER);
    ck_assert_uint_eq(deciders(STEP_BODY, 1, 0, false), 0);
}
END_TEST

static struct str told(struct arena *a, const char *before, const char *after)
{
    struct list pieces = wording_changes(a, str_of(before), str_of(after));
    struct str out = S("");

    for (size_t i = 0; i < pieces.count; i++) {
        const struct wording_piece *p =
            LIST_AT(struct wording_piece, pieces, i);

        out = str_printf(a, "%.*s%s%.*s", STR_ARG(out),
                         p->removed ? "-" : (p->added ? "+" : "="),
                         STR_ARG(p->text));
    }
    return out;
}

START_TEST(a_wording_changes_word_by_word)
{
    struct arena *a = arena_new(1 << 20, NULL);
    static const struct {
        const char *before, *after, *wanted;
    } cases[] = {
        {"", "", ""},
        {"", "un", "+un"},
        {"un", "", "-un"},
        {"un deux", "un deux", "=un deux"},
        {"ouvrir en 2025", "ouvrir en 2026", "=ouvrir en -2025+2026"},
        {"un deux trois", "un trois", "=un -deux =trois"},
        {"un trois", "un deux trois", "=un +deux =trois"},
        {"un  deux", "un deux", "=un deux"}, /* spaces are no words */
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct str got = told(a, cases[i].before, cases[i].after);

        ck_assert_msg(str_is(got, cases[i].wanted), "%s | %s: %.*s",
                      cases[i].before, cases[i].after, STR_ARG(got));
    }
    arena_free(a);
}
END_TEST

START_TEST(a_very_long_wording_changes_as_a_whole)
{
    struct arena *a = arena_new(4 << 20, NULL);
    struct buf text = buf_new(a, 4096);
    struct list pieces;

    for (int i = 0; i < 401; i++)
        buf_puts(&text, "mot ");
    pieces = wording_changes(a, buf_str(&text), S("mot"));
    ck_assert_uint_eq(pieces.count, 2);
    ck_assert(LIST_AT(struct wording_piece, pieces, 0)->removed);
    ck_assert_uint_eq(LIST_AT(struct wording_piece, pieces, 0)->text.n, text.n);
    arena_free(a);
}
END_TEST

TCase *way_tests(void)
{
    TCase *t = tcase_create("ways");

    tcase_add_test(t, the_nearest_who_had_no_hand_in_it);
    tcase_add_test(t, a_wording_changes_word_by_word);
    tcase_add_test(t, a_very_long_wording_changes_as_a_whole);
    return t;
}
