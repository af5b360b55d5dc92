/* Memory with a lifetime: process, worker, request, or one import. Blocks are
 * never freed one by one; arena_reset takes them all back (and poisons them
 * under AddressSanitizer). Allocation cannot fail: over the cap the arena
 * calls on_full, which must not return (a worker answers 503 and ends; its
 * master starts another). */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stddef.h>

struct arena;

/* A new arena that may grow to cap bytes. on_full NULL: log and _exit(70). */
struct arena *arena_new(size_t cap, void (*on_full)(void));
void arena_reset(struct arena *a);        /* keeps its first block for reuse */
void arena_free(struct arena *a);         /* NULL is accepted */
size_t arena_used(const struct arena *a); /* bytes handed out since reset */

/* Zeroed, aligned for any type. count * size may not overflow: that is "full".
 */
void *arena_alloc(struct arena *a, size_t count, size_t size);

#define NEW(a, type)          ((type *)arena_alloc((a), 1, sizeof(type)))
#define NEW_N(a, type, count) ((type *)arena_alloc((a), (count), sizeof(type)))

#endif
