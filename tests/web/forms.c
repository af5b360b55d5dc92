#include "web/parts.h"

#include "web/private.h"

struct sheet {
    int64_t id;
    struct str name;
    struct dec value;
    struct date due_on;
    struct period period;
    bool done;
    int64_t count;
    struct str choice;
    struct str secret;
};
static const char *const choices[] = {"yes", "no", NULL};
static const struct form_field fields[] = {
    FORM_FIELD(struct sheet, name, .required = true, .max_chars = 5,
               .label = "Name"),
    FORM_FIELD(struct sheet, value, .label = "Value"),
    FORM_FIELD(struct sheet, due_on, .label = "Due"),
    FORM_FIELD(struct sheet, period, .label = "Period"),
    FORM_FIELD(struct sheet, done, .label = "Done"),
    FORM_FIELD(struct sheet, count, .label = "Count"),
    FORM_FIELD(struct sheet, choice, .options = choices),
    FORM_FIELD(struct sheet, secret, .secret = true, .label = "Secret"),
};
static const struct form form = FORM(struct sheet, fields);

static struct arena *arena;
static struct req_private own;
static struct req rq;

static void open_request(void)
{
    arena = arena_new(8 << 20, NULL);
    own = (struct req_private){0};
    rq = (struct req){.arena = arena, .lang = LANG_EN, .priv = &own};
}

static void close_request(void)
{
    arena_free(arena);
}

static enum err fill(const char *body, struct sheet *out)
{
    own.messages_max = 0;
    rq.messages = (struct list){0};
    assert_ok(params_read(arena, str_of(body), &own.body));
    return req_form(&rq, &form, out);
}

static const struct message *message(size_t i)
{
    ck_assert_uint_lt(i, rq.messages.count);
    return LIST_AT(struct message, rq.messages, i);
}

START_TEST(fills_the_struct)
{
    struct sheet s;

    assert_ok(fill("name=+%C3%A9t%C3%A9+&value=1+234,50&due_on=17/07/2022&"
                   "period=2025-Q3&done=on&count=-7&choice=no&secret=+a%0D%0A",
                   &s));
    assert_str(s.name, "été");
    assert_str(dec_text(arena, s.value), "1234.50");
    assert_str(date_text(arena, s.due_on), "2022-07-17");
    assert_str(period_text(arena, s.period), "2025-Q3");
    ck_assert(s.done);
    ck_assert_int_eq(s.count, -7);
    assert_str(s.choice, "no");
    assert_str(s.secret, " a\r\n"); /* as sent */
}
END_TEST

START_TEST(leaves_what_was_not_sent)
{
    struct sheet s;

    assert_ok(fill("name=x", &s));
    ck_assert(!s.value.set);
    ck_assert(!date_given(s.due_on));
    ck_assert(!s.done);
    ck_assert(!str_given(s.choice));
}
END_TEST

START_TEST(names_each_wrong_field)
{
    static const struct {
        const char *body, *field, *part;
    } wrong[] = {
        {"value=1", "name", "Name: please fill this in"},
        {"name=+", "name", "please fill this in"},
        {"name=123456", "name", "at most 5 characters"},
        {"name=%01", "name", "cannot be printed"},
        {"name=x&value=abc", "value", "Value: “abc” is not a number"},
        {"name=x&value=1.234", "value", "two ways: 1.234 / 1,234"},
        {"name=x&due_on=2022-02-30", "due_on", "not a date"},
        {"name=x&period=2025-Q5", "period", "not a period"},
        {"name=x&done=maybe", "done", "neither yes nor no"},
        {"name=x&count=1.5", "count", "not a whole number"},
        {"name=x&choice=perhaps", "choice", "not one of the choices"},
    };
    struct sheet s;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(fill(wrong[i].body, &s), ERR_INPUT);
        ck_assert_uint_eq(rq.messages.count, 1);
        assert_str(message(0)->field, wrong[i].field);
        ck_assert_msg(strstr(str_z(arena, message(0)->text), wrong[i].part),
                      "%s: %.*s", wrong[i].body, STR_ARG(message(0)->text));
    }
}
END_TEST

START_TEST(counts_characters_and_not_bytes)
{
    struct sheet s;

    assert_ok(fill("name=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9", &s));
    ck_assert_uint_eq(s.name.n, 10);
}
END_TEST

START_TEST(never_repeats_a_secret)
{
    struct buf body = buf_new(arena, 400);
    struct sheet s;

    buf_puts(&body, "name=x&secret=");
    for (int i = 0; i < 300; i++)
        buf_puts(&body, "hush");
    ck_assert_int_eq(fill(str_z(arena, buf_str(&body)), &s), ERR_INPUT);
    ck_assert(!strstr(str_z(arena, message(0)->text), "hush"));
}
END_TEST

START_TEST(gathers_rows_by_number)
{
    struct list rows;

    own.messages_max = 0;
    rq.messages = (struct list){0};
    assert_ok(params_read(arena,
                          S("value:12=3&name:7=a&name:12=b&other:12=1&value=9&"
                            "name:x=1&value:7=abc&name:9=&name:-2=c"),
                          &own.body));
    ck_assert_int_eq(req_form_rows(&rq, &form, &rows), ERR_INPUT);
    ck_assert_uint_eq(rows.count, 4);
    const struct sheet *s = rows.at;
    ck_assert_int_eq(s[0].id, -2);
    ck_assert_int_eq(s[1].id, 7);
    ck_assert_int_eq(s[2].id, 9);
    ck_assert_int_eq(s[3].id, 12);
    assert_str(s[3].name, "b");
    assert_str(dec_text(arena, s[3].value), "3");
    ck_assert_uint_eq(rq.messages.count, 2);
    assert_str(message(0)->field, "value:7");
    assert_str(message(1)->field, "name:9");
}
END_TEST

START_TEST(misses_a_required_field_of_a_row)
{
    struct list rows;

    assert_ok(params_read(arena, S("value:12=3"), &own.body));
    ck_assert_int_eq(req_form_rows(&rq, &form, &rows), ERR_INPUT);
    assert_str(message(0)->field, "name:12");
}
END_TEST

TCase *forms(void)
{
    TCase *tc = tcase_create("forms");

    tcase_add_checked_fixture(tc, open_request, close_request);
    tcase_add_test(tc, fills_the_struct);
    tcase_add_test(tc, leaves_what_was_not_sent);
    tcase_add_test(tc, names_each_wrong_field);
    tcase_add_test(tc, counts_characters_and_not_bytes);
    tcase_add_test(tc, never_repeats_a_secret);
    tcase_add_test(tc, gathers_rows_by_number);
    tcase_add_test(tc, misses_a_required_field_of_a_row);
    return tc;
}
