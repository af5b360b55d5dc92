#include "view/catalogues.h"

#include <string.h>

#include "view/catalog.h"
#include "view/translate.h"

static const struct entry *french(size_t *count)
{
    struct entry *e = NEW_N(arena, struct entry, 5);
    e[0] = (struct entry){S(""), S("Language: fr\n")};
    e[1] = (struct entry){S("one\0many"), S("un\0plusieurs")};
    e[2] = (struct entry){S("plan"), S("plan (fr)")};
    e[3] = (struct entry){S("untranslated"), S("")};
    e[4] = (struct entry){S("{0} of {1}"), S("sur {1}, {0}")};
    *count = 5;
    return e;
}

static void open_french(bool swapped)
{
    const struct entry dutch = {S("plan"), S("plan (nl)")};
    size_t count;
    const struct entry *e = french(&count);
    struct str folder = folder_make(catalogue_bytes(e, count, swapped),
                                    catalogue_bytes(&dutch, 1, false));
    ck_assert_int_eq(translations_open(arena, folder), OK);
    folder_remove(folder);
}

/* _i: the byte order. */
START_TEST(texts)
{
    open_french(_i);
    ck_str(tr(LANG_FR, "plan"), "plan (fr)");
    ck_str(tr(LANG_NL, "plan"), "plan (nl)");
    ck_str(tr(LANG_EN, "plan"), "plan");
    ck_str(tr(LANG_NL, "untranslated"), "untranslated");
    ck_str(tr(LANG_FR, "untranslated"), "untranslated");
    ck_str(tr(LANG_FR, "absent"), "absent");
    ck_str(tr(LANG_FR, ""), "");
}
END_TEST

START_TEST(plurals)
{
    open_french(false);
    ck_str(tr_n(LANG_FR, "one", "many", 0), "un");
    ck_str(tr_n(LANG_FR, "one", "many", 1), "un");
    ck_str(tr_n(LANG_FR, "one", "many", 2), "plusieurs");
    ck_str(tr_n(LANG_FR, "day", "days", 0), "day");
    ck_str(tr_n(LANG_FR, "untranslated", "plan", 2), "plan (fr)");
    ck_str(tr_n(LANG_NL, "day", "days", 0), "days");
    ck_str(tr_n(LANG_NL, "day", "days", 1), "day");
    ck_str(tr_n(LANG_EN, "day", "days", 0), "days");
    ck_str(tr_n(LANG_EN, "day", "days", -1), "days");
}
END_TEST

START_TEST(filled)
{
    open_french(false);
    ck_str(TR(arena, LANG_FR, "{0} of {1}", S("3"), S("{0}")), "sur {0}, 3");
    ck_str(TR(arena, LANG_EN, "{0} of {1}", S("3"), S("4")), "3 of 4");
    ck_str(TR(arena, LANG_EN, "{2} {a} {} {0", S("3")), "{2} {a} {} {0");
}
END_TEST

START_TEST(not_opened)
{
    struct str folder = folder_make(S("not a catalogue"), S(""));
    ck_assert_int_eq(translations_open(arena, folder), ERR_INTERNAL);
    folder_remove(folder);
    ck_assert_int_eq(translations_open(arena, folder), ERR_INTERNAL);
    ck_assert_int_eq(translations_open(arena, STR_NONE), OK);
}
END_TEST

/* -- damaged files -------------------------------------------------------- */

static enum err opened(struct str bytes)
{
    struct catalog c;
    return catalog_open(bytes, &c);
}

START_TEST(cut_short)
{
    size_t count;
    const struct entry *e = french(&count);
    struct str bytes = catalogue_bytes(e, count, false);
    ck_assert_int_eq(opened(bytes), OK);
    for (size_t n = 0; n < bytes.n; n++)
        ck_assert_int_eq(opened(str_copy(arena, str_sub(bytes, 0, n))),
                         ERR_INPUT);
}
END_TEST

static const struct {
    size_t at;
    uint32_t word;
    const char *what;
} damages[] = {
    {0, 0x950412df, "another kind of file"},
    {4, 0x00020000, "a later version"},
    {8, 6, "more entries than there are"},
    {8, UINT32_MAX, "far more entries"},
    {12, UINT32_MAX, "originals outside the file"},
    {16, UINT32_MAX - 7, "translations outside the file"},
    {28 + 8, UINT32_MAX, "a text longer than the file"},
    {28 + 8, 2, "a text that does not end where it says"},
    {32 + 8, UINT32_MAX, "a text outside the file"},
};

START_TEST(damaged)
{
    size_t count;
    const struct entry *e = french(&count);
    struct str bytes = catalogue_bytes(e, count, false);
    char *copy = NEW_N(arena, char, bytes.n);
    memcpy(copy, bytes.p, bytes.n);
    memcpy(copy + damages[_i].at, &damages[_i].word, sizeof(uint32_t));
    ck_assert_msg(opened((struct str){copy, bytes.n}) == ERR_INPUT, "%s",
                  damages[_i].what);
}
END_TEST

START_TEST(not_sorted)
{
    const struct entry e[] = {{S("b"), S("b")}, {S("a"), S("a")}};
    const struct entry twice[] = {{S("a\0x"), S("b")}, {S("a"), S("a")}};
    ck_assert_int_eq(opened(catalogue_bytes(e, 2, false)), ERR_INPUT);
    ck_assert_int_eq(opened(catalogue_bytes(twice, 2, false)), ERR_INPUT);
}
END_TEST

START_TEST(not_utf8)
{
    const struct entry e = {S("plan"), S("pl\xe1n")};
    ck_assert_int_eq(opened(catalogue_bytes(&e, 1, false)), ERR_INPUT);
}
END_TEST

TCase *translations(void)
{
    TCase *tests = tcase_create("translations");
    tcase_add_loop_test(tests, texts, 0, 2);
    tcase_add_test(tests, plurals);
    tcase_add_test(tests, filled);
    tcase_add_test(tests, not_opened);
    tcase_add_test(tests, cut_short);
    tcase_add_loop_test(tests, damaged, 0, sizeof(damages) / sizeof(*damages));
    tcase_add_test(tests, not_sorted);
    tcase_add_test(tests, not_utf8);
    return tests;
}
