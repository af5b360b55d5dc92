/* Texts in Markdown, statuses and states in words. */
#include "view/parts.h"

#include "view/mark.h"
#include "view/markdown.h"

static void ck_markdown(const char *source, const char *expected)
{
    ck_str(markdown(arena, str_of(source)).markup, expected);
}

START_TEST(paragraphs_lists_and_tables_become_markup)
{
    ck_markdown("One\n\nTwo *and* **three**",
                "<p>One</p><p>Two <em>and</em> <strong>three</strong></p>");
    ck_markdown("    a\n    b", "<p>a\nb\n</p>");
    ck_markdown("- a\n- b", "<ul><li>a</li><li>b</li></ul>");
    ck_markdown("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>");
    ck_markdown("| a |\n|---|\n| 1 |",
                "<div class=\"scroll\"><table><thead><tr><th>a</th></tr>"
                "</thead><tr><td>1</td></tr></table></div>");
}
END_TEST

START_TEST(headings_leave_those_of_the_page_in_order)
{
    ck_markdown("## Big", "<p><strong>Big</strong></p>");
}
END_TEST

START_TEST(raw_html_is_text)
{
    ck_markdown("a <b onclick=\"x\">c</b> & d",
                "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt; &amp; d</p>");
    ck_markdown("<script>x</script>",
                "<p>&lt;script&gt;x&lt;/script&gt;\n</p>");
}
END_TEST

START_TEST(links_lead_to_the_web_or_to_mail)
{
    ck_markdown("[x](https://a.be/?q=\"&r)",
                "<p><a rel=\"noopener noreferrer\""
                " href=\"https://a.be/?q=&quot;&amp;r\">x</a></p>");
    ck_markdown("[x](javascript:alert(1))", "<p><a>x</a></p>");
    ck_markdown("[x](//evil.example)", "<p><a>x</a></p>");
    ck_markdown("[x](JavaScript:y)", "<p><a>x</a></p>");
}
END_TEST

START_TEST(an_image_is_its_description)
{
    ck_markdown("see ![the *plan*](https://a.be/x.png)",
                "<p>see the <em>plan</em></p>");
}
END_TEST

START_TEST(no_text_is_no_markup)
{
    ck_assert(!str_given(markdown(arena, STR_NONE).markup));
    ck_assert(!str_given(markdown(arena, S("")).markup));
}
END_TEST

START_TEST(a_status_has_a_shape_and_a_word)
{
    struct mark mark = mark_of_status(LANG_EN, S("partial"));

    ck_str(mark.shape, "partial");
    ck_str(mark.word, "partly achieved");
    mark = mark_of_status(LANG_EN, STR_NONE);
    ck_str(mark.shape, "none");
    ck_str(mark.word, "no status");
}
END_TEST

START_TEST(a_state_has_a_word)
{
    ck_str(mark_of_state(LANG_EN, S("returned")).word, "returned");
    ck_str(mark_of_state(LANG_EN, S("returned")).shape, "returned");
    ck_str(mark_of_state(LANG_EN, STR_NONE).word, "to enter");
}
END_TEST

TCase *words(void)
{
    TCase *tc = tcase_create("words");

    tcase_add_test(tc, paragraphs_lists_and_tables_become_markup);
    tcase_add_test(tc, headings_leave_those_of_the_page_in_order);
    tcase_add_test(tc, raw_html_is_text);
    tcase_add_test(tc, links_lead_to_the_web_or_to_mail);
    tcase_add_test(tc, an_image_is_its_description);
    tcase_add_test(tc, no_text_is_no_markup);
    tcase_add_test(tc, a_status_has_a_shape_and_a_word);
    tcase_add_test(tc, a_state_has_a_word);
    return tc;
}
