#include "parts.h"

#include "core/hash.h"
#include "core/json.h"

static struct str quoted(struct str s)
{
    struct buf b = buf_new(memory, 16);

    json_quote(&b, s);
    return buf_str(&b);
}

START_TEST(quotes)
{
    ck_assert_text(quoted(S("été €𝄞 /<>&")), "\"été €𝄞 /<>&\"");
    ck_assert_text(quoted(S("a\"b\\c")), "\"a\\\"b\\\\c\"");
    ck_assert_text(quoted(S("\b\t\n\f\r")), "\"\\b\\t\\n\\f\\r\"");
    ck_assert_text(quoted(S("\0\x01\x1f\x7f")),
                   "\"\\u0000\\u0001\\u001f\x7f\"");
    ck_assert_text(quoted(S("a\xff\xc3")), "\"a\\ufffd\\ufffd\"");
    ck_assert_text(quoted(STR_NONE), "\"\"");
}
END_TEST

START_TEST(members)
{
    struct buf b = buf_new(memory, 1);
    struct json j = json_open(&b);
    struct dec d;

    ck_assert_int_eq(dec_parse(S("-12,50"), &d), OK);
    json_str(&j, "text", S("a"));
    json_str(&j, "none", STR_NONE);
    json_str(&j, "empty", S(""));
    json_int(&j, "int", INT64_MIN);
    json_bool(&j, "yes", true);
    json_bool(&j, "no", false);
    json_dec(&j, "dec", d);
    json_dec(&j, "dec_none", DEC_NONE);
    json_date(&j, "date", (struct date){2024, 2, 29});
    json_date(&j, "date_none", DATE_NONE);
    json_raw(&j, "raw", S("[1,2]"));
    json_close(&j);
    ck_assert_text(buf_str(&b),
                   "{\"text\":\"a\",\"none\":null,\"empty\":\"\","
                   "\"int\":-9223372036854775808,\"yes\":true,\"no\":false,"
                   "\"dec\":\"-12.50\",\"dec_none\":null,"
                   "\"date\":\"2024-02-29\",\"date_none\":null,"
                   "\"raw\":[1,2]}");
}
END_TEST

START_TEST(nothing_in_it)
{
    struct buf b = buf_new(memory, 1);
    struct json j = json_open(&b);

    json_close(&j);
    ck_assert_text(buf_str(&b), "{}");
}
END_TEST

/* FIPS 180-2, appendix B. */
START_TEST(sha256)
{
    ck_assert_text(
        hash_hex(memory, hash_of(S("abc"))),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ck_assert_text(
        hash_hex(memory, hash_of(STR_NONE)),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

START_TEST(reads_hexadecimal)
{
    struct hash h, again;
    struct str hex;

    random_bytes(h.bytes, sizeof h.bytes);
    hex = hash_hex(memory, h);
    ck_assert_int_eq(hash_from_hex(hex, &again), OK);
    ck_assert_mem_eq(h.bytes, again.bytes, sizeof h.bytes);
    ck_assert_int_eq(hash_from_hex(str_sub(hex, 0, 63), &h), ERR_INPUT);
    ck_assert_int_eq(hash_from_hex(str_sub(hex, 0, 62), &h), ERR_INPUT);
    hex = str_printf(memory, "%.*sg", 63, hex.p);
    ck_assert_int_eq(hash_from_hex(hex, &h), ERR_INPUT);
    hex = str_printf(memory, "%.*sA", 63, hex.p);
    ck_assert_int_eq(hash_from_hex(hex, &h), ERR_INPUT);
    ck_assert_int_eq(hash_from_hex(STR_NONE, &h), ERR_INPUT);
}
END_TEST

START_TEST(tokens)
{
    struct str a = random_token(memory), b = random_token(memory);

    ck_assert_uint_eq(a.n, 43);
    ck_assert(!str_eq(a, b));
    for (size_t i = 0; i < a.n; i++)
        ck_assert_int_ge(str_find(S("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "abcdefghijklmnopqrstuvwxyz0123456789-_"),
                                  a.p[i], 0),
                         0);
}
END_TEST

TCase *json_cases(void)
{
    TCase *c = with_memory("json, hash");

    tcase_add_test(c, quotes);
    tcase_add_test(c, members);
    tcase_add_test(c, nothing_in_it);
    tcase_add_test(c, sha256);
    tcase_add_test(c, reads_hexadecimal);
    tcase_add_test(c, tokens);
    return c;
}
