#include <stdalign.h>
#include <unistd.h>

#include "parts.h"

#include "core/buf.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

START_TEST(aligned_zeroed_and_apart)
{
    unsigned char *last = NULL;

    for (size_t size = 0; size < 300; size++) {
        unsigned char *p = arena_alloc(memory, 1, size);

        ck_assert_uint_eq((uintptr_t)p % alignof(max_align_t), 0);
        ck_assert_ptr_ne(p, last);
        for (size_t i = 0; i < size; i++) {
            ck_assert_uint_eq(p[i], 0);
            p[i] = 0xff;
        }
        last = p;
    }
}
END_TEST

START_TEST(zeroed_again_after_reset)
{
    unsigned char *first = arena_alloc(memory, 1000, 1), *again;

    for (int i = 0; i < 1000; i++)
        first[i] = 0xff;
    arena_reset(memory);
    ck_assert_uint_eq(arena_used(memory), 0);
    again = arena_alloc(memory, 1000, 1);
    ck_assert_ptr_eq(again, first); /* the block is kept */
    for (int i = 0; i < 1000; i++)
        ck_assert_uint_eq(again[i], 0);
}
END_TEST

START_TEST(counts_what_it_hands_out)
{
    size_t before = arena_used(memory);

    arena_alloc(memory, 10, 100);
    ck_assert_uint_ge(arena_used(memory), before + 1000);
    ck_assert_uint_lt(arena_used(memory), before + 1000 + 64);
}
END_TEST

START_TEST(one_piece_larger_than_a_block)
{
    size_t size = (size_t)5 * 1024 * 1024;
    unsigned char *large = arena_alloc(memory, size, 1);

    large[size - 1] = 1;
    arena_alloc(memory, 1, 1);
    arena_reset(memory);
    ck_assert_ptr_nonnull(arena_alloc(memory, size, 1));
}
END_TEST

START_TEST(uses_all_of_its_cap)
{
    struct arena *small = arena_new((size_t)256 * 1024, NULL);

    for (int i = 0; i < 250; i++)
        arena_alloc(small, 512, 1); /* 125 KiB, gaps of ASan on top */
    arena_free(small);
    arena_free(NULL);
}
END_TEST

static void leave_with_33(void)
{
    _exit(33);
}

START_TEST(over_the_cap_calls_on_full)
{
    struct arena *small = arena_new(1000, leave_with_33);

    arena_alloc(small, 800, 1);
    arena_alloc(small, 800, 1);
}
END_TEST

START_TEST(overflow_is_full)
{
    arena_alloc(arena_new(1000, leave_with_33), SIZE_MAX / 2, 3);
}
END_TEST

START_TEST(without_on_full_it_ends_with_70)
{
    capture_start();
    arena_alloc(arena_new(1000, NULL), 1001, 1);
}
END_TEST

START_TEST(buffer_over_the_cap_is_full)
{
    struct buf b = buf_new(arena_new(4096, leave_with_33), 8);

    for (;;)
        buf_puts(&b, "0123456789");
}
END_TEST

#ifdef __SANITIZE_ADDRESS__
START_TEST(poisoned_outside_pieces)
{
    char *p = arena_alloc(memory, 16, 1);

    ck_assert(!__asan_address_is_poisoned(p + 15));
    ck_assert(__asan_address_is_poisoned(p + 16));
    arena_reset(memory);
    ck_assert(__asan_address_is_poisoned(p));
}
END_TEST
#endif

START_TEST(buffer_grows)
{
    struct buf b = buf_new(memory, 0);

    buf_put(&b, STR_NONE);
    ck_assert(str_given(buf_str(&b)) && str_empty(buf_str(&b)));
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "%d,", i);
    buf_byte(&b, '.');
    buf_puts(&b, NULL);
    ck_assert_uint_eq(buf_str(&b).n, 10 * 2 + 90 * 3 + 900 * 4 + 1);
    ck_assert(str_starts(buf_str(&b), S("0,1,2,")));
    ck_assert(str_ends(buf_str(&b), S(",998,999,.")));
}
END_TEST

START_TEST(buffer_prints_at_every_fill)
{
    for (size_t cap = 1; cap < 12; cap++) {
        struct buf b = buf_new(memory, cap);

        buf_printf(&b, "%s", "12345");
        buf_printf(&b, "%s", "");
        buf_printf(&b, "%05d", 7);
        ck_assert_text(buf_str(&b), "1234500007");
    }
}
END_TEST

TCase *arena_cases(void)
{
    TCase *c = with_memory("arena, buf");

    tcase_add_test(c, aligned_zeroed_and_apart);
    tcase_add_test(c, zeroed_again_after_reset);
    tcase_add_test(c, counts_what_it_hands_out);
    tcase_add_test(c, one_piece_larger_than_a_block);
    tcase_add_test(c, uses_all_of_its_cap);
    tcase_add_exit_test(c, over_the_cap_calls_on_full, 33);
    tcase_add_exit_test(c, overflow_is_full, 33);
    tcase_add_exit_test(c, without_on_full_it_ends_with_70, 70);
    tcase_add_exit_test(c, buffer_over_the_cap_is_full, 33);
#ifdef __SANITIZE_ADDRESS__
    tcase_add_test(c, poisoned_outside_pieces);
#endif
    tcase_add_test(c, buffer_grows);
    tcase_add_test(c, buffer_prints_at_every_fill);
    return c;
}
