#include "core/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

/* Under AddressSanitizer a gap that nobody may touch follows each piece. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define GAP 16u
#else
#define GAP                                0u
#define ASAN_POISON_MEMORY_REGION(at, n)   ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

#define ALIGN       alignof(max_align_t)
#define BLOCK_FIRST ((size_t)64 * 1024)
#define BLOCK_MOST  ((size_t)1024 * 1024)

struct block {
    struct block *older;
    size_t size; /* of data */
    size_t taken;
    alignas(max_align_t) unsigned char data[];
};

struct arena {
    size_t cap;
    size_t reserved; /* data bytes of all blocks */
    size_t used;
    void (*on_full)(void);
    struct block *newest;
};

/* Not by way of log_write, which itself needs an arena. */
static _Noreturn void full(void (*on_full)(void))
{
    static const char line[] =
        "{\"level\":\"error\",\"event\":\"arena_full\"}\n";

    if (on_full)
        on_full();
    if (write(STDERR_FILENO, line, sizeof line - 1) < 0)
        _exit(71);
    _exit(70);
}

struct arena *arena_new(size_t cap, void (*on_full)(void))
{
    struct arena *a = calloc(1, sizeof *a);

    if (!a)
        full(on_full);
    a->cap = cap;
    a->on_full = on_full;
    return a;
}

static void block_free(struct block *b)
{
    ASAN_UNPOISON_MEMORY_REGION(b->data, b->size);
    free(b);
}

void arena_reset(struct arena *a)
{
    struct block *b = a->newest;

    while (b && b->older) {
        struct block *older = b->older;

        a->reserved -= b->size;
        block_free(b);
        b = older;
    }
    if (b) {
        b->taken = 0;
        ASAN_POISON_MEMORY_REGION(b->data, b->size);
    }
    a->newest = b;
    a->used = 0;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    if (a->newest)
        block_free(a->newest);
    free(a);
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

/* A block with room for need bytes; the last one before the cap is smaller. */
static struct block *block_add(struct arena *a, size_t need)
{
    size_t left = a->cap - a->reserved;
    size_t size = a->newest ? 2 * a->newest->size : BLOCK_FIRST;
    struct block *b;

    if (need > left)
        full(a->on_full);
    if (size > BLOCK_MOST)
        size = BLOCK_MOST;
    if (size < need)
        size = need;
    if (size > left)
        size = left;
    b = malloc(sizeof *b + size);
    if (!b)
        full(a->on_full);
    *b = (struct block){.older = a->newest, .size = size};
    ASAN_POISON_MEMORY_REGION(b->data, size);
    a->newest = b;
    a->reserved += size;
    return b;
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
    struct block *b = a->newest;
    size_t bytes, need;
    void *at;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > a->cap)
        full(a->on_full);
    if (bytes == 0)
        bytes = 1;
    need = (bytes + ALIGN - 1) / ALIGN * ALIGN + GAP;
    if (!b || b->size - b->taken < need)
        b = block_add(a, need);
    at = b->data + b->taken;
    b->taken += need;
    a->used += need - GAP;
    ASAN_UNPOISON_MEMORY_REGION(at, bytes);
    return memset(at, 0, bytes);
}
